//! What stands in the parentheses of the attributes.

use std::time::Duration;

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::{
    Expr, ExprLit, Ident, Lit, LitStr, Token, Type, UnOp,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};

use super::{command::Settings, kind::Kind};
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
    /// What stands there of commands only.
    pub(crate) command: Settings,
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
    /// Reads the options; every mistake goes to `errors`, and what comes after the next comma is read.
    pub(crate) fn parse(kind: Kind, input: ParseStream<'_>, errors: &Errors) -> Self {
        let mut options = Self::default();
        let mut seen = Vec::<Ident>::new();
        while !input.is_empty() {
            if let Err(error) = options.parse_next(kind, input, &mut seen, errors) {
                errors.add(error);
                skip_value(input);
            }
            // Where it is missing, a mistake has been reported.
            let _ = input.parse::<Option<Token![,]>>();
        }
        options
    }

    fn parse_next(
        &mut self,
        kind: Kind,
        input: ParseStream<'_>,
        seen: &mut Vec<Ident>,
        errors: &Errors,
    ) -> syn::Result<()> {
        let word = input.call(Ident::parse_any).map_err(|error| {
            let known = known(kind);
            syn::Error::new(
                error.span(),
                format!("expected an option; there are {known}"),
            )
        })?;
        let name = word.to_string();
        if seen.contains(&word) {
            errors.at(&word, format!("`{word}` is given more than once"));
        }
        seen.push(word.clone());
        let Some((_, written)) = kind.options().find(|(option, _)| *option == name) else {
            errors.at(&word, unknown(kind, &name));
            skip_value(input);
            return Ok(());
        };
        self.parse_option(&name, &word, input, errors)?;
        if input.is_empty() || input.peek(Token![,]) {
            return Ok(());
        }
        Err(if input.peek(Token![=]) && name == written {
            syn::Error::new_spanned(word, format!("`{name}` takes no value; leave it out"))
        } else {
            input.error(format!("expected a comma after `{name}`"))
        })
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
            "ordered" => self.ordered = Some((word.clone(), order(word, input)?)),
            "priority" => {
                value_of(word, "a number, as in `priority = 10`", input)?;
                let number: Expr = input.parse()?;
                if number_of(&number) == Number::No {
                    errors.at(
                        &number,
                        "`priority` takes a whole number, as in `priority = 10` or `priority = -10`",
                    );
                }
                self.priority = Some(number);
            }
            "concurrency" => {
                value_of(word, "a number, as in `concurrency = 4`", input)?;
                let limit: Expr = input.parse()?;
                match number_of(&limit) {
                    Number::Zero => errors.at(&limit, NEVER_CALLED),
                    Number::Negative | Number::No => errors.at(
                        &limit,
                        "`concurrency` takes how many calls may run at a time, as in `concurrency = 4`",
                    ),
                    Number::Positive | Number::Computed => {}
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
                let message = "a filter is a function, as in `filter = filters::not_bot`";
                check_values(&self.filters, word, message, errors);
            }
            "wrap" => {
                value_of(word, "a middleware, as in `wrap = Cooldown::new()`", input)?;
                self.wraps = several(input.parse()?);
                let message = "`wrap` takes a middleware, as in `wrap = Cooldown::new()`";
                check_values(&self.wraps, word, message, errors);
            }
            "computed" => {
                self.computed = listed(word, "the names of arguments", "computed(author)", input)?;
            }
            "waits" => self.waits = listed(word, "events", "waits(MessageCreate)", input)?,
            "every" => {
                self.set_schedule(Schedule::Every(1), word, errors);
                let interval = text(word, "every", "5m", input)?;
                if let Some(millis) = errors.take(schedule::every(&interval)) {
                    self.schedule = Some(Schedule::Every(millis));
                }
            }
            "cron" => {
                let nothing = LitStr::new("", word.span());
                self.set_schedule(Schedule::Cron(nothing), word, errors);
                let expression = text(word, "cron", "0 9 * * MON", input)?;
                errors.take(schedule::cron(&expression));
                self.schedule = Some(Schedule::Cron(expression));
            }
            "timezone" => {
                let name = text(word, "timezone", "Europe/Paris", input)?;
                errors.take(schedule::timezone(&name));
                self.timezone = Some(name);
            }
            _ => {
                let known = self.command.parse(name, word, input, errors)?;
                debug_assert!(known, "every option of `Kind::options` is read here");
            }
        }
        Ok(())
    }

    /// Called before the schedule is read. One with a mistake counts: else it would be a second mistake
    /// that there is none.
    fn set_schedule(&mut self, schedule: Schedule, word: &Ident, errors: &Errors) {
        match (&self.schedule, &schedule) {
            (Some(Schedule::Every(_)), Schedule::Cron(_))
            | (Some(Schedule::Cron(_)), Schedule::Every(_)) => {
                errors.at(word, "a task has one schedule: `every` or `cron`");
            }
            // Of the same word given twice the user has been told.
            _ => {}
        }
        self.schedule = Some(schedule);
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
    let has = |other: &Kind| other.options().any(|(option, _)| option == name);
    if let Some(other) = Kind::ALL.iter().find(|other| has(other)) {
        let (other, own) = (other.attribute(), kind.attribute());
        let known = known(kind);
        format!("`{name}` is an option of `#[{other}]`; of `#[{own}]` there are {known}")
    } else if let Some((_, option)) = similar {
        format!("unknown option `{name}`; did you mean `{option}`?")
    } else {
        format!("unknown option `{name}`; there are {}", known(kind))
    }
}

