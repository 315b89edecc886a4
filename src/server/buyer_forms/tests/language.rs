//! The language of forms: which places are blanks, what they are called, and which are left alone.

use super::{document, found, p, table, tc, told};
use crate::domain::buyer_form::BlankKind;

fn kinds(body: &str) -> Vec<(BlankKind, String)> {
    found(&document(body)).into_iter().map(|blank| (blank.kind, blank.label)).collect()
}

fn of(body: &str) -> Vec<String> {
    told(&document(body))
}

#[test]
fn a_cell_is_named_by_the_label_at_its_left() {
    let body = table(&[
        &["商号又は名称", ""],
        &["所　在　地", ""],
        &["代表者職氏名", "　　　　　　　　　　印"],
        &["電話番号", "", "ＦＡＸ", ""],
    ]);
    let expected = [
        "商号又は名称=member.name",
        "所在地=member.address",
        "代表者職氏名=member.representative",
        "電話番号=member.telephone",
        "ＦＡＸ",
    ];
    assert_eq!(of(&body), expected);
}

#[test]
fn a_column_is_named_by_its_head_in_every_row() {
    let body = table(&[
        &["区分", "商号又は名称", "所在地", "分担業務"],
        &["代表者", "", "", ""],
        &["構成員", "", "", ""],
        &["構成員", "", "", ""],
    ]);
    let expected = [
        "商号又は名称=member.name",
        "所在地=member.address",
        "分担業務=member.work",
        "商号又は名称=member.2.name",
        "所在地=member.2.address",
        "分担業務=member.2.work",
        "商号又は名称=member.3.name",
        "所在地=member.3.address",
        "分担業務=member.3.work",
    ];
    assert_eq!(of(&body), expected);
}

#[test]
fn projects_of_others_are_not_filled_with_this_bid() {
    let body = table(&[
        &["No.", "業務名", "発注者名", "契約金額", "履行期間"],
        &["1", "", "", "", ""],
        &["2", "", "", "", ""],
    ]);
    let expected = ["業務名", "発注者名", "契約金額", "履行期間", "業務名", "発注者名", "契約金額", "履行期間"];
    assert_eq!(of(&body), expected);
}

#[test]
fn merged_cells_keep_their_labels() {
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let body = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&[tc("連絡先", "<w:vMerge w:val=\"restart\"/>"), tc("所属", ""), tc("", "")].concat()),
        row(&[tc("", "<w:vMerge/>"), tc("氏名", ""), tc("", "")].concat()),
        row(&[tc("備考", "<w:gridSpan w:val=\"2\"/>"), tc("", "")].concat()),
    );
    let blanks = found(&document(&body));
    let told: Vec<_> = blanks.iter().map(|blank| (blank.label.as_str(), blank.group.as_str())).collect();
    assert_eq!(told, [("所属", "連絡先"), ("氏名", "連絡先"), ("備考", "")]);
    assert_eq!(of(&body), ["所属=member.department", "氏名=member.contact", "備考"]);
}

#[test]
fn what_the_buyer_keeps_is_not_offered() {
    let body = [
        table(&[&["受付印", ""], &["※市確認欄", ""], &["使用印", ""]]),
        table(&[&["書類名", "提出者確認", "市確認欄"], &["誓約書", "□", "□"]]),
        p("※以下は記入しないでください"),
        table(&[&["審査結果", ""], &["備考", ""]]),
        table(&[&["評価項目", "配点", "評点"], &["業務の理解", "10", ""]]),
    ]
    .concat();
    assert_eq!(kinds(&body), [(BlankKind::Checkbox, "誓約書".to_owned())]);
}

#[test]
fn the_sender_block_is_read_line_by_line() {
    let body =
        ["　　　　　　　所　在　地", "　　　　　　　商号又は名称", "　　　　　　　代表者職氏名　　　　　　　　　　印"]
            .map(p)
            .concat();
    assert_eq!(of(&body), ["所在地=member.address", "商号又は名称=member.name", "代表者職氏名=member.representative"]);
    let body = ["住　　所　　　　　　　　　　", "氏　　名　　　　　　　　　　㊞"].map(p).concat();
    assert_eq!(of(&body), ["住所=member.address", "氏名=member.representative"]);
}

