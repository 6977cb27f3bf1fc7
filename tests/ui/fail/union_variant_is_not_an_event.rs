use asyncord::prelude::*;

#[derive(Event)]
enum Door {
    Join(GuildMemberAdd),
    Leave(User),
}

fn main() {}
