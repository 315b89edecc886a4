//! What filling leaves behind: places as JSON names them, properties, spacing, both copies of a box.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{document, filled, found, labels, p, part, table, tc, xml_with};
use crate::domain::buyer_form::{BlankRow, FillRefusal, FormProblem};
use crate::domain::record::find_emoji;
use crate::server::buyer_forms::{compare, fill};

#[test]
fn places_are_counted_as_in_the_xml() {
    let inner = table(&[&["電話", ""]]);
    let outer = format!("<w:tbl><w:tr>{}<w:tc><w:tcPr/>{inner}<w:p/></w:tc></w:tr></w:tbl>", tc("連絡先", ""));
    let body = [p("見出し"), outer, p("商号："), p("所在地：　　　　")].concat();
    let blanks = found(&document(&body));
    let rows = serde_json::to_value(blanks.iter().map(|blank| BlankRow::of(blank, None)).collect::<Vec<_>>()).unwrap();
    assert_eq!((&rows[0]["table"], &rows[0]["row"], &rows[0]["cell"]), (&1.into(), &0.into(), &1.into()));
    assert_eq!(rows[0]["id"], "document-t1r0c1-cell");
    assert_eq!((&rows[1]["table"], &rows[1]["paragraph"]), (&serde_json::Value::Null, &1.into()));
    assert_eq!(rows[2]["paragraph"], 2);
    assert_eq!(rows[2]["proposal"], "member.address");
}

#[test]
fn a_value_takes_the_properties_of_its_place() {
    let form = document(&table(&[&["商号又は名称", ""]]));
    let xml = xml_with(&form, &[("document-t0r0c1-cell", "湊 & 技研\n<二行目>")]);
    let run = "<w:r><w:rPr><w:sz w:val=\"18\"/></w:rPr><w:t xml:space=\"preserve\">湊 &amp; 技研</w:t><w:br/><w:t xml:space=\"preserve\">&lt;二行目&gt;</w:t></w:r></w:p>";
    assert!(xml.contains(run), "{xml}");
}

#[test]
fn the_seal_stays_where_it_is() {
    let xml = xml_with(&document(&p("代表者職氏名　　　　　　　　　　印")), &[("document-p0-line", "代表取締役　湊")]);
    assert!(xml.contains("代表者職氏名　代表取締役　湊　　印"), "{xml}");
}

/// A paragraph of these runs, each within its markup.
fn runs(properties: &str, runs: &[&str]) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", runs.concat())
}

const TABS: &str = "<w:tabs><w:tab w:val=\"left\" w:pos=\"8600\"/></w:tabs>";

#[test]
fn a_tab_that_holds_the_seal_stays_behind_the_value() {
    let line = runs(TABS, &["<w:r><w:t>代表者職氏名</w:t></w:r>", "<w:r><w:tab/></w:r>", "<w:r><w:t>印</w:t></w:r>"]);
    let form = document(&line);
    let id = found(&form)[0].id.clone();
    let xml = xml_with(&form, &[(&id, "代表取締役　湊")]);
    assert!(xml.contains("代表取締役　湊</w:t><w:tab/></w:r><w:r><w:t>印</w:t>"), "{xml}");
    // Of two, the first leads to the value.
    let tab = "<w:r><w:tab/></w:r>";
    let form = document(&runs(TABS, &["<w:r><w:t>氏名</w:t></w:r>", tab, tab, "<w:r><w:t>印</w:t></w:r>"]));
    let id = found(&form)[0].id.clone();
    let xml = xml_with(&form, &[(&id, "湊")]);
    let (before, behind) = xml.split_once("湊").unwrap();
    assert!(before.contains("<w:tab/>") && behind.contains("<w:tab/>"), "{xml}");
}

