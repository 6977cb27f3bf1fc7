//! A whole world as text, and a world out of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Clock, Store, ids::UserId, user::User};

/// The form that this sandbox writes; it reads no other.
const VERSION: u32 = 1;

/// A world as it is written.
#[derive(Serialize)]
struct Written<'s> {
    version: u32,
    /// What its clock shows.
    now: u64,
    /// The greatest id given out.
    last_id: u64,
    store: &'s Store,
}

#[derive(Deserialize)]
struct Read {
    now: u64,
    last_id: u64,
    store: Store,
}

#[derive(Deserialize)]
struct Head {
    version: u32,
}

/// A text is no snapshot.
#[derive(Debug)]
pub(crate) enum NoSnapshot {
    /// Another version's.
    Version(u32),
    Json(serde_json::Error),
}

impl fmt::Display for NoSnapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(version) => write!(
                f,
                "it is of version {version}, and this sandbox reads version {VERSION}"
            ),
            Self::Json(error) => error.fmt(f),
        }
    }
}

impl From<serde_json::Error> for NoSnapshot {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

impl Store {
    /// Everything, as JSON.
    pub(crate) fn as_snapshot(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Written {
            version: VERSION,
            now: self.clock.now(),
            last_id: self.clock.last(),
            store: self,
        })
    }

    /// The world of a snapshot, whose clock goes on where it was or shows another moment.
    pub(crate) fn of_snapshot(
        text: &str,
        base_url: &str,
        start_at: Option<u64>,
    ) -> Result<Self, NoSnapshot> {
        let Head { version } = serde_json::from_str(text)?;
        if version != VERSION {
            return Err(NoSnapshot::Version(version));
        }
        let Read {
            now,
            last_id,
            mut store,
        } = serde_json::from_str(text)?;
        store.clock = Clock::starting_at(start_at.unwrap_or(now));
        store.clock.continue_after(last_id);
        base_url.clone_into(&mut store.base_url);
        store.tokens = store
            .applications
            .values()
            .map(|application| (application.token.clone(), application.id))
            .collect();
        // Nobody is connected to a new world.
        let bots: Vec<UserId> = store
            .users
            .values()
            .filter(|user| user.bot)
            .map(|user: &User| user.id)
            .collect();
        for bot in bots {
            store.presences.remove(&bot);
        }
        Ok(store)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            Store,
            posting::Draft,
            presence::Presence,
            seed::{ADA, APPLICATION, GENERAL},
        },
        NoSnapshot,
    };

    const URL: &str = "http://127.0.0.1:1";

    #[test]
    fn a_world_survives_as_text() {
        let mut store = Store::seeded(URL);
        let draft = Draft {
            content: "kept".to_owned(),
            ..Draft::default()
        };
        let message = store.post(GENERAL, ADA, draft).unwrap().value;
        let bot = APPLICATION.cast();
        store.set_presence(bot, Some(Presence::default())).unwrap();
        let text = store.as_snapshot().unwrap();

        let mut again = Store::of_snapshot(&text, "http://127.0.0.1:2", Some(7)).unwrap();
        assert_eq!(again.message(GENERAL, message).unwrap().content, "kept");
        assert_eq!(again.clock.now(), 7);
        assert!(!again.is_online(bot), "nobody is connected");
        let token = &store.application(APPLICATION).unwrap().token;
        assert_eq!(again.authenticate(token).unwrap().id, APPLICATION);
        let next = again.create_user("new".to_owned(), None).value;
        assert!(next.get() > message.get(), "ids rise on");
    }

    #[test]
    fn what_is_no_snapshot_is_told_with_its_place() {
        let error = Store::of_snapshot(r#"{"version":9}"#, URL, None).unwrap_err();
        assert!(matches!(error, NoSnapshot::Version(9)), "{error}");
        let error = Store::of_snapshot("{\n\"version\": 1,\n\"now\": true}", URL, None);
        let error = error.unwrap_err().to_string();
        assert!(error.contains("line 3 column"), "{error}");
    }
}
