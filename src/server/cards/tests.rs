//! Files of others are read within bounds, each in its own way of writing; what we write is read back whole.

use proptest::array::{uniform2, uniform3, uniform4};
use proptest::prelude::*;

use super::{FILE_MOST, body_vcards, read, table_body_rows, table_head, table_rows, vcards};
use crate::domain::contact::ContactForm;
use crate::domain::contact_card::{
    BodyCard, Card, CardDialect, CardFault, CardFile, CardNote, CardRefusal, CardRow, ROWS_MOST,
};
use crate::domain::contact_organisation::BodyForm;
use crate::domain::id::{ContactId, ContactOrganisationId};
use crate::domain::problem::Problems;

mod others;

fn dropped(row: &CardRow) -> Vec<&str> {
    row.notes
        .iter()
        .filter_map(|note| match note {
            CardNote::Dropped { field, .. } => Some(field.as_str()),
            _ => None,
        })
        .collect()
}

fn csv(cards: &[Card]) -> Vec<u8> {
    [table_head().unwrap(), table_rows(cards).unwrap()].concat()
}

/// Someone by our own rules.
fn card(form: ContactForm, body: Option<BodyForm>) -> Option<Card> {
    let form = form.parse(&mut Problems::default(), str::to_owned)?.form;
    let body = match body {
        Some(body) => Some(body.parse(&mut Problems::default(), str::to_owned)?.form),
        None => None,
    };
    Some(Card { id: ContactId::fresh(), form, body })
}

fn yamada() -> Card {
    let form = ContactForm {
        kind: "evaluator".into(),
        family: "山田".into(),
        given: "太郎".into(),
        family_kana: "ヤマダ".into(),
        given_kana: "タロウ".into(),
        family_latin: "Yamada".into(),
        given_latin: "Taro".into(),
        title_ja: "防災課長".into(),
        title_en: "Head; Disaster, Prevention".into(),
        department: "総務部防災課".into(),
        email: "yamada@city.minato.example".into(),
        telephone: "+81-845-22-1111".into(),
        mobile: "090-1234-5678".into(),
        card_on: "2026-04-01".into(),
        language: "ja".into(),
        channel: "visit".into(),
        consent: "card".into(),
        notes: "甘いものが好き\n=1+1, \"引用\"; \\n".into(),
        ..ContactForm::default()
    };
    let body = BodyForm {
        kind: "requesting_department".into(),
        name: "みなと市, 本庁".into(),
        name_kana: "ミナトシ".into(),
        name_latin: "Minato City".into(),
        address: "広島県みなと市港町1-1; 本館".into(),
        site: "https://www.city.minato.example/a?b=1,2;c".into(),
        ..BodyForm::default()
    };
    card(form, Some(body)).unwrap()
}

/// The contacts as they come out of a file that we wrote. That a field begins like a formula is told, and no loss.
fn come_back(bytes: &[u8]) -> Vec<(ContactForm, Option<BodyForm>)> {
    let file = read(bytes).unwrap();
    let whole = |row: CardRow| {
        assert!(row.notes.iter().all(|note| matches!(note, CardNote::Formula(_))), "{:?}", row.notes);
        assert_eq!((row.refusal, row.is_body), (None, false), "{:?}", row.form);
        (row.form, Some(row.body).filter(|body| !body.name.is_empty()))
    };
    assert!(file.unread.is_empty(), "{:?}", file.unread);
    file.rows.into_iter().map(whole).collect()
}

fn as_sent(cards: &[Card]) -> Vec<(ContactForm, Option<BodyForm>)> {
    cards.iter().map(|card| (card.form.clone(), card.body.clone())).collect()
}

/// Organisations that went out by themselves, as they come out of the file.
fn bodies_come_back(bytes: &[u8]) -> Vec<BodyForm> {
    let file = read(bytes).unwrap();
    let whole = |row: CardRow| {
        assert!(row.notes.iter().all(|note| matches!(note, CardNote::Formula(_))), "{:?}", row.notes);
        assert_eq!((row.refusal, row.is_body), (None, true), "{:?}", row.body);
        row.body
    };
    assert!(file.unread.is_empty(), "{:?}", file.unread);
    file.rows.into_iter().map(whole).collect()
}

