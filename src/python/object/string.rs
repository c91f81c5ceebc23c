//! Strings, and the ones that are known by their address.

use alloc::rc::Rc;
use core::cell::{Cell, RefCell};
use hashbrown::HashTable;

/// A string that never changes.
pub struct Str {
    text: Box<str>,
    /// Zero while it is not known.
    hash: Cell<u64>,
    ascii: bool,
}

impl Str {
    /// A string of its own.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        Self {
            ascii: text.is_ascii(),
            text,
            hash: Cell::new(0),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether every character is one byte.
    pub fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// Its length in characters.
    pub fn chars(&self) -> usize {
        match self.ascii {
            true => self.text.len(),
            false => self.text.chars().count(),
        }
    }

    /// Its hash; computed once.
    pub fn hash(&self) -> u64 {
        let known = self.hash.get();
        if known != 0 {
            return known;
        }
        let hash = hash_bytes(self.text.as_bytes());
        self.hash.set(hash);
        hash
    }

    /// The character at `index`, which counts characters.
    pub fn at(&self, index: usize) -> Option<&str> {
        if self.ascii {
            return self.text.get(index..index + 1);
        }
        let (from, character) = self.text.char_indices().nth(index)?;
        self.text.get(from..from + character.len_utf8())
    }

    /// The characters from `from` up to `to`.
    pub fn cut(&self, from: usize, to: usize) -> &str {
        if from >= to {
            return "";
        }
        if self.ascii {
            return self.text.get(from..to.min(self.text.len())).unwrap_or("");
        }
        let byte = |place: usize| {
            let mut indices = self.text.char_indices();
            indices.nth(place).map_or(self.text.len(), |(byte, _)| byte)
        };
        self.text.get(byte(from)..byte(to)).unwrap_or("")
    }
}

/// A hash of bytes; never zero.
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    const SEED: u64 = 0x517c_c1b7_2722_0a95;
    let mut hash = bytes.len() as u64;
    let mut add = |word: [u8; 8]| {
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(SEED);
    };
    let (words, rest) = bytes.as_chunks();
    words.iter().copied().for_each(&mut add);
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    add(last);
    (hash ^ (hash >> 29)).max(1)
}

thread_local! {
    static NAMES: RefCell<HashTable<Rc<Str>>> = const { RefCell::new(HashTable::new()) };
}

/// The one string with this text that names are compared by.
pub fn intern(text: &str) -> Rc<Str> {
    NAMES.with(|names| {
        let mut names = names.borrow_mut();
        let hash = hash_bytes(text.as_bytes());
        if let Some(known) = names.find(hash, |known| known.as_str() == text) {
            return known.clone();
        }
        let name = Rc::new(Str::new(text));
        names.insert_unique(hash, name.clone(), |name| name.hash());
        name
    })
}
