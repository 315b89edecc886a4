//! The form language block by block: a few lines of a form, and what becomes of them in the file.

use super::entries::with_entries;
use super::facts::{joint, single, three};
use super::{REVISED, document, part};
use crate::domain::document::{AgentFacts, BidFacts, CopyKind, RecordFacts, RecordValue};
use crate::domain::manuscript::{Ground, Item, Length, Paragraph, RowHeight, Table, TableRole};
use crate::domain::page_turn::TurnPlace;
use crate::server::docx::Rendered;
use crate::server::templates::Templates;

const HEAD: &str = "code = \"X\"\ntitle_ja = \"甲\"\ntitle_en = \"A\"\nexplanation_ja = \"乙\"\nexplanation_en = \"B\"\n\
                    layout = \"letter\"\norders = [\"A\"]\n";
/// A kind of record with everything that blocks ask for.
const KIND: &str = r#"
kind = "thing"
owner = "firm"
title_ja = "物"
title_en = "Thing"
explanation_ja = "試験"
explanation_en = "For tests"
heading = "title"
field = [
    { name = "title", label_ja = "名", label_en = "Title", sort = "line", required = true },
    { name = "born", label_ja = "生年月日", label_en = "Born", sort = "date" },
    { name = "start", label_ja = "始", label_en = "Start", sort = "date" },
    { name = "end", label_ja = "終", label_en = "End", sort = "date" },
    { name = "milestone", label_ja = "節目", label_en = "Milestone", sort = "flag" },
    { name = "sort", label_ja = "区分", label_en = "Sort", sort = "choice", option = [
        { code = "same", ja = "同種", en = "same" }, { code = "like", ja = "類似", en = "alike" } ] },
    { name = "career", label_ja = "経歴", label_en = "Career", sort = "rows", column = [
        { name = "work", label_ja = "業務", label_en = "Work", sort = "line" } ] },
]
"#;

fn made_of(head: &str, blocks: &str, facts: &BidFacts) -> Rendered {
    let form = format!("{HEAD}{head}\n{blocks}");
    let templates = Templates::with(&[("records/thing.toml", KIND), ("forms/X.toml", &form)]).unwrap();
    let form = templates.form("X").unwrap();
    let paper = document(form, facts, templates.layout_of(form).unwrap(), REVISED).unwrap();
    assert_eq!(paper.file_findings, []);
    paper
}

fn made(blocks: &str, facts: &BidFacts) -> Rendered {
    made_of("", blocks, facts)
}

fn xml(paper: &Rendered) -> String {
    part(&paper.docx, "word/document.xml")
}

fn tables(paper: &Rendered) -> Vec<&Table> {
    let items = paper.manuscript.parts.iter().flat_map(|part| &part.items);
    items.filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None }).collect()
}

fn lines(paper: &Rendered) -> Vec<String> {
    let paragraphs = paper.manuscript.paragraphs().map(Paragraph::plain_text);
    paragraphs.filter(|line| !line.is_empty()).collect()
}

fn thing(member: usize, title: &str, more: &[(&str, &str)]) -> RecordFacts {
    let text = |text: &str| RecordValue::Text(text.to_owned());
    let mut values: std::collections::BTreeMap<_, _> =
        more.iter().map(|(name, value)| ((*name).to_owned(), text(value))).collect();
    values.insert("title".into(), text(title));
    RecordFacts { kind: "thing".into(), member: Some(member), values, people: Vec::new() }
}

fn with(records: Vec<RecordFacts>) -> BidFacts {
    BidFacts { records, ..joint() }
}

