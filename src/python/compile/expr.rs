//! Expressions.

use super::flow::Access;
use super::{Compiler, W};
use crate::python::code::{BinOp, CmpOp, Op, UnOp};
use crate::python::object::{Value, intern};
use alloc::vec::Vec;
use num_bigint::BigInt;
use ruff_python_ast::{self as ast, Expr, Number};

/// The operator of the tree.
pub fn bin_op(op: ast::Operator) -> BinOp {
    match op {
        ast::Operator::Add => BinOp::Add,
        ast::Operator::Sub => BinOp::Sub,
        ast::Operator::Mult => BinOp::Mul,
        ast::Operator::MatMult => BinOp::MatMul,
        ast::Operator::Div => BinOp::Div,
        ast::Operator::Mod => BinOp::Mod,
        ast::Operator::Pow => BinOp::Pow,
        ast::Operator::LShift => BinOp::Shl,
        ast::Operator::RShift => BinOp::Shr,
        ast::Operator::BitOr => BinOp::Or,
        ast::Operator::BitXor => BinOp::Xor,
        ast::Operator::BitAnd => BinOp::And,
        ast::Operator::FloorDiv => BinOp::FloorDiv,
    }
}

impl Compiler {
    pub fn expr(&mut self, expr: &Expr) -> W {
        let before = self.unit().place;
        self.at(expr);
        self.depth += 1;
        let result = self.expr_inner(expr);
        self.depth -= 1;
        self.unit().place = before;
        result
    }

