//! `/tenders/searches`: the reader's saved searches and what is new in them.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::saved_searches::list_searches;
use crate::domain::saved_search::{SavedSearch, SavedSearches, SearchTerms};
use crate::ui::frame::PageFrame;
use crate::ui::kept::kept_for;
use crate::ui::kit::{
    Actions, ButtonKind, Crumbs, Disclosure, Empty, PageHead, PostButton, PostForm, Submit, Tag, TagKind,
};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::searches::{FoundTable, SearchFields};
use crate::ui::wording::{saved_search as words, say, tender as tender_words};

/// Where a new search is posted.
const ADD: &str = "/api/searches/add";
/// Where a changed search is posted.
const CHANGE: &str = "/api/searches/change";

/// The saved searches.
#[component]
pub fn SearchesPage() -> impl IntoView {
    loading(list_searches(), |searches| view! { <Searches searches/> }.into_any())
}

#[component]
fn Searches(searches: SavedSearches) -> impl IntoView {
    let crumbs = vec![
        (say(tender_words::TENDERS).to_owned(), Some(paths::TENDERS.to_owned())),
        (say(words::SEARCHES).to_owned(), None),
    ];
    let is_empty = searches.searches.is_empty();
    let list = searches.searches.into_iter().map(|search| view! { <Search search/> }).collect_view();
    let opens = is_empty || kept_for(ADD).is_some();
    view! {
        <Title text=say(words::SEARCHES)/>
        <PageFrame current="tenders">
            <Crumbs items=crumbs/>
            <PageHead title=words::SEARCHES sub=words::SEARCHES_SUB/>
            {is_empty.then(|| view! { <Empty title=words::NONE/> })}
            {list}
            <Disclosure summary=words::NEW open=opens>
                <PostForm action=ADD>
                    <SearchFields name=String::new() terms=SearchTerms::default()/>
                    <Actions><Submit label=words::ADD/></Actions>
                </PostForm>
            </Disclosure>
        </PageFrame>
    }
}

#[component]
fn Search(search: SavedSearch) -> impl IntoView {
    let id = search.id.to_string();
    let name = search.name.clone();
    let asked = words::terms(&search.terms);
    let title = if name.is_empty() { asked.clone() } else { name.clone() };
    let fresh = (search.fresh > 0).then(|| view! { <Tag kind=TagKind::Indigo text=words::fresh(search.fresh)/> });
    let seen = (search.fresh > 0).then(|| {
        let fields = vec![("id", id.clone()), ("until", search.newest.0.to_string())];
        view! { <PostButton action="/api/searches/seen" label=words::SEEN fields about=title.clone()/> }
    });
    let is_refused = kept_for(CHANGE).is_some_and(|kept| kept.value("id") == Some(id.as_str()));
    let remove = vec![("id", id.clone())];
    view! {
        <section class="saved">
            <header>
                <h2>{title.clone()} " " {fresh}</h2>
                {seen}
            </header>
            <p class="sub">{asked} " ・ " {words::total(search.total)}</p>
            <FoundTable found=search.found total=search.total/>
            <Disclosure summary=words::CHANGE open=is_refused>
                <PostForm action=CHANGE row=("id", id)>
                    <SearchFields name terms=search.terms/>
                    <Actions><Submit label=words::SAVE/></Actions>
                </PostForm>
                <PostButton action="/api/searches/remove" label=words::REMOVE kind=ButtonKind::Danger fields=remove
                    about=title/>
            </Disclosure>
        </section>
    }
}
