use asyncord::prelude::*;

#[derive(Event)]
enum Door {
    Join(GuildMemberAdd, GuildMemberUpdate),
    Leave(GuildMemberRemove),
}

fn main() {}
