//! Texts with placeholders.

use super::record_names::{FieldName, Named, RecordNames};
use crate::domain::anonymity::Naming;

names! {
    /// What can stand in braces anywhere in a text.
    Placeholder, "placeholder" {
        /// 件名.
        Title = "title",
        /// 番号.
        Number = "number",
        /// 件名（番号）, or 件名 alone when there is no number.
        TitleWithNumber = "title_with_number",
        /// 宛先 with name and honorific.
        Addressee = "addressee",
        /// The body behind the addressee: みなと市.
        Buyer = "buyer",
        /// 履行場所.
        Place = "place",
        /// 履行期間.
        Period = "period",
        /// 公告日.
        NoticeDate = "notice_date",
        /// 開札日.
        OpeningDate = "opening_date",
        /// The paper's date.
        Date = "date",
        /// The amount: 9,403,430.
        Amount = "amount",
        /// The amount in 大字.
        AmountFormal = "amount.formal",
        /// The consumption tax in it, or on it.
        AmountTax = "amount.tax",
        /// The amount without tax.
        AmountNet = "amount.net",
        /// The amount with tax.
        AmountGross = "amount.gross",
        /// 共同企業体の名称.
        JointVentureName = "joint_venture_name",
        /// 事務所の所在地.
        JointVentureOffice = "joint_venture.office",
        /// 成立の日.
        JointVentureFormedOn = "joint_venture.formed_on",
        /// 解散の時期: months after performance.
        JointVentureMonthsAfter = "joint_venture.months_after",
        /// 取引金融機関.
        JointVentureBank = "joint_venture.bank",
        /// Its branch.
        JointVentureBranch = "joint_venture.branch",
        /// 分担額 of all members.
        JointVentureAmount = "joint_venture.amount",
        /// How many members there are.
        MemberCount = "member_count",
        /// How many beside the representative.
        PartnerCount = "partner_count",
        /// The joint venture's name, or the firm's.
        Proposer = "proposer",
        /// 代理人 住所.
        AgentAddress = "agent.address",
        /// 代理人 氏名.
        AgentName = "agent.name",
        /// The attachment of this repetition.
        Attachment = "attachment",
        /// The number of this repetition.
        No = "no",
        /// The number of the page; above and below pages alone.
        Page = "page",
        /// How many pages there are; above and below pages alone.
        Pages = "pages",
    }
}

names! {
    /// What is printed of a member: `{member.…}`, and of the representative: `{lead.…}`.
    MemberValue, "value of a member" {
        /// 代表者 or 構成員.
        Kind = "kind",
        /// １, ２ …
        Number = "number",
        /// 商号又は名称.
        Name = "name",
        /// Its reading.
        Kana = "kana",
        /// Its name in Latin letters.
        Latin = "latin",
        /// 国名.
        Country = "country",
        /// 郵便番号.
        PostalCode = "postal_code",
        /// 所在地.
        Address = "address",
        /// 代表者職氏名.
        Representative = "representative",
        /// 職.
        Title = "title",
        /// 氏名.
        Person = "person",
        /// Its reading.
        RepresentativeKana = "representative_kana",
        /// It in Latin letters.
        RepresentativeLatin = "representative_latin",
        /// 法人番号.
        CorporateNumber = "corporate_number",
        /// The registry abroad.
        Registry = "registry",
        /// The number in it.
        RegistrationNumber = "registration_number",
        /// 分担業務.
        Work = "work",
        /// 出資割合 in per cent.
        Share = "share",
        /// 分担額.
        Amount = "amount",
        /// 担当者.
        Contact = "contact",
        /// Its reading.
        ContactKana = "contact_kana",
        /// 担当部署.
        Department = "department",
        /// 電話.
        Telephone = "telephone",
        /// E-mail.
        Email = "email",
    }
}

/// Of which member something is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The one that is repeated for.
    Repeated,
    /// The representative.
    Lead,
}

/// A text with placeholders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(pub Vec<TextPart>);

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextPart {
    /// Printed as it is.
    Words(String),
    /// Filled from the bid.
    Placeholder(Placeholder),
    /// Filled from a member.
    Member(Whose, MemberValue),
    /// Filled from a record.
    Record(RecordValueName),
    /// 第n条 of an article with a name.
    Article(String),
}

/// What is printed of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordValueName {
    /// The record's kind.
    pub kind: String,
    /// What people call the kind.
    pub kind_title: Named,
    /// Whether there is one of the kind for each owner.
    pub is_single: bool,
    /// The field.
    pub field: String,
    /// The column, where the field has rows.
    pub column: Option<String>,
    /// What people call field or column.
    pub label: Named,
    /// Whether a paper is incomplete without it.
    pub is_required: bool,
    /// Whom it names.
    pub naming: Naming,
    /// How it is printed.
    pub form: FieldForm,
}

/// How a value is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldForm {
    /// As it is.
    Plain,
    /// A flag as a box.
    Box,
    /// As boxes, the chosen one ticked; the choices as paper prints them.
    Boxes(Vec<String>),
    /// As the age that a date means on the paper's date.
    Age,
}

/// Why a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextFault {
    /// A brace without its partner.
    Brace,
    /// No such placeholder.
    Unknown(String),
    /// The kind of record has no such field.
    NoField(String),
}

