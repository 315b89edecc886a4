//! What people see. Pages are rendered on the server; only the islands live in the browser.

pub mod app;
pub mod frame;
pub mod kept;
pub mod kit;
pub mod pages;
pub mod paths;
pub mod wording;
