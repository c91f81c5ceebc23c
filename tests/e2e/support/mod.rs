//! The harness: servers for the app and for the rest of the internet, and a browser to drive.
// A library for the tests: a helper may come before the test that needs it.
#![allow(dead_code)]

pub mod browser;
pub mod clipboard;
pub mod downloads;
pub mod lab;
pub mod outside;
pub mod page;
pub mod site;
pub mod wait;
pub mod watching;
