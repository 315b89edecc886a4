//! Everything that a text can hold, on paper: marks, nested lists, joined cells, pictures, footnotes, references, values.

use std::sync::Arc;

use super::facts::{joint, section_id};
use super::{part, rendered};
use crate::domain::block::{
    BidField, Block, BlockBody, InlineContent, ListItem, Marks, RichInline, RichText, SubList, TableCell,
};
use crate::domain::document::{BidFacts, DocumentProblem, Fact, PictureFacts, SectionFacts, Severity};
use crate::domain::manuscript::{Inline, Item, Join, Manuscript, Role, RowPlace, Table, TableRole};
use crate::domain::money::Yen;
use crate::server::docx::html;

pub(super) const CHART: &[u8] = include_bytes!("pictures/chart.png");
const PHOTO: &[u8] = include_bytes!("pictures/photo.jpeg");
const MARK: &[u8] = include_bytes!("pictures/mark.gif");

fn marks(change: impl FnOnce(&mut Marks)) -> Marks {
    let mut marks = Marks::default();
    change(&mut marks);
    marks
}

fn marked(text: &str, change: impl FnOnce(&mut Marks)) -> RichInline {
    RichInline::marked(text, marks(change))
}

fn leaf(content: InlineContent) -> RichInline {
    RichInline { content, marks: Marks::default() }
}

fn block(body: BlockBody) -> Block {
    Block::new("r", body)
}

fn paragraph(inlines: Vec<RichInline>) -> Block {
    block(BlockBody::Paragraph { text: inlines.into_iter().collect() })
}

fn image(file: &str, caption: &str, width: u8) -> Block {
    block(BlockBody::Image {
        file: file.into(), alt: "件数の\"棒\"グラフ<1>".into(), caption: caption.into(), width
    })
}

fn cell(text: &str, columns: usize, rows: usize) -> TableCell {
    TableCell { text: text.into(), columns, rows }
}

fn item(text: &str, ordered: bool, items: Vec<ListItem>) -> ListItem {
    ListItem { text: text.into(), below: Some(SubList { ordered, items }) }
}

fn list() -> Block {
    let deepest = item("三段目", true, vec!["四段目の一".into(), "四段目の二".into()]);
    let second = item("二段目の一", true, vec![deepest, "三段目の二".into()]);
    let bullets = item(
        "二つ目",
        false,
        vec![
            "小項目".into(),
            "折り返す小項目は、次の行も文字の頭がそろうように字下げして組みます。二行目の頭がここに来ます。".into(),
        ],
    );
    block(BlockBody::List {
        ordered: true, items: vec![item("一つ目", true, vec![second]), bullets, "三つ目".into()]
    })
}

fn table() -> Block {
    let heading: RichText =
        [RichInline::text("区"), marked("分", |m| m.ruby = Some("ぶん".into()))].into_iter().collect();
    let rows = vec![
        vec![TableCell { text: heading, columns: 1, rows: 2 }, cell("令和８年度", 2, 1)],
        vec![cell("上期", 1, 1), cell("下期", 1, 1)],
        vec![cell("設計", 1, 2), cell("1,200,000円", 1, 1), cell("2,400,000円", 1, 1)],
        vec![cell("上期と下期に\nまたがる作業", 2, 1)],
    ];
    block(BlockBody::Table { header_rows: 1, widths: vec![120, 200, 200], rows })
}

fn texts() -> Vec<Block> {
    let all = |m: &mut Marks| (m.strong, m.underline, m.dots) = (true, true, true);
    vec![
        paragraph(vec![
            RichInline::text("本業務「"),
            leaf(InlineContent::BidField(BidField::Subject)),
            RichInline::text("」を、"),
            leaf(InlineContent::BidField(BidField::JointVenture)),
            RichInline::text("は金額"),
            RichInline { content: InlineContent::BidField(BidField::Amount), marks: marks(|m| m.strong = true) },
            RichInline::text("、期間"),
            leaf(InlineContent::BidField(BidField::Period)),
            RichInline::text("で行います"),
            leaf(InlineContent::Footnote("金額は税抜です。\n二行目 <&> の注。".into())),
            RichInline::text("。"),
        ]),
        paragraph(vec![
            marked("太字・下線・圏点", all),
            RichInline::text("を重ね、"),
            marked("漢字", |m| m.ruby = Some("かんじ".into())),
            marked("重要", |m| (m.ruby, m.dots, m.strong) = (Some("じゅうよう".into()), true, true)),
            RichInline::text("に読みを付け、"),
            marked("市の", |m| m.link = Some("https://example.org/?a=1&b=\"2\"".into())),
            marked("案内", |m| (m.link, m.strong) = (Some("https://example.org/?a=1&b=\"2\"".into()), true)),
            RichInline::text("と"),
            marked("係", |m| m.link = Some("mailto:kakari@example.org".into())),
            RichInline::text("に尋ねます。詳細は「"),
            leaf(InlineContent::SectionRef(section_id(3))),
            RichInline::text("」に示します"),
            leaf(InlineContent::Footnote("二つ目の注。".into())),
            RichInline::text("。"),
        ]),
    ]
}

