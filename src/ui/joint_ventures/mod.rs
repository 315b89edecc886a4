//! Pieces of the joint venture's page.

mod share_sum;

pub use share_sum::ShareSum;