#[test]
fn articles_are_numbered_and_named_and_hang() {
    let blocks = r#"
[[block]]
kind = "articles"
numerals = "kanji"
article = [
    { title = "目的", text = "次の{article.shares}による。", sub = ["甲", { text = "{member.name}", repeat = "member" }] },
    { when = "foreign_member", text = "外国", more = ["第二項", { when = "agent", text = "代理" }, "第三項"] },
    { branch = true, text = "枝" },
    { name = "shares", when = "not foreign_member", text = "持分" },
    { name = "shares", when = "foreign_member", text = "分担" },
]
"#;
    let foreign = made(blocks, &joint());
    let said = lines(&foreign);
    assert_eq!(
        said,
        [
            "（目的）",
            "第１条　次の第３条による。",
            "一　甲",
            "二　湊技研株式会社",
            "三　Nordris AB",
            "第２条　外国",
            "２　第二項",
            "３　第三項",
            "第２条の２　枝",
            "第３条　分担"
        ]
    );
    assert_eq!(lines(&made(blocks, &single()))[1], "第１条　次の第２条による。");
    assert!(xml(&foreign).contains("w:leftChars=\"100\"") && xml(&foreign).contains("w:hangingChars=\"100\""));
}

#[test]
fn a_table_has_groups_fixed_rows_joined_cells_blank_lines_and_a_total() {
    let blocks = r#"
[[block]]
kind = "table"
repeat = "thing"
rows = 4
column = [
    { label = "No.", text = "{no}" },
    { label = "自", group = "期間", text = "{thing.title}" },
    { label = "至", group = "期間", text = "{thing.sort.boxes}" },
    { label = "備考", merge = true, text = "{member.name}" },
]
row = [["甲", "乙", "←", "丙"], ["↑", "丁", "戊", "↑"]]
total = ["計", "←", "", "100％"]
"#;
    let facts =
        with(vec![thing(0, "一", &[("sort", "同種")]), thing(0, "二", &[]), thing(1, "三", &[("sort", "類似")])]);
    let paper = made(blocks, &facts);
    let table = tables(&paper)[0];
    let rows: Vec<String> = table.rows.iter().map(|row| row.plain_text()).collect();
    assert_eq!(rows.len(), 2 + 2 + 4 + 1);
    assert_eq!(rows[4], "1\t一\t■同種　□類似\t湊技研株式会社");
    assert_eq!(rows[6], "3\t三\t□同種　■類似\tNordris AB");
    assert_eq!(rows[7], "4\t\t□同種　□類似\t");
    let file = xml(&paper);
    assert_eq!(file.matches("<w:tblHeader/>").count(), 2);
    // No. and 備考 of the heading, 甲 and 丙 of the fixed rows, 湊技研 of two things.
    assert_eq!(file.matches("<w:vMerge w:val=\"restart\"/>").count(), 5);
    assert_eq!(file.matches("<w:gridSpan w:val=\"2\"/>").count(), 3);
}

#[test]
fn fields_make_one_grid_with_readings_neighbours_and_tables_in_it() {
    let blocks = r#"
[[block]]
kind = "fields"
repeat = "thing"
field = [
    { label = "氏名", text = "{thing.title}", reading = "{member.kana}" },
    { label = "生年月日", text = "{thing.born}（{thing.born.age}歳）" },
    { label = "区分", text = "{thing.sort}", beside = true, weight = 2 },
    { label = "経歴", repeat = "thing.career", rows = 3, column = [{ label = "業務", text = "{thing.career.work}" }] },
    { text = "備考", height_mm = 20, when = "thing.sort is same" },
]
"#;
    let mut own = thing(0, "湊　花子", &[("born", "昭和55年１月５日"), ("born.iso", "1980-01-05"), ("sort", "同種")]);
    let row = [("work".to_owned(), "設計".to_owned())].into_iter().collect();
    own.values.insert("career".into(), RecordValue::Rows(vec![row]));
    let paper = made(blocks, &with(vec![own, thing(1, "二人目", &[])]));
    let [first, second] = tables(&paper)[..] else { panic!("one grid for each") };
    let said: Vec<String> = first.rows.iter().map(|row| row.plain_text()).collect();
    assert_eq!(said[0], "氏名\tミナトギケン 湊　花子");
    assert_eq!(said[1], "生年月日\t昭和55年１月５日（46歳）\t区分\t同種");
    assert_eq!(said[3], "経歴\t設計");
    assert_eq!((first.rows.len(), second.rows.len()), (7, 6));
    assert_eq!(first.rows[6].height, RowHeight::AtLeast(Length::mm(20)));
    let text = Templates::load(None).unwrap().layout("letter").unwrap().page.text_width();
    assert_eq!(first.widths.iter().map(|width| width.0).sum::<i32>(), text.0);
}

