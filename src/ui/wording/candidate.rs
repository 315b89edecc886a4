//! Words about entries of feeds that may become tenders.

use super::{Phrase, say_with};
use crate::domain::candidate::CandidateState;

/// The list.
pub const CANDIDATES: Phrase = Phrase::new("案件の候補", "Candidates");
/// Under the title.
pub const CANDIDATES_SUB: Phrase = Phrase::new(
    "発注者のフィード（RSS・Atom）から取り込んだ見出しです。リンク先は自動では取得しません。",
    "Headlines from buyers' feeds (RSS, Atom). Nothing behind the links is fetched for you.",
);
/// Bring a feed in.
pub const BRING: Phrase = Phrase::new("フィードを取り込む", "Bring in a feed");
/// The file.
pub const FILE: Phrase = Phrase::new("フィードのファイル", "File of the feed");
/// Which files.
pub const FILE_HINT: Phrase = Phrase::new(
    "RSS 2.0、RSS 1.0、Atom。20 MB まで。同じ見出しとリンクは一度だけ取り込みます。",
    "RSS 2.0, RSS 1.0 or Atom, up to 20 MB. The same headline and link is taken in once.",
);
/// The text.
pub const TEXT: Phrase = Phrase::new("フィードの内容を貼り付け", "Or paste the feed");
/// Send.
pub const SUBMIT: Phrase = Phrase::new("取り込む", "Take it in");
/// None.
pub const NONE: Phrase = Phrase::new("候補はありません。", "There are no candidates.");
/// What to do about it.
pub const NONE_HINT: Phrase = Phrase::new(
    "自治体の「新着情報」や「入札情報」のフィードを保存して、ここに取り込みます。",
    "Save the feed of a buyer's news or tender page and bring it in here.",
);
/// Column: title.
pub const TITLE: Phrase = Phrase::new("見出し", "Headline");
/// Column: published.
pub const PUBLISHED: Phrase = Phrase::new("掲載日", "Published");
/// Column: feed.
pub const FEED: Phrase = Phrase::new("フィード", "Feed");
/// Column: what to do.
pub const DEED: Phrase = Phrase::new("操作", "Actions");
/// Make a tender.
pub const TAKE: Phrase = Phrase::new("案件にする", "Make a tender");
/// Put away.
pub const DISMISS: Phrase = Phrase::new("不要", "Dismiss");
/// Take back.
pub const RESTORE: Phrase = Phrase::new("候補に戻す", "Take it back");
/// The tender.
pub const OPEN: Phrase = Phrase::new("案件を開く", "Open the tender");
/// The page behind the link.
pub const OPEN_LINK: Phrase = Phrase::new("公告のページを開く", "Open the buyer's page");
/// More.
pub const MORE: Phrase = Phrase::new("続きを表示", "Show more");
/// Which are shown.
pub const SHOWN: Phrase = Phrase::new("表示する候補", "Candidates shown");
/// Above the new tender.
pub const FROM: Phrase = Phrase::new("候補から案件を作成します", "A tender of a candidate");
/// What to do.
pub const FROM_HINT: Phrase = Phrase::new(
    "リンク先の公告を開いて保存し、下でアップロードするか、文章を貼り付けてください。件名だけで登録することもできます。",
    "Open the buyer's page, save the notice, and upload or paste it below. The title alone can be kept, too.",
);

/// The state of a candidate, as the name of its list.
#[must_use]
pub const fn state(state: CandidateState) -> Phrase {
    match state {
        CandidateState::New => Phrase::new("未処理", "Undecided"),
        CandidateState::Taken => Phrase::new("案件にした", "Made a tender"),
        CandidateState::Dismissed => Phrase::new("不要", "Dismissed"),
    }
}

/// What came of a feed.
#[must_use]
pub fn taken(fresh: u64, known: u64) -> String {
    say_with(
        format!("新しい候補 {fresh} 件を取り込みました（取込済み {known} 件）。"),
        format!("{fresh} new candidate(s) came in; {known} were known already."),
    )
}

/// A button with the number that waits.
#[must_use]
pub fn waiting(candidates: i64) -> String {
    if candidates == 0 {
        return say_with("候補".to_owned(), "Candidates".to_owned());
    }
    say_with(format!("候補（未処理 {candidates}）"), format!("Candidates ({candidates} undecided)"))
}