fn body_card(body: &BodyForm) -> BodyCard {
    BodyCard { id: ContactOrganisationId::fresh(), form: body.clone() }
}

#[test]
fn an_organisation_goes_out_as_one() {
    let body = BodyForm { notes: "=1\n".into(), ..yamada().body.unwrap() };
    let form = body.parse(&mut Problems::default(), str::to_owned).unwrap().form;
    let cards = String::from_utf8(body_vcards(&[body_card(&form)])).unwrap().replace("\r\n ", "");
    for line in ["\r\nKIND:org\r\nFN:みなと市\\, 本庁\r\nORG;ALTID=2:みなと市\\, 本庁\r\n", "\r\nNOTE:=1\r\n"]
    {
        assert!(cards.contains(line), "{line} in {cards}");
    }
    assert!(!cards.contains("\r\nN:") && !cards.contains("X-MUSUBI-ORDER"), "{cards}");
    let table = [table_head().unwrap(), table_body_rows(&[body_card(&form)]).unwrap()].concat();
    let table = String::from_utf8(table).unwrap();
    assert!(table.contains("\n,,,,\"みなと市, 本庁\",,,'=1,,,,,,,Work,"), "{table}");
}

#[test]
fn a_table_and_a_card_are_written_line_by_line() {
    let table = String::from_utf8(csv(&[yamada()])).unwrap();
    assert!(
        table.starts_with("\u{feff}First Name,Last Name,Phonetic First Name,Phonetic Last Name,Organization Name,")
    );
    let row = "太郎,山田,タロウ,ヤマダ,\"みなと市, 本庁\",防災課長,総務部防災課,\"甘いものが好き\n=1+1, \"\"引用\"\"; \\n\",Work,\
yamada@city.minato.example,Work,'+81-845-22-1111,Mobile,090-1234-5678,Work,";
    assert!(table.contains(row), "{table}");
    assert_eq!(read(table.as_bytes()).unwrap().dialect, CardDialect::Own);

    let cards = String::from_utf8(vcards(&[yamada()])).unwrap();
    assert!(cards.split("\r\n").all(|line| line.len() <= 75), "{cards}");
    let whole = cards.replace("\r\n ", "");
    for line in [
        "BEGIN:VCARD\r\nVERSION:4.0\r\n",
        "\r\nFN;ALTID=1;LANGUAGE=ja:山田 太郎\r\nN;ALTID=1;LANGUAGE=ja;SORT-AS=\"ヤマダ,タロウ\":山田;太郎;;;\r\n",
        "\r\nFN;ALTID=1;LANGUAGE=en:Yamada Taro\r\nN;ALTID=1;LANGUAGE=en:Yamada;Taro;;;\r\n",
        "\r\nORG;ALTID=2:みなと市\\, 本庁;総務部防災課\r\nORG;ALTID=2;LANGUAGE=en:Minato City\r\n",
        "\r\nTITLE;ALTID=3;LANGUAGE=ja:防災課長\r\nTITLE;ALTID=3;LANGUAGE=en:Head\\; Disaster\\, Prevention\r\n",
        "\r\nTEL;VALUE=text;TYPE=\"work,voice\":+81-845-22-1111\r\n",
        "\r\nURL;TYPE=work:https://www.city.minato.example/a?b=1,2;c\r\n",
        "\r\nEND:VCARD\r\n",
    ] {
        assert!(whole.contains(line), "{line} in {whole}");
    }
}