#[test]
fn a_line_that_is_drawn_goes_on_behind_the_value() {
    let underlined = "<w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:tab/><w:tab/><w:tab/></w:r>";
    let form = document(&runs("", &["<w:r><w:t>住所</w:t></w:r>", underlined]));
    let id = found(&form)[0].id.clone();
    let tabs = |value: &str| xml_with(&form, &[(&id, value)]).matches("<w:tab/>").count();
    // A value of four full-width letters reaches over one tab, a long one leaves the last.
    assert_eq!((tabs("湊"), tabs("みなと市"), tabs(&"湊".repeat(60))), (3, 2, 1));
    let dotted = "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"8600\"/></w:tabs>";
    let form = document(&runs(dotted, &["<w:r><w:t>住所</w:t></w:r>", "<w:r><w:tab/></w:r>"]));
    let id = found(&form)[0].id.clone();
    assert!(xml_with(&form, &[(&id, "湊")]).contains("湊</w:t><w:tab/>"));
    let form = document(&p("住所：____________________"));
    let id = found(&form)[0].id.clone();
    assert!(xml_with(&form, &[(&id, "湊")]).contains("湊__________________</w:t>"));
}

#[test]
fn a_value_stands_outside_a_tracked_change() {
    let change = "<w:ins w:id=\"1\" w:author=\"a\"><w:r><w:rPr><w:b/></w:rPr><w:t>商号又は名称：</w:t></w:r></w:ins>";
    let form = document(&runs("", &[change]));
    let id = found(&form)[0].id.clone();
    let xml = xml_with(&form, &[(&id, "湊技研")]);
    let (_, behind) = xml.split_once("</w:ins>").unwrap();
    assert!(behind.contains("<w:rPr><w:b/></w:rPr>") && behind.contains("湊技研"), "{xml}");
}

#[test]
fn a_control_in_a_cell_is_filled_as_a_control() {
    let control = "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:p><w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/></w:rPr><w:t>テキストを入力してください</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let row = format!("<w:tbl><w:tr>{}<w:tc><w:tcPr/>{control}<w:p/></w:tc></w:tr></w:tbl>", tc("担当者", ""));
    let form = document(&row);
    let blanks = found(&form);
    assert_eq!(blanks.len(), 1, "{blanks:?}");
    let xml = xml_with(&form, &[(&blanks[0].id, "湊")]);
    assert!(xml.contains(">湊</w:t>") && !xml.contains("showingPlcHdr") && !xml.contains("入力してください"), "{xml}");
}

#[test]
fn a_control_for_a_date_takes_a_day_and_keeps_it() {
    let control = |date: &str| {
        document(&format!(
            "<w:p><w:r><w:t>提出日</w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/>{date}</w:sdtPr><w:sdtContent><w:r><w:t>日付を選択してください</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        ))
    };
    let format = "<w:dateFormat w:val=\"yyyy/MM/dd\"/>";
    for (date, kept) in [
        (format!("<w:date>{format}</w:date>"), "<w:date w:fullDate=\"2026-12-10T00:00:00Z\">"),
        ("<w:date/>".to_owned(), "<w:date w:fullDate=\"2026-12-10T00:00:00Z\"/>"),
        (format!("<w:date w:fullDate=\"\">{format}</w:date>"), "<w:date w:fullDate=\"2026-12-10T00:00:00Z\">"),
    ] {
        let form = control(&date);
        let id = found(&form)[0].id.clone();
        let xml = xml_with(&form, &[(&id, "令和８年12月10日")]);
        assert!(xml.contains(kept) && !xml.contains("選択してください"), "{xml}");
        let typed = xml_with(&form, &[(&id, "契約締結日")]);
        assert!(typed.contains(">契約締結日</w:t>") && !typed.contains("T00:00:00Z"), "{typed}");
    }
}

#[test]
fn a_date_keeps_its_spacing() {
    let form = document(&p("令和　　年　　月　　日"));
    assert!(xml_with(&form, &[("document-p0-date", "2026-12-05")]).contains("令和　８年　12月　５日"));
    let form = document(&p("　　年　　月　　日"));
    assert!(xml_with(&form, &[("document-p0-date", "2026-12-05")]).contains("令和８年　12月　５日"));
    let form = document(&p("平成　　年　　月　　日"));
    let refused = filled(&form, &[("document-p0-date", "2026-12-05")]).unwrap_err();
    assert_eq!(refused, FormProblem::Value(FillRefusal::OtherEra("document-p0-date".to_owned())));
    assert!(xml_with(&form, &[("document-p0-date", "38/12/5")]).contains("平成　38年　12月　５日"));
}

#[test]
fn digits_stand_at_the_right() {
    let head = ["", "億", "千万", "百万", "拾万", "万", "千", "百", "拾", "円"];
    let form = document(&table(&[&head, &["入札金額", "", "", "", "", "", "", "", "", ""]]));
    let id = found(&form)[0].id.clone();
    let docx = filled(&form, &[(&id, "¥9,403,430")]).unwrap().docx;
    let xml = part(&docx, "word/document.xml");
    let row = xml.rsplit("入札金額").next().unwrap();
    let texts: Vec<&str> = row
        .split("<w:tc>")
        .skip(1)
        .map(|cell| cell.split("preserve\">").nth(1).map_or("", |t| t.split('<').next().unwrap()))
        .collect();
    assert_eq!(texts, ["", "¥", "9", "4", "0", "3", "4", "3", "0"]);
    let refused = filled(&form, &[(&id, "1234567890")]).unwrap_err();
    assert_eq!(refused, FormProblem::Value(FillRefusal::TooManyDigits(id)));
}

#[test]
fn both_copies_of_a_box_are_filled() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p("商号又は名称：　　　　　"));
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    let form = document(&body);
    let blanks = found(&form);
    assert_eq!(blanks.len(), 1);
    assert_eq!(xml_with(&form, &[(&blanks[0].id, "湊技研")]).matches("湊技研").count(), 2);
}

