//! Words of home, overview and the people of a bid.

use super::{Phrase, say_with};
use crate::domain::seat::Role;

/// Heading of the reader's bids.
pub const MY_BIDS: Phrase = Phrase::new("参加している入札", "My bids");
/// Heading of what waits.
pub const WAITING: Phrase = Phrase::new("あなたの対応待ち", "Waiting for you");
/// Nothing waits.
pub const NOTHING_WAITS: Phrase = Phrase::new("いま対応が必要なものはありません。", "Nothing needs you right now.");
/// Bids without a coordinator.
pub const ORPHANED: Phrase = Phrase::new("取りまとめ役のいない入札", "Bids without a coordinator");
/// What can be done with them.
pub const ORPHANED_NOTE: Phrase = Phrase::new(
    "取りまとめ役だった人がいなくなった入札です。引き継ぐと、あなたが取りまとめ役になり、保管済みの入札は保管が解除されます。",
    "Whoever coordinated these bids is no longer here. If you take one over you become its coordinator, and an archived one is open again.",
);
/// Take one over.
pub const ADOPT: Phrase = Phrase::new("引き継ぐ", "Take over");
/// Archived bids.
pub const ARCHIVED_BIDS: Phrase = Phrase::new("保管済みの入札", "Archived bids");
/// All bids, also those that home does not show.
pub const ALL_BIDS: Phrase = Phrase::new("参加しているすべての入札", "All my bids");
/// All archived bids.
pub const ALL_ARCHIVED: Phrase = Phrase::new("保管済みのすべての入札", "All archived bids");
/// Label of the choice between those worked on and those put away.
pub const WHICH_BIDS: Phrase = Phrase::new("表示する入札", "Bids shown");
/// Worked on.
pub const OPEN: Phrase = Phrase::new("進行中", "Open");
/// No bid of the chosen sort.
pub const NONE_LISTED: Phrase = Phrase::new("該当する入札はありません", "No such bids");
/// Archived.
pub const ARCHIVED: Phrase = Phrase::new("保管済み", "Archived");
/// On an archived bid.
pub const ARCHIVED_NOTE: Phrase = Phrase::new(
    "この入札は保管済みです。閲覧はできますが、変更はできません。",
    "This bid is archived: it can be read and no longer changed.",
);
/// No bid yet.
pub const NO_BIDS: Phrase = Phrase::new("まだ入札がありません", "No bids yet");
/// What a newcomer does without a tender.
pub const FIRST_TENDER: Phrase = Phrase::new(
    "はじめに公告を登録します。公告文を貼り付けるかPDFを選ぶと、件名・宛先・期限を読み取って提案しますので、内容を確かめてください。確認が済むと、その案件から入札を始められます。",
    "Start by adding a notice (公告): paste its text or choose the PDF. Title, addressee and dates are read out of it and proposed; you confirm them. A bid is then started from the confirmed tender.",
);
/// What a newcomer does with a tender.
pub const FIRST_BID: Phrase = Phrase::new(
    "案件は登録されています。案件を開いて内容を確認し、「入札を始める」を押してください。相手企業は入札の「メンバー」から招待できます。",
    "There is a tender already. Open it, confirm what was read, and press “Start a bid”. The partner firm is invited afterwards from the bid's people page.",
);
/// What somebody without tenders of their own may wait for.
pub const OR_WAIT: Phrase = Phrase::new(
    "ほかの会社の入札に招かれているときは、届いた招待リンクを開くとここに表示されます。",
    "If another firm has invited you, open the invitation link you were given; its bid then appears here.",
);
/// Add a notice.
pub const ADD_NOTICE: Phrase = Phrase::new("公告を登録する", "Add a notice");
/// Open the list of tenders.
pub const SEE_TENDERS: Phrase = Phrase::new("案件の一覧を開く", "Open the tenders");
/// Column: bid.
pub const BID: Phrase = Phrase::new("入札", "Bid");
/// Column: next date.
pub const NEXT_DATE: Phrase = Phrase::new("次の期限", "Next date");
/// Column: days left.
pub const LEFT: Phrase = Phrase::new("残り", "Left");
/// Column: role.
pub const ROLE: Phrase = Phrase::new("役割", "Role");
/// Column: progress of the proposal.
pub const PROGRESS: Phrase = Phrase::new("提案書（承認済み）", "Proposal (approved)");
/// Column: what to do.
pub const WHAT: Phrase = Phrase::new("内容", "What");
/// Column: due.
pub const DUE: Phrase = Phrase::new("期限", "Due");
/// No next date.
pub const NO_NEXT: Phrase = Phrase::new("今後の期限なし", "no date ahead");
/// A section to write.
pub const WRITE_SECTION: Phrase = Phrase::new("章の執筆", "Section to write");
/// A date to keep.
pub const KEEP_DATE: Phrase = Phrase::new("期限の担当", "Date to keep");
/// Due today.
pub const TODAY: Phrase = Phrase::new("今日", "today");
/// Planned.
pub const PLANNED: Phrase = Phrase::new("予定", "planned");
/// Heading of the dates.
pub const DATES: Phrase = Phrase::new("日程", "Dates");
/// All dates.
pub const ALL_DATES: Phrase = Phrase::new("日程をすべて見る", "All dates");
/// Heading: progress of sections.
pub const SECTION_PROGRESS: Phrase = Phrase::new("提案書の進み具合", "Progress of the proposal");
/// Heading: people.
pub const PEOPLE: Phrase = Phrase::new("メンバー", "People");
/// Not set up yet.
pub const NO_VENTURE: Phrase =
    Phrase::new("共同企業体はまだ設定されていません。", "The joint venture (共同企業体) is not set up yet.");
