//! What stands where on the papers: order of the blocks, alignment, boxes, widths, marks (dossier §3.30).

use super::facts::{joint, single, three};
use super::{entries, part, rendered};
use crate::domain::document::{AgentFacts, BidFacts, DocumentProblem, Honorific, Order, SealPolicy};
use crate::domain::manuscript::{
    Align, Cell, Inline, Item, Length, Manuscript, Paragraph, Role, RowHeight, Table, TablePlace, TableRole,
};
use crate::domain::money::Yen;
use crate::server::templates::Templates;

/// The roles of the paragraphs and tables that are not blank lines.
fn outline(manuscript: &Manuscript) -> Vec<String> {
    let items = manuscript.parts.iter().flat_map(|part| &part.items);
    let named = items.filter_map(|item| match item {
        Item::Paragraph(paragraph) if paragraph.inlines.is_empty() => None,
        Item::Paragraph(paragraph) => Some(format!("{:?}", paragraph.role)),
        Item::Table(table) => Some(format!("{:?}", table.role)),
        other => Some(format!("{other:?}")),
    });
    named.collect()
}

fn table(manuscript: &Manuscript, role: TableRole) -> &Table {
    let tables = manuscript
        .parts
        .iter()
        .flat_map(|part| &part.items)
        .filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None });
    tables.into_iter().find(|table| table.role == role).unwrap()
}

fn paragraph<'m>(manuscript: &'m Manuscript, role: &Role) -> &'m Paragraph {
    let items = manuscript.parts.iter().flat_map(|part| &part.items);
    items
        .filter_map(|item| if let Item::Paragraph(p) = item { Some(p) } else { None })
        .find(|p| p.role == *role)
        .unwrap()
}

/// The rows that stay on the page of the next one.
fn kept(table: &Table) -> Vec<bool> {
    let is_kept = |cell: &Cell| cell.paragraphs.iter().any(|paragraph| paragraph.keep_next);
    table.rows.iter().map(|row| row.cells.iter().any(is_kept)).collect()
}

#[test]
fn the_box_of_contacts_never_goes_to_another_page_alone() {
    for code in ["F07", "F08"] {
        let manuscript = rendered(code, &three()).manuscript;
        let items = &manuscript.parts[0].items;
        let place = |is: &dyn Fn(&Item) -> bool| items.iter().position(is).unwrap();
        let begins = place(&|item| matches!(item, Item::Paragraph(line) if line.plain_text().ends_with("添付書類")));
        let box_at = place(&|item| matches!(item, Item::Table(table) if table.role == TableRole::Contact));
        assert!(begins + 3 < box_at, "{code}: a list stands between");
        let is_kept = |item: &Item| matches!(item, Item::Paragraph(line) if line.keep_next);
        assert!(items[begins..box_at].iter().all(is_kept), "{code}");
        assert!(!is_kept(&items[begins - 1]), "{code}: what stands before may stay");
    }
}

#[test]
fn no_firm_is_parted_from_its_mark_and_no_chart_from_its_boxes() {
    let agreement = rendered("F22", &three()).manuscript;
    let sender = table(&agreement, TableRole::Sender);
    let begins = |row: usize| ["（代表者）", "（構成員）"].contains(&texts(sender, row).concat().as_str());
    let rows = sender.rows.len();
    assert_eq!((0..rows).filter(|row| begins(*row)).count(), 3);
    let is_last = |row: usize| row + 1 == rows || begins(row + 1);
    assert_eq!(kept(sender), (0..rows).map(|row| !is_last(row)).collect::<Vec<_>>());
    let chart =
        rendered("F14", &entries::with_entries(three(), Templates::load(None).unwrap().record_names())).manuscript;
    let kept = kept(table(&chart, TableRole::Chart));
    assert!(kept.len() > 3);
    assert_eq!(kept.iter().position(|is_kept| !is_kept), Some(kept.len() - 1));
}

fn texts(table: &Table, row: usize) -> Vec<String> {
    table.rows[row]
        .cells
        .iter()
        .map(|cell| cell.paragraphs.iter().map(Paragraph::plain_text).collect::<String>())
        .collect()
}

fn seals(manuscript: &Manuscript) -> Vec<String> {
    let rows = table(manuscript, TableRole::Sender).rows.iter();
    let sealed = rows.filter(|row| {
        row.cells
            .iter()
            .flat_map(|cell| &cell.paragraphs)
            .flat_map(|p| &p.inlines)
            .any(|inline| *inline == Inline::SealMark)
    });
    sealed.map(|row| row.plain_text()).collect()
}

