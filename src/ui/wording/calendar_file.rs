//! Words of somebody else's calendar file: why it is not read, or what of it.

use super::say_with;
use crate::domain::calendar_file::{FileFault, FileGap, FileNote};

/// Why a file is not read at all.
#[must_use]
pub fn fault(fault: FileFault) -> String {
    match fault {
        FileFault::TooLarge(most) => say_with(
            format!("ファイルが大きすぎます（{} MB まで読み込めます）。", most >> 20),
            format!("The file is too large; up to {} MB are read.", most >> 20),
        ),
        FileFault::TooManyLines(most) => say_with(
            format!("行数が多すぎます（{most}行まで読み込めます）。"),
            format!("The file has too many lines; up to {most} are read."),
        ),
        FileFault::LineTooLong(line) => {
            say_with(format!("{line}行目が長すぎて読み込めません。"), format!("Line {line} is too long to be read."))
        }
        FileFault::NoText(line) => say_with(
            format!("{line}行目の文字コードがわかりません。UTF-8 で保存し直してください。"),
            format!("The encoding of line {line} is not known. Save the file as UTF-8."),
        ),
        FileFault::NoCalendar(line) => say_with(
            format!("カレンダーのファイルではありません（{line}行目に BEGIN:VCALENDAR がありません）。"),
            format!("This is no calendar file: line {line} does not begin one (BEGIN:VCALENDAR)."),
        ),
        FileFault::TooDeep(line) => say_with(
            format!("{line}行目で入れ子が深くなりすぎています。"),
            format!("At line {line} the parts of the file lie too deep in one another."),
        ),
        FileFault::WrongEnd(line) => say_with(
            format!("{line}行目の END に対応する BEGIN がありません。"),
            format!("The END at line {line} does not close what was opened last."),
        ),
        FileFault::Unfinished(line) => say_with(
            format!("ファイルが途中で終わっています（{line}行目の BEGIN が閉じられていません）。"),
            format!("The file breaks off: what begins at line {line} does not end."),
        ),
    }
}

/// What of a file was not read, with its line.
#[must_use]
pub fn note(note: &FileNote) -> String {
    let line = note.line;
    let (ja, en) = gap(&note.what);
    say_with(format!("{line}行目：{ja}"), format!("Line {line}: {en}"))
}

fn gap(what: &FileGap) -> (String, String) {
    let (ja, en) = match what {
        FileGap::Line => {
            ("カレンダーの形式の行ではないため、読み飛ばしました。", "it is no line of a calendar and was left out.")
        }
        FileGap::NoStart => (
            "開始日時を読み取れないため、この予定を除きました。",
            "the event has no beginning that can be read and was left out.",
        ),
        FileGap::Date => ("日付・時刻を読み取れません。", "the date or time cannot be read."),
        FileGap::EndBeforeStart => {
            ("終了が開始より前のため、終了を除きました。", "the end lies before the beginning and was left out.")
        }
        FileGap::Zone(zone) => {
            return (
                format!("タイムゾーン「{zone}」がわからないため、日本時間として読みました。"),
                format!("the time zone “{zone}” is not known; the time was read as Japan's."),
            );
        }
        FileGap::Rule => (
            "この繰り返しや除外の指定は読み取れないため、反映していません。",
            "this rule of repetition or exception is not read and was left out.",
        ),
        FileGap::Repeats => {
            ("繰り返しが多いため、途中までを読みました。", "it repeats more often than is read; the first times stand.")
        }
        FileGap::Events => {
            ("予定が多いため、ここから先を除きました。", "there are more events than are read; the rest was left out.")
        }
    };
    (ja.to_owned(), en.to_owned())
}
