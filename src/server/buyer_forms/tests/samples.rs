//! What buyers print to be written over, room that other layouts leave, and cells that only look blank.

use super::{document, filled, found, p, table, tc, told, xml_with};
use crate::domain::buyer_form::{BlankKind, FillRefusal, FormProblem};

fn of(body: &str) -> Vec<String> {
    told(&document(body))
}

fn none() -> Vec<String> {
    Vec::new()
}

fn row(cells: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{}</w:tr></w:tbl>", cells.concat())
}

/// A run with properties of its own.
fn run(text: &str, properties: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn a_sample_beside_its_label_is_written_over_in_black() {
    let red = run("株式会社みなと", "<w:color w:val=\"FF0000\"/><w:sz w:val=\"18\"/>");
    let cell = format!("<w:tc><w:tcPr/><w:p>{red}</w:p></w:tc>");
    let form = document(&row(&[tc("商号又は名称", ""), cell]));
    assert_eq!(told(&form), ["商号又は名称=member.name"]);
    let xml = xml_with(&form, &[("document-t0r0c1-cell", "湊技研")]);
    let expected = "<w:p><w:r><w:rPr><w:sz w:val=\"18\"/></w:rPr><w:t xml:space=\"preserve\">湊技研</w:t></w:r></w:p>";
    assert!(xml.contains(expected) && !xml.contains("みなと"), "{xml}");
    for sample in ["○○○○株式会社", "例：湊技研株式会社", "（記入例）株式会社みなと"] {
        assert_eq!(of(&table(&[&["商号又は名称", sample]])), ["商号又は名称=member.name"], "{sample}");
    }
    assert_eq!(of(&p("代表者職氏名　代表取締役　○○　○○　　印")), ["代表者職氏名=member.representative"]);
}

#[test]
fn what_is_printed_for_good_is_no_sample() {
    let grey = run("※　押印は不要です", "<w:color w:val=\"808080\"/>");
    let cell = format!("<w:tc><w:tcPr/><w:p>{grey}</w:p></w:tc>");
    assert_eq!(of(&row(&[tc("代表者職氏名", ""), cell])), none());
    for (label, text, colour) in [
        ("履行期間", "契約締結日から令和９年３月31日まで", "FF0000"),
        ("提出期限", "令和８年11月20日", "FF0000"),
        ("メールアドレス", "keiyaku@city.example.jp", "0000FF"),
    ] {
        let told = run(text, &format!("<w:color w:val=\"{colour}\"/>"));
        let cell = format!("<w:tc><w:tcPr/><w:p>{told}</w:p></w:tc>");
        assert_eq!(of(&row(&[tc(label, ""), cell])), none(), "{label}");
    }
    for printed in ["みなと市防災計画策定業務", "二〇〇万円", "該当するものに○○を付けること"]
    {
        assert_eq!(of(&table(&[&["件名", printed]])), none(), "{printed}");
    }
    // An entry that shows how one is written.
    let body = table(&[&["番号", "業務名", "発注者"], &["例", "○○業務", "○○市"], &["1", "", ""]]);
    assert_eq!(of(&body), ["業務名", "発注者"]);
}

#[test]
fn an_office_whose_name_is_open_takes_the_addressee() {
    for text in ["○○市長　様", "（宛先）○○市長", "　○○県知事殿"] {
        assert_eq!(of(&p(text)), ["宛先=addressee"], "{text}");
    }
    let xml = xml_with(&document(&p("○○市長　様")), &[("document-p0-placeholder", "みなと市長　様")]);
    assert!(xml.contains(">みなと市長　様</w:t>"), "{xml}");
    for text in ["みなと市長　様", "○○市長が別に定める日", "○　市長", "記入例は○○市長とする"]
    {
        assert_eq!(of(&p(text)), none(), "{text}");
    }
}

#[test]
fn room_within_a_sentence_is_a_blank() {
    assert_eq!(of(&p("　私は、　　　　　　　　　を代理人と定めます。")), ["代理人=agent.name"]);
    assert_eq!(of(&p("第２条　当企業体は、事務所を　　　　　　　　　に置く。")), ["事務所"]);
    for text in
        ["購入物件　　　　　はしご付消防自動車", "業務の名称　　　　　がん検診業務", "本市は、次のとおり　定める。"]
    {
        assert_eq!(of(&p(text)), none(), "{text}");
    }
    // Headings of articles are no labels of a sender.
    let articles = [p("（名称）"), p("第１条　名称は、　　　　　　　　　とする。"), p("（所在地）")].concat();
    assert_eq!(found(&document(&articles)).len(), 1);
}

#[test]
fn a_western_year_is_written_behind_its_century() {
    let form = document(&p("20　　年　　月　　日"));
    assert_eq!(told(&form), ["日付=date"]);
    assert!(xml_with(&form, &[("document-p0-date", "2026-12-05")]).contains(">2026"));
    assert!(xml_with(&form, &[("document-p0-date", "26/12/5")]).contains(">2026"));
    let refused = filled(&form, &[("document-p0-date", "1999-12-05")]).unwrap_err();
    assert_eq!(refused, FormProblem::Value(FillRefusal::OtherEra("document-p0-date".to_owned())));
    assert_eq!(of(&p("2026年　　月　　日")), ["日付=date"]);
    for text in ["2021 年 6 月 10 日", "120　　年", "20年　保証"] {
        assert_eq!(of(&p(text)), none(), "{text}");
    }
}

#[test]
fn the_day_of_a_notice_is_not_the_day_of_the_paper() {
    assert_eq!(of(&p("　　年　　月　　日付けで公告のあった業務")), ["日付=notice_date"]);
    assert_eq!(of(&p("　　年　　月　　日付けで締結した契約")), ["日付"]);
}

#[test]
fn labels_over_their_room_are_blanks_where_the_whole_row_is_drawn_so() {
    let top = |lines: &str| format!("<w:tc><w:tcPr/>{lines}</w:tc>");
    let over = |label: &str| top(&format!("{}<w:p/>", p(label)));
    let body = row(&[over("商号又は名称"), over("所在地")]);
    assert_eq!(of(&body), ["商号又は名称=member.name", "所在地=member.address"]);
    let broken = top("<w:p><w:r><w:t>商号又は名称</w:t><w:br/></w:r></w:p>");
    let dated =
        top("<w:p><w:r><w:t>設立年月日</w:t><w:br/><w:t xml:space=\"preserve\">　　　年　　月　　日</w:t></w:r></w:p>");
    let form = document(&row(&[broken, dated]));
    let kinds: Vec<_> = found(&form).into_iter().map(|blank| (blank.kind, blank.label)).collect();
    assert_eq!(kinds, [(BlankKind::Cell, "商号又は名称".to_owned()), (BlankKind::Date, "設立年月日".to_owned())]);
    let xml = xml_with(&form, &[("document-t0r0c0-cell", "湊技研")]);
    assert!(
        xml.contains("商号又は名称</w:t><w:br/></w:r><w:r><w:t xml:space=\"preserve\">湊技研</w:t></w:r>"),
        "{xml}"
    );
    // The heads of a list with a spare line in each.
    let heads = [over("業務名"), over("契約金額")].concat();
    let blanks = [tc("", ""), tc("", "")].concat();
    let list = format!("<w:tbl><w:tr>{heads}</w:tr><w:tr>{blanks}</w:tr><w:tr>{blanks}</w:tr></w:tbl>");
    let places: Vec<String> = found(&document(&list)).into_iter().map(|blank| blank.id).collect();
    assert_eq!(
        places,
        ["document-t0r1c0-cell", "document-t0r1c1-cell", "document-t0r2c0-cell", "document-t0r2c1-cell"]
    );
}

#[test]
fn a_sender_of_one_paragraph_with_breaks_is_read_line_by_line() {
    let body = "<w:p><w:r><w:t>所在地</w:t><w:br/><w:t>商号又は名称</w:t><w:br/>\
        <w:t xml:space=\"preserve\">代表者職氏名　　　　　　　㊞</w:t></w:r></w:p>";
    let form = document(body);
    assert_eq!(
        told(&form),
        ["所在地=member.address", "商号又は名称=member.name", "代表者職氏名=member.representative"]
    );
    assert!(xml_with(&form, &[("document-p0-line", "呉市中央")]).contains("所在地　呉市中央</w:t>"));
    let label = "<w:tc><w:tcPr/><w:p><w:r><w:t>電話番号</w:t><w:br/><w:t>メールアドレス</w:t></w:r></w:p></w:tc>";
    assert_eq!(of(&row(&[label.to_owned(), tc("", "")])).len(), 1);
}

#[test]
fn cells_that_nobody_writes_into_are_left_alone() {
    let diagonal = "<w:tcBorders><w:tl2br w:val=\"single\"/></w:tcBorders>";
    let grey = "<w:shd w:val=\"clear\" w:fill=\"D9D9D9\"/>";
    for properties in [diagonal, grey] {
        let cells = [tc("商号又は名称", ""), tc("", ""), tc("結果", ""), tc("", properties)];
        assert_eq!(of(&row(&cells)), ["商号又は名称=member.name"], "{properties}");
    }
    // Where every blank cell is grey, grey is the colour of blanks.
    assert_eq!(of(&row(&[tc("商号又は名称", ""), tc("", grey)])), ["商号又は名称=member.name"]);
    let sum = "<w:tc><w:tcPr/><w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:tc>";
    assert_eq!(of(&row(&[tc("金額", ""), sum.to_owned()])), none());
    let deleted =
        format!("<w:tbl><w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>{}{}</w:tr></w:tbl>", tc("住所", ""), tc("", ""));
    assert_eq!(of(&deleted), none());
    let asked = table(&[&["番号", "質問内容", "回答"], &["1", "", ""], &["2", "", ""]]);
    assert_eq!(of(&asked), ["質問内容", "質問内容"]);
    let answered =
        table(&[&["番号", "質問", "回答"], &["1", "再委託の予定はあるか", ""], &["2", "増員の予定はあるか", ""]]);
    assert_eq!(found(&document(&answered)).len(), 2);
}

#[test]
fn a_unit_or_seal_alone_in_a_cell_leaves_the_cell_before_it() {
    let form = document(&table(&[&["見積金額", "円"], &["代表者職氏名", "印"], &["出資割合", "％"]]));
    assert_eq!(told(&form), ["見積金額=amount", "代表者職氏名=member.representative", "出資割合=member.share"]);
    let values = [("document-t0r0c1-line", "1,200,000"), ("document-t0r1c1-line", "湊　太郎")];
    let xml = xml_with(&form, &values);
    assert!(xml.contains(">1,200,000円</w:t>") && xml.contains(">湊　太郎　印</w:t>"), "{xml}");
    // What has its own room, heads a column or names a unit is left alone.
    assert_eq!(of(&table(&[&["見積金額", "", "円"]])), ["見積金額=amount"]);
    assert_eq!(of(&table(&[&["使用印", "印"], &["単位", "円"], &["契約書", "印"]])), none());
    assert_eq!(found(&document(&table(&[&["項目", "人"], &["", ""]]))).len(), 2);
}

#[test]
fn the_people_of_a_list_have_not_the_firms_data() {
    let body = table(&[&["役職名", "氏名", "生年月日", "住所"], &["", "", "", ""], &["", "", "", ""]]);
    assert_eq!(of(&body), ["役職名", "氏名", "生年月日", "住所", "役職名", "氏名", "生年月日", "住所"]);
}

#[test]
fn brackets_before_their_words_are_named_by_them() {
    assert_eq!(of(&p("（　　）出席する　　（　　）欠席する")), ["出席する", "欠席する"]);
    assert_eq!(of(&p("その他（　　　）")), ["その他"]);
    assert_eq!(of(&p("（　　）内に○印を記入すること")), none());
}

#[test]
fn room_before_words_to_mark_is_named_by_them() {
    let body = table(&[&["金融機関名", "", "銀行・信用金庫", "", "本店・支店"]]);
    assert_eq!(of(&body), ["金融機関名", "銀行・信用金庫", "本店・支店", "本店・支店"]);
}

#[test]
fn narrow_boxes_are_known_by_the_grid_too() {
    let cells: Vec<String> = std::iter::once(tc("口座番号", "")).chain((0..7).map(|_| tc("", ""))).collect();
    let grid = "<w:gridCol w:w=\"2000\"/>".to_owned() + &"<w:gridCol w:w=\"400\"/>".repeat(7);
    let body = row(&cells).replace("<w:tblGrid/>", &format!("<w:tblGrid>{grid}</w:tblGrid>"));
    let blanks = found(&document(&body));
    assert_eq!((blanks.len(), blanks[0].kind, blanks[0].digits), (1, BlankKind::Digits, Some(7)));
}

#[test]
fn a_mail_merge_is_filled_in_place_of_its_field() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = "<w:r><w:instrText> MERGEFIELD 商号 \\* MERGEFORMAT </w:instrText></w:r>";
    let merged = |shown: &str| {
        format!("<w:p>{}{code}{}{}{}</w:p>", mark("begin"), mark("separate"), run(shown, "<w:b/>"), mark("end"))
    };
    let form = document(&merged("«商号»"));
    assert_eq!(told(&form), ["商号=member.name"]);
    let xml = xml_with(&form, &[("document-p0-placeholder", "湊技研")]);
    let expected = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">湊技研</w:t></w:r></w:p>";
    assert!(xml.contains(expected), "{xml}");
    assert_eq!(of(&merged("湊技研株式会社")), none());
    let simple =
        format!("<w:p><w:fldSimple w:instr=\"MERGEFIELD &quot;件名&quot;\">{}</w:fldSimple></w:p>", run("«件名»", ""));
    assert_eq!(of(&simple), ["件名=title"]);
    assert_eq!(of("<w:p><w:r><w:t>«所</w:t></w:r><w:r><w:t>在地»</w:t></w:r></w:p>"), ["所在地=member.address"]);
    let page = format!("<w:p>{}<w:r><w:instrText> PAGE </w:instrText></w:r>{}</w:p>", mark("begin"), mark("end"));
    assert_eq!(of(&page), none());
}

