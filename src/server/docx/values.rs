//! The words that stand for the placeholders of a form.

use chrono::NaiveDate;

use super::blanks;
use super::countries;
use super::filling::{Filling, Scope};
use super::ledger::Ledger;
use super::pieces;
use super::records;
use crate::domain::anonymity;
use crate::domain::document::{
    BidFacts, DocumentProblem, DocumentRule, Fact, Honorific, MemberFact, MemberFacts, PriceBasis, Severity,
};
use crate::domain::era::{Digits, EraDate};
use crate::domain::form::{MemberValue, Placeholder, Text, TextPart, Whose};
use crate::domain::money::{AmountForm, Daiji, TaxRate, Yen};

/// What is printed where a date is not known: room to write it by hand.
pub(super) const BLANK_DATE: &str = "令和　　年　　月　　日";

/// A line of a text while it is being filled.
#[derive(Default)]
struct Line {
    text: String,
    /// Whether the form has words of its own on it, not only signs between values.
    has_words: bool,
    /// Placeholders that had a value, and that had none.
    filled: usize,
    empty: usize,
    /// Where a value is lacking that must be there, and what stands for it where there are no words.
    lacking: Vec<(usize, String)>,
}

/// A text with its placeholders filled. Of several lines, one whose placeholders have no value is left out; where a value
/// is lacking, the spaces beside it go. Among words, what must be there and is not leaves room to be written in.
pub(super) fn fill(text: &Text, filling: &mut Filling<'_>, scope: Scope) -> String {
    let mut lines = vec![Line::default()];
    for part in &text.0 {
        let TextPart::Words(words) = part else {
            let before = filling.ledger.lacks();
            let value = value(part, filling, scope);
            let is_lacking = filling.ledger.lacks() > before && value.trim().is_empty() && !scope.is_blank;
            if let Some(line) = lines.last_mut() {
                line.take(value, is_lacking);
            }
            continue;
        };
        for (index, words) in words.split('\n').enumerate() {
            if index > 0 {
                lines.push(Line::default());
            }
            if let Some(line) = lines.last_mut() {
                line.has_words |= words.chars().any(|letter| letter.is_alphanumeric() || letter == '％');
                line.text.push_str(words);
            }
        }
    }
    let lines = lines.into_iter().map(Line::with_room);
    if scope.is_blank {
        return lines.map(Line::without_brackets).collect::<Vec<_>>().join("\n");
    }
    let is_several = lines.len() > 1;
    let kept = lines.filter(|line| !is_several || line.empty == 0 || line.filled > 0);
    kept.map(Line::trimmed).collect::<Vec<_>>().join("\n")
}

impl Line {
    fn take(&mut self, value: String, is_lacking: bool) {
        if value.is_empty() {
            self.empty += 1;
        } else {
            self.filled += 1;
        }
        if is_lacking {
            self.lacking.push((self.text.len(), value));
        } else {
            self.text.push_str(&value);
        }
    }

    /// Puts in what stands where values are lacking: room among words; without any, what a form leaves there.
    fn with_room(mut self) -> Self {
        for (place, value) in std::mem::take(&mut self.lacking).into_iter().rev() {
            if self.has_words {
                self.text.insert_str(place, &blanks::room(value.chars().count()));
                if value.is_empty() {
                    self.empty -= 1;
                    self.filled += 1;
                }
            } else {
                self.text.insert_str(place, &value);
            }
        }
        self
    }

    fn trimmed(self) -> String {
        let is_partly = self.empty > 0 && self.filled > 0;
        let text = self.without_brackets();
        if is_partly { text.trim().to_owned() } else { text }
    }

    /// Brackets around a value that is not there go with it.
    fn without_brackets(self) -> String {
        if self.empty > 0 { self.text.replace("（）", "") } else { self.text }
    }
}

fn value(part: &TextPart, filling: &mut Filling<'_>, scope: Scope) -> String {
    match part {
        TextPart::Words(words) => words.clone(),
        TextPart::Placeholder(placeholder) => of_bid(*placeholder, filling, scope),
        TextPart::Member(whose, value) => {
            let index = if *whose == Whose::Lead { Some(0) } else { scope.member };
            index.map_or_else(String::new, |index| of_member(*value, index, filling))
        }
        TextPart::Record(name) => records::value(name, filling, scope),
        TextPart::Article(name) => filling.articles.get(name).cloned().unwrap_or_default(),
    }
}

