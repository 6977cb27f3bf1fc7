//! The standard stickers, which everybody has: one pack of faces that the sandbox draws.

use serde_json::{Value, json};

use super::{
    super::ids::{StickerId, StickerPackId, seed},
    format,
};

const PACK: StickerPackId = seed(60);
/// Names and tags; the first three faces are glad.
const FACES: [(&str, &str); 6] = [
    ("Blue and glad", "smile, happy, hello"),
    ("Gray and glad", "smile, calm"),
    ("Green and glad", "smile, yes, fine"),
    ("Amber and sad", "sad, hm"),
    ("Red and sad", "sad, no, error"),
    ("Pink and sad", "sad, bye"),
];

fn id(index: usize) -> StickerId {
    let index = u64::try_from(index).unwrap_or(0);
    seed(61 + index)
}

/// A standard sticker, and its number among the faces.
pub(crate) fn standard_sticker(wanted: StickerId) -> Option<(Value, usize)> {
    let index = (0..FACES.len()).find(|index| id(*index) == wanted)?;
    Some((json(index)?, index))
}

/// The file of a standard sticker's number.
pub(crate) fn standard_file(index: usize) -> bytes::Bytes {
    super::super::drawing::face(index, index < 3)
}

fn json(index: usize) -> Option<Value> {
    let (name, tags) = FACES.get(index)?;
    Some(json!({
        "id": id(index),
        "name": name,
        "description": "A face of the sandbox.",
        "tags": tags,
        "type": 1,
        "format_type": format::PNG,
        "pack_id": PACK,
        "sort_value": index,
    }))
}

/// Every pack there is. Discord docs: Sticker/Sticker Pack Object.
pub(crate) fn packs() -> Vec<Value> {
    let stickers: Vec<Value> = (0..FACES.len()).filter_map(json).collect();
    vec![json!({
        "id": PACK,
        "sku_id": PACK,
        "name": "Faces",
        "description": "Glad and sad ones.",
        "cover_sticker_id": id(0),
        "stickers": stickers,
    })]
}
