//! `await` and `async for`.

use super::run::Sent;
use super::{Input, R, Resumed, Stop, Vm};
use crate::python::object::{Gen, GenKind, Iter, IterState, Value};
use alloc::rc::Rc;

impl Vm {
    /// What `await` goes through. `why`: see [`crate::python::code::Op::Awaitable`].
    pub fn awaitable(&mut self, value: &Value, why: u8) -> R {
        match value {
            Value::Gen(generator) if generator.kind == GenKind::Coroutine => {
                if generator.delegate().is_some() || generator.running.get() {
                    return self.raise("RuntimeError", "coroutine is being awaited already");
                }
                return Ok(value.clone());
            }
            Value::Gen(generator)
                if generator.kind == GenKind::Generator && generator.hooked.get() =>
            {
                return Ok(value.clone());
            }
            Value::Iter(iter)
                if matches!(
                    &*iter.state.borrow(),
                    IterState::Await(_)
                        | IterState::Future(..)
                        | IterState::ASend(..)
                        | IterState::AThrow(..)
                ) =>
            {
                return Ok(value.clone());
            }
            _ => {}
        }
        let name = self.names.await_.clone();
        let class = self.types.of(value);
        if let Some(method) = self.find_in(&class, &name) {
            let iter = self.call_found(method, value, &[])?;
            return match &iter {
                Value::Gen(generator) if generator.kind == GenKind::Coroutine => {
                    self.type_error("__await__() returned a coroutine")
                }
                Value::Gen(_) | Value::Iter(_) => Ok(iter),
                other => {
                    let next = self.names.next.clone();
                    let class = self.types.of(other);
                    match self.find_in(&class, &next) {
                        Some(_) => Ok(iter),
                        None => {
                            let text = alloc::format!(
                                "__await__() returned non-iterator of type '{}'",
                                class.name().as_str()
                            );
                            self.type_error(text)
                        }
                    }
                }
            };
        }
        let name = super::told_name(&class);
        let text = match why {
            2 => alloc::format!(
                "'async for' received an invalid object from __anext__: {}",
                name.as_str()
            ),
            3 => alloc::format!(
                "'async with' received an object from __aenter__ that does not implement __await__: {}",
                name.as_str()
            ),
            4 => alloc::format!(
                "'async with' received an object from __aexit__ that does not implement __await__: {}",
                name.as_str()
            ),
            _ => alloc::format!(
                "object {} can't be used in 'await' expression",
                name.as_str()
            ),
        };
        self.type_error(text)
    }

    /// Sends to an iterator that awaits something.
    pub fn send_iter(&mut self, iter: &Rc<Iter>, value: Value) -> R<Sent> {
        enum Do {
            Resume(Rc<Gen>, Input),
            Plain,
            Deaf,
            Used,
            Future(Value, bool),
        }
        let busy = match &*iter.state.borrow() {
            IterState::ASend(of, _, false) if of.in_use() => "anext",
            IterState::AThrow(of, _, false, false) if of.in_use() => "athrow",
            IterState::AThrow(of, _, false, true) if of.in_use() => "aclose",
            _ => "",
        };
        if !busy.is_empty() {
            let text = alloc::format!("{busy}(): asynchronous generator is already running");
            return self.raise("RuntimeError", text);
        }
        let used = match &*iter.state.borrow() {
            IterState::ASend(of, _, true) if !of.in_use() => "__anext__()/asend()",
            IterState::AThrow(of, _, true, _) if !of.in_use() => "aclose()/athrow()",
            _ => "",
        };
        if !used.is_empty() {
            let text = alloc::format!("cannot reuse already awaited {used}");
            return self.raise("RuntimeError", text);
        }
        let step = {
            let mut state = iter.state.borrow_mut();
            match &mut *state {
                IterState::Await(generator) => Do::Resume(generator.clone(), Input::Send(value)),
                IterState::ASend(generator, first, begun) => {
                    let input = match *begun {
                        false => core::mem::replace(first, Value::None),
                        true => value,
                    };
                    *begun = true;
                    Do::Resume(generator.clone(), Input::Send(input))
                }
                IterState::AThrow(generator, exception, begun, _) => {
                    let input = match *begun {
                        false => Input::Throw(core::mem::replace(exception, Value::None)),
                        true => Input::Send(value),
                    };
                    *begun = true;
                    Do::Resume(generator.clone(), input)
                }
                IterState::Future(future, given) => {
                    Do::Future(future.clone(), core::mem::replace(given, true))
                }
                IterState::Done => Do::Used,
                _ if value.is_none() => Do::Plain,
                _ => Do::Deaf,
            }
        };
        match step {
            Do::Resume(generator, input) => {
                if let (IterState::AThrow(_, _, _, closing), Input::Throw(_)) =
                    (&*iter.state.borrow(), &input)
                {
                    // Nothing is thrown into what is over, and closing what never began is done at
                    // once.
                    if generator.is_over() || *closing && !generator.started.get() {
                        let frame = generator.frame.borrow_mut().take();
                        drop(frame);
                        return Ok(Sent::Return(Value::None));
                    }
                }
                if generator.kind == GenKind::AsyncGen && !generator.hooked.replace(true) {
                    crate::python::modules::first_iteration(self, &generator);
                }
                if generator.kind == GenKind::AsyncGen {
                    return self.send_async(iter, &generator, input);
                }
                Ok(Sent::Resume(generator, input))
            }

            Do::Future(future, given) => crate::python::modules::await_future(self, &future, given),
            Do::Used => self.raise(
                "RuntimeError",
                "cannot reuse already awaited __anext__()/asend()",
            ),
            Do::Deaf => {
                let send = self.names.send.clone();
                self.attr(&Value::Iter(iter.clone()), &send)?;
                Ok(Sent::Return(Value::None))
            }
            Do::Plain => {
                let value = Value::Iter(iter.clone());
                match self.next(&value)? {
                    Some(value) => Ok(Sent::Yield(value)),
                    None => Ok(Sent::Return(Value::None)),
                }
            }
        }
    }

