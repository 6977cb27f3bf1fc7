//! Code around every request.

use std::{future::Future, pin::Pin, sync::Arc};

use super::{Error, Request, Response, RestClient};

/// An answer that middleware works on.
pub type MiddlewareFuture = Pin<Box<dyn Future<Output = Result<Response, Error>> + Send>>;

/// Code that stands around every request of a client: for logging, caching, and clients that need no Discord.
///
/// It is called once for each request, outside of rate limits and repetitions: what it answers itself waits for
/// nothing. [`Next::run`] goes on, to the next middleware or to Discord. A function will do:
///
/// ```
/// use std::time::Instant;
///
/// use asyncord::rest::{Next, Request, RestClient};
///
/// let client = RestClient::builder("the bot's token")
///     .middleware(|request: Request, next: Next| async move {
///         let operation = request.operation();
///         let start = Instant::now();
///         let answer = next.run(request).await;
///         match &answer {
///             Ok(response) => println!("{operation}: {} in {:?}", response.status(), start.elapsed()),
///             Err(error) => println!("{error}"),
///         }
///         answer
///     })
///     .build()?;
/// # Ok::<(), asyncord::rest::Error>(())
/// ```
///
/// A test double answers without going on; a status that is no success becomes the error that it would be:
///
/// ```
/// use asyncord::rest::{Response, RestClient};
/// use serde_json::json;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), asyncord::rest::Error> {
/// let client = RestClient::builder("no token at all")
///     .middleware(|request: asyncord::rest::Request, _| async move {
///         Ok(match request.operation().name() {
///             "GetMe" => Response::json(&json!({"id": "1", "username": "ferris"})),
///             _ => Response::new(404, r#"{"message": "Unknown", "code": 0}"#),
///         })
///     })
///     .build()?;
/// assert_eq!(client.users().me().await?.username, "ferris");
/// assert!(client.channels().get(5).await.is_err());
/// # Ok(())
/// # }
/// ```
///
/// A cache keeps answers. This one keeps every guild for as long as the client lives:
///
/// ```
/// use std::{collections::HashMap, sync::{Arc, Mutex}};
///
/// use asyncord::rest::{Middleware, MiddlewareFuture, Next, Request, Response, RestClient};
///
/// #[derive(Clone, Default)]
/// struct GuildCache(Arc<Mutex<HashMap<String, Response>>>);
///
/// impl Middleware for GuildCache {
///     fn handle(&self, request: Request, next: Next) -> MiddlewareFuture {
///         let cache = self.clone();
///         Box::pin(async move {
///             if request.operation().name() != "GetGuild" {
///                 return next.run(request).await;
///             }
///             let key = request.path().to_owned();
///             let kept = cache.0.lock().unwrap().get(&key).cloned();
///             match kept {
///                 Some(response) => Ok(response),
///                 None => {
///                     let response = next.run(request).await?;
///                     cache.0.lock().unwrap().insert(key, response.clone());
///                     Ok(response)
///                 }
///             }
///         })
///     }
/// }
///
/// let client = RestClient::builder("the bot's token").middleware(GuildCache::default()).build()?;
/// # Ok::<(), asyncord::rest::Error>(())
/// ```
pub trait Middleware: Send + Sync + 'static {
    /// Handles a request: answers it, or goes on with it.
    fn handle(&self, request: Request, next: Next) -> MiddlewareFuture;
}

impl<F, A> Middleware for F
where
    F: Fn(Request, Next) -> A + Send + Sync + 'static,
    A: Future<Output = Result<Response, Error>> + Send + 'static,
{
    fn handle(&self, request: Request, next: Next) -> MiddlewareFuture {
        Box::pin(self(request, next))
    }
}

/// The rest of a request's way; it can be gone more than once, by clones.
#[derive(Clone, Debug)]
pub struct Next {
    client: RestClient,
    /// How many of the client's middleware are behind.
    passed: usize,
}

impl Next {
    pub(super) fn new(client: &RestClient) -> Self {
        Self {
            client: client.clone(),
            passed: 0,
        }
    }

    /// Goes on with a request.
    ///
    /// # Errors
    ///
    /// As the operation: a status that is no success is an error here already.
    pub async fn run(self, request: Request) -> Result<Response, Error> {
        let Self { client, passed } = self;
        let next: Option<Arc<dyn Middleware>> = client.middleware().get(passed).cloned();
        match next {
            Some(middleware) => {
                let next = Self {
                    client,
                    passed: passed + 1,
                };
                middleware.handle(request, next).await
            }
            None => client.dispatch(request).await,
        }
    }
}