/// What a handler is that may run no call at a time.
pub(crate) const NEVER_CALLED: &str = "with `concurrency = 0` the handler would never be called";

/// What an expression says as a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    Negative,
    Zero,
    Positive,
    /// A literal that is no whole number.
    No,
    /// Only the compiler knows.
    Computed,
}

fn number_of(expression: &Expr) -> Number {
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => match number.base10_digits() {
            "0" => Number::Zero,
            _ => Number::Positive,
        },
        Expr::Lit(_) | Expr::Tuple(_) | Expr::Array(_) | Expr::Closure(_) => Number::No,
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => match number_of(&unary.expr) {
            Number::Positive | Number::Negative => Number::Negative,
            number => number,
        },
        Expr::Group(group) => number_of(&group.expr),
        Expr::Paren(paren) => number_of(&paren.expr),
        _ => Number::Computed,
    }
}

/// Checks that there are values, and none of them is a literal.
fn check_values(values: &[Expr], word: &Ident, message: &str, errors: &Errors) {
    if values.is_empty() {
        errors.at(word, message);
    }
    for value in values {
        if let Expr::Lit(literal) = value {
            errors.at(literal, message);
        }
    }
}

/// What follows an option's `=`.
pub(super) fn value_of(word: &Ident, wanted: &str, input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        if !input.is_empty() && !input.peek(Token![,]) {
            return Ok(());
        }
    }
    Err(syn::Error::new_spanned(
        word,
        format!("`{word}` needs {wanted}"),
    ))
}

/// A string, as in `group = "MyBot1"`.
pub(super) fn text(
    word: &Ident,
    name: &str,
    example: &str,
    input: ParseStream<'_>,
) -> syn::Result<LitStr> {
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
fn order(word: &Ident, input: ParseStream<'_>) -> syn::Result<Order> {
    const WORDS: &str = "`ordered` goes by `guild`, `channel` or `user`, as in `ordered = user`";
    if !input.peek(Token![=]) {
        return Ok(Order::Guild);
    }
    value_of(
        word,
        "`guild`, `channel` or `user` after `=`, as in `ordered = user`",
        input,
    )?;
    let word: Ident = input
        .call(Ident::parse_any)
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
        Expr::Paren(one) => vec![*one.expr],
        expression => vec![expression],
    }
}

/// `(MessageCreate, TypingStart)`.
pub(super) fn listed<T: Parse>(
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
    let listed = Punctuated::<T, Token![,]>::parse_terminated(&content).map_err(|error| {
        // Read to its end, or syn would complain of the rest.
        skip_all(&content);
        syn::Error::new(error.span(), message.clone())
    })?;
    if listed.is_empty() {
        return Err(syn::Error::new(word.span(), message));
    }
    Ok(listed.into_iter().collect())
}

/// Passes over everything up to the next comma.
pub(super) fn skip_value(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        let _ = input.parse::<TokenTree>();
    }
}

fn skip_all(input: ParseStream<'_>) {
    while !input.is_empty() {
        let _ = input.parse::<TokenTree>();
    }
}
