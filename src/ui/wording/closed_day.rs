//! Words of the buyer's days off that are read out of a calendar file.

use super::{Phrase, say_with};
use crate::domain::closed_days::{LeftOut, WhyLeftOut};

/// Heading.
pub const TITLE: Phrase = Phrase::new("カレンダーのファイルから休みを追加", "Days off from a calendar file");
/// Under it.
pub const LEAD: Phrase = Phrase::new(
    "発注者の休業日のカレンダー（.ics）を読み込み、選んだ日を休みに加えます。選ぶまで何も保存しません。同じ日が二重に加わることはありません。",
    "Read a calendar (.ics) of the days on which the buyer is closed, and add the days that you choose. Nothing is saved until you do, and no day is added twice.",
);
/// Over the days.
pub const OFFERED: Phrase = Phrase::new("読み取った日", "Days that were read");
/// Which of them are ticked.
pub const TICKED: Phrase = Phrase::new(
    "名称に「休」「閉」などがある日にチェックを付けてあります。",
    "Those whose title says that somebody is closed are ticked.",
);
/// None.
pub const NO_DAYS: Phrase =
    Phrase::new("新しく加えられる休みは、ファイルにありません。", "There is no new day off in the file.");
/// What is not offered.
pub const LEFT_OUT: Phrase = Phrase::new("示していないもの", "Not offered");
/// Button.
pub const TAKE: Phrase = Phrase::new("選んだ日を休みに追加", "Add the ticked days");

/// What of the file is not offered, with its number.
#[must_use]
pub fn left_out(left: LeftOut) -> String {
    let count = left.count;
    match left.why {
        WhyLeftOut::Known => say_with(format!("登録済みの日：{count}件"), format!("{count} already entered")),
        WhyLeftOut::ClosedAnyway => say_with(
            format!("土日・祝日・年末年始でもともと休みの日：{count}日"),
            format!("{count} on which every office is closed: weekends, national holidays, the turn of the year"),
        ),
        WhyLeftOut::Past => say_with(format!("過ぎた日：{count}日"), format!("{count} that are over")),
        WhyLeftOut::NoDay => say_with(
            format!("時刻のある予定、または1か月を超える予定：{count}件"),
            format!("{count} with a time of day, or longer than a month"),
        ),
        WhyLeftOut::More => say_with(
            format!("一度に示せる数を超えた日：{count}日（追加したあと、もう一度読み込んでください）"),
            format!("{count} beyond what is offered at once: add these, then read the file again"),
        ),
    }
}
