//! What a bid knows that a blank may hold, by the names of the form language.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Blank, BlankKind};
use crate::domain::document::{BidFacts, Honorific, MemberFacts};
use crate::domain::era::{Digits, EraDate};
use crate::domain::money::{AmountForm, Yen};

/// Something that a bid knows. A member's facts carry which member, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Datum {
    /// 件名.
    Title,
    /// 番号.
    Number,
    /// 宛先 with honorific.
    Addressee,
    /// The name of the person who holds the addressed office.
    AddresseeName,
    /// 履行場所.
    Place,
    /// 履行期間.
    Period,
    /// 公告日.
    NoticeDate,
    /// The paper's date.
    Date,
    /// The amount.
    Amount,
    /// 共同企業体の名称.
    JointVentureName,
    /// The joint venture's name, or the firm's.
    Proposer,
    /// 代理人 住所.
    AgentAddress,
    /// 代理人 氏名.
    AgentName,
    /// Something of one member.
    Member(usize, MemberDatum),
}

/// Something of one member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MemberDatum {
    /// 商号又は名称.
    Name,
    /// Its reading.
    NameKana,
    /// Its name in Latin letters.
    Latin,
    /// 法人番号.
    CorporateNumber,
    /// 郵便番号.
    PostalCode,
    /// 所在地.
    Address,
    /// 代表者職氏名.
    Representative,
    /// 職.
    RepresentativeTitle,
    /// 氏名.
    RepresentativeName,
    /// 分担業務.
    Work,
    /// 出資割合.
    Share,
    /// 分担額.
    Amount,
    /// 担当部署.
    Department,
    /// 担当者.
    Contact,
    /// ふりがな of the contact.
    ContactReading,
    /// 電話.
    Telephone,
    /// E-mail.
    Email,
}

/// Most members that a name may count.
const MOST_MEMBERS: usize = 99;

const OF_BID: [(Datum, &str); 13] = [
    (Datum::Title, "title"),
    (Datum::Number, "number"),
    (Datum::Addressee, "addressee"),
    (Datum::AddresseeName, "addressee_name"),
    (Datum::Place, "place"),
    (Datum::Period, "period"),
    (Datum::NoticeDate, "notice_date"),
    (Datum::Date, "date"),
    (Datum::Amount, "amount"),
    (Datum::JointVentureName, "joint_venture_name"),
    (Datum::Proposer, "proposer"),
    (Datum::AgentAddress, "agent.address"),
    (Datum::AgentName, "agent.name"),
];

const OF_MEMBER: [(MemberDatum, &str); 17] = [
    (MemberDatum::Name, "name"),
    (MemberDatum::NameKana, "name_kana"),
    (MemberDatum::Latin, "latin"),
    (MemberDatum::CorporateNumber, "corporate_number"),
    (MemberDatum::PostalCode, "postal_code"),
    (MemberDatum::Address, "address"),
    (MemberDatum::Representative, "representative"),
    (MemberDatum::RepresentativeTitle, "representative_title"),
    (MemberDatum::RepresentativeName, "representative_name"),
    (MemberDatum::Work, "work"),
    (MemberDatum::Share, "share"),
    (MemberDatum::Amount, "amount"),
    (MemberDatum::Department, "department"),
    (MemberDatum::Contact, "contact"),
    (MemberDatum::ContactReading, "contact_reading"),
    (MemberDatum::Telephone, "telephone"),
    (MemberDatum::Email, "email"),
];

impl Datum {
    /// The name: `title`, `member.name`, `member.2.name` for the second member.
    #[must_use]
    pub fn name(self) -> String {
        if let Self::Member(index, what) = self {
            let name = OF_MEMBER.iter().find(|(datum, _)| *datum == what).map_or("", |(_, name)| name);
            return if index == 0 { format!("member.{name}") } else { format!("member.{}.{name}", index + 1) };
        }
        OF_BID.iter().find(|(datum, _)| *datum == self).map_or_else(String::new, |(_, name)| (*name).to_owned())
    }

