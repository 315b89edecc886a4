//! Layouts of forms one by one: postal codes, numbers with their signs, choices, ranges of dates, lists, and what looks
//! like them and is none.

use super::{document, filled, found, p, table, tc, told, xml_with};
use crate::domain::buyer_form::{BlankKind, Datum, FillRefusal, FormProblem};

fn of(body: &str) -> Vec<String> {
    told(&document(body))
}

fn none() -> Vec<String> {
    Vec::new()
}

/// A cell of several paragraphs beside its label.
fn labelled(label: &str, lines: &[&str]) -> String {
    let lines: String = lines.iter().map(|line| if line.is_empty() { "<w:p/>".to_owned() } else { p(line) }).collect();
    format!("<w:tbl><w:tr>{}<w:tc><w:tcPr/>{lines}</w:tc></w:tr></w:tbl>", super::tc(label, ""))
}

#[test]
fn the_postal_sign_takes_a_number_and_leaves_room_for_the_address() {
    for lines in [&["〒"][..], &["〒　　　－　　　　"], &["〒 　　-　　", ""], &["〒□□□－□□□□", ""]]
    {
        let told = of(&labelled("所在地", lines));
        assert_eq!(told, ["郵便番号=member.postal_code", "所在地=member.address"], "{lines:?}");
    }
    let form = document(&labelled("所在地", &["〒　　　－　　　　", ""]));
    let blanks = found(&form);
    let xml = xml_with(&form, &[(&blanks[0].id, "737-0051"), (&blanks[1].id, "呉市中央４丁目")]);
    assert!(xml.contains(">〒737-0051</w:t>"), "{xml}");
    assert!(xml.contains("</w:p><w:p><w:r><w:t xml:space=\"preserve\">呉市中央４丁目</w:t>"), "{xml}");
    let form = document(&labelled("所在地", &["〒"]));
    let blanks = found(&form);
    let xml = xml_with(&form, &[(&blanks[0].id, "737-0051"), (&blanks[1].id, "呉市")]);
    assert!(
        xml.contains(">〒737-0051</w:t>") && xml.contains("<w:br/><w:t xml:space=\"preserve\">呉市</w:t>"),
        "{xml}"
    );
    // Beside another label there is no address.
    assert_eq!(of(&labelled("郵便番号", &["〒　　－"])), ["郵便番号=member.postal_code"]);
    assert_eq!(
        of(&p("住所　〒　　　－　　　　　　　　　　　　　　")),
        ["郵便番号=member.postal_code", "住所=member.address"]
    );
    for printed in ["〒737－0051", "〒　737－0051", "〒　　－0051", "〒マークを付けること", "郵便（〒）の区分"]
    {
        assert_eq!(of(&p(printed)), none(), "{printed}");
    }
    // Of an agent the bid knows no postal code.
    let agent = [p("（受任者）"), labelled("住所", &["〒　　　－　　　", ""])].concat();
    assert_eq!(of(&agent), ["郵便番号", "住所=agent.address"]);
}

#[test]
fn numbers_with_their_signs_are_one_blank() {
    for text in [
        "電話　　（　　　）　　－　　　　",
        "電話：　　　－　　　－　　　　",
        "電話　（　　　）　　　　",
        "TEL（　　）　　－",
    ] {
        let told = of(&p(text));
        assert_eq!(told.len(), 1, "{text}: {told:?}");
        assert!(told[0].ends_with("=member.telephone"), "{text}: {told:?}");
    }
    assert_eq!(of(&p("電話　　－　　－　　　　ＦＡＸ　　－　　－　　")), ["電話=member.telephone", "ＦＡＸ"]);
    assert_eq!(of(&labelled("E-mail", &["　　　　＠　　　　"])), ["E-mail=member.email"]);
    assert_eq!(of(&labelled("電話番号", &["　　　（　　　）"])), ["電話番号=member.telephone"]);
    let form = document(&p("電話　（　　　）　　－　　　　"));
    assert!(xml_with(&form, &[(&found(&form)[0].id, "0823-25-3000")]).contains(">電話　0823-25-3000</w:t>"));
    for text in ["電話 03-1234-5678", "（注）　－　を記入すること", "１　－　２", "該当なし　－　"]
    {
        assert_eq!(of(&p(text)), none(), "{text}");
        assert_eq!(of(&labelled("備考", &[text])), none(), "{text}");
    }
}