#[test]
fn boxes_for_seals_are_exact_and_a_foreigner_signs() {
    let blocks = r#"
[[block]]
kind = "seal_boxes"
box = [
    { label = "使用印" },
    { label = "実印", width_mm = 35, height_mm = 35, when = "not foreign_member" },
    { label = "署名（{member.name}）", width_mm = 60, repeat = "partner" },
]
"#;
    let paper = made(blocks, &joint());
    let table = tables(&paper)[0];
    assert_eq!(table.role, TableRole::Seals);
    assert_eq!(table.widths.iter().map(|width| width.0).collect::<Vec<_>>(), [3000, 2000, 6000]);
    assert_eq!(table.rows[1].height, RowHeight::Exact(Length::mm(30)));
    let file = xml(&paper);
    assert!(
        file.contains("<w:trHeight w:val=\"1701\" w:hRule=\"exact\"/>")
            && file.contains("<w:tcBorders><w:top w:val=\"single\"")
    );
    assert!(file.contains("w:w=\"1701\""));
}

#[test]
fn a_schedule_shades_its_bars_and_marks_its_milestones() {
    let blocks = r#"
[[block]]
kind = "gantt"
repeat = "thing"
column = [{ label = "作業", text = "{thing.title}" }]
"#;
    let dated = |title, start, end, more: &[(&str, &str)]| {
        thing(0, title, &[&[("start.iso", start), ("end.iso", end)], more].concat())
    };
    let facts = with(vec![
        dated("設計", "2026-12-11", "2027-01-05", &[]),
        dated("完成", "2027-01-25", "2027-01-25", &[("milestone", "○")]),
    ]);
    let paper = made(blocks, &facts);
    let table = tables(&paper)[0];
    let rows: Vec<String> = table.rows.iter().map(|row| row.plain_text()).collect();
    assert_eq!(rows[0], "作業\t令和８年\t令和９年");
    assert_eq!(rows[1], "作業\t12月\t1月");
    assert_eq!(rows[2], "作業\t上\t中\t下\t上\t中\t下");
    let dark: Vec<bool> = table.rows[3].cells.iter().map(|cell| cell.ground == Ground::Dark).collect();
    assert_eq!(dark, [false, false, true, true, true, false, false]);
    assert_eq!(rows[4], "完成\t\t\t\t\t\t◇");
    assert!(xml(&paper).contains("w:fill=\"8C8C8C\""));
    assert_eq!(tables(&made(blocks, &joint()))[0].rows.len(), 2, "without a task, a heading and a line to write on");
}

#[test]
fn a_chart_has_boxes_with_lines_between_and_leaves_empty_levels_out() {
    let blocks = r#"
[[block]]
kind = "org_chart"
level = [
    { text = "{buyer}" },
    { text = "{member.name}", repeat = "member" },
    { text = "{thing.title}", repeat = "thing", dashed = true },
]
"#;
    let paper = made(blocks, &with(vec![thing(0, "協力会社", &[])]));
    let said: Vec<String> =
        tables(&paper)[0].rows.iter().map(|row| row.plain_text().trim().replace("\t", "")).collect();
    assert_eq!(said, ["みなと市", "", "", "湊技研株式会社Nordris AB", "", "", "協力会社"]);
    assert!(xml(&paper).contains("w:val=\"dashed\""));
    assert_eq!(tables(&made(blocks, &joint()))[0].rows.len(), 4);
}

