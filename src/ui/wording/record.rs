//! Words of the data that papers print row by row.

use super::{Phrase, deadline, say, say_with};
use crate::domain::deadline::Moment;
use crate::domain::demanded_period::DemandedPeriod;
use crate::domain::record::FieldSort;

/// A firm's data for papers.
pub const TITLE: Phrase = Phrase::new("書類の材料", "Data for the papers");
/// Under the title of the firm's page.
pub const SUB: Phrase = Phrase::new(
    "実績・担当者・役員など、書類に印字する自社の情報です。一度入力すれば、入札ごとに選んで使えます。選ぶまで、ほかの会社には見えません。",
    "What papers print about your firm: references, people, officers. Entered once, chosen for each bid. Other firms see nothing of it until you choose it.",
);
/// Under the title of a bid's page.
pub const SUB_OF_BID: Phrase = Phrase::new(
    "この入札の書類に印字する情報です。各社は自社の材料から選び、入札そのものの情報はここで入力します。",
    "What the papers of this bid print. Each firm chooses from its own data; what belongs to the bid itself is entered here.",
);
/// Kinds that firms keep.
pub const OF_FIRMS: Phrase = Phrase::new("各社の材料から選ぶもの", "Chosen from each firm's data");
/// Kinds that belong to the bid.
pub const OF_BID: Phrase = Phrase::new("この入札で入力するもの", "Entered for this bid");
/// A kind.
pub const KIND: Phrase = Phrase::new("種類", "Kind");
/// What it is for.
pub const PURPOSE: Phrase = Phrase::new("使いみち", "What it is for");
/// How many entries.
pub const COUNT: Phrase = Phrase::new("件数", "Entries");
/// How many each firm has chosen.
pub const CHOSEN_BY: Phrase = Phrase::new("選択した件数", "Chosen");
/// The column of buttons.
pub const DEEDS: Phrase = Phrase::new("操作", "Actions");
/// Nothing yet.
pub const NONE: Phrase = Phrase::new("まだ登録がありません。", "Nothing is entered yet.");
/// A firm has chosen nothing.
pub const NONE_CHOSEN: Phrase = Phrase::new("まだ何も選ばれていません。", "Nothing is chosen yet.");
/// An entry whose heading is empty.
pub const UNTITLED: Phrase = Phrase::new("（名称なし）", "(without a name)");
/// An entry that is there no more.
pub const GONE: Phrase = Phrase::new("この登録は削除されました。", "This entry was deleted.");
/// Add.
pub const ADD: Phrase = Phrase::new("追加する", "Add an entry");
/// A new entry.
pub const NEW: Phrase = Phrase::new("新しい登録", "New entry");
/// Change.
pub const CHANGE: Phrase = Phrase::new("編集", "Edit");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存", "Save");
/// Back to the list.
pub const BACK: Phrase = Phrase::new("一覧に戻る", "Back to the list");
/// Up.
pub const UP: Phrase = Phrase::new("上へ", "Up");
/// Down.
pub const DOWN: Phrase = Phrase::new("下へ", "Down");
/// Opens the deletion.
pub const REMOVE: Phrase = Phrase::new("この登録を削除…", "Delete this entry…");
/// What a deletion does.
pub const REMOVE_NOTE: Phrase = Phrase::new("削除すると元に戻せません。", "A deletion cannot be undone.");
/// Deletes.
pub const REMOVE_NOW: Phrase = Phrase::new("削除する", "Delete");
/// All values of an entry.
pub const ALL_FIELDS: Phrase = Phrase::new("すべての項目", "All fields");
/// What may be chosen.
pub const OFFERED: Phrase = Phrase::new("自社の材料から選ぶ", "Choose from your firm's data");
/// What choosing does.
pub const OFFERED_HINT: Phrase = Phrase::new(
    "選んだものは書類に印字され、この入札のメンバー（ほかの会社を含む）も読めるようになります。",
    "What you choose is printed on the papers, and everybody on this bid, other firms included, can read it.",
);
/// Nothing is left to choose.
pub const NONE_OFFERED: Phrase = Phrase::new("選べるものはありません。", "There is nothing left to choose.");
/// Choose.
pub const CHOOSE: Phrase = Phrase::new("この入札で使う", "Use for this bid");
/// Take out.
pub const LEAVE_OUT: Phrase = Phrase::new("外す", "Take out");
/// To the firm's own page of the kind.
pub const TO_FIRM: Phrase = Phrase::new("自社の材料を編集する", "Edit your firm's data");
/// The reader's own firm.
pub const OWN: Phrase = Phrase::new("自社", "your firm");
/// One more row.
pub const MORE: Phrase = Phrase::new("＋ 行を追加", "+ Add a row");
/// A choice that is not made.
pub const NOT_CHOSEN: Phrase = Phrase::new("（選択してください）", "(choose one)");
/// A choice that may stay open.
pub const NO_CHOICE: Phrase = Phrase::new("（なし）", "(none)");
/// How dates are typed.
pub const DATE_HINT: Phrase = Phrase::new("例：令和8年4月1日、2026-04-01", "Such as 2026-04-01 or 令和8年4月1日");
/// How months are typed.
pub const MONTH_HINT: Phrase = Phrase::new("例：令和8年4月、2026-04", "Such as 2026-04 or 令和8年4月");
/// About a person's private life.
pub const PERSONAL: Phrase =
    Phrase::new("個人情報：様式が求めるときだけ印字します。", "Personal: printed only where a form asks for it.");
