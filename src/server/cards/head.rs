//! Heads of tables of contacts: Google's of both generations, Outlook's in English and Japanese, our own, and such as
//! Japanese offices use. Heads are compared without blanks, signs and case.

use unicode_normalization::UnicodeNormalization;

use crate::domain::contact_card::CardDialect;

use super::columns::{Column, Labelled, OwnColumn, Part, What};
use super::draft::WaySort;

/// Numbers of columns that have none in their heads, behind those that have.
const WORK: u8 = 100;
const HOME: u8 = 101;
const OTHER: u8 = 102;

/// A head as it is compared.
pub fn key(head: &str) -> String {
    head.nfkc().flat_map(char::to_lowercase).filter(|letter| letter.is_alphanumeric()).collect()
}

/// What the columns under some heads hold, and whose heads they are; none when no name of a person or an organisation and
/// no address is among them.
pub fn columns(heads: &[String]) -> Option<(CardDialect, Vec<Column>)> {
    let keys: Vec<String> = heads.iter().map(|head| key(head)).collect();
    let mut columns: Vec<Column> = keys.iter().map(|key| column(key)).collect();
    let has = |wanted: Column| columns.contains(&wanted);
    let instead = if has(Column::Title) { Column::Unread } else { Column::Title };
    let is_known = [Column::Name, Column::Family, Column::Given, Column::Body].into_iter().any(has)
        || columns.iter().any(|column| matches!(column, Column::Mail(_)));
    for column in columns.iter_mut().filter(|column| **column == Column::PerhapsTitle) {
        *column = instead;
    }
    is_known.then(|| (dialect(&keys), columns))
}

fn dialect(keys: &[String]) -> CardDialect {
    let has = |wanted: &[&str]| keys.iter().any(|key| wanted.contains(&key.as_str()));
    if keys.iter().any(|key| key.starts_with("musubi")) {
        CardDialect::Own
    } else if has(&[
        "email1value",
        "phone1value",
        "organizationname",
        "organization1name",
        "givennameyomi",
        "phoneticfirstname",
    ]) {
        CardDialect::Google
    } else if has(&["emailaddress", "businessphone", "businessstreet", "電子メールアドレス", "会社電話", "番地会社"])
    {
        CardDialect::Outlook
    } else {
        CardDialect::Table
    }
}

/// What a column holds, by the key of its head.
fn column(key: &str) -> Column {
    if let Some(own) = key.strip_prefix("musubi") {
        return own_column(own);
    }
    match key {
        "name" | "fullname" | "displayname" | "氏名" | "名前" | "お名前" | "担当者" | "担当者名" => {
            Column::Name
        }
        "yominame" | "氏名フリガナ" | "氏名ふりがな" | "氏名カナ" | "フリガナ" | "ふりがな" | "カナ"
        | "名前フリガナ" => Column::NameKana,
        "familyname" | "lastname" | "surname" | "姓" | "名字" | "苗字" => Column::Family,
        "givenname" | "firstname" | "名" => Column::Given,
        "additionalname" | "middlename" | "ミドルネーム" => Column::Middle,
        "familynameyomi" | "phoneticlastname" | "surnameyomi" | "lastnameyomi" | "姓フリガナ" | "姓ふりがな"
        | "姓カナ" | "フリガナ姓" | "セイ" | "せい" => Column::FamilyKana,
        "givennameyomi" | "phoneticfirstname" | "givenyomi" | "firstnameyomi" | "名フリガナ" | "名ふりがな"
        | "名カナ" | "フリガナ名" | "メイ" | "めい" => Column::GivenKana,
        "company" | "organization" | "organizationname" | "organization1name" | "会社" | "会社名" | "組織"
        | "組織名" | "団体名" | "勤務先" | "所属" | "所属機関" => Column::Body,
        "companyyomi" | "organization1yominame" | "会社名フリガナ" | "会社名ふりがな" | "会社名カナ" => {
            Column::BodyKana
        }
        "department" | "organizationdepartment" | "organization1department" | "部署" | "部署名" | "部課" | "部課名" => {
            Column::Department
        }
        "jobtitle" | "organizationtitle" | "organization1title" | "役職" | "役職名" => Column::Title,
        "title" | "肩書" | "肩書き" => Column::PerhapsTitle,
        "notes" | "note" | "memo" | "メモ" | "備考" | "ノート" => Column::Notes,
        "language" | "言語" => Column::Language,
        "webpage" | "website" | "url" | "personalwebpage" | "webページ" | "ウェブページ" | "ホームページ" => {
            Column::Site
        }
        "birthday" | "anniversary" | "gender" | "誕生日" | "生年月日" | "記念日" | "性別" => {
            Column::Birthday
        }
        "photo" | "写真" => Column::Picture,
        "fileas"
        | "initials"
        | "priority"
        | "sensitivity"
        | "private"
        | "emaildisplayname"
        | "email2displayname"
        | "email3displayname"
        | "emailtype"
        | "電子メール表示名"
        | "電子メールの種類"
        | "優先度"
        | "秘密度"
        | "表題"
        | "イニシャル" => Column::Silent,
        _ => numbered(key).or_else(|| outlook(key)).unwrap_or(Column::Unread),
    }
}

