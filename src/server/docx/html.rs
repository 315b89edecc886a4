//! The preview: the same manuscript as HTML, escaped, with class names that begin with `ms-`.
//! `style/paper.css` dresses it; it reads on a phone, where sheets lose their margins and tables scroll.

use crate::domain::manuscript::{
    Align, Borders, Cell, Dash, Face, Flow, Font, Ground, Heading, Ink, Inline, Item, Join, Length, Manuscript,
    Paragraph, Part, Role, Row, RowHeight, RowPlace, Sides, Stand, Stress, Table, TablePlace, TableRole,
};
use crate::domain::page_turn::{PageTurn, TurnPlace};

/// The sheets of a manuscript, without a surrounding page.
#[must_use]
pub fn preview(manuscript: &Manuscript) -> String {
    preview_with_turns(manuscript, &[])
}

/// The same, with a thin line where a page of the typeset paper begins.
#[must_use]
pub fn preview_with_turns(manuscript: &Manuscript, turns: &[PageTurn]) -> String {
    let size = points(manuscript.body.size.0);
    let font = font_class(manuscript.body.font);
    let mut html = format!("<article class=\"ms-document {font}\" lang=\"ja\" style=\"--ms-size:{size}pt\">");
    let mut notes = 0;
    for (index, part) in manuscript.parts.iter().enumerate() {
        let own: Vec<PageTurn> = turns.iter().copied().filter(|turn| turn.part == index).collect();
        sheet(part, manuscript, &own, &mut notes, &mut html);
    }
    html.push_str("</article>");
    html
}

/// `notes` counts the footnotes of the whole paper; those of a part stand at its end.
fn sheet(part: &Part, manuscript: &Manuscript, turns: &[PageTurn], notes: &mut usize, html: &mut String) {
    let before = *notes;
    let page = &part.page;
    html.push_str(&format!(
        "<section class=\"ms-sheet\" style=\"--ms-width:{}mm;--ms-height:{}mm;--ms-top:{}mm;--ms-bottom:{}mm;--ms-left:{}mm;--ms-right:{}mm;--ms-pitch:{}pt\">",
        mm(page.width), mm(page.height), mm(page.top), mm(page.bottom), mm(page.left), mm(page.right), points(page.pitch.0)
    ));
    margin_lines("header", &part.header, notes, html);
    for (index, item) in part.items.iter().enumerate() {
        turns.iter().filter(|turn| turn.item == index).for_each(|one| turn(one, item, html));
        match item {
            Item::Paragraph(paragraph_item) => paragraph(paragraph_item, notes, html),
            Item::Table(table_item) => table(table_item, page.text_width(), notes, html),
            Item::Contents { deepest } => contents(manuscript, *deepest, html),
            Item::PageBreak => html.push_str("<hr class=\"ms-page-break\">"),
        }
    }
    footnotes(part, before, html);
    margin_lines("footer", &part.footer, notes, html);
    html.push_str("</section>");
}

/// The line at which a page begins; what it says is in the language of the paper.
fn turn(turn: &PageTurn, item: &Item, html: &mut String) {
    let page = turn.page;
    let words = match (turn.place, item) {
        (TurnPlace::Before, _) => format!("ここから{page}ページ"),
        (TurnPlace::Within, Item::Table(_)) => format!("次の表の途中から{page}ページ"),
        (TurnPlace::Within, _) => format!("次の段落の途中から{page}ページ"),
    };
    html.push_str(&format!("<p class=\"ms-turn\"><span>{words}</span></p>"));
}

fn footnotes(part: &Part, before: usize, html: &mut String) {
    let paragraphs = part.items.iter().flat_map(Item::paragraphs);
    for (index, note) in paragraphs.flat_map(Paragraph::footnotes).enumerate() {
        let number = before + index + 1;
        html.push_str(&format!(
            "<aside class=\"ms-note-text\" role=\"doc-footnote\" id=\"ms-note-{number}\"><a href=\"#ms-mark-{number}\" role=\"doc-backlink\">{number}</a> {}</aside>",
            escape(note).replace('\n', "<br>")
        ));
    }
}

fn margin_lines(tag: &str, paragraphs: &[Paragraph], notes: &mut usize, html: &mut String) {
    if paragraphs.is_empty() {
        return;
    }
    html.push_str(&format!("<{tag} class=\"ms-{tag}\">"));
    for line in paragraphs {
        paragraph(line, notes, html);
    }
    html.push_str(&format!("</{tag}>"));
}

