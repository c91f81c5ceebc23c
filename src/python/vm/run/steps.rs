//! The instructions, one after the other, while the frame stays the same.

use super::calls::{self, Begun};
use super::quick::{compare_ints, quick, quick_float, quick_next};
use super::{Sent, Step, containers, names, raising};
use crate::python::code::{Code, Op, UnOp};
use crate::python::object::{Str, Value};
use crate::python::vm::iterate::Next;
use crate::python::vm::{Called, Frame, Input, R, Stop, Then, Vm, pending_empty};
use alloc::rc::Rc;
use alloc::vec::Vec;

impl Vm {
    /// Runs a frame until another one is to run.
    pub(super) fn steps(&mut self, frame: &mut Frame) -> R<Step> {
        let code = frame.code.clone();
        let ops = code.ops.as_slice();
        macro_rules! push {
            ($value:expr) => {{
                let value = $value;
                frame.stack.push(value);
            }};
        }
        // For what looks at the line that called it.
        macro_rules! here {
            () => {
                self.place = Some((code.clone(), frame.pc - 1))
            };
        }
        // The program's own methods may ask who called them.
        macro_rules! here_for {
            ($($value:expr),*) => {
                if $(matches!($value, Value::Instance(_) | Value::Class(_)))||* {
                    here!();
                }
            };
        }
        // After what may have let go of a value.
        macro_rules! settle {
            () => {
                if !pending_empty() {
                    here!();
                    self.finalize_pending();
                }
            };
        }
        macro_rules! truth {
            ($value:expr) => {
                match &$value {
                    Value::Bool(truth) => *truth,
                    other => {
                        here_for!(other);
                        self.truth(other)?
                    }
                }
            };
        }
        // Jumps, and pays for the way back.
        macro_rules! jump {
            ($target:expr) => {{
                let target = $target as usize;
                let back = frame.pc.saturating_sub(target);
                if back > 0 {
                    self.fuel = self.fuel.saturating_sub(back as u32);
                    if self.fuel == 0 {
                        here!();
                        frame.pc = target;
                        self.tick()?;
                        continue;
                    }
                }
                frame.pc = target;
            }};
        }
        macro_rules! begun {
            ($begun:expr) => {
                match $begun {
                    Begun::Called(Called::Value(value)) => frame.stack.push(value),
                    begun => return Ok(Step::Begin(begun)),
                }
            };
        }
        loop {
            let Some(op) = ops.get(frame.pc).copied() else {
                return Err(Stop::Halt);
            };
            frame.pc += 1;
            match op {
                Op::Fast(place) => match frame.fast.get(place as usize) {
                    Some(Value::Unbound) | None => return Err(self.unbound(&code, place)),
                    Some(value) => push!(value.clone()),
                },
                Op::Fast2(one, other) => {
                    for place in [one, other] {
                        match frame.fast.get(place as usize) {
                            Some(Value::Unbound) | None => {
                                return Err(self.unbound(&code, u32::from(place)));
                            }
                            Some(value) => push!(value.clone()),
                        }
                    }
                }
                Op::SetFast(place) => {
                    let value = frame.pop();
                    if let Some(slot) = frame.fast.get_mut(place as usize) {
                        *slot = value;
                    }
                    settle!();
                }
                Op::DelFast(place) => {
                    self.delete_fast(frame, place)?;
                    settle!();
                }
                Op::Const(place) => {
                    let value = code.consts.get(place as usize).cloned();
                    push!(value.unwrap_or(Value::None));
                }
                Op::Small(number) => push!(Value::Int(i64::from(number))),
                Op::None => push!(Value::None),
                Op::Pop => {
                    frame.stack.pop();
                    settle!();
                }
                Op::Dup => push!(frame.top()),
                Op::Dup2 => {
                    push!(frame.under(2));
                    push!(frame.under(2));
                }
                Op::Rot2 => frame.rotate(2),
                Op::Rot3 => frame.rotate(3),
                Op::Rot4 => frame.rotate(4),
                Op::Copy(depth) => push!(frame.under(depth)),
                Op::AddSmall(..) | Op::Nop => {}

                Op::Binary(op) => {
                    let (left, right) = frame.pop_pair();
                    if let (Value::Int(one), Value::Int(other)) = (&left, &right)
                        && let Some(value) = quick(op, *one, *other)
                    {
                        push!(Value::Int(value));
                        continue;
                    }
                    if let (Value::Float(one), Value::Float(other)) = (&left, &right)
                        && let Some(value) = quick_float(op, *one, *other)
                    {
                        push!(Value::Float(value));
                        continue;
                    }
                    here!();
                    push!(self.binary(op, &left, &right)?);
                }
                Op::InPlace(op) => {
                    let (left, right) = frame.pop_pair();
                    if let (Value::Int(one), Value::Int(other)) = (&left, &right)
                        && let Some(value) = quick(op, *one, *other)
                    {
                        push!(Value::Int(value));
                        continue;
                    }
                    here!();
                    push!(self.in_place(op, &left, &right)?);
                }
                Op::Unary(op) => {
                    let value = frame.pop();
                    push!(match op {
                        UnOp::Not => Value::Bool(!truth!(value)),
                        _ => {
                            here_for!(value);
                            self.unary(op, &value)?
                        }
                    });
                }
                Op::Compare(op) => {
                    let (left, right) = frame.pop_pair();
                    push!(match (&left, &right) {
                        (Value::Int(one), Value::Int(other)) => {
                            Value::Bool(compare_ints(op, *one, *other))
                        }
                        _ => {
                            here_for!(left, right);
                            self.compare(op, &left, &right)?
                        }
                    });
                }
                Op::CompareJump(op, target) => {
                    let (left, right) = frame.pop_pair();
                    let holds = match (&left, &right) {
                        (Value::Int(one), Value::Int(other)) => compare_ints(op, *one, *other),
                        _ => {
                            here_for!(left, right);
                            let value = self.compare(op, &left, &right)?;
                            self.truth(&value)?
                        }
                    };
                    if !holds {
                        jump!(target);
                    }
                }
                Op::Is(wanted) => {
                    let (left, right) = frame.pop_pair();
                    push!(Value::Bool(left.is(&right) == wanted));
                }
                Op::In(wanted) => {
                    let (left, right) = frame.pop_pair();
                    here_for!(right);
                    push!(Value::Bool(self.contains(&right, &left)? == wanted));
                }

                Op::Jump(target) => jump!(target),
                Op::JumpIfNot(target) => {
                    if !truth!(frame.pop()) {
                        jump!(target);
                    }
                }
                Op::JumpIf(target) => {
                    if truth!(frame.pop()) {
                        jump!(target);
                    }
                }
                Op::JumpIfNotOrPop(target) => {
                    if truth!(frame.top()) {
                        frame.stack.pop();
                    } else {
                        frame.pc = target as usize;
                    }
                }
                Op::JumpIfOrPop(target) => {
                    if truth!(frame.top()) {
                        frame.pc = target as usize;
                    } else {
                        frame.stack.pop();
                    }
                }
                Op::JumpIfNone(target) => {
                    if let Some(Value::None) = frame.stack.last() {
                        frame.stack.pop();
                        frame.pc = target as usize;
                    }
                }
                Op::Iter => {
                    let value = frame.pop();
                    here!();
                    push!(self.iter(&value)?);
                }
                Op::ForIter(end) => {
                    let next = match frame.stack.last() {
                        Some(Value::Iter(iter)) => quick_next(iter),
                        Some(Value::Gen(generator)) if generator.is_over() => Next::Over,
                        Some(Value::Gen(generator)) => {
                            let generator = generator.clone();
                            let (input, then) = (Input::Send(Value::None), Then::ForIter(end));
                            return Ok(Step::Begin(Begun::Resume(generator, input, then)));
                        }
                        _ => Next::Slow,
                    };
                    let next = match next {
                        Next::Item(value) => Some(value),
                        Next::Over => None,
                        Next::Slow => {
                            here!();
                            self.next(&frame.top())?
                        }
                    };
                    match next {
                        Some(value) => frame.stack.push(value),
                        None => {
                            frame.stack.pop();
                            frame.pc = end as usize;
                        }
                    }
                }

                Op::Global(place) => {
                    let name = name_at(&code, place)?;
                    let value = match frame.globals.get_name(name) {
                        Some(value) => Some(value),
                        None => self.builtins.get_name(name),
                    };
                    match value {
                        Some(value) => frame.stack.push(value),
                        None => return Err(self.no_name(name)),
                    }
                }
                Op::SetGlobal(place) => {
                    let value = frame.pop();
                    frame.globals.set_name(name_at(&code, place)?, value);
                    settle!();
                }
                Op::DelGlobal(place) => {
                    self.delete_name(&frame.globals, name_at(&code, place)?)?;
                    settle!();
                }
                Op::Name(place) => push!(self.named(frame, name_at(&code, place)?)?),
                Op::SetName(place) => {
                    if frame.space.is_some() {
                        here!();
                    }
                    self.set_name(frame, name_at(&code, place)?)?;
                    settle!();
                }
                Op::DelName(place) => {
                    let names = frame.names.as_ref().unwrap_or(&frame.globals);
                    self.delete_name(names, name_at(&code, place)?)?;
                    settle!();
                }
                Op::Deref(place) => {
                    let cell = frame.cells.get(place as usize);
                    match cell.map(|cell| cell.0.borrow().clone()) {
                        Some(Value::Unbound) | None => {
                            return Err(self.unbound_cell(&code, place));
                        }
                        Some(value) => frame.stack.push(value),
                    }
                }
                Op::SetDeref(place) => {
                    let value = frame.pop();
                    if let Some(cell) = frame.cells.get(place as usize) {
                        drop(cell.0.replace(value));
                    }
                    settle!();
                }
                Op::DelDeref(place) => {
                    self.delete_shared(frame, place)?;
                    settle!();
                }
                Op::Closure(place) => push!(names::shared(frame, place)),
                Op::ClassDeref(place) => push!(self.shared_in_class(frame, place)?),
                Op::Annotations => self.annotations(frame),
                Op::Annotate(place) => {
                    let value = frame.pop();
                    self.annotate(frame, name_at(&code, place)?, value);
                }
                Op::Import(place, level) => {
                    let names = frame.pop();
                    let name = name_at(&code, place)?;
                    here!();
                    let globals = frame.globals.clone();
                    push!(self.import(name.as_str(), level, &names, &globals)?);
                }
                Op::ImportFrom(place) => {
                    here!();
                    push!(self.import_from(&frame.top(), name_at(&code, place)?)?);
                }
                Op::ImportStar => {
                    let module = frame.pop();
                    self.import_star(&module, &frame.globals.clone())?;
                }

                Op::Attr(place) => {
                    let this = frame.pop();
                    let name = name_at(&code, place)?;
                    here!();
                    if let Value::Instance(_) = &this
                        && let Some(getter) = self.python_getter(&this, name)
                    {
                        let args = Vec::from([this]);
                        let called = self.begin(&getter, args, Vec::new(), Then::Push)?;
                        begun!(Begun::Called(called));
                        continue;
                    }
                    push!(self.attr(&this, name)?);
                }
                Op::SetAttr(place) => {
                    let this = frame.pop();
                    let value = frame.pop();
                    here!();
                    self.set_attr(&this, name_at(&code, place)?, value)?;
                    settle!();
                }
                Op::DelAttr(place) => {
                    let this = frame.pop();
                    here!();
                    self.del_attr(&this, name_at(&code, place)?)?;
                    settle!();
                }
                Op::Subscript => {
                    let (this, key) = frame.pop_pair();
                    if let (Value::List(list), Value::Int(index)) = (&this, &key)
                        && let Ok(index) = usize::try_from(*index)
                        && let Some(value) = list.0.borrow().get(index)
                    {
                        push!(value.clone());
                        continue;
                    }
                    here!();
                    push!(self.subscript(&this, &key)?);
                }
                Op::SetSubscript => {
                    let (this, key) = frame.pop_pair();
                    let value = frame.pop();
                    here!();
                    self.set_subscript(&this, &key, value)?;
                    settle!();
                }
                Op::DelSubscript => {
                    let (this, key) = frame.pop_pair();
                    here!();
                    self.del_subscript(&this, &key)?;
                    settle!();
                }

                Op::Method(place) => {
                    here!();
                    self.take_method(frame, name_at(&code, place)?)?;
                }
                Op::Call(count) | Op::CallMethod(count) => {
                    self.fuel = self.fuel.saturating_sub(4);
                    here!();
                    let begun = match op {
                        Op::Call(_) => self.call_plain(frame, count)?,
                        _ => self.call_method(frame, count)?,
                    };
                    match begun {
                        Begun::Called(Called::Value(value)) => frame.stack.push(value),
                        begun => return Ok(Step::Call(begun)),
                    }
                    self.tick_if_over()?;
                }
                Op::CallKw(count) => {
                    here!();
                    begun!(self.call_named(frame, count)?);
                }
                Op::CallEx(with_kw) => {
                    here!();
                    begun!(self.call_spread(frame, with_kw == 1)?);
                }
                Op::BuildClass => {
                    let build = self.builtins.get_str("__build_class__");
                    push!(build.unwrap_or(Value::None));
                }
                Op::MakeFunction(flags) => push!(calls::make_function(frame, flags)),
                Op::Return => return Ok(Step::Return(frame.pop())),

                Op::Yield => return Ok(Step::Yield(frame.pop(), true)),
                Op::YieldOn => return Ok(Step::Yield(frame.pop(), false)),
                Op::Send(end) => {
                    let sent = match frame.under(2) {
                        Value::Gen(inner) => Sent::Resume(inner, Input::Send(frame.pop())),
                        iter => {
                            here!();
                            let value = frame.pop();
                            self.send(&iter, value)?
                        }
                    };
                    match sent {
                        Sent::Resume(generator, input) => {
                            let begun = Begun::Resume(generator, input, Then::Send(end));
                            return Ok(Step::Begin(begun));
                        }
                        Sent::Yield(value) => frame.stack.push(value),
                        Sent::Return(value) => {
                            frame.replace_top(value);
                            frame.pc = end as usize;
                        }
                    }
                }
                Op::Awaitable(why) => {
                    let value = frame.pop();
                    here!();
                    push!(self.awaitable(&value, why)?);
                }
                Op::YieldFromIter => {
                    let value = frame.pop();
                    here!();
                    push!(self.delegate_to(value)?);
                }
                Op::AIter => {
                    let value = frame.pop();
                    here!();
                    push!(self.aiter(&value)?);
                }
                Op::ANext => {
                    here!();
                    push!(self.anext(&frame.top())?);
                }
                Op::EndAsyncFor => {
                    if let Some(exception) = self.end_async_for(frame) {
                        return Ok(Step::RaiseAgain(exception));
                    }
                }

                Op::Tuple(count) => push!(Value::tuple(frame.take(count))),
                Op::List(count) => push!(Value::list(frame.take(count))),
                Op::SetOf(count) => {
                    here!();
                    push!(self.set_of(frame, count)?);
                }
                Op::Dict(count) => {
                    here!();
                    push!(self.dict_of(frame, count)?);
                }
                Op::Slice(count) => push!(containers::make_slice(frame, count)),
                Op::Join(count) => push!(containers::join(frame, count)),
                Op::Append(depth) => {
                    let value = frame.pop();
                    if let Value::List(list) = frame.under(depth) {
                        list.0.borrow_mut().push(value);
                    }
                }
                Op::Add(depth) => self.add_item(frame, depth)?,
                Op::Insert(depth) => self.insert_pair(frame, depth)?,
                Op::Extend(call) => {
                    here!();
                    self.extend_list(frame, call)?;
                }
                Op::UpdateSet => self.update_set(frame)?,
                Op::UpdateDict => {
                    here!();
                    self.update_dict(frame)?;
                }
                Op::MergeKw => {
                    here!();
                    self.update_kw(frame)?;
                }
                Op::ListToTuple => containers::list_to_tuple(frame),
                Op::Unpack(count) => {
                    let value = frame.pop();
                    here!();
                    self.unpack(&value, count as usize, &mut frame.stack)?;
                }
                Op::UnpackEx(before, after) => {
                    let value = frame.pop();
                    here!();
                    let (before, after) = (before as usize, after as usize);
                    self.unpack_star(&value, before, after, &mut frame.stack)?;
                }
                Op::Format(conversion, with_spec) => {
                    here!();
                    push!(self.format_top(frame, conversion, with_spec)?);
                }

                Op::Raise(count) => {
                    here!();
                    return Ok(Step::RaiseAgain(self.raise_from(frame, count)?));
                }
                Op::Reraise => return Ok(Step::RaiseAgain(frame.pop())),
                Op::SetupFinally(handler) => raising::block(frame, handler, 0),
                Op::SetupWith(handler) => raising::block(frame, handler, 1),
                Op::PopBlock => {
                    frame.blocks.pop();
                }
                Op::PopExcept => {
                    self.pop_handler(frame);
                    settle!();
                }
                Op::Match => push!(self.match_top(frame)?),
                Op::MatchGroup => push!(self.match_group(frame)?),
                Op::EndGroup => push!(self.join_group(frame)?),
                Op::Enter | Op::AEnter => {
                    here!();
                    let called = self.enter_with(frame, op == Op::AEnter)?;
                    begun!(Begun::Called(called));
                }
                Op::ExitCall => {
                    here!();
                    begun!(Begun::Called(self.exit_with(frame)?));
                }
                Op::AssertionError => {
                    push!(Value::Class(self.types.exception("AssertionError")));
                }

                Op::MatchSequence => push!(Value::Bool(self.is_sequence(&frame.top()))),
                Op::MatchMapping => push!(Value::Bool(self.is_mapping(&frame.top()))),
                Op::MatchKeys => {
                    push!(self.match_keys(&frame.under(2), &frame.top())?);
                }
                Op::MatchClass(count) => {
                    let names = frame.pop();
                    let (subject, class) = frame.pop_pair();
                    here!();
                    push!(self.match_class(&subject, &class, count as usize, &names)?);
                }
                Op::Len => push!(Value::count(self.len(&frame.top())?)),
            }
        }
    }
}

fn name_at(code: &Code, place: u32) -> R<&Rc<Str>> {
    code.names.get(place as usize).ok_or(Stop::Halt)
}
