//! One integration binary: services and stores through a real server on a real database of each engine.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests say what they expect by failing")]

mod bids;
mod deadlines;
mod foundation;
mod joint_ventures;
mod sections;
mod support;
mod tenders;
