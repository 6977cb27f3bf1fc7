//! JSON that follows a schema.

use fastrand::Rng;
use serde_json::{Map, Value};

use super::{Property, Shape, Slot, Spec, text};

/// How much of what a schema allows an instance has.
#[derive(Clone, Debug, PartialEq)]
pub enum Mode {
    /// Required properties only, null where null is allowed, lists as short as allowed.
    Minimal,
    /// All properties, none null, two elements in lists and maps (where the limits allow two). What would
    /// nest too deep is left out: a schema within itself more than once, or eight named schemas.
    Maximal,
    /// By chance.
    Random(Random),
}

/// The chances of [`Mode::Random`], each from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Random {
    /// That an optional property is there.
    pub optional: f64,
    /// That what may be null is.
    pub null: f64,
    /// That a number, an id or a text is an extreme one of those allowed.
    pub edge: f64,
    /// That a date has no microseconds, as Discord writes whole seconds. Our types write them always,
    /// so these do not come back as they were.
    pub short_dates: f64,
    /// The most elements of a list or a map, unless the schema wants more.
    pub elements: usize,
    /// How many named schemas nest before optional properties and elements are left out.
    pub depth: usize,
}

impl Default for Random {
    fn default() -> Self {
        Self {
            optional: 0.5,
            null: 0.2,
            edge: 0.1,
            short_dates: 0.0,
            elements: 3,
            depth: 6,
        }
    }
}

impl Mode {
    /// [`Mode::Random`] with the usual chances.
    pub fn random() -> Self {
        Self::Random(Random::default())
    }
}

impl Spec {
    /// A value that the schema allows, the same for the same state of `rng`.
    ///
    /// Lists that may hold several schemas get any of them, so that several seeds see all.
    ///
    /// # Panics
    ///
    /// Where there is no such schema.
    pub fn instance(&self, name: &str, mode: &Mode, rng: &mut Rng) -> Value {
        let slot = self
            .0
            .shapes
            .get(name)
            .unwrap_or_else(|| panic!("there is no schema `{name}`"));
        let mut generator = Generator {
            spec: self,
            mode,
            rng,
            stack: vec![name.to_owned()],
        };
        generator.shape(&slot.shape, name)
    }
}

struct Generator<'a> {
    spec: &'a Spec,
    mode: &'a Mode,
    rng: &'a mut Rng,
    /// The named schemas around the value that is made.
    stack: Vec<String>,
}