    /// Reads a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let Some(of_member) = name.strip_prefix("member.") else {
            return OF_BID.iter().find(|(_, known)| *known == name).map(|(datum, _)| *datum);
        };
        let (index, what) = match of_member.split_once('.') {
            Some((number, what)) => (number.parse::<usize>().ok()?.checked_sub(1)?, what),
            None => (0, of_member),
        };
        let (datum, _) = OF_MEMBER.iter().find(|(_, known)| *known == what)?;
        (index < MOST_MEMBERS).then_some(Self::Member(index, *datum))
    }

    /// Everything that a bid of so many members can offer.
    pub fn all(members: usize) -> impl Iterator<Item = Self> {
        let of_members = (0..members.min(MOST_MEMBERS))
            .flat_map(|index| OF_MEMBER.iter().map(move |(what, _)| Self::Member(index, *what)));
        OF_BID.iter().map(|(datum, _)| *datum).chain(of_members)
    }

    /// The same of another member.
    #[must_use]
    pub const fn of_member(self, index: usize) -> Self {
        match self {
            Self::Member(_, what) => Self::Member(index, what),
            other => other,
        }
    }

    /// What the bid says, as a blank takes it; none where the bid does not say it.
    #[must_use]
    pub fn value(self, facts: &BidFacts, blank: &Blank) -> Option<String> {
        let tender = &facts.tender;
        let text = match self {
            Self::Title => tender.title.clone(),
            Self::Number => tender.number.clone(),
            Self::Addressee => addressee(facts),
            Self::AddresseeName => tender.addressee_name.clone(),
            Self::Place => tender.place.clone(),
            Self::Period => tender.period.clone(),
            Self::NoticeDate => tender.notice_date.and_then(|date| EraDate::of(date).ok())?.print(Digits::Office),
            Self::Date => facts.date.and_then(|date| EraDate::of(date).ok())?.print(Digits::Office),
            Self::Amount => amount(facts.amount?, blank),
            Self::JointVentureName => facts.joint_venture_name.clone()?,
            Self::Proposer => facts.joint_venture_name.clone().or_else(|| Some(facts.members.first()?.name.clone()))?,
            Self::AgentAddress => facts.agent.as_ref()?.address.clone(),
            Self::AgentName => facts.agent.as_ref()?.name.clone(),
            Self::Member(index, what) => what.value(facts.members.get(index)?, blank)?,
        };
        Some(text).filter(|text| !text.trim().is_empty())
    }
}

impl MemberDatum {
    fn value(self, member: &MemberFacts, blank: &Blank) -> Option<String> {
        let name = if member.is_foreign { &member.representative_katakana } else { &member.representative_name };
        Some(match self {
            Self::Name => member.name.clone(),
            Self::NameKana => member.name_kana.clone(),
            Self::Latin => member.registration.latin.clone(),
            Self::CorporateNumber => member.registration.corporate_number.clone(),
            Self::PostalCode => member.registration.postal_code.clone(),
            Self::Address => member.address.clone(),
            Self::Representative => {
                let parts = [member.representative_title.as_str(), name.as_str()];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　")
            }
            Self::RepresentativeTitle => member.representative_title.clone(),
            Self::RepresentativeName => name.clone(),
            Self::Work => member.work.clone(),
            Self::Share => {
                let share = member.share?;
                let number = format!("{}.{:02}", share / 100, share % 100);
                let number = number.trim_end_matches('0').trim_end_matches('.');
                if blank.has_unit { number.to_owned() } else { format!("{number}％") }
            }
            Self::Amount => amount(member.amount?, blank),
            Self::Department => member.contact.department.clone(),
            Self::Contact => member.contact.name.clone(),
            Self::ContactReading => member.contact.reading.clone(),
            Self::Telephone => member.contact.telephone.clone(),
            Self::Email => member.contact.email.clone(),
        })
    }
}

/// ¥ stands left of the first digit in boxes (dossier §3.1); 円 follows where nothing else says it.
fn amount(yen: Yen, blank: &Blank) -> String {
    match blank.kind {
        BlankKind::Digits => format!("¥{}", yen.0),
        _ if blank.has_unit => yen.print(AmountForm::Unit).trim_end_matches('円').to_owned(),
        _ => yen.print(AmountForm::Unit),
    }
}

fn addressee(facts: &BidFacts) -> String {
    let honorific = match facts.honorific {
        Honorific::Sama => "様",
        Honorific::Dono => "殿",
        Honorific::None => "",
    };
    let parts = [facts.tender.addressee.as_str(), facts.tender.addressee_name.as_str(), honorific];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　")
}

impl Serialize for Datum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
    }
}

impl<'de> Deserialize<'de> for Datum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::parse(&name).ok_or_else(|| serde::de::Error::custom(format!("nothing is called `{name}`")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back() {
        for datum in Datum::all(3) {
            assert_eq!(Datum::parse(&datum.name()), Some(datum));
        }
        assert_eq!(Datum::parse("member.2.name"), Some(Datum::Member(1, MemberDatum::Name)));
        assert_eq!(Datum::parse("member.0.name"), None);
        assert_eq!(Datum::parse("titel"), None);
    }
}
