//! Things by name: each found at once, and all listed by alphabet.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Things by name. There may be hundreds of thousands; most are looked up, and few models ever list them.
#[derive(Clone, Debug)]
pub struct ByName<T> {
    things: HashMap<String, T>,
    /// By alphabet, once that is asked for.
    listed: OnceLock<Vec<String>>,
}

impl<T> Default for ByName<T> {
    fn default() -> Self {
        ByName {
            things: HashMap::new(),
            listed: OnceLock::new(),
        }
    }
}

impl<T> ByName<T> {
    /// Room for so many.
    pub fn with_capacity(capacity: usize) -> Self {
        ByName {
            things: HashMap::with_capacity(capacity),
            ..ByName::default()
        }
    }

    /// The thing of this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.things.get(name)
    }

    /// The thing of this name, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.things.get_mut(name)
    }

    /// The thing of this name, with the name as it is held.
    pub fn get_key_value(&self, name: &str) -> Option<(&str, &T)> {
        let found = self.things.get_key_value(name);
        found.map(|(name, thing)| (name.as_str(), thing))
    }

    /// Whether there is one of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.things.contains_key(name)
    }

    /// Enters a thing, unless there is one of its name.
    pub fn insert_first(&mut self, name: &str, thing: T) {
        if !self.things.contains_key(name) {
            self.listed.take();
            self.things.insert(name.to_owned(), thing);
        }
    }

    /// All names, by alphabet.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let listed = self.listed.get_or_init(|| {
            let mut listed: Vec<String> = self.things.keys().cloned().collect();
            listed.sort_unstable();
            listed
        });
        listed.iter().map(String::as_str)
    }

    /// All things with their names, by alphabet.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.names().filter_map(|name| self.get_key_value(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_name_stays_and_all_are_listed_by_alphabet() {
        let mut things = ByName::with_capacity(2);
        things.insert_first("b", 1);
        things.insert_first("a", 2);
        things.insert_first("b", 3);
        assert_eq!(things.names().collect::<Vec<_>>(), ["a", "b"]);
        things.insert_first("aa", 4);
        let all: Vec<(&str, &i32)> = things.iter().collect();
        assert_eq!(all, [("a", &2), ("aa", &4), ("b", &1)]);
        assert!(things.contains("aa") && things.get("c").is_none());
    }
}
