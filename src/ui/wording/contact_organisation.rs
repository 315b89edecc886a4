//! Words of organisations that were entered twice.

use super::{Phrase, say_with};

/// The way to merge an organisation with another one.
pub const MERGE_WITH: Phrase = Phrase::new("別の組織とまとめる", "Merge with another organisation");
/// When it is right.
pub const MERGE_WITH_HINT: Phrase = Phrase::new(
    "同じ組織が二度登録されているときは、もう一方を探して、見比べてから一つにまとめます。",
    "If this organisation was entered twice, look for the other entry; you see both side by side before they become one.",
);
/// What can be looked for.
pub const SEARCH_HINT: Phrase = Phrase::new("名称・フリガナ・ローマ字", "Name, reading, Latin letters");
/// What the words found.
pub const FOUND: Phrase = Phrase::new("見つかった組織", "Organisations that were found");
/// Nothing found.
pub const NONE_FOUND: Phrase = Phrase::new("見つかりませんでした。", "No organisation was found.");
/// Title of the merging page.
pub const MERGE_TITLE: Phrase = Phrase::new("組織を一つにまとめる", "Merge two organisations");
/// What merging does.
pub const MERGE_SUB: Phrase = Phrase::new(
    "項目ごとに残す値を選んでください。選ばなかった値はメモに残ります。所属する関係者はすべて残る方に移ります。",
    "Choose what stays, field by field; what is not chosen is kept in the notes. All its people move to the one that stays.",
);
/// What holds of what moves.
pub const MOVES_NOTE: Phrase = Phrase::new(
    "やり取り・役割・つながりは、それぞれの関係者に付いたまま変わりません。種類が「組織と同じ」の関係者は、残す種類になります（接触禁止の対象かどうかも、残す名称と種類で決まります）。両方の組織に同じ氏名の関係者や窓口があるときは、まとめたあと「重複の候補」に出ます。ファイルの取り込みは名称で組織を見分けるため、残さない名称がファイルにあると、新しい組織として登録されます。",
    "What was spoken, roles and ties stay with the people themselves. People whose kind is that of the organisation take the kind that stays; name and kind that stay also decide whether the ban on contact covers them. If both have somebody of the same name, or a front desk each, these then stand among the possible duplicates. An import knows organisations by name: a file that has the name that goes makes a new organisation.",
);

/// How many people move.
#[must_use]
pub fn moves_people(count: i64) -> String {
    say_with(format!("所属する関係者：{count}名"), format!("People: {count}"))
}

/// How many of them are not named.
#[must_use]
pub fn moves_more(count: usize) -> String {
    say_with(format!("ほか{count}名"), format!("and {count} more"))
}
