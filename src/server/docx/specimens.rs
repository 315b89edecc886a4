//! Bids of firms that do not exist, with everything filled in: what a form of the catalogue is shown with, and what the
//! tests of papers print.

mod costs;
pub(in crate::server::docx) mod entries;

use chrono::NaiveDate;

use crate::domain::block::{Block, BlockBody};
use crate::domain::catalogue::{ExampleFirms, ExampleForm};
use crate::domain::document::{
    AgentFacts, BidFacts, ContactFacts, CopyKind, Honorific, MemberFacts, PriceBasis, RegistrationFacts, SealPolicy,
    SectionFacts, TenderFacts, VentureFacts,
};
use crate::domain::form::{Form, RecordNames};
use crate::domain::id::SectionId;
use crate::domain::language::Language;
use crate::domain::money::Yen;

/// The bid of these firms, with records of every kind and a breakdown of its costs.
#[must_use]
pub fn example(firms: ExampleFirms, names: &RecordNames) -> BidFacts {
    let mut facts = match firms {
        ExampleFirms::One => single(),
        ExampleFirms::Two | ExampleFirms::Works => joint(),
        ExampleFirms::Three | ExampleFirms::Years => three(),
    };
    facts.venture.is_joint_execution = matches!(firms, ExampleFirms::Three | ExampleFirms::Works);
    if firms == ExampleFirms::Works {
        facts.tender.title = "みなと市立防災センター改修工事".into();
        facts.tender.is_works = true;
    }
    if firms == ExampleFirms::Years {
        facts.tender.title = "みなと市防災情報配信システム構築及び運用業務委託".into();
        facts.tender.period = "契約締結日から令和11年３月31日まで".into();
    }
    facts.costs = costs::breakdown(&facts, if firms == ExampleFirms::Years { 3 } else { 0 });
    entries::with_entries(facts, names)
}

/// The bid with which a form is shown, in the shape that is asked for.
#[must_use]
pub fn of_form(form: &Form, asked: &ExampleForm, names: &RecordNames) -> BidFacts {
    BidFacts {
        agent: (asked.agent == "yes").then(agent),
        order: asked.order_of(form),
        variant: asked.variant_of(form),
        ..example(ExampleFirms::parse(&asked.firms), names)
    }
}

/// Who bids in the representative's place, where a bid has an agent.
#[must_use]
pub fn agent() -> AgentFacts {
    AgentFacts { address: "みなと市港町４番５号".into(), name: "磯部　健".into() }
}

