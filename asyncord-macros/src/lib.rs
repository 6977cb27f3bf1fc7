//! The attribute macros of `asyncord`; use them through that crate.

use proc_macro::TokenStream;

mod errors;
mod handler;

/// Makes a handler of an `async fn`.
///
/// The type of the first parameter says which event the handler takes: `E`, `&E` or `Arc<E>`. The
/// other parameters are found by their names: `client: RestClient`, `gateway: GatewayClient` and
/// `client_groups: ClientGroups` are always there; any other name is an argument that was given to
/// [`run`], [`connect`] or the dispatcher under that name. An argument is taken by value (`T: Clone`),
/// as `&T` or as `Arc<T>`; `Option<T>` is `None` where no such argument was given. A name that begins
/// with an underscore stands for the name without it. The names `cache`, `voice`, `cx`, `shard`,
/// `error` and `sandbox` are kept for later.
///
/// A handler returns `()` or a `Result`; an error goes to the error hook and costs nothing else.
///
/// The function can still be called as an ordinary one. A type of the same name stands for the handler,
/// as in `add_handler::<ping>()`.
///
/// # Options
///
/// - `manual`: does not register by itself; give it to `add_handler`.
/// - `type = Name`: names the type that stands for the handler.
/// - `group = "name"`: serves one named client group; without it every group.
/// - `ordered`: the next call starts when the last one has ended, guild by guild (in direct messages
///   channel by channel). Without it calls start in the order of the events and run side by side.
///
/// # Example
///
/// ```
/// use asyncord::prelude::*;
///
/// #[handler(ordered)]
/// async fn greet(message: MessageCreate, client: RestClient, greeting: &str) -> Result {
///     if message.content == "!hello" {
///         client.channels().messages(message.channel_id).create(greeting).await?;
///     }
///     Ok(())
/// }
/// # fn main() {}
/// ```
///
/// # Errors at compile time
///
/// All mistakes in a signature are reported at once. What only the start can know, an argument that was
/// not given or has another type, is one error of `start` before anything connects.
///
/// [`run`]: https://docs.rs/asyncord/latest/asyncord/fn.run.html
/// [`connect`]: https://docs.rs/asyncord/latest/asyncord/fn.connect.html
#[proc_macro_attribute]
pub fn handler(options: TokenStream, item: TokenStream) -> TokenStream {
    handler::handler(options.into(), item.into()).into()
}
