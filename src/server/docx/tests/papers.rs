//! Each form for each kind of bid: no fault in the file, the same bytes twice.

use super::facts::{joint, single};
use super::hostile::odd;
use super::rendered;
use super::rich::rich;
use crate::domain::document::{BidFacts, DocumentProblem, Fact, Order, Severity};

const FORMS: [&str; 4] = ["F01", "F06", "F07", "F10"];

/// Firm or joint venture × order A or B × with or without an amount.
pub(super) fn bids() -> Vec<(String, BidFacts)> {
    let mut bids = Vec::new();
    for (kind, facts) in [("single", single()), ("joint", joint())] {
        for (order_name, order) in [("A", Order::A), ("B", Order::B)] {
            for (amount_name, amount) in [("amount", facts.amount), ("blank", None)] {
                bids.push((
                    format!("{kind}-{order_name}-{amount_name}"),
                    BidFacts { order: Some(order), amount, ..facts.clone() },
                ));
            }
        }
    }
    bids
}

/// Every paper of the matrix.
pub(super) fn papers() -> Vec<(String, Vec<u8>)> {
    let mut papers = Vec::new();
    for code in FORMS {
        papers.extend(bids().into_iter().map(|(name, facts)| (format!("{code}-{name}"), rendered(code, &facts).docx)));
    }
    papers.push(("F10-rich".to_owned(), rendered("F10", &rich()).docx));
    papers.push(("F10-odd".to_owned(), rendered("F10", &odd()).docx));
    papers
}

#[test]
fn no_paper_has_a_fault_in_its_file_and_each_comes_out_the_same_twice() {
    for code in FORMS {
        for (name, facts) in bids() {
            let first = rendered(code, &facts);
            assert_eq!(first.file_findings, [], "{code} {name}");
            assert_eq!(first, rendered(code, &facts), "{code} {name}");
        }
    }
}

#[test]
fn a_complete_bid_has_no_error() {
    for (code, facts) in [("F01", single()), ("F01", joint()), ("F06", single()), ("F07", joint()), ("F10", joint())] {
        let errors: Vec<_> =
            rendered(code, &facts).findings.into_iter().filter(|f| f.severity == Severity::Error).collect();
        assert_eq!(errors, [], "{code}");
    }
}

#[test]
fn a_missing_amount_prints_empty_boxes_and_is_told() {
    let paper = rendered("F01", &BidFacts { amount: None, ..single() });
    let found: Vec<_> = paper.findings.iter().map(|f| (f.rule.code(), &f.problem)).collect();
    assert_eq!(found, [("R-15", &DocumentProblem::Missing(Fact::Amount))]);
    assert!(!paper.manuscript.plain_text().contains('¥'));
}

#[test]
fn papers_for_the_eye_are_written_where_asked() {
    let Ok(folder) = std::env::var("MUSUBI_TEST_PAPERS") else { return };
    for (name, bytes) in papers() {
        std::fs::write(format!("{folder}/{name}.docx"), bytes).unwrap();
    }
    let agent = Some(crate::domain::document::AgentFacts {
        address: "みなと市港町４番５号".into(),
        name: "磯部　健".into(),
    });
    let mut long = BidFacts { agent, ..joint() };
    long.tender.title =
        "令和８年度みなと市防災情報配信システム構築及び運用保守並びに職員研修等に関する包括業務委託".into();
    long.members[0].address = "東京都みなと区みなとみらい中央一丁目２３番４５号　湊中央ビルディング１２階".into();
    long.members[0].representative_title = "代表取締役社長執行役員".into();
    for code in FORMS {
        std::fs::write(format!("{folder}/X-long-{code}.docx"), rendered(code, &long).docx).unwrap();
    }
    let unsealed = BidFacts { seal: crate::domain::document::SealPolicy::NoneWithContact, ..single() };
    std::fs::write(format!("{folder}/X-unsealed.docx"), rendered("F01", &unsealed).docx).unwrap();
    let previews = [("F01", single()), ("F07", joint()), ("F10", joint()), ("F10", rich())]
        .map(|(code, facts)| crate::server::docx::html::preview(&rendered(code, &facts).manuscript));
    let css = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/style/paper.css"));
    let page = format!(
        "<!doctype html><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><style>{css}</style><body style=\"margin:0\">{}",
        previews.join("")
    );
    std::fs::write(format!("{folder}/preview.html"), page).unwrap();
}
