//! Words of the log: what was spoken with contacts.

use super::{Phrase, say_with};
use crate::domain::engagement::EngagementKind;

/// The log.
pub const LOG: Phrase = Phrase::new("やり取りの記録", "Log of contacts");
/// Nothing yet.
pub const LOG_EMPTY: Phrase = Phrase::new("まだ記録がありません。", "Nothing is logged yet.");
/// The beginning of the log.
pub const NEWEST: Phrase = Phrase::new("最新の記録へ", "Newest entries");
/// What follows.
pub const OLDER: Phrase = Phrase::new("以前の記録", "Older entries");
/// Log something.
pub const ADD: Phrase = Phrase::new("やり取りを記録", "Log a contact");
/// The kind.
pub const KIND: Phrase = Phrase::new("種類", "Kind");
/// The day.
pub const DAY: Phrase = Phrase::new("日付", "Day");
/// The time.
pub const TIME: Phrase = Phrase::new("時刻（日本時間）", "Time (Japan)");
/// With whom.
pub const WITH: Phrase = Phrase::new("相手", "With");
/// Who of ours.
pub const OURS: Phrase = Phrase::new("自社の参加者", "Who of ours");
/// The bid.
pub const BID: Phrase = Phrase::new("入札", "Bid");
/// No bid.
pub const NO_BID: Phrase = Phrase::new("（入札に関係しない）", "(no bid)");
/// What was said.
pub const SAID: Phrase = Phrase::new("話した内容", "What was said");
/// What comes next.
pub const NEXT_STEP: Phrase = Phrase::new("次の一手", "Next step");
/// When to follow up.
pub const FOLLOW_UP_ON: Phrase = Phrase::new("次に連絡する日", "Follow up on");
/// Who follows up.
pub const FOLLOW_UP_BY: Phrase = Phrase::new("次に連絡する人", "Who follows up");
/// When they hear of it.
pub const FOLLOW_UP_BY_HINT: Phrase = Phrase::new(
    "その日に、画面とメールでお知らせします。入札の件は、その入札のメンバーから選んでください。",
    "Reminded on that day, in the application and by mail. For a bid, one of its members.",
);
/// Files.
pub const FILES: Phrase = Phrase::new("添付ファイル", "Files");
/// Attach one.
pub const ATTACH: Phrase = Phrase::new("ファイルを添付", "Attach a file");
/// Which.
pub const FILE: Phrase = Phrase::new("ファイル", "File");
/// Which are taken.
pub const FILE_HINT: Phrase = Phrase::new(
    "PDF・Word（docx）・Excel（xlsx）・画像（png・jpg・gif）・メール（eml）。1つ15 MBまで、1件の記録に20個まで。",
    "PDF, Word (docx), Excel (xlsx), pictures (png, jpg, gif), mails (eml). Up to 15 MB each, 20 for one entry.",
);
/// None of those.
pub const FILE_SORT: Phrase = Phrase::new(
    "この種類のファイルは添付できないか、名前の拡張子と中身が一致しません。PDF・docx・xlsx・png・jpg・gif・emlを選んでください。",
    "Files of this kind are not taken, or the file's name says something else than its content. Choose a PDF, docx, xlsx, png, jpg, gif or eml.",
);
/// Shown to others.
pub const FILE_SHARED: Phrase = Phrase::new(
    "この記録を見られる共同体の他社にも見せる",
    "Also show it to the bid's other firms, where they see this entry",
);
/// The mark of it.
pub const FILE_SHARED_TAG: Phrase = Phrase::new("他社にも表示", "shown to the other firms");
/// Removes a file.
pub const REMOVE_FILE: Phrase = Phrase::new("削除", "Remove");
/// The reason inside a ban.
pub const BAN_REASON: Phrase =
    Phrase::new("接触禁止期間中の場合、その理由", "Reason, if contact is banned on that day");
/// What it does.
pub const BAN_REASON_HINT: Phrase =
    Phrase::new("理由を書くと、印を付けて記録します。", "With a reason it is recorded and marked.");
/// Only ours.
pub const CONFIDENTIAL: Phrase =
    Phrase::new("自社のみ（共同体の他社に見せない）", "Keep to our firm (not shown to the bid's other firms)");
/// The mark of it.
pub const CONFIDENTIAL_TAG: Phrase = Phrase::new("自社のみ", "our firm only");
/// The mark.
pub const IN_BAN: Phrase = Phrase::new("接触禁止期間中", "inside the ban");
/// Logs.
pub const SAVE: Phrase = Phrase::new("記録する", "Log it");
/// Leads to the correction.
pub const CORRECT: Phrase = Phrase::new("記録を訂正", "Correct");
/// The title of its page.
pub const CORRECT_TITLE: Phrase = Phrase::new("記録の訂正", "Correct an entry");
/// What it does.
pub const CORRECT_LEAD: Phrase = Phrase::new(
    "誤りを直すためのものです。訂正したことと、訂正前の種類・日付・接触禁止期間に当たるかどうかが変更履歴に残ります。案件は変えられません。",
    "For what was logged wrongly. The trail says that it was corrected, and keeps kind, day and ban as they were. The bid stays.",
);
/// Saves it.
pub const CORRECT_SAVE: Phrase = Phrase::new("訂正を保存", "Save the correction");
/// When.
pub const WHEN: Phrase = Phrase::new("日時", "When");
/// Who.
pub const WHO: Phrase = Phrase::new("相手と自社", "Who");
/// When to follow up.
pub const FOLLOW_UP: Phrase = Phrase::new("次の連絡", "Follow-up");
/// It was.
pub const FOLLOWED_UP: Phrase = Phrase::new("済み", "done");
/// Logged before it was known to lie in the ban.
pub const LATE_BAN: Phrase = Phrase::new(
    "記録した後に、接触禁止期間に当たることが分かりました。理由は記録されていません。",
    "Found to lie inside the ban after it was logged. No reason is on record.",
);
/// The reason.
pub const REASON: Phrase = Phrase::new("理由：", "Reason: ");

/// How contacts were met.
#[must_use]
pub const fn kind(kind: EngagementKind) -> Phrase {
    match kind {
        EngagementKind::Meeting => Phrase::new("打合せ", "Meeting"),
        EngagementKind::Visit => Phrase::new("訪問", "Visit"),
        EngagementKind::Call => Phrase::new("電話", "Call"),
        EngagementKind::Letter => Phrase::new("手紙", "Letter"),
        EngagementKind::Mail => Phrase::new("メール", "E-mail"),
        EngagementKind::Online => Phrase::new("オンライン会議", "Online meeting"),
        EngagementKind::Question => Phrase::new("質問書", "Question form (質問書)"),
        EngagementKind::BuyersEvent => {
            Phrase::new("発注者主催の説明会・見学会・ヒアリング", "Briefing, site visit or hearing of the buyer")
        }
    }
}

/// Those who were erased.
#[must_use]
pub fn erased(count: usize) -> String {
    say_with(format!("消去済み {count}名"), format!("{count} erased"))
}
