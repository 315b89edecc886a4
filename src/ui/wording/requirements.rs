//! Words of the requirements page and of the fields of a demand.

use super::{Phrase, say_with};

/// Title of the page.
pub const TITLE: Phrase = Phrase::new("提出条件・参加条件", "Requirements");
/// Under it.
pub const SUB: Phrase = Phrase::new(
    "公告が求めるものの一覧です。和文と英文を並べて確認します。",
    "What the notice asks for, in both languages side by side.",
);
/// None.
pub const NONE: Phrase = Phrase::new("条件はまだありません。", "There are no requirements yet.");
/// What to do about it.
pub const NONE_HINT: Phrase = Phrase::new(
    "公告に様式、部数、参加資格などの記載があれば、ここに追加します。",
    "Add what the notice says about forms, copies, eligibility and the like.",
);
/// Add one.
pub const ADD: Phrase = Phrase::new("条件を追加", "Add a requirement");
/// Which sort.
pub const KIND: Phrase = Phrase::new("種類", "Sort");
/// Choose the sort first.
pub const CHOOSE_KIND: Phrase = Phrase::new("追加する条件の種類を選びます。", "Choose what sort of requirement it is.");
/// Go on with that sort.
pub const GO_ON: Phrase = Phrase::new("次へ", "Go on");
/// Change one.
pub const CHANGE: Phrase = Phrase::new("変更", "Change");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存", "Save");
/// Leave one out.
pub const LEAVE_OUT: Phrase = Phrase::new("除外する", "Leave it out");
/// Those left out.
pub const LEFT_OUT: Phrase = Phrase::new("除外した条件", "Left out");
/// Take one back.
pub const TAKE_BACK: Phrase = Phrase::new("元に戻す", "Take it back");
/// Up.
pub const UP: Phrase = Phrase::new("上へ", "Up");
/// Down.
pub const DOWN: Phrase = Phrase::new("下へ", "Down");
/// Column: the demand in Japanese.
pub const IN_JAPANESE: Phrase = Phrase::new("和文", "Japanese");
/// Column: in English.
pub const IN_ENGLISH: Phrase = Phrase::new("英文", "English");
/// Nobody has written the English.
pub const NO_ENGLISH: Phrase = Phrase::new("英文なし", "no English yet");
/// Nobody has written the Japanese.
pub const NO_JAPANESE: Phrase = Phrase::new("和文なし", "no Japanese yet");
/// All of them.
pub const ALL: Phrase = Phrase::new("すべて表示・編集", "Show and edit all");
/// Number of a form.
pub const FORM_NUMBER: Phrase = Phrase::new("様式番号", "Form number (様式番号)");
/// Its title.
pub const FORM_TITLE: Phrase = Phrase::new("書類名", "Title of the paper");
/// 正本
pub const ORIGINALS: Phrase = Phrase::new("正本（部）", "Originals (正本)");
/// 副本
pub const COPIES: Phrase = Phrase::new("副本（部）", "Copies (副本)");
/// Pages.
pub const PAGES: Phrase = Phrase::new("ページ数の上限", "Pages at most");
/// Type size.
pub const POINTS: Phrase = Phrase::new("文字の大きさ（以上）", "Type not smaller than");
/// File size.
pub const MEGABYTES: Phrase = Phrase::new("容量の上限", "Size at most");
/// File formats.
pub const FORMATS: Phrase = Phrase::new("ファイル形式", "Formats");
/// Under it.
pub const FORMATS_HINT: Phrase = Phrase::new("例：pdf, docx", "For example pdf, docx");
/// An amount.
pub const YEN: Phrase = Phrase::new("金額", "Amount");
/// Its unit.
pub const YEN_UNIT: Phrase = Phrase::new("円", "yen");
/// There is a minimum price.
pub const MINIMUM_SET: Phrase = Phrase::new("最低制限価格を設けている", "There is a minimum price");
/// A bond is waived.
pub const EXEMPT: Phrase = Phrase::new("免除", "Waived (免除)");
/// The rule for joint ventures.
pub const RULE: Phrase = Phrase::new("共同企業体の参加", "Joint ventures");
/// Grades.
pub const GRADES: Phrase = Phrase::new("等級", "Grades");
/// Under it.
pub const GRADES_HINT: Phrase = Phrase::new("例：A, B", "For example A, B");
/// Whom to ask.
pub const CONTACT_NAME: Phrase = Phrase::new("部署・担当者", "Office or person");
/// Telephone.
pub const TELEPHONE: Phrase = Phrase::new("電話", "Telephone");
/// Fax.
pub const FAX: Phrase = Phrase::new("ファクシミリ", "Fax");
/// E-mail.
pub const EMAIL: Phrase = Phrase::new("電子メール", "E-mail");

/// How many there are.
#[must_use]
pub fn count(count: usize) -> String {
    say_with(format!("{count}件"), count.to_string())
}
