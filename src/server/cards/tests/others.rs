//! Files as other programs write them, field by field.

use super::{dropped, read};
use crate::domain::contact_card::{CardDialect, CardFile, CardNote, CardRefusal, CardRow};
use crate::domain::contact_organisation::BodyForm;

fn file(bytes: &[u8]) -> CardFile {
    read(bytes).unwrap()
}

/// Family and given name: as written, reading, Latin.
fn names(row: &CardRow) -> [&str; 6] {
    let form = &row.form;
    [&form.family, &form.given, &form.family_kana, &form.given_kana, &form.family_latin, &form.given_latin]
        .map(String::as_str)
}

/// Organisation, department, title in Japanese, title in English, address, site.
fn place(row: &CardRow) -> [&str; 6] {
    let (form, body) = (&row.form, &row.body);
    [&body.name, &form.department, &form.title_ja, &form.title_en, &body.address, &body.site].map(String::as_str)
}

fn reach(row: &CardRow) -> [&str; 3] {
    [&row.form.email, &row.form.telephone, &row.form.mobile].map(String::as_str)
}

fn moved(field: &str) -> CardNote {
    CardNote::Moved(field.to_owned())
}

#[test]
fn googles_old_table() {
    let file = file(include_bytes!("../fixtures/google_old.csv"));
    assert_eq!(file.dialect, CardDialect::Google);
    let [yamada, hansen] = &file.rows[..] else { panic!("{:?}", file.rows) };
    assert_eq!(names(yamada), ["山田", "太郎", "ヤマダ", "タロウ", "", ""]);
    let address = "広島県みなと市港町1-1 722-0001";
    let site = "https://www.city.minato.example/";
    assert_eq!(place(yamada), ["みなと市", "総務部防災課", "防災課長", "", address, site]);
    assert_eq!(yamada.body.name_kana, "ミナトシ");
    assert_eq!(reach(yamada), ["yamada@city.minato.example", "0845-22-1111", "090-1234-5678"]);
    assert_eq!(yamada.form.notes, "祭りの担当\n甘いものが好き");
    assert_eq!(yamada.notes, [CardNote::Birthday, CardNote::Home], "the address at home is not kept");
    assert_eq!(names(hansen), ["", "", "", "", "Hansen", "Ingrid Marie"]);
    assert_eq!(hansen.form.order, "given_first");
    assert_eq!(reach(hansen), ["ingrid@nordlys.example", "+47 22 12 34 56", ""]);
    assert_eq!(hansen.notes, [moved("email")]);
    assert_eq!(hansen.form.notes, "E-mail: hansen@nordlys.example");
    let unread: Vec<(&str, usize)> = file.unread.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(unread, [("Group Membership", 1), ("Hobby", 1)]);
    assert_eq!((yamada.line, hansen.line), (2, 5));
}

#[test]
fn googles_new_table() {
    let file = file(include_bytes!("../fixtures/google_new.csv"));
    assert_eq!(file.dialect, CardDialect::Google);
    let [yamada, body] = &file.rows[..] else { panic!("{:?}", file.rows) };
    assert_eq!(names(yamada), ["山田", "太郎", "ヤマダ", "タロウ", "", ""]);
    let site = "https://www.city.minato.example/";
    assert_eq!(place(yamada), ["みなと市", "総務部防災課", "防災課長", "", "広島県みなと市港町1-1", site]);
    assert_eq!(reach(yamada), ["yamada@city.minato.example", "0845-22-1111", "090-1234-5678"]);
    assert_eq!(yamada.notes, [CardNote::Birthday, CardNote::Picture]);
    assert_eq!((body.is_body, body.refusal, body.body.name.as_str()), (true, None, "みなと商工会"));
    assert_eq!(
        (body.notes.as_slice(), body.body.notes.as_str()),
        (&[moved("email")][..], "E-mail: info@shokokai.example")
    );
    assert_eq!(file.unread.keys().collect::<Vec<_>>(), ["Nickname"]);
}

