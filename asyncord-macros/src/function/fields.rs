//! The option `args`: parameters compared with the fields of a struct.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Ident, Type, spanned::Spanned};

use super::model::Function;
use crate::span::ours;

/// Compares the arguments with the fields of the struct that `args = …` names; the compiler knows both.
///
/// This stands in an expression of its own, so that what is wrong here is reported beside all else.
pub(super) fn check_arguments(args: &Type, model: &Function, computed: &[Ident]) -> TokenStream {
    let given = ours("__given");
    let given_by_program = model
        .arguments()
        .filter(|param| !computed.iter().any(|name| *name == param.key));
    let checks = given_by_program.map(|param| {
        let ty = &param.taken.ty;
        let name = param.ident.span();
        let field = syn::parse_str::<Ident>(&param.key).map_or_else(
            |_| Ident::new_raw(&param.key, name),
            |field| Ident::new(&field.to_string(), name),
        );
        let lookup = if param.taken.by_ref {
            quote_spanned! {ty.span()=> ::asyncord::__private::Borrowed::<#ty>::check }
        } else {
            quote_spanned! {ty.span()=> ::asyncord::__private::Lookup::<#ty>::check }
        };
        // A field that there is not is marked at the parameter's name, one of another type at its type.
        let value = Ident::new("__value", ty.span());
        let given = quote_spanned! {name=> let #value = &#given.#field; };
        let check = quote_spanned! {ty.span()=> #lookup(#value); };
        quote!(#given #check)
    });
    let check = quote_spanned! {args.span()=> ::asyncord::__private::check_arguments::<#args> };
    quote! {
        const _: fn() = || {
            #[allow(unused_imports)]
            use ::asyncord::__private::GivenArgument as _;
            #check(|#given| { #(#checks)* });
        };
    }
}
