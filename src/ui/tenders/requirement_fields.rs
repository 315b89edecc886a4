//! The fields of one demand: those of its sort, then its words in both languages side by side.

use leptos::prelude::*;

use crate::domain::deadline::Method;
use crate::domain::language::Language;
use crate::domain::requirement::{JointVentureRule, RequirementKind};
use crate::domain::requirement_form::RequirementForm;
use crate::domain::tender_form::Ticked;
use crate::ui::kit::{Checkbox, Choice, Field, FieldKind, FieldWidth, Select, TextArea};
use crate::ui::wording::{deadline, requirement as words, say};

/// The fields; their names begin with `prefix`.
#[component]
pub fn RequirementFields(
    /// `requirement`, or `requirements[3]` in a form of many.
    prefix: String,
    /// The sort of the demand.
    kind: RequirementKind,
    /// What they hold.
    form: RequirementForm,
) -> impl IntoView {
    let name = |field: &str| format!("{prefix}[{field}]");
    let (ja, en) = (form.ja.clone(), form.en.clone());
    let value = view! { <ValueFields prefix=prefix.clone() kind form/> };
    view! {
        <div class="date-fields" role="group" aria-label=say(words::kind(kind))>
            {value}
            <div class="pair">
                <TextArea name=name("ja") label=words::IN_JAPANESE value=ja rows=2 lang=Language::Japanese/>
                <TextArea name=name("en") label=words::IN_ENGLISH value=en rows=2 lang=Language::English/>
            </div>
        </div>
    }
}

#[component]
fn ValueFields(prefix: String, kind: RequirementKind, form: RequirementForm) -> impl IntoView {
    let name = |field: &str| format!("{prefix}[{field}]");
    match kind {
        RequirementKind::Form => view! {
            <div class="row">
                <Field name=name("number") label=words::FORM_NUMBER value=form.number width=FieldWidth::Short
                    lang=Language::Japanese/>
                <Field name=name("title") label=words::FORM_TITLE value=form.title width=FieldWidth::Medium
                    lang=Language::Japanese/>
            </div>
        }
        .into_any(),
        RequirementKind::Certificate => view! {
            <Field name=name("title") label=words::FORM_TITLE value=form.title width=FieldWidth::Medium
                lang=Language::Japanese/>
        }
        .into_any(),
        RequirementKind::SubmissionMethod => view! { <MethodBoxes prefix ticked=form.methods/> }.into_any(),
        RequirementKind::Copies => view! {
            <div class="row">
                <Field name=name("originals") label=words::ORIGINALS kind=FieldKind::Number value=form.originals/>
                <Field name=name("copies") label=words::COPIES kind=FieldKind::Number value=form.copies/>
            </div>
        }
        .into_any(),
        RequirementKind::PageLimit => view! {
            <Field name=name("pages") label=words::PAGES kind=FieldKind::Number value=form.pages/>
        }
        .into_any(),
        RequirementKind::TypeSize => view! {
            <Field name=name("points") label=words::POINTS kind=FieldKind::Decimal value=form.points unit="pt"/>
        }
        .into_any(),
        RequirementKind::FileLimit => view! {
            <div class="row">
                <Field name=name("megabytes") label=words::MEGABYTES kind=FieldKind::Number value=form.megabytes
                    unit="MB"/>
                <Field name=name("formats") label=words::FORMATS hint=words::FORMATS_HINT value=form.formats
                    width=FieldWidth::Short/>
            </div>
        }
        .into_any(),
        RequirementKind::PlannedPrice | RequirementKind::PriceCap => view! {
            <Field name=name("yen") label=words::YEN kind=FieldKind::Number value=form.yen unit=words::YEN_UNIT/>
        }
        .into_any(),
        RequirementKind::MinimumPrice => view! {
            <div class="row">
                <Field name=name("yen") label=words::YEN kind=FieldKind::Number value=form.yen
                    unit=words::YEN_UNIT/>
                <Checkbox name=name("set") label=words::MINIMUM_SET value="yes" checked=form.set == "yes"/>
            </div>
        }
        .into_any(),
        RequirementKind::BidBond | RequirementKind::ContractBond => view! {
            <Checkbox name=name("exempt") label=words::EXEMPT value="yes" checked=form.exempt == "yes"/>
        }
        .into_any(),
        RequirementKind::JointVenture => {
            let rules = JointVentureRule::ALL.map(|rule| Choice::new(rule.code(), words::joint_venture(rule)));
            view! { <Select name=name("rule") label=words::RULE options=rules.to_vec() selected=form.rule/> }.into_any()
        }
        RequirementKind::Grade => view! {
            <Field name=name("grades") label=words::GRADES hint=words::GRADES_HINT value=form.grades
                width=FieldWidth::Short/>
        }
        .into_any(),
        RequirementKind::Contact => view! { <ContactFields prefix form/> }.into_any(),
        _ => ().into_any(),
    }
}

#[component]
fn ContactFields(prefix: String, form: RequirementForm) -> impl IntoView {
    let name = |field: &str| format!("{prefix}[{field}]");
    view! {
        <Field name=name("name") label=words::CONTACT_NAME value=form.name lang=Language::Japanese/>
        <div class="row">
            <Field name=name("telephone") label=words::TELEPHONE value=form.telephone width=FieldWidth::Short/>
            <Field name=name("fax") label=words::FAX value=form.fax width=FieldWidth::Short/>
            <Field name=name("email") label=words::EMAIL value=form.email width=FieldWidth::Medium/>
        </div>
    }
}

/// A box for each way of handing in.
#[component]
pub fn MethodBoxes(
    /// What the names begin with.
    prefix: String,
    /// Those that are ticked.
    ticked: Ticked,
) -> impl IntoView {
    let boxes = Method::ALL
        .into_iter()
        .map(|method| {
            let code = method.code();
            view! {
                <Checkbox name=format!("{prefix}[methods][{code}]") label=words::method(method) value="yes"
                    checked=ticked.contains_key(code)/>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field methods">
            <legend>{say(deadline::METHODS)}</legend>
            <div class="row">{boxes}</div>
        </fieldset>
    }
}
