//! What may be typed and what may not.

use super::*;
use proptest::prelude::*;

#[test]
fn a_line_is_trimmed_and_measured_in_characters() {
    assert_eq!(Line::<4>::parse(" 　鯖江市役　 ").unwrap().as_str(), "鯖江市役");
    assert_eq!(Line::<4>::parse("鯖江市役所"), Err(TextProblem::TooLong { max: 4 }));
    assert_eq!(Line::<4>::parse(" 　\n"), Err(TextProblem::Empty));
}

#[test]
fn what_cannot_be_printed_is_refused_in_a_line() {
    for text in ["a\nb", "a\tb", "a\0b", "a\u{202e}b", "a\u{2028}b", "a\u{ffff}b", "a\u{85}b"] {
        assert_eq!(Line::<40>::parse(text), Err(TextProblem::ControlCharacter), "{text:?}");
    }
}

#[test]
fn prose_keeps_its_lines_and_the_blank_that_begins_a_paragraph() {
    assert_eq!(Prose::<40>::parse("\r\n　一行目\r\n\r\n二行目\r").unwrap().as_str(), "　一行目\n\n二行目");
    assert_eq!(Prose::<40>::parse(" \n "), Err(TextProblem::Empty));
    assert_eq!(Prose::<40>::parse("a\u{b}b"), Err(TextProblem::ControlCharacter));
}

#[test]
fn usual_email_addresses_are_read() {
    for (text, kept) in [
        ("Keiko.Sato@Example.CO.JP", "keiko.sato@example.co.jp"),
        ("　ｉｎｆｏ＠ｅｘａｍｐｌｅ．ｊｐ ", "info@example.jp"),
        ("a+b_c@sub.xn--eckwd4c7c.xn--zckzah", "a+b_c@sub.xn--eckwd4c7c.xn--zckzah"),
    ] {
        assert_eq!(EmailAddress::parse(text).unwrap().as_str(), kept);
    }
}

#[test]
fn what_is_no_email_address_is_refused() {
    for text in [
        "a",
        "a@",
        "@b.jp",
        "a@b",
        "a@b.j",
        "a@.jp",
        "a@b..jp",
        "a b@c.jp",
        "a@b@c.jp",
        ".a@b.jp",
        "a..b@c.jp",
        "a@-b.jp",
        "a@b.12",
        "佐藤@example.jp",
        "a@例.jp",
        "a,b@c.jp",
        "<a@b.jp>",
    ] {
        assert_eq!(EmailAddress::parse(text), Err(TextProblem::Form), "{text}");
    }
    assert_eq!(EmailAddress::parse(""), Err(TextProblem::Empty));
}

#[test]
fn a_firm_is_named_as_registered() {
    for text in ["㈱サンプル", "サンプル㈲", "(株)サンプル", "サンプル（有）", "（ 株 ）サンプル", "㍿サンプル"]
    {
        assert_eq!(OrganisationName::parse(text), Err(TextProblem::CompanyAbbreviation), "{text}");
    }
    assert_eq!(OrganisationName::parse("サンプル①株式会社"), Err(TextProblem::EnvironmentDependent { found: '①' }));
    for text in ["株式会社サンプル", "髙﨑建設有限会社", "Muster & Söhne GmbH", "ＡＢＣ・サンプル合同会社"]
    {
        assert_eq!(OrganisationName::parse(text).unwrap().as_str(), text);
    }
}

#[test]
fn a_reading_becomes_full_width_katakana() {
    for (text, kept) in [
        ("ｶﾌﾞｼｷｶﾞｲｼｬ ﾊﾟｰｸ･ｻﾝﾌﾟﾙ", "カブシキガイシャ　パーク・サンプル"),
        ("ｳﾞｧｲｵﾘﾝ", "ヴァイオリン"),
        ("サトウ　ケイコ", "サトウ　ケイコ"),
        ("カ\u{3099}", "ガ"),
    ] {
        assert_eq!(Katakana::parse(text).unwrap().as_str(), kept);
    }
    assert_eq!(Katakana::parse("さとう"), Err(TextProblem::NotKatakana { found: 'さ' }));
    assert_eq!(Katakana::parse("サトウA"), Err(TextProblem::NotKatakana { found: 'A' }));
    assert_eq!(Katakana::parse("ﾞ"), Err(TextProblem::NotKatakana { found: 'ﾞ' }));
    assert_eq!(Katakana::parse("アﾞ"), Err(TextProblem::NotKatakana { found: 'ﾞ' }));
}

