//! What stands in the parentheses of the attributes.

use std::time::Duration;

use quote::ToTokens;
use syn::{
    Expr, Ident, LitStr, Token, Type,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};

use super::kind::Kind;
use crate::{errors::Errors, schedule};

/// The options, each with the word that set it.
#[derive(Default)]
pub(crate) struct Options {
    /// `manual`: the function does not register by itself.
    pub(crate) manual: bool,
    /// `group = "…"`: the one client group that it serves.
    pub(crate) group: Option<LitStr>,
    /// `type = …`: the name of the type that stands for the function.
    pub(crate) type_name: Option<Ident>,
    /// `args = …`: the struct whose fields the arguments are.
    pub(crate) args: Option<Type>,
    /// `computed(author)`: arguments that providers make, and that the struct does not have.
    pub(crate) computed: Vec<Ident>,
    /// `ordered`, `ordered = user`: calls of one place follow one another.
    pub(crate) ordered: Option<(Ident, Order)>,
    /// `priority = 10`: higher ones start first.
    pub(crate) priority: Option<Expr>,
    /// `concurrency = 4`: how many calls run at a time.
    pub(crate) concurrency: Option<Expr>,
    /// `timeout = "10s"`: how long a call may take.
    pub(crate) timeout: Option<Duration>,
    /// `filter = not_bot`, `filter = (…, …)`: which events it is called for.
    pub(crate) filters: Vec<Expr>,
    /// `once`: it is called for the first event only.
    pub(crate) once: bool,
    /// `waits(MessageCreate)`: the events that it waits for.
    pub(crate) waits: Vec<Type>,
    /// `wrap = …`: the middleware around it.
    pub(crate) wraps: Vec<Expr>,
    /// `every = "5m"`, `cron = "…"`: when a task runs.
    pub(crate) schedule: Option<Schedule>,
    /// `timezone = "Europe/Paris"`: where a cron expression's times are meant.
    pub(crate) timezone: Option<LitStr>,
    /// `overlap`: a task's runs may run side by side.
    pub(crate) overlap: bool,
}

/// What tells the calls apart that follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Guild,
    Channel,
    User,
}

/// When a task runs.
pub(crate) enum Schedule {
    Every(u64),
    Cron(LitStr),
}

impl Options {
    /// Reads the options up to the first that makes no sense as tokens; every mistake goes to `errors`.
    pub(crate) fn parse(kind: Kind, input: ParseStream<'_>, errors: &Errors) -> Self {
        let mut options = Self::default();
        let mut seen = Vec::<Ident>::new();
        if let Err(error) = options.parse_all(kind, input, &mut seen, errors) {
            errors.add(error);
            // What is left has been reported with it; syn would complain of it again.
            let _ = input.step(|cursor| {
                let mut rest = *cursor;
                while let Some((_, next)) = rest.token_tree() {
                    rest = next;
                }
                Ok(((), rest))
            });
        }
        options
    }

