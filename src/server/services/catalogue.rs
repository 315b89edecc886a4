//! The catalogue of forms (様式集): what there is, and one form with an example of firms that do not exist. A text can be
//! tried as the form; nothing of it is kept, since forms are files that an administrator of the machine changes.

use tokio::sync::Semaphore;

use crate::domain::catalogue::{CatalogueForm, CatalogueLine, ExampleForm, FormFault};
use crate::domain::document_view::VariantLine;
use crate::domain::form::{Form, FormBlockBody, Named};
use crate::error::{AppError, Refusal};
use crate::server::docx::{self, preview_styles, specimens};
use crate::server::edge::Call;
use crate::server::failure::Failure;

/// Largest text that is tried, in bytes: several times the longest form. Unlike the files, it comes from anybody.
const LARGEST_TEXT: usize = 64 << 10;
/// Most cells of the tables of a text that is tried.
const MOST_CELLS: usize = 20_000;
/// How many forms are shown at once: one can fill a processor.
static SHOWING: Semaphore = Semaphore::const_new(2);

/// Every form, by its code.
///
/// # Errors
/// `NotSignedIn`.
pub fn list(call: &Call) -> Result<Vec<CatalogueLine>, Failure> {
    call.caller.person()?;
    Ok(call.state.templates.forms().map(line).collect())
}

/// One form with an example; with a text, as that would make it.
///
/// # Errors
/// `NotSignedIn`; not found for an unknown form; `TooLarge` for a text that no file of a form could be.
pub async fn load(
    call: &Call,
    code: &str,
    tried: Option<String>,
    example: &ExampleForm,
) -> Result<CatalogueForm, Failure> {
    call.caller.person()?;
    call.state.templates.form(code).ok_or(AppError::NotFound)?;
    if tried.as_ref().is_some_and(|text| text.len() > LARGEST_TEXT) {
        return Err(AppError::TooLarge { limit: LARGEST_TEXT as u64 }.into());
    }
    // A browser sends the ends of lines in its own way.
    let tried = tried.map(|text| text.replace("\r\n", "\n"));
    let (call, code, example) = (call.clone(), code.to_owned(), example.clone());
    let _turn = SHOWING.acquire().await.map_err(|error| Failure::Fault(Box::new(error)))?;
    let shown = tokio::task::spawn_blocking(move || shown(&call, &code, tried.as_deref(), &example));
    shown.await.map_err(|error| Failure::Fault(Box::new(error)))?
}

/// Sends the text of a form back to its page, which shows what it would print.
///
/// # Errors
/// `NotSignedIn`, not found; `FormTried` otherwise: nothing is wrong, and nothing is kept.
pub fn try_text(call: &Call, code: &str) -> Result<(), Failure> {
    call.caller.person()?;
    call.state.templates.form(code).ok_or(AppError::NotFound)?;
    Err(Refusal::FormTried.into())
}

/// How many cells its tables have at least.
fn cells(form: &Form) -> usize {
    let tables = form.blocks.iter().filter_map(|block| match &block.body {
        FormBlockBody::Table(table) => Some(table),
        _ => None,
    });
    tables.map(|table| table.columns.len() * (table.fixed.len() + usize::from(table.repeat.least).max(1))).sum()
}

fn shown(call: &Call, code: &str, tried: Option<&str>, example: &ExampleForm) -> Result<CatalogueForm, Failure> {
    let templates = &call.state.templates;
    let kept = templates.form(code).ok_or(AppError::NotFound)?;
    let tried = tried.map(|text| templates.try_form(code, text));
    let (form, fault) = match tried {
        None => (kept.clone(), None),
        Some(Ok(form)) if cells(&form) > MOST_CELLS => {
            return Err(AppError::TooLarge { limit: LARGEST_TEXT as u64 }.into());
        }
        Some(Ok(form)) => (form, None),
        Some(Err(problem)) => (kept.clone(), Some(FormFault { line: problem.line, what: problem.what })),
    };
    let layout = templates.layout_of(&form);
    let layout = layout.ok_or_else(|| Failure::fault(format!("form {code} has no layout")))?;
    let facts = specimens::of_form(&form, example, templates.record_names());
    let paper = docx::document(&form, &facts, layout, call.now)
        .map_err(|problem| Failure::fault(format!("form {code}: {problem}")))?;
    let preview = preview_styles::lift(&docx::html::preview(&paper.manuscript));
    Ok(CatalogueForm {
        line: line(&form),
        notes: form.notes.clone(),
        variants: form.variants.iter().map(VariantLine::of).collect(),
        has_orders: form.orders.len() > 1,
        text: templates.text(&format!("forms/{code}.toml")).unwrap_or_default().to_owned(),
        fault,
        preview: preview.html,
        preview_css: preview.css,
        findings: paper.findings,
    })
}

fn line(form: &Form) -> CatalogueLine {
    CatalogueLine {
        code: form.code.clone(),
        title: Named { ja: form.title_ja.clone(), en: form.title_en.clone() },
        explanation: Named { ja: form.explanation_ja.clone(), en: form.explanation_en.clone() },
        variants: form.variants.len().max(1),
        pages: form.pages,
    }
}
