//! Words of the audit trail: what each entry says.

use super::{Phrase, deadline, engagement, say, say_with};
use crate::domain::audit::Corrected;
use crate::domain::deadline::Moment;
use crate::domain::engagement::EntryState;

/// Title.
pub const TITLE: Phrase = Phrase::new("変更履歴", "Audit trail");
/// Under it.
pub const LEAD: Phrase = Phrase::new(
    "この入札に加えられた変更の記録です。消すことも書き換えることもできません。各記録は前の記録のハッシュを含み、鎖のようにつながっています。",
    "Every change made to this bid. Entries cannot be removed or rewritten: each carries the hash of the one before it, like a chain.",
);
/// Unbroken.
pub const UNBROKEN: Phrase =
    Phrase::new("記録の連鎖を検証しました。途切れはありません。", "The chain was verified and is unbroken.");
/// Verify it.
pub const VERIFY: Phrase = Phrase::new("いま検証する", "Verify it now");
/// Back from one entry.
pub const ALL: Phrase = Phrase::new("すべての記録", "All entries");
/// When.
pub const WHEN: Phrase = Phrase::new("日時", "When");
/// Who.
pub const WHO: Phrase = Phrase::new("実行した人", "Who");
/// What.
pub const WHAT: Phrase = Phrase::new("内容", "What");
/// Number.
pub const NUMBER: Phrase = Phrase::new("番号", "No.");
/// Older ones.
pub const OLDER: Phrase = Phrase::new("さらに前の記録", "Older entries");
/// The person at the machine.
pub const OPERATOR: Phrase = Phrase::new("サーバーの運用者", "Operator of the server");
/// The text that was replaced.
pub const REPLACED: Phrase = Phrase::new("置き換えられた文章", "The text that was replaced");

/// Where the chain breaks.
#[must_use]
pub fn broken(number: i64) -> String {
    say_with(
        format!(
            "記録の連鎖が番号{number}で途切れています。データが外部から書き換えられた可能性があります。管理者に連絡してください。"
        ),
        format!(
            "The chain is broken at entry {number}: the data may have been changed from outside. Tell the operator."
        ),
    )
}

/// An entry of the log before and after its correction.
#[must_use]
pub fn corrected(corrected: &Corrected) -> String {
    format!("{} → {}", entry_state(corrected.was), entry_state(corrected.is))
}

fn entry_state(state: EntryState) -> String {
    let (kind, day) = (say(engagement::kind(state.kind)), deadline::moment(Moment::day(state.day)));
    let ban = say(engagement::IN_BAN);
    if state.in_ban {
        say_with(format!("{kind}、{day}（{ban}）"), format!("{kind}, {day} ({ban})"))
    } else {
        say_with(format!("{kind}、{day}"), format!("{kind}, {day}"))
    }
}

/// That the chain is too long to be verified each time.
#[must_use]
pub fn not_verified(bytes: i64) -> String {
    let size = megabytes(bytes);
    say_with(
        format!("記録が大きいため（{size} MB）、連鎖はまだ検証していません。"),
        format!("The trail is large ({size} MB), so its chain has not been verified yet."),
    )
}

/// A long text that was replaced, to be opened on a page of its own.
#[must_use]
pub fn long(bytes: i64) -> String {
    let kilobytes = bytes.max(0) / 1024;
    say_with(
        format!("{}を開く（{kilobytes} KB）", REPLACED.ja),
        format!("Open the text that was replaced ({kilobytes} KB)"),
    )
}