fn of_bid(placeholder: Placeholder, filling: &mut Filling<'_>, scope: Scope) -> String {
    let facts = filling.facts;
    let ledger = &mut filling.ledger;
    let (tender, venture) = (&facts.tender, &facts.venture);
    let count = |count: usize| Digits::Office.print(u32::try_from(count).unwrap_or(u32::MAX));
    match placeholder {
        Placeholder::Title => ledger.line(Fact::Title, &tender.title),
        Placeholder::Number => ledger.line(Fact::Number, &tender.number),
        Placeholder::TitleWithNumber => title_with_number(facts, ledger),
        Placeholder::Addressee => addressee(facts, ledger),
        Placeholder::Buyer => ledger.line(Fact::Buyer, &tender.buyer),
        Placeholder::Place => ledger.line(Fact::Place, &tender.place),
        Placeholder::Period => ledger.line(Fact::Period, &tender.period),
        Placeholder::NoticeDate => date(Fact::NoticeDate, tender.notice_date, ledger),
        Placeholder::OpeningDate => date(Fact::OpeningDate, tender.opening_date, ledger),
        Placeholder::Date => paper_date(facts, ledger),
        Placeholder::Amount => money(facts.amount, AmountForm::Plain, ledger),
        Placeholder::AmountFormal => known_amount(facts, ledger).map_or_else(String::new, |a| a.daiji(Daiji::Minimal)),
        Placeholder::AmountTax | Placeholder::AmountNet | Placeholder::AmountGross => taxed(placeholder, facts, ledger),
        Placeholder::JointVentureName => joint_venture_name(facts, ledger),
        // What would tell who it is.
        Placeholder::JointVentureOffice | Placeholder::JointVentureBank | Placeholder::JointVentureBranch
            if facts.is_blind() =>
        {
            String::new()
        }
        Placeholder::JointVentureOffice => ledger.line(Fact::JointVentureOffice, &venture.office),
        Placeholder::JointVentureFormedOn => date(Fact::JointVentureFormedOn, venture.formed_on, ledger),
        Placeholder::JointVentureMonthsAfter => match venture.months_after {
            Some(months) => count(usize::from(months)),
            None => {
                ledger.missing(Fact::JointVentureMonthsAfter);
                "　　".to_owned()
            }
        },
        Placeholder::JointVentureBank => ledger.line(Fact::JointVentureBank, &venture.bank),
        Placeholder::JointVentureBranch => ledger.optional_line(Fact::JointVentureBank, venture.branch.trim()),
        Placeholder::JointVentureAmount => {
            let parts: Option<Vec<Yen>> = facts.members.iter().map(|member| member.amount).collect();
            let total = parts.filter(|parts| !parts.is_empty()).and_then(Yen::total);
            total.map_or_else(String::new, |total| total.print(AmountForm::Plain))
        }
        Placeholder::MemberCount => count(facts.members.len()),
        Placeholder::PartnerCount => count(facts.members.len().saturating_sub(1)),
        Placeholder::Proposer => proposer(facts, ledger),
        Placeholder::AgentAddress => agent(Fact::AgentAddress, facts, ledger),
        Placeholder::AgentName => agent(Fact::AgentName, facts, ledger),
        Placeholder::Attachment => {
            let attachment = scope.attachment.and_then(|index| facts.attachments.get(index));
            attachment.map_or_else(String::new, |attachment| ledger.line(Fact::Attachments, attachment))
        }
        Placeholder::No => scope.number.to_string(),
        // Fields, where they may stand: see `pieces::edge`.
        Placeholder::Page | Placeholder::Pages => String::new(),
    }
}

/// The amount as a text quotes it.
pub(super) fn amount(facts: &BidFacts, ledger: &mut Ledger) -> String {
    known_amount(facts, ledger).map_or_else(String::new, |amount| amount.print(AmountForm::Unit))
}

