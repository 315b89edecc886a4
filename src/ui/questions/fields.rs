//! The fields of a question.

use leptos::prelude::*;

use crate::domain::language::Language;
use crate::domain::question::{QuestionText, field};
use crate::ui::kit::{Field, FieldWidth, TextArea};
use crate::ui::wording::{question as words, say};

/// Document, page, item and the words in both languages; of what was sent only the English.
#[component]
pub fn QuestionFields(
    /// What is kept.
    text: QuestionText,
    /// Whether its Japanese stays as it is.
    is_fixed: bool,
) -> impl IntoView {
    let ja = Language::Japanese;
    let japanese = if is_fixed {
        view! { <p class="hint">{say(words::FIXED)}</p> }.into_any()
    } else {
        view! {
            <Field
                name=field("document")
                label=words::DOCUMENT
                hint=words::DOCUMENT_HINT
                value=text.document
                width=FieldWidth::Medium
                lang=ja
            />
            <Field name=field("page") label=words::PAGE value=text.page width=FieldWidth::Short/>
            <Field
                name=field("item")
                label=words::ITEM
                hint=words::ITEM_HINT
                value=text.item
                width=FieldWidth::Medium
                lang=ja
            />
            <TextArea name=field("question") label=words::JAPANESE hint=words::JAPANESE_HINT value=text.question lang=ja/>
        }
        .into_any()
    };
    view! {
        {japanese}
        <TextArea
            name=field("question_en")
            label=words::ENGLISH
            hint=words::ENGLISH_HINT
            value=text.question_en
            lang=Language::English
        />
    }
}
