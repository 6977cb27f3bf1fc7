use asyncord::prelude::*;

fn passes(event: &GuildMemberAdd) -> bool {
    let in_general = filters::channels([1]);
    in_general(event)
}

fn main() {}