#[test]
fn choices_are_offered_with_what_they_are_about() {
    let cell = |label: &str, text: &str| found(&document(&labelled(label, &[text])));
    for (text, choices) in [
        ("有・無", &["有", "無"][..]),
        ("　有　・　無　", &["有", "無"]),
        ("（ 有 ／ 無 ）", &["有", "無"]),
        ("１　有　　２　無", &["有", "無"]),
        ("はい・いいえ", &["はい", "いいえ"]),
        ("男　・　女", &["男", "女"]),
        ("該当する・該当しない", &["該当する", "該当しない"]),
        ("該当　・　非該当", &["該当", "非該当"]),
        ("加入・未加入・適用除外", &["加入", "未加入", "適用除外"]),
    ] {
        let blanks = cell("社会保険", text);
        assert_eq!(blanks.len(), 1, "{text}: {blanks:?}");
        assert_eq!((blanks[0].kind, blanks[0].label.as_str()), (BlankKind::Choice, "社会保険"), "{text}");
        assert_eq!((blanks[0].choices.as_slice() == choices, blanks[0].proposal), (true, None), "{text}: {blanks:?}");
    }
    let in_lines = found(&document(&p("２　再委託の予定　　有　・　無")));
    assert_eq!((in_lines.len(), in_lines[0].label.as_str()), (1, "再委託の予定"));
    for text in [
        "※　有・無のいずれかを○で囲むこと",
        "資格の有・無を確認する",
        "有　・○無",
        "氏名・男・女の別",
        "新規・継続の工事",
        "市内・市外の業者",
        "提出方法　持参・郵送",
        "有効　・　無効",
    ] {
        assert_eq!(of(&p(text)), none(), "{text}");
    }
}

#[test]
fn the_chosen_word_is_marked_and_nothing_else_changes() {
    for (text, chosen, expected) in [
        ("有・無", "無", "有・○無"),
        ("有・無", "有", "○有・無"),
        ("　　有　　・　　無", "無", "　　有　　・　○無"),
        ("有　無", "無", "有　○無"),
        ("はい・いいえ", "いいえ", "はい・○いいえ"),
    ] {
        let form = document(&labelled("社会保険", &[text]));
        let id = found(&form)[0].id.clone();
        let xml = xml_with(&form, &[(&id, chosen)]);
        assert!(xml.contains(&format!(">{expected}</w:t>")), "{text}: {xml}");
        let docx = filled(&form, &[(&id, chosen)]).unwrap().docx;
        assert_eq!(told(&docx), none(), "{text}");
        let refused = filled(&form, &[(&id, "検討中")]).unwrap_err();
        let is_named = |refused: &FormProblem| {
            matches!(refused, FormProblem::Value(FillRefusal::NotAChoice(of, offered))
                if *of == id && offered.contains(&chosen.to_owned()))
        };
        assert!(is_named(&refused), "{refused:?}");
    }
}

#[test]
fn a_choice_over_blank_cells_heads_their_column() {
    let body = table(&[&["区分", "有・無", "備考"], &["前払金", "", ""], &["部分払", "", ""]]);
    let blanks = found(&document(&body));
    assert!(blanks.iter().all(|blank| blank.kind == BlankKind::Cell), "{blanks:?}");
    assert_eq!(blanks.len(), 4);
    let body = table(&[&["社会保険", "有・無"], &["備考", ""]]);
    let kinds: Vec<BlankKind> = found(&document(&body)).iter().map(|blank| blank.kind).collect();
    assert_eq!(kinds, [BlankKind::Choice, BlankKind::Cell]);
    let body = table(&[&["業務名", "年　月　日"], &["", ""], &["", ""]]);
    assert!(found(&document(&body)).iter().all(|blank| blank.kind == BlankKind::Cell));
}

