//! `/catalogue`: every form that the workspace prints, each with the way to its example.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::catalogue::list_catalogue;
use crate::domain::catalogue::CatalogueLine;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Align, Bilingual, Cell, Column, DataTable, PageHead};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::wording::{catalogue as words, language, say};

/// The catalogue.
#[component]
pub fn CataloguePage() -> impl IntoView {
    loading(list_catalogue(), |lines| view! { <Catalogue lines/> }.into_any())
}

#[component]
fn Catalogue(lines: Vec<CatalogueLine>) -> impl IntoView {
    let columns = vec![
        Column::text(words::CODE),
        Column::text(words::FORM),
        Column::text(words::PURPOSE),
        Column::number(words::VARIANTS),
        Column::number(words::PAGES),
    ];
    let rows = lines.into_iter().map(row).collect_view();
    view! {
        <Title text=say(words::TITLE)/>
        <PageFrame current="catalogue">
            <PageHead title=words::TITLE sub=words::SUB/>
            <DataTable caption=words::TITLE columns>{rows}</DataTable>
        </PageFrame>
    }
}

fn row(line: CatalogueLine) -> impl IntoView {
    let language = language();
    let other = language.other();
    let (main, gloss) = (line.title.of(language).to_owned(), line.title.of(other).to_owned());
    let page = paths::catalogue_form(&line.code);
    let pages = line.pages.map(|pages| view! { <span class="num">{pages}</span> });
    view! {
        <tr>
            <Cell label=words::CODE><span class="num">{line.code}</span></Cell>
            <Cell label=words::FORM><a href=page><Bilingual main other=gloss other_lang=other/></a></Cell>
            <Cell label=words::PURPOSE>{line.explanation.of(language).to_owned()}</Cell>
            <Cell label=words::VARIANTS align=Align::End><span class="num">{line.variants}</span></Cell>
            <Cell label=words::PAGES align=Align::End>{pages}</Cell>
        </tr>
    }
}
