//! The seeded set: sound papers with one defect each, of the kinds that get a bid rejected. Every one must be found by
//! our own checks, and the sound papers must be clean of it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use super::entries::with_entries;
use super::facts::{date, joint, section_id, single, three};
use super::rendered;
use crate::domain::block::{Block, BlockBody, TableCell};
use crate::domain::consistency::{self, Days, DemandedCopies, Notice};
use crate::domain::deadline::MilestoneKind;
use crate::domain::document::{AgentFacts, BidFacts, SectionFacts};
use crate::server::docx::checks::{self, Demands};
use crate::server::docx::inspect::inspect;
use crate::server::templates::Templates;

const TEXT: &str = "word/document.xml";

/// A defect: what it is, in which paper and part, what stands there, what is put in its place, and the word by which
/// a finding names it.
struct Defect(&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

/// What one paper shows by itself.
const IN_A_PAPER: &[Defect] = &[
    Defect("another letter in the title", "F01", TEXT, "防災情報配信システム", "防災情報発信システム", "TitleDiffers"),
    Defect("a blank in the title", "F07", TEXT, "システム構築業務委託", "システム　構築業務委託", "TitleDiffers"),
    Defect(
        "another title behind 件名",
        "F01",
        TEXT,
        "みなと市防災情報配信システム構築業務委託",
        "道路清掃",
        "TitleDiffers",
    ),
    Defect("a letter lost in the header", "F10", "word/header1.xml", "構築業務委託", "構業務委託", "TitleDiffers"),
    Defect("a firm's short sign", "F07", TEXT, "湊技研株式会社", "湊技研㈱", "AbbreviatedAt"),
    Defect("a circled figure", "F10", TEXT, "入力の遅れ", "①入力の遅れ", "CharacterAt"),
    Defect("a Roman figure", "F10", TEXT, "表記のゆれ", "Ⅲ表記のゆれ", "CharacterAt"),
    Defect("half-width katakana", "F10", TEXT, "市公式サイト", "市公式ｻｲﾄ", "CharacterAt"),
    Defect("an emoji", "F10", TEXT, "市公式サイト", "市公式サイト😀", "CharacterAt"),
    Defect("circles to be replaced", "F07", TEXT, "公共事業部", "○○部", "PlaceholderAt"),
    Defect("a brace", "F01", TEXT, "みなと市内", "{place}", "PlaceholderAt"),
    Defect("a specimen's words", "F07", TEXT, "公共事業部", "公共事業部（記入例）", "PlaceholderAt"),
    Defect("crosses to be replaced", "F01", TEXT, "みなと市内", "××市内", "PlaceholderAt"),
    Defect("type of 7 pt", "F10", "word/styles.xml", "<w:sz w:val=\"21\"/>", "<w:sz w:val=\"14\"/>", "TypeTooSmall"),
    Defect(
        "type below the notice's floor",
        "F10",
        "word/styles.xml",
        "<w:sz w:val=\"21\"/>",
        "<w:sz w:val=\"20\"/>",
        "TypeTooSmall",
    ),
    Defect("no room to bind", "F01", TEXT, "w:left=\"1418\"", "w:left=\"567\"", "MarginTooSmall"),
    Defect("text where no printer prints", "F07", TEXT, "w:right=\"1248\"", "w:right=\"200\"", "MarginTooSmall"),
    Defect("a table beyond the margin", "F10", TEXT, "<w:gridCol w:w=\"", "<w:gridCol w:w=\"9", "TableTooWide"),
    Defect("御中 behind a mayor", "F01", TEXT, "海野　一郎　様", "みなと市長御中", "HonorificMisused"),
    Defect("様 behind a section", "F01", TEXT, "みなと市長　海野　一郎　様", "みなと市防災課　様", "HonorificMisused"),
    Defect("two honorifics", "F07", TEXT, "海野　一郎　様", "海野　一郎　殿様", "HonorificMisused"),
    Defect("ヶ月", "F10", TEXT, "訂正の手順", "３ヶ月の手順", "MonthsWritten"),
    Defect("one number in two widths", "F01", TEXT, "令和９年３月31日まで", "令和９年３月3１日まで", "WidthsMixed"),
    Defect("two kinds of commas", "F10", TEXT, "市公式サイト及び", "市公式サイト，及び", "WidthsMixed"),
    Defect("one word in two widths", "F07", TEXT, "Nordris AB", "Nordris ＡB", "WidthsMixed"),
];

/// What the paper's file shows by itself.
const IN_A_FILE: &[Defect] = &[
    Defect("no end of the text", "F10", TEXT, "</w:body>", "", "Malformed"),
    Defect(
        "children out of order",
        "F10",
        TEXT,
        "<w:pStyle w:val=\"Cover\"/>",
        "<w:jc w:val=\"center\"/><w:pStyle w:val=\"Cover\"/>",
        "ChildOrder",
    ),
    Defect("an unknown child", "F10", TEXT, "<w:tblPr>", "<w:tblPr><w:colour/>", "UnknownChild"),
    Defect("a strange attribute", "F10", TEXT, "<w:gridCol ", "<w:gridCol w:type=\"dxa\" ", "UnknownAttribute"),
    Defect("an unknown alignment", "F10", TEXT, "<w:jc w:val=\"center\"/>", "<w:jc w:val=\"centre\"/>", "Value"),
    Defect(
        "a cell without paragraph",
        "F10",
        TEXT,
        "</w:p></w:tc>",
        "</w:p><w:tbl><w:tblGrid/></w:tbl></w:tc>",
        "CellWithoutParagraph",
    ),
    Defect("a span over the grid", "F01", TEXT, "<w:tcPr>", "<w:tcPr><w:gridSpan w:val=\"9\"/>", "GridSpan"),
    Defect("a bookmark twice", "F10", TEXT, "w:name=\"_Toc00000002\"", "w:name=\"_Toc00000001\"", "BookmarkTwice"),
    Defect("a bookmark without end", "F10", TEXT, "<w:bookmarkEnd w:id=\"1\"/>", "", "BookmarkOpen"),
    Defect(
        "contents that lead nowhere",
        "F10",
        TEXT,
        "PAGEREF _Toc00000001",
        "PAGEREF _Toc99999999",
        "BookmarkMissing",
    ),
    Defect("a field without end", "F10", TEXT, "<w:fldChar w:fldCharType=\"end\" w:dirty=\"false\"/>", "", "FieldOpen"),
    Defect(
        "a field without result",
        "F10",
        "word/footer1.xml",
        "<w:t xml:space=\"preserve\">1</w:t>",
        "",
        "FieldEmpty",
    ),
    Defect("a line feed in a text", "F10", TEXT, "業務の理解", "業務&#10;の理解", "LineFeed"),
    Defect("a style that is not there", "F10", TEXT, "w:val=\"Heading1\"", "w:val=\"Heading9\"", "StyleMissing"),
    Defect(
        "a part that is not there",
        "F01",
        "word/_rels/document.xml.rels",
        "theme/theme1.xml",
        "theme/theme9.xml",
        "RelationshipMissing",
    ),
    Defect(
        "a part that nothing names",
        "F07",
        "word/_rels/document.xml.rels",
        "theme/theme1.xml",
        "theme/theme9.xml",
        "Orphan",
    ),
    Defect(
        "two relationships of one name",
        "F01",
        "word/_rels/document.xml.rels",
        "rIdOwn2",
        "rIdOwn1",
        "RelationshipTwice",
    ),
    Defect(
        "a part without a type",
        "F01",
        "[Content_Types].xml",
        "/word/settings.xml",
        "/word/sittings.xml",
        "ContentType",
    ),
];

/// What only two papers together show: the defect stands in F01, the sound F07 beside it.
const BETWEEN_PAPERS: &[Defect] = &[
    Defect("another honorific", "F01", TEXT, "海野　一郎　様", "海野　一郎　殿", "Addressee"),
    Defect(
        "another joint venture",
        "F01",
        TEXT,
        "湊技研・ノルドリス共同企業体",
        "湊技研・ノルドリスＪＶ",
        "JointVenture",
    ),
    Defect("another firm", "F01", TEXT, "湊技研株式会社", "株式会社湊技研", "Member"),
    Defect("another address", "F01", TEXT, "みなと市浜町一丁目２番３号", "みなと市浜町１－２－３", "Address"),
    Defect("another representative", "F01", TEXT, "湊　太郎", "湊　次郎", "Representative"),
    Defect("a date after the deadline", "F01", TEXT, "令和８年12月10日", "令和８年12月20日", "DatedAfter"),
    Defect("a date before the application", "F01", TEXT, "令和８年12月10日", "令和８年12月１日", "DatedBefore"),
    Defect("another order of the members", "F07", TEXT, "湊技研株式会社", "Nordris AB", "Member"),
];

/// What stands on lists and is counted: the defect stands in one paper, the sound other named last beside it.
const LISTED: &[(Defect, &str)] = &[
    (Defect("another number behind the title", "F01", TEXT, "（第12号）", "（第13号）", "Number"), "F07"),
    (Defect("another number by itself", "F08", TEXT, "　第12号", "　第21号", "Number"), "F07"),
    (Defect("another number on the list of bidders", "F24", TEXT, ">登録番号B<", ">登録番号Z<", "Listing"), "F08"),
    (Defect("another licence", "F24", TEXT, ">番号B<", ">番号Z<", "Licence"), "F11"),
    (Defect("another engineer", "F13", TEXT, ">氏名B<", ">氏各B<", "Person"), "F14"),
    (Defect("another person in charge", "F15", TEXT, "氏名B", "氏各B", "Person"), "F14"),
    (Defect("another person in the proposal's team", "F10", TEXT, "氏名B", "氏各B", "Person"), "F14"),
    (
        Defect("another period on the schedule", "F15", TEXT, "令和９年３月31日まで", "令和９年２月28日まで", "Period"),
        "F01",
    ),
    (Defect("another number of references", "F10", TEXT, "実績を４件", "実績を５件", "Projects"), "F12"),
    (Defect("no seal on the bid", "F01", TEXT, "印</w:t>", "</w:t>", "Seal"), "F25"),
    (Defect("no agent's seal on the delegation", "F19", TEXT, "代理人使用印", "使用印", "AgentsSeal"), "F01"),
    (
        Defect(
            "another number of copies",
            "F28",
            TEXT,
            "<w:t xml:space=\"preserve\">4</w:t>",
            "<w:t>9</w:t>",
            "Copies",
        ),
        "F09",
    ),
];

/// The number of the section that names the team.
const TEAM: u32 = 3;

/// A table of two people of the records.
fn team() -> Vec<Block> {
    let row = |cells: [&str; 2]| cells.into_iter().map(TableCell::from).collect::<Vec<_>>();
    let rows = vec![row(["役割", "氏名"]), row(["業務責任者", "氏名A"]), row(["主任", "氏名B"])];
    vec![Block::new("y", BlockBody::Table { header_rows: 1, widths: vec![], rows })]
}

/// A bid with records of every kind and a chapter of references.
fn listed() -> BidFacts {
    let templates = Templates::load(None).unwrap();
    let agent = Some(AgentFacts { address: "みなと市港町４番５号".into(), name: "磯部　健".into() });
    let mut facts = with_entries(BidFacts { agent, ..joint() }, templates.record_names());
    let text = "同種の実績を４件示します。市内では120件の問合せに応じました。";
    let blocks = vec![Block::new("z", BlockBody::Paragraph { text: text.into() })];
    // The team of the specimens gives way to the people of the records.
    facts.sections.retain(|section| section.number != TEAM);
    facts
        .sections
        .push(SectionFacts { id: section_id(TEAM), number: TEAM, title: "実施体制".into(), blocks: team() });
    facts.sections.push(SectionFacts { id: section_id(6), number: 6, title: "業務実績".into(), blocks });
    facts
}

fn notice() -> Notice {
    let tender = joint().tender;
    Notice { title: tender.title, number: tender.number, copies: Vec::new() }
}

fn demands() -> Demands {
    Demands { title: joint().tender.title, type_tenths: Some(105) }
}

fn days() -> Days {
    Days { agreement: date(2026, 11, 20), until: BTreeMap::from([(MilestoneKind::BidBy, date(2026, 12, 11).unwrap())]) }
}

/// A paper with the first occurrence of a text in one part replaced; in every table for widths.
fn seeded(docx: &[u8], Defect(name, _, part, from, to, _): &Defect) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut is_there = false;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if file.name() == *part {
            let text = String::from_utf8(bytes).unwrap();
            is_there = text.contains(from);
            bytes = text.replacen(from, to, 1).into_bytes();
        }
        zip.start_file(file.name(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    assert!(is_there, "{name}: the sound paper has no {from}");
    zip.finish().unwrap().into_inner()
}

fn missed(defects: &[Defect], found: impl Fn(&Defect, &[u8]) -> String) -> Vec<String> {
    let mut missed = Vec::new();
    for defect in defects {
        let sound = rendered(defect.1, &joint()).docx;
        let (before, after) = (found(defect, &sound), found(defect, &seeded(&sound, defect)));
        if before.matches(defect.5).count() >= after.matches(defect.5).count() {
            missed.push(format!("{}: {after}", defect.0));
        }
    }
    missed
}

#[test]
fn every_defect_of_a_paper_is_found() {
    let missed = missed(IN_A_PAPER, |_, docx| format!("{:?}", checks::check(docx, &demands())));
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn every_defect_of_a_file_is_found() {
    let missed = missed(IN_A_FILE, |_, docx| format!("{:?}", inspect(docx)));
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn every_defect_between_papers_is_found() {
    let missed = missed(BETWEEN_PAPERS, |defect, docx| {
        let other = if defect.1 == "F01" { "F07" } else { "F01" };
        let mut papers = vec![checks::printed(defect.1, docx)];
        papers.push(checks::printed(other, &rendered(other, &joint()).docx));
        papers.sort_by(|one, two| two.paper.cmp(&one.paper));
        format!("{:?}", consistency::check(&papers, &days(), &notice()))
    });
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn every_defect_of_what_is_listed_and_counted_is_found() {
    let facts = listed();
    let mut missed = Vec::new();
    for (defect, beside) in LISTED {
        let Defect(name, code, .., what) = defect;
        let sound = rendered(code, &facts).docx;
        let other = checks::printed(beside, &rendered(beside, &facts).docx);
        let found = |docx: &[u8]| {
            let papers = [other.clone(), checks::printed(code, docx)];
            let all = consistency::check(&papers, &Days::default(), &notice());
            all.into_iter().map(|(_, finding)| format!("{:?}", finding.problem)).collect::<Vec<_>>()
        };
        let (before, after) = (found(&sound), found(&seeded(&sound, defect)));
        assert!(before.is_empty(), "{name}: false alarm {before:?}");
        if after.len() != 1 || !after[0].contains(&format!("what: {what},")) {
            missed.push(format!("{name}: {after:?}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn another_share_is_found_on_every_paper_that_states_shares() {
    let mut pooled = listed();
    pooled.venture.is_joint_execution = true;
    let stated = BidFacts { variant: Some("stated".into()), ..pooled.clone() };
    let annex = checks::printed("F23", &rendered("F23", &pooled).docx);
    assert_eq!(annex.shares.len(), pooled.members.len());
    for (defect, facts) in [
        (Defect("another share in the agreement", "F22", TEXT, "60パーセント", "61パーセント", "Shares"), &stated),
        (Defect("another share on the list of members", "F24", TEXT, ">60<", ">61<", "Shares"), &pooled),
    ] {
        let sound = rendered(defect.1, facts).docx;
        let found = |docx: &[u8]| {
            let papers = [annex.clone(), checks::printed(defect.1, docx)];
            let all = consistency::check(&papers, &Days::default(), &notice()).into_iter();
            all.map(|(_, finding)| format!("{:?}", finding.problem)).collect::<Vec<_>>()
        };
        assert_eq!(found(&sound), Vec::<String>::new(), "{}", defect.0);
        let after = found(&seeded(&sound, &defect));
        assert!(after.len() == 1 && after[0].contains("what: Shares,"), "{}: {after:?}", defect.0);
    }
}

#[test]
fn copies_that_are_asked_for_are_held_against_the_lists() {
    let facts = listed();
    let list = checks::printed("F09", &rendered("F09", &facts).docx);
    let line = list.copies.first().expect("a line").clone();
    let asked = |copies: Option<u32>| {
        let copies = vec![DemandedCopies { names: vec![line.name.clone()], originals: line.originals, copies }];
        consistency::check(std::slice::from_ref(&list), &Days::default(), &Notice { copies, ..notice() }).len()
    };
    assert_eq!((asked(line.copies), asked(None), asked(Some(88))), (0, 0, 1));
}

#[test]
fn the_gallery_contradicts_itself_nowhere() {
    let templates = Templates::load(None).unwrap();
    let agent = || Some(AgentFacts { address: "みなと市港町４番５号".into(), name: "磯部　健".into() });
    for facts in [single(), joint(), three()] {
        let mut facts = with_entries(BidFacts { agent: agent(), ..facts }, templates.record_names());
        // Its people are others than those of the records.
        facts.sections.retain(|section| section.number != TEAM);
        let codes = templates.forms().map(|form| form.code.as_str());
        let papers: Vec<_> = codes.map(|code| checks::printed(code, &rendered(code, &facts).docx)).collect();
        let read = |of: fn(&consistency::Printed) -> bool| papers.iter().filter(|paper| of(paper)).count();
        // What is not read contradicts nothing: each thing is found on two papers at least.
        assert!(read(|paper| paper.subject.is_some()) > 5, "titles");
        assert!(
            read(|paper| !paper.listings.is_empty()) > 1 && read(|paper| !paper.licences.is_empty()) > 1,
            "numbers"
        );
        assert!(read(|paper| !paper.people.is_empty()) == 3 && read(|paper| !paper.copies.is_empty()) > 1, "lists");
        assert!(
            read(|paper| paper.is_sealed == Some(true)) > 3 && read(|paper| paper.projects.is_some()) == 1,
            "seals"
        );
        assert_eq!(consistency::check(&papers, &Days::default(), &notice()), []);
    }
}

#[test]
fn the_sound_papers_agree_and_show_what_they_say() {
    let papers = ["F01", "F07"].map(|code| checks::printed(code, &rendered(code, &joint()).docx));
    assert_eq!(consistency::check(&papers, &days(), &notice()), []);
    let [bid, intent] = papers;
    assert_eq!(bid.amount, joint().amount);
    assert_eq!(bid.date, joint().date);
    assert_eq!(bid.joint_venture, joint().joint_venture_name);
    assert_eq!(bid.members.len(), 1);
    let names: Vec<&str> = intent.members.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert_eq!(names[0], "湊技研株式会社");
    assert_eq!(intent.members[0].representative, "代表取締役　湊　太郎");
}

#[test]
fn the_sound_papers_have_no_error() {
    for code in ["F01", "F07", "F10"] {
        let docx = rendered(code, &joint()).docx;
        assert_eq!(inspect(&docx), []);
        let findings = checks::check(&docx, &Demands { type_tenths: None, ..demands() });
        let errors: Vec<_> =
            findings.iter().filter(|found| found.severity == crate::domain::document::Severity::Error).collect();
        assert!(errors.is_empty(), "{code}: {errors:#?}");
    }
}

#[test]
fn the_set_is_large_enough() {
    assert!(IN_A_PAPER.len() + IN_A_FILE.len() + BETWEEN_PAPERS.len() + LISTED.len() >= 60);
}
