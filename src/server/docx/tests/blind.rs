//! The copies for those who judge (副本; R-49): nothing by which a member is known stands in any part of the file.

use std::io::{Cursor, Read};

use super::entries::with_entries;
use super::facts::{joint, single, three};
use super::{REVISED, document};
use crate::domain::document::{AgentFacts, BidFacts, CopyKind, MemberFacts, RecordValue};
use crate::domain::text::half_width;
use crate::server::templates::Templates;

/// The papers of which evaluators get a copy, beside the proposal, whose text people write themselves.
const JUDGED: [&str; 2] = ["F14", "F15"];
const OUTSIDE: &str = "海鳴工業株式会社";
const PEOPLE: [&str; 3] = ["浜田　花子", "エリック・ベリ", "Åsa Lind"];

/// Everything by which a member is known.
fn telling(member: &MemberFacts) -> Vec<&str> {
    let MemberFacts { registration, contact, .. } = member;
    let told = [
        &member.name,
        &member.name_kana,
        &member.address,
        &member.representative_name,
        &member.representative_katakana,
        &member.representative_latin,
        &registration.latin,
        &registration.corporate_number,
        &registration.registry,
        &registration.registration_number,
        &registration.postal_code,
        &contact.department,
        &contact.name,
        &contact.reading,
        &contact.telephone,
        &contact.email,
    ];
    told.map(String::as_str).to_vec()
}

/// The bid with entries that name its firms and people wherever one can write.
fn named(facts: BidFacts, templates: &Templates) -> BidFacts {
    let agent = Some(AgentFacts { address: "みなと市港町４番５号".into(), name: "磯部　健".into() });
    let mut facts = with_entries(BidFacts { agent, ..facts }, templates.record_names());
    let firms: Vec<String> = facts.members.iter().map(|member| member.name.clone()).collect();
    let everybody = format!("{}（{}、{OUTSIDE}）", firms.join("・"), PEOPLE.join("、"));
    for (at, record) in facts.records.iter_mut().enumerate() {
        let firm = &firms[at % firms.len()];
        let person = PEOPLE[at % PEOPLE.len()];
        let all: Vec<(&str, String)> = match record.kind.as_str() {
            "role" => vec![
                ("name", person.to_owned()),
                ("firm", firm.clone()),
                ("position", format!("{firm}　公共事業部")),
                ("work", format!("{firm}の{}が統括する。", person.replace('　', ""))),
                ("telephone", "03-1234-5678".to_owned()),
            ],
            "task" => vec![
                ("member", firms.join("・")),
                ("person", person.replace('　', " ")),
                ("deliverable", format!("{firm}の報告書")),
                ("small", everybody.replace(OUTSIDE, "")),
            ],
            "subcontractor" => vec![
                ("name", OUTSIDE.to_owned()),
                ("address", "みなと市沖１番地".to_owned()),
                ("reason", format!("{firm}との実績による。")),
            ],
            "management" => vec![
                ("information_officer", format!("業務責任者　{person}")),
                ("quality", everybody.replace(OUTSIDE, "")),
            ],
            _ if record.member.is_some() => {
                let texts = record.values.iter().filter(|(name, _)| !name.contains(".iso"));
                let plain = texts.filter(|(_, value)| matches!(value, RecordValue::Text(_)));
                let names: Vec<String> = plain.map(|(name, _)| name.clone()).collect();
                for name in names {
                    record.values.insert(name, RecordValue::Text(everybody.clone()));
                }
                Vec::new()
            }
            _ => Vec::new(),
        };
        for (name, text) in all {
            record.values.insert(name.to_owned(), RecordValue::Text(text));
        }
        record.people = if record.kind == "role" { PEOPLE.map(str::to_owned).to_vec() } else { Vec::new() };
    }
    facts
}