#[test]
fn an_envelope_is_written_from_top_to_bottom() {
    let blocks = r#"
[[block]]
kind = "vertical"
width_mm = 120
height_mm = 235
line = [{ text = "{addressee}", size_pt = 18 }, { text = "入札書在中", red = true }, { text = "12-3", when = "place" }]
"#;
    let paper = made(blocks, &single());
    let file = xml(&paper);
    assert_eq!(file.matches("<w:textDirection w:val=\"tbRl\"/>").count(), 3);
    assert!(file.contains("<w:color w:val=\"C00000\"/>") && file.contains("１２－３"));
    let table = tables(&paper)[0];
    assert_eq!(table.widths.iter().map(|width| width.0).sum::<i32>(), 12_000);
    assert_eq!(
        table.rows[0].cells[2].paragraphs[0].plain_text(),
        "みなと市長　海野　一郎　様",
        "the first line is the last cell"
    );
}

#[test]
fn each_member_gets_pages_of_its_own_numbered_by_themselves() {
    let head = "each = \"member\"\nfooter = \"{page}／{pages}\"";
    let blocks = r#"
[[block]]
kind = "sender"
[[block]]
kind = "paragraph"
text = "{member.name}の{thing.title}"
repeat = "thing"
[[block]]
kind = "contact_box"
"#;
    let facts = BidFacts { records: vec![thing(1, "北", &[]), thing(0, "南", &[])], ..three() };
    let paper = made_of(head, blocks, &facts);
    assert_eq!(paper.manuscript.parts.len(), 3);
    let text = |index: usize| {
        let parts = vec![paper.manuscript.parts[index].clone()];
        crate::domain::manuscript::Manuscript { parts, ..paper.manuscript.clone() }.plain_text()
    };
    assert!(text(0).contains("湊技研株式会社の南") && !text(0).contains("北") && !text(0).contains("共同企業体"));
    assert!(text(1).contains("株式会社磯部システムの北") && text(2).contains("Nordris AB"));
    assert!(text(2).contains("erik.berg@nordris.example"), "the contact is the member's own");
    let file = xml(&paper);
    assert_eq!(file.matches("<w:pgNumType w:start=\"1\"/>").count(), 3);
    assert!(part(&paper.docx, "word/footer1.xml").contains("SECTIONPAGES"));
    let alone = made_of("footer = \"{page}／{pages}\"", "[[block]]\nkind = \"ki\"\n", &facts);
    assert!(part(&alone.docx, "word/footer1.xml").contains("NUMPAGES"));
}

#[test]
fn copies_can_be_for_some_members_only_and_there_is_always_a_page() {
    let head = "each = \"member\"\neach_only = \"foreign_member\"";
    let blocks = "[[block]]\nkind = \"paragraph\"\ntext = \"私 {member.name}\"\n";
    assert_eq!(lines(&made_of(head, blocks, &three())), ["私 Nordris AB"]);
    assert_eq!(lines(&made_of(head, blocks, &single())), ["私 "]);
}

#[test]
fn a_blind_copy_names_nobody() {
    let head = "header = \"{proposer}\"\nheader_blind = \"{title}\"";
    let blocks = r#"
[[block]]
kind = "sender"
[[block]]
kind = "paragraph"
text = "{member.name}：{member.work}、{member.address}{member.telephone}"
repeat = "member"
[[block]]
kind = "contact_box"
"#;
    let blind = BidFacts { copy: CopyKind::Blind, ..joint() };
    let paper = made_of(head, blocks, &blind);
    let whole = xml(&paper) + &part(&paper.docx, "word/header1.xml") + &part(&paper.docx, "docProps/core.xml");
    for name in ["湊", "Nordris", "ノルドリス", "浜町", "03-1234", "example", "Anna"] {
        assert!(!whole.contains(name), "{name}");
    }
    assert!(whole.contains("構成員A：全体統括") && whole.contains("構成員B："));
    assert!(part(&made_of(head, blocks, &joint()).docx, "word/header1.xml").contains("共同企業体"));
}

