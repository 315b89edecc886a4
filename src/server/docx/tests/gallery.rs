//! The gallery: every form for one firm, a joint venture of two (乙型), one of three with a foreign member (甲型), one for
//! works and, where a breakdown is printed, one of three over several fiscal years, in every order and every variant,
//! with every record and with none. Judged by outside validators, typeset by one office call, and read back.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use super::judges;
use super::{REVISED, document};
use crate::domain::catalogue::ExampleFirms;
use crate::domain::document::BidFacts;
use crate::domain::form::{Each, Form, FormBlockBody};
use crate::domain::manuscript::{Item, Manuscript, Paragraph, RowPlace};
use crate::server::docx::pages::squeeze;
use crate::server::docx::{Rendered, inspect, specimens, to_docx};
use crate::server::templates::Templates;

/// One paper of the gallery.
struct Shown {
    name: String,
    code: String,
    /// How many pages it has by its form's file: at least, at most.
    pages: Option<(u32, u32)>,
    paper: Rendered,
}

fn bids(templates: &Templates) -> Vec<(&'static str, BidFacts)> {
    let example = |firms: ExampleFirms| {
        let facts = specimens::example(firms, templates.record_names());
        (firms.code(), BidFacts { agent: Some(specimens::agent()), ..facts })
    };
    ExampleFirms::ALL.into_iter().map(example).collect()
}

/// The further variants of a form, each for a joint venture of one type; works where it speaks of them.
fn variants(templates: &Templates, form: &Form) -> Vec<(String, BidFacts)> {
    let mut facts =
        bids(templates).into_iter().filter(|(kind, _)| ["two", "works"].contains(kind)).map(|(_, facts)| facts);
    let (Some(services), Some(works)) = (facts.next(), facts.next()) else { return Vec::new() };
    let further = form.variants.iter().enumerate().skip(1);
    further
        .map(|(at, variant)| {
            let is_of_works = at.is_multiple_of(2) || variant.code.contains("works");
            let facts = if is_of_works { works.clone() } else { services.clone() };
            (format!("variant_{}", variant.code), BidFacts { variant: Some(variant.code.clone()), ..facts })
        })
        .collect()
}

fn paper(templates: &Templates, form: &Form, facts: &BidFacts) -> Rendered {
    document(form, facts, templates.layout_of(form).unwrap(), REVISED).unwrap()
}

/// Whether a paper is made of a kind of bid at all: what the joint venture hands in, no single firm does.
fn is_wanted(form: &Form, facts: &BidFacts) -> bool {
    let of_joint_ventures = ["F07", "F20", "F22", "F23", "F24", "F26"];
    match form.code.as_str() {
        "F06" => !facts.is_joint_venture(),
        "F32" => facts.members.iter().any(|member| member.is_foreign),
        code => facts.is_joint_venture() || !of_joint_ventures.contains(&code),
    }
}

/// Whether a form prints anything else for several fiscal years than for one.
fn prints_years(form: &Form) -> bool {
    form.blocks.iter().any(|block| block.body == FormBlockBody::CostBreakdown)
}

/// How many pages the file of a form says that a paper has. Copies that are made of some members only are not counted.
fn pages_of(form: &Form, kind: &str, facts: &BidFacts) -> Option<(u32, u32)> {
    let copies = match &form.each {
        Each::Once => 1,
        Each::Member => facts.members.len(),
        Each::Partner => facts.members.len() - 1,
        Each::Record { kind, .. } => facts.records.iter().filter(|record| record.kind == *kind).count(),
    };
    let copies = u32::try_from(copies).unwrap();
    let stated = form.pages_of(facts.variant.as_deref()).filter(|_| form.each_only.is_empty())?;
    let is_longer = kind != "one";
    let most = form.pages_most.filter(|most| is_longer && *most > stated).unwrap_or(stated);
    Some((stated * copies, most * copies))
}

fn shown(templates: &Templates) -> Vec<Shown> {
    let mut all = Vec::new();
    for form in templates.forms() {
        for (kind, facts) in bids(templates) {
            if !is_wanted(form, &facts) || (kind == "years" && !prints_years(form)) {
                continue;
            }
            let pages = pages_of(form, kind, &facts);
            for order in &form.orders {
                let facts = BidFacts { order: Some(*order), ..facts.clone() };
                let name = format!("{}-{kind}-{order:?}", form.code);
                all.push(Shown { name, code: form.code.clone(), pages, paper: paper(templates, form, &facts) });
            }
        }
        for (kind, facts) in variants(templates, form) {
            let name = format!("{}-{kind}-A", form.code);
            let pages = pages_of(form, if facts.tender.is_works { "works" } else { "two" }, &facts);
            all.push(Shown { name, code: form.code.clone(), pages, paper: paper(templates, form, &facts) });
        }
    }
    all
}

