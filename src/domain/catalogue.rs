//! The catalogue of forms (様式集) and one form with an example, as their pages show them.

use serde::{Deserialize, Serialize};

use super::document::{DocumentFinding, Order};
use super::document_view::VariantLine;
use super::form::{Form, Named, TemplateFault};

/// Of which firms the example of a form is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExampleFirms {
    /// One Japanese firm.
    One,
    /// A Japanese firm and one from abroad, who part the work (乙型).
    #[default]
    Two,
    /// Three firms, one of them from abroad, who share by 出資割合 (甲型).
    Three,
    /// Three firms who part the work of several fiscal years (債務負担行為).
    Years,
    /// Two firms who bid for works.
    Works,
}

impl ExampleFirms {
    /// Every choice.
    pub const ALL: [Self; 5] = [Self::One, Self::Two, Self::Three, Self::Years, Self::Works];

    /// The code in forms and names of files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Two => "two",
            Self::Three => "three",
            Self::Years => "years",
            Self::Works => "works",
        }
    }

    /// Reads the code; what is none is the usual one.
    #[must_use]
    pub fn parse(code: &str) -> Self {
        Self::ALL.into_iter().find(|firms| firms.code() == code).unwrap_or_default()
    }
}

/// Which example is asked for, as a page sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExampleForm {
    /// Code of the firms.
    pub firms: String,
    /// Code of a variant; empty for the form's own.
    pub variant: String,
    /// `a`, `b` or empty.
    pub order: String,
    /// `yes` when an agent bids.
    pub agent: String,
}

impl ExampleForm {
    /// The order that is asked for, where the form has it.
    #[must_use]
    pub fn order_of(&self, form: &Form) -> Option<Order> {
        let order = match self.order.as_str() {
            "a" => Order::A,
            "b" => Order::B,
            _ => return None,
        };
        form.orders.contains(&order).then_some(order)
    }

    /// The variant that is asked for, where the form has it.
    #[must_use]
    pub fn variant_of(&self, form: &Form) -> Option<String> {
        form.variants.iter().find(|variant| variant.code == self.variant).map(|variant| variant.code.clone())
    }
}

/// A form in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueLine {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: Named,
    /// What it is for.
    pub explanation: Named,
    /// How many variants it has; one for a form without any.
    pub variants: usize,
    /// How many pages it has with ordinary data, where its file says so.
    pub pages: Option<u32>,
}

/// What is wrong with the file of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormFault {
    /// The line, from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// What is wrong.
    pub what: TemplateFault,
}

/// A form with an example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueForm {
    /// The form.
    pub line: CatalogueLine,
    /// What to know when filling it and handing it in; may be empty.
    pub notes: Named,
    /// Its variants; empty where there is one.
    pub variants: Vec<VariantLine>,
    /// Whether its head has two orders.
    pub has_orders: bool,
    /// Its file as it is kept.
    pub text: String,
    /// What is wrong with the text that was tried; the preview then shows the form as it is kept.
    pub fault: Option<FormFault>,
    /// The paper as HTML, escaped by its maker.
    pub preview: String,
    /// The measures of the preview, for a style element with the page's nonce.
    pub preview_css: String,
    /// What is found on the example.
    pub findings: Vec<DocumentFinding>,
}
