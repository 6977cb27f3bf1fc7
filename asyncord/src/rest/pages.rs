//! Lists that come in pages, as streams.

use std::{
    fmt, mem,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use futures_util::{Stream, StreamExt, stream};
use serde_json::Value;

use super::{
    Error, ErrorKind, ResponseFuture,
    decode::FromAnswer,
    request::{Draft, Fields},
};
use crate::{id::Id, model::Timestamp};

type BoxStream<T> = Pin<Box<dyn Stream<Item = Result<T, Error>> + Send>>;

/// The pages of a list, one request each, as they are asked for.
///
/// A [`Stream`]; [`next`](Self::next) needs no further crate. It ends after the last page or the first error.
#[must_use = "nothing is sent before a page is asked for"]
pub struct Pages<P>(BoxStream<P>);

/// The elements of a list that comes in pages: a page is asked for when the last one is used up.
///
/// A [`Stream`]; [`next`](Self::next) needs no further crate. It ends after the last element or the first error.
///
/// ```no_run
/// # async fn example(client: asyncord::RestClient) -> Result<(), asyncord::rest::Error> {
/// let mut members = client.guilds().members(41_771_983_423_143_937).list().stream();
/// while let Some(member) = members.next().await {
///     println!("{}", member?.user.username);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent before an element is asked for"]
pub struct Items<T> {
    pages: BoxStream<Vec<T>>,
    page: vec::IntoIter<T>,
}

impl<P> Pages<P> {
    /// The next page; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<P, Error>> {
        self.0.next().await
    }
}

impl<T> Items<T> {
    /// The next element; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<T, Error>>
    where
        T: Unpin,
    {
        StreamExt::next(self).await
    }

    /// All elements that are left, up to `most`.
    ///
    /// # Errors
    ///
    /// The first error; what came before it is lost.
    pub async fn collect_up_to(mut self, most: usize) -> Result<Vec<T>, Error>
    where
        T: Unpin,
    {
        let mut items = Vec::new();
        while items.len() < most
            && let Some(item) = self.next().await
        {
            items.push(item?);
        }
        Ok(items)
    }
}

impl<P> Stream for Pages<P> {
    type Item = Result<P, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl<T: Unpin> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.as_mut().poll_next(context)) {
                Some(Ok(page)) => self.page = page.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pages")
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("at_hand", &self.page.len())
            .finish_non_exhaustive()
    }
}

/// What an element is found again by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Id(u64),
    Time(Timestamp),
}

impl Key {
    fn wire(self) -> Value {
        match self {
            Self::Id(id) => Value::String(id.to_string()),
            Self::Time(time) => Value::String(time.to_string()),
        }
    }
}

/// What a key can be made of.
pub(crate) trait IntoKey {
    fn into_key(self) -> Option<Key>;
}

impl<M> IntoKey for Id<M> {
    fn into_key(self) -> Option<Key> {
        Some(Key::Id(self.get()))
    }
}

impl IntoKey for Timestamp {
    fn into_key(self) -> Option<Key> {
        Some(Key::Time(self))
    }
}

impl<T: IntoKey> IntoKey for Option<T> {
    fn into_key(self) -> Option<Key> {
        self?.into_key()
    }
}

/// How a list goes on from one page to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// From the highest to the lowest by `before`, unless `after` is set.
    Falling,
    /// From the lowest to the highest by `after`, unless `before` is set.
    Rising,
    /// By how many to leave out.
    Counted,
}

/// A page of a list: what the way to the next one needs to know.
pub(crate) trait Page: FromAnswer {
    /// What the list is of.
    type Item: Send + Unpin + 'static;

    /// How many there are, also those that could not be read.
    fn count(&self) -> usize;

    /// The elements.
    fn items(&self) -> impl Iterator<Item = &Self::Item>;

    /// The elements, taken out.
    fn into_items(self) -> Vec<Self::Item>;

    /// Whether there is more, where the page says so.
    fn has_more(&self) -> Option<bool> {
        None
    }
}

/// What is known of a list.
pub(crate) struct Plan<P: Page> {
    pub(crate) order: Order,
    /// How many a page has at most, and how many it has if nothing is set.
    pub(crate) most: u64,
    /// The keys of a page.
    pub(crate) keys: fn(&P) -> Vec<Key>,
    pub(crate) key: fn(&P::Item) -> Option<Key>,
}

/// Where a walk through the pages stands.
struct Walk<P: Page> {
    draft: Draft,
    plan: Plan<P>,
    falls: bool,
    limit: u64,
    /// Nothing beyond is wanted.
    bound: Option<Key>,
    done: bool,
}

fn key_of(query: &Fields, name: &str) -> Option<Key> {
    let text = query.get(name)?.as_str()?;
    let id = text.parse().ok().map(Key::Id);
    id.or_else(|| text.parse().ok().map(Key::Time))
}