#[test]
fn a_blind_copy_names_neither_the_agent_nor_what_a_firm_keeps() {
    let blocks = r#"
[[block]]
kind = "sender"
firms = "agent"
[[block]]
kind = "paragraph"
text = "代理 {agent.name}{agent.address}、{thing.title}、{thing.sort.boxes}"
repeat = "thing"
"#;
    let agent = AgentFacts { address: "代理町一丁目".to_owned(), name: "代理　次郎".to_owned() };
    let records = vec![thing(0, "湊技研の実績", &[("sort", "類似")])];
    let open = BidFacts { agent: Some(agent), ..with(records) };
    let blind = BidFacts { copy: CopyKind::Blind, ..open.clone() };
    let names = ["代理町一丁目", "代理　次郎", "湊技研の実績"];
    let (open, blind) = (made(blocks, &open), made(blocks, &blind));
    for name in names {
        assert!(xml(&open).contains(name), "{name}");
        assert!(!xml(&blind).contains(name), "{name}");
    }
    assert!(xml(&blind).contains("■類似"), "{}", xml(&blind));
    let told = format!("{:?}", blind.findings);
    assert!(!told.contains("Agent"), "what a blind copy leaves out is not missing: {told}");
}

#[test]
fn boxes_are_ticked_by_what_holds_and_stand_side_by_side() {
    let blocks = r#"
[[block]]
kind = "checks"
option = [{ text = "共同企業体", tick = "joint_venture" }, { text = "単独", tick = "not joint_venture" }, "その他"]
[[block]]
kind = "checks"
across = 2
option = [{ text = "甲", tick = true }, "乙", "丙"]
[[block]]
kind = "items"
item = [{ label = "書類", sub = ["一つ", { text = "確認", tick = false }, "二つ"] }, { text = "ラベルのない項。" }]
"#;
    let paper = made(blocks, &joint());
    assert_eq!(
        lines(&paper),
        [
            "■　共同企業体",
            "□　単独",
            "□　その他",
            "■　甲",
            "□　乙",
            "□　丙",
            "１　書　　類",
            "(1)　一つ",
            "□　確認",
            "(2)　二つ",
            "２　ラベルのない項。"
        ]
    );
    assert_eq!(tables(&paper)[0].widths.len(), 2);
}

#[test]
fn signatures_stand_where_they_are_written_and_know_their_firms() {
    let blocks = r#"
[[block]]
kind = "paragraph"
text = "前"
[[block]]
kind = "signatures"
firms = "partners"
heading = "委任者"
labels = ["住所", "名称", "氏名"]
[[block]]
kind = "signatures"
firms = "representative"
heading = "受任者"
mark = "none"
"#;
    let paper = made(blocks, &joint());
    let said = lines(&paper);
    assert_eq!(said[0], "前");
    let at = |words: &str| said.iter().position(|line| line == words).unwrap();
    let rest = said[at("受任者")..].join(" ");
    assert!(
        said[..at("受任者")].join(" ").contains("委任者 国　　　　名 スウェーデン王国 住　　　　所 Storgatan 12"),
        "{said:?}"
    );
    assert!(rest.contains("湊技研株式会社") && !rest.contains('印') && !rest.contains("共同企業体"), "{rest}");
    assert!(said[..at("受任者")].iter().any(|line| line == "署　　　　名"), "a foreigner signs");
}

#[test]
fn amounts_are_written_with_commas_in_formal_numerals_and_with_their_tax() {
    let blocks = r#"
[[block]]
kind = "amount_line"
label = "見積金額"
text = "金{amount.gross}円"
[[block]]
kind = "paragraph"
text = "{amount} {amount.formal} {amount.tax} {amount.net} {lead.amount} {joint_venture.amount} {member_count} {partner_count}"
"#;
    let said = lines(&made(blocks, &joint()));
    assert_eq!(said[0], "見積金額　金10,343,773円");
    assert_eq!(said[1], "9,403,430 九百四拾万参千四百参拾 940,343 9,403,430 6,000,000 10,343,773 ２ １");
    let unknown = made(blocks, &BidFacts { amount: None, ..joint() });
    assert!(unknown.findings.iter().any(|finding| finding.rule.code() == "R-15"));
}

#[test]
fn the_buyers_title_is_spaced_as_the_forms_own() {
    let blocks = "[[block]]\nkind = \"title\"\ntext = \"入　札　書\"\n";
    let facts = BidFacts { title: Some("見積書".into()), ..single() };
    let paper = made(blocks, &facts);
    assert_eq!(lines(&paper), ["見　積　書"]);
    assert!(paper.manuscript.title.starts_with("見積書　"), "{}", paper.manuscript.title);
}