#[test]
fn what_we_write_comes_back_whole() {
    let ingrid = ContactForm {
        family_latin: "Hansen".into(),
        given_latin: "Ingrid".into(),
        order: "given_first".into(),
        title_en: "Bid lead".into(),
        ..ContactForm::default()
    };
    // Letters of another script than their fields are for, and signs that tables and cards have a use for.
    let odd = ContactForm {
        family: "O'Neil, \"X\"".into(),
        family_latin: "Иванов".into(),
        given_kana: "アン".into(),
        title_ja: "CEO".into(),
        department: "-課".into(),
        notes: "'=1".into(),
        ..ContactForm::default()
    };
    let cards = [yamada(), card(ingrid, None).unwrap(), card(odd, None).unwrap()];
    assert_eq!(come_back(&csv(&cards)), as_sent(&cards));
    assert_eq!(come_back(&vcards(&cards)), as_sent(&cards));
}

#[test]
fn an_apostrophe_is_put_before_what_a_program_would_carry_out_and_nothing_else_is_taken_away() {
    let of = |notes: &str| {
        let form = ContactForm { family: "山田".into(), notes: notes.into(), ..ContactForm::default() };
        card(form, None).unwrap()
    };
    for (notes, cell) in [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("'=1", "''=1"),
        ("''x", "''x"),
        ("'x", "'x"),
    ] {
        let table = String::from_utf8(csv(&[of(notes)])).unwrap();
        assert!(table.contains(&format!(",{cell},")), "{notes}: {table}");
        assert_eq!(read(table.as_bytes()).unwrap().rows[0].form.notes, notes);
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-zA-Z山田ヤ ,;:\"'\\\\=+@\\-.é😀]{1,40}"]
}

fn kana() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[ア-ンー・]{1,12}"]
}

fn one_of(codes: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::sample::select(codes).prop_map(str::to_owned)
}

prop_compose! {
    fn forms()(
        names in uniform4(text()),
        readings in uniform2(kana()),
        order in one_of(&["family_first", "given_first"]),
        titles in uniform3(text()),
        email in one_of(&["", "a.b+c@city.example"]),
        phones in uniform2(one_of(&["", "03-1234-5678", "+47 22 12 34 56"])),
        codes in (one_of(&["", "bank"]), one_of(&["", "ja", "en"]), one_of(&["", "mail"]), one_of(&["not_asked", "refused"])),
        card_on in one_of(&["", "2026-11-27"]),
        notes in "[a-z山 ,;:\"'\\\\=\\-\t\n]{0,120}",
    ) -> ContactForm {
        let [family, given, family_latin, given_latin] = names;
        let [family_kana, given_kana] = readings;
        let [title_ja, title_en, department] = titles;
        let [telephone, mobile] = phones;
        let (kind, language, channel, consent) = codes;
        ContactForm {
            family, given, family_latin, given_latin, family_kana, given_kana, order, title_ja, title_en, department,
            email, telephone, mobile, card_on, kind, language, channel, consent, notes, ..ContactForm::default()
        }
    }
}

prop_compose! {
    fn bodies()(
        texts in uniform3(text()),
        name_kana in kana(),
        kind in one_of(&["bank", "other"]),
        site in one_of(&["", "https://a.example/x?y=1,2;3"]),
    ) -> Option<BodyForm> {
        let [name, name_latin, address] = texts;
        let body = BodyForm { kind, name, name_kana, name_latin, address, site, notes: String::new() };
        Some(body).filter(|body| !body.name.trim().is_empty())
    }
}