/// A flag that is set.
pub const YES: Phrase = Phrase::new("○", "yes");
/// What is saved now, after somebody else was first.
pub const NOW_SAVED: Phrase = Phrase::new("現在の保存内容（異なる項目）", "What is saved now, where it differs");
/// A value that is empty.
pub const EMPTY: Phrase = Phrase::new("（空欄）", "(empty)");
/// A row was added to a form.
pub const ROW_ADDED: Phrase =
    Phrase::new("行を追加しました。まだ保存していません。", "A row was added. Nothing is saved yet.");
/// An entry that an open bid prints is not deleted.
pub const IN_USE: Phrase = Phrase::new(
    "進行中の入札で使っているため、削除できません。先に、その入札から外してください。",
    "An open bid uses this entry, so it cannot be deleted. Take it out of the bid first.",
);

/// For how many bids an entry is chosen.
#[must_use]
pub fn bids(count: i64) -> String {
    say_with(
        format!("{count}件の入札で使っています。削除するには、先に進行中の入札から外してください。"),
        match count {
            1 => "Used for 1 bid; while the bid is open, take it out there before you delete it.".to_owned(),
            _ => format!("Used for {count} bids; take it out of those that are open before you delete it."),
        },
    )
}

/// How many a firm has chosen.
#[must_use]
pub fn chosen(firm: &str, count: usize) -> String {
    say_with(format!("{firm} {count}件"), format!("{firm}: {count}"))
}

/// Entries that the notice may not count.
pub const OUTSIDE_PERIOD: Phrase =
    Phrase::new("次の実績は、履行期間の終わりがこの期間の外にあります。", "These ended outside that period:");

/// In which past years the notice wants entries.
#[must_use]
pub fn demanded_period(period: &DemandedPeriod) -> String {
    let [from, to, as_of] = [period.from, period.to, period.as_of].map(|day| deadline::moment(Moment::day(day)));
    let (ja, en) = if period.is_fiscal {
        ("年度で数えると", "in fiscal years")
    } else {
        ("年で数えると", "in years")
    };
    say_with(
        format!(
            "公告が求める期間は、{as_of}から{ja}{from}～{to}です（履行期間の終わりで判断。数え方は公告・要領で確かめてください）。"
        ),
        format!(
            "The notice wants work that ended from {from} to {to}, counted back {en} from {as_of}. How it counts is for the notice to say."
        ),
    )
}

/// More entries than are kept.
#[must_use]
pub fn too_many(most: u32) -> String {
    say_with(format!("登録できるのは{most}件までです。"), format!("At most {most} entries are kept."))
}

/// The unit behind a control; empty for sorts without one.
#[must_use]
pub fn unit(sort: FieldSort) -> &'static str {
    match sort {
        FieldSort::Yen => say(Phrase::new("円", "yen")),
        FieldSort::ThousandYen => say(Phrase::new("千円", "thousand yen")),
        FieldSort::Percent => "%",
        _ => "",
    }
}