#[test]
fn outlooks_tables() {
    let english = file(include_bytes!("../fixtures/outlook_en.csv"));
    assert_eq!(english.dialect, CardDialect::Outlook);
    let row = &english.rows[0];
    assert_eq!(names(row), ["", "", "", "", "Müller", "Åse"]);
    let address = "Storgata 1, Oslo, 0155, Norway";
    assert_eq!(place(row), ["Nordlys AS", "Sales", "", "Bid lead", address, "https://nordlys.example"]);
    assert_eq!(reach(row), ["ase@nordlys.example", "+47 22 12 34 56", "+47 91 23 45 67"]);
    assert_eq!(row.form.notes, "Met in \"Bergen\"\nFax: +47 22 12 34 57");
    for note in [CardNote::Birthday, CardNote::Home, moved("fax")] {
        assert!(row.notes.contains(&note), "{note:?} in {:?}", row.notes);
    }
    assert_eq!(english.unread.keys().collect::<Vec<_>>(), ["Categories", "Title"]);

    let japanese = file(include_bytes!("../fixtures/outlook_ja.csv"));
    assert_eq!(japanese.dialect, CardDialect::Outlook);
    let row = &japanese.rows[0];
    assert_eq!(names(row), ["川上", "花子", "カワカミ", "ハナコ", "", ""]);
    let address = "〒722-0002 広島県みなと市港町2-3";
    assert_eq!(place(row), ["株式会社せとうち", "営業部", "部長", "", address, ""]);
    assert_eq!(reach(row), ["hanako@setouchi.example", "0845-22-3333", "080-1111-2222"]);
    assert!(row.form.notes.starts_with("髙島屋で会った"), "{}", row.form.notes);
}

#[test]
fn a_list_of_an_office() {
    let file = file(include_bytes!("../fixtures/office_utf16.csv"));
    assert_eq!(file.dialect, CardDialect::Table);
    let row = &file.rows[0];
    assert_eq!(names(row), ["佐藤", "一郎", "サトウ", "イチロウ", "", ""]);
    assert_eq!(place(row), ["みなと信用金庫", "融資課", "課長", "", "東京都港区1-2-3", ""]);
    assert_eq!(reach(row), ["sato@minato-bank.example", "03-1234-5678", ""]);
    assert!(row.notes.is_empty(), "{:?}", row.notes);
}

#[test]
fn cards_of_old_telephones() {
    let sjis = file(include_bytes!("../fixtures/telephone_sjis.vcf"));
    let row = &sjis.rows[0];
    assert_eq!(names(row), ["山田", "太郎", "ヤマダ", "タロウ", "", ""]);
    assert_eq!(reach(row), ["yamada@city.minato.example", "", "090-1234-5678"]);
    let notes = "携帯からの名刺。約束の時間に遅れないこと。\nFax: 0845-22-1112";
    assert_eq!(row.form.notes, notes);
    for note in [CardNote::Birthday, CardNote::Picture, CardNote::Home, moved("fax")] {
        assert!(row.notes.contains(&note), "{note:?} in {:?}", row.notes);
    }
    let jis = file(include_bytes!("../fixtures/telephone_jis.vcf"));
    assert_eq!(names(&jis.rows[0]), ["佐藤", "一郎", "サトウ", "イチロウ", "", ""]);
    assert_eq!(jis.rows[0].body.name, "みなと信用金庫");
}

#[test]
fn cards_in_two_languages() {
    let file = file(include_bytes!("../fixtures/languages.vcf"));
    let [hanako, taro, group] = &file.rows[..] else { panic!("{:?}", file.rows) };
    assert_eq!(names(hanako), ["川上", "花子", "カワカミ", "ハナコ", "", ""]);
    let address = "〒722-0002 広島県みなと市港町2-3";
    assert_eq!(place(hanako), ["株式会社せとうち", "営業部 第二課", "部長", "", address, "https://setouchi.example"]);
    assert_eq!(reach(hanako), ["hanako@setouchi.example", "", ""]);
    assert_eq!(hanako.notes, [CardNote::Home]);
    assert_eq!(names(taro), ["山田", "太郎", "ヤマダ", "タロウ", "Yamada", "Taro"]);
    assert_eq!((taro.body.name.as_str(), taro.body.name_latin.as_str()), ("みなと市", "Minato City"));
    assert_eq!((taro.form.title_ja.as_str(), taro.form.title_en.as_str()), ("防災課長", "Head, Disaster Prevention"));
    assert_eq!((taro.form.telephone.as_str(), taro.form.language.as_str()), ("+81-845-22-1111", "ja"));
    assert_eq!((group.refusal, group.form.family.as_str()), (Some(CardRefusal::Group), "防災の会"));
    assert_eq!(file.unread.keys().collect::<Vec<_>>(), ["CATEGORIES", "MEMBER", "X-SOCIALPROFILE"]);
}

