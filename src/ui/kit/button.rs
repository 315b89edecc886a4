//! What can be pressed.

use leptos::prelude::*;

use super::post_form::{Hidden, PostForm};
use super::words::Words;

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one thing to do here.
    #[default]
    Primary,
    /// Anything else.
    Quiet,
    /// What cannot be undone.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button primary",
            Self::Quiet => "button quiet",
            Self::Danger => "button danger",
        }
    }
}

/// The button that sends the form; `name` and `value` tell it from others in the same form.
#[component]
pub fn Submit(
    /// Its words.
    #[prop(into)]
    label: Words,
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// Name that is sent when it is this button.
    #[prop(optional, into)]
    name: Words,
    /// Value that is sent with the name.
    #[prop(optional, into)]
    value: Words,
    /// What follows the words for those who listen: "Delete" + "Ingrid Hansen".
    #[prop(optional, into)]
    about: Words,
) -> impl IntoView {
    let about = about.into_option().map(|about| view! { <span class="unseen">" "{about}</span> });
    view! {
        <button type="submit" class=kind.class() name=name.into_option() value=value.into_option()>
            {label.into_string()}{about}
        </button>
    }
}

/// A link that looks like a button; quiet when no kind is given.
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Its words.
    #[prop(into)]
    label: Words,
    /// How much it asks to be pressed.
    #[prop(default = ButtonKind::Quiet)]
    kind: ButtonKind,
    /// File name, when the link is a download; an empty one leaves the name to the server.
    #[prop(optional, into)]
    download: Option<String>,
) -> impl IntoView {
    view! { <a class=kind.class() href=href download=download>{label.into_string()}</a> }
}

/// A form that is only a button: one deed on one row.
#[component]
pub fn PostButton(
    /// Address that is posted to.
    #[prop(into)]
    action: String,
    /// The button's words.
    #[prop(into)]
    label: Words,
    /// What is sent.
    #[prop(optional)]
    fields: Vec<(&'static str, String)>,
    /// How much it asks to be pressed.
    #[prop(default = ButtonKind::Quiet)]
    kind: ButtonKind,
    /// What follows the words for those who listen.
    #[prop(optional, into)]
    about: Words,
) -> impl IntoView {
    let mut fields = fields.into_iter();
    let hidden = |(name, value)| view! { <Hidden name=name value=value/> };
    let Some(row) = fields.next() else {
        return view! { <PostForm action class="inline"><Submit label kind about/></PostForm> }.into_any();
    };
    let rest = fields.map(hidden).collect_view();
    view! { <PostForm action row class="inline">{rest}<Submit label kind about/></PostForm> }.into_any()
}

/// The line of buttons at the foot of a form or beside a heading.
#[component]
pub fn Actions(children: Children) -> impl IntoView {
    view! { <div class="actions">{children()}</div> }
}
