//! Rows of a table that a quotation mark which is not closed, or a comma without any, has put out of joint.

use csv::StringRecord;

use super::columns::Column;

/// Lines that a cell may have where one would do: somebody breaks the long name of a section, or puts two numbers into
/// one cell.
const LINES_FEW: usize = 3;

/// What a cell has swallowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swallowed {
    /// Rows that stand behind it in the file, without doubt.
    Rows,
    /// A line that looks like a row; it may be meant as it is.
    Perhaps,
}

/// Whether a row has something in cells that no head stands over.
pub fn has_surplus(record: &StringRecord, heads: usize) -> bool {
    record.iter().skip(heads).any(|cell| !cell.trim().is_empty())
}

/// What a cell of a table with so many heads has swallowed. Notes and addresses may have many lines, as Google and
/// Outlook write them.
pub fn swallowed(column: Column, cell: &str, delimiter: u8, heads: usize) -> Option<Swallowed> {
    let mut lines = cell.trim().lines();
    let first = lines.next()?;
    let rest: Vec<&str> = lines.filter(|line| !line.trim().is_empty()).collect();
    if rest.is_empty() {
        return None;
    }
    let delimiters = |line: &str| line.bytes().filter(|byte| *byte == delimiter).count();
    let is_long = column.is_line() && rest.len() >= LINES_FEW;
    let is_torn = column.is_name() && rest.iter().chain([&first]).any(|line| delimiters(line) > 0);
    if is_long || is_torn {
        return Some(Swallowed::Rows);
    }
    let is_row = |line: &&str| heads > 1 && delimiters(line) + 1 >= heads;
    rest.iter().any(is_row).then_some(Swallowed::Perhaps)
}

/// Whether one of the heads has swallowed rows.
pub fn has_swallowed(heads: &StringRecord, delimiter: u8) -> bool {
    heads.iter().any(|head| swallowed(Column::Body, head, delimiter, heads.len()).is_some())
}

impl Column {
    /// Whether it holds a part of a name, or a code of ours.
    const fn is_name(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::NameKana
                | Self::Family
                | Self::Given
                | Self::Middle
                | Self::FamilyKana
                | Self::GivenKana
                | Self::Own(_)
        )
    }

    /// Whether it holds what stands on one line.
    const fn is_line(self) -> bool {
        self.is_name()
            || matches!(
                self,
                Self::Body
                    | Self::BodyKana
                    | Self::Department
                    | Self::Title
                    | Self::Mail(_)
                    | Self::Phone(_)
                    | Self::Label(_)
                    | Self::Site
                    | Self::Language
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_line_and_notes_have_many() {
        let of = |column: Column, cell: &str| swallowed(column, cell, b',', 3);
        for (column, cell, expected) in [
            (Column::Name, "山田 太郎", None),
            (Column::Name, "Doe, John", None),
            (Column::Name, "山田\n太郎", None),
            (Column::Name, "山田,a@b.example\n川上", Some(Swallowed::Rows)),
            (Column::Department, "総務部\n防災課", None),
            (Column::Department, "総務部,\n防災課", None),
            (Column::Department, "総務部\n川上,a\n佐藤,b\n鈴木,c", Some(Swallowed::Rows)),
            (Column::Body, "ABC, Inc.\nTokyo", None),
            (Column::Notes, "一\n二\n三\n四、五", None),
            (Column::Notes, "一\n川上,a,b", Some(Swallowed::Perhaps)),
            (Column::Unread, "一\n川上,a,b", Some(Swallowed::Perhaps)),
            (Column::Notes, "一, 二, 三", None),
        ] {
            assert_eq!(of(column, cell), expected, "{cell}");
        }
    }
}
