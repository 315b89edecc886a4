//! `musubi demo`: an example bid of a Japanese firm and a foreign partner, made through the same services as the
//! pages, for a notice of our own writing. Fills an empty data folder only.

use std::collections::BTreeMap;

use clap::Args;
use musubi::domain::account::PersonForm;
use musubi::domain::change::Taken;
use musubi::domain::cost_sheet::form::{CostForm, CostLineInput};
use musubi::domain::document_settings::DocumentForm;
use musubi::domain::id::{BidId, TenderId};
use musubi::domain::joint_venture_view::MemberInput;
use musubi::domain::language::Language;
use musubi::domain::organisation::OrganisationForm;
use musubi::domain::section::BlockInput;
use musubi::domain::tender::TenderProposal;
use musubi::server::access::Caller;
use musubi::server::access::token::{self, Token};
use musubi::server::edge::Call;
use musubi::server::failure::Failure;
use musubi::server::http::calls::caller_of;
use musubi::server::services::costs::SheetForm;
use musubi::server::services::joint_ventures::JointVentureForm;
use musubi::server::services::sections::TextForm;
use musubi::server::services::{bids, costs, documents, joint_ventures, links, seats, sections, tenders};
use musubi::ui::wording::requirement;
use serde::Deserialize;

use super::refusal::Place;
use super::{DataFolder, Outcome};

mod questions;
mod records;

const NOTICE: &str = include_str!("notice.txt");
const TEXTS: &str = include_str!("sections.toml");

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    #[command(flatten)]
    folder: DataFolder,
}

/// A person of the example.
struct Person {
    call: Call,
    name: &'static str,
    email: &'static str,
    password: String,
}

impl Demo {
    /// Makes the example and prints what is needed to sign in.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        let call = self.folder.call().await?;
        let Some(link) = links::begin_set_up(&call.state, call.now).await? else {
            return Err(Failure::fault("this folder is set up already; choose an empty one for the example"));
        };
        let sato = set_up(&call, &link).await?;
        let tender = confirmed_tender(&sato.call).await?;
        let bid = bids::create(&sato.call, tender).await?;
        let hansen = partner(&sato, &call, bid).await?;
        venture(&sato.call, bid).await?;
        write(&sato.call, Language::Japanese, bid).await?;
        write(&hansen.call, Language::English, bid).await?;
        records::enter(&sato.call, &hansen.call, bid).await?;
        questions::propose(&sato.call, &hansen.call, bid).await?;
        papers(&sato.call, bid).await?;
        breakdown(&sato.call, bid).await?;
        build_up(&hansen.call, bid).await?;
        documents::check(&sato.call, bid).await?;
        tell!("bid\t{bid}");
        for person in [&sato, &hansen] {
            tell!("{}\t{}\t{}", person.name, person.email, person.password);
        }
        tell!("The passwords are shown this once; change them under My settings.");
        tell!("Now run `musubi serve --data {}` and sign in as either of them.", self.folder.data.display());
        Ok(Outcome::Fine)
    }

    /// What it works on, for a refusal.
    pub fn place(&self) -> Place<'_> {
        Place::Folder(&self.folder)
    }
}

fn stranger(call: &Call, language: Language) -> Call {
    let mut stranger = Call::new(call.state.clone(), Caller::Stranger, call.now);
    stranger.language = language;
    stranger
}

async fn signed_in(call: &Call, token: &Token) -> Result<Call, Failure> {
    let caller = caller_of(&call.state, &token.hash, call.now).await?;
    Ok(Call::new(call.state.clone(), caller, call.now))
}

async fn set_up(call: &Call, link: &Token) -> Result<Person, Failure> {
    let (name, email) = ("佐藤　美咲", "sato@minato-giken.example");
    let password = token::fresh()?.secret;
    let firm = OrganisationForm {
        kind: "japanese".to_owned(),
        name: "湊技研株式会社".to_owned(),
        name_kana: "ミナトギケンカブシキガイシャ".to_owned(),
        name_latin: "Minato Giken K.K.".to_owned(),
        corporate_number: "7123456789012".to_owned(),
        country: "JP".to_owned(),
        postal_code: "100-0001".to_owned(),
        address: "みなと市浜町一丁目２番３号".to_owned(),
        representative_title: "代表取締役".to_owned(),
        representative_name: "湊　太郎".to_owned(),
        representative_kana: "ミナト タロウ".to_owned(),
        telephone: "03-0000-0001".to_owned(),
        zone: "Asia/Tokyo".to_owned(),
        ..OrganisationForm::default()
    };
    let person = person_form(name, "サトウ ミサキ", email, &password);
    let session = links::set_up(&stranger(call, Language::Japanese), &link.secret, &firm, &person).await?;
    Ok(Person { call: signed_in(call, &session).await?, name, email, password })
}