/// The papers of one kind of bid bound to one file, so that a judge who starts slowly starts once. Papers with contents are
/// judged elsewhere: their headings are numbered anew in each.
fn bound(all: &[Shown], kind: &str) -> Manuscript {
    let own = all.iter().filter(|shown| shown.name.contains(&format!("-{kind}")) && shown.code != "F10");
    let mut papers = own.map(|shown| shown.paper.manuscript.clone());
    let first = papers.next().unwrap();
    papers.fold(first, |mut bound, paper| {
        bound.parts.extend(paper.parts);
        bound
    })
}

#[test]
fn gallery_every_form_is_sound_with_every_record_and_with_none() {
    let templates = Templates::load(None).unwrap();
    for form in templates.forms() {
        let bids = bids(&templates).into_iter().map(|(kind, facts)| (kind.to_owned(), facts));
        for (kind, facts) in bids.chain(variants(&templates, form)) {
            let empty = BidFacts { records: Vec::new(), agent: None, amount: None, date: None, ..facts.clone() };
            let nobody = BidFacts { members: Vec::new(), ..empty.clone() };
            if kind == "three" || kind.starts_with("variant") {
                assert_eq!(paper(&templates, form, &facts), paper(&templates, form, &facts), "{}", form.code);
            }
            for facts in [facts, empty, nobody].into_iter().skip(usize::from(kind == "two")) {
                let made = paper(&templates, form, &facts);
                assert_eq!(made.file_findings, [], "{} {kind}", form.code);
                assert!(!made.manuscript.plain_text().contains(['{', '}']), "{} {kind}", form.code);
                let preview = crate::server::docx::html::preview(&made.manuscript);
                assert!(preview.starts_with("<article") && preview.ends_with("</article>"));
            }
        }
    }
}

#[test]
fn gallery_outside_judges_find_nothing() {
    let templates = Templates::load(None).unwrap();
    let root = std::env::temp_dir().join(format!("musubi-gallery-judged-{}", std::process::id()));
    std::fs::create_dir_all(&root).unwrap();
    let all = shown(&templates);
    let mut files = Vec::new();
    for kind in ["one", "two", "three", "years", "works", "variant"] {
        let bytes = to_docx(&bound(&all, kind)).unwrap();
        assert_eq!(inspect(&bytes), [], "all of {kind}");
        let path = root.join(format!("all-{kind}.docx"));
        std::fs::write(&path, bytes).unwrap();
        files.push(path);
    }
    // One file of each form as well: what stands beside the text is its own.
    let mut codes = BTreeSet::new();
    for shown in all.iter().rev().filter(|shown| codes.insert(&shown.code)) {
        let path = root.join(format!("{}.docx", shown.name));
        std::fs::write(&path, &shown.paper.docx).unwrap();
        files.push(path);
    }
    judges::judged(&root, &files, 5);
    std::fs::remove_dir_all(root).unwrap();
}

