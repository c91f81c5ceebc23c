//! How a task's return value becomes its outcome in the trace.

use crate::trace::{CancelReason, Micros, Outcome};
use alloc::{boxed::Box, string::String, string::ToString, vec::Vec};
use core::fmt::Display;

/// A value that a task can return.
pub trait Report {
    /// The outcome it stands for.
    fn report(&self) -> Outcome;
}

/// An error that a task can return. By default it is an error like any other.
pub trait Failure: Display {
    /// Set where the error says that a timeout of this length ran out.
    fn timed_out(&self) -> Option<Micros> {
        None
    }

    /// Set where the error says that the task gave up because it was asked to.
    fn cancelled(&self) -> Option<CancelReason> {
        None
    }
}

impl Failure for String {}
impl Failure for &str {}

impl<T: Report, E: Failure> Report for Result<T, E> {
    fn report(&self) -> Outcome {
        match self {
            Ok(value) => value.report(),
            Err(error) => match (error.timed_out(), error.cancelled()) {
                (Some(length), _) => Outcome::TimedOut(length),
                (None, Some(reason)) => Outcome::Cancelled(reason),
                (None, None) => Outcome::Error(error.to_string().into_boxed_str()),
            },
        }
    }
}

impl Report for () {
    fn report(&self) -> Outcome {
        Outcome::Ok(Box::default())
    }
}

impl<T> Report for Vec<T> {
    fn report(&self) -> Outcome {
        Outcome::Ok(alloc::format!("{} results", self.len()).into())
    }
}

macro_rules! report_by_display {
    ($($type:ty),*) => {$(
        impl Report for $type {
            fn report(&self) -> Outcome {
                Outcome::Ok(self.to_string().into())
            }
        }
    )*};
}
report_by_display!(String, &str, u32, u64, i32, usize);
