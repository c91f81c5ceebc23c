//! Builtin functions about numbers.

use super::float::rounded;
use crate::python::builtins::{Row, arg, function, given};
use crate::python::code::BinOp;
use crate::python::object::{Kw, Value, intern};
use crate::python::vm::{R, Vm, float_divmod, whole};
use alloc::string::String;
use alloc::vec::Vec;
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, Zero};

pub fn install(vm: &mut Vm) {
    let rows: &[Row] = &[
        ("abs /", abs, 1, 1),
        ("round number ndigits", round, 1, 2),
        ("divmod /", divmod, 2, 2),
        ("pow base exp mod", pow, 2, 3),
        ("bin /", |vm, args, _| based(vm, args, 2, "0b"), 1, 1),
        ("oct /", |vm, args, _| based(vm, args, 8, "0o"), 1, 1),
        ("hex /", |vm, args, _| based(vm, args, 16, "0x"), 1, 1),
    ];
    for row in rows {
        let name = row.0.split(' ').next().unwrap_or(row.0);
        vm.builtins.set_str(name, function(row));
    }
}

fn abs(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let value = arg(args, 0);
    if let Value::Instance(_) = value {
        let name = vm.names.abs.clone();
        if let Some(given) = vm.call_special(&value, &name, &[])? {
            return Ok(given);
        }
    }
    match value.inner() {
        Value::Float(number) => Ok(Value::Float(number.abs())),
        inner => match whole(inner) {
            Some(number) => Ok(Value::big(number.abs())),
            None => {
                let name = vm.type_name(&value);
                vm.type_error(alloc::format!(
                    "bad operand type for abs(): '{}'",
                    name.as_str()
                ))
            }
        },
    }
}

fn round(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let value = arg(args, 0);
    if let Value::Instance(_) = value {
        let name = vm.names.round.clone();
        let digits: Vec<Value> = given(args, 1)
            .filter(|one| !one.is_none())
            .cloned()
            .into_iter()
            .collect();
        if let Some(made) = vm.call_special(&value, &name, &digits)? {
            return Ok(made);
        }
    }
    match rounded(vm, &value, given(args, 1))? {
        Some(made) => Ok(made),
        None => {
            let name = vm.type_name(&value);
            vm.type_error(alloc::format!(
                "type {} doesn't define __round__ method",
                name.as_str()
            ))
        }
    }
}

fn divmod(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (one, other) = (arg(args, 0), arg(args, 1));
    for (this, that, name) in [
        (&one, &other, vm.names.divmod.clone()),
        (&other, &one, vm.names.rdivmod.clone()),
    ] {
        if let Value::Instance(_) = this
            && let Some(made) = vm.call_special(this, &name, core::slice::from_ref(that))?
            && !matches!(made, Value::NotImplemented)
        {
            return Ok(made);
        }
    }
    if let (Some(one), Some(other)) = (whole(&one), whole(&other)) {
        if other.is_zero() {
            return vm.raise("ZeroDivisionError", "integer division or modulo by zero");
        }
        let (quotient, rest) = one.div_mod_floor(&other);
        return Ok(Value::tuple(Vec::from([
            Value::big(quotient),
            Value::big(rest),
        ])));
    }
    if let (Some(one), Some(other)) = (vm.float_of(&one)?, vm.float_of(&other)?) {
        if other == 0.0 {
            return vm.raise("ZeroDivisionError", "float divmod()");
        }
        let (quotient, rest) = float_divmod(one, other);
        return Ok(Value::tuple(Vec::from([
            Value::Float(quotient),
            Value::Float(rest),
        ])));
    }
    let (one, other) = (vm.type_name(&one), vm.type_name(&other));
    vm.type_error(alloc::format!(
        "unsupported operand type(s) for divmod(): '{}' and '{}'",
        one.as_str(),
        other.as_str()
    ))
}

fn pow(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (base, exponent) = (arg(args, 0), arg(args, 1));
    let modulus = arg(args, 2);
    if modulus.is_none() {
        return vm.binary(BinOp::Pow, &base, &exponent);
    }
    if let Value::Instance(_) = base {
        let name = intern("__pow__");
        let rest = [exponent.clone(), modulus.clone()];
        if let Some(made) = vm.call_special(&base, &name, &rest)? {
            return Ok(made);
        }
    }
    let (Some(base), Some(exponent), Some(modulus)) =
        (whole(&base), whole(&exponent), whole(&modulus))
    else {
        let number =
            |value: &Value| whole(value).is_some() || matches!(value.inner(), Value::Float(_));
        return match number(&arg(args, 0)) && number(&arg(args, 1)) && number(&modulus) {
            true => {
                vm.type_error("pow() 3rd argument not allowed unless all arguments are integers")
            }
            false => {
                let names = [arg(args, 0), arg(args, 1), modulus]
                    .map(|value| alloc::format!("'{}'", vm.type_name(&value).as_str()));
                vm.type_error(alloc::format!(
                    "unsupported operand type(s) for ** or pow(): {}",
                    names.join(", ")
                ))
            }
        };
    };
    if modulus.is_zero() {
        return vm.value_error("pow() 3rd argument cannot be 0");
    }
    let (base, exponent) = match exponent.sign() {
        Sign::Minus => match base.modinv(&modulus.abs()) {
            Some(inverse) => (inverse, -exponent),
            None => return vm.value_error("base is not invertible for the given modulus"),
        },
        _ => (base, exponent),
    };
    Ok(Value::big(base.modpow(&exponent, &modulus)))
}

fn based(vm: &mut Vm, args: &[Value], base: u32, prefix: &str) -> R {
    let number: BigInt = match whole(&vm.index(&arg(args, 0))?) {
        Some(number) => number,
        None => return vm.type_error("__index__ returned non-int"),
    };
    let sign = if number.is_negative() { "-" } else { "" };
    let digits: String = number.magnitude().to_str_radix(base);
    Ok(Value::str(alloc::format!("{sign}{prefix}{digits}")))
}