#[test]
fn the_head_stands_in_the_order_of_the_bid() {
    let order = |code, order| outline(&rendered(code, &BidFacts { order, ..single() }).manuscript)[..5].to_vec();
    let b = ["Label", "Title", "Date", "Addressee", "Sender"];
    let a = ["Label", "Date", "Addressee", "Sender", "Title"];
    assert_eq!(order("F01", None), b);
    assert_eq!(order("F01", Some(Order::A)), a);
    assert_eq!(order("F06", None), a);
    assert_eq!(order("F06", Some(Order::B)), b);
}

#[test]
fn the_bid_form_is_the_mock_up_of_the_dossier() {
    let paper = rendered("F01", &single()).manuscript;
    let rest = ["Body", "Ki", "DigitBoxes", "ListItem", "ListItem", "ListItem", "End", "Note"];
    assert_eq!(outline(&paper)[5..], rest);
    assert_eq!(paragraph(&paper, &Role::Title).plain_text(), "入　札　書");
    assert_eq!(paragraph(&paper, &Role::Title).align, Align::Centre);
    let date = paragraph(&paper, &Role::Date);
    assert_eq!((date.plain_text().as_str(), date.align, date.indent.right), ("令和８年12月10日", Align::Right, 100));
    let addressee = paragraph(&paper, &Role::Addressee);
    assert_eq!((addressee.plain_text().as_str(), addressee.indent.left), ("みなと市長　海野　一郎　様", 100));
    let text = paper.plain_text();
    for line in [
        "１　件　　名　みなと市防災情報配信システム構築業務委託（第12号）",
        "２　履行場所　みなと市内",
        "注　金額は消費税及び地方消費税を含まない額",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert_eq!(paragraph(&paper, &Role::End).align, Align::Right);
}

#[test]
fn the_digit_boxes_have_their_measures() {
    let paper = rendered("F01", &single());
    let boxes = table(&paper.manuscript, TableRole::DigitBoxes);
    assert_eq!(boxes.widths[0], Length::mm(25));
    assert_eq!(boxes.widths[1..], [Length::mm(9); 10]);
    assert_eq!(boxes.rows[1].height, RowHeight::Exact(Length::mm(12)));
    assert_eq!(texts(boxes, 0)[1..], ["拾億", "億", "千万", "百万", "拾万", "万", "千", "百", "拾", "円"]);
    assert_eq!(texts(boxes, 1)[1..], ["", "", "¥", "9", "4", "0", "3", "4", "3", "0"]);
    let xml = part(&paper.docx, "word/document.xml");
    assert!(xml.contains("<w:trHeight w:val=\"681\" w:hRule=\"exact\"/>"), "12 mm, exact");
    assert!(xml.contains("<w:gridCol w:w=\"511\"/>"), "9 mm");
    assert!(xml.contains("<w:sz w:val=\"28\"/>") && xml.contains("<w:sz w:val=\"18\"/>"), "digits 14 pt, places 9 pt");
}

#[test]
fn a_large_amount_gets_a_box_more_and_never_loses_a_digit() {
    for (amount, boxes) in [(9_999_999_999, 11), (999_999_999, 10), (1, 10), (999_999_999_999, 13)] {
        let paper = rendered("F01", &BidFacts { amount: Some(Yen(amount)), ..single() }).manuscript;
        let cells = texts(table(&paper, TableRole::DigitBoxes), 1)[1..].to_vec();
        assert_eq!(cells.len(), boxes, "{amount}");
        assert_eq!(cells.concat(), format!("¥{amount}"));
    }
    for (amount, problem) in [
        (0, DocumentProblem::AmountTooSmall),
        (-5, DocumentProblem::AmountTooSmall),
        (i64::MAX, DocumentProblem::AmountTooLarge),
    ] {
        let paper = rendered("F01", &BidFacts { amount: Some(Yen(amount)), ..single() });
        assert!(paper.findings.iter().any(|finding| finding.problem == problem), "{amount}");
        assert_eq!(texts(table(&paper.manuscript, TableRole::DigitBoxes), 1)[1..].concat(), "");
    }
}

#[test]
fn the_sender_block_begins_in_the_middle_and_its_labels_are_spread() {
    let paper = rendered("F01", &joint());
    let block = table(&paper.manuscript, TableRole::Sender);
    assert_eq!(block.place, TablePlace::Left(Length::mm(80)));
    assert_eq!(block.widths.iter().map(|width| width.0).sum::<i32>(), Length::mm(80).0);
    let address = &block.rows[3].cells[0].paragraphs[0];
    assert_eq!((address.plain_text().as_str(), address.align), ("所在地", Align::Distribute));
    let xml = part(&paper.docx, "word/document.xml");
    assert!(xml.contains("<w:tblInd w:w=\"4536\" w:type=\"dxa\"/>") && xml.contains("<w:jc w:val=\"distribute\"/>"));
}

#[test]
fn the_seal_mark_stands_on_the_line_of_the_representative() {
    let one = |facts: &BidFacts| seals(&rendered("F01", facts).manuscript);
    assert_eq!(one(&single()), ["代表者職氏名\t代表取締役　湊　太郎\t印"]);
    assert_eq!(one(&BidFacts { seal: SealPolicy::NoneWithContact, ..single() }), Vec::<String>::new());
    let agent = Some(AgentFacts { address: "みなと市港町４番".into(), name: "磯部　健".into() });
    assert_eq!(
        seals(&rendered("F07", &BidFacts { agent: agent.clone(), ..joint() }).manuscript).len(),
        1,
        "the agent for the bidding does not act here"
    );
    assert_eq!(
        one(&BidFacts { agent, ..joint() }),
        ["氏　　　　名\t磯部　健\t印"],
        "the agent seals, not the principal"
    );
    assert_eq!(seals(&rendered("F07", &joint()).manuscript).len(), 1, "the foreign member signs");
}

#[test]
fn without_seals_the_bid_form_names_whom_to_telephone() {
    let paper = rendered("F01", &BidFacts { seal: SealPolicy::NoneWithContact, ..single() }).manuscript;
    assert!(table(&paper, TableRole::Contact).rows.iter().any(|row| row.plain_text() == "電話\t03-1234-5678"));
}

#[test]
fn a_foreign_member_has_its_country_both_names_and_a_line_to_sign_on() {
    let paper = rendered("F07", &joint()).manuscript;
    let rows: Vec<String> = table(&paper, TableRole::Sender).rows.iter().map(|row| row.plain_text()).collect();
    let from = rows.iter().position(|row| row == "（構成員）").unwrap();
    assert_eq!(
        rows[from + 1..],
        [
            "国　　　　名\tスウェーデン王国",
            "所在地\tStorgatan 12, 111 51 Stockholm",
            "商号又は名称\tNordris AB（ノルドリス）",
            "代表者職氏名\t最高経営責任者 アンナ・リンドストローム （Anna Lindström）",
            "署　　　　名\t",
        ]
    );
}

#[test]
fn the_expression_of_interest_has_its_tables_and_box() {
    let shared = rendered("F07", &joint()).manuscript;
    let members = table(&shared, TableRole::Data);
    assert_eq!(texts(members, 0), ["区分", "商号又は名称", "出資割合", "担当者"]);
    assert_eq!((texts(members, 1)[2].as_str(), texts(members, 2)[2].as_str()), ("60％", "40％"));
    let mut facts = joint();
    facts.members.iter_mut().for_each(|member| member.share = None);
    let paper = rendered("F07", &facts).manuscript;
    let members = table(&paper, TableRole::Data);
    assert_eq!(texts(members, 0), ["区分", "商号又は名称", "分担業務", "担当者"]);
    assert_eq!((texts(members, 1)[0].as_str(), texts(members, 2)[0].as_str()), ("代表者", "構成員"));
    let contact = table(&paper, TableRole::Contact);
    assert_eq!((contact.place, contact.widths.iter().map(|w| w.0).sum::<i32>()), (TablePlace::Right, Length::mm(90).0));
    let text = paper.plain_text();
    assert!(text.contains("令和８年11月２日付けで公告のあった") && text.contains("(4)　業務実績調書"), "{text}");
}

#[test]
fn a_blank_date_leaves_room_to_write() {
    let paper = rendered("F07", &BidFacts { date: None, honorific: Honorific::Dono, ..joint() }).manuscript;
    assert_eq!(paragraph(&paper, &Role::Date).plain_text(), "令和　　年　　月　　日");
    assert!(paragraph(&paper, &Role::Addressee).plain_text().ends_with("　殿"));
}

#[test]
fn the_proposal_has_a_cover_without_number_and_contents_with_pages() {
    let paper = rendered("F10", &joint());
    let xml = part(&paper.docx, "word/document.xml");
    assert_eq!(xml.matches("<w:sectPr>").count() + xml.matches("<w:sectPr ").count(), 2);
    assert!(xml.contains("<w:pgNumType w:start=\"1\"/>") && xml.contains("w:leader=\"dot\""));
    assert_eq!(xml.matches("PAGEREF _Toc").count(), 7);
    assert!(xml.contains("<w:tblHeader/>"));
    let header = part(&paper.docx, "word/header1.xml");
    assert!(header.contains("みなと市防災情報配信システム構築業務委託") && !header.contains("湊技研"));
    let footer = part(&paper.docx, "word/footer1.xml");
    assert!(footer.contains("PAGE"), "{footer}");
    let headings: Vec<_> =
        paper.manuscript.headings().map(|h| (h.level, h.number.to_owned(), h.page.is_some())).collect();
    assert_eq!(
        headings[..4],
        [(1, "１".into(), true), (2, "(1)".into(), true), (3, "ア".into(), true), (3, "イ".into(), true)]
    );
    assert_eq!(headings.last().unwrap().1, "10");
}

#[test]
fn measured_pages_stand_in_the_contents() {
    let first = rendered("F10", &joint());
    let typeset: Vec<String> = [
        "表紙",
        "目次\n１　業務の理解と現状の課題.......2",
        "１　業務の理解と現状の課題\n(1)　情報の入口が分かれていること",
        "(2)　多言語での発信",
    ]
    .map(String::from)
    .to_vec();
    let measured = crate::server::docx::pages::measured(&first.manuscript, &typeset);
    assert_eq!(measured.get("_Toc00000001"), Some(&2));
    assert_eq!(measured.get("_Toc00000002"), Some(&2));
    assert_eq!(measured.get("_Toc00000005"), Some(&3));
}

#[test]
fn an_entry_of_two_lines_is_no_heading_and_an_ellipsis_is_no_leader() {
    let mut manuscript = rendered("F10", &joint()).manuscript;
    let words: Vec<(u8, String)> =
        manuscript.headings().map(|heading| (heading.level, format!("{}　{}", heading.number, heading.text))).collect();
    let entries = words.iter().filter(|(level, _)| *level <= 2).map(|(_, words)| format!("{words}\nつづき........1\n"));
    let contents: String = entries.collect();
    let body = words.iter().map(|(_, words)| format!("それは……２つ\n{words}"));
    let typeset: Vec<String> = ["表紙".to_owned(), contents].into_iter().chain(body).collect();
    let measured = crate::server::docx::pages::measured(&manuscript, &typeset);
    crate::server::docx::pages::set_pages(&mut manuscript, &measured);
    let pages: Vec<_> = manuscript.headings().filter_map(|heading| heading.page).collect();
    assert_eq!(pages, (2..2 + words.len() as u32).collect::<Vec<_>>());
}

#[test]
fn the_file_says_what_it_is_and_nothing_of_who_made_it() {
    let paper = rendered("F01", &single());
    let core = part(&paper.docx, "docProps/core.xml");
    assert!(
        core.contains("<dc:title>入札書　みなと市防災情報配信システム構築業務委託</dc:title>")
            && core.contains("<dc:creator></dc:creator>")
    );
    assert!(core.contains("2026-11-21T00:00:00Z"));
    let styles = part(&paper.docx, "word/styles.xml");
    assert!(
        styles.contains("w:eastAsia=\"ＭＳ 明朝\"")
            && styles.contains("w:eastAsia=\"ja-JP\"")
            && styles.contains("<w:kinsoku")
    );
    let page = part(&paper.docx, "word/document.xml");
    assert!(page.contains("w:linePitch=\"360\"") && page.contains("w:top=\"1418\"") && page.contains("w:w=\"11906\""));
    assert!(!page.contains("paraId"));
}

#[test]
fn ruby_and_emphasis_dots_reach_the_file() {
    use crate::domain::manuscript::{Face, Run, Stress};
    let mut manuscript = rendered("F01", &single()).manuscript;
    let dots = Run {
        text: "重要".into(),
        face: Face { stress: Stress { dots: true, ..Stress::default() }, ..Face::default() },
    };
    let ruby = Inline::Ruby { base: "湊".into(), reading: "みなと".into(), face: Face::default() };
    manuscript.parts[0]
        .items
        .push(Item::Paragraph(Paragraph { inlines: vec![ruby, Inline::Text(dots)], ..Paragraph::default() }));
    let bytes = crate::server::docx::to_docx(&manuscript).unwrap();
    assert_eq!(crate::server::docx::inspect(&bytes), []);
    let xml = part(&bytes, "word/document.xml");
    assert!(xml.contains("<w:t>みなと</w:t></w:r></w:rt><w:rubyBase>") && xml.contains("EmphasisDots"), "{xml}");
    assert!(!xml.contains("MusubiRuby") && !xml.contains('\u{E000}'));
}
