//! Rows of `user_account` and `organisation`.
