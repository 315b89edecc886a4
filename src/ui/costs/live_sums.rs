//! The sums of the table form while it is typed. Without scripting those of the last save stand there. The same rules as
//! on the server count: the form's fields are read into the same type.

use leptos::ev;
use leptos::prelude::*;

use crate::domain::cost_sheet::facts::amount;
use crate::domain::cost_sheet::form::CostForm;
use crate::domain::cost_sheet::{Fixed, SheetKind};
use crate::domain::language::Language;
use crate::domain::money::TaxRate;
use crate::ui::kit::form_fields::{elements, fields};
use crate::ui::wording::{cost as words, say};

/// The fixed sums of a kind, in the order of the paper.
pub(super) const fn fixed_sums(kind: SheetKind) -> &'static [Fixed] {
    match kind {
        SheetKind::Services => &[Fixed::Subtotal, Fixed::Tax, Fixed::Total],
        SheetKind::Works => &[Fixed::Direct, Fixed::Common, Fixed::Pure, Fixed::Cost, Fixed::Price, Fixed::WorksTotal],
    }
}

/// Every computed amount of a form by the name of its place; `None` while a cell cannot be read.
pub(super) fn sum_texts(form: &CostForm, rate: TaxRate) -> Option<Vec<(String, String)>> {
    let mut form = form.clone();
    for line in form.lines.iter_mut().filter(|line| !line.is_blank() && line.label.trim().is_empty()) {
        // Somebody types the figures first.
        "…".clone_into(&mut line.label);
    }
    let (sheet, rows) = form.parse_with_rows(|_| true).ok()?;
    let sums = sheet.sums(rate)?;
    let mut texts = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let is_computed = sheet.is_group(index) || sheet.lines.get(index).is_some_and(|line| line.price.is_some());
        let computed = sums.lines.get(index).copied().flatten().filter(|_| is_computed);
        texts.push((format!("line-{row}"), computed.map(amount).unwrap_or_default()));
    }
    for part in sheet.kind.parts() {
        texts.push((format!("part-{}", part.code()), amount(sums.part(*part))));
    }
    for (place, fixed) in fixed_sums(sheet.kind).iter().enumerate() {
        texts.push((format!("fixed-{place}"), amount(sums.fixed(*fixed))));
    }
    Some(texts)
}

/// Keeps the places of computed amounts up to date with the form, and says when it cannot.
#[island]
pub fn LiveSums(
    /// Language of the page; an island does not see the page's own.
    language: Language,
    /// The rate of consumption tax, in per cent.
    rate: u8,
) -> impl IntoView {
    provide_context(language);
    let is_readable = RwSignal::new(true);
    Effect::new(move |_| {
        let listening = window_event_listener(ev::input, move |_| is_readable.set(refresh(TaxRate(rate))));
        on_cleanup(move || listening.remove());
    });
    view! { <p class="unsaved" role="status">{move || (!is_readable.get()).then(|| say(words::NOT_NOW))}</p> }
}

/// Counts what stands in the form now; false while it cannot be read.
fn refresh(rate: TaxRate) -> bool {
    // The page has one form of a sheet.
    let fields = fields(|_, name| name.starts_with("sheet["));
    let form = CostForm::of_fields(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let Some(texts) = sum_texts(&form, rate) else { return false };
    for place in elements("output") {
        let Some(name) = place.get_attribute("data-sum") else { continue };
        let text = texts.iter().find(|(other, _)| *other == name).map(|(_, text)| text.as_str());
        place.set_text_content(Some(text.unwrap_or_default()));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cost_sheet::form::CostLineInput;

    #[test]
    fn what_is_typed_is_counted_at_its_row() {
        let fields = [
            ("sheet[kind]", "services"),
            ("sheet[lines][2][part]", "labour"),
            ("sheet[lines][2][quantity]", "2.5"),
            ("sheet[lines][2][price]", "1,001"),
            ("sheet[lines][5][part]", "discount"),
            ("sheet[lines][5][label]", "値引"),
            ("sheet[lines][5][amount]", "△2"),
            ("other", "x"),
        ];
        let form = CostForm::of_fields(fields);
        let texts = sum_texts(&form, TaxRate(10)).unwrap();
        let text = |name: &str| texts.iter().find(|(other, _)| other == name).map(|(_, text)| text.as_str());
        assert_eq!(text("line-2"), Some("2,502"));
        assert_eq!(text("line-5"), Some(""));
        assert_eq!(text("part-discount"), Some("△2"));
        assert_eq!(text("fixed-0"), Some("2,500"));
        assert_eq!(text("fixed-2"), Some("2,750"));
        let line = CostLineInput { amount: "x".to_owned(), part: "labour".to_owned(), ..CostLineInput::default() };
        assert_eq!(sum_texts(&CostForm { lines: vec![line], ..form }, TaxRate(10)), None);
    }
}
