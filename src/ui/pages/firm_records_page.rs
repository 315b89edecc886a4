//! `/firm/records`: the kinds of data that the own firm keeps for papers.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::records::list_record_kinds;
use crate::domain::record_view::KindCount;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Align, Bilingual, Cell, Column, DataTable, PageHead};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::wording::{language, record as words, say};

/// The kinds that the firm keeps.
#[component]
pub fn FirmRecordsPage() -> impl IntoView {
    loading(list_record_kinds(), |kinds| view! { <Kinds kinds/> }.into_any())
}

#[component]
fn Kinds(kinds: Vec<KindCount>) -> impl IntoView {
    let columns = vec![Column::text(words::KIND), Column::text(words::PURPOSE), Column::number(words::COUNT)];
    let rows = kinds.into_iter().map(row).collect_view();
    view! {
        <Title text=say(words::TITLE)/>
        <PageFrame current="firm-records">
            <PageHead title=words::TITLE sub=words::SUB/>
            <DataTable caption=words::TITLE columns>{rows}</DataTable>
        </PageFrame>
    }
}

fn row(KindCount { kind, count }: KindCount) -> impl IntoView {
    let language = language();
    let other = language.other();
    let (main, gloss) = (kind.title.of(language).to_owned(), kind.title.of(other).to_owned());
    view! {
        <tr>
            <Cell><a href=paths::firm_records(&kind.code)><Bilingual main other=gloss other_lang=other/></a></Cell>
            <Cell label=words::PURPOSE>{kind.explanation.of(language).to_owned()}</Cell>
            <Cell label=words::COUNT align=Align::End><span class="num">{count}</span></Cell>
        </tr>
    }
}
