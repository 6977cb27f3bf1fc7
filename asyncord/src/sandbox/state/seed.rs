//! The world as every sandbox begins: one guild, its channels, three people and one bot.

use std::collections::BTreeMap;

use super::{
    Store,
    bits::{intent, permission},
    channel::{GuildChannel, Place, kind},
    guild::Guild,
    ids::{ApplicationId, ChannelId, GuildId, RoleId, UserId, seed},
    member::Member,
    role::{Colors, Role},
    user::User,
};

pub(crate) const GUILD: GuildId = seed(0);
pub(crate) const GENERAL: ChannelId = seed(11);
pub(crate) const ADA: UserId = seed(21);
pub(crate) const APPLICATION: ApplicationId = seed(31);

const BOTS: RoleId = seed(1);
const MODERATORS: RoleId = seed(2);
const NIGHT_OWLS: RoleId = seed(3);
const TEXT: ChannelId = seed(10);
const VOICE: ChannelId = seed(15);

impl Store {
    /// A world of one person and one bot, without a guild.
    pub(crate) fn without_guilds(base_url: &str) -> Self {
        let mut store = Self::empty(base_url, ADA);
        store.insert_person(ADA, "ada", "Ada");
        store.insert_application(APPLICATION, "asyncord", intent::PRIVILEGED);
        store
    }

    fn insert_person(&mut self, id: UserId, username: &str, global_name: &str) {
        self.users.insert(
            id,
            User {
                id,
                username: username.to_owned(),
                global_name: Some(global_name.to_owned()),
                avatar: None,
                banner: None,
                bot: false,
            },
        );
    }

    /// Makes the world; `base_url` is where its files will be served, without a slash at the end.
    pub(crate) fn seeded(base_url: &str) -> Self {
        let mut store = Self::empty(base_url, ADA);
        store.insert_person(ADA, "ada", "Ada");
        store.insert_person(seed(22), "grace", "Grace");
        store.insert_person(seed(23), "linus", "Linus");
        store.insert_application(APPLICATION, "asyncord", intent::PRIVILEGED);
        store.guilds.insert(GUILD, guild());
        store.integrate(GUILD, APPLICATION, ADA);

        let channels = [
            (TEXT, kind::GUILD_CATEGORY, "text channels", None, None),
            (
                GENERAL,
                kind::GUILD_TEXT,
                "general",
                Some(TEXT),
                Some("Say !ping."),
            ),
            (
                seed(12),
                kind::GUILD_TEXT,
                "bots",
                Some(TEXT),
                Some("Bots among themselves."),
            ),
            (seed(13), kind::GUILD_TEXT, "random", Some(TEXT), None),
            (VOICE, kind::GUILD_CATEGORY, "voice channels", None, None),
            (seed(14), kind::GUILD_VOICE, "lounge", Some(VOICE), None),
        ];
        for (position, (id, kind, name, parent_id, topic)) in (0..).zip(channels) {
            let own = GuildChannel {
                name: name.to_owned(),
                topic: topic.map(str::to_owned),
                position,
                parent_id,
                ..GuildChannel::default()
            };
            store.insert_channel(id, kind, Place::Guild(GUILD, Box::new(own)));
        }
        store
    }
}

fn guild() -> Guild {
    let roles = [
        role(GUILD.cast(), "@everyone", 0, false, permission::EVERYONE, 0),
        role(NIGHT_OWLS, "night owls", 0x9B_59_B6, false, 0, 1),
        role(
            MODERATORS,
            "moderators",
            0x2E_CC_71,
            true,
            permission::MANAGE_MESSAGES | permission::KICK_MEMBERS,
            2,
        ),
        role(BOTS, "bots", 0x34_98_DB, true, permission::ADMINISTRATOR, 3),
    ];
    let members = [
        member(ADA, &[MODERATORS]),
        member(seed(22), &[MODERATORS, NIGHT_OWLS]),
        member(seed(23), &[NIGHT_OWLS]),
        member(APPLICATION.cast(), &[BOTS]),
    ];
    Guild {
        system_channel_id: Some(GENERAL),
        roles: roles.map(|role| (role.id, role)).into(),
        members: BTreeMap::from(members.map(|member| (member.user_id, member))),
        ..Guild::new(GUILD, "asyncord sandbox", ADA)
    }
}

fn role(id: RoleId, name: &str, color: u32, hoist: bool, permissions: u64, position: u32) -> Role {
    Role {
        colors: Colors {
            primary: color,
            ..Colors::default()
        },
        hoist,
        mentionable: hoist,
        position,
        ..Role::new(id, name, permissions)
    }
}

fn member(user: UserId, roles: &[RoleId]) -> Member {
    let mut roles = roles.to_vec();
    roles.sort_unstable();
    Member::new(user, roles, user.timestamp_ms())
}
