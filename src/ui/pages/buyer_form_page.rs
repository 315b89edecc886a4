//! `/bids/:bid/forms/:buyer_form`: the blanks of one form, what goes into each, the filled file.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::buyer_forms::load_buyer_form;
use crate::domain::buyer_form::{BlankKind, BlankView, BuyerFormView, Datum, DatumView, LEAVE, TICK, TYPED, UNTICK};
use crate::domain::id::{BidId, BuyerFormId};
use crate::error::AppError;
use crate::ui::buyer_forms::ByHand;
use crate::ui::frame::{BidNavigation, PageFrame};
use crate::ui::kept::kept_for;
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Choice, Crumbs, Field, Fieldset, Hidden, Notice, NoticeKind, PageHead, PostForm,
    Revision, Select, Submit, TextArea, UnsavedGuard,
};
use crate::ui::load::{bid_param, loading, text_param};
use crate::ui::paths;
use crate::ui::wording::{buyer_form as words, document, language, say};

/// Address of the form.
const SAVE: &str = "/api/buyer-forms/save";
/// Longest value that is shown beside a choice.
const SHOWN: usize = 24;

/// One form.
#[component]
pub fn BuyerFormPage() -> impl IntoView {
    let bid = bid_param();
    let form = BuyerFormId::parse(&text_param("buyer_form")).ok_or(AppError::NotFound);
    loading(
        async move {
            let (bid, form) = (bid?, form?);
            Ok((bid, form, load_buyer_form(bid, form).await?))
        },
        |(bid, form, view)| view! { <Form bid form view/> }.into_any(),
    )
}

#[component]
fn Form(bid: BidId, form: BuyerFormId, view: BuyerFormView) -> impl IntoView {
    let navigation = BidNavigation { id: bid, title: view.bid_title.clone() };
    let crumbs = vec![
        (say(document::TITLE).to_owned(), Some(paths::bid_page(bid, "documents"))),
        (say(words::TITLE).to_owned(), Some(paths::buyer_forms(bid))),
        (view.name.clone(), None),
    ];
    let file = format!("{}/file", paths::buyer_form(bid, form));
    let overflows = view.blanks.iter().filter(|blank| blank.overflow.is_some()).count();
    let by_hand = view.may_edit.then(|| {
        let added = view.blanks.iter().filter(|blank| blank.answer.added.is_some()).map(|blank| blank.blank.clone());
        view! { <ByHand bid form revision=view.revision added=added.collect() outline=view.outline.clone()/> }
    });
    let state = if view.is_confirmed { words::CONFIRMED } else { words::OPEN };
    view! {
        <Title text=format!("{} · {}", view.name, view.bid_title)/>
        <PageFrame current="documents" bid=navigation>
            <Crumbs items=crumbs/>
            <PageHead title=view.name.clone() sub=state/>
            {view.may_export.then(|| view! {
                <p><ButtonLink href=file label=words::DOWNLOAD kind=ButtonKind::Primary download=""/></p>
            })}
            <h2>{say(words::BLANKS)}</h2>
            {view.protection.map(|protection| view! { <p class="hint">{say(words::protection(protection))}</p> })}
            {(overflows > 0).then(|| view! {
                <Notice kind=NoticeKind::Warning>{words::overflows(overflows)}</Notice>
            })}
            {if view.blanks.is_empty() {
                view! { <p class="hint">{say(words::NO_BLANKS)}</p> }.into_any()
            } else if view.may_edit {
                view! { <Answers bid form view/> }.into_any()
            } else {
                view! { <p class="hint">{say(words::READ_ONLY)}</p> }.into_any()
            }}
            {by_hand}
        </PageFrame>
    }
}

