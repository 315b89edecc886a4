//! Musubi: joint bids for Japanese public tenders, prepared together in two languages.
//!
//! Read `src/ARCHITECTURE.md` first. Reading order of the modules: what is true (`domain`), what a
//! person can be told (`error`), where browser and server meet (`api`), what people see (`ui`), who
//! may and where it is kept (`server`).
#![recursion_limit = "512"]

pub mod domain;
pub mod error;

pub mod api;
pub mod ui;

#[cfg(feature = "ssr")]
pub mod server;

#[cfg(all(test, feature = "ssr"))]
mod tests;

/// Entry of the browser half: makes the islands of the page alive.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