fn body() -> Vec<Block> {
    let mut blocks = texts();
    let heading = [
        RichInline::text("見出しの"),
        marked("圏点", |m| m.dots = true),
        leaf(InlineContent::Footnote("見出しの注".into())),
    ];
    blocks.push(block(BlockBody::Heading { level: 1, text: heading.into_iter().collect() }));
    blocks.extend([list(), table(), image("chart", "図１　月ごとの件数", 80), image("photo", "", 30)]);
    blocks.extend([image("mark", "図２　印", 10), image("chart", "図３　同じ図", 40), block(BlockBody::PageBreak)]);
    blocks.push(block(BlockBody::List { ordered: false, items: vec!["終わり".into()] }));
    blocks
}

fn with(blocks: Vec<Block>) -> BidFacts {
    let mut facts = joint();
    facts.amount = Some(Yen(12_345_000));
    facts.sections.insert(0, SectionFacts { id: section_id(77), number: 7, title: "編集の例".into(), blocks });
    facts.pictures = [("chart", CHART), ("photo", PHOTO), ("mark", MARK), ("bad", b"no picture".as_slice())]
        .into_iter()
        .map(|(file, bytes)| {
            let address = format!("/bids/1/images/{file}");
            (file.to_owned(), PictureFacts { bytes: Arc::from(bytes), address })
        })
        .collect();
    facts
}

/// A bid whose proposal has everything.
pub(super) fn rich() -> BidFacts {
    with(body())
}

fn first_table(manuscript: &Manuscript) -> &Table {
    let items = manuscript.parts.iter().flat_map(|part| &part.items);
    let mut tables = items.filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None });
    tables.find(|table| table.role == TableRole::Data).unwrap()
}

#[test]
fn everything_prints_without_a_fault() {
    let paper = rendered("F10", &rich());
    assert_eq!(paper.file_findings, []);
    let errors: Vec<_> = paper.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(paper, rendered("F10", &rich()));
}

#[test]
fn lists_are_numbered_by_depth() {
    let manuscript = rendered("F10", &rich()).manuscript;
    let items = manuscript.paragraphs().filter(|p| p.role == Role::ListItem).take(10);
    let printed: Vec<(String, i32)> = items
        .map(|p| (p.plain_text().chars().take_while(|c| *c != '　').take(4).collect(), p.indent.left + p.indent.first))
        .collect();
    let wanted = [
        ("１", 200),
        ("(1)", 300),
        ("ア", 400),
        ("(ア)", 500),
        ("(イ)", 500),
        ("イ", 400),
        ("２", 200),
        ("・小項目", 300),
        ("・折り返", 300),
        ("３", 200),
    ];
    assert_eq!(printed, wanted.map(|(text, left)| (text.to_owned(), left)));
}

#[test]
fn joined_cells_keep_their_columns_and_headings_repeat() {
    let manuscript = rendered("F10", &rich()).manuscript;
    let table = first_table(&manuscript);
    let shape: Vec<Vec<(usize, Join)>> =
        table.rows.iter().map(|row| row.cells.iter().map(|cell| (cell.columns, cell.join)).collect()).collect();
    let (alone, first, below) = (Join::Alone, Join::First, Join::Below);
    assert_eq!(
        shape,
        [
            vec![(1, first), (2, alone)],
            vec![(1, below), (1, alone), (1, alone)],
            vec![(1, first), (1, alone), (1, alone)],
            vec![(1, below), (2, alone)],
        ]
    );
    let places: Vec<RowPlace> = table.rows.iter().map(|row| row.place).collect();
    assert_eq!(places, [RowPlace::Heading, RowPlace::Heading, RowPlace::Body, RowPlace::Body]);
    // 120, 200 and 200 pixels at 96 to the inch.
    assert_eq!(table.widths.iter().map(|width| width.0).collect::<Vec<_>>(), [3_175, 5_291, 5_291]);
}

#[test]
fn marks_links_and_notes_reach_the_file() {
    let bytes = rendered("F10", &rich()).docx;
    let document = part(&bytes, "word/document.xml");
    for wanted in [
        "<w:rStyle w:val=\"EmphasisDots\"/><w:b/><w:bCs/><w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">太字・下線・圏点</w:t>",
        "<w:t>かんじ</w:t></w:r></w:rt><w:rubyBase><w:r><w:rPr></w:rPr><w:t>漢字</w:t>",
        "<w:rStyle w:val=\"EmphasisDots\"/><w:b/><w:bCs/></w:rPr><w:t>重要</w:t>",
        "REF _Toc00000003 \\h",
        "<w:footnoteReference w:id=\"3\"/>",
        "descr=\"件数の&quot;棒&quot;グラフ&lt;1&gt;\"",
    ] {
        assert!(document.contains(wanted), "{wanted}\n{document}");
    }
    assert!(!document.contains("Musubi") && !document.contains('\u{E000}'));
    let relationships = part(&bytes, "word/_rels/document.xml.rels");
    assert_eq!(relationships.matches("TargetMode=\"External\"").count(), 2, "{relationships}");
    assert!(relationships.contains("Target=\"https://example.org/?a=1&amp;b=&quot;2&quot;\""));
    assert_eq!(document.matches("<w:hyperlink r:id=\"rIdLink1\"").count(), 1);
    let notes = part(&bytes, "word/footnotes.xml");
    assert!(notes.contains("二行目 &lt;&amp;&gt; の注。") && notes.contains("<w:br/>"), "{notes}");
    // Three files, one of them printed twice.
    assert_eq!(relationships.matches("/image\"").count(), 3);
    assert_eq!(document.matches("r:embed=\"rIdPicture1\"").count(), 2);
}

