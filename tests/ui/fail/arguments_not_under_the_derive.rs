use asyncord::prelude::*;

struct App;

fn main() {
    let _ = asyncord::run(Token::new("token")).arguments(App);
}