    fn expr_inner(&mut self, expr: &Expr) -> W {
        match expr {
            Expr::Name(of) => self.variable(of.id.as_str(), Access::Load),
            Expr::NumberLiteral(of) => match &of.value {
                // Of a class of Rust's, which only the machine can make.
                Number::Complex { imag, .. } => {
                    let helper = self.name_index(&intern("__imaginary__"));
                    self.op(Op::Global(helper));
                    self.constant(Value::Float(*imag));
                    self.op(Op::Call(1));
                }
                _ => {
                    let value = self.number(of)?;
                    self.constant(value);
                }
            },
            Expr::StringLiteral(of) => self.constant(Value::str(of.value.to_str())),
            Expr::BytesLiteral(of) => {
                let bytes = of.value.iter().flat_map(|part| part.value.iter().copied());
                self.constant(Value::bytes(bytes.collect()));
            }
            Expr::BooleanLiteral(of) => self.constant(Value::Bool(of.value)),
            Expr::NoneLiteral(_) => self.op(Op::None),
            Expr::EllipsisLiteral(_) => self.constant(Value::Ellipsis),
            Expr::FString(of) => self.f_string(of)?,
            Expr::TString(of) => return self.wrong(of, "template strings are not of Python 3.11"),
            Expr::BoolOp(of) => self.bool_op(of)?,
            Expr::Named(of) => {
                self.expr(&of.value)?;
                self.op(Op::Dup);
                self.store(&of.target)?;
            }
            Expr::BinOp(of) => {
                self.expr(&of.left)?;
                self.expr(&of.right)?;
                self.op(Op::Binary(bin_op(of.op)));
            }
            Expr::UnaryOp(of) => self.unary(of)?,
            Expr::Lambda(of) => self.lambda(of)?,
            Expr::If(of) => {
                let otherwise = self.condition(&of.test, false)?;
                self.expr(&of.body)?;
                let end = self.jump(Op::Jump(0));
                self.land_all(&otherwise);
                self.expr(&of.orelse)?;
                self.land(end);
            }
            Expr::Dict(of) => self.dict(of)?,
            Expr::Set(of) => match has_star(&of.elts) {
                false => {
                    self.all(&of.elts)?;
                    self.op(Op::SetOf(of.elts.len() as u32));
                }
                true => {
                    self.op(Op::SetOf(0));
                    for item in &of.elts {
                        match item {
                            Expr::Starred(star) => {
                                self.expr(&star.value)?;
                                self.op(Op::UpdateSet);
                            }
                            other => {
                                self.expr(other)?;
                                self.op(Op::Add(1));
                            }
                        }
                    }
                }
            },
            Expr::List(of) => match has_star(&of.elts) {
                false => {
                    self.all(&of.elts)?;
                    self.op(Op::List(of.elts.len() as u32));
                }
                true => self.starred_list(&of.elts)?,
            },
            Expr::Tuple(of) => match has_star(&of.elts) {
                false => match constant_tuple(&of.elts) {
                    Some(value) => self.constant(value),
                    None => {
                        self.all(&of.elts)?;
                        self.op(Op::Tuple(of.elts.len() as u32));
                    }
                },
                true => {
                    self.starred_list(&of.elts)?;
                    self.op(Op::ListToTuple);
                }
            },
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                self.comprehension(expr)?;
            }
            Expr::Await(of) => {
                if !self.unit().is_async {
                    return match self.unit().kind {
                        super::Unit::Function => self.wrong(of, "'await' outside async function"),
                        _ => self.wrong(of, "'await' outside function"),
                    };
                }
                self.expr(&of.value)?;
                self.wait(0);
            }
            Expr::Yield(of) => {
                if self.unit().kind != super::Unit::Function {
                    return self.wrong(of, "'yield' outside function");
                }
                match &of.value {
                    Some(value) => self.expr(value)?,
                    None => self.op(Op::None),
                }
                self.op(Op::Yield);
            }
            Expr::YieldFrom(of) => {
                if self.unit().is_async {
                    return self.wrong(of, "'yield from' inside async function");
                }
                if self.unit().kind != super::Unit::Function {
                    return self.wrong(of, "'yield' outside function");
                }
                self.expr(&of.value)?;
                self.op(Op::YieldFromIter);
                self.send_loop();
            }
            Expr::Compare(of) => self.compare(of)?,
            Expr::Call(of) => self.call(of)?,
            Expr::Attribute(of) => {
                self.expr(&of.value)?;
                let name = self.mangled(of.attr.id.as_str());
                let name = self.name_index(&name);
                let place = self.attribute_place(of, of.range.end());
                self.op_at(&place, Op::Attr(name));
            }
            Expr::Subscript(of) => {
                self.suspect_subscript(&of.value, &of.slice);
                self.expr(&of.value)?;
                self.expr(&of.slice)?;
                self.op(Op::Subscript);
            }
            Expr::Starred(of) => return self.wrong(of, "can't use starred expression here"),
            Expr::Slice(of) => {
                for part in [&of.lower, &of.upper] {
                    match part {
                        Some(part) => self.expr(part)?,
                        None => self.op(Op::None),
                    }
                }
                match &of.step {
                    Some(step) => {
                        self.expr(step)?;
                        self.op(Op::Slice(3));
                    }
                    None => self.op(Op::Slice(2)),
                }
            }
            Expr::IpyEscapeCommand(of) => return self.wrong(of, "invalid syntax"),
        }
        Ok(())
    }

    pub fn all(&mut self, exprs: &[Expr]) -> W {
        for expr in exprs {
            self.expr(expr)?;
        }
        Ok(())
    }

    /// A list with starred parts.
    pub fn starred_list(&mut self, items: &[Expr]) -> W {
        self.op(Op::List(0));
        for item in items {
            match item {
                Expr::Starred(star) => {
                    self.expr(&star.value)?;
                    self.op(Op::Extend(false));
                }
                other => {
                    self.expr(other)?;
                    self.op(Op::Append(1));
                }
            }
        }
        Ok(())
    }

    fn number(&self, of: &ast::ExprNumberLiteral) -> W<Value> {
        Ok(match &of.value {
            Number::Int(int) => match int.as_i64() {
                Some(small) => Value::Int(small),
                None => match big(&alloc::format!("{int}")) {
                    Some(number) => Value::big(number),
                    None => return self.wrong(of, "invalid integer literal"),
                },
            },
            Number::Float(float) => Value::Float(*float),
            Number::Complex { .. } => {
                return self.wrong(of, "a complex number is no constant here");
            }
        })
    }

    fn bool_op(&mut self, of: &ast::ExprBoolOp) -> W {
        let mut ends = Vec::new();
        let last = of.values.len().saturating_sub(1);
        for (place, value) in of.values.iter().enumerate() {
            self.expr(value)?;
            if place < last {
                let jump = match of.op {
                    ast::BoolOp::And => Op::JumpIfNotOrPop(0),
                    ast::BoolOp::Or => Op::JumpIfOrPop(0),
                };
                ends.push(self.jump(jump));
            }
        }
        self.land_all(&ends);
        Ok(())
    }

    fn unary(&mut self, of: &ast::ExprUnaryOp) -> W {
        if let (ast::UnaryOp::USub, Expr::NumberLiteral(number)) = (of.op, &*of.operand)
            && !matches!(number.value, Number::Complex { .. })
        {
            let value = match self.number(number)? {
                Value::Int(number) => Value::Int(-number),
                Value::Float(number) => Value::Float(-number),
                Value::Big(number) => Value::big(-&*number),
                other => other,
            };
            self.constant(value);
            return Ok(());
        }
        self.expr(&of.operand)?;
        self.op(Op::Unary(match of.op {
            ast::UnaryOp::Invert => UnOp::Invert,
            ast::UnaryOp::Not => UnOp::Not,
            ast::UnaryOp::UAdd => UnOp::Pos,
            ast::UnaryOp::USub => UnOp::Neg,
        }));
        Ok(())
    }

    fn dict(&mut self, of: &ast::ExprDict) -> W {
        let plain = of.items.iter().all(|item| item.key.is_some()) && of.items.len() < 1000;
        if plain {
            for item in &of.items {
                if let Some(key) = &item.key {
                    self.expr(key)?;
                }
                self.expr(&item.value)?;
            }
            self.op(Op::Dict(of.items.len() as u32));
            return Ok(());
        }
        self.op(Op::Dict(0));
        for item in &of.items {
            match &item.key {
                Some(key) => {
                    self.expr(key)?;
                    self.expr(&item.value)?;
                    self.op(Op::Insert(1));
                }
                None => {
                    self.expr(&item.value)?;
                    self.op(Op::UpdateDict);
                }
            }
        }
        Ok(())
    }

    fn compare(&mut self, of: &ast::ExprCompare) -> W {
        self.expr(&of.left)?;
        let mut outs = Vec::new();
        let last = of.ops.len().saturating_sub(1);
        for (place, (op, right)) in of.ops.iter().zip(&of.comparators).enumerate() {
            let left = match place.checked_sub(1) {
                Some(before) => of.comparators.get(before),
                None => Some(&*of.left),
            };
            self.suspect_is(left.unwrap_or(right), *op, right, of);
            self.expr(right)?;
            if place < last {
                self.op(Op::Dup);
                self.op(Op::Rot3);
            }
            self.op(compare_op(*op));
            if place < last {
                outs.push(self.jump(Op::JumpIfNotOrPop(0)));
            }
        }
        if !outs.is_empty() {
            let end = self.jump(Op::Jump(0));
            self.land_all(&outs);
            self.op(Op::Rot2);
            self.op(Op::Pop);
            self.land(end);
        }
        Ok(())
    }

    /// Jumps, with the places of the jumps as the answer, where `test` is `when`.
    pub fn condition(&mut self, test: &Expr, when: bool) -> W<Vec<usize>> {
        match test {
            Expr::UnaryOp(of) if of.op == ast::UnaryOp::Not => self.condition(&of.operand, !when),
            Expr::BoolOp(of) => {
                let both = (of.op == ast::BoolOp::And) != when;
                let mut jumps = Vec::new();
                if both {
                    // Each part alone decides.
                    for value in &of.values {
                        jumps.extend(self.condition(value, when)?);
                    }
                    return Ok(jumps);
                }
                let mut past = Vec::new();
                let last = of.values.len().saturating_sub(1);
                for (place, value) in of.values.iter().enumerate() {
                    match place < last {
                        true => past.extend(self.condition(value, !when)?),
                        false => jumps = self.condition(value, when)?,
                    }
                }
                self.land_all(&past);
                Ok(jumps)
            }
            Expr::Compare(of) if of.ops.len() == 1 && !when => {
                let Some((op, right)) = of.ops.first().zip(of.comparators.first()) else {
                    return Ok(Vec::new());
                };
                let Op::Compare(cmp) = compare_op(*op) else {
                    self.expr(test)?;
                    return Ok(Vec::from([self.jump(Op::JumpIfNot(0))]));
                };
                self.expr(&of.left)?;
                self.expr(right)?;
                let before = self.unit().place;
                self.at(test);
                let jump = self.jump(Op::CompareJump(cmp, 0));
                self.unit().place = before;
                Ok(Vec::from([jump]))
            }
            Expr::BooleanLiteral(of) => match of.value == when {
                true => Ok(Vec::from([self.jump(Op::Jump(0))])),
                false => Ok(Vec::new()),
            },
            other => {
                self.expr(other)?;
                let jump = if when {
                    Op::JumpIf(0)
                } else {
                    Op::JumpIfNot(0)
                };
                let before = self.unit().place;
                self.at(other);
                let jump = self.jump(jump);
                self.unit().place = before;
                Ok(Vec::from([jump]))
            }
        }
    }
}

