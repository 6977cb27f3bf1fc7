//! A field of an `#[object]`, and what stands in its attributes.

use proc_macro2::TokenStream;
use syn::{Attribute, Expr, GenericArgument, Ident, LitStr, PathArguments, Type, ext::IdentExt};

/// Where a field's value is kept, and whether it has a key of its own.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// In the struct.
    Own,
    /// In the box of fields that are seldom there.
    Rare {
        /// Whether the method that reads it gives a copy.
        copy: bool,
    },
    /// It is an object whose keys stand among the struct's own.
    Flattened,
    /// Not on the wire.
    Skipped,
}

pub(super) struct Field {
    pub(super) name: Ident,
    pub(super) ty: Type,
    /// The name on the wire.
    pub(super) key: String,
    pub(super) docs: Vec<Attribute>,
    pub(super) place: Place,
    /// Whether an absent key stands for `Default::default()`.
    pub(super) or_default: bool,
    /// Whether one that was made, not read, is written with this key also where the value is the default.
    pub(super) always: bool,
    /// The type whose form the value has on the wire.
    pub(super) with: Option<Type>,
    /// What a skipped field begins as.
    pub(super) skipped: Option<TokenStream>,
}

impl Field {
    /// Reads a field, and takes the attributes that are for the macro from it.
    pub(super) fn take(field: &mut syn::Field) -> syn::Result<Self> {
        let Some(name) = field.ident.clone() else {
            return Err(syn::Error::new_spanned(field, "a field needs a name"));
        };
        let mut taken = Self {
            key: name.unraw().to_string(),
            name,
            ty: field.ty.clone(),
            docs: Vec::new(),
            place: Place::Own,
            or_default: false,
            always: false,
            with: None,
            skipped: None,
        };
        for attribute in &field.attrs {
            if attribute.path().is_ident("doc") {
                taken.docs.push(attribute.clone());
            } else if attribute.path().is_ident("wire") {
                taken.read(attribute)?;
            }
        }
        field
            .attrs
            .retain(|attribute| !attribute.path().is_ident("wire"));
        Ok(taken)
    }

    /// Whether it is kept in the box of fields that are seldom there.
    pub(super) fn is_rare(&self) -> bool {
        matches!(self.place, Place::Rare { .. })
    }

    fn read(&mut self, attribute: &Attribute) -> syn::Result<()> {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("name") {
                self.key = meta.value()?.parse::<LitStr>()?.value();
            } else if meta.path.is_ident("or_default") {
                self.or_default = true;
            } else if meta.path.is_ident("always") {
                self.always = true;
            } else if meta.path.is_ident("rare") {
                self.place = Place::Rare { copy: false };
            } else if meta.path.is_ident("rare_copy") {
                self.place = Place::Rare { copy: true };
            } else if meta.path.is_ident("flatten") {
                self.place = Place::Flattened;
            } else if meta.path.is_ident("with") {
                self.with = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("skip") {
                self.place = Place::Skipped;
                let value = meta.value()?.parse::<Expr>()?;
                self.skipped = Some(quote::quote!(#value));
            } else {
                return Err(meta.error(
                    "`wire` takes `name = \"…\"`, `or_default`, `always`, `rare`, `rare_copy`, `flatten`, `with = Type` and `skip = value`",
                ));
            }
            Ok(())
        })
    }
}

/// Of `Option<T>`, with `outer` being `Option`: `T`.
pub(super) fn argument_of<'a>(ty: &'a Type, outer: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    if last.ident != outer {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// Whether the type is called `name`.
pub(super) fn is_named(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == name))
}