    fn parse_all(
        &mut self,
        kind: Kind,
        input: ParseStream<'_>,
        seen: &mut Vec<Ident>,
        errors: &Errors,
    ) -> syn::Result<()> {
        while !input.is_empty() {
            let word = input.call(Ident::parse_any).map_err(|error| {
                let known = known(kind);
                syn::Error::new(
                    error.span(),
                    format!("expected an option; there are {known}"),
                )
            })?;
            if seen.contains(&word) {
                errors.at(&word, format!("`{word}` is given more than once"));
            }
            let name = word.to_string();
            if kind.options().any(|(option, _)| option == name) {
                self.parse_option(&name, &word, input, errors)?;
            } else {
                errors.at(&word, unknown(kind, &name));
                skip_value(input)?;
            }
            seen.push(word);
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }

    fn parse_option(
        &mut self,
        name: &str,
        word: &Ident,
        input: ParseStream<'_>,
        errors: &Errors,
    ) -> syn::Result<()> {
        match name {
            "manual" => self.manual = true,
            "once" => self.once = true,
            "overlap" => self.overlap = true,
            "group" => self.group = Some(text(word, "group", "MyBot1", input)?),
            "type" => {
                value_of(word, "a name, as in `type = OnPing`", input)?;
                self.type_name = Some(input.parse().map_err(|error| {
                    syn::Error::new(error.span(), "`type` takes a name, as in `type = OnPing`")
                })?);
            }
            "args" => {
                value_of(word, "a struct, as in `args = App`", input)?;
                self.args = Some(input.parse().map_err(|error| {
                    syn::Error::new(
                        error.span(),
                        "`args` takes a struct under `#[derive(Arguments)]`, as in `args = App`",
                    )
                })?);
            }
            "ordered" => self.ordered = Some((word.clone(), order(input)?)),
            "priority" => {
                value_of(word, "a number, as in `priority = 10`", input)?;
                self.priority = Some(input.parse()?);
            }
            "concurrency" => {
                value_of(word, "a number, as in `concurrency = 4`", input)?;
                let limit: Expr = input.parse()?;
                if limit.to_token_stream().to_string() == "0" {
                    errors.at(
                        &limit,
                        "with `concurrency = 0` the handler would never be called",
                    );
                }
                self.concurrency = Some(limit);
            }
            "timeout" => {
                let limit = text(word, "timeout", "10s", input)?;
                self.timeout = errors.take(schedule::duration(&limit));
                if self.timeout == Some(Duration::ZERO) {
                    errors.at(&limit, "with a time-out of zero no call could end in time");
                }
            }
            "filter" => {
                value_of(word, "a function, as in `filter = filters::not_bot`", input)?;
                self.filters = several(input.parse()?);
            }
            "wrap" => {
                value_of(word, "a middleware, as in `wrap = Cooldown::new()`", input)?;
                self.wraps = several(input.parse()?);
            }
            "computed" => {
                self.computed = listed(word, "the names of arguments", "computed(author)", input)?;
            }
            "waits" => self.waits = listed(word, "events", "waits(MessageCreate)", input)?,
            "every" => {
                let interval = text(word, "every", "5m", input)?;
                self.set_schedule(
                    errors.take(schedule::every(&interval)).map(Schedule::Every),
                    word,
                    errors,
                );
            }
            "cron" => {
                let expression = text(word, "cron", "0 9 * * MON", input)?;
                let checked = errors.take(schedule::cron(&expression));
                self.set_schedule(checked.map(|()| Schedule::Cron(expression)), word, errors);
            }
            "timezone" => {
                let name = text(word, "timezone", "Europe/Paris", input)?;
                errors.take(schedule::timezone(&name));
                self.timezone = Some(name);
            }
            _ => unreachable!("every option of `Kind::options` is read here"),
        }
        Ok(())
    }

    fn set_schedule(&mut self, schedule: Option<Schedule>, word: &Ident, errors: &Errors) {
        if self.schedule.is_some() {
            errors.at(word, "a task has one schedule: `every` or `cron`");
        }
        // A schedule with a mistake counts as one: else a second mistake would be that there is none.
        self.schedule = Some(schedule.unwrap_or(Schedule::Every(1)));
    }
}

impl Options {
    /// What a handler's options say, for its description.
    pub(crate) fn describe(&self) -> String {
        let mut all = Vec::new();
        if let Some((_, order)) = &self.ordered {
            all.push(match order {
                Order::Guild => "ordered".to_owned(),
                Order::Channel => "ordered = channel".to_owned(),
                Order::User => "ordered = user".to_owned(),
            });
        }
        let mut add = |name: &str, value: Option<String>| {
            all.extend(value.map(|value| format!("{name} = {value}")));
        };
        let written = |expression: &Expr| tidy(&expression.to_token_stream().to_string());
        let list = |expressions: &[Expr]| match expressions {
            [] => None,
            [one] => Some(written(one)),
            several => {
                let several: Vec<_> = several.iter().map(written).collect();
                Some(format!("({})", several.join(", ")))
            }
        };
        add("priority", self.priority.as_ref().map(written));
        add("concurrency", self.concurrency.as_ref().map(written));
        add("timeout", self.timeout.map(|limit| format!("{limit:?}")));
        add("filter", list(&self.filters));
        add("wrap", list(&self.wraps));
        if self.once {
            all.push("once".to_owned());
        }
        if !self.waits.is_empty() {
            let events = self
                .waits
                .iter()
                .map(|ty| tidy(&ty.to_token_stream().to_string()));
            all.push(format!("waits({})", events.collect::<Vec<_>>().join(", ")));
        }
        all.join(", ")
    }
}

/// Tokens as a person writes them, without the spaces that `TokenStream` puts in.
pub(crate) fn tidy(text: &str) -> String {
    let mut text = text.to_owned();
    for (spaced, tidy) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        ("& ", "&"),
        ("' ", "'"),
    ] {
        text = text.replace(spaced, tidy);
    }
    text
}

