//! Times as users write them.

use std::time::Duration;

use syn::LitStr;

pub(crate) fn every(text: &LitStr) -> syn::Result<u64> {
    duration(text).map(|duration| u64::try_from(duration.as_millis()).unwrap_or(u64::MAX))
}

pub(crate) fn duration(text: &LitStr) -> syn::Result<Duration> {
    let value = text.value();
    let (number, unit) = value.split_at(value.find(|c: char| !c.is_ascii_digit()).unwrap_or(0));
    let number: u64 = number
        .parse()
        .map_err(|error| syn::Error::new(text.span(), error))?;
    Ok(match unit {
        "ms" => Duration::from_millis(number),
        "s" => Duration::from_secs(number),
        "m" => Duration::from_secs(number * 60),
        _ => return Err(syn::Error::new(text.span(), "unit")),
    })
}

pub(crate) fn cron(_: &LitStr) -> syn::Result<()> {
    Ok(())
}

pub(crate) fn timezone(_: &LitStr) -> syn::Result<()> {
    Ok(())
}