#[test]
fn values_and_references_print_what_holds_now() {
    let mut facts = rich();
    let text = rendered("F10", &facts).manuscript.plain_text();
    for wanted in [
        "「みなと市防災情報配信システム構築業務委託」を、湊技研・ノルドリス共同企業体は金額12,345,000円",
        "「３　実施体制」に",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    facts.amount = None;
    facts.sections.retain(|section| section.id != section_id(3));
    let paper = rendered("F10", &facts);
    assert_eq!(paper.file_findings, []);
    let problems: Vec<_> = paper.findings.iter().map(|finding| &finding.problem).collect();
    assert!(problems.contains(&&DocumentProblem::ReferenceLost(Fact::Section(0))), "{problems:?}");
    assert!(problems.contains(&&DocumentProblem::Missing(Fact::Amount)), "{problems:?}");
}

#[test]
fn a_picture_keeps_its_shape_and_its_page() {
    let manuscript = rendered("F10", &rich()).manuscript;
    let pictures: Vec<_> = manuscript
        .paragraphs()
        .flat_map(|p| &p.inlines)
        .filter_map(|inline| {
            if let Inline::Picture(picture) = inline { Some((picture.width.0, picture.height.0)) } else { None }
        })
        .collect();
    let room = manuscript.parts[1].page.text_width().0;
    assert_eq!(pictures[0], (room * 80 / 100, room * 80 / 100 * 270 / 480));
    assert_eq!(pictures.len(), 4);
    let mut tall = rich();
    tall.sections[0].blocks = vec![image("photo", "縦に長い図", 100)];
    let manuscript = rendered("F10", &tall).manuscript;
    let Some(Inline::Picture(picture)) =
        manuscript.paragraphs().flat_map(|p| &p.inlines).find(|i| matches!(i, Inline::Picture(_)))
    else {
        panic!()
    };
    assert!(picture.height < manuscript.parts[1].page.text_height() && picture.width.0 * 2 >= picture.height.0 - 2);
}

#[test]
fn a_lost_picture_leaves_its_caption_and_is_told() {
    for file in ["gone", "bad"] {
        let paper = rendered("F10", &with(vec![image(file, "図１　無い図", 50)]));
        assert_eq!(paper.file_findings, [], "{file}");
        assert!(paper.findings.iter().any(|f| f.problem == DocumentProblem::PictureLost(Fact::Section(0))), "{file}");
        assert!(paper.manuscript.plain_text().contains("図１　無い図"), "{file}");
    }
}

#[test]
fn the_preview_says_the_same() {
    let preview = html::preview(&rendered("F10", &rich()).manuscript);
    for wanted in [
        "<span class=\"ms-bold ms-underline ms-dots\">太字・下線・圏点</span>",
        "<ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>",
        "<a href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\" rel=\"noopener noreferrer\">",
        "id=\"ms-mark-1\" href=\"#ms-note-1\">1</a>",
        "<aside class=\"ms-note-text\" role=\"doc-footnote\" id=\"ms-note-3\">",
        "rowspan=\"2\"",
        "colspan=\"2\"",
        "<img src=\"/bids/1/images/chart\" alt=\"件数の&quot;棒&quot;グラフ&lt;1&gt;\"",
        "href=\"#_Toc00000003\"><span",
    ] {
        assert!(preview.contains(wanted), "{wanted}\n{preview}");
    }
}

#[test]
fn a_text_that_quotes_what_is_not_known_leaves_underlined_room() {
    let quote = leaf(InlineContent::BidField(BidField::Period));
    let blocks = vec![paragraph(vec![marked("期間は", |_| {}), quote, marked("です。", |_| {})])];
    let section = SectionFacts { id: section_id(1), number: 1, title: "方針".into(), blocks };
    let mut facts = BidFacts { sections: vec![section], ..joint() };
    facts.tender.period = String::new();
    let paper = rendered("F10", &facts);
    let mut inlines = paper.manuscript.paragraphs().flat_map(|paragraph| &paragraph.inlines);
    let room = inlines.find(|inline| inline.plain_text() == "　".repeat(8)).expect("room to write in");
    assert!(room.face().is_some_and(|face| face.stress.underline));
    assert!(paper.findings.iter().any(|found| found.problem == DocumentProblem::Missing(Fact::Period)));
}