/// Set it up.
pub const SET_UP_VENTURE: Phrase = Phrase::new("共同企業体を設定する", "Set up the joint venture");
/// Representative.
pub const REPRESENTATIVE: Phrase = Phrase::new("代表者", "Representative (代表者)");
/// Other members.
pub const MEMBER: Phrase = Phrase::new("構成員", "Member (構成員)");
/// Addressee.
pub const ADDRESSEE: Phrase = Phrase::new("宛先", "Addressee (宛先)");
/// Procedure.
pub const PROCEDURE: Phrase = Phrase::new("手続", "Procedure");
/// Period.
pub const PERIOD: Phrase = Phrase::new("履行期間", "Period of performance (履行期間)");
/// Place.
pub const PLACE: Phrase = Phrase::new("履行場所", "Place (履行場所)");
/// The tender behind the bid.
pub const TO_TENDER: Phrase = Phrase::new("案件を開く", "Open the tender");
/// Put away.
pub const ARCHIVE: Phrase = Phrase::new("保管する", "Archive");
/// Take back.
pub const REOPEN: Phrase = Phrase::new("保管を解除する", "Take out of the archive");
/// Leave.
pub const LEAVE: Phrase = Phrase::new("この入札から抜ける", "Leave this bid");
/// What leaving and putting away do.
pub const CARE: Phrase = Phrase::new("保管・退出", "Archive or leave");
/// Explains both.
pub const CARE_NOTE: Phrase = Phrase::new(
    "保管すると、誰も変更できなくなります（解除できます）。抜けると、あなたはこの入札を見られなくなり、担当していた章と期限は担当者なしになります。",
    "Archiving stops all changes and can be undone. If you leave, you no longer see this bid, and your sections and dates have nobody assigned.",
);
/// Firms on the bid.
pub const FIRMS: Phrase = Phrase::new("参加している会社", "Firms on this bid");
/// Give a seat to a colleague.
pub const ADD_COLLEAGUE: Phrase = Phrase::new("同僚を加える", "Add a colleague");
/// Give a seat to somebody of a partner.
pub const ADD_PARTNER_PERSON: Phrase = Phrase::new("相手企業の人を加える", "Add somebody from the partner firm");
/// How that works.
pub const ADD_PARTNER_HINT: Phrase = Phrase::new(
    "この入札に参加している会社の利用者として登録済みのメールアドレスを入力します。",
    "The e-mail address with which they are registered in a firm on this bid.",
);
/// No colleague is left.
pub const NO_COLLEAGUE: Phrase = Phrase::new(
    "加えられる同僚がいません。「利用者」から招待できます。",
    "No colleague is left to add. Invite one from Users.",
);
/// Colleague.
pub const COLLEAGUE: Phrase = Phrase::new("同僚", "Colleague");
/// E-mail.
pub const EMAIL: Phrase = Phrase::new("メールアドレス", "E-mail address");
/// Only for contributors.
pub const ONE_SECTION: Phrase = Phrase::new("担当の章（寄稿者のみ）", "Section (contributors only)");
/// None.
pub const NO_SECTION: Phrase = Phrase::new("－", "–");
/// Add.
pub const ADD: Phrase = Phrase::new("加える", "Add");
/// Change.
pub const CHANGE: Phrase = Phrase::new("変更", "Change");
/// Take the seat away.
pub const REMOVE: Phrase = Phrase::new("外す", "Remove");
/// Change or remove.
pub const EDIT_SEAT: Phrase = Phrase::new("役割を変える・外す", "Change role or remove");
/// You.
pub const YOU: Phrase = Phrase::new("（あなた）", "(you)");
/// Name.
pub const NAME: Phrase = Phrase::new("氏名", "Name");
/// Firm.
pub const FIRM: Phrase = Phrase::new("会社", "Firm");
/// Until when an invitation holds.
pub const VALID_UNTIL: Phrase = Phrase::new("有効期限", "Valid until");
/// Take an invitation back.
pub const REVOKE: Phrase = Phrase::new("取り消す", "Withdraw");
/// Invitations that are open.
pub const INVITATIONS: Phrase = Phrase::new("未使用の招待", "Open invitations");
/// What the roles may do.
pub const ROLES: Phrase = Phrase::new("役割でできること", "What each role may do");
/// Line under the title of the people's page.
pub const PEOPLE_LEAD: Phrase =
    Phrase::new("この入札を見られるのは、ここにいる人だけです。", "Only the people listed here can see this bid.");

