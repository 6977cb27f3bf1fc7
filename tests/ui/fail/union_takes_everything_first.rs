use asyncord::prelude::*;

#[derive(Event)]
enum Door {
    Any(RawEvent),
    Join(GuildMemberAdd),
}

fn main() {}