/// All options of an attribute, for messages.
fn known(kind: Kind) -> String {
    let options: Vec<_> = kind
        .options()
        .map(|(_, written)| format!("`{written}`"))
        .collect();
    let (last, others) = options.split_last().expect("every attribute has options");
    format!("{} and {last}", others.join(", "))
}

fn unknown(kind: Kind, name: &str) -> String {
    let similar = kind
        .options()
        .map(|(option, _)| (strsim::jaro_winkler(name, option), option))
        .filter(|(similarity, _)| *similarity >= 0.8)
        .max_by(|(left, _), (right, _)| left.total_cmp(right));
    match similar {
        Some((_, option)) => format!("unknown option `{name}`; did you mean `{option}`?"),
        None => format!("unknown option `{name}`; there are {}", known(kind)),
    }
}

/// What follows an option's `=`.
fn value_of(word: &Ident, wanted: &str, input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        Ok(())
    } else {
        Err(syn::Error::new_spanned(
            word,
            format!("`{word}` needs {wanted}"),
        ))
    }
}

/// A string, as in `group = "MyBot1"`.
fn text(word: &Ident, name: &str, example: &str, input: ParseStream<'_>) -> syn::Result<LitStr> {
    value_of(
        word,
        &format!("a string, as in `{name} = \"{example}\"`"),
        input,
    )?;
    input.parse().map_err(|error| {
        syn::Error::new(
            error.span(),
            format!("`{name}` takes a string, as in `{name} = \"{example}\"`"),
        )
    })
}

/// `= guild`, `= channel`, `= user`, or nothing, which means the guild.
fn order(input: ParseStream<'_>) -> syn::Result<Order> {
    const WORDS: &str = "`ordered` goes by `guild`, `channel` or `user`, as in `ordered = user`";
    if !input.peek(Token![=]) {
        return Ok(Order::Guild);
    }
    input.parse::<Token![=]>()?;
    let word: Ident = input
        .parse()
        .map_err(|error| syn::Error::new(error.span(), WORDS))?;
    match word.to_string().as_str() {
        "guild" => Ok(Order::Guild),
        "channel" => Ok(Order::Channel),
        "user" => Ok(Order::User),
        _ => Err(syn::Error::new(word.span(), WORDS)),
    }
}

/// The elements of a tuple, or the one expression.
fn several(expression: Expr) -> Vec<Expr> {
    match expression {
        Expr::Tuple(tuple) => tuple.elems.into_iter().collect(),
        expression => vec![expression],
    }
}

/// `(MessageCreate, TypingStart)`.
fn listed<T: Parse>(
    word: &Ident,
    wanted: &str,
    example: &str,
    input: ParseStream<'_>,
) -> syn::Result<Vec<T>> {
    let message = format!("`{word}` needs {wanted} in parentheses, as in `{example}`");
    if !input.peek(syn::token::Paren) {
        return Err(syn::Error::new(word.span(), message));
    }
    let content;
    syn::parenthesized!(content in input);
    let listed = Punctuated::<T, Token![,]>::parse_terminated(&content)?;
    if listed.is_empty() {
        return Err(syn::Error::new(word.span(), message));
    }
    Ok(listed.into_iter().collect())
}

/// Passes over everything up to the next comma.
fn skip_value(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    Ok(())
}
