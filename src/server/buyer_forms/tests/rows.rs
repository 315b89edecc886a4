//! Dates over the cells of a row, labels below their blanks, figures by year, and the mark that a form asks for.

use super::{document, filled, found, p, table, tc, told, xml_with};
use crate::domain::buyer_form::{BlankKind, FillRefusal, FormProblem};

fn of(body: &str) -> Vec<String> {
    told(&document(body))
}

fn labels_of(body: &str) -> Vec<String> {
    found(&document(body)).into_iter().map(|blank| blank.label).collect()
}

#[test]
fn a_date_over_the_cells_of_a_row_is_one_blank() {
    let form = document(&table(&[
        &["設立年月日", "令和", "", "年", "", "月", "", "日"],
        &["提出日", "令和", "", "年", "", "月", "", "日"],
    ]));
    assert_eq!(told(&form), ["設立年月日", "提出日=date"]);
    assert!(found(&form).iter().all(|blank| blank.kind == BlankKind::Date));
    let xml = xml_with(&form, &[("document-t0r0c2-date", "2020-04-01")]);
    let order = ["令和", ">２</w:t>", ">年<", ">４</w:t>", ">月<", ">１</w:t>", ">日<"];
    let places: Vec<usize> =
        order.iter().map(|text| xml.find(text).unwrap_or_else(|| panic!("{text}: {xml}"))).collect();
    assert!(places.is_sorted(), "{xml}");
    let refused = filled(&form, &[("document-t0r0c2-date", "1999-04-01")]).unwrap_err();
    assert_eq!(refused, FormProblem::Value(FillRefusal::OtherEra("document-t0r0c2-date".to_owned())));
    let docx = filled(&form, &[("document-t0r0c2-date", "2020-04-01"), ("document-t0r1c2-date", "2026-12-05")]);
    assert_eq!(told(&docx.unwrap().docx), Vec::<String>::new());
}

#[test]
fn a_date_over_cells_without_an_era_takes_it_with_the_year() {
    let form = document(&table(&[&["完成年月日", "", "年", "", "月", "", "日"]]));
    assert_eq!(told(&form), ["完成年月日"]);
    let xml = xml_with(&form, &[("document-t0r0c1-date", "2026-12-05")]);
    assert!(xml.contains(">令和８</w:t>") && xml.contains(">12</w:t>") && xml.contains(">５</w:t>"), "{xml}");
    // Alone it is the day of the paper; between other rows it is not.
    assert_eq!(of(&table(&[&["令和", "", "年", "", "月", "", "日"]])), ["日付=date"]);
    assert_eq!(of(&table(&[&["受付年月日", "令和", "", "年", "", "月", "", "日"]])), Vec::<String>::new());
    let list = table(&[&["業務名", "", "年", ""], &["実務経験", "", "年", ""]]);
    assert!(found(&document(&list)).iter().all(|blank| blank.kind != BlankKind::Date));
}

#[test]
fn a_range_over_the_cells_of_a_row_is_two_dates_of_its_label() {
    let row = ["履行期間", "自", "令和", "", "年", "", "月", "", "日", "至", "令和", "", "年", "", "月", "", "日"];
    assert_eq!(of(&table(&[&row])), ["履行期間", "履行期間"]);
    let form = document(&table(&[&row]));
    let ids: Vec<String> = found(&form).into_iter().map(|blank| blank.id).collect();
    assert_eq!(ids, ["document-t0r0c3-date", "document-t0r0c11-date"]);
}

#[test]
fn a_row_of_labels_names_the_blank_row_over_it() {
    let sealed = document(&table(&[&["", ""], &["氏名", "印"]]));
    assert_eq!(told(&sealed), ["氏名=member.representative"]);
    assert_eq!(found(&sealed)[0].id, "document-t0r0c0-cell");
    // Beside a label further up the seal's own cell has the room, as it does without a blank row.
    let beside = document(&table(&[&["所在地", ""], &["氏名", "印"]]));
    assert_eq!(found(&beside)[1].id, "document-t0r1c1-line");
    let form = document(&table(&[&["", ""], &["（商号又は名称）", "（代表者職氏名）"]]));
    assert_eq!(told(&form), ["商号又は名称=member.name", "代表者職氏名=member.representative"]);
    let xml = xml_with(&form, &[("document-t0r0c0-cell", "湊技研")]);
    assert!(xml.find("湊技研") < xml.find("商号又は名称"), "{xml}");
    // A corner, a row that the labels themselves head, and a label at the left or above are as they were.
    assert_eq!(labels_of(&table(&[&["", "単価"], &["氏名", "100"]])), Vec::<String>::new());
    assert_eq!(
        found(&document(&table(&[&["", ""], &["氏名", "住所"], &["", ""]])))
            .into_iter()
            .map(|one| one.id)
            .collect::<Vec<_>>(),
        ["document-t0r2c0-cell", "document-t0r2c1-cell"]
    );
    assert_eq!(of(&table(&[&["所在地", ""], &["商号又は名称", "（氏名）"]])), ["所在地=member.address"]);
}

