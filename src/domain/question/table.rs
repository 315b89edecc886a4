//! The buyer's table of questions and answers: which column is what, by the heads; one row for each answer.
//! Cells are texts here; reading files is not done here.

use serde::{Deserialize, Serialize};

use super::{ANSWER_MOST, DOCUMENT_MOST, ITEM_MOST, PAGE_MOST, QUESTION_MOST};
use crate::domain::saved_search::folded;

/// Most rows that are taken out of a table.
pub const ROWS_MOST: usize = 500;
/// Most characters of all rows together: they go through a form, where a letter takes nine bytes.
const TEXT_MOST: usize = 300_000;
/// The heads stand in one of the first rows.
const HEADS_WITHIN: usize = 20;

/// A row of a table with its number in the file, from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableRow {
    /// Its number.
    pub number: u32,
    /// Its cells.
    pub cells: Vec<String>,
}

/// An answer as the table has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerRow {
    /// Number of its row in the file.
    pub row: u32,
    /// 番号
    pub number: String,
    /// 資料名
    pub document: String,
    /// ページ
    pub page: String,
    /// 項目
    pub item: String,
    /// 質問
    pub question: String,
    /// 回答
    pub answer: String,
}

/// Why a row is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowFault {
    /// There is no answer in it.
    NoAnswer,
    /// There is an answer, and nothing that says to what.
    NoQuestion,
    /// A cell is longer than is kept.
    TooLong,
    /// There are more rows, or more text, than are taken at once.
    TooMany,
}

impl RowFault {
    const ALL: [Self; 4] = [Self::NoAnswer, Self::NoQuestion, Self::TooLong, Self::TooMany];

    const fn code(self) -> &'static str {
        match self {
            Self::NoAnswer => "no_answer",
            Self::NoQuestion => "no_question",
            Self::TooLong => "too_long",
            Self::TooMany => "too_many",
        }
    }
}

/// A row that is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowNote {
    /// Its number in the file.
    pub row: u32,
    /// Why.
    pub fault: RowFault,
}

impl RowNote {
    /// As it goes through a form.
    #[must_use]
    pub fn code(self) -> String {
        format!("{}:{}", self.row, self.fault.code())
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let (row, fault) = code.split_once(':')?;
        let fault = RowFault::ALL.into_iter().find(|known| known.code() == fault)?;
        Some(Self { row: row.parse().ok()?, fault })
    }
}

/// Why nothing of a table is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableFault {
    /// The file, or what it holds, is larger than is read.
    TooLarge,
    /// It is none of the files that are read, or a broken one.
    Unreadable,
    /// It is an old .doc or .xls.
    OldOffice,
    /// It is a text in no encoding that is known, or in two.
    Encoding,
    /// No row has the heads of questions and answers.
    NoHeads,
}

/// What was understood of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerTable {
    /// The answers.
    pub rows: Vec<AnswerRow>,
    /// Rows that are not taken.
    pub notes: Vec<RowNote>,
}

/// Where each column stands.
#[derive(Debug, Clone, Copy, Default)]
struct Columns {
    number: Option<usize>,
    document: Option<usize>,
    page: Option<usize>,
    item: Option<usize>,
    question: Option<usize>,
    answer: Option<usize>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    Number,
    Document,
    Page,
    Item,
    Question,
    Answer,
}

const NUMBERS: [&str; 10] = ["no", "no.", "№", "番号", "項番", "通番", "質問番号", "質疑番号", "質問no", "質問no."];
const PAGES: [&str; 10] = ["ページ", "頁", "p", "p.", "該当ページ", "該当頁", "ページ番号", "ページ数", "頁数", "page"];
const DOCUMENTS: [&str; 12] = [
    "資料名",
    "資料",
    "書類名",
    "文書名",
    "図書名",
    "対象資料",
    "該当資料",
    "資料名等",
    "資料等",
    "書類",
    "資料の名称",
    "document",
];
const ITEMS: [&str; 12] =
    ["項目", "項目名", "項", "章", "該当箇所", "質問箇所", "箇所", "該当項目", "質問項目", "項目番号", "条項", "item"];
const QUESTIONS: [&str; 10] =
    ["質問", "質問内容", "質問事項", "質問の内容", "質疑", "質疑内容", "質疑事項", "ご質問", "質問要旨", "question"];

/// Columns about an answer that do not hold it.
const BESIDE_ANSWERS: [&str; 7] = ["回答日", "回答年月日", "回答者", "回答期限", "回答番号", "回答部署", "回答課"];

