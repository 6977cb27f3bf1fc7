use asyncord::prelude::*;

#[derive(Event)]
enum Door {
    Join(GuildMemberAdd),
    Closed,
}

fn main() {}
