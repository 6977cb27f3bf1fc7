//! Invites in their form on the wire.

use serde_json::{Value, json};

use super::{
    super::{
        Event, Store,
        channel::{Channel, Place},
        ids::{RoleId, iso},
        role::Role,
        user::User,
    },
    Invite, Target, invite_event,
};

impl Store {
    /// An invite as everybody may see it. Discord docs: Invite/Invite Object.
    pub(crate) fn invite_json(&self, invite: &Invite) -> Value {
        let guild = self.guilds.get(&invite.guild_id);
        let mut json = json!({
            "type": 0,
            "code": invite.code,
            "guild": guild.map(super::Guild::invite_json),
            "guild_id": invite.guild_id,
            "channel": self.channels.get(&invite.channel_id).map(partial_channel),
            "expires_at": invite.expires_at().map(iso),
            "flags": 0,
        });
        if let Some(user) = invite.inviter_id.and_then(|user| self.users.get(&user)) {
            json["inviter"] = user.json();
        }
        self.put_target(&mut json, invite);
        if !invite.wish.role_ids.is_empty() {
            let roles = &invite.wish.role_ids;
            json["roles"] = roles
                .iter()
                .filter_map(|role| guild?.roles.get(role))
                .map(partial_role)
                .collect();
        }
        json
    }

    /// With the numbers that only members may see. Discord docs: Invite/Invite Metadata Object.
    pub(crate) fn invite_json_with_metadata(&self, invite: &Invite) -> Value {
        let mut json = self.invite_json(invite);
        json["uses"] = invite.uses.into();
        json["max_uses"] = invite.wish.max_uses.into();
        json["max_age"] = invite.wish.max_age.into();
        json["temporary"] = invite.wish.temporary.into();
        json["created_at"] = iso(invite.created_at).into();
        json
    }

    /// INVITE_CREATE.
    pub(super) fn invite_created(&self, invite: &Invite) -> Event {
        let mut data = json!({
            "channel_id": invite.channel_id,
            "guild_id": invite.guild_id,
            "code": invite.code,
            "created_at": iso(invite.created_at),
            "max_age": invite.wish.max_age,
            "max_uses": invite.wish.max_uses,
            "temporary": invite.wish.temporary,
            "uses": 0,
            "expires_at": invite.expires_at().map(iso),
        });
        if let Some(user) = invite.inviter_id.and_then(|user| self.users.get(&user)) {
            data["inviter"] = user.json();
        }
        self.put_target(&mut data, invite);
        let roles: &[RoleId] = &invite.wish.role_ids;
        if !roles.is_empty() {
            data["role_ids"] = json!(roles);
        }
        invite_event("INVITE_CREATE", invite, data)
    }

    fn put_target(&self, json: &mut Value, invite: &Invite) {
        match invite.wish.target {
            None => {}
            Some(Target::Stream(user)) => {
                json["target_type"] = 1.into();
                json["target_user"] = json!(self.users.get(&user).map(User::json));
            }
            Some(Target::Application(id)) => {
                json["target_type"] = 2.into();
                if let Some(application) = self.applications.get(&id) {
                    json["target_application"] = json!({
                        "id": id,
                        "name": application.name,
                        "icon": null,
                        "description": "",
                        "type": null,
                        "verify_key": format!("{:064x}", id.get()),
                        "flags": application.flags(),
                        "flags_new": application.flags().to_string(),
                    });
                }
            }
        }
    }
}

fn partial_channel(channel: &Channel) -> Value {
    let name = match &channel.place {
        Place::Guild(_, own) => Some(own.name.as_str()),
        Place::Thread(_, thread) => Some(thread.name.as_str()),
        Place::Direct(_) => None,
    };
    json!({ "id": channel.id, "type": channel.kind, "name": name })
}

fn partial_role(role: &Role) -> Value {
    let mut whole = role.json();
    let mut json = json!({});
    for key in [
        "id",
        "name",
        "position",
        "color",
        "colors",
        "icon",
        "unicode_emoji",
    ] {
        json[key] = whole[key].take();
    }
    json
}