fn agent(fact: Fact, facts: &BidFacts, ledger: &mut Ledger) -> String {
    // In a copy that must not name the firm, its agent is not named either.
    if facts.is_blind() {
        return String::new();
    }
    let agent = facts.agent.as_ref();
    let text = agent.map_or("", |agent| if fact == Fact::AgentName { &agent.name } else { &agent.address });
    ledger.line(fact, text)
}

fn known_amount(facts: &BidFacts, ledger: &mut Ledger) -> Option<Yen> {
    if facts.amount.is_none() {
        ledger.missing(Fact::Amount);
    }
    facts.amount
}

/// Room to write an amount by hand, where there is none.
fn money(amount: Option<Yen>, form: AmountForm, ledger: &mut Ledger) -> String {
    match amount {
        Some(amount) => amount.print(form),
        None => {
            ledger.missing(Fact::Amount);
            "　".repeat(10)
        }
    }
}

fn taxed(placeholder: Placeholder, facts: &BidFacts, ledger: &mut Ledger) -> String {
    if facts.tender.tax_percent.is_none() {
        ledger.missing(Fact::TaxRate);
    }
    let Some((amount, percent)) = known_amount(facts, ledger).zip(facts.tender.tax_percent) else {
        return "　".repeat(8);
    };
    let rate = TaxRate(percent);
    let (net, gross) = match facts.tender.price_basis {
        PriceBasis::TaxExclusive => (amount, amount.tax_included(rate)),
        PriceBasis::TaxInclusive => (contained_net(amount, rate), amount),
    };
    let wanted = match placeholder {
        Placeholder::AmountNet => net,
        Placeholder::AmountGross => gross,
        _ => Yen(gross.0 - net.0),
    };
    wanted.print(AmountForm::Plain)
}

/// What is left of a price without the tax in it, of which a fraction of a yen is dropped.
fn contained_net(gross: Yen, rate: TaxRate) -> Yen {
    let (whole, percent) = (i128::from(gross.0), i128::from(rate.0));
    let tax = (whole * percent).div_euclid(100 + percent);
    Yen(i64::try_from(whole - tax).unwrap_or(i64::MAX))
}

fn of_member(value: MemberValue, index: usize, filling: &mut Filling<'_>) -> String {
    let facts = filling.facts;
    let Some(member) = facts.members.get(index) else {
        filling.ledger.missing(Fact::Members);
        return String::new();
    };
    if facts.is_blind() {
        return of_blind_member(value, index, member, filling);
    }
    let ledger = &mut filling.ledger;
    let of = |what| Fact::Member(index, what);
    let registered = |text: &str, ledger: &mut Ledger| ledger.optional_line(of(MemberFact::Registration), text.trim());
    let registration = &member.registration;
    match value {
        MemberValue::Kind => member_kind(index).to_owned(),
        MemberValue::Number => Digits::Office.print(u32::try_from(index + 1).unwrap_or(u32::MAX)),
        MemberValue::Name => ledger.line(of(MemberFact::Name), &member.name),
        MemberValue::Kana => ledger.optional_line(of(MemberFact::Name), member.name_kana.trim()),
        MemberValue::Latin => registered(&registration.latin, ledger),
        MemberValue::Country => country(index, member, ledger),
        MemberValue::PostalCode => registered(&registration.postal_code, ledger),
        MemberValue::Address => ledger.line(of(MemberFact::Address), &member.address),
        MemberValue::Representative => representative(index, member, ledger).lines(u16::MAX).concat(),
        MemberValue::Title => ledger.line(of(MemberFact::RepresentativeTitle), &member.representative_title),
        MemberValue::Person => representative(index, member, ledger).name,
        MemberValue::RepresentativeKana => {
            ledger.optional_line(of(MemberFact::RepresentativeKatakana), member.representative_katakana.trim())
        }
        MemberValue::RepresentativeLatin => {
            ledger.optional_line(of(MemberFact::RepresentativeLatin), member.representative_latin.trim())
        }
        MemberValue::CorporateNumber => registered(&registration.corporate_number, ledger),
        MemberValue::Registry => registered(&registration.registry, ledger),
        MemberValue::RegistrationNumber => registered(&registration.registration_number, ledger),
        MemberValue::Work => ledger.line(of(MemberFact::Work), &member.work),
        MemberValue::Share => share(index, member, ledger),
        MemberValue::Amount => match member.amount {
            Some(amount) => amount.print(AmountForm::Plain),
            None => {
                ledger.missing(of(MemberFact::Amount));
                String::new()
            }
        },
        MemberValue::Contact => contact(index, member, ledger),
        MemberValue::ContactKana => ledger.optional_line(of(MemberFact::ContactReading), member.contact.reading.trim()),
        MemberValue::Department => ledger.line(of(MemberFact::ContactDepartment), &member.contact.department),
        MemberValue::Telephone => ledger.line(of(MemberFact::ContactTelephone), &member.contact.telephone),
        MemberValue::Email => ledger.line(of(MemberFact::ContactEmail), &member.contact.email),
    }
}

