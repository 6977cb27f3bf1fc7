use asyncord::prelude::*;

#[derive(Event)]
enum Door {
    Join(GuildMemberAdd),
    Leave { event: GuildMemberRemove },
}

fn main() {}
