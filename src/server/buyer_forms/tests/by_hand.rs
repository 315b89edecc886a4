//! Blanks that a person adds: where they go, that nothing else changes, what is refused, how much a place shows.

use std::collections::BTreeMap;

use super::{document, found, labels, p, part, protected, table, tc};
use crate::domain::buyer_form::{
    AddedBlank, AddedDraft, AddedKind, FillRefusal, FormProblem, Overflow, Piece, PlaceRefusal, Side,
};
use crate::server::buyer_forms::{FilledForm, Shown, blanks_with, compare, fill_with, place, show};

fn draft(line: &str, words: &str, side: Side) -> AddedDraft {
    AddedDraft {
        line: line.to_owned(),
        words: words.to_owned(),
        side,
        label: "備考".to_owned(),
        kind: AddedKind::Text,
        choices: Vec::new(),
    }
}

fn placed(form: &[u8], line: &str, words: &str, side: Side) -> Result<AddedBlank, FormProblem> {
    place(form, &draft(line, words, side), &[], &labels())
}

fn refused(form: &[u8], line: &str, words: &str) -> PlaceRefusal {
    match placed(form, line, words, Side::Behind) {
        Err(FormProblem::Place(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

fn filled(form: &[u8], added: &[AddedBlank], values: &[(&str, &str)]) -> Result<FilledForm, FormProblem> {
    let values: BTreeMap<String, String> =
        values.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect();
    fill_with(form, &values, added, &labels())
}

fn xml(form: &[u8], added: &AddedBlank, value: &str) -> String {
    part(&filled(form, std::slice::from_ref(added), &[(&added.id(), value)]).unwrap().docx, "word/document.xml")
}

fn shown(form: &[u8], added: &[AddedBlank]) -> Shown {
    show(form, added, &labels()).unwrap()
}

/// A sentence in which the finder sees no blank.
const SENTENCE: &str = "当社は、本業務の業務責任者として次の者を配置します。";

#[test]
fn a_value_goes_before_or_behind_the_words_and_nothing_else_changes() {
    let form = document(&[p(SENTENCE), p("以上")].concat());
    assert!(found(&form).is_empty(), "the finder sees none");
    for (words, side, expected) in [
        ("業務責任者", Side::Behind, "業務責任者湊花子として"),
        ("業務責任者", Side::Before, "本業務の湊花子業務責任者"),
        ("", Side::Behind, "配置します。湊花子<"),
    ] {
        let added = placed(&form, "document-p0", words, side).unwrap();
        let one = filled(&form, std::slice::from_ref(&added), &[(&added.id(), "湊花子")]).unwrap();
        let xml = part(&one.docx, "word/document.xml");
        assert!(xml.contains(expected), "{xml}");
        // One place alone differs: with the value taken away again, the part is the original to the byte.
        assert_eq!(one.proof.places, 1);
        assert_eq!(xml.replacen("湊花子", "", 1), part(&form, "word/document.xml"));
    }
}

#[test]
fn the_proof_covers_added_places() {
    let form = document(&[p(SENTENCE), p("以上")].concat());
    let added = placed(&form, "document-p0", "業務責任者", Side::Behind).unwrap();
    let one = filled(&form, std::slice::from_ref(&added), &[(&added.id(), "湊花子")]).unwrap();
    // Held against what was filled elsewhere, the same file does not stand.
    assert!(compare(&form, &one.docx, &[]).is_err());
}

#[test]
fn an_id_alone_names_a_place() {
    let form = document(&[p("一"), p("当社の見解：なし")].concat());
    let added = AddedBlank::of_id("document-p1-added2").unwrap();
    assert!(xml(&form, &added, "の").contains("当社のの見解"));
    for id in ["document-p1-added9999", "document-p7-added0", "header9-p0-added0"] {
        let added = AddedBlank::of_id(id).unwrap();
        let unknown = Err(FormProblem::Value(FillRefusal::Unknown(id.to_owned())));
        assert_eq!(filled(&form, &[added], &[(id, "x")]).map(|one| one.docx), unknown);
    }
}

#[test]
fn blank_cells_and_their_lines_have_addresses() {
    let second = "<w:tc><w:tcPr/><w:p/><w:p/></w:tc>";
    let form = document(&format!("<w:tbl><w:tr>{}{second}</w:tr></w:tbl>", tc("社内の整理番号その他", "")));
    let outline = shown(&form, &[]).outline;
    let addresses: Vec<&str> = outline.iter().map(|line| line.address.as_str()).collect();
    assert_eq!(addresses, ["document-t0r0c0", "document-t0r0c1", "document-t0r0c1-l1"]);
    assert_eq!(outline[2].label, "社内の整理番号その他");
    let added = placed(&form, "document-t0r0c1-l1", "", Side::Behind).unwrap();
    let xml = xml(&form, &added, "二行目");
    assert!(xml.find("<w:p/>").unwrap() < xml.find("二行目").unwrap(), "{xml}");
}

#[test]
fn a_blank_is_added_once() {
    let form = document(&p(SENTENCE));
    let first = placed(&form, "document-p0", "", Side::Behind).unwrap();
    let again = place(&form, &draft("document-p0", "", Side::Behind), std::slice::from_ref(&first), &labels());
    assert_eq!(again, Err(PlaceRefusal::Taken.into()));
    let other =
        place(&form, &draft("document-p0", "業務責任者", Side::Behind), std::slice::from_ref(&first), &labels())
            .unwrap();
    // Both can be filled beside each other, whichever was added first; given twice, one counts.
    let values = [(first.id(), "末"), (other.id(), "中")];
    let values = values.each_ref().map(|(id, value)| (id.as_str(), *value));
    let both = filled(&form, &[other.clone(), first.clone(), other.clone()], &values).unwrap();
    let xml = part(&both.docx, "word/document.xml");
    assert!(xml.contains("業務責任者中として") && xml.contains("配置します。末"), "{xml}");
    // Removed, it is no blank any more.
    let left = blanks_with(&form, &[other], &labels()).unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].label, "備考");
}

#[test]
fn where_the_finder_has_a_blank_none_is_added() {
    let form = document(&table(&[&["商号又は名称", ""]]));
    assert_eq!(refused(&form, "document-t0r0c1", ""), PlaceRefusal::Taken);
    let line = &shown(&form, &[]).outline[1];
    assert_eq!((line.pieces.as_slice(), line.is_open), (&[Piece::Blank("商号又は名称".to_owned())][..], false));
    // An answer of before the finder knew of it does no harm.
    let old = AddedBlank::of_id("document-t0r0c1-added0").unwrap();
    assert_eq!(blanks_with(&form, &[old], &labels()).unwrap(), found(&form));
}

#[test]
fn words_must_stand_in_the_line_once() {
    let form = document(&p("甲の 氏名、乙の氏名"));
    assert_eq!(refused(&form, "document-p0", "丙"), PlaceRefusal::WordsNotThere);
    assert_eq!(refused(&form, "document-p0", "氏名"), PlaceRefusal::WordsTwice);
    assert!(placed(&form, "document-p0", "甲の氏名", Side::Behind).is_ok(), "spaces do not count");
    assert_eq!(refused(&form, "document-p1", ""), PlaceRefusal::NotThere);
    for hostile in ["", "document", "../word/document.xml", "document-p0-l1", "document-p0-added0", "document-p00"] {
        assert_eq!(refused(&form, hostile, ""), PlaceRefusal::NotThere, "{hostile}");
    }
}

#[test]
fn a_protected_form_takes_blanks_where_it_is_open() {
    let body = [
        p(SENTENCE),
        format!(
            "<w:permStart w:id=\"7\" w:edGrp=\"everyone\"/>{}<w:permEnd w:id=\"7\"/>",
            p("自由に記述してください。")
        ),
    ]
    .concat();
    let form = protected("readOnly", "1", &body);
    assert_eq!(refused(&form, "document-p0", ""), PlaceRefusal::Locked);
    let open: Vec<bool> = shown(&form, &[]).outline.iter().map(|line| line.is_open).collect();
    assert_eq!(open, [false, true]);
    let added = placed(&form, "document-p1", "", Side::Behind).unwrap();
    let one = filled(&form, std::slice::from_ref(&added), &[(&added.id(), "湊")]).unwrap();
    assert_eq!(part(&one.docx, "word/settings.xml"), part(&form, "word/settings.xml"));
    // An address made by hand leads nowhere either.
    let shut = AddedBlank::of_id("document-p0-added3").unwrap();
    assert!(filled(&form, std::slice::from_ref(&shut), &[(&shut.id(), "湊")]).is_err());
    assert_eq!(refused(&protected("forms", "1", &body), "document-p1", ""), PlaceRefusal::Locked);
    assert!(placed(&protected("forms", "0", &body), "document-p0", "", Side::Behind).is_ok());
}

#[test]
fn crossed_out_cells_and_controls_stay_shut() {
    let barred = tc("", "<w:tcBorders><w:tl2br w:val=\"single\"/></w:tcBorders>");
    let control = format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", p("選択してください"));
    let form = document(&format!("<w:tbl><w:tr>{}{barred}</w:tr></w:tbl>{control}", tc("区分", "")));
    assert_eq!(refused(&form, "document-t0r0c1", ""), PlaceRefusal::Locked);
    assert_eq!(refused(&form, "document-p0", ""), PlaceRefusal::Locked);
}

#[test]
fn kinds_say_what_they_take() {
    let form = document(&p(SENTENCE));
    let of = |kind, choices: &[&str]| AddedBlank {
        kind,
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        ..placed(&form, "document-p0", "", Side::Behind).unwrap()
    };
    let try_in = |added: &AddedBlank, value: &str| filled(&form, std::slice::from_ref(added), &[(&added.id(), value)]);
    let number = of(AddedKind::Number, &[]);
    assert!(xml(&form, &number, "1,200").contains("配置します。1,200"));
    assert!(matches!(try_in(&number, "約三十"), Err(FormProblem::Value(FillRefusal::NotANumber(_)))));
    let date = of(AddedKind::Date, &[]);
    assert!(xml(&form, &date, "2026-11-20").contains("令和８年11月20日"));
    assert!(matches!(try_in(&date, "来週"), Err(FormProblem::Value(FillRefusal::NotADate(_)))));
    let choice = of(AddedKind::Choice, &["有", "無"]);
    assert!(xml(&form, &choice, "有").contains("配置します。有"));
    assert!(matches!(try_in(&choice, "未定"), Err(FormProblem::Value(FillRefusal::NotAChoice(..)))));
    let markup = of(AddedKind::Text, &[]);
    assert!(xml(&form, &markup, "<w:p/>&").contains("&lt;w:p/&gt;&amp;"));
}

/// A row of one label and one blank cell, 2,000 twentieths of a point wide, with this height.
fn row(height: &str) -> Vec<u8> {
    let cell = "<w:tc><w:tcPr><w:tcW w:w=\"2316\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:rPr><w:sz w:val=\"20\"/></w:rPr></w:pPr></w:p></w:tc>";
    document(&format!(
        "<w:tbl><w:tblPr/><w:tr><w:trPr>{height}</w:trPr>{}{cell}</w:tr></w:tbl>",
        tc("商号又は名称", "")
    ))
}

#[test]
fn a_value_too_long_for_a_row_of_exact_height_is_told_and_filled_in() {
    let id = "document-t0r0c1-cell";
    let form = row("<w:trHeight w:val=\"400\" w:hRule=\"exact\"/>");
    // 2,100 between the margins hold ten characters of ten points.
    assert_eq!(shown(&form, &[]).rooms[id].characters(), 10);
    let fits = filled(&form, &[], &[(id, &"湊".repeat(10))]).unwrap();
    assert!(fits.overflows.is_empty(), "{:?}", fits.overflows);
    let over = filled(&form, &[], &[(id, &"湊".repeat(11))]).unwrap();
    assert_eq!(over.overflows.len(), 1);
    assert_eq!(over.overflows[0].id, id);
    assert_eq!(over.overflows[0].overflow, Overflow { characters: 11, lines: 2, fit: 10, fit_lines: 1 });
    assert!(part(&over.docx, "word/document.xml").contains(&"湊".repeat(11)));
    let two = filled(&row("<w:trHeight w:val=\"560\" w:hRule=\"exact\"/>"), &[], &[(id, &"湊".repeat(20))]).unwrap();
    assert!(two.overflows.is_empty(), "two lines stand in it: {:?}", two.overflows);
    for grows in ["<w:trHeight w:val=\"400\"/>", "<w:trHeight w:val=\"400\" w:hRule=\"atLeast\"/>", ""] {
        assert!(shown(&row(grows), &[]).rooms.is_empty(), "{grows}");
    }
}
