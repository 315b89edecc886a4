//! What people see. Pages are rendered on the server; only the islands live in the browser.

pub mod app;
pub mod bids;
pub mod dates;
pub mod documents;
pub mod frame;
pub mod kept;
pub mod kit;
pub mod pages;
pub mod load;
pub mod paths;
pub mod sections;
pub mod tenders;
pub mod wording;
