//! What `math` knows of integers.

use crate::python::builtins::arg;
use crate::python::code::BinOp;
use crate::python::object::{Kw, Value};
use crate::python::vm::{R, Vm, whole};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};

/// More factors than this make numbers that no memory holds.
const MOST_FACTORS: u64 = 100_000;

fn integer(vm: &mut Vm, value: &Value) -> R<BigInt> {
    let index = vm.index(value)?;
    match whole(&index) {
        Some(number) => Ok(number),
        None => vm.type_error("an integer is required"),
    }
}

/// The product of `from..=to`, halves first: so the factors stay of like size.
fn product(from: &BigInt, count: u64) -> BigInt {
    match count {
        0 => BigInt::from(1),
        1 => from.clone(),
        _ => {
            let half = count / 2;
            product(from, half) * product(&(from + half), count - half)
        }
    }
}

fn too_large<T>(vm: &mut Vm) -> R<T> {
    vm.bare("MemoryError")
}

pub fn factorial(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let number = integer(vm, &arg(args, 0))?;
    if number.is_negative() {
        return vm.value_error("factorial() not defined for negative values");
    }
    match number.to_u64() {
        Some(count) if count <= MOST_FACTORS => Ok(Value::big(product(&BigInt::from(1), count))),
        Some(count) if i64::try_from(count).is_ok() => too_large(vm),
        _ => {
            let text = alloc::format!("factorial() argument should not exceed {}", i64::MAX);
            vm.raise("OverflowError", text)
        }
    }
}

fn choose(vm: &mut Vm, args: &[Value], ordered: bool) -> R {
    let n = integer(vm, &arg(args, 0))?;
    let k = match args.get(1) {
        Some(k) if !k.is_none() => integer(vm, k)?,
        _ => n.clone(),
    };
    for (number, name) in [(&n, "n"), (&k, "k")] {
        if number.is_negative() {
            return vm.value_error(alloc::format!("{name} must be a non-negative integer"));
        }
    }
    if k > n {
        return Ok(Value::Int(0));
    }
    let k = if ordered { k } else { k.clone().min(&n - &k) };
    let Some(count) = k.to_u64().filter(|count| *count <= MOST_FACTORS) else {
        return too_large(vm);
    };
    let above = product(&(&n - &k + 1), count);
    Ok(Value::big(match ordered {
        true => above,
        false => above / product(&BigInt::from(1), count),
    }))
}

pub fn comb(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    choose(vm, args, false)
}

pub fn perm(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    if args.len() == 1 {
        return factorial(vm, args, &[]);
    }
    choose(vm, args, true)
}

fn folded(vm: &mut Vm, args: &[Value], start: i64, fold: fn(&BigInt, &BigInt) -> BigInt) -> R {
    let mut result = BigInt::from(start);
    for value in args {
        let number = integer(vm, value)?;
        result = fold(&result, &number);
    }
    Ok(Value::big(result))
}

pub fn gcd(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    folded(vm, args, 0, |one, other| one.gcd(other))
}

pub fn lcm(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    folded(vm, args, 1, |one, other| one.lcm(other))
}

pub fn isqrt(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let number = integer(vm, &arg(args, 0))?;
    match number.is_negative() {
        true => vm.value_error("isqrt() argument must be nonnegative"),
        false => Ok(Value::big(number.sqrt())),
    }
}

pub fn prod(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let mut result = Value::Int(1);
    for (name, value) in kw {
        if name.as_str() != "start" {
            let text = alloc::format!(
                "'{}' is an invalid keyword argument for prod()",
                name.as_str()
            );
            return vm.type_error(text);
        }
        result = value.clone();
    }
    let iter = vm.iter(&arg(args, 0))?;
    while let Some(value) = vm.next(&iter)? {
        result = vm.binary(BinOp::Mul, &result, &value)?;
    }
    Ok(result)
}
