//! Remembers what a step has made, by the hash of everything that went into it.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Values by key; a value that a round did not ask for is forgotten with it.
pub struct Memory<T> {
    known: Mutex<HashMap<String, Entry<T>>>,
}

struct Entry<T> {
    value: Arc<T>,
    used: bool,
}

impl<T> fmt::Debug for Memory<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Memory of {} values", self.lock().len())
    }
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self {
            known: Mutex::default(),
        }
    }
}

impl<T> Memory<T> {
    /// The value of a key, made where it is not known; what fails is not remembered.
    pub fn recall<E>(&self, key: String, make: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        self.recall_if(key, |_| true, make)
    }

    /// The same for a value of which only itself can tell whether it still holds.
    pub fn recall_if<E>(
        &self,
        key: String,
        holds: impl FnOnce(&T) -> bool,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let known = self.lock().get_mut(&key).map(|entry| {
            entry.used = true;
            entry.value.clone()
        });
        if let Some(value) = known.filter(|value| holds(value)) {
            return Ok(value);
        }
        let value = Arc::new(make()?);
        let entry = Entry {
            value: value.clone(),
            used: true,
        };
        self.lock().insert(key, entry);
        Ok(value)
    }

    /// Forgets what was not asked for since the last call.
    pub fn end_round(&self) {
        let mut known = self.lock();
        known.retain(|_, entry| std::mem::take(&mut entry.used));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Entry<T>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_and_forgotten_when_nobody_asks() {
        let memory = Memory::default();
        let ask = |made: u32| {
            memory
                .recall("key".to_owned(), || Ok::<_, ()>(made))
                .map(|value| *value)
        };
        assert_eq!((ask(1), ask(2)), (Ok(1), Ok(1)));
        memory.end_round();
        assert_eq!(ask(3), Ok(1));
        memory.end_round();
        memory.end_round();
        assert_eq!(ask(4), Ok(4));
        let held = memory.recall_if("key".to_owned(), |value| *value > 4, || Ok::<_, ()>(6));
        assert_eq!(held.map(|value| *value), Ok(6));
        assert!(memory.recall("other".to_owned(), || Err::<u32, _>("no")).is_err());
        assert_eq!(
            memory.recall("other".to_owned(), || Ok::<_, ()>(5)).map(|value| *value),
            Ok(5)
        );
    }
}