fn megabytes(bytes: i64) -> String {
    let tenths = bytes.max(0) / (1024 * 1024 / 10);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// What was done; `None` for a deed that has no words here.
#[must_use]
pub fn deed(action: &str) -> Option<Phrase> {
    Some(match action {
        "bid.create" => Phrase::new("入札を始めた", "began the bid"),
        "bid.archive" => Phrase::new("入札を保管した", "archived the bid"),
        "bid.reopen" => Phrase::new("保管を解除した", "took the bid out of the archive"),
        "seat.give" => Phrase::new("メンバーに加えた", "gave a seat to"),
        "seat.change" => Phrase::new("役割を変えた", "changed the role of"),
        "seat.take" => Phrase::new("メンバーから外した", "took the seat of"),
        "seat.end" => {
            Phrase::new("アカウントを削除し、メンバーから外した", "removed the account, and with it the seat, of")
        }
        "seat.leave" => Phrase::new("入札から抜けた", "left the bid"),
        "seat.accept" | "seat.join" => Phrase::new("招待を受けて参加した", "joined by an invitation"),
        "seat.revoke" => Phrase::new("招待を取り消した", "withdrew the invitation of"),
        "bid.adopt" => Phrase::new("取りまとめ役を引き継いだ", "took the bid over as coordinator"),
        "seat.invite" => Phrase::new("招待した", "invited"),
        "section.plan" => Phrase::new("担当・期限・状態を変えた", "changed writer, due date or state of"),
        "section.write" => Phrase::new("本文を保存した", "saved the text of"),
        "section.edit" => Phrase::new("本文を共同編集した", "wrote live in"),
        "section.overwrite" => {
            Phrase::new("ほかの人の本文を自分の本文で置き換えた", "put their own text over somebody else's in")
        }
        "image.add" => Phrase::new("本文の画像を加えた", "added a picture for a text"),
        "joint_venture.save" => Phrase::new("共同企業体を保存した", "saved the joint venture"),
        "record.add" => Phrase::new("書類の材料を追加した", "added data for the papers"),
        "record.change" => Phrase::new("書類の材料を変更した", "changed data for the papers"),
        "record.remove" => Phrase::new("書類の材料を削除した", "deleted data for the papers"),
        "record.move" | "record.order" => {
            Phrase::new("書類の材料の順序を変えた", "changed the order of data for the papers")
        }
        "record.choose" => Phrase::new("自社の材料を入札に使うことにした", "chose data of their firm for the bid"),
        "record.leave_out" => Phrase::new("自社の材料を入札から外した", "took data of their firm out of the bid"),
        "cost_sheet.take_over" => {
            Phrase::new("共有された合計を内訳書に写した", "copied shared totals into the cost breakdown")
        }
        "cost_sheet.save" => Phrase::new("内訳書を保存した", "saved the cost breakdown"),
        "build_up.save" => Phrase::new("自社の積算を保存した", "saved their firm's own build-up of costs"),
        "document.save" => Phrase::new("書類の記載事項を保存した", "saved what a paper states"),
        "paper_set.save" => Phrase::new("方式と書類共通の記載を保存した", "saved the procedure and the buyer's ways"),
        "paper_set.add" => Phrase::new("書類を加えた", "added the paper"),
        "paper_set.drop" => Phrase::new("書類を外した", "dropped the paper"),
        "paper_set.take_back" => Phrase::new("外した書類を戻した", "took back the paper"),
        "paper_set.move" => Phrase::new("書類の順を変えた", "moved the paper"),
        "paper_set.accept" => Phrase::new("公告の指定を書類に反映した", "took over a demand of the notice"),
        "paper_set.keep_profile" => Phrase::new("発注者の様式設定として保存した", "kept the buyer's profile of"),
        "paper_set.use_profile" => Phrase::new("発注者の様式設定を使った", "used the buyer's profile of"),
        "document.export" => Phrase::new("書類をダウンロードした", "downloaded a paper"),
        "buyer_form.add" => Phrase::new("発注者の様式を加えた", "added a form of the buyer"),
        "buyer_form.save" => {
            Phrase::new("発注者の様式の記入内容を確かめた", "confirmed what goes into a form of the buyer")
        }
        "buyer_form.add_blank" => Phrase::new("発注者の様式に記入欄を加えた", "added a blank to a form of the buyer"),
        "buyer_form.remove_blank" => {
            Phrase::new("発注者の様式に加えた記入欄を取り除いた", "took away a blank added to a form of the buyer")
        }
        "question.add" => Phrase::new("質問の下書きを加えた", "added a question to the buyer"),
        "question.change" => Phrase::new("質問を変更した", "changed a question to the buyer"),
        "question.ready" => Phrase::new("質問を提出可能にした", "marked a question as ready"),
        "question.withdraw" => Phrase::new("質問を取り下げた", "withdrew a question"),
        "question.take_back" => Phrase::new("質問を元に戻した", "took a question back"),
        "question.move" => Phrase::new("質問の順序を変えた", "changed the order of questions"),
        "question.ask" => Phrase::new("質問書を提出済みにした", "marked a sheet of questions as sent"),
        "question.recall_one" => Phrase::new("質問を質問書から外した", "took a question off its sheet"),
        "question.recall" => Phrase::new("質問書を未提出に戻した", "marked a sheet of questions as not sent"),
        "question.answer" => Phrase::new("質問への回答を記録した", "recorded the answer to a question"),
        "question.answer_take_back" => {
            Phrase::new("質問への回答の記録を取り消した", "took the answer to a question back")
        }
        "question.import" => Phrase::new("発注者の回答表を取り込んだ", "took in the buyer's table of answers"),
        "question.link" => Phrase::new("質問に関係する章と要件を選んだ", "chose what a question concerns"),
        "contact_role.save" => Phrase::new("関係者の役割を保存した", "saved the role of a contact"),
        "contact_role.remove" => Phrase::new("関係者を入札から外した", "took a contact out of the bid"),
        "engagement.log" => Phrase::new("関係者とのやり取りを記録した", "logged what was spoken with contacts"),
        "engagement.log_in_ban" => Phrase::new(
            "接触禁止期間中のやり取りを理由とともに記録した",
            "logged, with a reason, a contact inside the ban on contact",
        ),
        "engagement.correct" => Phrase::new("やり取りの記録を訂正した", "corrected an entry of the log"),
        "contact.hand_over" => {
            Phrase::new("退職した人の担当を引き継いだ", "handed over what a colleague who left had kept")
        }
        "engagement.add_file" => Phrase::new("やり取りにファイルを添付した", "attached a file to an entry of the log"),
        "engagement.remove_file" => {
            Phrase::new("やり取りの添付ファイルを削除した", "removed a file from an entry of the log")
        }
        "engagement.follow_up" => Phrase::new("次の連絡を済みにした", "marked a contact as followed up"),
        "plan.change" => Phrase::new("逆算計画の作業を変更した", "changed a task of the plan"),
        "plan.add" => Phrase::new("逆算計画に作業を加えた", "added a task to the plan"),
        "plan.remove" => Phrase::new("逆算計画から作業を外した", "took a task out of the plan"),
        "plan.decide" => Phrase::new("参加の可否を保存した", "saved the go / no-go decision"),
        "plan.take_back" => Phrase::new("外した作業を戻した", "took a task back into the plan"),
        "deadline.own" => Phrase::new("期限の担当者を決めた", "assigned dates to people"),
        "deadline.done" => Phrase::new("手続を済みにした", "marked a step as done"),
        "deadline.not_done" => Phrase::new("済みの印を取り消した", "took back that a step is done"),
        _ => return None,
    })
}