fn paragraph(paragraph: &Paragraph, notes: &mut usize, html: &mut String) {
    let (tag, class) = element(&paragraph.role);
    let id = match &paragraph.role {
        Role::Heading { bookmark, .. } => format!(" id=\"{}\"", escape(bookmark)),
        _ => String::new(),
    };
    html.push_str(&format!(
        "<{tag} class=\"{class}{}\"{id}{}>",
        align_class(paragraph.align),
        paragraph_style(paragraph)
    ));
    if let Role::Heading { number, .. } = &paragraph.role {
        html.push_str(&format!("<span class=\"ms-number\">{}　</span>", escape(number)));
    }
    for inline in &paragraph.inlines {
        inline_html(inline, notes, html);
    }
    if paragraph.inlines.is_empty() && paragraph.line.is_none() {
        html.push_str("<br>");
    }
    html.push_str(&format!("</{tag}>"));
}

/// The preview stands on a page that has its own heading of the first rank.
fn element(role: &Role) -> (&'static str, &'static str) {
    match role {
        Role::Body => ("p", "ms-p"),
        Role::Label => ("p", "ms-p ms-label"),
        Role::Title => ("h2", "ms-p ms-title"),
        Role::Date => ("p", "ms-p ms-date"),
        Role::Addressee => ("p", "ms-p ms-addressee"),
        Role::Sender => ("p", "ms-p ms-sender-line"),
        Role::Ki => ("p", "ms-p ms-ki"),
        Role::End => ("p", "ms-p ms-end"),
        Role::ListItem => ("p", "ms-p ms-item"),
        Role::Picture => ("p", "ms-p ms-picture"),
        Role::Caption => ("p", "ms-p ms-caption"),
        Role::Note => ("p", "ms-p ms-note"),
        Role::Cell | Role::CellHeading => ("p", "ms-p ms-cell-line"),
        Role::Header | Role::Footer => ("p", "ms-p"),
        Role::Cover => ("p", "ms-p ms-cover"),
        Role::ContentsTitle => ("h2", "ms-p ms-contents-title"),
        Role::Heading { level: 0 | 1, .. } => ("h2", "ms-p ms-heading ms-heading-1"),
        Role::Heading { level: 2, .. } => ("h3", "ms-p ms-heading ms-heading-2"),
        Role::Heading { level: 3, .. } => ("h4", "ms-p ms-heading ms-heading-3"),
        Role::Heading { .. } => ("h5", "ms-p ms-heading ms-heading-4"),
    }
}

fn align_class(align: Align) -> &'static str {
    match align {
        Align::Justify => "",
        Align::Left => " ms-left",
        Align::Centre => " ms-centre",
        Align::Right => " ms-right",
        Align::Distribute => " ms-distribute",
    }
}

fn paragraph_style(paragraph: &Paragraph) -> String {
    let mut rules = Vec::new();
    let indent = paragraph.indent;
    for (property, value) in
        [("margin-inline-start", indent.left), ("margin-inline-end", indent.right), ("text-indent", indent.first)]
    {
        if value != 0 {
            rules.push(format!("{property}:calc(var(--ms-size)*{})", hundredths(value)));
        }
    }
    for (property, value) in
        [("margin-block-start", paragraph.space_before), ("margin-block-end", paragraph.space_after)]
    {
        if value != 0 {
            rules.push(format!("{property}:{}pt", points(value)));
        }
    }
    if let Some(line) = paragraph.line {
        rules.push(format!("line-height:{}pt", points(line.0)));
        if paragraph.inlines.is_empty() {
            rules.push(format!("height:{}pt", points(line.0)));
        }
    }
    if rules.is_empty() { String::new() } else { format!(" style=\"{}\"", rules.join(";")) }
}