    /// Goes on with an async generator. Closing one needs the exceptions that end it.
    pub(super) fn send_async(
        &mut self,
        iter: &Rc<Iter>,
        generator: &Rc<Gen>,
        input: Input,
    ) -> R<Sent> {
        let closing = matches!(&*iter.state.borrow(), IterState::AThrow(_, _, _, true));
        if !closing {
            return Ok(Sent::Resume(generator.clone(), input));
        }
        self.nest()?;
        let resumed = self.resume(generator, input);
        self.nesting -= 1;
        match resumed {
            Ok(Resumed::Yielded(value)) => Ok(Sent::Yield(value)),
            Ok(Resumed::Returned(_)) => {
                self.raise("RuntimeError", "async generator ignored GeneratorExit")
            }
            Err(Stop::Raise(exception))
                if self.is_exception(&exception, "GeneratorExit")
                    || self.is_exception(&exception, "StopAsyncIteration") =>
            {
                Ok(Sent::Return(Value::None))
            }
            Err(stop) => Err(stop),
        }
    }

    /// `aiter(value)`.
    pub fn aiter(&mut self, value: &Value) -> R {
        if let Value::Gen(generator) = value
            && generator.kind == GenKind::AsyncGen
        {
            return Ok(value.clone());
        }
        let (aiter, anext) = (self.names.aiter.clone(), self.names.anext.clone());
        let Some(iter) = self.call_special(value, &aiter, &[])? else {
            let text = alloc::format!(
                "'async for' requires an object with __aiter__ method, got {}",
                self.type_name(value).as_str()
            );
            return self.type_error(text);
        };
        let class = self.types.of(&iter);
        if matches!(&iter, Value::Gen(generator) if generator.kind == GenKind::AsyncGen)
            || self.find_in(&class, &anext).is_some()
        {
            return Ok(iter);
        }
        let text = alloc::format!(
            "'async for' received an object from __aiter__ that does not implement __anext__: {}",
            class.name().as_str()
        );
        self.type_error(text)
    }

    /// What awaiting gives the next item of an async iterator.
    pub fn anext(&mut self, iter: &Value) -> R {
        if let Value::Gen(generator) = iter
            && generator.kind == GenKind::AsyncGen
        {
            return Ok(Iter::value(IterState::ASend(
                generator.clone(),
                Value::None,
                false,
            )));
        }
        let anext = self.names.anext.clone();
        match self.call_special(iter, &anext, &[])? {
            Some(awaited) => self.awaitable(&awaited, 2),
            None => {
                let text = alloc::format!(
                    "'{}' object is not an async iterator",
                    self.type_name(iter).as_str()
                );
                self.type_error(text)
            }
        }
    }
}