#[test]
fn boxes_behind_their_words_are_named_by_them() {
    assert_eq!(of(&p("有□　　無□")), ["有", "無"]);
    assert_eq!(of(&p("有　□　　無　□")), ["有", "無"]);
}

#[test]
fn days_of_a_range_are_not_the_day_of_the_paper() {
    for text in ["　年　月　日～　　年　月　日", "年　月　日 ～ 年　月　日", "令和　年　月　日から令和　年　月　日まで"]
    {
        assert_eq!(of(&labelled("履行期間", &[text])), ["履行期間", "履行期間"], "{text}");
        let told = of(&p(text));
        assert_eq!(told.len(), 2, "{text}");
        assert!(told.iter().all(|one| !one.contains('=')), "{told:?}");
    }
    assert_eq!(of(&labelled("提出日", &["年　　月　　日"])), ["提出日=date"]);
    assert_eq!(of(&p("年　　月　　日")), ["日付=date"]);
    for label in ["生　年　月　日", "設 立 年 月 日", "年月日", "完成年月日"] {
        assert_eq!(of(&table(&[&[label, "済"]])), none(), "{label}");
    }
}

#[test]
fn the_era_of_a_date_is_marked() {
    for text in
        ["平成・令和　　年　　月　　日", "（昭・平・令）　　年　　月　　日", "明治・大正・昭和・平成・令和　年　月　日"]
    {
        let form = document(&labelled("設立年月日", &[text]));
        let blanks = found(&form);
        assert_eq!((blanks.len(), blanks[0].label.as_str()), (1, "設立年月日"), "{text}");
        let xml = xml_with(&form, &[(&blanks[0].id, "2020-04-01")]);
        assert!(xml.contains("○令") && xml.contains("２年"), "{xml}");
    }
    let form = document(&labelled("設立年月日", &["平成・令和　　年　　月　　日"]));
    let refused = filled(&form, &[("document-t0r0c1-date", "1980-04-01")]).unwrap_err();
    assert_eq!(refused, FormProblem::Value(FillRefusal::OtherEra("document-t0r0c1-date".to_owned())));
}

#[test]
fn what_is_left_in_a_written_entry_is_no_blank() {
    let body = table(&[
        &["号証", "標目", "作成日", "備考"],
        &["甲１", "得点表", "平成11年10月10日", ""],
        &["甲２", "記録", "平成12年10月10日", ""],
    ]);
    assert_eq!(of(&body), none());
    let body = table(&[
        &["番号", "業務名", "発注者", "契約金額"],
        &["１", "防災計画", "呉市", "100万円"],
        &["２", "避難計画", "三原市", ""],
        &["３", "", "", ""],
    ]);
    assert_eq!(of(&body), ["業務名", "発注者", "契約金額"]);
    // What the buyer printed for the bidder to price is to be priced.
    let body = table(&[&["品名", "数量", "単価", "金額"], &["用紙", "10箱", "", ""], &["封筒", "５束", "", ""]]);
    assert_eq!(found(&document(&body)).len(), 4);
}

#[test]
fn entries_of_a_list_are_numbered() {
    let body = table(&[&["氏名", "資格"], &["", ""], &["", ""]]);
    let groups: Vec<String> = found(&document(&body)).into_iter().map(|blank| blank.group).collect();
    assert_eq!(groups, ["1", "1", "2", "2"]);
}

