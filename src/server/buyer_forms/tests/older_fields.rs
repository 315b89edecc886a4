//! Fields of older forms with types and lengths, and boxes that came ticked.

use super::{document, filled, found, told, xml_with};
use crate::domain::buyer_form::{BlankKind, BlankRow, FillRefusal, FormProblem};

/// A paragraph with a label and a text field whose `textInput` holds this.
fn field(label: &str, input: &str) -> String {
    format!(
        "<w:p><w:r><w:t>{label}</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"Text1\"/><w:enabled/>\
         <w:textInput>{input}</w:textInput></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>     </w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
    )
}

fn refused(form: &[u8], value: &str) -> FormProblem {
    filled(form, &[("document-p0-form_field", value)]).unwrap_err()
}

#[test]
fn a_value_longer_than_its_field_is_refused_with_place_and_length() {
    let form = document(&field("氏名", "<w:maxLength w:val=\"5\"/>"));
    assert!(xml_with(&form, &[("document-p0-form_field", "湊　太郎衛")]).contains(">湊　太郎衛</w:t>"));
    let expected = FillRefusal::LongerThan("document-p0-form_field".to_owned(), "氏名".to_owned(), 5);
    assert_eq!(refused(&form, "湊　太郎兵衛"), FormProblem::Value(expected.clone()));
    use crate::domain::language::Language;
    use crate::ui::wording::{buyer_form, in_language};
    let told = |language| in_language(language, || buyer_form::problem("", &FormProblem::Value(expected.clone())));
    for words in ["document-p0-form_field", "氏名", "5文字"] {
        assert!(told(Language::Japanese).contains(words), "{}", told(Language::Japanese));
    }
    assert!(told(Language::English).contains("5 characters"), "{}", told(Language::English));
    let unbounded = document(&field("氏名", "<w:maxLength w:val=\"0\"/>"));
    assert!(filled(&unbounded, &[("document-p0-form_field", "湊　太郎兵衛")]).is_ok());
}

#[test]
fn a_field_for_numbers_takes_numbers_and_prints_them_in_its_format() {
    let form = document(&field("従業員数", "<w:type w:val=\"number\"/><w:format w:val=\"#,##0\"/>"));
    assert!(xml_with(&form, &[("document-p0-form_field", "１２３４")]).contains(">1,234</w:t>"));
    let id = "document-p0-form_field".to_owned();
    assert_eq!(refused(&form, "約千人"), FormProblem::Value(FillRefusal::NotANumber(id.clone())));
    // The length counts what is printed.
    let input = "<w:type w:val=\"number\"/><w:maxLength w:val=\"4\"/><w:format w:val=\"#,##0\"/>";
    let short = document(&field("従業員数", input));
    assert_eq!(refused(&short, "1234"), FormProblem::Value(FillRefusal::LongerThan(id, "従業員数".to_owned(), 4)));
}

#[test]
fn a_field_for_a_day_prints_it_in_a_format_of_figures() {
    let with =
        |format: &str| document(&field("提出日", &format!("<w:type w:val=\"date\"/><w:format w:val=\"{format}\"/>")));
    let form = with("yyyy/MM/dd");
    assert!(xml_with(&form, &[("document-p0-form_field", "令和８年12月５日")]).contains(">2026/12/05</w:t>"));
    assert!(xml_with(&with("d-MMM-yy"), &[("document-p0-form_field", "2026-12-05")]).contains(">2026-12-05</w:t>"));
    let not = FillRefusal::NotADate("document-p0-form_field".to_owned());
    assert_eq!(refused(&form, "年内"), FormProblem::Value(not));
    // What Word computes by itself is no blank.
    for kind in ["calculated", "currentDate", "currentTime"] {
        let body = field("提出日", &format!("<w:type w:val=\"{kind}\"/>"));
        assert_eq!(told(&document(&body)), Vec::<String>::new(), "{kind}");
    }
}

#[test]
fn a_field_that_shows_a_value_of_its_own_is_written() {
    let shown = |default: &str| field("金額", &format!("<w:default w:val=\"{default}\"/>")).replace("     ", default);
    assert_eq!(told(&document(&shown("2,018.00"))), Vec::<String>::new());
    assert_eq!(found(&document(&shown("（金額を記入）"))).len(), 1);
}

fn control(label: &str, is_checked: bool) -> String {
    let (value, mark) = if is_checked { ("1", "☒") } else { ("0", "☐") };
    format!(
        "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"{value}\"/><w14:checkedState w14:val=\"2612\"/>\
         <w14:uncheckedState w14:val=\"2610\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{mark}</w:t></w:r></w:sdtContent></w:sdt>\
         <w:r><w:t xml:space=\"preserve\">{label}　</w:t></w:r>"
    )
}

#[test]
fn a_control_that_came_ticked_is_told_and_can_be_unticked() {
    let form =
        document(&format!("<w:p>{}{}{}</w:p>", control("新規", true), control("継続", false), control("変更", false)));
    let blanks = found(&form);
    let told: Vec<_> = blanks.iter().map(|blank| (blank.kind, blank.is_checked, blank.proposal)).collect();
    let of = |is_checked| (BlankKind::Checkbox, is_checked, None);
    assert_eq!(told, [of(true), of(false), of(false)], "{blanks:#?}");
    let rows = serde_json::to_value(blanks.iter().map(|blank| BlankRow::of(blank, None)).collect::<Vec<_>>()).unwrap();
    assert_eq!((&rows[0]["checked"], &rows[1]["checked"]), (&true.into(), &false.into()));
    let xml = xml_with(&form, &[(&blanks[0].id, "no"), (&blanks[1].id, "yes")]);
    assert_eq!(xml.matches("w14:checked w14:val=\"1\"").count(), 1, "{xml}");
    assert!(xml.find("☐").unwrap() < xml.find("新規").unwrap(), "{xml}");
    assert!(xml.find("新規").unwrap() < xml.find("☒").unwrap(), "{xml}");
    // Ticked once more it is as it was.
    let again = xml_with(&form, &[(&blanks[0].id, "yes"), (&blanks[2].id, "no")]);
    assert_eq!(again, xml_with(&form, &[]));
}

#[test]
fn a_field_that_came_ticked_can_be_unticked() {
    let field = |state: &str| {
        document(&format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData></w:fldChar></w:r>\
             <w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>誓約書</w:t></w:r></w:p>"
        ))
    };
    for state in ["<w:checked/>", "<w:default w:val=\"1\"/>", "<w:default w:val=\"0\"/><w:checked w:val=\"1\"/>"] {
        let form = field(state);
        assert!(found(&form)[0].is_checked, "{state}");
        let docx = filled(&form, &[("document-p0-checkbox", "no")]).unwrap().docx;
        assert!(!found(&docx)[0].is_checked, "{state}");
    }
    assert!(!found(&field("<w:default w:val=\"0\"/>"))[0].is_checked);
}
