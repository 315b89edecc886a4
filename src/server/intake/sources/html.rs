//! Pages of buyers: the readable text, one row of a table a line with its cells parted by tabs, headings and
//! list items on lines of their own. A tokenizer and no tree: nothing here grows with the depth of a page.
//! Menus, scripts and footers are left out; links to documents are listed, never fetched.

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};

use super::address;
use super::lines::one_line;
use crate::domain::notice::IntakeProblem;
use crate::server::intake::source::{SourceKind, SourceText, Stated, TEXT_LIMIT};

/// Never read: no text for people.
const HIDDEN: [&str; 8] = ["script", "style", "template", "noscript", "svg", "head", "iframe", "object"];
/// The furniture around a page.
const FURNITURE: [&str; 5] = ["nav", "footer", "aside", "select", "button"];
/// Elements on lines of their own.
const BLOCKS: [&str; 22] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "address",
    "caption",
];
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
/// Tables inside each other beyond this are read as one row.
const DEEPEST_TABLE: usize = 50;
/// A cell of more lines than this holds a layout, not a value.
const MOST_LINES_OF_A_CELL: usize = 8;
/// A break inside a cell until the cell is complete; a blank to the rules.
const BREAK: char = '\u{b}';

/// Reads a page.
///
/// # Errors
/// `Empty` without text; `TooLarge` when there is more of it than is taken.
pub fn read(page: &str) -> Result<SourceText, IntakeProblem> {
    let mut reading = Reading::of(page, &FURNITURE)?;
    if reading.out.trim().is_empty() {
        // A menu that is never closed would hide the whole page.
        reading = Reading::of(page, &[])?;
    }
    let (text, documents) = reading.finish();
    if text.trim().is_empty() {
        return Err(IntakeProblem::Empty);
    }
    let stated = Stated { documents, ..Stated::default() };
    Ok(SourceText { text, kind: SourceKind::Html, pages: None, pages_without_text: 0, stated: Some(Box::new(stated)) })
}

#[derive(Default)]
struct Reading {
    out: String,
    title: String,
    documents: Vec<(String, String)>,
    /// The hidden element that is open, and how many of its name are open in it.
    hidden: Option<(String, usize)>,
    is_title: bool,
    is_pre: bool,
    /// Whether the main part of the page has begun, or is over.
    main: Main,
    rows: Vec<Row>,
    /// Where the text of an open link to a document begins, and its address.
    link: Option<(usize, String)>,
    is_term: bool,
}

#[derive(Default, PartialEq, Eq)]
enum Main {
    #[default]
    Unseen,
    Open(usize),
    Over,
}

/// An open table: where its open cell begins, and whether its row has a cell.
#[derive(Default)]
struct Row {
    cell: Option<usize>,
    has_cell: bool,
}