#[test]
fn boxes_are_ticked_in_the_buyers_way() {
    assert!(xml_with(&document(&p("□ 誓約書")), &[("document-p0-checkbox", "yes")]).contains("■ 誓約書"));
    let with_sample = [p("記入例：☑"), p("□ 誓約書")].concat();
    assert!(xml_with(&document(&with_sample), &[("document-p1-checkbox", "yes")]).contains("☑ 誓約書"));
    let control = "<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"0\"/><w14:checkedState w14:val=\"2612\"/></w14:checkbox></w:sdtPr>\
        <w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> 誓約書</w:t></w:r></w:p>";
    let form = document(control);
    let id = found(&form)[0].id.clone();
    let xml = xml_with(&form, &[(&id, "yes")]);
    assert!(xml.contains("<w14:checked w14:val=\"1\"/>") && xml.contains("<w:t>☒</w:t>"), "{xml}");
}

#[test]
fn controls_and_fields_keep_their_frame() {
    let control = "<w:p><w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr><w:tag w:val=\"firm\"/><w:showingPlcHdr/></w:sdtPr>\
        <w:sdtContent><w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/></w:rPr><w:t>ここ</w:t></w:r><w:r><w:t>をクリック</w:t></w:r></w:sdtContent></w:sdt></w:p>";
    let form = document(control);
    let id = found(&form)[0].id.clone();
    let xml = xml_with(&form, &[(&id, "湊技研")]);
    let expected = "<w:tag w:val=\"firm\"/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">湊技研</w:t></w:r></w:sdtContent>";
    assert!(xml.contains(expected), "{xml}");
    let list = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"sort\"/><w:ddList><w:listEntry w:val=\"甲型\"/><w:listEntry w:val=\"乙型\"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    let form = document(list);
    let blank = &found(&form)[0];
    assert_eq!(blank.choices, ["甲型", "乙型"]);
    assert!(xml_with(&form, &[(&blank.id, "乙型")]).contains("<w:ddList><w:result w:val=\"1\"/>"));
    let refused = filled(&form, &[(&blank.id, "丙型")]).unwrap_err();
    assert_eq!(
        refused,
        FormProblem::Value(FillRefusal::NotAChoice(blank.id.clone(), vec!["甲型".to_owned(), "乙型".to_owned()]))
    );
}

#[test]
fn a_placeholder_over_several_runs_leaves_nothing_behind() {
    let split = "<w:p><w:r><w:t>件名 {</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{ti</w:t></w:r><w:r><w:t>tle}}。</w:t></w:r></w:p>";
    let xml = xml_with(&document(split), &[("document-p0-placeholder", "防災業務")]);
    assert!(xml.contains("件名 防災業務</w:t>") && xml.contains(">。</w:t>") && !xml.contains(['{', '}']), "{xml}");
}

