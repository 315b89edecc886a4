//! Pieces of the pages of the buyers' own forms.

mod by_hand;

pub use by_hand::ByHand;
