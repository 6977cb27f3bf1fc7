//! Setters that several components share.

/// Writes the setters of the named fields.
macro_rules! setters {
    ($($field:ident)+) => {
        $($crate::model::component::setters::setter!($field);)+
    };
}

macro_rules! setter {
    (id) => {
        /// Sets the number by which it is told apart within its message; Discord counts from 1 otherwise.
        pub fn id(mut self, id: u32) -> Self {
            self.id = Some(id);
            self
        }
    };
    (disabled) => {
        /// Whether it is greyed out; not in modals.
        pub fn disabled(mut self, disabled: bool) -> Self {
            self.disabled = disabled;
            self
        }
    };
    (spoiler) => {
        /// Whether it is hidden until clicked.
        pub fn spoiler(mut self, spoiler: bool) -> Self {
            self.spoiler = spoiler;
            self
        }
    };
    (required) => {
        /// Whether it must be filled in, as it must unless this says otherwise; in modals only.
        pub fn required(mut self, required: bool) -> Self {
            self.required = Some(required);
            self
        }
    };
    (placeholder) => {
        /// Sets the text shown while nothing is chosen or written; 150 characters, 100 in a text input.
        pub fn placeholder(mut self, placeholder: impl Into<$crate::model::Text>) -> Self {
            self.placeholder = Some(placeholder.into());
            self
        }
    };
    (description) => {
        /// Sets the description.
        pub fn description(mut self, description: impl Into<$crate::model::Text>) -> Self {
            self.description = Some(description.into());
            self
        }
    };
    (values) => {
        /// Sets how many may be chosen at least and at most; one, unless this says otherwise.
        pub fn values(mut self, values: std::ops::RangeInclusive<u32>) -> Self {
            self.min_values = Some(*values.start());
            self.max_values = Some(*values.end());
            self
        }
    };
    (component) => {
        /// Adds a component at the end.
        pub fn component(mut self, component: impl Into<$crate::model::Component>) -> Self {
            self.components.push(component.into());
            self
        }
    };
    (default) => {
        /// Whether it is chosen at first.
        pub fn default(mut self, default: bool) -> Self {
            self.default = default;
            self
        }
    };
}

pub(super) use {setter, setters};
