//! A refused post, handed back to the page it came from.

use leptos::prelude::use_context;

use crate::error::AppError;
use crate::ui::wording::refusal;

/// Address of a one-time link that was made a moment ago; the page that shows it is the only one.
#[derive(Debug, Clone, Default)]
pub struct ShownOnce(pub Option<String>);

/// What the server kept of a refused post.
#[derive(Debug, Clone, Default)]
pub struct KeptPost {
    /// Address that was posted to; empty when nothing is kept.
    pub path: String,
    /// The fields as they were sent, without passwords.
    pub fields: Vec<(String, String)>,
    /// Why it was refused.
    pub refusal: Option<AppError>,
}

/// A kept post in the words of the page: what the form shows again.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// Address that was posted to.
    pub path: String,
    /// The fields as they were sent.
    pub fields: Vec<(String, String)>,
    /// Problems by field, as sentences in the language of the page.
    pub problems: Vec<(String, String)>,
    /// The refusal of the whole form.
    pub refusal: Option<String>,
    /// The same as a value, for a page that shows more than the sentence.
    pub refused: Option<AppError>,
}

impl Kept {
    /// The first value that was sent under a name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// All values that were sent under a name, in order.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// What was kept for the form that posts to `path`.
#[must_use]
pub fn kept_for(path: &str) -> Option<Kept> {
    let post = use_context::<KeptPost>().filter(|post| post.path == path)?;
    let problems = match &post.refusal {
        Some(AppError::Invalid(problems)) => {
            problems.iter().map(|found| (found.field.clone(), refusal::problem(&found.problem))).collect()
        }
        _ => Vec::new(),
    };
    Some(Kept {
        path: post.path,
        fields: post.fields,
        problems,
        refusal: post.refusal.as_ref().map(refusal::sentence),
        refused: post.refusal,
    })
}

/// Why the form that posts to `path` was refused, when its post is shown again.
#[must_use]
pub fn refusal_for(path: &str) -> Option<AppError> {
    use_context::<KeptPost>().filter(|post| post.path == path)?.refusal
}

/// The revision that a form which comes back must carry. After *changed* the person is shown what is saved now and
/// decides with that in view; after anything else they still stand on what they had read.
#[must_use]
pub fn revision_for(path: &str, current: i64) -> i64 {
    match refusal_for(path) {
        None | Some(AppError::Changed) => current,
        Some(_) => kept_for(path).and_then(|kept| kept.value("revision")?.parse().ok()).unwrap_or(current),
    }
}

/// What a form that comes back says the person had seen: as with its revision.
#[must_use]
pub fn seen_for(path: &str, current: String) -> String {
    match refusal_for(path) {
        None | Some(AppError::Changed) => current,
        Some(_) => kept_for(path).and_then(|kept| kept.value("seen").map(str::to_owned)).unwrap_or(current),
    }
}