impl Reading {
    fn of(page: &str, furniture: &[&str]) -> Result<Self, IntakeProblem> {
        let mut reading = Self::default();
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(page, emitter) {
            match token {
                Token::StartTag(tag) => reading.open(&tag, furniture),
                Token::EndTag(tag) => reading.close(&String::from_utf8_lossy(&tag.name)),
                Token::String(text) => reading.text(&String::from_utf8_lossy(&text)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
            if reading.out.len() > TEXT_LIMIT {
                return Err(IntakeProblem::TooLarge { limit: TEXT_LIMIT as u64 });
            }
        }
        Ok(reading)
    }

    fn open(&mut self, tag: &StartTag<()>, furniture: &[&str]) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let name = name.as_str();
        if let Some((hidden, depth)) = &mut self.hidden {
            if hidden == name && !tag.self_closing {
                *depth += 1;
            }
            let is_head = hidden == "head";
            self.is_title = self.is_title || is_head && name == "title";
            // The end tag of the head may be left out.
            if !(is_head && (BLOCKS.contains(&name) || matches!(name, "body" | "table" | "a" | "br"))) {
                return;
            }
            self.hidden = None;
        }
        if (HIDDEN.contains(&name) || furniture.contains(&name)) && !tag.self_closing {
            self.hidden = Some((name.to_owned(), 1));
            return;
        }
        match name {
            "title" => self.is_title = true,
            "main" => self.open_main(),
            "br" | "hr" => self.line(),
            "table" => self.open_table(),
            "tr" => self.open_row(),
            "td" | "th" => self.open_cell(),
            "pre" => self.is_pre = true,
            "a" => self.open_link(tag),
            "img" if self.link.is_some() => self.push(attribute(tag, "alt").unwrap_or_default().trim()),
            "dd" if self.is_term => {
                self.is_term = false;
                self.blank('\t');
                return;
            }
            "dt" => self.trim(),
            _ => {}
        }
        if BLOCKS.contains(&name) {
            self.line();
            if HEADINGS.contains(&name) && self.rows.is_empty() {
                self.paragraph();
            }
        }
        self.is_term = name == "dt" || self.is_term && !BLOCKS.contains(&name);
    }

    fn close(&mut self, name: &str) {
        if name == "title" {
            self.is_title = false;
        }
        if let Some((hidden, depth)) = &mut self.hidden {
            if hidden == name {
                *depth -= 1;
                if *depth == 0 {
                    self.hidden = None;
                }
            }
            return;
        }
        match name {
            "main" => self.close_main(),
            "table" => self.close_table(),
            "td" | "th" => self.close_cell(),
            "tr" => self.close_row(),
            "a" => self.close_link(),
            "pre" => {
                self.is_pre = false;
                self.line();
            }
            // A term stays open for its description.
            "dt" => {}
            _ if BLOCKS.contains(&name) => self.line(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_title {
            self.title.push_str(text);
        } else if self.hidden.is_none() && self.main != Main::Over {
            if self.is_pre && self.rows.is_empty() {
                self.out.push_str(text);
            } else {
                self.push(text);
            }
        }
    }

    /// Adds text with runs of blanks as one; blanks of Japanese print stay.
    fn push(&mut self, text: &str) {
        let is_blank = |ch: char| matches!(ch, ' ' | '\t' | '\n' | '\r' | '\u{c}' | BREAK);
        for (n, word) in text.split(is_blank).enumerate() {
            if n > 0 {
                self.blank(' ');
            }
            self.out.push_str(word);
        }
    }

    /// A blank, unless there is one already.
    fn blank(&mut self, blank: char) {
        if blank == '\t' && self.out.ends_with(' ') {
            self.out.pop();
        }
        if !(self.out.is_empty() || self.out.ends_with([' ', '\t', '\n', BREAK])) {
            self.out.push(blank);
        }
    }

    /// A new line; inside a cell a break that its end decides on.
    fn line(&mut self) {
        let is_cell = self.rows.last().is_some_and(|row| row.cell.is_some());
        let cell = self.rows.last().and_then(|row| row.cell).unwrap_or(0);
        while self.out.len() > cell && self.out.ends_with(' ') {
            self.out.pop();
        }
        // Behind a tab stands the beginning of a description.
        if self.out.len() > cell && !self.out.ends_with(['\n', '\t', BREAK]) {
            self.out.push(if is_cell { BREAK } else { '\n' });
        }
    }

    /// A blank line.
    fn paragraph(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn open_main(&mut self) {
        match &mut self.main {
            Main::Unseen => {
                self.out.clear();
                self.documents.clear();
                self.rows.clear();
                self.link = None;
                self.main = Main::Open(1);
            }
            Main::Open(depth) => *depth += 1,
            Main::Over => {}
        }
    }

    fn close_main(&mut self) {
        if let Main::Open(depth) = &mut self.main {
            *depth -= 1;
            if *depth == 0 {
                self.main = Main::Over;
            }
        }
    }

    fn open_table(&mut self) {
        if let Some(row) = self.rows.last_mut()
            && let Some(cell) = row.cell.take()
        {
            // A table in a cell: what stands before it in the row is a line of its own.
            row.has_cell = false;
            self.settle(cell, '\n');
        }
        self.line();
        if self.rows.len() < DEEPEST_TABLE {
            self.rows.push(Row::default());
        }
    }

    fn close_table(&mut self) {
        self.close_row();
        self.rows.pop();
        if let Some(row) = self.rows.last_mut() {
            row.has_cell = false;
        }
    }

    fn open_row(&mut self) {
        self.close_row();
    }

    fn close_row(&mut self) {
        self.close_cell();
        if let Some(row) = self.rows.last_mut() {
            row.has_cell = false;
        }
        self.trim();
        self.line();
    }

    fn trim(&mut self) {
        while self.out.ends_with([' ', '\t']) {
            self.out.pop();
        }
    }

    fn open_cell(&mut self) {
        self.close_cell();
        let length = self.out.len();
        let Some(row) = self.rows.last_mut() else { return self.line() };
        if row.has_cell && length > 0 && !self.out.ends_with('\n') {
            self.out.push('\t');
        }
        row.has_cell = true;
        row.cell = Some(self.out.len());
    }

    fn close_cell(&mut self) {
        let Some(cell) = self.rows.last_mut().and_then(|row| row.cell.take()) else { return };
        let lines = self.out.get(cell..).unwrap_or_default().matches(BREAK).count();
        self.settle(cell, if lines > MOST_LINES_OF_A_CELL { '\n' } else { ' ' });
        while self.out.len() > cell && self.out.ends_with(' ') {
            self.out.pop();
        }
    }

    /// Decides on the breaks since a byte. Blanks that were trimmed meanwhile may have moved what stood there.
    fn settle(&mut self, from: usize, with: char) {
        let from = self.out.floor_char_boundary(from);
        let settled = self.out.split_off(from).replace(BREAK, with.encode_utf8(&mut [0; 4]));
        self.out.push_str(&settled);
    }

    fn open_link(&mut self, tag: &StartTag<()>) {
        self.close_link();
        let address = attribute(tag, "href").map(|address| address.trim().to_owned());
        self.link = address.filter(|address| address::is_document(address)).map(|address| (self.out.len(), address));
    }

    fn close_link(&mut self) {
        let Some((from, address)) = self.link.take() else { return };
        let title = one_line(self.out.get(from..).unwrap_or_default());
        if self.main != Main::Over && self.documents.len() < address::MOST_DOCUMENTS {
            self.documents.push((title, address));
        }
    }

    /// The text with its title, without blank lines in a row, and the documents.
    fn finish(mut self) -> (String, Vec<(String, String)>) {
        self.close_link();
        while !self.rows.is_empty() {
            self.close_table();
        }
        let mut text = String::with_capacity(self.out.len() + self.title.len());
        let title = one_line(&self.title);
        let name = title.split(['|', '｜']).next().unwrap_or_default().trim();
        if !title.is_empty() && !self.out.contains(name) {
            text.push_str(&title);
            text.push_str("\n\n");
        }
        let mut blank_lines = 2;
        for line in self.out.replace(BREAK, "\n").split('\n') {
            let line = line.trim_matches([' ', '\t', '\r']);
            blank_lines = if line.is_empty() { blank_lines + 1 } else { 0 };
            if blank_lines < 2 {
                text.push_str(line);
                text.push('\n');
            }
        }
        text.truncate(text.trim_end_matches('\n').len());
        text.push('\n');
        (text, self.documents)
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(page: &str) -> String {
        read(page).map(|source| source.text).unwrap_or_default()
    }

    #[test]
    fn rows_become_lines_and_cells_are_parted_by_tabs() {
        let page = "<table><tr><th>開札日時</th><td>令和8年9月25日<br>午後2時</td></tr><tr><th>場所</th><td><p>市役所</p><p>3階</p></td></tr></table>";
        assert_eq!(text(page), "開札日時\t令和8年9月25日 午後2時\n場所\t市役所 3階\n");
    }

    #[test]
    fn a_table_inside_a_cell_has_lines_of_its_own() {
        let page =
            "<table><tr><td>左<table><tr><td>件名<td>清掃<tr><td>期限<td>9月1日</table></td><td>右</td></tr></table>後";
        assert_eq!(text(page), "左\n件名\t清掃\n期限\t9月1日\n右\n後\n");
    }

    #[test]
    fn terms_and_descriptions_stand_on_one_line() {
        let page = "<dl><dt>質問期限</dt>\n<dd>令和8年6月9日（火）\n午後3時</dd><dt>提出期限</dt><dd><p>令和8年7月16日</p></dd></dl>";
        assert_eq!(text(page), "質問期限\t令和8年6月9日（火） 午後3時\n提出期限\t令和8年7月16日\n");
    }

    #[test]
    fn scripts_menus_and_footers_are_left_out_and_entities_are_read() {
        let page = "<!DOCTYPE html><html><head><title>公告｜みなと市</title><style>p{}</style><script>var a='<p>'</script></head>
            <body><nav><ul><li>くらし</li></ul></nav><h2>入札&amp;公告&#12354;&nbsp;です</h2><ul><li>一<li>二</ul><footer>みなと市</footer></body></html>";
        assert_eq!(text(page), "入札&公告あ\u{a0}です\n一\n二\n");
    }

    #[test]
    fn the_main_part_of_a_page_is_enough() {
        let page = "<body><p>前</p><main><h1>入札公告</h1><p>本文</p></main><p>後</p></body>";
        assert_eq!(text(page), "入札公告\n本文\n");
        assert_eq!(text("<title>題</title><nav><p>閉じない"), "題\n\n閉じない\n");
    }

    #[test]
    fn links_of_documents_are_listed_as_printed() {
        let page = "<p><a href=' ../a.pdf '>公告 <img alt='PDF'></a><a href='javascript:x.pdf'>悪い</a><a href='b.html'>次</a><a href='https://a.example/c.docx'><b>様式</b>";
        let documents = read(page).unwrap().stated.unwrap().documents;
        assert_eq!(
            documents,
            [
                ("公告 PDF".to_owned(), "../a.pdf".to_owned()),
                ("様式".to_owned(), "https://a.example/c.docx".to_owned())
            ]
        );
    }

    #[test]
    fn depth_is_no_burden_and_size_is_bounded() {
        let deep =
            format!("{}公告{}", "<table><tr><td><div>".repeat(100_000), "</div></td></tr></table>".repeat(100_000));
        assert_eq!(text(&deep), "公告\n");
        assert_eq!(read("<p></p><script>x</script>"), Err(IntakeProblem::Empty));
        let long = "公".repeat(TEXT_LIMIT / 3 + 2);
        assert_eq!(read(&long), Err(IntakeProblem::TooLarge { limit: TEXT_LIMIT as u64 }));
    }

    #[test]
    fn a_table_in_a_cell_whose_blanks_were_trimmed_is_read() {
        assert_eq!(text("<table><th>&nbsp;<td><th><p><dt>公告<table>"), "\u{a0}公告\n");
    }

    proptest! {
        #[test]
        fn any_markup_is_read_without_panic(pieces in prop::collection::vec(prop::sample::select(vec![
            "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "<p>", "</p>", "<br>", "<dl>", "<dt>", "<dd>", "</dl>", "<main>", "</main>",
            "<a href=x.pdf>", "</a>", "<nav>", "</nav>", "<script>", "</script>", "<title>", "</title>", "<pre>", "</pre>", "公告", " ", "\n", "&nbsp;", "<h1>", "</h1>", "\u{b}", "<",
        ]), 0..60)) {
            let _ = read(&pieces.concat());
        }
    }
}
