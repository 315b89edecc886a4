//! What there is no field for – of a file, or of two contacts or organisations that become one – goes into the notes,
//! under a name that both firms can read.

use super::super::contact::{Channel, Consent, ContactForm};
use super::super::language::Language;
use super::CardNote;

/// What stands in the notes, each line under its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// A further address, or one of an organisation.
    Email,
    /// A telephone number.
    Telephone,
    /// A mobile telephone.
    Mobile,
    /// A fax.
    Fax,
    /// 役職 in Japanese.
    TitleJa,
    /// A title in another language.
    TitleEn,
    /// A title whose language nobody tells.
    Title,
    /// What they do there.
    Role,
    /// A further organisation.
    Organisation,
    /// 部署
    Department,
    /// A further name.
    Name,
    /// A further reading.
    Reading,
    /// Day on which a business card was received.
    CardOn,
    /// Language in which they are spoken to.
    Language,
    /// How they prefer to be reached.
    Channel,
    /// Their sort.
    Kind,
    /// Whether they agreed that their data are kept; nothing while nobody asked.
    Consent,
    /// Who of ours keeps the relationship.
    Keeper,
    /// 住所 of an organisation.
    Address,
    /// Site of an organisation on the web.
    Site,
}

impl Aside {
    /// What an organisation has no field for and a contact has.
    pub const OF_CONTACTS: [Self; 8] = [
        Self::Email,
        Self::Telephone,
        Self::Mobile,
        Self::TitleJa,
        Self::TitleEn,
        Self::CardOn,
        Self::Language,
        Self::Channel,
    ];

    /// The field under which the report tells of it.
    const fn field(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Telephone => "telephone",
            Self::Mobile => "mobile",
            Self::Fax => "fax",
            Self::TitleJa => "title_ja",
            Self::TitleEn => "title_en",
            Self::Title => "title",
            Self::Role => "role",
            Self::Organisation => "body_name",
            Self::Department => "department",
            Self::Name => "family",
            Self::Reading => "family_kana",
            Self::CardOn => "card_on",
            Self::Language => "language",
            Self::Channel => "channel",
            Self::Kind => "kind",
            Self::Consent => "consent",
            Self::Keeper => "owner",
            Self::Address => "address",
            Self::Site => "site",
        }
    }

    /// Its name in both languages; what every business card of either country writes alike stands once.
    const fn label(self) -> &'static str {
        match self {
            Self::Email => "E-mail",
            Self::Telephone => "Tel",
            Self::Mobile => "携帯 Mobile",
            Self::Fax => "Fax",
            Self::TitleJa | Self::TitleEn | Self::Title => "役職 Title",
            Self::Role => "担当 Role",
            Self::Organisation => "組織 Organisation",
            Self::Department => "部署 Department",
            Self::Name => "名前 Name",
            Self::Reading => "フリガナ Reading",
            Self::CardOn => "名刺受領日 Card received",
            Self::Language => "言語 Language",
            Self::Channel => "希望連絡方法 Preferred channel",
            Self::Kind => "種類 Kind",
            Self::Consent => "同意 Consent",
            Self::Keeper => "自社の担当 Kept by",
            Self::Address => "住所 Address",
            Self::Site => "ウェブサイト Web site",
        }
    }

    /// The line of the notes, and what the report tells of it; `value` stands on one line, a code of ours becomes words.
    #[must_use]
    pub fn line(self, value: &str) -> (String, CardNote) {
        let value = value.trim();
        let words = match self {
            Self::Language => Language::parse(value).map(|language| match language {
                Language::Japanese => "日本語 Japanese",
                Language::English => "英語 English",
            }),
            Self::Channel => Channel::parse(value).map(|channel| match channel {
                Channel::Mail => "メール e-mail",
                Channel::Telephone => "電話 telephone",
                Channel::Visit => "訪問 visit",
                Channel::Letter => "書面 letter",
                Channel::Online => "オンライン会議 video call",
            }),
            Self::Consent => Consent::parse(value).map(|consent| match consent {
                Consent::NotAsked => "未確認 not asked",
                Consent::Card => "名刺交換 business card",
                Consent::Given => "同意あり given",
                Consent::Refused => "拒否 refused",
            }),
            _ => None,
        };
        let words = words.map_or_else(|| self.plain(value), str::to_owned);
        (format!("{}: {words}", self.label()), CardNote::Moved(self.field().to_owned()))
    }

    /// As it stands; the code of a sort is English words.
    fn plain(self, value: &str) -> String {
        if self == Self::Kind { value.replace('_', " ") } else { value.to_owned() }
    }

    /// What a contact's form says of it.
    #[must_use]
    pub fn of(self, form: &ContactForm) -> &str {
        match self {
            Self::Email => &form.email,
            Self::Telephone => &form.telephone,
            Self::Mobile => &form.mobile,
            Self::TitleJa => &form.title_ja,
            Self::TitleEn => &form.title_en,
            Self::Department => &form.department,
            Self::CardOn => &form.card_on,
            Self::Language => &form.language,
            Self::Channel => &form.channel,
            Self::Kind => &form.kind,
            Self::Consent if form.consent == Consent::NotAsked.code() => "",
            Self::Consent => &form.consent,
            Self::Fax
            | Self::Title
            | Self::Role
            | Self::Organisation
            | Self::Name
            | Self::Reading
            | Self::Keeper
            | Self::Address
            | Self::Site => "",
        }
    }
}