#[test]
fn cards_with_every_odd_trait() {
    let file = file(include_bytes!("../fixtures/traits.vcf"));
    let [ola, ingrid, nobody, kari] = &file.rows[..] else { panic!("{:?}", file.rows) };
    assert_eq!(names(ola), ["", "", "", "", "Nordmann", "Ola Nils"]);
    let address = "Box W, Street W, Room 2 W, Bergen, Vestland 5003, Norway";
    assert_eq!(place(ola), ["ABC, Inc.", "North Marketing", "", "Director, Research", address, ""]);
    assert_eq!(reach(ola), ["o.nordmann@nordlys.example", "", "+47-91-23-45-67"]);
    for line in [
        "Line one\nline two, and a\\b",
        "Tel: 222222",
        "E-mail: ola@nordlys.example",
        "Fax: 205246",
        "担当 Role: Programmer",
    ] {
        assert!(ola.form.notes.contains(line), "{line} in {}", ola.form.notes);
    }
    assert!(ola.notes.iter().any(|note| matches!(note, CardNote::Line(_))), "{:?}", ola.notes);
    assert_eq!(dropped(ola), [""; 0]);
    assert!(ola.notes.contains(&moved("role")), "the title stands behind the role and is the title all the same");
    assert!(file.unread.contains_key("KEY") && !ola.notes.contains(&CardNote::Line(30)), "a key is no picture");
    assert_eq!(names(ingrid), ["", "", "", "", "Hansen", "Ingrid"], "the agent's card is another one's");
    assert_eq!(ingrid.form.telephone, "+47 22 12 34 56");
    assert_eq!(nobody.refusal, Some(CardRefusal::NoName));
    assert_eq!((kari.refusal, kari.form.family.as_str()), (Some(CardRefusal::Unfinished), "Kari Lang"));
}

#[test]
fn of_joined_files_the_first_of_which_breaks_off_nobody_is_lost() {
    let card = |family: &str| {
        format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{family};太郎;;;\r\nFN:{family} 太郎\r\nTEL:0845-22-1111\r\nEND:VCARD\r\n"
        )
    };
    let whole = card("山田");
    let unfinished = Some(CardRefusal::Unfinished);
    let read = |first: &str| {
        let file = file([first, &card("川上"), &card("佐藤")].concat().as_bytes());
        file.rows.iter().map(|row| (row.line, row.form.family.clone(), row.refusal)).collect::<Vec<_>>()
    };
    // At the end of a line; within one; within a picture; behind the last line, which lacks its end.
    for (first, lines, refusal) in [
        ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:山田 太郎\r\nTEL:1\r\n".to_owned(), [1, 5], unfinished),
        ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:山田 太郎\r\nTEL:0845-2".to_owned(), [1, 4], unfinished),
        ("BEGIN:VCARD\nFN:山田 太郎\nPHOTO;ENCODING=b:AAAA\n BBBB\n CC".to_owned(), [1, 5], unfinished),
        (whole.trim_end().to_owned(), [1, 6], None),
    ] {
        let rows = read(&first);
        assert_eq!(rows.len(), 3, "{first}: {rows:?}");
        let name = if refusal.is_some() { "山田 太郎" } else { "山田" };
        assert_eq!(rows[0], (lines[0], name.to_owned(), refusal), "{first}");
        assert_eq!(rows[1], (lines[1], "川上".to_owned(), None), "{first}");
        assert_eq!((rows[2].1.as_str(), rows[2].2), ("佐藤", None), "{first}");
    }
}

