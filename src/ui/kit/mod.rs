use leptos::prelude::*;
#[component] pub fn Logo() -> impl IntoView { view!{<svg></svg>} }
#[component] pub fn SkipLink() -> impl IntoView { view!{<a href="#content">"skip"</a>} }
