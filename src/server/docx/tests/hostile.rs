//! Facts that try to break a paper: markup, control characters, great length, many members. Nothing may panic.

use super::facts::{joint, nordris, single};
use super::rendered;
use crate::domain::block::{Block, BlockBody};
use crate::domain::document::{BidFacts, DocumentProblem, MemberFacts, SectionFacts};
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

#[test]
fn odd_blocks_print_without_breaking_the_file() {
    let text = |id: usize, body| Block::new(&format!("x{id}"), body);
    let blocks = vec![
        text(
            0,
            BlockBody::Table {
                header_rows: 9, rows: vec![vec!["一".into()], vec!["二".into(), "三".into()], vec![]]
            },
        ),
        text(1, BlockBody::Table { header_rows: 0, rows: vec![] }),
        text(2, BlockBody::Heading { level: 200, text: "深い\u{0}見出し".into() }),
        text(3, BlockBody::List { ordered: true, items: (0..60).map(|n| format!("項目{n}")).collect() }),
        text(4, BlockBody::PageBreak),
        text(5, BlockBody::PageBreak),
        text(6, BlockBody::Table { header_rows: 0, rows: vec![vec!["表".into(); 20]] }),
        text(7, BlockBody::Table { header_rows: 1, rows: vec![vec!["続く表\n二行目".into(); 3]] }),
    ];
    let sections = vec![
        SectionFacts { number: 0, title: String::new(), blocks: blocks.clone() },
        SectionFacts { number: u32::MAX, title: "末".into(), blocks },
    ];
    let paper = rendered("F10", &BidFacts { sections, ..joint() });
    assert_eq!(paper.file_findings, []);
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