#[test]
fn groups_say_whose_a_line_is() {
    let body = [
        "（代表者）所在地：　　　　　",
        "　　　　　商号又は名称：　　　　　",
        "（構成員）所在地：　　　　　",
        "　　　　　商号又は名称：　　　　　",
        "（構成員）所在地：　　　　　",
        "　　　　　商号又は名称：　　　　　",
        "代理人　住所　　　　　　",
        "　　　　氏名　　　　　　印",
    ]
    .map(p)
    .concat();
    let proposals: Vec<String> =
        of(&body).iter().map(|told| told.split('=').nth(1).unwrap_or("-").to_owned()).collect();
    let expected = [
        "member.address",
        "member.name",
        "member.2.address",
        "member.2.name",
        "member.3.address",
        "member.3.name",
        "agent.address",
        "agent.name",
    ];
    assert_eq!(proposals, expected);
}

#[test]
fn dates_are_blank_by_their_parts() {
    let all = [(BlankKind::Date, "日付".to_owned())];
    for text in [
        "令和　　年　　月　　日",
        "令和　年　月　日",
        "令和年月日",
        "　　　年　　月　　日",
        "令和○年○月○日",
        "令和８年　　月　　日",
    ] {
        assert_eq!(kinds(&p(text)), all, "{text}");
    }
    for text in [
        "令和８年11月20日",
        "2021 年 6 月 10 日",
        "平成３０年９月２１日",
        "契約締結日から令和９年３月31日まで",
        "年度の月次の日程",
    ] {
        assert_eq!(kinds(&p(text)), [], "{text}");
    }
    assert_eq!(
        of(&table(&[&["設立年月日", "　　年　　月　　日"], &["提出日", "令和　年　月　日"]])),
        ["設立年月日", "提出日=date"]
    );
    assert_eq!(kinds(&p("自　令和　年　月　日　　至　令和　年　月　日")).len(), 2);
}

#[test]
fn boxes_take_the_words_behind_them() {
    let labels = |text: &str| kinds(&p(text)).into_iter().map(|(_, label)| label).collect::<Vec<_>>();
    assert_eq!(labels("□　誓約書　　□　役員名簿　　☐委任状"), ["誓約書", "役員名簿", "委任状"]);
    for text in ["□□市長　様", "□欄に印を付けること", "株式会社□□□□"] {
        assert!(labels(text).is_empty(), "{text}");
    }
    assert_eq!(kinds(&table(&[&["□", "納税証明書"]]))[0], (BlankKind::Checkbox, "納税証明書".to_owned()));
}

#[test]
fn brackets_and_low_lines_are_blanks() {
    assert_eq!(kinds(&p("その他（　　　　　）")), [(BlankKind::Brackets, "その他".to_owned())]);
    assert_eq!(kinds(&p("担当：＿＿＿＿＿＿")), [(BlankKind::Underline, "担当".to_owned())]);
    assert_eq!(kinds(&p("（株）（ふりがな）（１）")), []);
    let underlined = "<w:p><w:r><w:t>氏名</w:t></w:r><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">　　　　　　</w:t></w:r></w:p>";
    assert_eq!(kinds(underlined), [(BlankKind::Underline, "氏名".to_owned())]);
}

#[test]
fn amounts_are_known_by_their_signs() {
    let body = [p("見積金額　　金　　　　　　　　　円"), table(&[&["入札金額", "　　　　　　　円"]])].concat();
    assert_eq!(of(&body), ["見積金額=amount", "入札金額=amount"]);
    let head = ["", "億", "千万", "百万", "拾万", "万", "千", "百", "拾", "円"];
    let digits = table(&[&head, &["入札金額", "", "", "", "", "", "", "", "", ""]]);
    let blanks = found(&document(&digits));
    assert_eq!((blanks.len(), blanks[0].kind, blanks[0].digits), (1, BlankKind::Digits, Some(9)));
    assert_eq!(of(&digits), ["入札金額=amount"]);
}

