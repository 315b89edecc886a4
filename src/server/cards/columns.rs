//! What a column of a table of contacts holds, and addresses that stand in several columns.

use super::draft::WaySort;
use super::name::is_latin;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Something that we do not keep and tell.
    Unread,
    /// Something that says nothing of a person.
    Silent,
    /// A birthday and the like.
    Birthday,
    /// A picture.
    Picture,
    /// The whole name.
    Name,
    /// Its reading.
    NameKana,
    /// 姓
    Family,
    /// 名
    Given,
    /// A middle name.
    Middle,
    /// Reading of the family name.
    FamilyKana,
    /// Reading of the given name.
    GivenKana,
    /// The organisation.
    Body,
    /// Its reading.
    BodyKana,
    /// 部署
    Department,
    /// 役職
    Title,
    /// 役職, or "Mr": a title where the table has no other.
    PerhapsTitle,
    /// An e-mail address; which one, and whether another column says where.
    Mail(Labelled),
    /// A telephone number.
    Phone(Labelled),
    /// Where the address or number of this place reaches somebody.
    Label(Labelled),
    /// A part of an address.
    Address(Labelled, Part),
    /// A site.
    Site,
    /// Notes.
    Notes,
    /// A language.
    Language,
    /// One of our own columns.
    Own(OwnColumn),
}

/// Which one of several of its sort, with where it reaches when the head says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labelled {
    /// E-mail, telephone or address.
    pub what: What,
    /// Counts those of its sort.
    pub number: u8,
    /// Where, when the head itself says so.
    pub sort: Option<WaySort>,
}

/// What may stand several times in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// E-mail.
    Mail,
    /// Telephone.
    Phone,
    /// Address.
    Address,
    /// Site.
    Site,
}

/// Part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// Street.
    Street,
    /// What is behind the street.
    Extended,
    /// Post-office box.
    PostBox,
    /// City.
    City,
    /// Prefecture, state.
    Region,
    /// Postal code.
    Postal,
    /// Country.
    Country,
}

/// A column that only our own tables have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnColumn {
    /// Which script the name's columns hold.
    Script,
    /// Family name in Latin letters.
    FamilyLatin,
    /// Given name in Latin letters.
    GivenLatin,
    /// Order of the name.
    Order,
    /// Language of the title's column.
    TitleLanguage,
    /// The title in English.
    TitleEn,
    /// The sort of the contact.
    Kind,
    /// The sort of the organisation.
    BodyKind,
    /// The organisation in Latin letters.
    BodyLatin,
    /// Preferred channel.
    Channel,
    /// Day of the business card.
    CardOn,
    /// Consent.
    Consent,
}

/// An address in its parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AddressParts<'a> {
    /// Post-office box.
    pub post_box: &'a str,
    /// What is behind the street.
    pub extended: &'a str,
    /// Street.
    pub street: &'a str,
    /// City.
    pub city: &'a str,
    /// Prefecture, state.
    pub region: &'a str,
    /// Postal code.
    pub postal: &'a str,
    /// Country.
    pub country: &'a str,
}

/// An address on one line: from the large to the small in Japanese, the other way round elsewhere.
pub fn joined_address(parts: &AddressParts<'_>) -> String {
    let AddressParts { post_box, extended, street, city, region, postal, country } = *parts;
    let filled = |parts: &[&str], sign: &str| {
        let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        parts.join(sign)
    };
    if [street, city, region].iter().all(|part| is_latin(part)) {
        let town = filled(&[region, postal], " ");
        return filled(&[post_box, street, extended, city, &town, country], ", ");
    }
    let postal =
        if postal.is_empty() || postal.starts_with('〒') { postal.to_owned() } else { format!("〒{postal}") };
    let place = [region, city, street].concat();
    filled(&[&postal, &place, extended, post_box], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_as_its_script_does() {
        let tokyo = AddressParts {
            street: "虎ノ門1-1-1",
            extended: "3階",
            city: "港区",
            region: "東京都",
            postal: "105-0001",
            country: "日本",
            ..AddressParts::default()
        };
        assert_eq!(joined_address(&tokyo), "〒105-0001 東京都港区虎ノ門1-1-1 3階");
        let oslo = AddressParts {
            street: "Storgata 1",
            city: "Oslo",
            postal: "0155",
            country: "Norway",
            ..AddressParts::default()
        };
        assert_eq!(joined_address(&oslo), "Storgata 1, Oslo, 0155, Norway");
        let one = AddressParts { street: "東京都港区, 1-1", ..AddressParts::default() };
        assert_eq!(joined_address(&one), "東京都港区, 1-1");
    }
}
