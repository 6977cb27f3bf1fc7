//! `#[derive(Arguments)]`: a struct whose fields are arguments of handlers.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Data, DeriveInput, Field, Fields, LitStr, ext::IdentExt, spanned::Spanned};

use crate::{
    errors::Errors,
    names::{KEPT_FOR_LATER, RESERVED},
    span::ours,
};

pub(crate) fn arguments(item: TokenStream) -> TokenStream {
    let input = match syn::parse2::<DeriveInput>(item) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    match understand(&input) {
        Ok(fields) => expand(&input, &fields),
        Err(errors) => {
            let fallback = expand(&input, &[]);
            let errors = errors.into_compile_error();
            quote!(#fallback #errors)
        }
    }
}

/// The fields, or all mistakes at once.
fn understand(input: &DeriveInput) -> syn::Result<Vec<&Field>> {
    const NAMED: &str = "arguments are found by their names, so write a struct with fields, `struct App { name: Type }`";
    let errors = Errors::new();
    if !input.generics.params.is_empty() {
        errors.at(
            &input.generics,
            "the arguments of handlers cannot be generic: name concrete types",
        );
    } else if let Some(where_clause) = &input.generics.where_clause {
        errors.at(
            where_clause,
            "the arguments of handlers cannot have a `where` clause",
        );
    }
    let mut found = Vec::new();
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => found.extend(&fields.named),
            Fields::Unnamed(fields) => errors.at(fields, NAMED),
            Fields::Unit => errors.at(&input.ident, NAMED),
        },
        Data::Enum(data) => errors.at(data.enum_token, NAMED),
        Data::Union(data) => errors.at(data.union_token, NAMED),
    }
    for field in &found {
        check_name(field, &errors);
    }
    errors.finish()?;
    Ok(found)
}

/// A handler must be able to ask for the field.
fn check_name(field: &Field, errors: &Errors) {
    let Some(ident) = &field.ident else { return };
    let name = ident.unraw().to_string();
    if RESERVED.iter().any(|(reserved, _)| *reserved == name) {
        errors.at(
            ident,
            format!("every handler has `{name}` from asyncord; give your own another name"),
        );
    } else if KEPT_FOR_LATER.contains(&name.as_str()) {
        errors.at(
            ident,
            format!(
                "the argument name `{name}` is kept for a later version of asyncord; choose another"
            ),
        );
    } else if let Some(rest) = name.strip_prefix('_') {
        errors.at(
            ident,
            format!(
                "no handler finds `{name}`: the underscore that begins a parameter does not count; write `{rest}`"
            ),
        );
    }
}

fn expand(input: &DeriveInput, fields: &[&Field]) -> TokenStream {
    let name = &input.ident;
    let (impl_generics, ty_generics, where_clause) = input.generics.split_for_impl();
    let (dispatcher, arguments) = (ours("__dispatcher"), ours("self"));
    let gives = fields.iter().map(|Field { ident, ty, .. }| {
        let key = ident
            .as_ref()
            .map(|ident| LitStr::new(&ident.unraw().to_string(), ident.span()));
        quote_spanned! {ty.span()=>
            ::asyncord::__private::give::<#ty>(#dispatcher, #key, #arguments.#ident);
        }
    });
    quote! {
        #[automatically_derived]
        impl #impl_generics ::asyncord::Arguments for #name #ty_generics #where_clause {
            fn give(self, __dispatcher: &::asyncord::Dispatcher) {
                let _ = __dispatcher;
                #(#gives)*
            }
        }
    }
}

#[cfg(test)]
mod tests;
