//! `/bids/:bid/sections/:section`: outline, both texts side by side, guidance; `?edit=ja` opens an editor.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::sections::open_section;
use crate::domain::id::{BidId, SectionId, UserId};
use crate::domain::language::Language;
use crate::domain::section::{BlockInput, Guidance, SectionLine, SectionPageView, SectionText, SeenBlock};
use crate::error::AppError;
use crate::ui::bids::{ArchivedNote, StateTag, navigation};
use crate::ui::frame::PageFrame;
use crate::ui::kept::refusal_for;
use crate::ui::kit::{ButtonKind, ButtonLink};
use crate::ui::load::{bid_param, loading, text_param};
use crate::ui::paths;
use crate::ui::questions::ConcernedList;
use crate::ui::sections::{Blocks, Conflict, Editor, Quoted, WRITE, kept_blocks};
use crate::ui::wording::{language, moment, question, say, section as words, shell};

/// One section.
#[component]
pub fn SectionPage() -> impl IntoView {
    let bid = bid_param();
    let section = SectionId::parse(&text_param("section")).ok_or(AppError::NotFound);
    loading(async move { open_section(bid?, section?).await }, |page| view! { <Shown page/> }.into_any())
}

/// The language named in the address under a name.
fn asked(name: &str) -> Option<Language> {
    use_query_map().with_untracked(|query| query.get(name)).as_deref().and_then(Language::parse)
}

#[component]
fn Shown(page: SectionPageView) -> impl IntoView {
    let title = format!("{} · {}", title_of(&page.line), page.head.title);
    let is_reader = page.head.role.is_none_or(|role| role.may(crate::domain::seat::Action::Read));
    let bid = navigation(&page.head);
    let body = view! { <Title text=title/> <Write page is_reader/> };
    // A contributor knows of this section alone: the bid's other pages are not offered.
    if is_reader {
        view! { <PageFrame current="sections" bid>{body}</PageFrame> }.into_any()
    } else {
        view! { <PageFrame current="sections">{body}</PageFrame> }.into_any()
    }
}

fn title_of(line: &SectionLine) -> String {
    match language() {
        Language::Japanese => line.title_ja.clone(),
        Language::English => line.title_en.clone(),
    }
}

#[component]
fn Write(page: SectionPageView, is_reader: bool) -> impl IntoView {
    let SectionPageView { head, sections, line, guidance, texts, fields, questions, may_write, reader } = page;
    let quoted = Quoted::of(head.id, fields, &sections);
    let edited = asked("edit").filter(|_| may_write);
    let shown = asked("lang").or(edited).unwrap_or_else(language);
    let (back, back_words) = if is_reader {
        (paths::bid_page(head.id, "sections"), head.title.clone())
    } else {
        (paths::HOME.to_owned(), say(shell::HOME).to_owned())
    };
    let conflict = conflict_of(edited, &texts).map(|(theirs, mine)| {
        view! { <Conflict bid=head.id section=line.id theirs mine quoted=quoted.clone()/> }
    });
    let halves = texts
        .into_iter()
        .map(|text| {
            let is_edited = edited == Some(text.language);
            let (line, quoted) = (line.clone(), quoted.clone());
            view! { <Half bid=head.id line text quoted may_write reader is_edited/> }
        })
        .collect_view();
    let current = line.id;
    view! {
        <div class="write">
            <nav class="outline" aria-label=say(words::TITLE)>
                <a class="back" href=back>{back_words}</a>
                <ol>{sections.into_iter().map(|line| view! { <OutlineItem bid=head.id line current/> }).collect_view()}</ol>
            </nav>
            <div class="write-main">
                <header class="write-head">
                    <h1>{line.position}"　"{title_of(&line)}</h1>
                    <p class="sub">{other_title(&line)}</p>
                    <ArchivedNote is_archived=head.is_archived/>
                </header>
                <div class="tools">
                    <StateTag state=line.state/>
                    <Sides shown/>
                </div>
                {conflict}
                <div class="pair">{halves}</div>
            </div>
            <aside class="side">
                <Guide guidance/>
                {(!questions.is_empty()).then(|| view! {
                    <h2>{say(question::CONCERNING)}</h2>
                    <ConcernedList questions is_reader/>
                })}
            </aside>
            <script type="module" src="/pkg/editor.js" nonce=use_nonce()></script>
        </div>
    }
}