/// A role.
#[must_use]
pub const fn role(role: Role) -> Phrase {
    match role {
        Role::Coordinator => Phrase::new("取りまとめ役", "Coordinator"),
        Role::Writer => Phrase::new("執筆者", "Writer"),
        Role::Reviewer => Phrase::new("確認者", "Reviewer"),
        Role::Approver => Phrase::new("承認者", "Approver"),
        Role::Viewer => Phrase::new("閲覧者", "Viewer"),
        Role::Contributor => Phrase::new("寄稿者", "Contributor"),
    }
}

/// What a role may do.
#[must_use]
pub const fn role_note(role: Role) -> Phrase {
    match role {
        Role::Coordinator => Phrase::new(
            "全体を取りまとめ、メンバーと役割を決め、執筆もします。",
            "Runs the bid: gives seats, sets up, writes.",
        ),
        Role::Writer => Phrase::new(
            "章を書き、共同企業体・期限・書類の記載事項を変えます。",
            "Writes sections, changes the joint venture, dates and what papers state.",
        ),
        Role::Reviewer => Phrase::new("読んで確認し、書類をダウンロードします。", "Reads, checks, downloads papers."),
        Role::Approver => Phrase::new(
            "読んで決裁します（通常は代表者）。",
            "Reads and signs off; usually the representative director.",
        ),
        Role::Viewer => Phrase::new("読むだけです。", "Reads only."),
        Role::Contributor => Phrase::new(
            "割り当てられた一つの章だけを見て書きます。ほかは見えません。",
            "Sees and writes one section, and nothing else of the bid.",
        ),
    }
}

/// How many days are left.
#[must_use]
pub fn days_left(days: i64) -> String {
    match days {
        0 => super::say(TODAY).to_owned(),
        1 => say_with("あと1日".to_owned(), "1 day left".to_owned()),
        days if days > 1 => say_with(format!("あと{days}日"), format!("{days} days left")),
        -1 => say_with("1日超過".to_owned(), "1 day over".to_owned()),
        days => say_with(format!("{}日超過", -days), format!("{} days over", -days)),
    }
}

/// The label over a countdown.
#[must_use]
pub fn until(name: &str) -> String {
    say_with(format!("{name}まで"), format!("until {name}"))
}

/// The unit of a countdown.
#[must_use]
pub fn days_unit(days: i64) -> String {
    say_with("日".to_owned(), if days == 1 { "day".to_owned() } else { "days".to_owned() })
}

/// To whom it is addressed.
#[must_use]
pub fn addressed(addressee: &str) -> String {
    if addressee.is_empty() { String::new() } else { say_with(format!("{addressee}あて"), format!("to {addressee}")) }
}

/// Heading: inviting a firm.
pub const INVITE_PARTNER: Phrase = Phrase::new("パートナー企業を招待", "Invite the partner firm");
/// Hint: inviting a firm.
pub const INVITE_HINT: Phrase = Phrase::new(
    "7日間有効な1回限りのリンクを作ります。メールは送信されないので、リンクをお伝えください。",
    "Makes a link that works once, for seven days. No mail is sent: hand the link over yourself.",
);
/// Button: make the link.
pub const MAKE_LINK: Phrase = Phrase::new("招待リンクを作る", "Make the link");
