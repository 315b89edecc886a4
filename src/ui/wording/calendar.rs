//! Words of calendars: what an event says, and the page on which addresses for calendar programs are made.

use super::{Phrase, deadline, derived_date, requirement, say, say_with};
use crate::domain::calendar::{CalendarDate, CancelledDate, Whose};
use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::language::Language;

/// Title.
pub const TITLE: Phrase = Phrase::new("カレンダー連携", "Dates in your calendar");
/// Under it.
pub const LEAD: Phrase = Phrase::new(
    "お使いのカレンダーに日程を表示するための、あなた専用のアドレスを作ります。日程が変わると、カレンダーも変わります。",
    "Make an address of your own, and your calendar program shows the dates. When a date changes, so does your calendar.",
);
/// What it is for whom who holds it.
pub const SECRET: Phrase = Phrase::new(
    "アドレスを知っている人は、サインインなしで日程を読めます。ほかの人に渡さないでください。知られたときは「新しいアドレスに替える」を押すと、古いアドレスは使えなくなります。",
    "Whoever has the address reads the dates without signing in: give it to nobody. If somebody else has seen it, press “Replace”; the old address then ends.",
);
/// Heading over an address that was just made.
pub const MADE: Phrase =
    Phrase::new("アドレスを作りました。表示は今回限りです", "The address is made, and shown only now");
/// What to do with it.
pub const MADE_HINT: Phrase = Phrase::new(
    "コピーして、下の手順でカレンダーに登録してください。あとから表示することはできませんが、いつでも新しいアドレスに替えられます。",
    "Copy it and add it to your calendar as told below. It cannot be shown again, but it can be replaced at any time.",
);
/// Label of the field that holds it.
pub const ADDRESS: Phrase = Phrase::new("カレンダーのアドレス", "Address of the calendar");
/// The address for programs on this device.
pub const OPEN: Phrase = Phrase::new("この端末のカレンダーで開く", "Open in the calendar of this device");
/// Heading.
pub const NEW: Phrase = Phrase::new("アドレスを作る", "Make an address");
/// Which bids.
pub const BID: Phrase = Phrase::new("対象の案件", "Which bids");
/// All of them.
pub const ALL_BIDS: Phrase = Phrase::new("参加しているすべての案件", "All open bids on which I have a seat");
/// In which language.
pub const LANGUAGE: Phrase = Phrase::new("予定の言語", "Language of the events");
/// Whose.
pub const WHOSE: Phrase = Phrase::new("対象の日程", "Whose dates");
/// Button.
pub const MAKE: Phrase = Phrase::new("作る", "Make the address");
/// Heading.
pub const PRESENT: Phrase = Phrase::new("使用中のアドレス", "Addresses in use");
/// None.
pub const NONE: Phrase = Phrase::new("まだアドレスはありません。", "There is no address yet.");
/// Column.
pub const MADE_AT: Phrase = Phrase::new("作成日時", "Made");
/// Button.
pub const REPLACE: Phrase = Phrase::new("新しいアドレスに替える", "Replace");
/// Button.
pub const REMOVE: Phrase = Phrase::new("使えなくする", "Withdraw");
/// Heading.
pub const HOW: Phrase = Phrase::new("カレンダーへの登録方法", "How to add it");
/// Google.
pub const GOOGLE: Phrase = Phrase::new(
    "Google カレンダー：パソコンで「他のカレンダー」の「＋」から「URL で追加」を選び、アドレスを貼り付けます。",
    "Google Calendar: on a computer, choose “+” beside “Other calendars”, then “From URL”, and paste the address.",
);
/// Outlook.
pub const OUTLOOK: Phrase = Phrase::new(
    "Outlook：「予定表の追加」から「インターネットから購読」を選び、アドレスを貼り付けます。",
    "Outlook: choose “Add calendar”, then “Subscribe from web”, and paste the address.",
);
/// Apple.
pub const APPLE: Phrase = Phrase::new(
    "Apple カレンダー：「ファイル」の「新規カレンダー照会」（iPhone では「カレンダーを追加」の「照会カレンダーを追加」）を選び、アドレスを貼り付けます。",
    "Apple Calendar: choose “File”, then “New Calendar Subscription” (on an iPhone “Add Calendar”, then “Add Subscription Calendar”), and paste the address.",
);
/// What such programs need and do.
pub const REACH: Phrase = Phrase::new(
    "Google とウェブ版の Outlook は、インターネットからこのサーバーに届くときだけ読み込めます。反映までの時間（数時間から1日）はカレンダーの側で決まります。期限が迫っているときは、この画面の日程を確かめてください。",
    "Google and Outlook on the web read it only when this server can be reached from the internet. How soon they show a change (hours, sometimes a day) is up to them: when a deadline is near, look here.",
);
/// From the own account.
pub const FROM_SETTINGS: Phrase = Phrase::new(
    "日程を Google、Outlook、Apple などのカレンダーに表示できます。",
    "Your dates can be shown in Google, Outlook, Apple and other calendars.",
);
/// From the dates of a bid.
pub const FROM_DATES: Phrase = Phrase::new("この日程をカレンダーに表示する", "Show these dates in your calendar");