#[test]
fn everything_else_is_the_same_to_the_byte() {
    let form = document(&[p("前文。"), table(&[&["商号又は名称", ""], &["所在地", ""]]), p("後文。")].concat());
    let filled = filled(&form, &[("document-t0r0c1-cell", "湊技研")]).unwrap();
    assert_eq!((filled.proof.parts, filled.proof.changed_parts, filled.proof.places), (4, 1, 1));
    let (before, after) = (part(&form, "word/document.xml"), part(&filled.docx, "word/document.xml"));
    assert_eq!(
        after.replacen("<w:r><w:rPr><w:sz w:val=\"18\"/></w:rPr><w:t xml:space=\"preserve\">湊技研</w:t></w:r>", "", 1),
        before
    );
    // The comparison itself sees what does not belong to a place.
    let other = document(&[p("前文！"), table(&[&["商号又は名称", ""], &["所在地", ""]]), p("後文。")].concat());
    assert_eq!(compare(&form, &other, &[]), Err(FillRefusal::Altered("word/document.xml".to_owned())));
}

#[test]
fn a_value_that_is_too_long_for_its_room_stays_whole() {
    let form = document(&p("代表者職氏名　　　　　　印"));
    let long = "代表取締役社長執行役員　湊　太郎左衛門尉";
    assert!(xml_with(&form, &[("document-p0-line", long)]).contains(&format!("代表者職氏名　{long}印")));
    let form = document(&table(&[&["商号又は名称", ""]]));
    let long = "湊技研".repeat(100);
    assert!(xml_with(&form, &[("document-t0r0c1-cell", &long)]).contains(&format!(">{long}</w:t>")));
}

#[test]
fn tracked_changes_stay_as_they_are() {
    let deleted = "<w:del w:id=\"1\" w:author=\"a\"><w:r><w:delText>平成</w:delText></w:r></w:del>";
    let inserted = "<w:ins w:id=\"2\" w:author=\"a\"><w:r><w:t>令和　　年　　月　　日</w:t></w:r></w:ins>";
    let form = document(&format!("<w:p>{deleted}{inserted}</w:p>"));
    let xml = xml_with(&form, &[("document-p0-date", "2026-12-05")]);
    let expected = format!(
        "{deleted}<w:ins w:id=\"2\" w:author=\"a\"><w:r><w:t xml:space=\"preserve\">令和　８年　12月　５日</w:t></w:r></w:ins>"
    );
    assert!(xml.contains(&expected), "{xml}");
}

#[test]
fn what_no_file_can_hold_is_refused() {
    let form = document(&table(&[&["商号又は名称", ""]]));
    let id = "document-t0r0c1-cell";
    let refused = |value: &str| filled(&form, &[(id, value)]).unwrap_err();
    assert_eq!(refused("湊\u{1}"), FormProblem::Value(FillRefusal::ControlCharacter(id.to_owned())));
    assert_eq!(refused("湊技研🎉"), FormProblem::Value(FillRefusal::Emoji(id.to_owned(), '🎉')));
    assert!(filled(&form, &[(id, "𠮷野屋☎髙橋")]).is_ok());
    assert_eq!(
        filled(&form, &[("nothing", "x")]).unwrap_err(),
        FormProblem::Value(FillRefusal::Unknown("nothing".to_owned()))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_goes_in_and_reads_back(value in "[^\\p{C}]{1,60}") {
        prop_assume!(!value.trim().is_empty() && find_emoji(&value).is_none());
        let form = document(&table(&[&["商号又は名称", ""]]));
        let values = BTreeMap::from([("document-t0r0c1-cell".to_owned(), value.clone())]);
        let docx = fill(&form, &values, &labels()).unwrap().docx;
        let xml = part(&docx, "word/document.xml");
        let written = quick_xml::escape::escape(value.as_str()).into_owned();
        prop_assert!(xml.contains(&format!(">{written}</w:t>")), "{}", xml);
    }
}