#[test]
fn numbered_items_after_their_labels_are_blanks() {
    let body = [p("１　件　　名"), p("２　履行場所"), p("３　履行期間")].concat();
    assert_eq!(of(&body), ["件名=title", "履行場所=place", "履行期間=period"]);
}

#[test]
fn prose_and_headings_are_left_alone() {
    for text in [
        "入　札　書",
        "記",
        "以　上　　　　",
        "１．委託業務の名称",
        "（１）提出期限　　令和８年11月20日",
        "　履行期間　　契約締結日から令和９年３月31日まで",
        "みなと市長　様",
        "下記のとおり、関係書類を添えて申請します。",
        "問合せ先　みなと市総務部契約課　電話 03-1234-5678",
    ] {
        assert_eq!(kinds(&p(text)), [], "{text}");
    }
}

#[test]
fn controls_fields_and_placeholders_are_found() {
    let control = "<w:p><w:r><w:t>商号</w:t></w:r><w:sdt><w:sdtPr><w:alias w:val=\"会社名\"/><w:tag w:val=\"firm\"/><w:showingPlcHdr/></w:sdtPr>\
        <w:sdtContent><w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/></w:rPr><w:t>ここをクリック</w:t></w:r></w:sdtContent></w:sdt></w:p>";
    assert_eq!(of(control), ["会社名=member.name"]);
    // A prompt that lost its mark is still a prompt; anything else was written by somebody.
    let unmarked = control.replace("<w:showingPlcHdr/>", "");
    assert_eq!(of(&unmarked), ["会社名=member.name"]);
    assert_eq!(of(&unmarked.replace("ここをクリック", "湊技研株式会社")), Vec::<String>::new());
    let field = "<w:p><w:r><w:t>氏名 </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"Text1\"/><w:enabled/><w:textInput/></w:ffData></w:fldChar></w:r>\
        <w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>     </w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    assert_eq!(kinds(field), [(BlankKind::FormField, "氏名".to_owned())]);
    let split = "<w:p><w:r><w:t>件名 {</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{ti</w:t></w:r><w:r><w:t>tle}}</w:t></w:r></w:p>";
    assert_eq!(kinds(split), [(BlankKind::Placeholder, "title".to_owned())]);
    assert_eq!(of(split), ["title=title"]);
}

#[test]
fn a_filled_cell_is_not_offered_again() {
    let form = document(&table(&[&["商号又は名称", ""], &["所在地", ""]]));
    let id = found(&form)[0].id.clone();
    let filled = super::filled(&form, &[(&id, "湊技研株式会社")]).unwrap();
    assert_eq!(told(&filled.docx), ["所在地=member.address"]);
    let underlined = "<w:p><w:r><w:t>氏名</w:t></w:r><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">　　　　　　　　　　</w:t></w:r></w:p>";
    for body in [
        underlined.to_owned(),
        p("代表者職氏名　　　　　　　　　　　　印"),
        p("所在地：　　　　　"),
        p("令和　　年　　月　　日"),
    ] {
        let form = document(&body);
        let blank = found(&form).remove(0);
        let value = if blank.kind == BlankKind::Date { "2026-12-05" } else { "湊　太郎" };
        let once = super::filled(&form, &[(&blank.id, value)]).unwrap();
        assert_eq!(told(&once.docx), Vec::<String>::new(), "{body}");
        // Filled again from the original with another value.
        let again =
            super::filled(&form, &[(&blank.id, if blank.kind == BlankKind::Date { "2027-01-31" } else { "別の名" })])
                .unwrap();
        assert_ne!(once.docx, again.docx);
    }
}
