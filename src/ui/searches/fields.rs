//! The fields of a saved search.

use leptos::prelude::*;

use crate::domain::language::Language;
use crate::domain::notice::ProcedureKind;
use crate::domain::saved_search::SearchTerms;
use crate::ui::kit::{Checkbox, Disclosure, Field, FieldWidth};
use crate::ui::wording::{intake, saved_search as words};

/// All that a search can ask for.
#[component]
pub fn SearchFields(
    /// Its name.
    name: String,
    /// What it asks for.
    terms: SearchTerms,
) -> impl IntoView {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let opens = !terms.procedures.is_empty();
    let boxes = ProcedureKind::ALL
        .map(|kind| {
            let checked = terms.procedures.contains(&kind);
            view! {
                <Checkbox name=format!("search[procedures][{}]", kind.code()) value="yes"
                    label=intake::procedure(kind) checked/>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <Field name="search[words]" label=words::WORDS hint=words::WORDS_HINT value=terms.words.clone()
            width=FieldWidth::Full lang=Language::Japanese/>
        <Field name="search[addressee]" label=words::ADDRESSEE hint=words::ADDRESSEE_HINT
            value=terms.addressee.clone() width=FieldWidth::Medium lang=Language::Japanese/>
        <div class="row">
            <Field name="search[from]" label=words::FROM hint=words::DAYS_HINT value=day(terms.from)
                width=FieldWidth::Short/>
            <Field name="search[to]" label=words::TO value=day(terms.to) width=FieldWidth::Short/>
        </div>
        <Disclosure summary=words::PROCEDURES open=opens><div class="boxes">{boxes}</div></Disclosure>
        <Field name="search[name]" label=words::NAME value=name width=FieldWidth::Medium/>
    }
}
