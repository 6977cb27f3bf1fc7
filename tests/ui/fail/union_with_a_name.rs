use asyncord::prelude::*;

#[derive(Event)]
#[event("GUILD_MEMBER_ADD")]
enum Door {
    Join(GuildMemberAdd),
}

fn main() {}
