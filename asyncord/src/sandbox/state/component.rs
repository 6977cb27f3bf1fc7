//! Components as they stand in messages: which there are, and the media that they show.

use std::convert::Infallible;

use serde_json::{Value, json};

use super::{Refusal, Store, message::Message};

/// Types of components. Discord docs: Component Reference/Component Types.
pub(crate) mod kind {
    pub(crate) const ACTION_ROW: u64 = 1;
    pub(crate) const BUTTON: u64 = 2;
    pub(crate) const STRING_SELECT: u64 = 3;
    pub(crate) const TEXT_INPUT: u64 = 4;
    pub(crate) const USER_SELECT: u64 = 5;
    pub(crate) const ROLE_SELECT: u64 = 6;
    pub(crate) const MENTIONABLE_SELECT: u64 = 7;
    pub(crate) const CHANNEL_SELECT: u64 = 8;
    pub(crate) const SECTION: u64 = 9;
    pub(crate) const TEXT_DISPLAY: u64 = 10;
    pub(crate) const THUMBNAIL: u64 = 11;
    pub(crate) const MEDIA_GALLERY: u64 = 12;
    pub(crate) const FILE: u64 = 13;
    pub(crate) const SEPARATOR: u64 = 14;
    pub(crate) const CONTAINER: u64 = 17;
    pub(crate) const LABEL: u64 = 18;
    pub(crate) const FILE_UPLOAD: u64 = 19;
    pub(crate) const RADIO_GROUP: u64 = 21;
    pub(crate) const CHECKBOX_GROUP: u64 = 22;
    pub(crate) const CHECKBOX: u64 = 23;
}

/// Styles of buttons that make no interaction. Discord docs: Component Reference/Button Styles.
pub(crate) mod style {
    pub(crate) const LINK: i64 = 5;
    pub(crate) const PREMIUM: i64 = 6;
}

/// The components right inside another one.
pub(crate) fn children_of(component: &mut Value) -> impl Iterator<Item = &mut Value> {
    component
        .as_object_mut()
        .into_iter()
        .flatten()
        .flat_map(|(key, value)| match (key.as_str(), value) {
            ("components", Value::Array(list)) => list.iter_mut().collect::<Vec<_>>(),
            ("accessory" | "component", child @ Value::Object(_)) => vec![child],
            _ => Vec::new(),
        })
}

/// The component with a custom id among others and what is in them.
pub(crate) fn find<'v>(components: &'v [Value], custom_id: &str) -> Option<&'v Value> {
    components.iter().find_map(|component| {
        if component["custom_id"] == custom_id {
            return Some(component);
        }
        let inside = component["components"].as_array();
        inside
            .and_then(|inside| find(inside, custom_id))
            .or_else(|| find(std::slice::from_ref(component.get("accessory")?), custom_id))
            .or_else(|| find(std::slice::from_ref(component.get("component")?), custom_id))
    })
}

/// Goes through the media of components, each with where it stands in the body.
fn each_medium<E>(
    components: &mut [Value],
    path: &str,
    visit: &mut impl FnMut(&str, &mut Value) -> Result<(), E>,
) -> Result<(), E> {
    for (index, component) in components.iter_mut().enumerate() {
        let path = format!("{path}.{index}");
        media_in(component, &path, visit)?;
    }
    Ok(())
}

fn media_in<E>(
    component: &mut Value,
    path: &str,
    visit: &mut impl FnMut(&str, &mut Value) -> Result<(), E>,
) -> Result<(), E> {
    let Some(fields) = component.as_object_mut() else {
        return Ok(());
    };
    let mut file = None;
    for (key, value) in fields.iter_mut() {
        let path = format!("{path}.{key}");
        match (key.as_str(), value) {
            ("components" | "items", Value::Array(list)) => each_medium(list, &path, visit)?,
            ("accessory", child) => media_in(child, &path, visit)?,
            ("media", medium) => {
                visit(&path, medium)?;
                take_name(medium);
            }
            ("file", medium) => {
                visit(&path, medium)?;
                file = take_name(medium);
            }
            _ => {}
        }
    }
    if let Some((name, size)) = file {
        fields.insert("name".to_owned(), name);
        fields.insert("size".to_owned(), size);
    }
    Ok(())
}

/// Takes out of a medium what stands beside it in a file component and nowhere in others.
fn take_name(medium: &mut Value) -> Option<(Value, Value)> {
    let medium = medium.as_object_mut()?;
    Some((medium.remove("name")?, medium.remove("size")?))
}

/// The name of the file that an address refers to.
fn attached(medium: &Value) -> Option<&str> {
    medium["url"].as_str()?.strip_prefix("attachment://")
}

/// Checks that every file to which components refer is among those of these names.
pub(super) fn check_media(components: &[Value], names: &[&str]) -> Result<(), Refusal> {
    let mut components = components.to_vec();
    each_medium(
        &mut components,
        "components",
        &mut |path, medium| match attached(medium) {
            Some(name) if !names.contains(&name) => Err(Refusal::field(
                &format!("{path}.url"),
                "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                "The referenced attachment was not found",
            )),
            _ => Ok(()),
        },
    )
}

impl Store {
    /// Fills in what the media of a message's components lead to.
    pub(super) fn point_media(&mut self, message: &mut Message) {
        let mut components = std::mem::take(&mut message.components);
        let Ok(()) = each_medium(&mut components, "components", &mut |_, medium| {
            if medium["proxy_url"].is_null() {
                self.point_medium(message, medium);
            }
            Ok::<(), Infallible>(())
        });
        message.components = components;
    }

    fn point_medium(&mut self, message: &Message, medium: &mut Value) {
        let name = attached(medium).map(str::to_owned);
        let attachment = name.and_then(|name| {
            let mut attachments = message.attachments.iter();
            attachments.find(|attachment| attachment.filename == name)
        });
        if let Some(attachment) = attachment {
            let json = self.attachment_json(message.channel_id, attachment);
            *medium = json!({
                "id": attachment.id,
                "url": json["url"],
                "proxy_url": json["proxy_url"],
                "width": null,
                "height": null,
                "content_type": json["content_type"],
                "attachment_id": attachment.id,
                "name": json["filename"],
                "size": json["size"],
            });
            return;
        }
        let id = self.clock.next_id::<()>();
        let address = medium["url"].take();
        let guess = address.as_str().and_then(|address| {
            mime_guess::from_path(address.split(['?', '#']).next()?).first_raw()
        });
        *medium = json!({
            "id": id,
            "url": address,
            "proxy_url": address,
            "width": null,
            "height": null,
            "content_type": guess,
        });
    }
}
