//! Where a value stands in a document.

use std::{convert::Infallible, fmt, str::FromStr};

use serde_json::Value;

/// One step into a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Into an object.
    Key(String),
    /// Into an array.
    Index(usize),
}

/// Where a value stands in a document, written like `embeds[2].fields[0].name`; the document itself is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<Step>);

impl Path {
    /// The document itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// The member `key` of the object here.
    pub fn key(&self, key: &str) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Key(key.to_owned()));
        Self(steps)
    }

    /// The element `index` of the array here.
    pub fn index(&self, index: usize) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Index(index));
        Self(steps)
    }

    /// The steps from the document to here.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// What stands here.
    pub fn get<'a>(&self, document: &'a Value) -> Option<&'a Value> {
        self.0.iter().try_fold(document, |value, step| match step {
            Step::Key(key) => value.as_object()?.get(key),
            Step::Index(index) => value.as_array()?.get(*index),
        })
    }

    /// What stands here, to be changed.
    pub fn get_mut<'a>(&self, document: &'a mut Value) -> Option<&'a mut Value> {
        self.0.iter().try_fold(document, |value, step| match step {
            Step::Key(key) => value.as_object_mut()?.get_mut(key),
            Step::Index(index) => value.as_array_mut()?.get_mut(*index),
        })
    }

    /// Takes what stands here out of its object or array.
    pub fn remove(&self, document: &mut Value) -> Option<Value> {
        let (last, parents) = self.0.split_last()?;
        let parent = Self(parents.to_vec()).get_mut(document)?;
        match last {
            Step::Key(key) => parent.as_object_mut()?.remove(key),
            Step::Index(index) => {
                let elements = parent.as_array_mut()?;
                (*index < elements.len()).then(|| elements.remove(*index))
            }
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if position == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Reads what `Display` writes; keys with a `.` or a `[` in them are not told apart.
impl FromStr for Path {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let mut steps = Vec::new();
        for part in text.split('.') {
            let mut pieces = part.split('[');
            steps.extend(
                pieces
                    .next()
                    .filter(|key| !key.is_empty())
                    .map(|key| Step::Key(key.to_owned())),
            );
            steps.extend(pieces.map(|piece| {
                piece
                    .strip_suffix(']')
                    .and_then(|index| index.parse().ok())
                    .map_or_else(|| Step::Key(format!("[{piece}")), Step::Index)
            }));
        }
        Ok(Self(steps))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Path;

    #[test]
    fn a_path_is_read_as_it_is_written_and_finds_its_value() {
        let mut document = json!({"embeds": [{}, {"fields": [{"name": "here"}]}]});
        let path = Path::root()
            .key("embeds")
            .index(1)
            .key("fields")
            .index(0)
            .key("name");
        assert_eq!(path.to_string(), "embeds[1].fields[0].name");
        assert_eq!(path.to_string().parse(), Ok(path.clone()));
        assert_eq!(path.get(&document), Some(&json!("here")));
        assert_eq!(path.remove(&mut document), Some(json!("here")));
        assert_eq!(document, json!({"embeds": [{}, {"fields": [{}]}]}));
        assert_eq!(path.get(&document), None);
    }
}
