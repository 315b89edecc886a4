//! Words of signing in, of accounts and of one's own settings.

use super::Phrase;

/// Sign in: title.
pub const SIGN_IN: Phrase = Phrase::new("サインイン", "Sign in");
/// E-mail address.
pub const EMAIL: Phrase = Phrase::new("メールアドレス", "E-mail address");
/// Password.
pub const PASSWORD: Phrase = Phrase::new("パスワード", "Password");
/// No password any more.
pub const FORGOTTEN: Phrase = Phrase::new(
    "パスワードをお忘れの場合は、社内の管理者に再設定用のリンクの発行をご依頼ください。",
    "Forgotten the password? Ask an administrator of your firm for a one-time link to set a new one.",
);
/// Signing in after the session ended in the middle of a form.
pub const KEPT: Phrase = Phrase::new(
    "サインインの有効期間が切れていました。入力した内容は保管してあります。サインインすると元の画面に戻ります。",
    "Your session had ended. What you typed is kept: sign in and the form comes back filled.",
);
/// Name.
pub const NAME: Phrase = Phrase::new("氏名", "Name");
/// Reading.
pub const KANA: Phrase = Phrase::new("フリガナ", "Reading in katakana (フリガナ)");
/// Reading: hint.
pub const KANA_HINT: Phrase = Phrase::new(
    "全角カタカナ。なくてもかまいません。",
    "Optional; used where a Japanese form asks for the reading of a name.",
);
/// New password.
pub const NEW_PASSWORD: Phrase = Phrase::new("新しいパスワード", "New password");
/// Password: rule.
pub const PASSWORD_HINT: Phrase = Phrase::new(
    "12文字以上。ほかで使っていない長めの言葉の組み合わせが安全です。",
    "At least 12 characters; a few words used nowhere else are best.",
);
/// The same again.
pub const PASSWORD_AGAIN: Phrase = Phrase::new("パスワード（確認のためもう一度）", "The same password again");
/// Present password.
pub const PRESENT_PASSWORD: Phrase = Phrase::new("現在のパスワード", "Present password");
/// Change the password.
pub const CHANGE_PASSWORD: Phrase = Phrase::new("パスワードを変更する", "Change the password");
/// What a change of password does.
pub const CHANGE_PASSWORD_SUB: Phrase = Phrase::new(
    "変更すると、ほかの端末のサインインはすべて解除されます。",
    "Changing it signs you out on every other device.",
);
/// Settings: title.
pub const SETTINGS: Phrase = Phrase::new("個人設定", "My settings");
/// Settings: person.
pub const PERSON: Phrase = Phrase::new("氏名と表示", "Name and display");
/// Japanese, in its own word.
pub const JAPANESE: Phrase = Phrase::new("日本語", "日本語");
/// English, in its own word.
pub const ENGLISH: Phrase = Phrase::new("English", "English");
/// Language.
pub const LANGUAGE: Phrase = Phrase::new("表示言語", "Language");
/// Theme.
pub const THEME: Phrase = Phrase::new("配色", "Colours");
/// Zone.
pub const ZONE: Phrase = Phrase::new("時間帯", "Time zone");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存する", "Save");
/// Sessions: title.
pub const SESSIONS: Phrase = Phrase::new("サインイン中の端末", "Where you are signed in");
/// Began.
pub const BEGAN: Phrase = Phrase::new("サインイン", "Signed in");
/// Last used.
pub const SEEN: Phrase = Phrase::new("最後の利用", "Last used");
/// This one.
pub const THIS_SESSION: Phrase = Phrase::new("この端末", "this one");
/// Sign out everywhere.
pub const SIGN_OUT_EVERYWHERE: Phrase = Phrase::new("すべての端末でサインアウトする", "Sign out everywhere");
/// Users: title.
pub const USERS: Phrase = Phrase::new("利用者", "Users");
/// Users: what they are.
pub const USERS_SUB: Phrase = Phrase::new(
    "自社でサインインできる人です。入札ごとの役割は、各入札の「メンバー」で決めます。",
    "Those of your firm who can sign in. Roles on a bid are given on that bid's People page.",
);
/// Users: caption of the table.
pub const USERS_TABLE: Phrase = Phrase::new("自社の利用者", "Users of your firm");
/// Column: rights.
pub const RIGHTS: Phrase = Phrase::new("権限", "Rights");
/// Administrator.
pub const ADMINISTRATOR: Phrase = Phrase::new("管理者", "Administrator");
/// Ordinary.
pub const MEMBER: Phrase = Phrase::new("一般", "User");
/// Oneself.
pub const YOU: Phrase = Phrase::new("あなた", "you");
/// Make administrator.
pub const PROMOTE: Phrase = Phrase::new("管理者にする", "Make administrator");
/// Take it back.
pub const DEMOTE: Phrase = Phrase::new("管理者から外す", "Withdraw administrator");
/// Password link.
pub const PASSWORD_LINK: Phrase = Phrase::new("パスワード再設定リンク", "Password link");
/// Remove.
pub const REMOVE: Phrase = Phrase::new("削除する", "Remove");
/// Open what can be done with an account.
pub const MANAGE: Phrase = Phrase::new("操作", "Manage");
/// What removing does.
pub const REMOVE_HINT: Phrase = Phrase::new(
    "削除すると直ちにサインアウトされ、入札のメンバーと担当からも外れます。書いた内容と履歴は残ります。",
    "Removing signs the person out at once and takes their seats and tasks. What they wrote stays, with their name.",
);
/// Invite a colleague: heading.
pub const INVITE: Phrase = Phrase::new("同僚を招待する", "Invite a colleague");
/// Invite a colleague: administrator.
pub const INVITE_AS_ADMINISTRATOR: Phrase = Phrase::new("管理者として招待する", "Invite as administrator");
/// Invite a partner: heading.
pub const INVITE_PARTNER: Phrase = Phrase::new("パートナー企業を招待する", "Invite a partner firm");
/// Invite a partner: hint.
pub const INVITE_PARTNER_SUB: Phrase = Phrase::new(
    "相手が自社と管理者を登録します。特定の入札への招待は、その入札の「メンバー」からできます。",
    "They register their firm and its administrator. To invite them to one bid, use that bid's People page.",
);
/// Make the link.
pub const MAKE_LINK: Phrase = Phrase::new("招待リンクを作る", "Make the link");
/// Open invitations.
pub const OPEN_INVITATIONS: Phrase = Phrase::new("まだ使われていない招待", "Open invitations");
/// None open.
pub const NO_INVITATIONS: Phrase = Phrase::new("招待はありません。", "No invitations are open.");
/// Column: what for.
pub const PURPOSE: Phrase = Phrase::new("内容", "For");
/// A colleague's invitation.
pub const FOR_COLLEAGUE: Phrase = Phrase::new("同僚", "Colleague");
/// An administrator's invitation.
pub const FOR_ADMINISTRATOR: Phrase = Phrase::new("同僚（管理者）", "Colleague, administrator");
/// A partner's invitation.
pub const FOR_PARTNER: Phrase = Phrase::new("パートナー企業", "Partner firm");
/// Column: until when.
pub const UNTIL: Phrase = Phrase::new("期限", "Good until");
/// Withdraw.
pub const REVOKE: Phrase = Phrase::new("取り消す", "Withdraw");