fn own_column(key: &str) -> Column {
    let own = match key {
        "namescript" => OwnColumn::Script,
        "latinlastname" => OwnColumn::FamilyLatin,
        "latinfirstname" => OwnColumn::GivenLatin,
        "nameorder" => OwnColumn::Order,
        "titlelanguage" => OwnColumn::TitleLanguage,
        "titleen" => OwnColumn::TitleEn,
        "kind" => OwnColumn::Kind,
        "organizationkind" => OwnColumn::BodyKind,
        "organizationlatinname" => OwnColumn::BodyLatin,
        "channel" => OwnColumn::Channel,
        "cardreceived" => OwnColumn::CardOn,
        "consent" => OwnColumn::Consent,
        "organizationreading" => return Column::BodyKana,
        "language" => return Column::Language,
        _ => return Column::Unread,
    };
    Column::Own(own)
}

/// Google's heads with a number: `email1value`, `phone2type`, `address1street`.
fn numbered(key: &str) -> Option<Column> {
    let (what, rest) =
        [("email", What::Mail), ("phone", What::Phone), ("address", What::Address), ("website", What::Site)]
            .into_iter()
            .find_map(|(word, what)| Some((what, key.strip_prefix(word)?)))?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
    let (number, rest) = rest.split_at(end);
    let place = Labelled { what, number: number.parse::<u8>().ok().filter(|number| *number < WORK)?, sort: None };
    match (what, rest) {
        (_, "type" | "label") => Some(Column::Label(place)),
        (What::Mail, "value") => Some(Column::Mail(place)),
        (What::Phone, "value") => Some(Column::Phone(place)),
        (What::Site, "value") => Some(Column::Site),
        (What::Address, part) => {
            let part = match part {
                "formatted" => Part::Whole,
                "street" => Part::Street,
                "extendedaddress" => Part::Extended,
                "pobox" => Part::PostBox,
                "city" => Part::City,
                "region" => Part::Region,
                "postalcode" => Part::Postal,
                "country" => Part::Country,
                _ => return None,
            };
            Some(Column::Address(place, part))
        }
        _ => None,
    }
}

/// Outlook's heads, and those of Japanese offices, of what may stand several times.
fn outlook(key: &str) -> Option<Column> {
    let mail = |number| Some(Column::Mail(Labelled { what: What::Mail, number, sort: Some(WaySort::Work) }));
    let phone = |number, sort| Some(Column::Phone(Labelled { what: What::Phone, number, sort: Some(sort) }));
    match key {
        "emailaddress"
        | "email"
        | "mail"
        | "mailaddress"
        | "電子メールアドレス"
        | "メールアドレス"
        | "メール"
        | "eメール"
        | "eメールアドレス" => mail(WORK),
        "email2address" | "電子メール2アドレス" => mail(HOME),
        "email3address" | "電子メール3アドレス" => mail(OTHER),
        "businessphone"
        | "companymainphone"
        | "phone"
        | "telephone"
        | "tel"
        | "会社電話"
        | "会社代表電話"
        | "勤務先電話"
        | "勤務先電話番号"
        | "電話"
        | "電話番号" => phone(WORK, WaySort::Work),
        "businessphone2" | "primaryphone" | "otherphone" | "会社電話2" => phone(WORK, WaySort::Work),
        "mobilephone" | "mobile" | "携帯電話" | "携帯電話番号" | "携帯" | "携帯番号" => {
            phone(WORK, WaySort::Mobile)
        }
        "homephone" | "homephone2" | "自宅電話" | "自宅電話2" | "自宅電話番号" => {
            phone(HOME, WaySort::Home)
        }
        "businessfax" | "fax" | "fax番号" | "会社fax" | "勤務先fax" => phone(WORK, WaySort::Fax),
        "住所" | "会社住所" | "勤務先住所" | "address" => address(WORK, WaySort::Work, Part::Whole),
        _ => outlook_address(key),
    }
}

