//! The words that stand for the placeholders of a form, and the conditions of its blocks.

use chrono::NaiveDate;

use super::countries;
use super::ledger::Ledger;
use super::pieces;
use crate::domain::document::{
    BidFacts, DocumentProblem, DocumentRule, Fact, Honorific, MemberFact, MemberFacts, PriceBasis, SealPolicy, Severity,
};
use crate::domain::era::{Digits, EraDate};
use crate::domain::form::{Condition, Placeholder, State, Text, TextPart};
use crate::domain::money::AmountForm;

/// What is printed where a date is not known: room to write it by hand.
pub(super) const BLANK_DATE: &str = "令和　　年　　月　　日";

/// What a block is being repeated for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scope {
    /// Nothing.
    Once,
    /// The member at this position.
    Member(usize),
    /// The attachment at this position.
    Attachment(usize),
}

/// Whether a block is printed.
pub(super) fn all_hold(conditions: &[Condition], facts: &BidFacts) -> bool {
    conditions.iter().all(|condition| holds(condition.state, facts) == condition.wanted)
}

fn holds(state: State, facts: &BidFacts) -> bool {
    match state {
        State::JointVenture => facts.is_joint_venture(),
        State::Agent => facts.agent.is_some(),
        State::TaxExclusive => facts.tender.price_basis == PriceBasis::TaxExclusive,
        State::NoSeal => facts.seal == SealPolicy::NoneWithContact,
        State::Number => !facts.tender.number.trim().is_empty(),
        State::Place => !facts.tender.place.trim().is_empty(),
        State::Period => !facts.tender.period.trim().is_empty(),
        State::Attachments => !facts.attachments.is_empty(),
        State::Shares => facts.members.iter().any(|member| member.share.is_some()),
        State::ForeignMember => facts.members.iter().any(|member| member.is_foreign),
    }
}

/// A text with its placeholders filled.
pub(super) fn fill(text: &Text, facts: &BidFacts, scope: Scope, ledger: &mut Ledger) -> String {
    let part = |part: &TextPart| match part {
        TextPart::Words(words) => words.clone(),
        TextPart::Placeholder(placeholder) => value(*placeholder, facts, scope, ledger),
    };
    text.0.iter().map(part).collect()
}

fn value(placeholder: Placeholder, facts: &BidFacts, scope: Scope, ledger: &mut Ledger) -> String {
    let tender = &facts.tender;
    match placeholder {
        Placeholder::Title => ledger.line(Fact::Title, &tender.title),
        Placeholder::Number => ledger.line(Fact::Number, &tender.number),
        Placeholder::TitleWithNumber => title_with_number(facts, ledger),
        Placeholder::Addressee => addressee(facts, ledger),
        Placeholder::Place => ledger.line(Fact::Place, &tender.place),
        Placeholder::Period => ledger.line(Fact::Period, &tender.period),
        Placeholder::NoticeDate => date(Fact::NoticeDate, tender.notice_date, ledger),
        Placeholder::Date => paper_date(facts, ledger),
        Placeholder::JointVentureName => joint_venture_name(facts, ledger),
        Placeholder::Proposer => proposer(facts, ledger),
        Placeholder::Attachment => match scope {
            Scope::Attachment(index) => {
                facts.attachments.get(index).map_or_else(String::new, |a| ledger.line(Fact::Attachments, a))
            }
            _ => String::new(),
        },
        of_member => match scope {
            Scope::Member(index) => {
                facts.members.get(index).map_or_else(String::new, |m| member_value(of_member, index, m, ledger))
            }
            _ => String::new(),
        },
    }
}

fn member_value(placeholder: Placeholder, index: usize, member: &MemberFacts, ledger: &mut Ledger) -> String {
    let of = |what| Fact::Member(index, what);
    match placeholder {
        Placeholder::MemberKind => member_kind(index).to_owned(),
        Placeholder::MemberName => ledger.line(of(MemberFact::Name), &member.name),
        Placeholder::MemberCountry => country(index, member, ledger),
        Placeholder::MemberAddress => ledger.line(of(MemberFact::Address), &member.address),
        Placeholder::MemberRepresentative => representative(index, member, ledger).lines(u16::MAX).concat(),
        Placeholder::MemberWork => ledger.line(of(MemberFact::Work), &member.work),
        Placeholder::MemberShare => share(index, member, ledger),
        Placeholder::MemberContact => contact(index, member, ledger),
        Placeholder::MemberDepartment => ledger.line(of(MemberFact::ContactDepartment), &member.contact.department),
        Placeholder::MemberTelephone => ledger.line(of(MemberFact::ContactTelephone), &member.contact.telephone),
        Placeholder::MemberEmail => ledger.line(of(MemberFact::ContactEmail), &member.contact.email),
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

/// 共同企業体の名称.
pub(super) fn joint_venture_name(facts: &BidFacts, ledger: &mut Ledger) -> String {
    ledger.line(Fact::JointVentureName, facts.joint_venture_name.as_deref().unwrap_or_default())
}

/// The amount as a text quotes it.
pub(super) fn amount(facts: &BidFacts, ledger: &mut Ledger) -> String {
    match facts.amount {
        Some(amount) => amount.print(AmountForm::Unit),
        None => {
            ledger.missing(Fact::Amount);
            String::new()
        }
    }
}

/// The joint venture's name, or the firm's.
pub(super) fn proposer(facts: &BidFacts, ledger: &mut Ledger) -> String {
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
