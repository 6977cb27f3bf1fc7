//! Calls about voice.

use asyncord::rest::resource::voice::*;

calls! {
    ListVoiceRegions {
        minimal: |client| client.voice().regions(),
    }
}
