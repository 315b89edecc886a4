//! Facts that try to break a paper: markup, control characters, great length, many members. Nothing may panic.

use std::sync::Arc;

use super::facts::{joint, nordris, section_id, single};
use super::rendered;
use super::rich::CHART;
use crate::domain::block::{
    BidField, Block, BlockBody, InlineContent, ListItem, Marks, RichInline, RichText, SubList, TableCell,
};
use crate::domain::document::{BidFacts, DocumentProblem, MemberFacts, PictureFacts, SectionFacts};
use crate::server::docx::html;

const FORMS: [&str; 4] = ["F01", "F06", "F07", "F10"];

fn titled(title: &str) -> BidFacts {
    let mut facts = joint();
    facts.tender.title = title.to_owned();
    facts
}

#[test]
fn markup_and_control_characters_are_text_or_left_out() {
    let nasty = "<w:p>&amp;\"'\u{0}\u{8}\u{1F}\u{FFFF}]]>\u{202E}改行\nタブ\t終";
    for code in FORMS {
        let paper = rendered(code, &titled(nasty));
        assert_eq!(paper.file_findings, [], "{code}");
        assert!(
            paper.findings.iter().any(|f| matches!(f.problem, DocumentProblem::Character { character: '\u{0}', .. }))
        );
        let preview = html::preview(&paper.manuscript);
        assert!(!preview.contains("<w:p>") && preview.contains("&lt;w:p&gt;&amp;amp;&quot;&#39;"), "{code}");
    }
}

#[test]
fn a_leftover_placeholder_is_told_in_the_facts_and_in_the_file() {
    for leftover in ["{title}業務", "○○業務", "〇〇業務"] {
        let paper = rendered("F01", &titled(leftover));
        assert!(paper.findings.iter().any(|f| matches!(f.problem, DocumentProblem::Placeholder(_))), "{leftover}");
        assert!(!paper.file_findings.is_empty(), "{leftover}");
    }
}

#[test]
fn very_long_names_and_twenty_members_are_printed_whole() {
    let long = "長".repeat(5_000);
    let member = |n: usize| MemberFacts { name: format!("{long}{n}"), address: "A".repeat(3_000), ..nordris() };
    let members: Vec<MemberFacts> = (0..20).map(member).collect();
    for code in FORMS {
        let paper = rendered(code, &BidFacts { members: members.clone(), ..titled(&long) });
        assert_eq!(paper.file_findings, [], "{code}");
        assert!(paper.manuscript.plain_text().contains(&long), "{code}");
    }
}

#[test]
fn a_bid_that_knows_nothing_still_prints() {
    let mut facts =
        BidFacts { members: vec![], date: None, amount: None, attachments: vec![], sections: vec![], ..single() };
    facts.tender.title.clear();
    facts.tender.addressee.clear();
    facts.tender.addressee_name.clear();
    for code in FORMS {
        let paper = rendered(code, &facts);
        assert_eq!(paper.file_findings, [], "{code}");
        assert!(!paper.findings.is_empty(), "{code}");
        assert!(!html::preview(&paper.manuscript).is_empty());
    }
}

/// A proposal whose blocks have passed no check.
pub(super) fn odd() -> BidFacts {
    let mut blocks: Vec<Block> =
        odd_bodies().into_iter().enumerate().map(|(id, body)| Block::new(&format!("x{id}"), body)).collect();
    blocks.push(blocks[0].clone());
    let sections = vec![
        SectionFacts { id: section_id(0), number: 0, title: String::new(), blocks: blocks.clone() },
        SectionFacts { id: section_id(0), number: u32::MAX, title: "末".into(), blocks },
    ];
    let picture = PictureFacts { bytes: Arc::from(CHART), address: "\"><script>".into() };
    let pictures = [("chart\u{0}\"<".to_owned(), picture)].into_iter().collect();
    BidFacts { sections, pictures, ..joint() }
}

