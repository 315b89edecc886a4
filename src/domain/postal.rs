//! postal