#[test]
fn a_line_and_a_box_are_named_by_the_brackets_below_them() {
    let drawn = "<w:p><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">　　　　　　　　　　</w:t></w:r></w:p>";
    assert_eq!(of(&[drawn.to_owned(), p("（代表者職氏名）")].concat()), ["代表者職氏名=member.representative"]);
    assert_eq!(of(&[p("＿＿＿＿＿＿＿＿＿＿"), p("　　（署名）")].concat()), ["署名"]);
    assert_eq!(of(&[p("＿＿＿＿＿＿　　＿＿＿＿＿＿＿＿"), p("（職名）　　　（氏名）")].concat()), ["職名", "氏名"]);
    // A sentence in brackets names nothing, and a label over the line stays its label.
    assert_eq!(of(&[drawn.to_owned(), p("（裏面に続く。）")].concat()), Vec::<String>::new());
    let over = [p("商号又は名称："), drawn.to_owned(), p("（代表者職氏名）")].concat();
    assert!(!labels_of(&over).contains(&"代表者職氏名".to_owned()), "{:?}", labels_of(&over));
    let ruled = "<w:p><w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\"/></w:pBdr></w:pPr></w:p>";
    let form = document(&[ruled.to_owned(), p("（署名）")].concat());
    assert_eq!(told(&form), ["署名"]);
    assert!(xml_with(&form, &[("document-p0-underline", "湊　太郎")]).contains("湊　太郎</w:t></w:r></w:p><w:p>"));
    assert_eq!(of(&["<w:p/>".to_owned(), p("（署名）")].concat()), Vec::<String>::new());
    let cell = format!("<w:tc><w:tcPr/><w:p/><w:p/>{}</w:tc>", p("（代表者職氏名）"));
    assert_eq!(of(&format!("<w:tbl><w:tr>{cell}</w:tr></w:tbl>")), ["代表者職氏名=member.representative"]);
    let labelled = format!("<w:tbl><w:tr>{}{cell}</w:tr></w:tbl>", tc("発注者", ""));
    assert_eq!(of(&labelled), Vec::<String>::new());
}

#[test]
fn sums_of_years_are_blanks_and_no_datum_is_proposed() {
    let body = table(&[
        &["区分", "令和５年度", "令和６年度", "合計", "平均"],
        &["売上高", "", "", "", ""],
        &["金額", "", "", "", ""],
        &["合計", "", "", "", ""],
    ]);
    let blanks = found(&document(&body));
    assert_eq!(blanks.len(), 12, "{blanks:#?}");
    assert!(blanks.iter().all(|blank| blank.proposal.is_none()), "{blanks:#?}");
    let labels: Vec<&str> = blanks.iter().map(|blank| blank.label.as_str()).collect();
    let expected = [
        ["令和５年度", "令和６年度", "売上高 合計", "売上高 平均"],
        ["令和５年度", "令和６年度", "金額 合計", "金額 平均"],
        ["合計 令和５年度", "合計 令和６年度", "合計 合計", "合計 平均"],
    ];
    assert_eq!(labels, expected.concat());
    // Where the years have rows.
    let body = table(&[&["年度", "受注高", "単価"], &["令和５年度", "", ""], &["令和６年度", "", ""], &["計", "", ""]]);
    assert_eq!(labels_of(&body).last().map(String::as_str), Some("計 受注高"), "{:?}", labels_of(&body));
    // A bill of quantities has its sum in one column alone.
    let bill = table(&[&["品名", "数量", "単価", "金額"], &["用紙", "", "", ""], &["合計", "", "", ""]]);
    assert_eq!(found(&document(&bill)).iter().filter(|blank| blank.id.contains("r2")).count(), 1);
}

#[test]
fn a_box_is_ticked_with_the_mark_that_the_form_asks_for() {
    for words in ["該当するものに☑を付してください。", "該当する項目にレ点を記入すること。", "✓を付してください。"]
    {
        let form = document(&[p(words), p("□ 誓約書")].concat());
        assert!(xml_with(&form, &[("document-p1-checkbox", "yes")]).contains("☑ 誓約書"), "{words}");
    }
    for words in ["該当するものを選んでください。", "ホームページアドレス", "該当する□を■に（レ点は不可）"]
    {
        let form = document(&[p(words), p("□ 誓約書")].concat());
        assert!(xml_with(&form, &[("document-p1-checkbox", "yes")]).contains("■ 誓約書"), "{words}");
    }
    // The words may be spread over runs.
    let spread = "<w:p><w:r><w:t>該当するものにレ</w:t></w:r><w:r><w:t>点を付すこと</w:t></w:r></w:p>";
    let form = document(&[spread.to_owned(), p("□ 誓約書")].concat());
    assert!(xml_with(&form, &[("document-p1-checkbox", "yes")]).contains("☑ 誓約書"));
}