/// Every word of every part of a file, blanks and widths apart.
fn words(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut all = String::new();
    for index in 0..archive.len() {
        let mut text = String::new();
        let mut file = archive.by_index(index).unwrap();
        all.push_str(file.name());
        if file.read_to_string(&mut text).is_ok() {
            // Tags part words; what stands in attributes is looked at as well.
            let bare: String =
                text.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, words)| words).collect();
            all.push_str(&bare);
            all.push_str(&text);
        }
    }
    squeezed(&all)
}

fn squeezed(text: &str) -> String {
    text.chars().map(half_width).filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn no_copy_for_evaluators_holds_anything_by_which_a_member_is_known() {
    let templates = Templates::load(None).unwrap();
    for facts in [single(), joint(), three()] {
        let open = named(facts, &templates);
        for form in templates.forms().filter(|form| JUDGED.contains(&form.code.as_str())) {
            assert!(form.has_blind_copy(), "{}", form.code);
            let variants = form.variants.iter().map(|variant| Some(variant.code.clone()));
            for variant in variants {
                let of = |copy| {
                    let facts = BidFacts { copy, variant: variant.clone(), ..open.clone() };
                    document(form, &facts, templates.layout_of(form).unwrap(), REVISED).unwrap()
                };
                let (original, blind) = (of(CopyKind::Original), of(CopyKind::Blind));
                assert_eq!(blind.file_findings, []);
                let (seen, told) = (words(&original.docx), words(&blind.docx));
                let venture = open.joint_venture_name.as_deref().unwrap_or("共同企業体の名称はない");
                let everybody = PEOPLE.into_iter().chain([OUTSIDE, venture, "みなと市沖１番地", "磯部　健"]);
                let members = open.members.iter().flat_map(telling);
                for name in members.chain(everybody).map(squeezed).filter(|name| !name.is_empty()) {
                    assert!(!told.contains(&name), "{} {variant:?} tells {name}", form.code);
                }
                let bare = ["湊技研", "ノルドリス", "磯部", "浜田", "Nordris", "ベリ"];
                let left: Vec<&str> = bare.into_iter().filter(|name| told.contains(&squeezed(name))).collect();
                assert!(left.is_empty(), "{} {variant:?}: {left:?}", form.code);
                assert!(seen.contains("湊技研") && seen.contains("浜田花子"), "the original names them");
                let alias = if open.is_joint_venture() { "構成員A" } else { "提案者" };
                assert!(told.contains(alias) && told.contains("担当者A"), "{} {variant:?}: {told}", form.code);
            }
        }
    }
}

#[test]
fn people_have_the_same_letter_on_all_papers() {
    let templates = Templates::load(None).unwrap();
    let mut facts = BidFacts { copy: CopyKind::Blind, ..named(joint(), &templates) };
    facts.records.retain(|record| ["role", "task"].contains(&record.kind.as_str()));
    let set = |facts: &mut BidFacts, kind: &str, field: &str, names: [&str; 2]| {
        let own = facts.records.iter_mut().filter(|record| record.kind == kind);
        for (record, name) in own.zip(names) {
            record.values.insert(field.to_owned(), RecordValue::Text(name.to_owned()));
            record.people = if kind == "role" { vec![name.to_owned()] } else { Vec::new() };
        }
    };
    set(&mut facts, "role", "work", ["全体の統括", "現地の設計"]);
    set(&mut facts, "role", "name", ["浜田　花子", "エリック・ベリ"]);
    set(&mut facts, "task", "person", ["エリック・ベリ", "浜田花子"]);
    set(&mut facts, "task", "small", ["一", "二"]);
    let rows = |code: &str, letter: &str| {
        let form = templates.form(code).unwrap();
        let paper = document(form, &facts, templates.layout_of(form).unwrap(), REVISED).unwrap();
        let text = paper.manuscript.plain_text();
        text.lines().position(|line| line.contains(letter)).unwrap_or_else(|| panic!("{letter}: {text}"))
    };
    assert!(rows("F14", "担当者A") < rows("F14", "担当者B"));
    assert!(rows("F15", "担当者B") < rows("F15", "担当者A"), "the first task is the second person's");
}