fn person_form(name: &str, kana: &str, email: &str, password: &str) -> PersonForm {
    PersonForm {
        email: email.to_owned(),
        person_name: name.to_owned(),
        person_kana: kana.to_owned(),
        password: password.to_owned(),
        password_again: password.to_owned(),
    }
}

async fn confirmed_tender(call: &Call) -> Result<TenderId, Failure> {
    let Taken::One(proposed) = tenders::paste(call, NOTICE, "").await? else {
        return Err(Failure::fault("the example is not read as one notice"));
    };
    let tender = proposed.tender();
    let proposal: TenderProposal = tenders::load_proposal(call, tender).await?;
    let mut form = tenders::ConfirmForm::as_proposed(&proposal.reading.proposal);
    // The notice's ceiling is with tax, the bid form without: the person decides (dossier §0, consequence 3).
    form.facts.price_basis = "exclusive".to_owned();
    form.choices.insert("price_basis".to_owned(), "correct".to_owned());
    for (row, proposed) in form.requirements.iter_mut().zip(&proposal.reading.proposal.requirements) {
        row.en = requirement::english(&proposed.value);
    }
    tenders::confirm(call, tender, proposal.revision, &form).await?;
    Ok(tender)
}

async fn partner(sato: &Person, call: &Call, bid: BidId) -> Result<Person, Failure> {
    let (name, email) = ("Ingrid Hansen", "ingrid@nordlys.example");
    let password = token::fresh()?.secret;
    let link = seats::invite(&sato.call, bid, email, "writer", "").await?;
    let firm = OrganisationForm {
        kind: "foreign".to_owned(),
        name: "Nordlys AS".to_owned(),
        name_kana: "ノルドリス".to_owned(),
        name_latin: "Nordlys AS".to_owned(),
        country: "NO".to_owned(),
        registry: "Brønnøysundregistrene".to_owned(),
        registration_number: "912 345 678".to_owned(),
        postal_code: "5003".to_owned(),
        address: "Strandgaten 12, 5013 Bergen".to_owned(),
        representative_title: "最高経営責任者".to_owned(),
        representative_name: "Anna Lindstrøm".to_owned(),
        representative_kana: "アンナ・リンドストローム".to_owned(),
        representative_latin: "Anna Lindstrøm".to_owned(),
        telephone: "+47 55 00 00 01".to_owned(),
        zone: "Europe/Oslo".to_owned(),
        ..OrganisationForm::default()
    };
    let person = person_form(name, "イングリッド・ハンセン", "", &password);
    let session = links::found(&stranger(call, Language::English), &link.secret, &firm, &person).await?;
    Ok(Person { call: signed_in(call, &session).await?, name, email, password })
}

async fn venture(call: &Call, bid: BidId) -> Result<(), Failure> {
    let firms = joint_ventures::page(call, bid).await?.firms;
    let works = ["全体統括、市との協議、運用保守", "配信基盤の設計及び試験"];
    let amounts = ["26,000,000", "17,636,363"];
    let members = firms
        .iter()
        .zip(1..)
        .zip(works.into_iter().zip(amounts))
        .map(|((firm, place), (work, amount)): ((_, u32), _)| MemberInput {
            place: place.to_string(),
            organisation: firm.id.to_string(),
            work: work.to_owned(),
            amount: amount.to_owned(),
            ..MemberInput::default()
        })
        .collect();
    let form = JointVentureForm {
        kind: "proposal_group".to_owned(),
        method: "divided_work".to_owned(),
        name: "湊技研・ノルドリス共同企業体".to_owned(),
        office: "みなと市浜町一丁目２番３号　湊技研株式会社内".to_owned(),
        bank: "みなと銀行".to_owned(),
        branch: "浜町支店".to_owned(),
        formed_on: "令和8年11月20日".to_owned(),
        months: "3".to_owned(),
        members,
        ..JointVentureForm::default()
    };
    joint_ventures::save(call, bid, &form).await
}

#[derive(Debug, Deserialize)]
struct Texts {
    ja: String,
    en: String,
}

async fn write(call: &Call, language: Language, bid: BidId) -> Result<(), Failure> {
    let texts: BTreeMap<String, Texts> = toml::from_str(TEXTS).map_err(|error| Failure::Fault(Box::new(error)))?;
    for line in sections::outline(call, bid).await?.sections {
        let Some(texts) = texts.get(&line.code) else { continue };
        let text = match language {
            Language::Japanese => &texts.ja,
            Language::English => &texts.en,
        };
        let form = TextForm {
            language,
            revision: 1,
            seen: String::new(),
            op: "save".to_owned(),
            choice: String::new(),
            blocks: blocks(text),
        };
        sections::write(call, bid, line.id, form).await?;
    }
    Ok(())
}

