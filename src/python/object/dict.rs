//! Dictionaries, which keep the order in which keys came.

use super::trash::holds;
use super::{Aside, Str, Value, let_go, simple_eq};
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};
use hashbrown::HashTable;

/// From so many entries on there is a table to find them by; fewer are looked through.
const TABLE_FROM: usize = 9;

/// A dictionary that is shared.
#[derive(Default)]
pub struct Dict {
    /// What is in it.
    pub map: RefCell<Map>,
    /// Counts the times that keys came or went.
    pub changes: Cell<u32>,
}

/// Entries by key, in order of insertion.
#[derive(Default)]
pub struct Map {
    entries: Vec<Option<(u64, Value, Value)>>,
    table: HashTable<u32>,
    live: usize,
}

impl Map {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// How many places there are, empty ones included.
    pub fn places(&self) -> usize {
        self.entries.len()
    }

    /// What is at a place.
    pub fn at(&self, place: usize) -> Option<(&Value, &Value)> {
        let entry = self.entries.get(place)?.as_ref();
        entry.map(|(_, key, value)| (key, value))
    }

    /// The hash of the key at a place.
    pub fn hash_at(&self, place: usize) -> u64 {
        let entry = self.entries.get(place).and_then(Option::as_ref);
        entry.map_or(0, |entry| entry.0)
    }

    /// The value at a place, to be changed.
    pub fn value_mut(&mut self, place: usize) -> Option<&mut Value> {
        let entry = self.entries.get_mut(place)?.as_mut();
        entry.map(|(_, _, value)| value)
    }

    /// All, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Value, &Value)> {
        let entries = self.entries.iter().flatten();
        entries.map(|(_, key, value)| (key, value))
    }

    /// All with their hashes, in order.
    pub fn hashed(&self) -> impl DoubleEndedIterator<Item = &(u64, Value, Value)> {
        self.entries.iter().flatten()
    }

    /// The place of the key of this hash for which `same` holds.
    pub fn find(&self, hash: u64, mut same: impl FnMut(&Value) -> bool) -> Option<usize> {
        if self.entries.len() < TABLE_FROM {
            return self.entries.iter().position(|entry| match entry {
                Some((known, key, _)) => *known == hash && same(key),
                None => false,
            });
        }
        let found = self.table.find(hash, |place| {
            let entry = self.entries.get(*place as usize).and_then(Option::as_ref);
            entry.is_some_and(|(known, key, _)| *known == hash && same(key))
        });
        found.map(|place| *place as usize)
    }

    /// The place of a name.
    pub fn find_name(&self, name: &Rc<Str>) -> Option<usize> {
        self.find(name.hash(), |key| match key {
            Value::Str(known) => Rc::ptr_eq(known, name) || known.as_str() == name.as_str(),
            _ => false,
        })
    }

    /// Adds a key that is not there.
    pub fn push(&mut self, hash: u64, key: Value, value: Value) {
        let place = self.entries.len();
        self.entries.push(Some((hash, key, value)));
        self.live += 1;
        if place + 1 == TABLE_FROM {
            self.index();
        } else if place >= TABLE_FROM {
            let entries = &self.entries;
            self.table.insert_unique(hash, place as u32, |place| {
                let entry = entries.get(*place as usize).and_then(Option::as_ref);
                entry.map_or(0, |entry| entry.0)
            });
        }
    }

    /// Takes out what is at a place.
    pub fn remove(&mut self, place: usize) -> Option<(Value, Value)> {
        let (hash, key, value) = self.entries.get_mut(place)?.take()?;
        self.live -= 1;
        if self.entries.len() >= TABLE_FROM
            && let Ok(entry) = self
                .table
                .find_entry(hash, |known| *known as usize == place)
        {
            entry.remove();
        }
        while let Some(None) = self.entries.last() {
            let before = self.entries.len();
            self.entries.pop();
            if before == TABLE_FROM {
                self.table.clear();
            }
        }
        // Emptied from the front, as a queue is: the holes must not be walked for ever.
        if self.entries.len() > 32 && self.live * 2 < self.entries.len() {
            self.entries.retain(Option::is_some);
            self.index();
        }
        Some((key, value))
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn index(&mut self) {
        self.table.clear();
        if self.entries.len() < TABLE_FROM {
            return;
        }
        let entries = &self.entries;
        for (place, entry) in entries.iter().enumerate() {
            if let Some((hash, _, _)) = entry {
                self.table.insert_unique(*hash, place as u32, |place| {
                    let entry = entries.get(*place as usize).and_then(Option::as_ref);
                    entry.map_or(0, |entry| entry.0)
                });
            }
        }
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        let entries = core::mem::take(&mut self.entries);
        let deep = entries
            .iter()
            .flatten()
            .any(|(_, key, value)| holds(value) || holds(key));
        if deep {
            let_go(Aside::Entries(entries));
        }
    }
}

impl Clone for Map {
    fn clone(&self) -> Self {
        let mut copy = Self {
            entries: self.entries.iter().flatten().cloned().map(Some).collect(),
            table: HashTable::new(),
            live: self.live,
        };
        copy.index();
        copy
    }
}

impl Dict {
    /// A dictionary of names.
    pub fn of_names<'a>(names: impl IntoIterator<Item = (&'a str, Value)>) -> Self {
        let dict = Self::default();
        for (name, value) in names {
            dict.set_name(&super::intern(name), value);
        }
        dict
    }

    /// What a name stands for.
    pub fn get_name(&self, name: &Rc<Str>) -> Option<Value> {
        let map = self.map.borrow();
        let place = map.find_name(name)?;
        map.at(place).map(|(_, value)| value.clone())
    }

    /// What a name stands for.
    pub fn get_str(&self, name: &str) -> Option<Value> {
        self.get_name(&super::intern(name))
    }

    /// Lets a name stand for something.
    pub fn set_name(&self, name: &Rc<Str>, value: Value) {
        let mut map = self.map.borrow_mut();
        let before = match map.find_name(name) {
            Some(place) => map
                .value_mut(place)
                .map(|known| core::mem::replace(known, value)),
            None => {
                self.changes.set(self.changes.get().wrapping_add(1));
                map.push(name.hash(), Value::Str(name.clone()), value);
                None
            }
        };
        // What it stood for may end now and look into this dictionary as it does.
        drop(map);
        drop(before);
    }

    /// Lets a name stand for something.
    pub fn set_str(&self, name: &str, value: Value) {
        self.set_name(&super::intern(name), value);
    }

    /// Takes a name out.
    pub fn remove_name(&self, name: &Rc<Str>) -> Option<Value> {
        let mut map = self.map.borrow_mut();
        let place = map.find_name(name)?;
        self.changes.set(self.changes.get().wrapping_add(1));
        map.remove(place).map(|(_, value)| value)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.map.borrow().len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of a simple key: one that needs no method of the program's.
    pub fn find_simple(&self, hash: u64, key: &Value) -> Option<usize> {
        self.map
            .borrow()
            .find(hash, |known| simple_eq(known, key) == Some(true))
    }
}
