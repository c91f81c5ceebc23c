//! `_random`: the Mersenne Twister of M. Matsumoto and T. Nishimura ("Mersenne Twister: A
//! 623-Dimensionally Equidistributed Uniform Pseudo-Random Number Generator", 1998), seeded and
//! read as CPython does it, so that equal seeds give equal numbers.

use super::kit::{class, data, names, object};
use crate::python::builtins::{add_methods, add_new, arg};
use crate::python::object::{Dict, Kw, Value};
use crate::python::vm::{R, Vm, whole};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;
use num_bigint::{BigInt, Sign};

/// Words of state, and how far the one that is mixed in lies ahead.
const WORDS: usize = 624;
const AHEAD: usize = 397;

/// More bits than this are no number any memory holds.
const MOST_BITS: i64 = 1 << 28;

struct Twister {
    words: Box<[u32; WORDS]>,
    at: usize,
}

impl Twister {
    fn new() -> Self {
        let mut made = Self {
            words: Box::new([0; WORDS]),
            at: WORDS,
        };
        made.fill(5489);
        made
    }

    fn fill(&mut self, seed: u32) {
        let mut last = seed;
        for (place, word) in self.words.iter_mut().enumerate() {
            if place > 0 {
                last = (last ^ (last >> 30))
                    .wrapping_mul(1_812_433_253)
                    .wrapping_add(place as u32);
            }
            *word = last;
        }
        self.at = WORDS;
    }

    /// Goes around the state from the second word on; its first word follows the last.
    fn stir(&mut self, place: &mut usize, mix: impl FnOnce(u32, u32) -> u32) {
        let last = self.words[*place - 1];
        self.words[*place] = mix(self.words[*place], last ^ (last >> 30));
        *place += 1;
        if *place == WORDS {
            self.words[0] = self.words[WORDS - 1];
            *place = 1;
        }
    }

    fn seed(&mut self, key: &[u32]) {
        self.fill(19_650_218);
        let mut place = 1;
        for step in 0..WORDS.max(key.len()) {
            let nth = step % key.len();
            self.stir(&mut place, |word, last| {
                (word ^ last.wrapping_mul(1_664_525))
                    .wrapping_add(key[nth])
                    .wrapping_add(nth as u32)
            });
        }
        for _ in 1..WORDS {
            let at = place as u32;
            self.stir(&mut place, |word, last| {
                (word ^ last.wrapping_mul(1_566_083_941)).wrapping_sub(at)
            });
        }
        self.words[0] = 1 << 31;
    }

    fn next(&mut self) -> u32 {
        if self.at >= WORDS {
            for place in 0..WORDS {
                let high = self.words[place] & 0x8000_0000;
                let both = high | (self.words[(place + 1) % WORDS] & 0x7fff_ffff);
                let twist = if both & 1 == 0 { 0 } else { 0x9908_b0df };
                self.words[place] = self.words[(place + AHEAD) % WORDS] ^ (both >> 1) ^ twist;
            }
            self.at = 0;
        }
        let mut word = self.words[self.at];
        self.at += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    /// From zero up to one, with all the bits that a float has.
    fn float(&mut self) -> f64 {
        let (high, low) = (u64::from(self.next() >> 5), u64::from(self.next() >> 6));
        ((high << 26) | low) as f64 / (1_u64 << 53) as f64
    }
}

/// How many generators were seeded by themselves.
#[derive(Default)]
struct Unseeded(u32);

/// `_random`.
pub fn module(vm: &mut Vm) -> Rc<Dict> {
    let random = class(vm, "_random", "Random");
    add_new(&random, |_, args, _| {
        let Value::Class(class) = arg(args, 0) else {
            return Ok(Value::None);
        };
        Ok(object(&class, RefCell::new(Twister::new())))
    });
    add_methods(
        &random,
        &[
            ("random /", float, 0, 0),
            ("seed /", seed, 0, 1),
            ("getrandbits /", bits, 1, 1),
            ("getstate /", state, 0, 0),
            ("setstate /", set_state, 1, 1),
        ],
    );
    names(&[], [("Random", Value::Class(random))])
}

fn with<T>(args: &[Value], act: impl FnOnce(&mut Twister) -> T) -> Option<T> {
    let twister = data::<RefCell<Twister>>(args.first()?)?;
    Some(act(&mut twister.borrow_mut()))
}

fn float(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    Ok(Value::Float(with(args, Twister::float).unwrap_or(0.0)))
}

fn seed(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let key = match args.get(1) {
        None | Some(Value::None) => {
            let count = &mut vm.kept::<Unseeded>().0;
            *count += 1;
            let count = *count;
            let now = (vm.world.epoch + vm.precise_now()).to_bits();
            Vec::from([now as u32, (now >> 32) as u32, count])
        }
        Some(given) => {
            let number = match whole(given.inner()) {
                Some(number) => number,
                None => BigInt::from(vm.hash(given)?),
            };
            number.magnitude().to_u32_digits()
        }
    };
    let key = if key.is_empty() { Vec::from([0]) } else { key };
    with(args, |twister| twister.seed(&key));
    Ok(Value::None)
}

fn bits(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let count = vm.small_index(&arg(args, 1))?;
    if count < 0 {
        return vm.value_error("number of bits must be non-negative");
    }
    if count > MOST_BITS {
        return vm.bare("MemoryError");
    }
    let words = with(args, |twister| {
        let mut left = count;
        let mut words = Vec::new();
        while left > 0 {
            let word = twister.next();
            words.push(if left < 32 { word >> (32 - left) } else { word });
            left -= 32;
        }
        words
    });
    let words = words.unwrap_or_default();
    Ok(match words.as_slice() {
        [] => Value::Int(0),
        [one] => Value::Int(i64::from(*one)),
        _ => Value::big(BigInt::from_slice(Sign::Plus, &words)),
    })
}

fn state(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let words = with(args, |twister| {
        let mut words: Vec<u64> = twister.words.iter().map(|word| u64::from(*word)).collect();
        words.push(twister.at as u64);
        words
    });
    let words = words.unwrap_or_default();
    Ok(Value::tuple(
        words
            .into_iter()
            .map(|word| Value::Int(word as i64))
            .collect(),
    ))
}

fn set_state(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let Value::Tuple(state) = arg(args, 1) else {
        return vm.type_error("state vector must be a tuple");
    };
    if state.0.len() != WORDS + 1 {
        return vm.value_error("state vector is the wrong size");
    }
    let mut words = Vec::with_capacity(WORDS + 1);
    for value in &state.0 {
        words.push(vm.small_index(value)?);
    }
    let at = words.pop().and_then(|at| usize::try_from(at).ok());
    let Some(at) = at.filter(|at| *at <= WORDS) else {
        return vm.value_error("invalid state");
    };
    with(args, |twister| {
        for (slot, word) in twister.words.iter_mut().zip(&words) {
            *slot = *word as u32;
        }
        twister.at = at;
    });
    Ok(Value::None)
}