#[test]
fn variants_print_their_own_blocks_in_their_own_layout() {
    let head = "variants = [{ code = \"a\", title_ja = \"縦\", title_en = \"Upright\" }, \
                { code = \"b\", title_ja = \"横\", title_en = \"Wide\", layout = \"landscape\" }]";
    let blocks = "[[block]]\nkind = \"paragraph\"\nwhen = \"variant a\"\ntext = \"縦\"\n\
                  [[block]]\nkind = \"paragraph\"\nwhen = \"variant b\"\ntext = \"横\"\n";
    let own = made_of(head, blocks, &single());
    let other = made_of(head, blocks, &BidFacts { variant: Some("b".into()), ..single() });
    assert_eq!((lines(&own), lines(&other)), (vec!["縦".to_owned()], vec!["横".to_owned()]));
    assert!(!xml(&own).contains("landscape") && xml(&other).contains("w:orient=\"landscape\""));
}

#[test]
fn what_a_record_lacks_is_told_with_its_name_in_both_languages() {
    use crate::domain::document::DocumentProblem;
    let blocks = "[[block]]\nkind = \"paragraph\"\nrepeat = \"thing\"\ntext = \"{thing.title}\"\n";
    let problems =
        |facts: &BidFacts| made(blocks, facts).findings.into_iter().map(|finding| finding.problem).collect::<Vec<_>>();
    let [DocumentProblem::RecordMissing(kind)] = &problems(&joint())[..] else { panic!("no record") };
    assert_eq!((kind.ja.as_str(), kind.en.as_str()), ("物", "Thing"));
    let [DocumentProblem::FieldMissing { field, number, .. }] =
        &problems(&with(vec![thing(0, "有", &[]), thing(1, " ", &[])]))[..]
    else {
        panic!("no title")
    };
    assert_eq!((field.en.as_str(), *number), ("Title", 2));
}

#[test]
fn lines_without_values_are_left_out_and_nothing_entered_can_break_a_file() {
    let blocks = "[[block]]\nkind = \"table\"\nrepeat = \"thing\"\ncolumn = [{ label = \"名\", text = \"{thing.title}\\n{thing.born}\\n{thing.sort}　{thing.title}\" }]\n";
    let paper = made(blocks, &with(vec![thing(0, "一", &[])]));
    assert_eq!(tables(&paper)[0].rows[1].plain_text(), "一\n一");
    for hostile in ["<w:p/>&amp;]]>", "\u{0}\u{1}\u{b}", "😀\u{202e}", "長".repeat(300).as_str()] {
        let facts = with(vec![thing(0, hostile, &[])]);
        let paper = made(blocks, &facts);
        let printed: String = hostile.chars().filter(|c| !crate::domain::block::is_unprintable(*c)).collect();
        assert_eq!(tables(&paper)[0].rows[1].plain_text().split('\n').next(), Some(printed.trim()), "{hostile:?}");
    }
}

#[test]
fn every_kind_of_record_can_be_filled_for_tests() {
    let templates = Templates::load(None).unwrap();
    let facts = with_entries(three(), templates.record_names());
    for kind in &templates.record_names().0 {
        assert!(facts.records.iter().any(|record| record.kind == kind.kind), "{}", kind.kind);
    }
}