proptest! {
    #[test]
    fn every_supported_field_survives_both_ways(some in proptest::collection::vec((forms(), bodies()), 1..4)) {
        let cards: Vec<Card> = some.into_iter().filter_map(|(form, body)| card(form, body)).collect();
        prop_assume!(!cards.is_empty());
        prop_assert_eq!(come_back(&csv(&cards)), as_sent(&cards));
        prop_assert_eq!(come_back(&vcards(&cards)), as_sent(&cards));
    }

    #[test]
    fn every_field_of_an_organisation_survives_both_ways(
        some in proptest::collection::vec((bodies(), "[a-z山 ,;:\"'\\\\=\\-\t\n]{0,120}"), 1..4),
    ) {
        let canonical = |(body, notes): (Option<BodyForm>, String)| {
            let body = BodyForm { notes, ..body? };
            Some(body.parse(&mut Problems::default(), str::to_owned)?.form)
        };
        let bodies: Vec<BodyForm> = some.into_iter().filter_map(canonical).collect();
        prop_assume!(!bodies.is_empty());
        let cards: Vec<BodyCard> = bodies.iter().map(body_card).collect();
        let table = [table_head().unwrap(), table_body_rows(&cards).unwrap()].concat();
        prop_assert_eq!(&bodies_come_back(&table), &bodies);
        prop_assert_eq!(&bodies_come_back(&body_vcards(&cards)), &bodies);
    }

    #[test]
    fn no_bytes_are_too_odd(
        start in prop_oneof![
            Just("BEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=SHIFT_JIS:"),
            Just("First Name,E-mail 1 - Value\n"),
            Just("氏名\tメール\n"),
            Just(""),
        ],
        rest in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        // What counts is that it ends: read, or refused.
        let file = read(&[start.as_bytes(), &rest].concat());
        if let Ok(file) = file {
            prop_assert!(file.rows.len() <= ROWS_MOST);
        }
    }
}

#[test]
fn what_is_too_large_too_long_or_no_text_is_refused_with_its_line() {
    let fault = |bytes: &[u8]| read(bytes).map(|file| file.rows.len());
    assert_eq!(fault(&vec![b'a'; FILE_MOST + 1]), Err(CardFault::TooLarge(FILE_MOST)));
    let ten_megabytes = "x".repeat(10 << 20);
    assert_eq!(fault(format!("BEGIN:VCARD\nNOTE:{ten_megabytes}").as_bytes()), Err(CardFault::LineTooLong(2)));
    assert_eq!(fault(format!("氏名\n{ten_megabytes}").as_bytes()), Err(CardFault::LineTooLong(2)));
    let open_quote = format!("氏名,メール\n山田,\"\n{}", "x\n".repeat(200_000));
    assert_eq!(fault(open_quote.as_bytes()), Err(CardFault::LineTooLong(2)));
    assert_eq!(fault(b"Name,E-mail 1 - Value\nA\xff\xff,b"), Err(CardFault::NoText(2)));
    assert_eq!(fault(b"BEGIN:VCARD\nFN:A\xff\xff"), Err(CardFault::NoText(2)));
    assert_eq!(fault(b"Name\nA\0B"), Err(CardFault::NoText(2)));
    assert_eq!(fault(b"PK\x03\x04abc"), Err(CardFault::Packed));
    assert_eq!(fault(b" \r\n"), Err(CardFault::Empty));
    assert_eq!(fault(b"\n\nBEGIN:VCALENDAR\nEND:VCALENDAR"), Err(CardFault::NoCards(3)));
    assert_eq!(fault("品名,金額\n机,1".as_bytes()), Err(CardFault::NoCards(1)));
    assert_eq!(fault("BEGIN:VCARD\nAGENT:\n".repeat(9).as_bytes()), Err(CardFault::TooDeep(17)));
    let unfinished = "BEGIN:VCARD\n".repeat(ROWS_MOST + 2);
    assert_eq!(fault(unfinished.as_bytes()), Err(CardFault::TooManyRows(ROWS_MOST)));
    let many = format!("氏名\n{}", "山田\n".repeat(ROWS_MOST + 1));
    assert_eq!(fault(many.as_bytes()), Err(CardFault::TooManyRows(ROWS_MOST)));
    let cards = "BEGIN:VCARD\nN:A;B\nEND:VCARD\n".repeat(ROWS_MOST + 1);
    assert_eq!(fault(cards.as_bytes()), Err(CardFault::TooManyRows(ROWS_MOST)));
}