#[component]
fn Answers(bid: BidId, form: BuyerFormId, view: BuyerFormView) -> impl IntoView {
    let choices = choices(&view.data);
    let blanks = view.blanks.into_iter().enumerate();
    let blanks = blanks.map(|(index, blank)| view! { <Blank index blank choices=choices.clone()/> }).collect_view();
    view! {
        <p class="hint">{say(words::BLANKS_LEAD)}</p>
        <PostForm action=SAVE>
            <Hidden name="bid" value=bid.to_string()/>
            <Hidden name="form" value=form.to_string()/>
            <Revision value=view.revision/>
            {blanks}
            <UnsavedGuard language=language() came_back=kept_for(SAVE).is_some()/>
            <Actions><Submit label=words::SAVE kind=ButtonKind::Primary/></Actions>
        </PostForm>
    }
}

#[component]
fn Blank(index: usize, blank: BlankView, choices: Vec<Choice>) -> impl IntoView {
    let BlankView { blank, answer, room, overflow } = blank;
    let name = move |field: &str| format!("answers[{index}][{field}]");
    let place = format!("{} · {}", words::place(&blank.part, blank.place), say(words::kind(blank.kind)));
    let label = if blank.label.is_empty() { place.clone() } else { blank.label.clone() };
    let is_box = blank.kind == BlankKind::Checkbox;
    let options = match blank.kind {
        BlankKind::Checkbox => boxes(blank.is_checked),
        BlankKind::Choice => vec![Choice::new(LEAVE, words::LEAVE), Choice::new(TYPED, words::CHOOSE)],
        _ => choices,
    };
    let is_long = blank.kind == BlankKind::Cell;
    let text = match (is_box, blank.choices.is_empty(), is_long) {
        (true, ..) => view! { <Hidden name=name("text") value=String::new()/> }.into_any(),
        (_, false, _) => {
            let offered = std::iter::once(Choice::new("", ""))
                .chain(blank.choices.iter().map(|one| Choice::new(one, one.as_str())));
            view! { <Select name=name("text") label=words::TEXT options=offered.collect() selected=answer.text.clone()/> }.into_any()
        }
        (_, _, true) => {
            view! { <TextArea name=name("text") label=words::TEXT value=answer.text.clone() rows=2/> }.into_any()
        }
        _ => view! { <Field name=name("text") label=words::TEXT value=answer.text.clone()/> }.into_any(),
    };
    view! {
        <Fieldset legend=label>
            <p class="hint" lang="ja">
                {(!blank.group.is_empty()).then(|| format!("{} ／ ", blank.group))}
                {blank.context}
            </p>
            <p class="hint">{place}</p>
            {match (overflow, room) {
                (Some(overflow), _) => Some(view! {
                    <Notice kind=NoticeKind::Warning>{words::overflow(overflow)}</Notice>
                }.into_any()),
                (None, Some(room)) => Some(view! { <p class="hint">{words::room(room)}</p> }.into_any()),
                (None, None) => None,
            }}
            <Hidden name=name("id") value=blank.id/>
            <Select name=name("source") label=words::SOURCE options selected=answer.source/>
            {text}
        </Fieldset>
    }
}

/// What becomes of a box to tick, by whether it came ticked.
fn boxes(is_checked: bool) -> Vec<Choice> {
    if is_checked {
        vec![Choice::new(LEAVE, words::LEAVE_TICKED), Choice::new(UNTICK, words::UNTICK)]
    } else {
        vec![Choice::new(LEAVE, words::LEAVE), Choice::new(TICK, words::TICK)]
    }
}

/// Nothing, what is typed, and everything that the bid knows, with what it says.
fn choices(data: &[DatumView]) -> Vec<Choice> {
    let known = data.iter().filter_map(|datum| {
        let name = words::datum(Datum::parse(&datum.name)?);
        let value: String = datum.value.chars().take(SHOWN).collect();
        let value = if value.is_empty() { say(words::NO_VALUE).to_owned() } else { value };
        Some(Choice::new(datum.name.as_str(), format!("{name}: {value}")))
    });
    [Choice::new(LEAVE, words::LEAVE), Choice::new(TYPED, words::TYPED)].into_iter().chain(known).collect()
}