/// In a copy that must not name the firm, names give way and what would tell it is left out.
fn of_blind_member(value: MemberValue, index: usize, member: &MemberFacts, filling: &mut Filling<'_>) -> String {
    let ledger = &mut filling.ledger;
    match value {
        MemberValue::Kind => member_kind(index).to_owned(),
        MemberValue::Number => Digits::Office.print(u32::try_from(index + 1).unwrap_or(u32::MAX)),
        MemberValue::Name => anonymity::member(index, filling.facts),
        MemberValue::Work => {
            let work = ledger.line(Fact::Member(index, MemberFact::Work), &member.work);
            match &filling.aliases {
                Some(aliases) => aliases.text(&work),
                None => work,
            }
        }
        MemberValue::Share => share(index, member, ledger),
        _ => String::new(),
    }
}

/// 代表者 for the first member, 構成員 for the others.
pub(super) fn member_kind(index: usize) -> &'static str {
    if index == 0 { "代表者" } else { "構成員" }
}

/// 件名（番号）.
pub(super) fn title_with_number(facts: &BidFacts, ledger: &mut Ledger) -> String {
    let title = ledger.line(Fact::Title, &facts.tender.title);
    let number = ledger.optional_line(Fact::Number, facts.tender.number.trim());
    if number.is_empty() { title } else { format!("{title}（{number}）") }
}