pub(in crate::server::docx) fn date(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// One Japanese firm, everything known.
pub(in crate::server::docx) fn single() -> BidFacts {
    BidFacts {
        tender: TenderFacts {
            title: "みなと市防災情報配信システム構築業務委託".into(),
            number: "第12号".into(),
            addressee: "みなと市長".into(),
            addressee_name: "海野　一郎".into(),
            place: "みなと市内".into(),
            period: "契約締結日から令和９年３月31日まで".into(),
            notice_date: date(2026, 11, 2),
            buyer: "みなと市".into(),
            opening_date: date(2026, 12, 17),
            is_works: false,
            price_basis: PriceBasis::TaxExclusive,
            tax_percent: Some(10),
        },
        honorific: Honorific::Sama,
        seal: SealPolicy::InUse,
        members: vec![minato()],
        joint_venture_name: None,
        agent: None,
        date: date(2026, 12, 10),
        amount: Some(Yen(9_403_430)),
        label: None,
        order: None,
        title: None,
        variant: None,
        copy: CopyKind::Original,
        records: Vec::new(),
        venture: VentureFacts::default(),
        attachments: vec!["共同企業体協定書の写し".into(), "委任状".into(), "会社概要書".into(), "業務実績調書".into()],
        costs: None,
        sections: sections(),
        pictures: std::collections::BTreeMap::default(),
        language: Language::Japanese,
    }
}

/// A Japanese firm and a foreign partner.
pub(in crate::server::docx) fn joint() -> BidFacts {
    BidFacts {
        members: vec![minato(), nordris()],
        joint_venture_name: Some("湊技研・ノルドリス共同企業体".into()),
        venture: VentureFacts {
            is_joint_execution: false,
            office: "みなと市浜町一丁目２番３号".into(),
            formed_on: date(2026, 11, 10),
            months_after: Some(3),
            bank: "みなと銀行".into(),
            branch: "浜町支店".into(),
        },
        ..single()
    }
}

pub(in crate::server::docx) fn minato() -> MemberFacts {
    MemberFacts {
        name: "湊技研株式会社".into(),
        name_kana: "ミナトギケン".into(),
        country: "JP".into(),
        is_foreign: false,
        address: "みなと市浜町一丁目２番３号".into(),
        representative_title: "代表取締役".into(),
        representative_name: "湊　太郎".into(),
        representative_katakana: "ミナト　タロウ".into(),
        representative_latin: String::new(),
        work: "全体統括、設計、市との協議、運用保守".into(),
        share: Some(6000),
        amount: Some(Yen(6_000_000)),
        registration: RegistrationFacts {
            corporate_number: "1010401000001".into(),
            postal_code: "105-0000".into(),
            ..RegistrationFacts::default()
        },
        contact: ContactFacts {
            department: "公共事業部".into(),
            name: "課長　浜田　花子".into(),
            reading: "はまだ　はなこ".into(),
            telephone: "03-1234-5678".into(),
            email: "hamada@minato-giken.example".into(),
        },
    }
}

/// Three firms, one of them from abroad.
pub(in crate::server::docx) fn three() -> BidFacts {
    let second = MemberFacts {
        name: "株式会社磯部システム".into(),
        name_kana: "イソベシステム".into(),
        address: "みなと市港町４番５号".into(),
        representative_name: "磯部　健".into(),
        representative_katakana: "イソベ　ケン".into(),
        work: "職員研修、問合せ対応".into(),
        share: Some(2000),
        amount: Some(Yen(1_000_000)),
        ..minato()
    };
    BidFacts { members: vec![minato(), second, nordris()], ..joint() }
}

pub(in crate::server::docx) fn nordris() -> MemberFacts {
    MemberFacts {
        name: "Nordris AB".into(),
        name_kana: "ノルドリス".into(),
        country: "SE".into(),
        is_foreign: true,
        address: "Storgatan 12, 111 51 Stockholm".into(),
        representative_title: "最高経営責任者".into(),
        representative_name: String::new(),
        representative_katakana: "アンナ・リンドストローム".into(),
        representative_latin: "Anna Lindström".into(),
        work: "配信基盤の設計及び試験".into(),
        share: Some(4000),
        amount: Some(Yen(4_343_773)),
        registration: RegistrationFacts {
            latin: "Nordris AB".into(),
            registry: "Bolagsverket".into(),
            registration_number: "556000-0001".into(),
            ..RegistrationFacts::default()
        },
        contact: ContactFacts {
            department: "Public Sector".into(),
            name: "エリック・ベリ".into(),
            reading: "Erik Berg".into(),
            telephone: "+46-8-123-4567".into(),
            email: "erik.berg@nordris.example".into(),
        },
    }
}

/// The identity of the section of a number.
pub(in crate::server::docx) fn section_id(number: u32) -> Option<SectionId> {
    SectionId::parse(&format!("018f3c5e-7b1a-7c3d-9e4f-{number:012x}"))
}

fn sections() -> Vec<SectionFacts> {
    let long = "本業務は、災害時に市民へ正確な情報を速やかに届けるための基盤を整えるものです。現在は、防災行政無線、市公式サイト及び電子メールがそれぞれ個別に運用されており、職員は同じ内容を三度入力しています。入力の遅れと表記のゆれが、市民の行動を妨げるおそれがあります。";
    let p = |id: &str, text: &str| Block::new(id, BlockBody::Paragraph { text: text.into() });
    let h = |id: &str, level, text: &str| Block::new(id, BlockBody::Heading { level, text: text.into() });
    let list = |id: &str, ordered, items: &[&str]| {
        Block::new(id, BlockBody::List { ordered, items: items.iter().map(|i| (*i).into()).collect() })
    };
    let row = |cells: &[&str]| cells.iter().map(|c| (*c).into()).collect::<Vec<_>>();
    let team = BlockBody::Table {
        header_rows: 1,
        widths: vec![],
        rows: vec![
            row(&["役割", "氏名", "所属", "担当する業務の内容", "実務経験"]),
            row(&["業務責任者", "浜田　花子", "湊技研株式会社", "全体統括、市との協議、品質及び工程の管理", "18年"]),
            row(&["設計主任", "エリック・ベリ", "Nordris AB", "配信基盤の設計、負荷試験、技術移転", "12年"]),
            row(&["運用主任", "磯部　健", "湊技研株式会社", "運用設計、職員研修、問合せ対応", "9年"]),
        ],
    };
    let cost = BlockBody::Table {
        header_rows: 1,
        widths: vec![],
        rows: vec![
            row(&["費目", "数量", "単価（円）", "金額（円）"]),
            row(&["設計", "40", "52,000", "2,080,000"]),
            row(&["試験", "18", "48,000", "864,000"]),
        ],
    };
    let section = |number, title: &str, blocks| {
        Some(SectionFacts { id: section_id(number)?, number, title: title.into(), blocks })
    };
    let sections = vec![
        section(
            1,
            "業務の理解と現状の課題",
            vec![
                p("a1", long),
                h("a2", 1, "情報の入口が分かれていること"),
                p("a3", long),
                h("a4", 2, "職員の負担"),
                p("a5", long),
                list(
                    "a6",
                    false,
                    &[
                        "入力を一度にまとめ、表記の規則を画面で示します。",
                        "発信前に二人目の職員が確認する手順を設けます。",
                    ],
                ),
                h("a7", 2, "訂正の手順"),
                p("a8", long),
                h("a9", 1, "多言語での発信"),
                p("a10", long),
            ],
        ),
        section(
            2,
            "実施方針",
            vec![
                p("b1", long),
                list("b2", true, &["現行業務の調査", "基盤の設計及び試験環境の構築", "試行運用と職員研修", "本番運用"]),
                p("b3", long),
                p("b4", long),
            ],
        ),
        section(3, "実施体制", vec![p("c1", "実施体制は次の表のとおりです。"), Block::new("c2", team), p("c3", long)]),
        section(
            4,
            "実施スケジュール",
            vec![p("d1", long), p("d2", long), Block::new("d3", BlockBody::PageBreak), p("d4", long)],
        ),
        section(10, "人権尊重・環境・責任ある調達", vec![p("e1", long), Block::new("e2", cost), p("e3", long)]),
    ];
    sections.into_iter().flatten().collect()
}
