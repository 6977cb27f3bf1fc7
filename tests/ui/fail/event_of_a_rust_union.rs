use asyncord::prelude::*;

#[derive(Event)]
#[event("GUILD_MEMBER_ADD")]
union Bits {
    _byte: u8,
}

fn main() {}