#[test]
fn sums_have_their_unit_where_it_stands() {
    let blank = |body: &str| found(&document(body)).remove(0);
    for body in [
        p("入札金額（　　　　　　）円"),
        labelled("入札金額", &["（　　　　　）円"]),
        p("入札金額　金　　　　　　　　円也"),
    ] {
        let blank = blank(&body);
        assert!(blank.has_unit && blank.label == "入札金額", "{blank:?}");
        assert_eq!(blank.proposal.map(|datum| datum.name()).as_deref(), Some("amount"));
    }
    assert_eq!(
        of(&p("うち取引に係る消費税及び地方消費税の額　金　　　　　　円")),
        ["うち取引に係る消費税及び地方消費税の額"]
    );
    assert_eq!(of(&labelled("直近売上高", &["金　　　　　　円"])), ["直近売上高"]);
    assert_eq!(of(&labelled("従業員数", &["約　　　人"])), ["従業員数"]);
    assert_eq!(of(&labelled("実務経験", &["　　　年　　　か月"])), ["実務経験", "実務経験"]);
    for body in [
        p("見積金額　　￥　　　　　　　　　－"),
        table(&[&["見積金額", "", "円"]]),
        table(&[&["見積金額（円）", ""]]),
        labelled("見積金額", &["一金　　　　　　　　円也"]),
    ] {
        let blank = blank(&body);
        assert_eq!(
            (blank.has_unit, blank.proposal.map(|datum| datum.name()).as_deref()),
            (true, Some("amount")),
            "{body}"
        );
    }
}

#[test]
fn digits_stand_in_boxes_that_print_their_own_unit() {
    let rows = table(&[&["入札金額", "億", "千", "百", "十", "万", "千", "百", "十", "円"]]);
    let form = document(&rows);
    let blanks = found(&form);
    assert_eq!((blanks.len(), blanks[0].kind, blanks[0].digits), (1, BlankKind::Digits, Some(9)));
    let xml = xml_with(&form, &[(&blanks[0].id, "123")]);
    assert!(xml.contains("<w:br/><w:t xml:space=\"preserve\">3</w:t>"), "{xml}");
}

#[test]
fn a_label_over_blank_lines_in_its_own_cell_has_room_there() {
    let cell = |lines: &str| format!("<w:tbl><w:tr><w:tc><w:tcPr/>{lines}</w:tc></w:tr></w:tbl>");
    let form = document(&cell(&format!("{}<w:p/><w:p/><w:p/>", p("辞退理由"))));
    assert_eq!(told(&form), ["辞退理由"]);
    let xml = xml_with(&form, &[("document-t0r0c0-cell", "人員の都合")]);
    assert!(xml.contains("</w:p><w:p><w:r><w:t xml:space=\"preserve\">人員の都合"), "{xml}");
    assert_eq!(of(&cell(&format!("{}<w:p/>", p("注意事項")))), none());
    let body = format!(
        "<w:tbl><w:tr><w:tc><w:tcPr/>{}<w:p/><w:p/></w:tc>{}</w:tr></w:tbl>",
        p("件名"),
        super::tc("防災業務", "")
    );
    assert_eq!(of(&body), none());
}

#[test]
fn members_beside_merged_cells_are_counted() {
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let block = |who: &str| {
        let first = super::tc(who, "<w:vMerge w:val=\"restart\"/>");
        let next = super::tc("", "<w:vMerge/>");
        row(&[first, super::tc("所在地", ""), super::tc("", "")])
            + &row(&[next, super::tc("商号又は名称", ""), super::tc("", "")])
    };
    let body = format!("<w:tbl>{}{}{}</w:tbl>", block("代表構成員"), block("構成員"), block("構成員"));
    let proposals: Vec<String> =
        of(&body).iter().map(|told| told.split('=').nth(1).unwrap_or("-").to_owned()).collect();
    let expected =
        ["member.address", "member.name", "member.2.address", "member.2.name", "member.3.address", "member.3.name"];
    assert_eq!(proposals, expected);
}