#[test]
fn a_formula_in_a_file_is_kept_as_text_and_told() {
    let file = read("氏名,会社名,メモ\n=cmd|' /C calc'!A0,@SUM(1),-\n".as_bytes()).unwrap();
    let row = &file.rows[0];
    assert!(row.form.given_latin.starts_with('='), "{:?}", row.form);
    let told = |field: &str| row.notes.contains(&CardNote::Formula(field.to_owned()));
    assert!(told("given_latin") && told("body_name"), "{:?}", row.notes);
}

#[test]
fn a_row_that_a_comma_has_torn_is_told() {
    let file =
        read("氏名,住所,メール\n山田,港町1-1, 本館,a@b.example\n川上,港町2-3,c@d.example,,,\n".as_bytes()).unwrap();
    let told: Vec<bool> = file.rows.iter().map(|row| row.notes.contains(&CardNote::MoreCells)).collect();
    assert_eq!(told, [true, false]);
    assert_eq!(file.rows.iter().map(|row| row.refusal).collect::<Vec<_>>(), [None, None]);
}

#[test]
fn rows_that_an_open_quotation_mark_swallows_are_told_with_the_line_where_it_stands() {
    let refused = |text: &str| {
        let file = read(text.as_bytes()).unwrap();
        let rows = file.rows.iter().map(|row| (row.line, row.form.family.clone(), row.refusal));
        rows.collect::<Vec<_>>()
    };
    let open = Some(CardRefusal::OpenQuote);
    let rest = "川上,みなと市,b@c.example,\n佐藤,みなと市,d@e.example,\n";
    let all = format!("氏名,会社名,メール,メモ\n鈴木,,,\n\"山田,みなと市,a@b.example,\n{rest}{rest}");
    assert_eq!(refused(&all), [(2, "鈴木".into(), None), (3, "山田,みなと市,a@b.example,".into(), open)]);
    // The next mark in the file ends the cell, and what stands behind it is out of joint.
    let one =
        format!("氏名,会社名,メール,メモ\n\"山田,みなと市,a@b.example,\n川上,\"みなと市, 本庁\",b@c.example,\n{rest}");
    assert_eq!(refused(&one)[0].2, open);
    assert_eq!(refused(&one)[1..].len(), 2, "who stands behind them is read");
    let mail = format!("氏名,会社名,メール,メモ\n山田,みなと市,\"a@b.example,\n{rest}{rest}");
    assert_eq!(refused(&mail), [(2, "山田".into(), open)]);
    // Notes may have many lines, as Google and Outlook write them; a row among them is told.
    let notes =
        "氏名,会社名,メール,メモ\n山田,みなと市,a@b.example,\"祭りの担当\n甘いもの, 辛いもの\n\n月曜休み\n二階\"\n";
    assert_eq!(read(notes.as_bytes()).unwrap().rows[0].notes, []);
    let swallowing = format!("氏名,会社名,メール,メモ\n山田,みなと市,a@b.example,\"祭りの担当\n{rest}");
    let row = read(swallowing.as_bytes()).unwrap().rows.remove(0);
    assert_eq!((row.refusal, row.notes), (None, vec![CardNote::OpenQuote]));
    let heads = format!("氏名,会社名,\"メール,メモ\n{rest}{rest}");
    assert_eq!(read(heads.as_bytes()).map(|file| file.rows.len()), Err(CardFault::OpenQuote(1)));
}

#[test]
fn an_empty_table_has_nobody_in_it() {
    let file = read("氏名,メール\n,\n".as_bytes()).unwrap();
    assert_eq!(file, CardFile { dialect: CardDialect::Table, rows: Vec::new(), unread: Default::default() });
}

#[test]
fn who_has_no_name_is_refused_by_itself() {
    let file = read("氏名,会社名,メール\n,みなと市,a@b.example\n,,c@d.example\n山田,,x\n".as_bytes()).unwrap();
    let refusals: Vec<_> = file.rows.iter().map(|row| (row.line, row.is_body, row.refusal)).collect();
    assert_eq!(refusals, [(2, true, None), (3, false, Some(CardRefusal::NoName)), (4, false, None)]);
    assert_eq!(dropped(&file.rows[2]), ["email"]);
}
