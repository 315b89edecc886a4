//! Adding a blank where none was found: the form's text line by line, of which a person chooses one.

use leptos::prelude::*;

use crate::domain::buyer_form::{AddedKind, Blank, MOST_LINES, OutlineLine, Side};
use crate::domain::id::{BidId, BuyerFormId};
use crate::ui::kept::kept_for;
use crate::ui::kit::{Actions, Choice, Disclosure, Field, Hidden, PostForm, Revision, Select, Submit, TextArea};
use crate::ui::wording::{buyer_form as words, say};

/// Address of the form that adds.
const ADD: &str = "/api/buyer-forms/add-blank";
/// Address of the forms that take away.
const REMOVE: &str = "/api/buyer-forms/remove-blank";
/// Name of the field of the line.
const LINE: &str = "input[line]";

/// The blanks that were added, and one more.
#[component]
pub fn ByHand(
    /// The bid.
    bid: BidId,
    /// The form.
    form: BuyerFormId,
    /// Revision of the answers.
    revision: i64,
    /// Those that were added.
    added: Vec<Blank>,
    /// The text by place.
    outline: Vec<OutlineLine>,
) -> impl IntoView {
    let removals = added.into_iter().map(|blank| {
        let place = words::place(&blank.part, blank.place);
        view! {
            <li>
                <PostForm action=REMOVE row=("blank", blank.id) class="inline">
                    <Hidden name="bid" value=bid.to_string()/>
                    <Hidden name="form" value=form.to_string()/>
                    <Revision value=revision/>
                    <span>{format!("{} · {place}", blank.label)}</span>
                    <Submit label=words::REMOVE_BLANK about=blank.label/>
                </PostForm>
            </li>
        }
    });
    let removals = removals.collect_view();
    let removals =
        (!removals.is_empty()).then(|| view! { <h3>{say(words::ADDED)}</h3><ul class="added">{removals}</ul> });
    let kept = kept_for(ADD);
    let chosen = kept.as_ref().and_then(|kept| kept.value(LINE)).unwrap_or_default().to_owned();
    let is_cut = outline.len() >= MOST_LINES;
    let lines = outline.into_iter().map(|line| view! { <Line line chosen=chosen.clone()/> }).collect_view();
    let sides = Side::ALL.map(|side| Choice::new(side.code(), words::side(side))).to_vec();
    let kinds = AddedKind::ALL.map(|kind| Choice::new(kind.code(), words::added_kind(kind))).to_vec();
    view! {
        <section>
            <h2>{say(words::BY_HAND)}</h2>
            <p class="hint">{say(words::BY_HAND_LEAD)}</p>
            {removals}
            <Disclosure summary=words::LINES_OPEN open=kept.is_some()>
                <PostForm action=ADD>
                    <Hidden name="bid" value=bid.to_string()/>
                    <Hidden name="form" value=form.to_string()/>
                    <Revision value=revision/>
                    <fieldset class="field">
                        <legend>{say(words::LINES)}</legend>
                        {is_cut.then(|| view! { <p class="hint">{say(words::LINES_CUT)}</p> })}
                        <div class="outline">{lines}</div>
                    </fieldset>
                    <Field name="input[words]" label=words::WORDS hint=words::WORDS_HINT/>
                    <Select name="input[side]" label=words::SIDE options=sides/>
                    <Field name="input[label]" label=words::ADDED_LABEL required=true/>
                    <Select name="input[kind]" label=words::ADDED_KIND options=kinds/>
                    <TextArea name="input[choices]" label=words::CHOICES rows=3/>
                    <Actions><Submit label=words::ADD_BLANK/></Actions>
                </PostForm>
            </Disclosure>
        </section>
    }
}

/// One line, with a button where a blank may be added.
#[component]
fn Line(line: OutlineLine, chosen: String) -> impl IntoView {
    let text = line.text();
    let is_empty = text.trim().is_empty();
    let language = (!is_empty).then_some("ja");
    let text = if is_empty { say(words::LINE_EMPTY).to_owned() } else { text };
    let place = words::place(&line.part, line.place);
    let place = if line.label.is_empty() { place } else { format!("{} · {place}", line.label) };
    let body = view! { <span><span lang=language>{text}</span><span class="hint">{place}</span></span> };
    if line.is_open {
        let is_chosen = line.address == chosen;
        view! {
            <label class="choice">
                <input type="radio" name=LINE value=line.address checked=is_chosen required=true/>
                {body}
            </label>
        }
        .into_any()
    } else {
        view! { <p class="shut">{body}</p> }.into_any()
    }
}