impl<P: Page> Walk<P> {
    fn new(mut draft: Draft, plan: Plan<P>) -> Self {
        let query = draft.query_mut();
        let before = key_of(query, "before");
        let after = key_of(query, "after");
        let falls = match plan.order {
            Order::Falling => after.is_none(),
            Order::Rising => before.is_some() && after.is_none(),
            Order::Counted => false,
        };
        // Both at once is more than Discord takes: the walk itself ends where it should.
        let bound = before.filter(|_| after.is_some());
        if bound.is_some() {
            query.remove("before");
        }
        let from_start = plan.order == Order::Rising && !falls && after.is_none();
        if from_start {
            query.set("after", &"0", None);
        }
        let limit = query.get("limit").and_then(Value::as_u64);
        if limit.is_none() {
            query.set("limit", &plan.most, None);
        }
        Self {
            draft,
            falls,
            limit: limit.unwrap_or(plan.most),
            plan,
            bound,
            done: false,
        }
    }

    async fn next(&mut self) -> Result<P, Error> {
        self.done = true;
        let page = ResponseFuture::<P>::new(self.draft.clone(), Fields::default()).await?;
        let keys = (self.plan.keys)(&page);
        let last = if self.falls {
            keys.iter().min()
        } else {
            keys.iter().max()
        };
        let count = page.count() as u64;
        let goes_on = page.has_more().unwrap_or(count >= self.limit) && count > 0;
        let beyond = last.is_some_and(|last| self.bound.is_some_and(|bound| *last >= bound));
        if !goes_on || beyond {
            return Ok(page);
        }
        let query = self.draft.query_mut();
        match (self.plan.order, last) {
            (Order::Counted, _) => {
                let offset = query.get("offset").and_then(Value::as_u64);
                let offset = offset.unwrap_or_default() + count;
                // Discord goes no further.
                self.done = offset > MOST_OFFSET;
                query.set("offset", &offset, None);
            }
            (_, Some(last)) => {
                let name = if self.falls { "before" } else { "after" };
                // A server that does not look at it would send the same page for ever.
                let moved = query.get(name) != Some(&last.wire());
                self.done = !moved;
                query.set(name, &last.wire(), None);
            }
            (_, None) => {
                return Err(Error::new(
                    ErrorKind::Decode,
                    "cannot go on to the next page: no element of this one could be read",
                )
                .with_operation(self.draft.operation()));
            }
        }
        Ok(page)
    }

    /// The elements of a page in the order of the walk, without those beyond its end.
    fn sorted(&self, page: P) -> Vec<P::Item> {
        let mut items = page.into_items();
        if self.plan.order != Order::Counted {
            items.sort_by_key(|item| (self.plan.key)(item));
            if self.falls {
                items.reverse();
            }
        }
        if let Some(bound) = self.bound {
            items.retain(|item| (self.plan.key)(item).is_none_or(|key| key < bound));
        }
        items
    }
}

/// The furthest that Discord looks into what a search found.
const MOST_OFFSET: u64 = 9_975;

pub(crate) fn pages<P: Page>(draft: Draft, plan: Plan<P>) -> Pages<P> {
    let walk = Walk::new(draft, plan);
    Pages(Box::pin(stream::try_unfold(walk, async |mut walk| {
        if mem::replace(&mut walk.done, true) {
            return Ok(None);
        }
        let page = walk.next().await?;
        Ok(Some((page, walk)))
    })))
}

pub(crate) fn items<P: Page>(draft: Draft, plan: Plan<P>) -> Items<P::Item> {
    let walk = Walk::new(draft, plan);
    let pages = stream::try_unfold(walk, async |mut walk| {
        if mem::replace(&mut walk.done, true) {
            return Ok(None);
        }
        let page = walk.next().await?;
        let items = walk.sorted(page);
        Ok(Some((items, walk)))
    });
    Items {
        pages: Box::pin(pages),
        page: Vec::new().into_iter(),
    }
}

/// Makes streams of requests for lists: `Request: Item => Page, most by order, key |item| …;`.
macro_rules! paged {
    ($($request:ident: $item_type:ty => $page:ty, $most:literal by $order:ident, key |$item:ident| $key:expr;)+) => {$(
        impl $request {
            fn plan() -> $crate::rest::pages::Plan<$page> {
                use $crate::rest::pages::{IntoKey, Key, Order, Page};
                fn key($item: &$item_type) -> Option<Key> {
                    IntoKey::into_key($key)
                }
                $crate::rest::pages::Plan {
                    order: Order::$order,
                    most: $most,
                    keys: |page| Page::items(page).filter_map(key).collect(),
                    key,
                }
            }

            /// Goes through the whole list, page by page.
            ///
            #[doc = concat!("A page has ", stringify!($most), " unless `limit` sets another number.")]
            pub fn stream(self) -> $crate::rest::Items<$item_type> {
                $crate::rest::pages::items(self.draft, Self::plan())
            }

            /// Goes through the whole list as its pages come.
            ///
            #[doc = concat!("A page has ", stringify!($most), " unless `limit` sets another number.")]
            pub fn pages(self) -> $crate::rest::Pages<$page> {
                $crate::rest::pages::pages(self.draft, Self::plan())
            }
        }
    )+};
}

pub(crate) use paged;

mod lists;
#[cfg(test)]
mod tests;