impl Text {
    /// Reads `件名は{title}`; there is no way to print a brace, since none belongs on a paper.
    ///
    /// # Errors
    /// An unknown placeholder or a lonely brace.
    pub fn parse(text: &str, records: &RecordNames) -> Result<Self, TextFault> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            let (words, tail) = rest.split_at(open);
            let (name, after) = tail.strip_prefix('{').and_then(|t| t.split_once('}')).ok_or(TextFault::Brace)?;
            if !words.is_empty() {
                parts.push(TextPart::Words(words.to_owned()));
            }
            parts.push(part(name, records)?);
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(TextPart::Words(rest.to_owned()));
        }
        Ok(Self(parts))
    }

    /// Whether nothing is ever printed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn part(name: &str, records: &RecordNames) -> Result<TextPart, TextFault> {
    if let Some(placeholder) = Placeholder::parse(name) {
        return Ok(TextPart::Placeholder(placeholder));
    }
    let unknown = || TextFault::Unknown(name.to_owned());
    let (head, rest) = name.split_once('.').ok_or_else(unknown)?;
    match head {
        "member" => MemberValue::parse(rest).map(|value| TextPart::Member(Whose::Repeated, value)).ok_or_else(unknown),
        "lead" => MemberValue::parse(rest).map(|value| TextPart::Member(Whose::Lead, value)).ok_or_else(unknown),
        "article" => Ok(TextPart::Article(rest.to_owned())),
        _ => record_value(name, head, rest, records).map(TextPart::Record),
    }
}

fn record_value(name: &str, kind: &str, rest: &str, records: &RecordNames) -> Result<RecordValueName, TextFault> {
    let kind = records.kind(kind).ok_or_else(|| TextFault::Unknown(name.to_owned()))?;
    let no_field = || TextFault::NoField(name.to_owned());
    let mut names = rest.split('.');
    let field = names.next().and_then(|field| kind.field(field)).ok_or_else(no_field)?;
    let mut next = names.next();
    let column = match next {
        Some(column) if field.sort == "rows" => {
            next = names.next();
            Some(field.column(column).ok_or_else(no_field)?)
        }
        _ => None,
    };
    let value = column.unwrap_or(field);
    let form =
        field_form(value, next).filter(|_| names.next().is_none() && value.sort != "rows").ok_or_else(no_field)?;
    Ok(RecordValueName {
        kind: kind.kind.clone(),
        kind_title: kind.title.clone(),
        is_single: kind.is_single,
        field: field.name.clone(),
        column: column.map(|column| column.name.clone()),
        label: value.label.clone(),
        is_required: value.is_required,
        naming: value.naming,
        form,
    })
}

fn field_form(value: &FieldName, name: Option<&str>) -> Option<FieldForm> {
    match name {
        None => Some(FieldForm::Plain),
        Some("age") if value.sort == "date" => Some(FieldForm::Age),
        Some("box") if value.sort == "flag" => Some(FieldForm::Box),
        Some("boxes") if value.sort == "choice" => {
            Some(FieldForm::Boxes(value.options.iter().map(|(_, printed)| printed.clone()).collect()))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::form::RecordName;
    use crate::domain::record::RecordOwner;

    fn records() -> RecordNames {
        let field = |name: &str, sort: &str, columns| FieldName {
            name: name.into(),
            label: Named::default(),
            sort: sort.into(),
            is_required: false,
            naming: Naming::Nobody,
            options: vec![("same".into(), "同種".into())],
            columns,
        };
        let fields = vec![
            field("title", "line", vec![]),
            field("kind", "choice", vec![]),
            field("career", "rows", vec![field("from", "date", vec![])]),
        ];
        let kind = "staff".to_owned();
        RecordNames(vec![RecordName {
            kind,
            owner: RecordOwner::Firm,
            is_single: false,
            title: Named::default(),
            fields,
        }])
    }

    fn parse(text: &str) -> Result<Text, TextFault> {
        Text::parse(text, &records())
    }

    #[test]
    fn a_text_is_words_and_placeholders() {
        let text = parse("件名は{title}です").unwrap();
        assert_eq!(text.0.len(), 3);
        assert_eq!(text.0[1], TextPart::Placeholder(Placeholder::Title));
        assert_eq!(parse("").unwrap(), Text::default());
        assert_eq!(parse("{lead.name}").unwrap().0, [TextPart::Member(Whose::Lead, MemberValue::Name)]);
    }

    #[test]
    fn an_unknown_placeholder_and_a_lonely_brace_are_refused() {
        assert_eq!(parse("{titel}"), Err(TextFault::Unknown("titel".into())));
        assert_eq!(parse("{member.nam}"), Err(TextFault::Unknown("member.nam".into())));
        assert_eq!(parse("a}"), Err(TextFault::Brace));
        assert_eq!(parse("{title"), Err(TextFault::Brace));
    }

    #[test]
    fn fields_of_records_are_known_by_their_kind() {
        for sound in ["{staff.title}", "{staff.kind.boxes}", "{staff.career.from}", "{staff.career.from.age}"] {
            assert!(matches!(parse(sound).unwrap().0[0], TextPart::Record(_)), "{sound}");
        }
        for wrong in
            ["{staff.name}", "{staff.title.boxes}", "{staff.career}", "{staff.career.till}", "{staff.kind.age}"]
        {
            assert!(matches!(parse(wrong), Err(TextFault::NoField(_))), "{wrong}");
        }
        assert!(matches!(parse("{officer.title}"), Err(TextFault::Unknown(_))));
    }
}
