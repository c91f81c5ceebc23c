//! Sets: the keys of a dictionary.

use super::{Map, Value};
use alloc::vec::Vec;
use core::cell::RefCell;

/// A set.
#[derive(Default)]
pub struct Set {
    /// Its members are the keys.
    pub map: RefCell<Map>,
    /// It never changes.
    pub frozen: bool,
}

/// Places beside the one that the hash says that are tried first.
const PROBES: usize = 9;
/// Larger sets keep the order in which their members came.
const MOST_SETTLED: usize = 1 << 16;

impl Set {
    /// Puts numbers into the order in which CPython's table has them, which programs print: small
    /// ones are in ascending order there. Other members have no order that programs could know
    /// (<https://docs.python.org/3.11/reference/datamodel.html#object.__hash__>).
    pub fn settle(&self) {
        let mut map = self.map.borrow_mut();
        if map.len() < 2 || map.len() > MOST_SETTLED {
            return;
        }
        let hashes: Option<Vec<i64>> = map.iter().map(|(key, _)| hash_of_number(key)).collect();
        let Some(hashes) = hashes else { return };
        let order = Table::order(&hashes);
        if order.iter().enumerate().all(|(place, from)| place == *from) {
            return;
        }
        let entries: Vec<(u64, Value, Value)> = map.hashed().cloned().collect();
        map.clear();
        for from in order {
            if let Some((hash, key, value)) = entries.get(from) {
                map.push(*hash, key.clone(), value.clone());
            }
        }
    }
}

/// CPython's hash of an integer (<https://docs.python.org/3.11/library/stdtypes.html#hashing-of-numeric-types>).
fn hash_of_number(value: &Value) -> Option<i64> {
    const MODULUS: i64 = (1 << 61) - 1;
    let hash = match value {
        Value::Int(number) => number % MODULUS,
        Value::Bool(truth) => i64::from(*truth),
        _ => return None,
    };
    Some(if hash == -1 { -2 } else { hash })
}

/// A table with open addressing, as CPython's sets are.
struct Table {
    /// Which member is at a place.
    places: Vec<Option<usize>>,
    used: usize,
}

impl Table {
    /// The members' order in the table after they were added one by one.
    fn order(hashes: &[i64]) -> Vec<usize> {
        let mut table = Self {
            places: alloc::vec![None; 8],
            used: 0,
        };
        for (member, hash) in hashes.iter().enumerate() {
            table.put(member, *hash);
            let mask = table.places.len() - 1;
            if table.used * 5 >= mask * 3 {
                table.grow(hashes);
            }
        }
        table.places.into_iter().flatten().collect()
    }

    fn put(&mut self, member: usize, hash: i64) {
        let mask = self.places.len() - 1;
        let mut perturb = hash as u64;
        let mut at = perturb as usize & mask;
        loop {
            let probes = if at + PROBES <= mask { PROBES } else { 0 };
            let near = self.places.get_mut(at..=at + probes).unwrap_or_default();
            if let Some(free) = near.iter_mut().find(|place| place.is_none()) {
                *free = Some(member);
                self.used += 1;
                return;
            }
            perturb >>= 5;
            at = at
                .wrapping_mul(5)
                .wrapping_add(1)
                .wrapping_add(perturb as usize)
                & mask;
        }
    }

    fn grow(&mut self, hashes: &[i64]) {
        let wanted = self.used * if self.used > 50_000 { 2 } else { 4 };
        let size = (wanted + 1).next_power_of_two().max(8);
        let members = core::mem::replace(&mut self.places, alloc::vec![None; size]);
        self.used = 0;
        for member in members.into_iter().flatten() {
            if let Some(hash) = hashes.get(member) {
                self.put(member, *hash);
            }
        }
    }
}