fn odd_bodies() -> Vec<BlockBody> {
    let table = |header_rows, widths: Vec<u16>, rows| BlockBody::Table { header_rows, widths, rows };
    let cell = |columns, rows| TableCell { text: "広い".into(), columns, rows };
    let deep = (0..60).fold(ListItem::from("底"), |item, _| ListItem {
        text: "上".into(),
        below: Some(SubList { ordered: true, items: vec![item] }),
    });
    let hollow = ListItem { text: "空".into(), below: Some(SubList { ordered: false, items: vec![] }) };
    let image = |file: &str| BlockBody::Image {
        file: file.into(),
        alt: "\u{E000}\u{0}\"/>&<".repeat(50),
        caption: "図\u{1}\n二行目".into(),
        width: 0,
    };
    vec![
        table(9, vec![], vec![vec!["一".into()], vec!["二".into(), "三".into()], vec![]]),
        table(0, vec![], vec![]),
        BlockBody::Heading { level: 200, text: "深い\u{0}見出し".into() },
        BlockBody::List { ordered: true, items: (0..60).map(|n| format!("項目{n}").into()).collect() },
        BlockBody::PageBreak,
        BlockBody::PageBreak,
        table(0, vec![], vec![vec!["表".into(); 20]]),
        table(1, vec![], vec![vec!["続く表\n二行目".into(); 3]]),
        table(1, vec![1, 60_000], vec![vec![cell(1, 99), cell(99, 1)], vec![cell(0, 0), cell(3, 3)], vec![cell(9, 9)]]),
        table(usize::MAX, vec![0, 0, 7], vec![vec![cell(usize::MAX, usize::MAX)]]),
        BlockBody::List { ordered: false, items: vec![deep, hollow] },
        image("chart\u{0}\"<"),
        image("gone"),
        BlockBody::Heading { level: 0, text: odd_text() },
        BlockBody::Paragraph { text: odd_text() },
        table(0, vec![], vec![vec![TableCell::of(odd_text())]]),
    ]
}

/// Marks that no check would let through.
fn odd_text() -> RichText {
    let marked = |text: &str, ruby: Option<&str>, link: Option<&str>| {
        let owned = |text: &str| text.to_owned();
        let marks = Marks { ruby: ruby.map(owned), link: link.map(owned), dots: true, strong: true, underline: true };
        RichInline::marked(text, marks)
    };
    let leaf = |content| RichInline { content, marks: marked("", Some("よみ"), Some("https://example.org")).marks };
    [
        marked("長", Some(&"よ".repeat(300)), None),
        marked(&"長".repeat(300), Some("よ"), Some("javascript:alert(1)")),
        marked("\u{E000}\n\t\u{0}", Some("\u{E000}<w:t>\n\u{1}"), Some("https://example.org/\"><x>")),
        marked("", Some(""), Some("")),
        marked("<&>\"", Some("<&>\""), Some("mailto:a&b@example.org")),
        leaf(InlineContent::Footnote("\u{0}<w:p>&amp;\n\t終".into())),
        leaf(InlineContent::Footnote(String::new())),
        leaf(InlineContent::SectionRef(section_id(0))),
        leaf(InlineContent::SectionRef(section_id(404))),
        leaf(InlineContent::BidField(BidField::Amount)),
    ]
    .into_iter()
    .collect()
}

#[test]
fn odd_blocks_print_without_breaking_the_file() {
    let paper = rendered("F10", &odd());
    assert_eq!(paper.file_findings, []);
    let preview = html::preview(&paper.manuscript);
    assert!(!preview.contains("<script") && !preview.contains("href=\"javascript") && !preview.contains("<w:p>"));
}

#[test]
fn abbreviated_firms_and_a_second_honorific_are_told() {
    let mut facts = single();
    facts.members[0].name = "㈱湊技研".into();
    facts.tender.addressee_name = "海野　一郎　様".into();
    let problems: Vec<_> = rendered("F01", &facts).findings.into_iter().map(|f| f.problem).collect();
    assert!(problems.iter().any(|p| matches!(p, DocumentProblem::Abbreviated(_))), "{problems:?}");
    assert!(problems.contains(&DocumentProblem::HonorificTwice));
}

#[test]
fn a_paper_dated_before_the_notice_is_told() {
    let facts = BidFacts { date: super::facts::date(2026, 11, 1), ..single() };
    assert!(rendered("F01", &facts).findings.iter().any(|f| f.problem == DocumentProblem::BeforeNotice));
}

#[test]
fn the_preview_shows_boxes_and_seal_and_is_balanced() {
    let preview = html::preview(&rendered("F01", &single()).manuscript);
    assert!(
        preview.contains("ms-digits")
            && preview.contains("<span class=\"ms-seal\">印</span>")
            && preview.contains("rowspan=\"2\"")
    );
    for tag in ["table", "tr", "td", "p", "section", "article", "span", "div"] {
        let opened = preview.matches(&format!("<{tag}>")).count() + preview.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, preview.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}
