use asyncord::prelude::*;

fn passes(event: &MessageDelete) -> bool {
    filters::not_bot(event)
}

fn main() {}
