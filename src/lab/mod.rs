//! The lab: the same requests one after another, together, limited, and as a race.
//!
//! [`Form`] is what a person typed, [`Plan`] what it means, [`run`] the programs, [`results`]
//! what came of them.

mod forecast;
mod form;
mod link;
mod plan;
mod presets;
mod programs;
mod results;

pub use forecast::{forecast, foresee};
pub use form::{Choice, Field, Form, MOST_REQUESTS, Problem, address_problem};
pub use link::{Link, parse_link, write_link};
pub use plan::{OnError, Plan, Strategy};
pub use presets::{PRESETS, Preset};
pub use programs::{FetchError, Tally, run};
pub use results::{ResultRow, reached, result_rows};

#[cfg(test)]
mod tests;
