//! Words of one-time links: set-up, invitations, new passwords.

use super::{Phrase, say_with};
use crate::domain::seat::Role;

/// Set-up: title.
pub const SET_UP: Phrase = Phrase::new("Musubi を始める", "Set up Musubi");
/// Set-up: what happens.
pub const SET_UP_SUB: Phrase = Phrase::new(
    "最初の会社と、その管理者を登録します。あとから変更できます。",
    "Enter the first firm and its administrator. Everything can be changed later.",
);
/// Colleague: title.
pub const JOIN: Phrase = Phrase::new("招待を受ける", "Accept the invitation");
/// Colleague: administrator.
pub const JOIN_ADMINISTRATOR: Phrase =
    Phrase::new("管理者として招待されています。", "You are invited as an administrator.");
/// Partner: title.
pub const FOUND: Phrase = Phrase::new("パートナー企業として参加する", "Join as a partner firm");
/// Partner: what happens.
pub const FOUND_SUB: Phrase = Phrase::new(
    "自社と、その管理者であるあなたを登録します。積算などの非公開の内容は相手の会社には見えません。",
    "Enter your firm and yourself as its administrator. Your private figures stay invisible to the other firm.",
);
/// Partner with an account: heading.
pub const HAVE_ACCOUNT: Phrase = Phrase::new("すでにアカウントをお持ちの方", "If you already have an account");
/// Partner with an account: sign in.
pub const SIGN_IN_TO_ACCEPT: Phrase = Phrase::new("サインインして招待を受ける", "Sign in and accept");
/// Partner with an account: accept.
pub const ACCEPT: Phrase = Phrase::new("この招待を受ける", "Accept this invitation");
/// Invited without a bid while signed in.
pub const NOTHING_TO_ACCEPT: Phrase = Phrase::new(
    "この招待は新しい会社を登録するためのものです。サインアウトしてから開いてください。",
    "This invitation is for registering a new firm. Sign out before opening it.",
);
/// A set-up or colleague link opened by someone who is signed in.
pub const SIGN_OUT_FIRST: Phrase =
    Phrase::new("サインアウトしてから、このリンクをもう一度開いてください。", "Sign out, then open this link again.");
/// Password: title.
pub const NEW_PASSWORD: Phrase = Phrase::new("新しいパスワードを設定する", "Set a new password");
/// Password: what happens.
pub const NEW_PASSWORD_SUB: Phrase = Phrase::new(
    "設定すると、ほかの端末のサインインはすべて解除されます。",
    "Once it is set, you are signed out on every other device.",
);
/// Button of set-up and partner.
pub const REGISTER: Phrase = Phrase::new("登録して始める", "Register and start");
/// Group: oneself.
pub const YOU: Phrase = Phrase::new("あなた（管理者）", "You, the administrator");
/// Heading over a link that was just made.
pub const MADE: Phrase = Phrase::new("リンクを作りました。表示は今回限りです", "The link is made, and shown only now");
/// What to do with it.
pub const MADE_HINT: Phrase = Phrase::new(
    "Musubi はまだメールを送りません。下の文をコピーして、本人だけに届く方法で送ってください。リンクは1回だけ使えます。",
    "Musubi does not send mail yet. Copy the text below and send it so that only that person gets it. The link works once.",
);
/// Label of the text to copy.
pub const COPY: Phrase = Phrase::new("送る文", "Text to send");

/// The text to send.
#[must_use]
pub fn message(address: &str) -> String {
    format!("Musubi（結び）のリンクです。1回だけ使えます。\nYour Musubi link; it works once.\n{address}")
}

/// Who invites whom to what.
#[must_use]
pub fn invited_by(inviter: &str, organisation: &str) -> String {
    match (inviter.is_empty(), organisation.is_empty()) {
        (false, false) => say_with(
            format!("{organisation} の {inviter} さんからの招待です。"),
            format!("{inviter} of {organisation} invites you."),
        ),
        (true, false) => say_with(format!("{organisation} からの招待です。"), format!("{organisation} invites you.")),
        _ => String::new(),
    }
}

/// The bid behind the invitation.
#[must_use]
pub fn for_bid(tender: &str, role: Role) -> String {
    let (ja, en) = role_words(role);
    say_with(
        format!("案件「{tender}」の入札に、{ja}として参加します。"),
        format!("You join the bid for “{tender}” as {en}."),
    )
}

fn role_words(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Coordinator => ("取りまとめ役", "coordinator"),
        Role::Writer => ("執筆者", "writer"),
        Role::Reviewer => ("確認者", "reviewer"),
        Role::Approver => ("決裁者", "approver"),
        Role::Viewer => ("閲覧者", "viewer"),
        Role::Contributor => ("一部の執筆者", "contributor for one item"),
    }
}
