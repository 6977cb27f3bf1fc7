//! Regions for voice.

use crate::{
    model::{List, VoiceRegion},
    rest::RestClient,
};

group! {
    /// Voice; from [`RestClient::voice`].
    pub struct Voice {}
}

impl RestClient {
    /// Voice.
    pub fn voice(&self) -> Voice {
        Voice::new(self)
    }
}

operation! {
    /// Lists the regions that a voice channel can be in.
    ///
    /// Discord docs: Voice/List Voice Regions.
    ListVoiceRegions = GET "/voice/regions" -> List<VoiceRegion>;
    fn Voice::regions();
}