impl Head {
    fn of(cell: &str) -> Option<Self> {
        // `folded` turns hiragana to katakana: what is compared is folded too.
        let cell: String = folded(cell).chars().filter(|letter| !"()[]【】「」:*※".contains(*letter)).collect();
        let is_one_of = |heads: &[&str]| heads.iter().any(|head| folded(head) == cell);
        if is_one_of(&NUMBERS) {
            return Some(Self::Number);
        }
        let is_beside = BESIDE_ANSWERS.iter().any(|other| cell.contains(other));
        if (cell.contains("回答") && !is_beside) || cell == "answer" {
            return Some(Self::Answer);
        }
        let heads = [
            (Self::Question, QUESTIONS.as_slice()),
            (Self::Document, DOCUMENTS.as_slice()),
            (Self::Page, PAGES.as_slice()),
            (Self::Item, ITEMS.as_slice()),
        ];
        heads.into_iter().find(|(_, heads)| is_one_of(heads)).map(|(head, _)| head)
    }
}

impl Columns {
    /// The columns that a row of heads names; the first of each.
    fn of(cells: &[String]) -> Self {
        let mut columns = Self::default();
        for (at, cell) in cells.iter().enumerate() {
            let place = match Head::of(cell) {
                Some(Head::Number) => &mut columns.number,
                Some(Head::Document) => &mut columns.document,
                Some(Head::Page) => &mut columns.page,
                Some(Head::Item) => &mut columns.item,
                Some(Head::Question) => &mut columns.question,
                Some(Head::Answer) => &mut columns.answer,
                None => continue,
            };
            place.get_or_insert(at);
        }
        columns
    }

    const fn are_heads(self) -> bool {
        self.answer.is_some() && (self.question.is_some() || self.number.is_some())
    }

    fn all(self) -> impl Iterator<Item = usize> {
        [self.number, self.document, self.page, self.item, self.question, self.answer].into_iter().flatten()
    }

    /// With what a second row of heads, under merged cells, names besides.
    fn with(self, below: Self) -> Self {
        let free = |column: Option<usize>| column.filter(|at| below.all().all(|taken| taken != *at));
        Self {
            number: self.number.or(below.number),
            document: below.document.or(free(self.document)),
            page: below.page.or(free(self.page)),
            item: below.item.or(free(self.item)),
            question: self.question.or(below.question),
            answer: self.answer.or(below.answer),
        }
    }

    fn read(self, row: &TableRow) -> AnswerRow {
        let cell = |column: Option<usize>| {
            let text = column.and_then(|column| row.cells.get(column)).map_or("", String::as_str);
            cleaned(text)
        };
        let line = |column| cell(column).split_whitespace().collect::<Vec<_>>().join(" ");
        AnswerRow {
            row: row.number,
            number: line(self.number),
            document: line(self.document),
            page: line(self.page),
            item: line(self.item),
            question: cell(self.question),
            answer: cell(self.answer),
        }
    }
}

/// A text without what no page shows, and without blank ends.
fn cleaned(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_shown = |letter: &char| *letter == '\n' || !letter.is_control();
    let text: String = text.chars().map(|letter| if letter == '\t' { ' ' } else { letter }).filter(is_shown).collect();
    text.trim().to_owned()
}

/// Finds heads and answers in tables: the cells of each in their order.
///
/// # Errors
/// `NoHeads`.
pub fn understand(tables: &[Vec<TableRow>]) -> Result<AnswerTable, TableFault> {
    let mut found = AnswerTable::default();
    let mut columns: Option<Columns> = None;
    for table in tables {
        let heads = heads_of(table);
        // A table that goes on after a page has no heads of its own.
        let (of_table, first) = match (heads, columns) {
            (Some(heads), _) => heads,
            (None, Some(before)) => (before, 0),
            (None, None) => continue,
        };
        columns = Some(of_table);
        for row in table.iter().skip(first) {
            if !Columns::of(&row.cells).are_heads() {
                add(&mut found, of_table.read(row));
            }
        }
    }
    if columns.is_none() {
        return Err(TableFault::NoHeads);
    }
    judged(found)
}

/// The columns of a table, and its first row behind the heads.
fn heads_of(table: &[TableRow]) -> Option<(Columns, usize)> {
    let at = table.iter().take(HEADS_WITHIN).position(|row| Columns::of(&row.cells).are_heads())?;
    let heads = Columns::of(&table.get(at)?.cells);
    let below = table.get(at + 1).map(|row| Columns::of(&row.cells)).unwrap_or_default();
    // One cell that reads like a head may be a value.
    let goes_on = below.all().count() > 1;
    Some(if goes_on { (heads.with(below), at + 2) } else { (heads, at + 1) })
}

/// Adds a row, or its words to the answer before when it goes on with that.
fn add(found: &mut AnswerTable, row: AnswerRow) {
    if row.question.is_empty() && row.answer.is_empty() {
        return;
    }
    if let Some(before) = found.rows.last_mut() {
        let names_nothing = row.number.is_empty() && row.question.is_empty();
        // Merged cells repeat what stands above.
        let is_same = row.number == before.number && row.question == before.question && !row.question.is_empty();
        if names_nothing || is_same {
            if before.answer != row.answer {
                before.answer = format!("{}\n{}", before.answer, row.answer).trim().to_owned();
            }
            return;
        }
    }
    found.rows.push(row);
}