#[test]
fn a_prompt_is_no_answer() {
    let control = "<w:p><w:r><w:t>電話番号：</w:t></w:r><w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>PROMPT</w:t></w:r></w:sdtContent></w:sdt></w:p>";
    let with = |text: &str| control.replace("PROMPT", text);
    assert_eq!(of(&with("クリックまたはタップしてテキストを入力してください。")), ["電話番号=member.telephone"]);
    assert_eq!(of(&with("082-000-0000")), none());
    let field = "<w:p><w:r><w:t>氏名 </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"Text1\"/><w:enabled/>\
        <w:textInput><w:default w:val=\"（氏名）\"/></w:textInput></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>RESULT</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    let form = document(&field.replace("RESULT", "（氏名）"));
    let blanks = found(&form);
    assert_eq!((blanks.len(), blanks[0].kind), (1, BlankKind::FormField));
    let xml = xml_with(&form, &[(&blanks[0].id, "湊　太郎")]);
    assert!(
        xml.contains("湊　太郎</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/>") && !xml.contains("<w:t>（氏名）"),
        "{xml}"
    );
    assert_eq!(of(&field.replace("RESULT", "湊　太郎")), none());
}

#[test]
fn a_box_within_a_cell_stands_in_that_cell() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p("E-mail：　　　　　　"));
    let cell = format!("<w:tc><w:tcPr/><w:p><w:r><w:pict><v:textbox>{content}</v:textbox></w:pict></w:r></w:p></w:tc>");
    let blanks = found(&document(&row(&[tc("連絡方法", ""), cell])));
    assert_eq!((blanks.len(), blanks[0].id.as_str()), (1, "document-t0r0c1-line"));
}
