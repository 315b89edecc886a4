//! `/firm/records/:kind`: what the own firm keeps of one kind; `?entry=` opens the form of one, `new` of another.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::records::list_records;
use crate::domain::record::RecordNumber;
use crate::domain::record_view::FirmRecords;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Crumbs, PageHead};
use crate::ui::load::{loading, text_param};
use crate::ui::paths;
use crate::ui::records::{Entries, RecordPlace, asked_entry};
use crate::ui::wording::{language, record as words, say};

/// One kind of the firm's data.
#[component]
pub fn FirmRecordPage() -> impl IntoView {
    let asked = asked_entry();
    loading(list_records(text_param("kind")), move |list| view! { <Kind list asked/> }.into_any())
}

#[component]
fn Kind(list: FirmRecords, asked: Option<String>) -> impl IntoView {
    let FirmRecords { kind, records } = list;
    let title = kind.title.of(language()).to_owned();
    let crumbs = vec![(say(words::TITLE).to_owned(), Some(paths::FIRM_RECORDS.to_owned())), (title.clone(), None)];
    let sub = kind.explanation.of(language()).to_owned();
    let asked = if kind.number == RecordNumber::One { None } else { asked };
    view! {
        <Title text=title.clone()/>
        <PageFrame current="firm-records">
            <Crumbs items=crumbs/>
            <PageHead title sub/>
            <Entries place=RecordPlace::Firm kind records asked/>
        </PageFrame>
    }
}