#[test]
fn who_delegates_is_the_bidder_where_there_is_no_joint_venture() {
    let body = [p("委任者"), p("所在地：　　　　　"), p("商号又は名称：　　　　　")].concat();
    assert_eq!(of(&body), ["所在地=member.address", "商号又は名称=member.name"]);
    let venture = [p("共同企業体の構成員は次のとおり委任する。"), body].concat();
    assert_eq!(of(&venture), ["所在地=member.2.address", "商号又は名称=member.2.name"]);
    let to_whom = [p("（受任者（代表者））"), p("所在地：　　　　　"), p("商号又は名称：　　　　　")].concat();
    assert_eq!(of(&to_whom), ["所在地=member.address", "商号又は名称=member.name"]);
}

#[test]
fn a_reading_is_that_of_the_label_below_it() {
    let body = table(&[&["フリガナ", ""], &["商号又は名称", ""], &["フリガナ", ""], &["担当者氏名", ""]]);
    assert_eq!(
        of(&body),
        [
            "フリガナ=member.name_kana",
            "商号又は名称=member.name",
            "フリガナ=member.contact_reading",
            "担当者氏名=member.contact"
        ]
    );
}

#[test]
fn what_the_buyer_has_printed_is_no_blank() {
    let label = "<w:tc><w:tcPr/><w:p><w:r><w:t>業　務　名</w:t></w:r></w:p><w:p><w:r><w:t>（契約番号）</w:t></w:r></w:p></w:tc>";
    let row = format!("<w:tbl><w:tr>{label}{}</w:tr></w:tbl>", tc("防災情報配信業務委託　第12号", ""));
    assert_eq!(of(&row), none());
    for text in
        ["履行期間　令和８年　12　月　10　日から令和９年　３　月　31　日まで", "納入期限　令和８年　12　月　10　日"]
    {
        assert_eq!(of(&p(text)), none(), "{text}");
    }
}

#[test]
fn a_column_for_each_member_asks_for_that_member() {
    let rows: [&[&str]; 4] = [
        &["区分", "代表者", "構成員１", "構成員２"],
        &["所在地", "", "", ""],
        &["商号又は名称", "", "", ""],
        &["出資の割合", "％", "％", "％"],
    ];
    let blanks = found(&document(&table(&rows)));
    let proposals: Vec<String> = blanks.iter().filter_map(|blank| Some(blank.proposal?.name())).collect();
    let expected = [
        "member.address",
        "member.2.address",
        "member.3.address",
        "member.name",
        "member.2.name",
        "member.3.name",
        "member.share",
        "member.2.share",
        "member.3.share",
    ];
    assert_eq!(proposals, expected, "{blanks:#?}");
}

#[test]
fn nothing_of_the_bid_fits_another_firm() {
    let rows: [&[&str]; 2] = [&["親会社", "商号又は名称", ""], &["上記代理人", "氏名", ""]];
    let proposals: Vec<Option<String>> =
        found(&document(&table(&rows))).iter().map(|blank| blank.proposal.map(|datum| datum.name())).collect();
    assert_eq!(proposals, [None, Some("agent.name".to_owned())]);
    assert_eq!(found(&document(&p("ＦＡＸ：　　　　　　　　")))[0].proposal, None);
}

#[test]
fn an_underlined_sum_and_a_row_of_dots_are_room() {
    let sum = "<w:p><w:r><w:t xml:space=\"preserve\">提案価格　</w:t></w:r><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">金　　　　　　　　　　円</w:t></w:r></w:p>";
    let blanks = found(&document(sum));
    assert_eq!(blanks.iter().map(|blank| blank.proposal).collect::<Vec<_>>(), [Some(Datum::Amount)], "{blanks:?}");
    assert_eq!(found(&document(&p("担当者：........................."))).len(), 1);
    assert_eq!(of(&p("第１章　業務の概要.........................３")), none());
}

#[test]
fn an_older_field_is_called_by_the_words_before_it() {
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"addr\"/><w:textInput/></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>     </w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let form = document(&format!("<w:p><w:r><w:t>所在地</w:t></w:r>{field}</w:p>"));
    let blanks = found(&form);
    assert_eq!(blanks[0].label, "所在地");
    assert_eq!(blanks[0].proposal.map(|datum| datum.name()).as_deref(), Some("member.address"));
}
