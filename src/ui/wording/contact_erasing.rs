//! Words of erasing a person: what goes, what remains and why, and what to do first.

use super::{Phrase, say_with};
use crate::domain::contact_erasing::KeptSort;

/// Title of the page.
pub const ERASE_TITLE: Phrase = Phrase::new("情報の消去", "Erasing a person");
/// What goes.
pub const ERASE_GOES: Phrase = Phrase::new("消えるもの", "What goes");
/// What goes.
pub const ERASE_GOES_NOTE: Phrase = Phrase::new(
    "氏名・連絡先・メモ・つながり・役割と、この人だけとのやり取りの添付ファイルを消します。会社のすべてのやり取りの記録、ほかの関係者の役職・部署・メモと入札ごとの関心・働きかけ・次の一手、組織の住所とメモから、姓名そろった氏名（漢字・フリガナ・ローマ字、全角・半角や大文字・小文字の違いを含む）・メールアドレス・電話番号を取り除きます。あなたが参加していない入札の記録でも、内容を見せずに同じように取り除きます。読み込み途中の連絡先ファイルも消します。",
    "Name, addresses, notes, ties and roles go, and files of entries with nobody else. Out of the firm's whole log, titles, departments and notes of its other contacts, what is noted of their roles in bids, and addresses and notes of organisations go the whole name (in kanji, reading or Latin letters, in any width and case), e-mail addresses and telephone numbers. What concerns bids on which you have no seat is treated the same, unseen. Contact files that somebody brought and has not confirmed go, too.",
);
/// What remains.
pub const ERASE_REMAINS: Phrase = Phrase::new("残るもの", "What remains");
/// What remains, and why.
pub const ERASE_REMAINS_NOTE: Phrase = Phrase::new(
    "やり取りがあった事実（日付・種類・自社の担当）は入札の公正さを示すため、変更履歴（識別番号のみ）は改ざんを防ぐため、氏名なしで残ります。姓だけ・名だけの記載は別人や地名かもしれないので、下で選んだものだけ取り除きます。差し戻された入力は最長1時間で消えます。以前のバックアップと、すでに書き出したファイルや送ったメールには、消去前の情報が残ります。",
    "Without a name: that somebody was spoken with (day, kind, who of ours), because it shows that the bid was fair; and the audit trail (identities only), because it must not be rewritten. A family or given name alone may be somebody else or a place: it goes only where you tick it below. What was typed and refused goes within an hour. Backups made before, files that were exported and mails that were sent still hold the data.",
);
/// What is not the firm's alone.
pub const ERASE_REMAINS_SHARED: Phrase = Phrase::new(
    "入札の本文・書類・質問・判断・計画と公告は、共同体の他社や発注者も根拠にしているので書き換えません。書類に印刷する自社のデータも同じです。このうち質問・判断・計画・データでこの人の氏名や連絡先が見つかったものを、あなたが参加している入札の分だけ下に示します。本文・書類・公告と、ほかの人も参加したやり取りの添付ファイルは調べません。必要なら手で直してください。",
    "Texts, papers, questions, decisions and plans of bids and the notices are not rewritten: the joint venture's other firms and the buyer rest on them. Nor are your own data that papers print. Of questions, decisions, plans and data those that name the person are listed here, for bids on which you have a seat. Texts, papers, notices, and files of entries in which others took part are not looked through. See to them by hand.",
);
/// The table of what names the person and stays.
pub const ERASE_KEPT: Phrase = Phrase::new("氏名や連絡先が残る記載", "Texts that name the person and stay");
/// Before anything is erased.
pub const ERASE_FIRST: Phrase = Phrase::new("消去の前に", "Before you erase");
/// What to do first.
pub const ERASE_FIRST_NOTE: Phrase = Phrase::new(
    "消去すると開示できなくなります。本人が開示も求めているときは、先に書き出して渡してください。消去や利用停止の求めには、法令で保存が必要な場合や請求・防御に必要な場合を除き、遅れずに応じます（個人情報保護法第33条～第35条、GDPR第15条・第17条）。",
    "What is erased can be disclosed no more: where the person asks for disclosure as well, export it and hand it over first. Requests to erase are met without delay, unless a law demands that the data be kept or a legal claim needs them (APPI Art. 33 to 35; GDPR Art. 15 and 17).",
);
/// Firms to which the person was shown.
pub const SHOWN_TO: Phrase = Phrase::new(
    "この人を見せている共同体の他社（控えていることがあるので、消去を伝えてください）：",
    "Firms of joint ventures to which the person is shown (they may have noted it: tell them of the erasing): ",
);
/// In the role of another contact.
pub const IN_ROLE: Phrase = Phrase::new("入札での役割", "Role in a bid");
/// In what is kept of an organisation.
pub const IN_BODY: Phrase = Phrase::new("組織の住所・メモ", "Organisation");
/// It is for good.
pub const ERASE_FINAL: Phrase = Phrase::new("消去すると元に戻せません。", "This cannot be undone.");
/// Sure mentions.
pub const CERTAIN: Phrase = Phrase::new("氏名や連絡先を取り除く記載", "Texts out of which name and addresses go");
/// None.
pub const NO_CERTAIN: Phrase = Phrase::new("該当する記載はありません。", "No text names the person.");
/// Possible mentions.
pub const POSSIBLE: Phrase = Phrase::new("この人のことかもしれない記載", "Texts that may speak of the person");
/// What to do with them.
pub const POSSIBLE_NOTE: Phrase = Phrase::new(
    "姓や名だけの記載です。読んで、この人のことであれば選んでください。選んだ記載からは姓や名も取り除きます。",
    "A part of the name alone. Look at each, and tick those that speak of the person: parts of the name go out of these, too.",
);
/// Takes the name out here, too.
pub const TAKE_OUT: Phrase = Phrase::new("姓や名も取り除く", "take parts of the name out, too");
/// In the log.
pub const IN_LOG: Phrase = Phrase::new("やり取り", "Log");
/// In notes of another contact.
pub const IN_NOTES: Phrase = Phrase::new("役職・部署・メモ", "Title, department, notes");
/// Where it stands.
pub const WHERE: Phrase = Phrase::new("場所", "Where");
/// The text.
pub const TEXT: Phrase = Phrase::new("内容", "Text");
/// Files that go.
pub const FILES_GONE: Phrase = Phrase::new("削除する添付ファイル：", "Files that are removed: ");
/// Files that stay.
pub const FILES_KEPT: Phrase = Phrase::new(
    "残る添付ファイル（ほかの人も参加したやり取り。中身を確かめ、必要なら記録から削除してください）：",
    "Files that stay, of entries in which others took part (look at them, and remove them from the entry if need be): ",
);
/// Erases.
pub const ERASE_NOW: Phrase = Phrase::new("消去する", "Erase");

/// What erasing leaves alone.
#[must_use]
pub const fn kept_sort(sort: KeptSort) -> Phrase {
    match sort {
        KeptSort::Decision => Phrase::new("参加の判断", "Decision"),
        KeptSort::Plan => Phrase::new("計画の作業", "Task of the plan"),
        KeptSort::Question => Phrase::new("質問", "Question"),
        KeptSort::BidRecord => Phrase::new("入札の書類に載せるデータ", "Data for the bid's papers"),
        KeptSort::FirmRecord => Phrase::new("書類に載せる自社のデータ", "Your firm's data for papers"),
    }
}

/// More places than are shown.
#[must_use]
pub fn left_out(count: usize) -> String {
    say_with(
        format!("ほかに{count}件あります。消去する前に、先に表示された分の元の記録を直すと続きが表示されます。"),
        format!("{count} more are not shown. Mend the entries shown here first: the others then appear."),
    )
}

/// More texts that stay than are shown.
#[must_use]
pub fn kept_left_out(count: usize) -> String {
    say_with(
        format!("ほかに{count}件あり、ここには表示していません。表示された分を直すと続きが表示されます。"),
        format!("{count} more that stay are not shown. Mend those shown here: the others then appear."),
    )
}