/// Leaves out, with the reason, what cannot be taken.
fn judged(found: AnswerTable) -> Result<AnswerTable, TableFault> {
    let mut judged = AnswerTable { rows: Vec::new(), notes: found.notes };
    let mut characters = 0;
    for row in found.rows {
        let length = |text: &str| text.chars().count();
        let limits = [
            (&row.number, PAGE_MOST),
            (&row.document, DOCUMENT_MOST),
            (&row.page, PAGE_MOST),
            (&row.item, ITEM_MOST),
            (&row.question, QUESTION_MOST),
            (&row.answer, ANSWER_MOST),
        ];
        let size: usize = limits.iter().map(|(text, _)| length(text)).sum();
        let fault = if limits.iter().any(|(text, most)| length(text) > *most) {
            Some(RowFault::TooLong)
        } else if row.answer.is_empty() {
            Some(RowFault::NoAnswer)
        } else if row.question.is_empty() && row.number.is_empty() {
            Some(RowFault::NoQuestion)
        } else if judged.rows.len() >= ROWS_MOST || characters + size > TEXT_MOST {
            Some(RowFault::TooMany)
        } else {
            None
        };
        match fault {
            Some(fault) => judged.notes.push(RowNote { row: row.row, fault }),
            None => {
                characters += size;
                judged.rows.push(row);
            }
        }
    }
    Ok(judged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::question::separated;

    fn table(text: &str) -> AnswerTable {
        understand(&[separated(text, '\t')]).unwrap()
    }

    #[test]
    fn columns_are_known_by_their_heads_wherever_these_stand() {
        let text = "質問回答書\n件名\t防災業務\n\nＮｏ．\t資 料 名\t頁\t項目\t質問内容\t回　答（発注者記入）\n\
                    １\t仕様書\t3\t2(1)\t再委託は可能か。\t\"可能です。\nただし承諾を要します。\"\n\
                    2\t実施要領\t5\t\t様式は。\tWordで可。\n";
        let table = table(text);
        assert_eq!(table.rows.len(), 2, "{table:?}");
        let first = &table.rows[0];
        assert_eq!((first.row, first.number.as_str(), first.document.as_str()), (5, "１", "仕様書"));
        assert_eq!((first.page.as_str(), first.item.as_str()), ("3", "2(1)"));
        assert_eq!(first.answer, "可能です。\nただし承諾を要します。");
        assert_eq!(table.rows[1].row, 7);
        assert!(table.notes.is_empty());
    }

    #[test]
    fn heads_in_two_rows_and_columns_of_dates_are_told_apart() {
        let text = "番号\t質問箇所\t\t質問\t回答日\t回答\n\t資料名\tページ\t\t\t\n1\t仕様書\t3\t可か。\t11/18\t可。\n";
        let table = table(text);
        let row = &table.rows[0];
        assert_eq!((row.document.as_str(), row.page.as_str(), row.answer.as_str()), ("仕様書", "3", "可。"));
    }

    #[test]
    fn words_that_go_on_in_the_next_row_are_joined() {
        let rows = table("No.\t質問\t回答\n1\t可か。\t可。\n\t\t別紙を参照。\n2\t何部か。\t10部\n").rows;
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].answer, "可。\n別紙を参照。");
        let word = table("No.\t質問\t回答\n1\t可か。\t可。\nただし承諾を要する。\n").rows;
        assert_eq!(word[0].answer, "可。\nただし承諾を要する。");
    }

    #[test]
    fn rows_that_cannot_be_taken_are_told_with_the_reason() {
        let long = "長".repeat(ANSWER_MOST + 1);
        let table = table(&format!(
            "No.\t質問\t回答\n\t\t宛先のない回答\n1\t可か。\t\n2\t何か。\t{long}\n3\t質問\t回答\n4\tよいか\tよい\n"
        ));
        let notes: Vec<_> = table.notes.iter().map(|note| (note.row, note.fault)).collect();
        assert_eq!(notes, [(2, RowFault::NoQuestion), (3, RowFault::NoAnswer), (4, RowFault::TooLong)]);
        assert_eq!(table.rows.len(), 1, "a row of heads in the middle is none: {table:?}");
        for note in table.notes {
            assert_eq!(RowNote::parse(&note.code()), Some(note));
        }
    }

    #[test]
    fn a_text_without_heads_is_refused_and_more_than_fits_a_form_is_left_out() {
        assert_eq!(understand(&[separated("甲,乙\n1,2\n", ',')]), Err(TableFault::NoHeads));
        let answer = "あ".repeat(5_000);
        let rows: String = (1..=80).map(|number| format!("{number}\t問{number}\t{answer}\n")).collect();
        let table = table(&format!("No.\t質問\t回答\n{rows}"));
        assert!(table.rows.len() < 61 && table.notes.iter().all(|note| note.fault == RowFault::TooMany));
        assert_eq!(table.rows.len() + table.notes.len(), 80);
    }
}
