//! Calls about sounds that are everywhere.

use asyncord::rest::resource::soundboard::*;

calls! {
    ListDefaultSoundboardSounds {
        minimal: |client| client.soundboard().default_sounds(),
    }
}