fn inline_html(inline: &Inline, notes: &mut usize, html: &mut String) {
    match inline {
        Inline::Text(run) => run_html(&run.text, &run.face, html),
        Inline::Ruby { base, reading, face } => {
            let (open, close) = face_tags(face);
            html.push_str(&format!(
                "{open}<ruby>{}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>{close}",
                escape(base),
                escape(reading)
            ));
        }
        Inline::PageNumber | Inline::PageCount => html.push_str("<span class=\"ms-page-number\">1</span>"),
        Inline::SealMark => html.push_str("<span class=\"ms-seal\">印</span>"),
        Inline::Link { address, inlines } => {
            html.push_str(&format!("<a href=\"{}\" rel=\"noopener noreferrer\">", escape(address)));
            inlines.iter().for_each(|inline| inline_html(inline, notes, html));
            html.push_str("</a>");
        }
        Inline::Reference { bookmark, text, face } => {
            html.push_str(&format!("<a class=\"ms-reference\" href=\"#{}\">", escape(bookmark)));
            run_html(text, face, html);
            html.push_str("</a>");
        }
        Inline::Footnote(_) => {
            *notes += 1;
            html.push_str(&format!(
                "<a class=\"ms-note-mark\" role=\"doc-noteref\" id=\"ms-mark-{notes}\" href=\"#ms-note-{notes}\">{notes}</a>"
            ));
        }
        Inline::Picture(picture) => html.push_str(&format!(
            "<img src=\"{}\" alt=\"{}\" loading=\"lazy\" style=\"width:{}mm;aspect-ratio:{}/{}\">",
            escape(&picture.address),
            escape(&picture.alt),
            mm(picture.width),
            picture.width.0,
            picture.height.0
        )),
    }
}

fn run_html(text: &str, face: &Face, html: &mut String) {
    let (open, close) = face_tags(face);
    html.push_str(&open);
    html.push_str(&escape(text).replace('\n', "<br>"));
    html.push_str(close);
}

fn face_tags(face: &Face) -> (String, &'static str) {
    if *face == Face::default() {
        return (String::new(), "");
    }
    let mut classes = Vec::new();
    if let Some(font) = face.font {
        classes.push(font_class(font));
    }
    let Stress { bold, underline, dots } = face.stress;
    let stressed = [(bold, "ms-bold"), (underline, "ms-underline"), (dots, "ms-dots")];
    classes.extend(stressed.into_iter().filter(|(is_on, _)| *is_on).map(|(_, class)| class));
    if face.ink == Ink::Red {
        classes.push("ms-red");
    }
    let mut rules = Vec::new();
    if let Some(size) = face.size {
        rules.push(format!("font-size:{}pt", points(size.0)));
    }
    if let Some(width) = face.fit {
        classes.push("ms-fit");
        rules.push(format!("width:{width}em"));
    }
    let class = if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) };
    let style = if rules.is_empty() { String::new() } else { format!(" style=\"{}\"", rules.join(";")) };
    (format!("<span{class}{style}>"), "</span>")
}

fn table(table: &Table, text_width: Length, notes: &mut usize, html: &mut String) {
    let role = match table.role {
        TableRole::Data => "ms-data",
        TableRole::Sender => "ms-sender",
        TableRole::DigitBoxes => "ms-digits",
        TableRole::Contact => "ms-contact",
        TableRole::Seals => "ms-seals",
        TableRole::Chart => "ms-chart",
        TableRole::Schedule => "ms-schedule",
        TableRole::Vertical => "ms-vertical",
    };
    let lines = if table.borders == Borders::Grid { " ms-grid" } else { "" };
    let total: i32 = table.widths.iter().map(|width| width.0).sum();
    let share = |length: i32| i64::from(length) * 10_000 / i64::from(text_width.0.max(1));
    let place = match table.place {
        TablePlace::Left(indent) => format!("margin-inline-start:{}%", per_cent(share(indent.0))),
        TablePlace::Centre => "margin-inline:auto".to_owned(),
        TablePlace::Right => "margin-inline-start:auto".to_owned(),
    };
    html.push_str(&format!("<div class=\"ms-table-frame {role}-frame\" tabindex=\"0\"><table class=\"ms-table {role}{lines}\" style=\"width:{}%;{place}\"", per_cent(share(total))));
    // Only tables of data are tables to a screen reader; the others are arrangements.
    html.push_str(if matches!(table.role, TableRole::Data | TableRole::Schedule) {
        "><colgroup>"
    } else {
        " role=\"presentation\"><colgroup>"
    });
    for width in &table.widths {
        html.push_str(&format!(
            "<col style=\"width:{}%\">",
            per_cent(i64::from(width.0) * 10_000 / i64::from(total.max(1)))
        ));
    }
    html.push_str("</colgroup>");
    let headings = table.rows.iter().take_while(|row| row.place == RowPlace::Heading).count();
    rows("thead", table.rows.get(..headings).unwrap_or_default(), &table.rows, 0, notes, html);
    rows("tbody", table.rows.get(headings..).unwrap_or_default(), &table.rows, headings, notes, html);
    html.push_str("</table></div>");
}