/// 宛先 with name and honorific, each parted by a full-width space.
pub(super) fn addressee(facts: &BidFacts, ledger: &mut Ledger) -> String {
    let office = ledger.line(Fact::Addressee, &facts.tender.addressee);
    let name = ledger.optional_line(Fact::Addressee, facts.tender.addressee_name.trim());
    let honorific = match facts.honorific {
        Honorific::Sama => "様",
        Honorific::Dono => "殿",
        Honorific::None => "",
    };
    let parts: Vec<&str> = [office.as_str(), name.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    let addressed = parts.join("　");
    let ends_twice = ["様", "殿", "御中", "宛て", "あて"].iter().any(|end| addressed.ends_with(end));
    if ends_twice && !honorific.is_empty() {
        ledger.note(DocumentRule::Addressee, Severity::Error, DocumentProblem::HonorificTwice);
    }
    if honorific.is_empty() || addressed.is_empty() { addressed } else { format!("{addressed}　{honorific}") }
}

/// The paper's own date, which may not lie before the notice.
pub(super) fn paper_date(facts: &BidFacts, ledger: &mut Ledger) -> String {
    if facts.date.zip(facts.tender.notice_date).is_some_and(|(own, notice)| own < notice) {
        ledger.note(DocumentRule::Date, Severity::Error, DocumentProblem::BeforeNotice);
    }
    date(Fact::Date, facts.date, ledger)
}

fn date(fact: Fact, date: Option<NaiveDate>, ledger: &mut Ledger) -> String {
    let Some(date) = date else {
        ledger.missing(fact);
        return BLANK_DATE.to_owned();
    };
    match EraDate::of(date) {
        Ok(era) => era.print(Digits::Office),
        Err(_) => {
            ledger.note(DocumentRule::Date, Severity::Error, DocumentProblem::NoEra);
            BLANK_DATE.to_owned()
        }
    }
}

/// 共同企業体の名称; in a copy that must name nobody, 提案者.
pub(super) fn joint_venture_name(facts: &BidFacts, ledger: &mut Ledger) -> String {
    if facts.is_blind() {
        return anonymity::PROPOSER.to_owned();
    }
    ledger.line(Fact::JointVentureName, facts.joint_venture_name.as_deref().unwrap_or_default())
}

/// The joint venture's name, or the firm's.
pub(super) fn proposer(facts: &BidFacts, ledger: &mut Ledger) -> String {
    if facts.is_blind() {
        return anonymity::PROPOSER.to_owned();
    }
    if facts.is_joint_venture() {
        return joint_venture_name(facts, ledger);
    }
    match facts.representative() {
        Some(firm) => ledger.line(Fact::Member(0, MemberFact::Name), &firm.name),
        None => {
            ledger.missing(Fact::Members);
            String::new()
        }
    }
}

/// 国名 in Japanese; an unknown code is printed as it is, and noted.
pub(super) fn country(index: usize, member: &MemberFacts, ledger: &mut Ledger) -> String {
    let code = ledger.line(Fact::Member(index, MemberFact::Country), &member.country);
    match countries::name_ja(&code) {
        Some(name) => name.to_owned(),
        None => {
            if !code.is_empty() {
                ledger.note(DocumentRule::Sender, Severity::Warning, DocumentProblem::UnknownCountry { member: index });
            }
            code
        }
    }
}

/// 代表者職氏名 in its parts.
pub(super) struct Representative {
    /// 職.
    pub(super) title: String,
    /// 氏名; of a foreigner in katakana.
    pub(super) name: String,
    /// The name in Latin letters, of a foreigner.
    pub(super) latin: String,
}

/// Who represents a member.
pub(super) fn representative(index: usize, member: &MemberFacts, ledger: &mut Ledger) -> Representative {
    let of = |what| Fact::Member(index, what);
    let title = ledger.line(of(MemberFact::RepresentativeTitle), &member.representative_title);
    if !member.is_foreign {
        let name = ledger.line(of(MemberFact::RepresentativeName), &member.representative_name);
        return Representative { title, name, latin: String::new() };
    }
    let name = ledger.line(of(MemberFact::RepresentativeKatakana), &member.representative_katakana);
    let latin = ledger.line(of(MemberFact::RepresentativeLatin), &member.representative_latin);
    Representative { title, name, latin }
}

impl Representative {
    /// In lines: title and name together where there is room for them, Latin letters in brackets below.
    pub(super) fn lines(&self, room: u16) -> Vec<String> {
        let together = joined(&self.title, &self.name);
        let mut lines =
            if pieces::length_in_characters(&together) <= room || self.title.is_empty() || self.name.is_empty() {
                vec![together]
            } else {
                vec![self.title.clone(), self.name.clone()]
            };
        if !self.latin.is_empty() {
            lines.push(format!("（{}）", self.latin));
        }
        lines
    }
}

/// 担当者, the reading in brackets on a line of its own: 氏名, （ふりがな）.
pub(super) fn contact(index: usize, member: &MemberFacts, ledger: &mut Ledger) -> String {
    let name = ledger.line(Fact::Member(index, MemberFact::ContactName), &member.contact.name);
    let reading = ledger.optional_line(Fact::Member(index, MemberFact::ContactReading), member.contact.reading.trim());
    if reading.is_empty() { name } else { format!("{name}\n（{reading}）") }
}

fn share(index: usize, member: &MemberFacts, ledger: &mut Ledger) -> String {
    match member.share {
        Some(share) if share.is_multiple_of(100) => format!("{}", share / 100),
        Some(share) if share.is_multiple_of(10) => format!("{}.{}", share / 100, share % 100 / 10),
        Some(share) => format!("{}.{:02}", share / 100, share % 100),
        None => {
            ledger.missing(Fact::Member(index, MemberFact::Share));
            String::new()
        }
    }
}

fn joined(first: &str, second: &str) -> String {
    if first.is_empty() || second.is_empty() { format!("{first}{second}") } else { format!("{first}　{second}") }
}
