//! A plain form that posts, and comes back filled when it was refused.

use leptos::context::Provider;
use leptos::prelude::*;

use super::control::{FormState, form_state, slug};
use super::words::Words;
use crate::error::{AppError, Refusal};
use crate::ui::kept::{Kept, kept_for};

/// `<form method="post">`. After a refusal its fields hold what was sent, and the reason stands on top.
/// For a file among the fields set `multipart=true`; for one form per row give `row`.
#[component]
pub fn PostForm(
    /// Address that is posted to.
    #[prop(into)]
    action: String,
    /// Whether a file is among the fields.
    #[prop(optional)]
    multipart: bool,
    /// Hidden field that tells this form from others with the same address; the form writes it itself.
    #[prop(optional, into)]
    row: Option<(&'static str, String)>,
    /// Further classes: `inline` (all in one line), `wide` (fields in two columns).
    #[prop(optional, into)]
    class: Words,
    children: Children,
) -> impl IntoView {
    let state = FormState { kept: kept_of(&action, row.as_ref()), prefix: prefix_of(&action, row.as_ref()) };
    let refusal = state.kept.as_ref().and_then(|kept| kept.refusal.clone());
    // One more row was asked for, a file was read, or others move along: nothing is wrong with what was typed.
    let (look, role) = match state.kept.as_ref().and_then(|kept| kept.refused.as_ref()) {
        Some(AppError::Refused(
            Refusal::RowAdded
            | Refusal::CalendarRead
            | Refusal::AnswersRead
            | Refusal::FormTried
            | Refusal::MovesOthers { .. },
        )) => ("notice information", "status"),
        _ => ("notice problem", "alert"),
    };
    let class = format!("form {}", class.as_str());
    let class = class.trim_end().to_owned();
    let encoding = multipart.then_some("multipart/form-data");
    let row = row.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    view! {
        <form method="post" action=action enctype=encoding class=class>
            <Provider value=state>
                {refusal.map(|refusal| view! {
                    <div class=look role=role tabindex="-1" autofocus=true>{refusal}</div>
                })}
                {row}
                {children()}
            </Provider>
        </form>
    }
}

/// A group of fields under one heading.
#[component]
pub fn Fieldset(
    /// The heading.
    #[prop(into)]
    legend: Words,
    /// A line under the heading.
    #[prop(optional, into)]
    hint: Words,
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset class="group">
            <legend>{legend.into_string()}</legend>
            {hint.into_option().map(|hint| view! { <p class="hint">{hint}</p> })}
            {children()}
        </fieldset>
    }
}

/// A hidden field; it keeps the page's own value, also after a refusal.
#[component]
pub fn Hidden(
    /// Name of the field.
    #[prop(into)]
    name: String,
    /// Its value.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}

/// The hidden revision that a form was read with. A form that comes back still stands on what the person had read,
/// except after *changed*: then the page shows what is saved now, and the person decides with that in view.
#[component]
pub fn Revision(
    /// The revision that the page shows.
    value: i64,
) -> impl IntoView {
    let kept = form_state().kept.filter(|kept| kept.refused != Some(AppError::Changed));
    let read = kept.and_then(|kept| kept.value("revision")?.parse().ok()).unwrap_or(value);
    view! { <Hidden name="revision" value=read.to_string()/> }
}

fn kept_of(action: &str, row: Option<&(&'static str, String)>) -> Option<Kept> {
    kept_for(action).filter(|kept| row.is_none_or(|(name, value)| kept.value(name) == Some(value)))
}

fn prefix_of(action: &str, row: Option<&(&'static str, String)>) -> String {
    let outer = form_state().prefix;
    let row = row.map_or_else(String::new, |(_, value)| format!("{}-", slug(value)));
    format!("{outer}{}-{row}", slug(action))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::kept::KeptPost;
    use crate::ui::kit::{Choice, Field, FieldKind, Select};

    fn kept() -> KeptPost {
        let fields = [("id", "7"), ("name", "Ingrid \"H\""), ("role", "b"), ("secret", "no")];
        KeptPost {
            path: "/api/contacts/add".to_owned(),
            fields: fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
            refusal: None,
        }
    }

    fn form(row: &str) -> String {
        let row = row.to_owned();
        Owner::new().with(|| {
            provide_context(kept());
            let roles = vec![Choice::new("a", "A"), Choice::new("b", "B")];
            view! {
                <PostForm action="/api/contacts/add" row=("id", row)>
                    <Field name="name" label="Name" value="old" hint="As in the passport"/>
                    <Field name="secret" label="Password" kind=FieldKind::Password/>
                    <Select name="role" label="Role" options=roles selected="a"/>
                </PostForm>
            }
            .to_html()
        })
    }

    #[test]
    fn a_refused_post_comes_back_into_its_own_row_only() {
        let own = form("7");
        assert!(own.contains("value=\"Ingrid &quot;H&quot;\""), "{own}");
        assert!(own.contains("<option value=\"b\" selected"), "{own}");
        let other = form("8");
        assert!(other.contains("value=\"old\""), "{other}");
        assert!(other.contains("<option value=\"a\" selected"), "{other}");
    }

    #[test]
    fn a_password_never_comes_back() {
        assert!(!form("7").contains("value=\"no\""));
    }

    #[test]
    fn a_label_and_a_hint_belong_to_their_control() {
        let html = form("7");
        assert!(html.contains("for=\"api-contacts-add-7-name\""), "{html}");
        assert!(html.contains("aria-describedby=\"api-contacts-add-7-name-hint\""), "{html}");
        assert!(html.contains("id=\"api-contacts-add-7-name-hint\""), "{html}");
    }
}
