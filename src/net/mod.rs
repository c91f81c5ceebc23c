//! HTTP as programs see it: one client trait, the lab server, and where each address goes.

#[cfg(target_arch = "wasm32")]
pub mod browser;
mod client;
mod emulated;
mod exchange;
pub mod lab_server;
mod route;

pub use client::{HttpClient, HttpError, Request, RequestProbe, Response, Sending};
pub use emulated::{Elsewhere, EmulatedClient};
pub use exchange::{Body, Incoming, LabNetwork, Network, NoAnswer, Outgoing, Refusal, Soon};
pub use route::{Route, host, route};