#[test]
fn gallery_typeset_papers_have_their_pages_and_every_value() {
    let (Some(office), Some(reader)) = (judges::command("MUSUBI_TEST_SOFFICE"), judges::command("MUSUBI_PDFTOTEXT"))
    else {
        return;
    };
    let templates = Templates::load(None).unwrap();
    let kept = std::env::var("MUSUBI_TEST_PAPERS").ok();
    let own = std::env::temp_dir().join(format!("musubi-gallery-{}", std::process::id()));
    let root = kept.as_ref().map_or(own, std::path::PathBuf::from);
    std::fs::create_dir_all(&root).unwrap();
    // The other orders have the same blocks: typesetting them would take as long again.
    let mut all = shown(&templates);
    let mut seen = BTreeMap::new();
    all.retain(|shown| {
        let key = shown.name.rsplit_once('-').map(|(key, _)| key.to_owned());
        seen.insert(key, ()).is_none()
    });
    for shown in &all {
        std::fs::write(root.join(format!("{}.docx", shown.name)), &shown.paper.docx).unwrap();
    }
    if kept.is_some() {
        std::fs::write(root.join("preview.html"), previews(&all)).unwrap();
    }
    typeset(&office, &root, &all);
    let mut wrong = Vec::new();
    for shown in &all {
        let pdf = root.join(format!("{}.pdf", shown.name));
        let text = read_back(&reader, "-layout", &pdf);
        let pages = u32::try_from(text.matches('\u{c}').count()).unwrap();
        if shown.pages.is_some_and(|(least, most)| pages < least || pages > most) {
            wrong.push(format!("{}: {pages} pages, not {:?}", shown.name, shown.pages));
        }
        let lost = lost(&shown.paper.manuscript, &text);
        if !lost.is_empty() {
            wrong.push(format!("{}: not found {lost:?}", shown.name));
        }
        // The contents of a proposal and the pages of its text are read back elsewhere.
        if shown.code != "F10" {
            let misplaced = misplaced(&shown.paper.manuscript, &read_back(&reader, "-raw", &pdf));
            if !misplaced.is_empty() {
                wrong.push(format!("{}: not once in its place {misplaced:?}", shown.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    if kept.is_none() {
        std::fs::remove_dir_all(root).unwrap();
    }
}

/// The previews of all papers of a joint venture of two, for the eye.
fn previews(all: &[Shown]) -> String {
    let css = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/style/paper.css"));
    let own = all.iter().filter(|shown| shown.name.contains("-two-"));
    let sheets: String = own.map(|shown| crate::server::docx::html::preview(&shown.paper.manuscript)).collect();
    format!("<!doctype html><meta charset=utf-8><style>{css}</style><body style=\"margin:0\">{sheets}")
}

fn typeset(office: &str, root: &Path, all: &[Shown]) {
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/layouts/fonts.conf");
    let profile = format!("-env:UserInstallation=file://{}/profile", root.display());
    let files = all.iter().map(|shown| root.join(format!("{}.docx", shown.name)));
    let output = Command::new(office)
        .env("FONTCONFIG_FILE", fonts)
        .args([profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(root)
        .args(files)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The words of a PDF: `-layout` as they lie on the sheet, `-raw` in the order in which they were set.
fn read_back(reader: &str, order: &str, pdf: &Path) -> String {
    let output = Command::new(reader).args([order, "-enc", "UTF-8"]).arg(pdf).arg("-").output().unwrap();
    assert!(output.status.success(), "{}", pdf.display());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What the typeset paper does not hold exactly once and where it belongs: the reader finds line after line of the paper,
/// cell after cell, and nothing between them but heads of tables that go on on another page.
fn misplaced(manuscript: &Manuscript, raw: &str) -> Vec<String> {
    let heads: BTreeSet<String> = manuscript
        .parts
        .iter()
        .flat_map(|part| &part.items)
        .filter_map(|item| if let Item::Table(table) = item { Some(&table.rows) } else { None })
        .flat_map(|rows| rows.iter().filter(|row| row.place == RowPlace::Heading))
        .flat_map(|row| row.cells.iter().flat_map(|cell| &cell.paragraphs))
        .map(|paragraph| squeeze(&paragraph.plain_text()))
        .collect();
    let is_of_heads = |between: &str| {
        // The longest first: one head may be the beginning of another.
        let mut heads: Vec<&String> = heads.iter().filter(|head| !head.is_empty()).collect();
        heads.sort_by_key(|head| std::cmp::Reverse(head.len()));
        heads.into_iter().fold(between.to_owned(), |left, head| left.replace(head.as_str(), "")).is_empty()
    };
    let text = without_edges(manuscript, raw);
    let mut rest = text.as_str();
    let mut wrong = Vec::new();
    for own in manuscript.paragraphs().map(|paragraph| squeeze(&paragraph.plain_text())) {
        // A short cell may stand in a head as well.
        let places = || rest.match_indices(own.as_str()).map(|(at, _)| at);
        let Some(at) = places().take(50).find(|at| is_of_heads(&rest[..*at])).or_else(|| places().next()) else {
            wrong.push(format!("not there: {own}"));
            continue;
        };
        let (between, found) = rest.split_at(at);
        if !is_of_heads(between) {
            wrong.push(format!("before {own}: {between}"));
        }
        rest = &found[own.len()..];
    }
    if !rest.is_empty() {
        wrong.push(format!("at the end: {rest}"));
    }
    wrong
}

/// The words of all pages without what stands above and below each of them.
fn without_edges(manuscript: &Manuscript, raw: &str) -> String {
    let edge = |lines: &[Paragraph]| squeeze(&lines.iter().map(Paragraph::plain_text).collect::<String>());
    let headers: BTreeSet<String> = manuscript.parts.iter().map(|part| edge(&part.header)).collect();
    let has_footer = manuscript.parts.iter().any(|part| !part.footer.is_empty());
    let page = |page: &str| {
        let page = squeeze(page);
        let header = headers.iter().rfind(|header| !header.is_empty() && page.starts_with(header.as_str()));
        let page = &page[header.map_or(0, String::len)..];
        let is_of_footer = |letter: char| letter.is_ascii_digit() || letter == '／';
        if has_footer { page.trim_end_matches(is_of_footer).to_owned() } else { page.to_owned() }
    };
    raw.split('\u{c}').map(page).collect()
}

/// The letters of the manuscript that the typeset paper does not have as often. Lines are broken and cells parted in the
/// reader's text, so that letters are counted, and nothing can be cut off unseen.
fn lost(manuscript: &Manuscript, text: &str) -> Vec<String> {
    let count = |text: &str| {
        let mut letters: BTreeMap<char, usize> = BTreeMap::new();
        for letter in text.chars().filter(|c| !c.is_whitespace()) {
            *letters.entry(letter).or_default() += 1;
        }
        letters
    };
    let printed = count(text);
    // What stands in cells that go on from above is printed once.
    let wanted = count(&manuscript.paragraphs().map(Paragraph::plain_text).collect::<String>());
    let missing = |letter: &char, wanted: usize| wanted.saturating_sub(printed.get(letter).copied().unwrap_or(0));
    wanted
        .iter()
        .filter(|(letter, wanted)| missing(letter, **wanted) > 0)
        .map(|(letter, wanted)| format!("{letter} {wanted} times"))
        .collect()
}