#[test]
fn telephone_numbers_are_japanese_with_hyphens_or_international() {
    for (text, kept) in [
        ("0778-51-2200", "0778-51-2200"),
        ("０３－１２３４－５６７８", "03-1234-5678"),
        ("03(1234)5678", "03-1234-5678"),
        ("(03)1234-5678", "03-1234-5678"),
        ("090−1234−5678", "090-1234-5678"),
        ("0120-123-456", "0120-123-456"),
        ("+49 30 1234567", "+49 30 1234567"),
        ("+81-778-51-2200", "+81-778-51-2200"),
    ] {
        assert_eq!(Telephone::parse(text).unwrap().as_str(), kept);
    }
    for text in ["0778512200", "1234-56-7890", "03-1234-567", "+0 123 4567", "+49  30 1234567", "+49", "call me"] {
        assert_eq!(Telephone::parse(text), Err(TextProblem::Form), "{text}");
    }
}

#[test]
fn a_password_is_long_enough_and_not_the_email_address() {
    let email = EmailAddress::parse("keiko@example.jp").unwrap();
    assert_eq!(Password::parse("", &email), Err(TextProblem::Empty));
    assert_eq!(Password::parse("elevenchars", &email), Err(TextProblem::TooShort { min: 12 }));
    assert_eq!(Password::parse(&"x".repeat(201), &email), Err(TextProblem::TooLong { max: 200 }));
    assert_eq!(Password::parse(" Keiko@example.jp ", &email), Err(TextProblem::EqualsEmail));
    assert_eq!(Password::parse(" twelve chars", &email).unwrap().as_str(), " twelve chars");
    assert_eq!(format!("{:?}", Password::parse("correct horse battery", &email).unwrap()), "Password(…)");
}

#[test]
fn an_empty_field_may_be_none() {
    assert_eq!(optional(" ", Telephone::parse), Ok(None));
    assert_eq!(optional("x", Telephone::parse), Err(TextProblem::Form));
}

#[test]
#[cfg(feature = "ssr")]
fn a_text_from_the_wire_is_parsed_again() {
    let name: OrganisationName = serde_json::from_str("\"株式会社サンプル\"").unwrap();
    assert_eq!(serde_json::to_string(&name).unwrap(), "\"株式会社サンプル\"");
    assert!(serde_json::from_str::<OrganisationName>("\"㈱サンプル\"").is_err());
    assert!(serde_json::from_str::<Line<2>>("\"abc\"").is_err());
}

proptest! {
    #[test]
    fn no_text_whatever_panics_and_what_is_kept_reads_back(text in any::<String>()) {
        if let Ok(kept) = Line::<9>::parse(&text) { prop_assert_eq!(Line::parse(kept.as_str()), Ok(kept)); }
        if let Ok(kept) = Prose::<99>::parse(&text) { prop_assert_eq!(Prose::parse(kept.as_str()), Ok(kept)); }
        if let Ok(kept) = OrganisationName::parse(&text) { prop_assert_eq!(OrganisationName::parse(kept.as_str()), Ok(kept)); }
        let _ = PersonName::parse(&text);
    }

    #[test]
    fn a_kept_reading_reads_back(text in "[ｦ-ﾟァ-ヺー・ ]{1,20}") {
        if let Ok(kept) = Katakana::parse(&text) { prop_assert_eq!(Katakana::parse(kept.as_str()), Ok(kept)); }
    }

    #[test]
    fn a_kept_telephone_number_reads_back(text in "[+]?[0-9]{1,5}[-( ][0-9]{1,4}[-) ][0-9]{2,5}") {
        if let Ok(kept) = Telephone::parse(&text) { prop_assert_eq!(Telephone::parse(kept.as_str()), Ok(kept)); }
    }

    #[test]
    fn a_kept_email_address_reads_back(text in "[a-zA-Z.＠@ａ-ｚ-]{1,20}") {
        if let Ok(kept) = EmailAddress::parse(&text) { prop_assert_eq!(EmailAddress::parse(kept.as_str()), Ok(kept)); }
    }
}