#[test]
fn what_a_sentence_lacks_is_room_to_write_in_and_is_told() {
    let blocks = r#"
[[block]]
kind = "paragraph"
text = "企業体は、{joint_venture_name}と称し、事務所を{joint_venture.office}に置く。解散は{joint_venture.months_after}か月後とする。"

[[block]]
kind = "fields"
field = [
    { label = "名称", text = "{joint_venture_name}" },
    { label = "所在地", text = "{joint_venture.office}\n{member_count}社" },
]

[[block]]
kind = "table"
repeat = "member"
column = [{ label = "割合", text = "{member.share}％" }, { label = "名称", text = "{joint_venture_name}" }]
"#;
    let mut facts = BidFacts { joint_venture_name: Some(String::new()), venture: Default::default(), ..joint() };
    facts.members[1].share = None;
    let paper = made(blocks, &facts);
    let said = lines(&paper);
    let sentence = said.iter().find(|line| line.starts_with("企業体は、")).unwrap();
    let room = "　".repeat(8);
    assert_eq!(*sentence, format!("企業体は、{room}と称し、事務所を{room}に置く。解散は　　　か月後とする。"));
    let underlined = |text: &str| {
        let mut inlines = paper.manuscript.paragraphs().flat_map(|paragraph| &paragraph.inlines);
        inlines.any(|inline| inline.plain_text() == text && inline.face().is_some_and(|face| face.stress.underline))
    };
    assert!(underlined(&room) && underlined("　　　"));
    assert!(xml(&paper).contains("<w:u w:val=\"single\"/>"), "{}", xml(&paper));
    // Alone in its place, a blank stays empty, and a line of nothing else goes.
    assert!(said.contains(&"２社".to_owned()), "{said:?}");
    assert!(said.contains(&"60％".to_owned()) && said.contains(&format!("{room}％")), "{said:?}");
    assert_eq!(said.iter().filter(|line| line.trim().is_empty()).count(), 0, "{said:?}");
    let told = format!("{:?}", paper.findings);
    for fact in ["JointVentureName", "JointVentureOffice", "JointVentureMonthsAfter", "Member(1, Share)"] {
        assert!(told.contains(&format!("Missing({fact})")), "{fact}: {told}");
    }
}

#[test]
fn no_article_of_an_agreement_has_a_hole_where_nothing_is_known() {
    let facts = BidFacts { joint_venture_name: Some(String::new()), venture: Default::default(), ..joint() };
    let said = lines(&super::rendered("F22", &facts)).join("\n");
    for sentence in ["（以下「発注者」", "は、　", "を　", "　と称する", "　に置く"] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    for hole in ["企業体」という。）は、と", "事務所をに", "後か月"] {
        assert!(!said.contains(hole), "{hole}: {said}");
    }
}

#[test]
fn pages_of_the_typeset_paper_are_marked_where_that_is_certain() {
    let blocks = [
        "甲の段落はここから始まります。",
        "乙の段落はここから始まり、ここで次の頁に移ります。",
        "同じ文の段落です。",
        "同じ文の段落です。",
        "丙の段落はここから始まります。",
    ];
    let blocks: String =
        blocks.iter().map(|text| format!("[[block]]\nkind = \"paragraph\"\ntext = \"{text}\"\n")).collect();
    let table =
        "[[block]]\nkind = \"table\"\nrepeat = \"member\"\ncolumn = [{ label = \"名称\", text = \"{member.name}\" }]\n";
    let paper = made_of("header = \"{title}\"", &format!("{blocks}{table}"), &joint());
    let header = joint().tender.title;
    let pages = [
        "甲の段落はここから\n始まります。",
        "ここで次の頁に移ります。",
        "同じ文の段落です。",
        "丙の段落はここから始まります。",
        "Nordris AB",
    ];
    let typeset: Vec<String> = pages.iter().map(|page| format!("  {header}\n\n{page}\n - 1 -\n")).collect();
    let found = crate::server::docx::turns(&paper.manuscript, &typeset);
    let told: Vec<_> = found.iter().map(|turn| (turn.item, turn.place, turn.page)).collect();
    assert_eq!(told, [(1, TurnPlace::Within, 2), (4, TurnPlace::Before, 4), (5, TurnPlace::Within, 5)]);
    let preview = crate::server::docx::html::preview_with_turns(&paper.manuscript, &found);
    for words in ["次の段落の途中から2ページ", "ここから4ページ", "次の表の途中から5ページ"]
    {
        assert_eq!(preview.matches(words).count(), 1, "{words}: {preview}");
    }
    assert!(!crate::server::docx::html::preview(&paper.manuscript).contains("ms-turn"));
}
