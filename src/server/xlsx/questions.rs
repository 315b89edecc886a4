//! 質問書 → .xlsx: the columns of the buyers' own sheets, text alone, the column of answers left to the buyer.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook};

use super::WriteFault;
use super::write::{column_place, write_text};
use crate::domain::instant::Instant;
use crate::domain::question::QuestionText;

/// The row of the column heads, from 0.
const HEAD_ROW: u32 = 4;
/// Heads with their widths in characters.
const HEADS: [(&str, f64); 6] =
    [("No.", 6.0), ("資料名", 20.0), ("ページ", 9.0), ("項目", 18.0), ("質問内容", 60.0), ("回答", 48.0)];

/// What is written.
#[derive(Debug, Clone)]
pub struct QuestionSheet {
    /// 件名
    pub subject: String,
    /// Who asks.
    pub proposer: String,
    /// The rows with their numbers.
    pub rows: Vec<(i64, QuestionText)>,
    /// When the sheet is taken.
    pub at: Instant,
}

/// Writes the workbook.
///
/// # Errors
/// Faults of the library.
pub fn write_questions(sheet: &QuestionSheet) -> Result<Vec<u8>, WriteFault> {
    let base = || Format::new().set_font_name("ＭＳ 明朝").set_font_size(10.5);
    let cell = || base().set_border(FormatBorder::Thin).set_align(FormatAlign::Top).set_text_wrap();
    let (title, small, text) = (base().set_font_size(16).set_bold(), base(), cell());
    let head = cell().set_align(FormatAlign::Center).set_background_color(0xF2F2F2);
    let middle = cell().set_align(FormatAlign::Center).set_align(FormatAlign::Top);
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(sheet.at.0.div_euclid(1_000))?;
    book.set_properties(&DocProperties::new().set_title("質問書").set_creation_datetime(&made));
    let page = book.add_worksheet();
    page.set_name("質問書")?;
    page.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    page.set_freeze_panes(HEAD_ROW + 1, 0)?;
    write_text(page, 0, 0, "質問書", &title)?;
    write_text(page, 1, 0, &format!("件名　{}", sheet.subject), &small)?;
    write_text(page, 2, 0, &format!("商号又は名称　{}", sheet.proposer), &small)?;
    for (column, (label, width)) in HEADS.into_iter().enumerate() {
        page.set_column_width(column_place(column), width)?;
        write_text(page, HEAD_ROW, column_place(column), label, &head)?;
    }
    for (row, (number, asked)) in (HEAD_ROW + 1..).zip(&sheet.rows) {
        let number = number.to_string();
        let cells = [&number, &asked.document, &asked.page, &asked.item, &asked.question];
        for (column, words) in cells.into_iter().enumerate() {
            let face = if matches!(column, 0 | 2) { &middle } else { &text };
            write_text(page, row, column_place(column), words, face)?;
        }
        write_text(page, row, column_place(cells.len()), "", &text)?;
    }
    Ok(book.save_to_buffer()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::question::{TableRow, understand};
    use crate::server::xlsx::read_texts;

    #[test]
    fn a_sheet_is_read_back_as_it_was_written_and_no_text_is_a_formula() {
        let text = |question: &str| QuestionText {
            document: "仕様書".into(),
            page: "3".into(),
            question: question.into(),
            ..QuestionText::default()
        };
        let sheet = QuestionSheet {
            subject: "みなと市防災業務委託".into(),
            proposer: "湊技研株式会社".into(),
            rows: vec![(1, text("=HYPERLINK(\"x\")")), (3, text("一行目\n二行目"))],
            at: Instant(1_790_000_000_000),
        };
        let bytes = write_questions(&sheet).unwrap();
        let rows = read_texts(&bytes).unwrap().remove(0);
        let of = |number: u32| rows.iter().find(|(row, _)| *row == number).unwrap().1.clone();
        assert_eq!(of(5), ["No.", "資料名", "ページ", "項目", "質問内容", "回答"]);
        assert_eq!(of(6)[..5], ["1", "仕様書", "3", "", "=HYPERLINK(\"x\")"]);
        assert_eq!(of(7)[4], "一行目\n二行目");
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut xml = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut xml).unwrap();
        assert!(!xml.contains("<f>"), "{xml}");
        // The buyer writes into it and sends it back: the heads are understood.
        let rows = rows.into_iter().map(|(number, cells)| TableRow { number, cells }).collect();
        assert!(understand(&[rows]).unwrap().rows.is_empty(), "nothing is answered yet");
    }
}
