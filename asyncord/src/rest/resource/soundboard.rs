//! Sounds that are everywhere.

use crate::{
    model::{List, SoundboardSound},
    rest::RestClient,
};

group! {
    /// Sounds that are everywhere; from [`RestClient::soundboard`].
    pub struct Soundboard {}
}

impl RestClient {
    /// Sounds that are everywhere.
    pub fn soundboard(&self) -> Soundboard {
        Soundboard::new(self)
    }
}

operation! {
    /// Lists the sounds that everyone can play.
    ///
    /// Discord docs: Soundboard/List Default Soundboard Sounds.
    ListDefaultSoundboardSounds = GET "/soundboard-default-sounds" -> List<SoundboardSound>;
    fn Soundboard::default_sounds();
}
