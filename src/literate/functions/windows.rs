use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value};

use super::objects::NumberValue;
use crate::model::Window;
use crate::provenance::{Key, Number};

/// A window of years: prints as `2013–2017`, and has `first`, `last` and `n`.
#[derive(Debug)]
pub(super) struct WindowValue {
    pub window: Window,
    /// The setting that it comes from.
    pub setting: &'static str,
}

impl Object for WindowValue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let field = key.as_str()?;
        let value = match field {
            "first" => f64::from(self.window.first()),
            "last" => f64::from(self.window.last()),
            "n" => self.window.n_years() as f64,
            _ => return None,
        };
        let name = format!("{}.{field}", self.setting);
        Some(NumberValue::from(Number::result(Key::Setting { name }, value)))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.window)
    }
}