fn compare_op(op: ast::CmpOp) -> Op {
    match op {
        ast::CmpOp::Eq => Op::Compare(CmpOp::Eq),
        ast::CmpOp::NotEq => Op::Compare(CmpOp::Ne),
        ast::CmpOp::Lt => Op::Compare(CmpOp::Lt),
        ast::CmpOp::LtE => Op::Compare(CmpOp::Le),
        ast::CmpOp::Gt => Op::Compare(CmpOp::Gt),
        ast::CmpOp::GtE => Op::Compare(CmpOp::Ge),
        ast::CmpOp::Is => Op::Is(true),
        ast::CmpOp::IsNot => Op::Is(false),
        ast::CmpOp::In => Op::In(true),
        ast::CmpOp::NotIn => Op::In(false),
    }
}

fn has_star(items: &[Expr]) -> bool {
    items.iter().any(|item| matches!(item, Expr::Starred(_)))
}

/// A tuple of plain constants is one itself.
fn constant_tuple(items: &[Expr]) -> Option<Value> {
    let constant = |item: &Expr| match item {
        Expr::NumberLiteral(of) => match &of.value {
            Number::Int(int) => int.as_i64().map(Value::Int),
            Number::Float(float) => Some(Value::Float(*float)),
            Number::Complex { .. } => None,
        },
        Expr::StringLiteral(of) => Some(Value::str(of.value.to_str())),
        Expr::BooleanLiteral(of) => Some(Value::Bool(of.value)),
        Expr::NoneLiteral(_) => Some(Value::None),
        _ => None,
    };
    items
        .iter()
        .map(constant)
        .collect::<Option<Vec<_>>>()
        .map(Value::tuple)
}

/// An integer literal of any size, in any base.
fn big(text: &str) -> Option<BigInt> {
    let text = text.replace('_', "").to_ascii_lowercase();
    let (digits, base) = match text.get(..2) {
        Some("0x") => (text.get(2..)?, 16),
        Some("0o") => (text.get(2..)?, 8),
        Some("0b") => (text.get(2..)?, 2),
        _ => (text.as_str(), 10),
    };
    BigInt::parse_bytes(digits.as_bytes(), base)
}
