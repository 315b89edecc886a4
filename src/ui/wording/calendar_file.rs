//! Words of somebody else's calendar file: why it is not read, or what of it.

use super::{Phrase, say_with};
use crate::domain::calendar_file::{FileFault, FileGap, FileNote};

/// Title.
pub const TITLE: Phrase = Phrase::new("カレンダーのファイルから日程を追加", "Dates from a calendar file");
/// Under it.
pub const LEAD: Phrase = Phrase::new(
    "発注者やパートナーのカレンダー（.ics）を読み込み、選んだ予定をこの案件の日程に加えます。選ぶまで何も保存しません。",
    "Read a calendar (.ics) of the buyer or of a partner, and add the events that you choose to the dates of this tender. Nothing is saved until you do.",
);
/// The file.
pub const FILE: Phrase = Phrase::new("カレンダーのファイル（.ics）", "Calendar file (.ics)");
/// Under it.
pub const FILE_HINT: Phrase = Phrase::new("5 MB まで", "Up to 5 MB");
/// Button.
pub const BRING: Phrase = Phrase::new("読み込む", "Read it");
/// Over the rows.
pub const READ: Phrase = Phrase::new(
    "ファイルを読み込みました。内容を確かめ、加えるものにチェックを付けてから追加してください。",
    "The file was read. Look at what was found, tick what is to be added, then add.",
);
/// Heading.
pub const EVENTS: Phrase = Phrase::new("読み取った予定", "What was read");
/// Heading.
pub const NOT_READ: Phrase = Phrase::new("読み取れなかったところ", "What was not read");
/// None.
pub const NO_EVENTS: Phrase = Phrase::new("ファイルに予定がありません。", "There are no events in the file.");
/// Box of one.
pub const INCLUDE: Phrase = Phrase::new("この予定を加える", "Add this one");
/// Button.
pub const TAKE: Phrase = Phrase::new("選んだ予定を日程に追加", "Add what is ticked");
/// From the dates of a bid.
pub const FROM_DATES: Phrase = Phrase::new("カレンダーのファイルから日程を追加する", "Add dates from a calendar file");

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
        FileGap::First => (
            "最初の日時が繰り返しの規則に合っていません。最初の日時も予定として読みました。",
            "the first time does not follow the rule of repetition; it was read all the same.",
        ),
        FileGap::Exception => (
            "除外または変更するとされた日時に、繰り返しの予定がありません。予定は除いていません。",
            "it takes out or replaces a time at which the event is not; nothing was taken out for it.",
        ),
        FileGap::Texts => (
            "文章が長いため、ここから先の件名や説明を短くしました。",
            "the file has more words than are read; from here on titles and descriptions are cut short.",
        ),
        FileGap::Repeats => (
            "繰り返しが多いため、一部の回だけを読みました。",
            "it repeats more often than is read; only some of its times stand.",
        ),
        FileGap::Events => {
            ("予定が多いため、ここから先を除きました。", "there are more events than are read; the rest was left out.")
        }
    };
    (ja.to_owned(), en.to_owned())
}