/// Lines of one kind that follow each other make one list or table; see `sections.toml`.
fn blocks(text: &str) -> Vec<BlockInput> {
    let mut blocks: Vec<BlockInput> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let (kind, text) = match line.split_once(' ') {
            Some(("#", text)) => ("heading1", text.to_owned()),
            Some(("-", text)) => ("unordered", text.to_owned()),
            Some(("|", text)) => ("table", text.trim_end_matches('|').trim_end().to_owned()),
            _ => ("paragraph", line.to_owned()),
        };
        match blocks.last_mut() {
            Some(last) if last.kind == kind && matches!(kind, "unordered" | "table") => {
                last.text.push('\n');
                last.text.push_str(&text);
            }
            _ => blocks.push(BlockInput { id: String::new(), kind: kind.to_owned(), text }),
        }
    }
    blocks
}

async fn papers(call: &Call, bid: BidId) -> Result<(), Failure> {
    let bid_form =
        DocumentForm {
            date: "令和8年12月10日".to_owned(), amount: "43,636,363".to_owned(), ..DocumentForm::default()
        };
    documents::save(call, bid, "F01", 0, &bid_form).await?;
    let intent = DocumentForm {
        date: "令和8年11月27日".to_owned(),
        attachments: "共同企業体協定書の写し\n会社概要書\n業務実績調書".to_owned(),
        ..DocumentForm::default()
    };
    documents::save(call, bid, "F07", 0, &intent).await
}

/// What the papers print: the parts of both firms, to the amount of the bid.
async fn breakdown(call: &Call, bid: BidId) -> Result<(), Failure> {
    let firms = costs::page(call, bid, "shared").await?.firms;
    let firm = |index: usize| firms.get(index).map(|firm| firm.id.to_string()).unwrap_or_default();
    let line = |part: &str, label: &str, counted: [&str; 3], firm: String| CostLineInput {
        part: part.to_owned(),
        level: "1".to_owned(),
        label: label.to_owned(),
        quantity: counted[0].to_owned(),
        unit: counted[1].to_owned(),
        price: counted[2].to_owned(),
        member: firm,
        ..CostLineInput::default()
    };
    let lump = |part: &str, label: &str, amount: &str, firm: String| CostLineInput {
        quantity: "1".to_owned(),
        unit: "式".to_owned(),
        amount: amount.to_owned(),
        ..line(part, label, ["", "", ""], firm)
    };
    let lines = vec![
        line("labour", "主任技師（全体統括、市との協議）", ["85", "人日", "66,900"], firm(0)),
        line("labour", "技師Ａ（要件定義、移行、研修）", ["142.5", "人日", "51,600"], firm(0)),
        line("labour", "技師Ａ（配信基盤の設計）", ["130", "人日", "51,600"], firm(1)),
        line("labour", "技師Ｂ（構築及び試験）", ["110", "人日", "42,400"], firm(1)),
        lump("expenses", "機器及びクラウド利用料", "3,480,000", firm(0)),
        lump("expenses", "旅費交通費", "860,000", firm(0)),
        lump("expenses", "翻訳通訳費", "1,150,000", firm(1)),
        lump("subcontract", "脆弱性診断", "1,600,000", firm(0)),
        lump("overhead", "その他原価及び一般管理費", "7,048,000", firm(0)),
        lump("overhead", "その他原価及び一般管理費", "5,114,363", firm(1)),
        lump("discount", "値引", "△27,500", firm(0)),
    ];
    let sheet = CostForm { kind: "services".to_owned(), lines, ..CostForm::default() };
    costs::save(call, bid, "shared", &SheetForm { sheet, ..SheetForm::default() }).await
}

/// What the partner reckons for itself, of which only one sum is shared.
async fn build_up(call: &Call, bid: BidId) -> Result<(), Failure> {
    let line = |label: &str, quantity: &str, price: &str| CostLineInput {
        part: "labour".to_owned(),
        level: "1".to_owned(),
        label: label.to_owned(),
        quantity: quantity.to_owned(),
        unit: "人日".to_owned(),
        price: price.to_owned(),
        ..CostLineInput::default()
    };
    let lines = vec![line("Solution architect", "130", "44,000"), line("Developer", "110", "36,500")];
    let sheet = CostForm { kind: "services".to_owned(), lines, ..CostForm::default() };
    costs::save(call, bid, "own", &SheetForm { revision: 0, sharing: "sum".to_owned(), sheet }).await
}