fn other_title(line: &SectionLine) -> impl IntoView + use<> {
    let (lang, title) = match language() {
        Language::Japanese => ("en", line.title_en.clone()),
        Language::English => ("ja", line.title_ja.clone()),
    };
    view! { <span lang=lang>{title}</span> }
}

/// What is saved and what was refused, when somebody else saved first.
fn conflict_of(edited: Option<Language>, texts: &[SectionText]) -> Option<(SectionText, Vec<BlockInput>)> {
    let edited = edited.filter(|_| refusal_for(WRITE) == Some(AppError::Changed))?;
    let theirs = texts.iter().find(|text| text.language == edited)?.clone();
    Some((theirs, kept_blocks(edited)?))
}

#[component]
fn OutlineItem(bid: crate::domain::id::BidId, line: SectionLine, current: SectionId) -> impl IntoView {
    let is_current = (line.id == current).then_some("page");
    view! {
        <li>
            <a href=paths::section(bid, line.id) aria-current=is_current>
                <span class="num">{line.position}</span>
                <span>{title_of(&line)}</span>
                <StateTag state=line.state/>
            </a>
        </li>
    }
}

/// On a phone one language is shown at a time; works without scripting.
#[component]
fn Sides(shown: Language) -> impl IntoView {
    let side = |language: Language, words: &'static str| {
        let is_shown = language == shown;
        view! {
            <label lang=language.tag()>
                <input type="radio" name="side" value=language.tag() checked=is_shown/>
                {words}
            </label>
        }
    };
    view! {
        <fieldset class="segmented sides">
            <legend class="unseen">{say(words::SHOWN)}</legend>
            {side(Language::Japanese, words::own_name(Language::Japanese))}
            {side(Language::English, words::own_name(Language::English))}
        </fieldset>
    }
}

/// Where the editor takes over once the live text has come: until then, and without it, the text reads as it is.
#[component]
fn LiveHost(
    bid: BidId,
    section: SectionId,
    lang: Language,
    may_write: bool,
    reader: Option<UserId>,
    children: Children,
) -> impl IntoView {
    view! {
        <div
            class="live-host"
            data-live=""
            data-bid=bid.to_string()
            data-section=section.to_string()
            data-language=lang.tag()
            data-may-write=may_write.to_string()
            data-ui-language=language().tag()
            data-user=reader.map(|user| user.to_string())
        >
            {children()}
        </div>
    }
}

#[component]
fn Half(
    bid: crate::domain::id::BidId,
    line: SectionLine,
    text: SectionText,
    quoted: Quoted,
    may_write: bool,
    reader: Option<UserId>,
    is_edited: bool,
) -> impl IntoView {
    let lang = text.language;
    let saved =
        text.saved_by.clone().zip(text.saved_at).map(|(name, at)| words::saved(&name, &moment::in_zone_of_reader(at)));
    let body = if is_edited {
        let seen = SeenBlock::written(&text.blocks);
        let blocks = kept_blocks(lang).unwrap_or_else(|| BlockInput::of_all(&text.blocks));
        view! { <Editor bid section=line.id lang revision=text.revision seen blocks state=line.state/> }.into_any()
    } else {
        view! {
            <LiveHost bid section=line.id lang may_write reader>
                <Blocks blocks=text.blocks lang quoted/>
            </LiveHost>
            {may_write.then(|| view! {
                <p class="actions">
                    <ButtonLink
                        href=paths::section_editor(bid, line.id, lang)
                        label=words::EDIT
                        kind=ButtonKind::Quiet
                    />
                </p>
            })}
        }
        .into_any()
    };
    view! {
        <div class="half whole" lang=lang.tag()>
            <div class="half-head" lang=language().tag()>
                <h2>{say(words::head(lang))}</h2>
                <p class="gloss num">{saved}</p>
            </div>
            {body}
        </div>
    }
}

#[component]
fn Guide(guidance: Guidance) -> impl IntoView {
    let (first, second) = match language() {
        Language::Japanese => (("ja", guidance.ja), ("en", guidance.en)),
        Language::English => (("en", guidance.en), ("ja", guidance.ja)),
    };
    let paragraphs = |(lang, lines): (&'static str, Vec<String>)| {
        lines.into_iter().map(|line| view! { <p lang=lang>{line}</p> }).collect_view()
    };
    view! {
        <h2>{say(words::GUIDANCE)}</h2>
        {paragraphs(first)}
        <div class="gloss">{paragraphs(second)}</div>
    }
}
