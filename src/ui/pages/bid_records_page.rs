//! `/bids/:bid/records`: the kinds of data that the papers of a bid print, and what the bid has of each.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::bid_records::list_bid_record_kinds;
use crate::domain::id::BidId;
use crate::domain::record::RecordOwner;
use crate::domain::record_view::{BidKind, BidRecordKinds};
use crate::ui::bids::{ArchivedNote, navigation};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Align, Bilingual, Cell, Column, DataTable, PageHead, Words};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::wording::{Phrase, language, record as words, say};

/// The kinds of a bid.
#[component]
pub fn BidRecordsPage() -> impl IntoView {
    let bid = bid_param();
    loading(async move { list_bid_record_kinds(bid?).await }, |list| view! { <Kinds list/> }.into_any())
}

#[component]
fn Kinds(list: BidRecordKinds) -> impl IntoView {
    let BidRecordKinds { head, kinds } = list;
    let (firms, own): (Vec<BidKind>, Vec<BidKind>) =
        kinds.into_iter().partition(|one| one.kind.owner == RecordOwner::Firm);
    let id = head.id;
    view! {
        <Title text=format!("{} · {}", say(words::TITLE), head.title)/>
        <PageFrame current="records" bid=navigation(&head)>
            <PageHead title=words::TITLE sub=words::SUB_OF_BID/>
            <ArchivedNote is_archived=head.is_archived/>
            <Group bid=id title=words::OF_FIRMS count=words::CHOSEN_BY kinds=firms/>
            <Group bid=id title=words::OF_BID count=words::COUNT kinds=own/>
        </PageFrame>
    }
}

#[component]
fn Group(bid: BidId, title: Phrase, count: Phrase, kinds: Vec<BidKind>) -> impl IntoView {
    let columns = vec![Column::text(words::KIND), Column::text(words::PURPOSE), Column::number(count)];
    let rows = kinds.into_iter().map(|kind| row(bid, kind, count)).collect_view();
    view! {
        <section>
            <h2>{say(title)}</h2>
            <DataTable caption=title columns>{rows}</DataTable>
        </section>
    }
}

fn row(bid: BidId, BidKind { kind, count, chosen }: BidKind, label: Phrase) -> impl IntoView {
    let language = language();
    let other = language.other();
    let (main, gloss) = (kind.title.of(language).to_owned(), kind.title.of(other).to_owned());
    let counts = match kind.owner {
        RecordOwner::Bid => view! { <span class="num">{count}</span> }.into_any(),
        RecordOwner::Firm => {
            let line = |(firm, count): (String, usize)| view! { <span class="under" lang="ja">{words::chosen(&firm, count)}</span> };
            chosen.into_iter().map(line).collect_view().into_any()
        }
    };
    view! {
        <tr>
            <Cell><a href=paths::bid_records(bid, &kind.code)><Bilingual main other=gloss other_lang=other/></a></Cell>
            <Cell label=words::PURPOSE>{kind.explanation.of(language).to_owned()}</Cell>
            <Cell label=Words::from(label) align=Align::End>{counts}</Cell>
        </tr>
    }
}