impl Generator<'_> {
    fn chance(&mut self, of: impl Fn(&Random) -> f64) -> bool {
        match self.mode {
            Mode::Random(random) => self.rng.f64() < of(random),
            _ => false,
        }
    }

    fn edge(&mut self) -> bool {
        self.chance(|random| random.edge)
    }

    /// Whether a further value of this shape nests too deep.
    fn too_deep(&self, shape: &Shape) -> bool {
        let limit = match self.mode {
            Mode::Minimal => 0,
            Mode::Maximal => 8,
            Mode::Random(random) => random.depth,
        };
        match shape {
            Shape::Named(name) => {
                self.stack.len() > limit || self.stack.iter().filter(|one| *one == name).count() > 1
            }
            Shape::Array { items, .. } => self.too_deep(&items.shape),
            Shape::Map { values, .. } => self.too_deep(&values.shape),
            Shape::OneOf(branches) => branches.iter().all(|branch| self.too_deep(branch)),
            _ => false,
        }
    }

    fn slot(&mut self, slot: &Slot, key: &str) -> Value {
        if slot.nullable && self.is_null(&slot.shape) {
            return Value::Null;
        }
        self.shape(&slot.shape, key)
    }

    fn is_null(&mut self, shape: &Shape) -> bool {
        match self.mode {
            Mode::Minimal => true,
            _ => self.too_deep(shape) || self.chance(|random| random.null),
        }
    }

    fn shape(&mut self, shape: &Shape, key: &str) -> Value {
        match shape {
            Shape::Any => self.any(),
            Shape::Null => Value::Null,
            Shape::Boolean => self.rng.bool().into(),
            Shape::Integer { min, max, format } => self.integer(*min, *max, format.as_deref(), key),
            Shape::Number { min, max } => self.number(*min, *max),
            Shape::Text { min, max, format } => {
                self.text(*min, *max, format.as_deref(), key).into()
            }
            Shape::Values { allowed, .. } => self.rng.choice(allowed).cloned().unwrap_or_default(),
            Shape::Named(name) => self.named(name),
            Shape::Array {
                items,
                min,
                max,
                unique,
            } => self.array(
                items,
                self.spread(&items.shape, *min, *max),
                *min,
                *unique,
                key,
            ),
            Shape::Map { values, min, max } => self.map(values, *min, *max, key),
            Shape::Object(properties) => self.object(properties),
            Shape::OneOf(branches) => {
                let near: Vec<_> = branches
                    .iter()
                    .filter(|branch| !self.too_deep(branch))
                    .collect();
                let branch = self.rng.choice(near).or_else(|| self.rng.choice(branches));
                branch.map_or(Value::Null, |branch| self.shape(branch, key))
            }
        }
    }

    fn named(&mut self, name: &str) -> Value {
        let Some(slot) = self.spec.0.shapes.get(name) else {
            return Value::Null;
        };
        self.stack.push(name.to_owned());
        let value = self.shape(&slot.shape, name);
        self.stack.pop();
        value
    }

    fn object(&mut self, properties: &[Property]) -> Value {
        let mut object = Map::new();
        for property in properties {
            let wanted = property.required
                || match self.mode {
                    Mode::Minimal => false,
                    Mode::Maximal => !self.too_deep(&property.value),
                    Mode::Random(_) => {
                        !self.too_deep(&property.value) && self.chance(|random| random.optional)
                    }
                };
            if !wanted {
                continue;
            }
            let value = if property.nullable && self.is_null(&property.value) {
                Value::Null
            } else {
                self.shape(&property.value, &property.name)
            };
            object.insert(property.name.clone(), value);
        }
        object.into()
    }

    /// The least and the most elements that are wanted.
    fn spread(&self, of: &Shape, min: usize, max: Option<usize>) -> (usize, usize) {
        let (low, high) = match self.mode {
            Mode::Minimal => (0, 0),
            Mode::Maximal => (2, 2),
            Mode::Random(random) => (0, random.elements),
        };
        let (low, high) = if self.too_deep(of) {
            (0, 0)
        } else {
            (low, high)
        };
        let max = max.unwrap_or(usize::MAX);
        (low.clamp(min, max), high.clamp(min, max))
    }

    fn array(
        &mut self,
        items: &Slot,
        (low, high): (usize, usize),
        min: usize,
        unique: bool,
        key: &str,
    ) -> Value {
        let length = self.rng.usize(low..=high);
        let mut elements: Vec<Value> = Vec::with_capacity(length);
        // A list without repetitions may run out of values, so the attempts are counted.
        for attempt in 0.. {
            if elements.len() == length || (attempt > 20 * length && elements.len() >= min) {
                break;
            }
            let element = if items.nullable && min > 0 {
                self.shape(&items.shape, key)
            } else {
                self.slot(items, key)
            };
            if !unique || !elements.contains(&element) {
                elements.push(element);
            }
        }
        elements.into()
    }

    fn map(&mut self, values: &Slot, min: usize, max: Option<usize>, key: &str) -> Value {
        let (low, high) = self.spread(&values.shape, min, max);
        let length = self.rng.usize(low..=high);
        let mut map = Map::new();
        for _ in 0..20 * length {
            if map.len() == length {
                break;
            }
            let name = self.map_key(key);
            let value = self.slot(values, key);
            map.insert(name, value);
        }
        map.into()
    }

    /// A key of the map that stands at `key`; the spec says nothing of keys.
    fn map_key(&mut self, key: &str) -> String {
        match key {
            "authorizing_integration_owners" | "integration_types_config" => {
                self.rng.u8(0..=1).to_string()
            }
            "users"
            | "members"
            | "channels"
            | "roles"
            | "nicks"
            | "guild_scheduled_event_exception_counts" => text::snowflake(false, self.rng),
            // Of roles, by the documentation.
            key if key.starts_with("guild_role_member_counts") => text::snowflake(false, self.rng),
            key if key.ends_with("localizations") => {
                let locales = self
                    .spec
                    .enum_values("AvailableLocalesEnum")
                    .unwrap_or_default();
                let locale = self
                    .rng
                    .choice(locales)
                    .and_then(|locale| locale.value.as_str().map(str::to_owned));
                locale.unwrap_or_else(|| "en-US".to_owned())
            }
            _ => text::word(self.rng),
        }
    }

    fn integer(
        &mut self,
        min: Option<i64>,
        max: Option<i64>,
        format: Option<&str>,
        key: &str,
    ) -> Value {
        // Counts, sizes and flags: nothing that Discord sends is negative unless the spec says so.
        let min = if key.ends_with("flags") { Some(0) } else { min }.unwrap_or(0);
        let max = max.unwrap_or(match format {
            _ if key.contains("color") => 0x00ff_ffff,
            // Discord's error codes, the only integers of that name.
            _ if key == "code" => i64::from(i32::MAX),
            Some("int32") => i64::from(i32::MAX),
            _ => (1 << 53) - 1,
        });
        if self.edge() {
            return self.rng.choice([min, max]).unwrap_or(min).into();
        }
        let near = if self.rng.bool() {
            max
        } else {
            max.min(min.saturating_add(1000))
        };
        self.rng.i64(min..=near).into()
    }

    fn number(&mut self, min: Option<f64>, max: Option<f64>) -> Value {
        let (min, max) = (min.unwrap_or(0.0), max.unwrap_or(1000.0));
        // Quarters, which every reader and writer of numbers keeps.
        let span = (max - min).clamp(0.0, 1000.0);
        let value = min + (self.rng.f64() * span * 4.0).floor() / 4.0;
        if value.fract() == 0.0 && self.rng.bool() {
            // Discord writes whole ones either way.
            #[allow(clippy::cast_possible_truncation, reason = "whole and near zero")]
            return (value as i64).into();
        }
        value.into()
    }

    fn text(&mut self, min: usize, max: Option<usize>, format: Option<&str>, key: &str) -> String {
        let edge = self.edge();
        match format {
            Some("snowflake") => text::snowflake(edge, self.rng),
            Some("permissions") => text::permissions(edge, self.rng),
            Some("date-time") => {
                let short = self.chance(|random| random.short_dates);
                text::date_time(short, self.rng)
            }
            Some("uri") => text::uri(self.rng),
            Some("base64") => text::data_uri(self.rng),
            Some("color") => text::color(self.rng),
            Some("nonce") if !edge => self.rng.u64(..1 << 53).to_string(),
            _ => match key {
                "icon" | "avatar" | "banner" | "splash" | "discovery_splash" | "cover_image"
                | "home_header" | "asset" | "badge"
                    if max.is_none() =>
                {
                    text::hash(self.rng)
                }
                "burst_colors" => text::color(self.rng),
                "discriminator" if max.is_none() => self
                    .rng
                    .choice(["0", "0001", "9999"])
                    .unwrap_or("0")
                    .to_owned(),
                "waveform" if max.is_none() => format!("{}=", text::letters(43, self.rng)),
                _ => text::plain(min, max, edge, self.rng),
            },
        }
    }

    fn any(&mut self) -> Value {
        let text = text::plain(0, None, false, self.rng);
        match self.rng.u8(0..5) {
            0 => self.rng.bool().into(),
            1 => self.rng.i64(-1000..1000).into(),
            2 => text.into(),
            3 => vec![Value::from(text)].into(),
            _ => Value::Object(Map::from_iter([(text::word(self.rng), text.into())])),
        }
    }
}
