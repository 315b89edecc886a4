//! The answer of 官公需情報ポータルサイト, in XML: one notice a result (domain paper 6.1). Elements come in any order
//! and most may be missing. What the portal calls TenderSubmissionDeadline is never certain: its guide is read
//! as the beginning of bidding by some, its name says the end.

use super::address;
use super::lines::{Lines, one_line, stated_fact, stated_step};
use super::wall_time;
use super::xml::Element;
use crate::domain::deadline::MilestoneKind;
use crate::domain::notice::{Doubt, FactName, FactValue, IntakeProblem, ProcedureKind};
use crate::server::intake::source::{Incoming, SourceKind, SourceText, Stated};

/// Elements that are kept as a line, with their Japanese names, in reading order.
const LINES: &[(&str, &str)] = &[
    ("ProjectName", "件名"),
    ("OrganizationName", "機関名"),
    ("PrefectureName", "都道府県"),
    ("CityName", "市区町村"),
    ("CityCode", "市区町村コード"),
    ("LgCode", "都道府県コード"),
    ("Category", "種別"),
    ("ProcedureType", "公示種別"),
    ("Location", "履行場所"),
    ("Certification", "入札資格"),
    ("ItemCode", "品目分類"),
    ("CftIssueDate", "公告日"),
    ("TenderSubmissionDeadline", "入札日（開始日か期限かは要確認）"),
    ("OpeningTendersEvent", "開札日"),
    ("PeriodEndTime", "納入期限日"),
    ("Date", "ポータル登録日時"),
    ("ExternalDocumentURI", "公告のアドレス"),
    ("FileType", "ファイル形式"),
];

/// The portal answers with no more results at once.
const MOST_RESULTS: usize = 1_000;

/// Reads an answer.
///
/// # Errors
/// `PortalError`, `NoNotice`, `TooManyParts`.
pub fn read(root: &Element) -> Result<Vec<Incoming>, IntakeProblem> {
    let results: Vec<&Element> = root
        .all("SearchResults")
        .flat_map(|results| results.all("SearchResult"))
        .chain(root.all("SearchResult"))
        .collect();
    if results.is_empty() {
        let is_error = root.child("Error").is_some()
            || root.child("SearchResults").is_some_and(|one| one.child("Error").is_some());
        return Err(if is_error { IntakeProblem::PortalError } else { IntakeProblem::NoNotice });
    }
    if results.len() > MOST_RESULTS {
        return Err(IntakeProblem::TooManyParts { limit: MOST_RESULTS as u64 });
    }
    Ok(results.into_iter().map(|result| Incoming::Notice(Box::new(notice(result)))).collect())
}

fn notice(result: &Element) -> SourceText {
    let mut lines = Lines::default();
    let mut stated = Stated { identity: identity(result), ..Stated::default() };
    for (name, label) in LINES {
        let Some(value) = result.value(name) else { continue };
        let value = plain(name, value);
        let evidence = lines.add(label, value);
        if let Some((fact, value, doubt)) = fact(name, value) {
            stated.facts.push(stated_fact(fact, value, evidence, doubt));
        } else if let Some((kind, doubt)) = step(name)
            && let Some(time) = wall_time::iso(value)
        {
            stated.milestones.push(stated_step(kind, time, evidence, doubt));
        }
    }
    add_documents(result, &mut lines, &mut stated);
    stated.body = lines.len();
    if let Some(description) = result.value("ProjectDescription") {
        stated.body = lines.add_text(description);
    }
    SourceText {
        text: lines.into_text(),
        kind: SourceKind::PortalXml,
        pages: None,
        pages_without_text: 0,
        stated: Some(Box::new(stated)),
    }
}

/// The portal's key outlives a search, the number of a result does not.
fn identity(result: &Element) -> Option<String> {
    result.value("Key").or_else(|| result.value("ResultId")).map(|key| format!("kkj:{}", one_line(key)))
}

/// A number of the search form in the words that other answers print.
fn plain<'a>(name: &str, value: &'a str) -> &'a str {
    match (name, value) {
        ("Category", "1") => "物品",
        ("Category", "2") => "工事",
        ("Category", "3") => "役務",
        ("ProcedureType", "1") => "一般競争入札",
        ("ProcedureType", "2") => "簡易公募型競争入札",
        ("ProcedureType", "3") => "簡易公募型指名競争入札",
        _ => value,
    }
}

fn fact(name: &str, value: &str) -> Option<(FactName, FactValue, Option<Doubt>)> {
    let text = || FactValue::Text(one_line(value));
    match name {
        "ProjectName" => Some((FactName::Title, text(), None)),
        // The body that buys; 宛先 is its office (みなと市長), which the notice names.
        "OrganizationName" => Some((FactName::Addressee, text(), Some(Doubt::NoLabel))),
        "Location" => Some((FactName::Place, text(), None)),
        "ProcedureType" => {
            let (kind, doubt) = match value {
                "一般競争入札" => (ProcedureKind::Ippan, None),
                "簡易公募型指名競争入札" => (ProcedureKind::KaniKobo, None),
                "簡易公募型競争入札" => (ProcedureKind::KaniKobo, Some(Doubt::MayBeElsewhere)),
                _ => return None,
            };
            Some((FactName::Procedure, FactValue::Procedure { kind, printed: value.to_owned() }, doubt))
        }
        _ => None,
    }
}

