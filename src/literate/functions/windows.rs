use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value};

use crate::model::Window;

/// A window of years: prints as `2013–2017`, and has `first`, `last` and `n`.
#[derive(Debug)]
pub(super) struct WindowValue(pub Window);

impl Object for WindowValue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "first" => Some(Value::from(self.0.first())),
            "last" => Some(Value::from(self.0.last())),
            "n" => Some(Value::from(self.0.n_years())),
            _ => None,
        }
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
