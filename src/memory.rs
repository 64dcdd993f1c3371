//! Remembers what a step has made, by the hash of everything that went into it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Values by key; a value that a round did not ask for is forgotten with it.
#[derive(Debug)]
pub struct Memory<T> {
    known: Mutex<HashMap<String, Entry<T>>>,
}

#[derive(Debug)]
struct Entry<T> {
    value: Arc<T>,
    used: bool,
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
        if let Some(entry) = self.lock().get_mut(&key) {
            entry.used = true;
            return Ok(entry.value.clone());
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
        assert!(memory.recall("other".to_owned(), || Err::<u32, _>("no")).is_err());
        assert_eq!(
            memory.recall("other".to_owned(), || Ok::<_, ()>(5)).map(|value| *value),
            Ok(5)
        );
    }
}
