//! Texts as rows of cells: between tabs or commas, as spreadsheets and word processors copy them, or as marked lines.

use super::TableRow;
use crate::domain::text::half_width;

/// Most rows of a text, and cells of a row, that are looked at.
const LINES_MOST: usize = 5_000;
const CELLS_MOST: usize = 60;

/// The rows of a text whose cells a sign separates: quoted cells may hold it, and ends of lines. Without quotes, a line
/// without the sign goes on with the cell before, as word processors copy tables.
#[must_use]
pub fn separated(text: &str, sign: char) -> Vec<TableRow> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut rows: Vec<TableRow> = Vec::new();
    let mut letters = text.chars().peekable();
    let mut cells: Vec<String> = Vec::new();
    let mut cell = String::new();
    let (mut line, mut begun) = (1_u32, 1_u32);
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        line += u32::from(letter == '\n');
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                is_quoted = true;
            }
            '\n' if !is_quoted => {
                cells.push(std::mem::take(&mut cell));
                put(&mut rows, std::mem::take(&mut cells), begun, sign);
                begun = line;
            }
            letter if letter == sign && !is_quoted => cells.push(std::mem::take(&mut cell)),
            letter => cell.push(letter),
        }
        if rows.len() >= LINES_MOST {
            return rows;
        }
    }
    cells.push(cell);
    put(&mut rows, cells, begun, sign);
    rows
}

fn put(rows: &mut Vec<TableRow>, mut cells: Vec<String>, number: u32, sign: char) {
    let is_blank = cells.iter().all(|cell| cell.trim().is_empty());
    if let ([words], Some(before), '\t') = (cells.as_slice(), rows.last_mut(), sign)
        && before.cells.len() > 1
        && let Some(last) = before.cells.last_mut()
    {
        last.push('\n');
        last.push_str(words);
        return;
    }
    if !is_blank {
        cells.truncate(CELLS_MOST);
        rows.push(TableRow { number, cells });
    }
}

/// Questions and answers as marked lines: 問1 … 答1 …, Q1: … A1: …, 【質問】 … 【回答】 …. Nothing when there are none.
#[must_use]
pub fn marked(text: &str) -> Vec<TableRow> {
    let heads = ["番号", "質問", "回答"].map(str::to_owned).to_vec();
    let mut rows: Vec<TableRow> = Vec::new();
    let mut is_answer = false;
    for (at, line) in text.lines().take(LINES_MOST).enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        match mark(line) {
            Some((false, name, words)) => {
                rows.push(TableRow { number, cells: vec![name, words, String::new()] });
                is_answer = false;
            }
            Some((true, _, words)) if !rows.is_empty() => {
                is_answer = true;
                go_on(rows.last_mut(), 2, &words);
            }
            _ => go_on(rows.last_mut(), if is_answer { 2 } else { 1 }, line),
        }
    }
    if !rows.is_empty() {
        rows.insert(0, TableRow { number: 0, cells: heads });
    }
    rows
}

fn go_on(row: Option<&mut TableRow>, column: usize, words: &str) {
    if let Some(cell) = row.and_then(|row| row.cells.get_mut(column)) {
        cell.push('\n');
        cell.push_str(words);
    }
}

/// Whether a line begins a question or (true) an answer: its number, and the words behind the mark.
fn mark(line: &str) -> Option<(bool, String, String)> {
    const MARKS: [(&str, bool); 8] = [
        ("質問", false),
        ("質疑", false),
        ("問", false),
        ("Q", false),
        ("回答", true),
        ("答", true),
        ("A", true),
        ("Ａ", true),
    ];
    let bare = line.trim().trim_start_matches(['【', '[', '（', '(', '<', '＜', '■', '○', '●', '・']);
    let narrow = bare.strip_prefix('Ｑ').map_or_else(|| bare.to_owned(), |rest| format!("Q{rest}"));
    let (is_answer, rest) =
        MARKS.iter().find_map(|(mark, is_answer)| Some((*is_answer, narrow.strip_prefix(mark)?)))?;
    let rest = rest.trim_start();
    let digits: String = rest.chars().take_while(|letter| half_width(*letter).is_ascii_digit()).collect();
    let behind = rest.get(digits.len()..)?;
    let words =
        behind.trim_start_matches(['】', ']', '）', ')', '>', '＞', '.', '．', ':', '：', '、', '　', ' ', '\t']);
    // 質問内容は… is a sentence: a mark has a number or a sign behind it.
    let is_mark = !digits.is_empty() || words.len() < behind.len();
    is_mark.then(|| (is_answer, digits, words.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::question::understand;

    #[test]
    fn marked_lines_are_read_like_a_table() {
        let text = "質問内容は次のとおり。\n問１　再委託は可能か。\n答１　可能です。\n承諾を要します。\nQ2: 何部か。\nA2: 10部\n";
        let table = understand(&[marked(text)]).unwrap();
        assert_eq!(table.rows.len(), 2, "{table:?}");
        assert_eq!(
            (table.rows[0].number.as_str(), table.rows[0].answer.as_str()),
            ("１", "可能です。\n承諾を要します。")
        );
        assert_eq!((table.rows[1].question.as_str(), table.rows[1].answer.as_str()), ("何部か。", "10部"));
        assert!(marked("ただの文章です。").is_empty());
    }

    #[test]
    fn quotes_are_read_as_spreadsheets_write_them() {
        let rows = separated("a,\"b \"\"c\"\", d\",e\n\"=1+1\",f,\n", ',');
        assert_eq!(rows[0].cells, ["a", "b \"c\", d", "e"]);
        assert_eq!(rows[1].cells, ["=1+1", "f", ""]);
    }
}