/// Whose dates, as a choice.
#[must_use]
pub const fn whose(whose: Whose) -> Phrase {
    match whose {
        Whose::All => Phrase::new("すべての日程", "All dates"),
        Whose::Firm => Phrase::new("自社が担当する日程と、担当が未定の日程", "Dates of my firm, and of nobody yet"),
        Whose::Own => Phrase::new("自分が担当する日程だけ", "Only those I answer for"),
    }
}

/// A language by its own name.
#[must_use]
pub const fn language(language: Language) -> Phrase {
    match language {
        Language::Japanese => Phrase::new("日本語", "Japanese (日本語)"),
        Language::English => Phrase::new("英語（English）", "English"),
    }
}

/// The name of a calendar in the list of a calendar program.
#[must_use]
pub fn calendar_name(tender: Option<&str>) -> String {
    match tender {
        Some(tender) => format!("Musubi：{tender}"),
        None => say_with("Musubi 入札の日程".to_owned(), "Musubi: dates of bids".to_owned()),
    }
}

/// Title of an event: the step and the tender.
#[must_use]
pub fn summary(date: &CalendarDate) -> String {
    let mark = if date.is_done { "✓ " } else { "" };
    format!("{mark}{}", step_of(date.kind, &date.title, &date.tender))
}

/// Title of an event that will not be.
#[must_use]
pub fn cancelled_summary(date: &CancelledDate) -> String {
    let step = step_of(date.kind, &date.title, &date.tender);
    say_with(format!("【取消】{step}"), format!("Cancelled: {step}"))
}

/// What an event that will not be says.
pub const CANCELLED: Phrase = Phrase::new(
    "この日程はなくなりました（日程の削除、担当の変更、または手続の中止・不調）。",
    "This date is no longer yours to keep: it was removed or handed to somebody else, or the procedure was cancelled or ended without an award.",
);

fn step_of(kind: MilestoneKind, title: &str, tender: &str) -> String {
    let name = say(deadline::kind(kind));
    if title.is_empty() {
        say_with(format!("{name}：{tender}"), format!("{name}: {tender}"))
    } else {
        say_with(format!("{title}（{name}）：{tender}"), format!("{title} – {name}: {tender}"))
    }
}

/// All that an event says beside its title, line by line.
#[must_use]
pub fn description(date: &CalendarDate) -> String {
    let mut lines = vec![term(date.kind)];
    lines.push(line(deadline::WHEN, &when(date)));
    lines.push(line(deadline::CERTAINTY, say(deadline::certainty(date.certainty))));
    if let Some(basis) = date.basis {
        lines.push(line(deadline::BASIS, say(deadline::basis(basis))));
    }
    if !date.methods.is_empty() {
        let methods: Vec<&str> = date.methods.iter().map(|method| say(requirement::method(*method))).collect();
        lines.push(line(deadline::METHODS, &methods.join(say(deadline::BETWEEN))));
    }
    lines.extend(derived_date::hours(date.hours));
    if !date.place.is_empty() {
        lines.push(line(PLACE, &date.place));
    }
    let owner = date.owner.as_ref().map(|owner| format!("{} ({})", owner.name, owner.firm));
    lines.push(line(deadline::OWNER, owner.as_deref().unwrap_or(say(deadline::NOBODY))));
    if date.is_done {
        lines.push(say(deadline::DONE).to_owned());
    }
    if !date.sentence.is_empty() {
        let page =
            date.page.map(|page| say_with(format!("（原本 {page}ページ）"), format!(" (page {page} of the original)")));
        let source = say_with(format!("「{}」", date.sentence), format!("“{}”", date.sentence));
        lines.push(line(deadline::SENTENCE, &format!("{source}{}", page.unwrap_or_default())));
    }
    lines.join("\n")
}

const PLACE: Phrase = Phrase::new("場所", "Place");

/// The step in the other language.
fn term(kind: MilestoneKind) -> String {
    say_with(format!("英語では：{}", kind.en()), format!("Japanese: {}", kind.ja()))
}

fn line(label: Phrase, value: &str) -> String {
    say_with(format!("{}：{value}", label.ja), format!("{}: {value}", label.en))
}

fn when(date: &CalendarDate) -> String {
    let end = moment(date.at);
    match date.from {
        Some(from) => say_with(format!("{}から{end}まで", moment(from)), format!("{} to {end}", moment(from))),
        None => end,
    }
}

fn moment(at: Moment) -> String {
    let text = deadline::moment(at);
    if at.time.is_some() {
        text
    } else {
        say_with(format!("{text}（{}）", deadline::NO_TIME.ja), format!("{text} ({})", deadline::NO_TIME.en))
    }
}
