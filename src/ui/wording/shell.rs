//! Words of the frame around every page.

use super::Phrase;

/// Home.
pub const HOME: Phrase = Phrase::new("ホーム", "Home");
/// Tenders.
pub const TENDERS: Phrase = Phrase::new("案件", "Tenders");
/// What the reader is told.
pub const REMINDERS: Phrase = Phrase::new("お知らせ", "Reminders");
/// This bid (group in the rail).
pub const THIS_BID: Phrase = Phrase::new("この入札", "This bid");
/// Overview of a bid.
pub const OVERVIEW: Phrase = Phrase::new("概要", "Overview");
/// Sections.
pub const SECTIONS: Phrase = Phrase::new("提案書", "Proposal");
/// Joint venture.
pub const JOINT_VENTURE: Phrase = Phrase::new("共同企業体", "Joint venture");
/// Costs.
pub const COSTS: Phrase = Phrase::new("内訳書", "Costs");
/// Dates.
pub const DATES: Phrase = Phrase::new("日程", "Dates");
/// Go or no-go.
pub const DECISION: Phrase = Phrase::new("参加の可否", "Go or no-go");
/// Backward plan.
pub const PLAN: Phrase = Phrase::new("逆算計画", "Plan");
/// Documents.
pub const DOCUMENTS: Phrase = Phrase::new("書類", "Documents");
/// Data for the papers.
pub const RECORDS: Phrase = Phrase::new("書類の材料", "Data for the papers");
/// The catalogue of forms.
pub const CATALOGUE: Phrase = Phrase::new("様式集", "Forms");
/// People on the bid.
pub const SEATS: Phrase = Phrase::new("メンバー", "People");
/// Audit trail.
pub const AUDIT: Phrase = Phrase::new("変更履歴", "Audit trail");
/// Questions to the buyer.
pub const QUESTIONS: Phrase = Phrase::new("質問と回答", "Questions");
/// Contacts.
pub const CONTACTS: Phrase = Phrase::new("関係者", "Contacts");
/// Company (group in the rail).
pub const COMPANY: Phrase = Phrase::new("社内", "Our firm");
/// Own organisation.
pub const ORGANISATION: Phrase = Phrase::new("会社情報", "Organisation");
/// Users of the organisation.
pub const USERS: Phrase = Phrase::new("利用者", "Users");
/// My settings.
pub const SETTINGS: Phrase = Phrase::new("個人設定", "My settings");
/// Sign out.
pub const SIGN_OUT: Phrase = Phrase::new("サインアウト", "Sign out");
/// Sign in.
pub const SIGN_IN: Phrase = Phrase::new("サインイン", "Sign in");
/// Skip to content.
pub const SKIP: Phrase = Phrase::new("本文へ移動", "Skip to content");
/// More (phone).
pub const MORE: Phrase = Phrase::new("メニュー", "Menu");
/// Saved.
pub const SAVED: Phrase = Phrase::new("保存しました。", "Saved.");
/// Main navigation.
pub const NAVIGATION: Phrase = Phrase::new("主なメニュー", "Main navigation");
/// Name of the language switch.
pub const LANGUAGE: Phrase = Phrase::new("表示言語", "Language");
/// Name of the theme switch.
pub const THEME: Phrase = Phrase::new("配色", "Colours");
/// Light.
pub const LIGHT: Phrase = Phrase::new("明るい", "Light");
/// Dark.
pub const DARK: Phrase = Phrase::new("暗い", "Dark");
/// As the device.
pub const AUTO: Phrase = Phrase::new("端末に合わせる", "As the device");
/// Not found: title.
pub const NOT_FOUND: Phrase = Phrase::new("見つかりません", "Not found");
/// Not found: what to do.
pub const NOT_FOUND_BODY: Phrase = Phrase::new(
    "このページはないか、あなたには公開されていません。アドレスをご確認のうえ、ホームからお進みください。",
    "There is no such page, or it is not open to you. Check the address, or start again from Home.",
);
/// Broken: title.
pub const BROKEN: Phrase = Phrase::new("表示できませんでした", "This page could not be shown");
