use asyncord::prelude::*;

#[derive(Event)]
#[event("GUILD_MEMBER_ADD")]
struct Lite {
    _user: User,
}

#[derive(Event)]
enum Door {
    Join(GuildMemberAdd),
    Leave(GuildMemberRemove),
    Lite(Lite),
}

fn main() {}
