//! Calls about an application's emojis.

use asyncord::rest::resource::application::emoji::*;

use crate::every_operation::values::{APPLICATION, EMOJI, image};

calls! {
    ListApplicationEmojis {
        minimal: |client| client.applications().emojis(APPLICATION).list(),
    }
    GetApplicationEmoji {
        minimal: |client| client.applications().emojis(APPLICATION).get(EMOJI),
    }
    CreateApplicationEmoji {
        minimal: |client| client.applications().emojis(APPLICATION).create("ferris", image()),
    }
    UpdateApplicationEmoji {
        minimal: |client| client.applications().emojis(APPLICATION).update(EMOJI, "crab"),
    }
    DeleteApplicationEmoji {
        minimal: |client| client.applications().emojis(APPLICATION).delete(EMOJI),
    }
}