/// `businessstreet`, `番地会社`, `勤務先郵便番号`.
fn outlook_address(key: &str) -> Option<Column> {
    const PLACES: [(&str, u8, WaySort); 9] = [
        ("business", WORK, WaySort::Work),
        ("home", HOME, WaySort::Home),
        ("other", OTHER, WaySort::Work),
        ("会社", WORK, WaySort::Work),
        ("勤務先", WORK, WaySort::Work),
        ("自宅", HOME, WaySort::Home),
        ("その他", OTHER, WaySort::Work),
        ("", WORK, WaySort::Work),
        ("所在地", WORK, WaySort::Work),
    ];
    let found = PLACES.into_iter().find_map(|(word, number, sort)| {
        let rest = key.strip_prefix(word).filter(|_| !word.is_empty()).or_else(|| key.strip_suffix(word))?;
        Some((number, sort, part(rest)?))
    });
    let (number, sort, part) = found?;
    address(number, sort, part)
}

fn part(word: &str) -> Option<Part> {
    Some(match word {
        "street" | "番地" | "住所" => Part::Street,
        "street2" | "street3" | "番地2" | "番地3" | "ビル名" | "建物名" => Part::Extended,
        "pobox" | "私書箱" => Part::PostBox,
        "city" | "市区町村" => Part::City,
        "state" | "都道府県" => Part::Region,
        "postalcode" | "zip" | "zipcode" | "郵便番号" => Part::Postal,
        "country" | "countryregion" | "国" | "国地域" => Part::Country,
        "address" => Part::Whole,
        _ => return None,
    })
}

fn address(number: u8, sort: WaySort, part: Part) -> Option<Column> {
    Some(Column::Address(Labelled { what: What::Address, number, sort: Some(sort) }, part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(head: &str) -> Column {
        column(&key(head))
    }

    fn work(part: Part) -> Column {
        Column::Address(Labelled { what: What::Address, number: WORK, sort: Some(WaySort::Work) }, part)
    }

    #[test]
    fn heads_of_every_program_are_known() {
        for (head, expected) in [
            ("Given Name Yomi", Column::GivenKana),
            ("Phonetic Last Name", Column::FamilyKana),
            ("姓（フリガナ）", Column::FamilyKana),
            ("姓フリガナ", Column::FamilyKana),
            ("Organization 1 - Name", Column::Body),
            ("Organization Name", Column::Body),
            ("会社名", Column::Body),
            ("Job Title", Column::Title),
            ("Business Postal Code", work(Part::Postal)),
            ("勤務先 郵便番号", work(Part::Postal)),
            ("番地 (会社)", work(Part::Street)),
            ("国/地域 (会社)", work(Part::Country)),
            ("郵便番号", work(Part::Postal)),
            ("Birthday", Column::Birthday),
            ("Hobby", Column::Unread),
            ("Musubi Name Order", Column::Own(OwnColumn::Order)),
        ] {
            assert_eq!(of(head), expected, "{head}");
        }
        for head in ["E-mail 1 - Value", "E-mail Address", "電子メール アドレス", "メールアドレス"] {
            assert!(matches!(of(head), Column::Mail(_)), "{head}");
        }
        for head in ["Phone 1 - Value", "Business Phone", "会社電話", "携帯電話", "自宅電話"] {
            assert!(matches!(of(head), Column::Phone(_)), "{head}");
        }
        assert!(matches!(of("Address 1 - Region"), Column::Address(_, Part::Region)));
        assert!(matches!(of("自宅 市区町村"), Column::Address(place, Part::City) if place.sort == Some(WaySort::Home)));
    }

    #[test]
    fn a_title_before_a_name_is_none_where_there_is_another() {
        let heads = |heads: &[&str]| columns(&heads.iter().map(|head| (*head).to_owned()).collect::<Vec<_>>());
        let (dialect, columns) = heads(&["Title", "First Name", "Job Title", "E-mail Address"]).unwrap();
        assert_eq!((dialect, columns[0], columns[2]), (CardDialect::Outlook, Column::Unread, Column::Title));
        let (_, columns) = heads(&["氏名", "肩書"]).unwrap();
        assert_eq!(columns[1], Column::Title);
        assert_eq!(heads(&["品名", "金額"]), None);
        let (_, columns) = heads(&["団体名", "住所"]).unwrap();
        assert_eq!(columns[0], Column::Body, "a list of organisations");
    }
}