#[test]
fn only_an_agents_card_lies_in_another_one() {
    let file = file(
        b"BEGIN:VCARD\nVERSION:2.1\nN:Hansen;Ingrid\nAGENT:BEGIN:VCARD\nVERSION:2.1\nN:Agent;One\nEND:VCARD\n\
TEL:+47 22 12 34 56\nEND:VCARD\n\
BEGIN:VCARD\nN:Lang;Kari\nAGENT:\n\nBEGIN:VCARD\nN:Agent;Two\n\
BEGIN:VCARD\nN:Nordmann;Ola\nAGENT;VALUE=uri:CID:1\nBEGIN:VCARD\nN:Berg;Nils\nEND:VCARD\n",
    );
    let rows: Vec<_> = file.rows.iter().map(|row| (row.line, row.form.written(), row.refusal)).collect();
    let unfinished = Some(CardRefusal::Unfinished);
    assert_eq!(
        rows,
        [
            (1, "Ingrid Hansen".to_owned(), None),
            (10, "Lang Kari".to_owned(), unfinished),
            (16, "Nordmann Ola".to_owned(), unfinished),
            (19, "Nils Berg".to_owned(), None),
        ]
    );
    assert_eq!(file.rows[0].form.telephone, "+47 22 12 34 56");
}

#[test]
fn a_note_may_speak_of_cards() {
    let file =
        file(b"BEGIN:VCARD\nVERSION:4.0\nFN:Kari Lang\nNOTE:It began with BEGIN:VCARD\nTITLE:Bid lead\nEND:VCARD\n");
    let row = &file.rows[0];
    assert_eq!((row.form.notes.as_str(), row.form.title_en.as_str()), ("It began with BEGIN:VCARD", "Bid lead"));
}

#[test]
fn a_role_is_the_title_of_whoever_has_none() {
    let card = file(b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Kari Lang\r\nROLE:Bid lead\r\nEND:VCARD\r\n");
    assert_eq!(card.rows[0].form.title_en, "Bid lead");
    assert_eq!((card.rows[0].form.notes.as_str(), &card.rows[0].notes[..]), ("", &[][..]));
}

#[test]
fn cards_of_organisations() {
    let file = file(include_bytes!("../fixtures/organisations.vcf"));
    let [city, section, old, office, apple, nameless] = &file.rows[..] else { panic!("{:?}", file.rows) };
    for row in [city, section, old, office, apple] {
        assert_eq!((row.is_body, row.refusal, &row.form), (true, None, &Default::default()), "{row:?}");
    }
    let whole = BodyForm {
        kind: "chamber_of_commerce".into(),
        name: "みなと商工会".into(),
        name_kana: "ミナトショウコウカイ".into(),
        name_latin: "Minato Society of Commerce".into(),
        address: "〒722-0002 広島県みなと市港町2-3".into(),
        site: "https://shokokai.example/".into(),
        notes: "月曜休み\nFax: 0845-22-4445\n担当 Role: 相談窓口\nE-mail: info@shokokai.example\nTel: 0845-22-4444"
            .into(),
    };
    assert_eq!(city.body, BodyForm { notes: city.body.notes.clone(), ..whole.clone() });
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(lines(&city.body.notes.replace("役職 Title: ", "担当 Role: ")), lines(&whole.notes));
    // A section is named by the formatted name, or by both together.
    assert_eq!((section.body.name.as_str(), section.notes.as_slice()), ("みなと市 防災課", &[][..]));
    // What older cards must have as a name of a person is the organisation's.
    assert_eq!((old.body.name.as_str(), old.notes.as_slice()), ("Nordlys AS", &[][..]));
    // The formatted name is what a card is of; nothing else that is said of its name gets lost.
    assert_eq!(office.body.name, "みなと市役所 本庁舎");
    assert_eq!(office.notes, [moved("body_name"), moved("family")]);
    assert_eq!(office.body.notes, "組織 Organisation: みなと市 総務課\n名前 Name: 山田 太郎");
    assert_eq!((apple.body.name.as_str(), apple.notes.as_slice()), ("株式会社せとうち", &[moved("department")][..]));
    assert_eq!(nameless.refusal, Some(CardRefusal::NoName));
}