fn rows(group: &str, rows: &[Row], all: &[Row], offset: usize, notes: &mut usize, html: &mut String) {
    if rows.is_empty() {
        return;
    }
    html.push_str(&format!("<{group}>"));
    for (index, row) in rows.iter().enumerate() {
        let style = match row.height {
            RowHeight::Auto => String::new(),
            RowHeight::AtLeast(height) | RowHeight::Exact(height) => format!(" style=\"height:{}mm\"", mm(height)),
        };
        html.push_str(&format!("<tr{style}>"));
        let mut column = 0;
        for own in &row.cells {
            let below = all.iter().skip(offset + index + 1).take_while(|row| goes_on(row, column));
            let joined = if own.join == Join::First { below.count() } else { 0 };
            if own.join != Join::Below {
                cell(own, joined, row.place, notes, html);
            }
            column += own.columns;
        }
        html.push_str("</tr>");
    }
    html.push_str(&format!("</{group}>"));
}

/// Whether a cell of a row begins at a column and continues the one above.
fn goes_on(row: &Row, column: usize) -> bool {
    let mut at = 0;
    for cell in &row.cells {
        if at >= column {
            return at == column && cell.join == Join::Below;
        }
        at += cell.columns;
    }
    false
}

fn cell(cell: &Cell, joined: usize, place: RowPlace, notes: &mut usize, html: &mut String) {
    let tag = if place == RowPlace::Heading { "th" } else { "td" };
    let scope = if place == RowPlace::Heading { " scope=\"col\"" } else { "" };
    let columns = if cell.columns > 1 { format!(" colspan=\"{}\"", cell.columns) } else { String::new() };
    let rows = if joined > 0 { format!(" rowspan=\"{}\"", joined + 1) } else { String::new() };
    let mut classes = vec![match cell.stand {
        Stand::Top => "ms-top",
        Stand::Middle => "ms-middle",
        Stand::Bottom => "ms-bottom",
    }];
    match cell.ground {
        Ground::Plain => {}
        Ground::Shaded => classes.push("ms-shaded"),
        Ground::Dark => classes.push("ms-bar"),
    }
    let sides = [
        (Sides::ABOVE, "ms-rule-above"),
        (Sides::RIGHT, "ms-rule-right"),
        (Sides::BELOW, "ms-rule-below"),
        (Sides::LEFT, "ms-rule-left"),
    ];
    classes.extend(sides.into_iter().filter(|(side, _)| cell.rule.has(*side)).map(|(_, class)| class));
    if cell.dash == Dash::Dashed {
        classes.push("ms-dashed");
    }
    if cell.flow == Flow::Down {
        classes.push("ms-down");
    }
    html.push_str(&format!("<{tag}{scope}{columns}{rows} class=\"{}\">", classes.join(" ")));
    for line in &cell.paragraphs {
        paragraph(line, notes, html);
    }
    html.push_str(&format!("</{tag}>"));
}

fn contents(manuscript: &Manuscript, deepest: u8, html: &mut String) {
    html.push_str("<nav class=\"ms-contents\" aria-label=\"目次\"><ol>");
    for Heading { level, number, text, bookmark, page } in
        manuscript.headings().filter(|heading| heading.level <= deepest)
    {
        let page = page.map_or_else(String::new, |page| page.to_string());
        html.push_str(&format!(
            "<li class=\"ms-entry ms-entry-{level}\"><a href=\"#{}\"><span class=\"ms-entry-text\">{}　{}</span><span class=\"ms-entry-page\">{page}</span></a></li>",
            escape(bookmark), escape(number), escape(&text)
        ));
    }
    html.push_str("</ol></nav>");
}

fn font_class(font: Font) -> &'static str {
    match font {
        Font::Mincho => "ms-mincho",
        Font::Gothic => "ms-gothic",
    }
}

fn points(half_points: u16) -> String {
    if half_points.is_multiple_of(2) { (half_points / 2).to_string() } else { format!("{}.5", half_points / 2) }
}

fn mm(length: Length) -> String {
    hundredths(length.0)
}

fn hundredths(value: i32) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let value = value.unsigned_abs();
    if value.is_multiple_of(100) {
        format!("{sign}{}", value / 100)
    } else {
        format!("{sign}{}.{:02}", value / 100, value % 100)
    }
}

fn per_cent(ten_thousandths: i64) -> String {
    format!("{}.{:02}", ten_thousandths / 100, ten_thousandths % 100)
}

fn escape(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !crate::domain::block::is_unprintable(*c)).collect();
    clean.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