fn step(name: &str) -> Option<(MilestoneKind, Option<Doubt>)> {
    match name {
        "CftIssueDate" => Some((MilestoneKind::Notice, None)),
        "TenderSubmissionDeadline" => {
            Some((MilestoneKind::BidBy, Some(Doubt::LabelAmbiguous { other: MilestoneKind::BidFrom })))
        }
        "OpeningTendersEvent" => Some((MilestoneKind::OpenAt, None)),
        "PeriodEndTime" => Some((MilestoneKind::Delivery, None)),
        _ => None,
    }
}

fn add_documents(result: &Element, lines: &mut Lines, stated: &mut Stated) {
    if let Some(uri) = result.value("ExternalDocumentURI").filter(|uri| address::is_web(uri)) {
        stated.documents.push(("公告".to_owned(), uri.to_owned()));
    }
    let attachments = result.all("Attachments").flat_map(|list| list.all("Attachment")).take(address::MOST_DOCUMENTS);
    for attachment in attachments {
        let Some(uri) = attachment.value("Uri").filter(|uri| address::is_web(uri)) else { continue };
        let name = attachment.value("Name").unwrap_or("添付資料");
        lines.add("添付資料", &format!("{name} {uri}"));
        stated.documents.push((one_line(name), uri.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::intake::source::TEXT_LIMIT;
    use crate::server::intake::sources::xml;

    const ANSWER: &str = include_str!("../fixtures/portal.xml");

    fn notices(xml: &str) -> Vec<SourceText> {
        let incoming = read(&xml::parse(xml).unwrap()).unwrap();
        incoming
            .into_iter()
            .map(|one| match one {
                Incoming::Notice(notice) => *notice,
                Incoming::Feed { .. } => panic!("no feed"),
            })
            .collect()
    }

    fn stated(notice: &SourceText) -> &Stated {
        notice.stated.as_deref().unwrap()
    }

    #[test]
    fn every_result_is_a_notice_with_its_stated_dates() {
        let notices = notices(ANSWER);
        assert_eq!(notices.len(), 3);
        let first = stated(&notices[0]);
        assert_eq!(first.identity.as_deref(), Some("kkj:bWluYXRvL2NpdHkvMQo="));
        let dates: Vec<(MilestoneKind, String, bool)> =
            first.milestones.iter().map(|step| (step.kind, step.at.to_string(), step.certain)).collect();
        assert_eq!(
            dates,
            [
                (MilestoneKind::Notice, "2026-09-04".to_owned(), true),
                (MilestoneKind::BidBy, "2026-09-29".to_owned(), false),
                (MilestoneKind::OpenAt, "2026-09-30T10:00".to_owned(), true),
                (MilestoneKind::Delivery, "2027-03-31".to_owned(), true),
            ]
        );
        assert_eq!(first.documents.len(), 2, "an address of another scheme is left out: {:?}", first.documents);
        for step in &first.milestones {
            assert!(
                notices[0]
                    .text
                    .get(step.evidence.start..step.evidence.end)
                    .is_some_and(|slice| slice.starts_with("20"))
            );
            assert!(notices[0].text.contains(&step.evidence.sentence));
        }
        assert!(notices[0].text[first.body..].starts_with("みなと市公告第12号"));
    }

    #[test]
    fn results_without_number_and_texts_without_end_are_refused() {
        let many = format!("<Results>{}</Results>", "<SearchResult/>".repeat(MOST_RESULTS + 1));
        assert_eq!(read(&xml::parse(&many).unwrap()), Err(IntakeProblem::TooManyParts { limit: MOST_RESULTS as u64 }));
        let long = "あ".repeat(TEXT_LIMIT);
        let text =
            format!("<Results><SearchResult><ProjectDescription>{long}</ProjectDescription></SearchResult></Results>");
        let refused = crate::server::intake::sources::open_text("", text);
        assert_eq!(refused, Err(IntakeProblem::TooLarge { limit: TEXT_LIMIT as u64 }));
    }

    #[test]
    fn missing_elements_numbers_and_other_orders_are_taken() {
        let notices = notices(ANSWER);
        let second = stated(&notices[1]);
        assert_eq!(second.identity.as_deref(), Some("kkj:2"), "without a key the number of the result");
        assert!(notices[1].text.contains("種別: 役務\n"));
        assert_eq!(
            second.facts.iter().map(|fact| fact.name).collect::<Vec<_>>(),
            [FactName::Title, FactName::Procedure]
        );
        assert_eq!(stated(&notices[2]), &Stated::default(), "an empty result states nothing");
    }

    #[test]
    fn an_error_and_an_empty_answer_are_refused() {
        let refused = |xml: &str| read(&xml::parse(xml).unwrap());
        assert_eq!(
            refused("<Results><Version>1.0</Version><Error>内部エラー</Error></Results>"),
            Err(IntakeProblem::PortalError)
        );
        let empty = "<Results><SearchResults><SearchHits>0</SearchHits></SearchResults></Results>";
        assert_eq!(refused(empty), Err(IntakeProblem::NoNotice));
    }
}
