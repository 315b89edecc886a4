//! Words of the pages of papers.

mod problem;

use crate::domain::document::DocumentRule;
use crate::domain::document_view::PdfState;
use crate::ui::wording::{Phrase, say, say_with};

pub use problem::problem;

/// Title of the list.
pub const TITLE: Phrase = Phrase::new("書類", "Documents");
/// Under the title of the list.
pub const LEAD: Phrase = Phrase::new(
    "提出する様式です。案件・会社情報・共同企業体・提案書の内容から作られます。",
    "The papers to hand in (様式, forms the buyer prescribes). They are made from the tender, the firms, the joint venture and the proposal.",
);
/// Column: label of the form.
pub const COLUMN_LABEL: Phrase = Phrase::new("様式", "Form no.");
/// Column: name.
pub const COLUMN_NAME: Phrase = Phrase::new("書類名", "Paper");
/// Column: state.
pub const COLUMN_STATE: Phrase = Phrase::new("状態", "State");
/// Column: file.
pub const COLUMN_FILE: Phrase = Phrase::new("ファイル", "File");
/// No finding.
pub const COMPLETE: Phrase = Phrase::new("記載もれなし", "complete");
/// Download.
pub const DOWNLOAD: Phrase = Phrase::new(".docx をダウンロード", "Download .docx");
/// Heading of the readiness check.
pub const CHECK: Phrase = Phrase::new("提出前の確認", "Readiness check");
/// Under the readiness check.
pub const NEVER_COMPARED: Phrase = Phrase::new(
    "次の点はここでは確かめられません。人が見比べてください：所在地・商号・代表者が登記や名簿のとおりか、押した印影が使用印鑑届と同じか。",
    "Two things cannot be checked here; compare them yourselves: whether address, name and representative are those of the register and the buyer’s list, and whether the seals pressed on paper are the one that was filed (使用印鑑届).",
);
/// Nothing found.
pub const CHECK_CLEAR: Phrase =
    Phrase::new("確認できる範囲で問題は見つかりませんでした。", "Nothing was found in what could be checked.");
/// Heading of the decisions.
pub const DECISIONS: Phrase = Phrase::new("この書類の記載", "What this paper states");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存して反映", "Save and show");
/// Preview.
pub const PREVIEW: Phrase = Phrase::new("仕上がり", "Preview of the paper");
/// The preview stays: a field cannot be read.
pub const PREVIEW_UNREADABLE: Phrase = Phrase::new(
    "読み取れない欄があるため、仕上がりは直前の内容のままです。",
    "A field cannot be read: the preview stays as it was.",
);
/// The preview stays: nobody answered.
pub const PREVIEW_BROKEN: Phrase = Phrase::new(
    "仕上がりを更新できませんでした。保存は今までどおりできます。",
    "The preview could not be drawn anew. Saving works as before.",
);
/// Field: label.
pub const LABEL: Phrase = Phrase::new("様式番号の表記", "Label of the form");
/// Hint: label.
pub const LABEL_HINT: Phrase = Phrase::new(
    "発注者の指定どおりに。空欄なら標準の表記になります。",
    "Exactly as the buyer numbers it (様式第○号). Empty: the standard label.",
);
/// Field: order.
pub const ORDER: Phrase = Phrase::new("頭書きの順", "Order of the head");
/// Order: the form's own.
pub const ORDER_OWN: Phrase = Phrase::new("標準", "standard");
/// Order A.
pub const ORDER_A: Phrase = Phrase::new("日付→宛先→差出人→表題", "date, addressee, sender, title");
/// Order B.
pub const ORDER_B: Phrase = Phrase::new("表題→日付→宛先→差出人", "title, date, addressee, sender");
/// Field: honorific.
pub const HONORIFIC: Phrase = Phrase::new("敬称", "Honorific (敬称)");
/// 様
pub const HONORIFIC_SAMA: Phrase = Phrase::new("様", "様 (sama, to a person)");
/// 殿
pub const HONORIFIC_DONO: Phrase = Phrase::new("殿", "殿 (dono, to an office)");
/// No honorific.
pub const HONORIFIC_NONE: Phrase = Phrase::new("付けない（宛先に含む）", "none (part of the addressee)");
/// Field: seal.
pub const SEAL: Phrase = Phrase::new("押印", "Seal (印)");
/// Registered seal.
pub const SEAL_REGISTERED: Phrase = Phrase::new("実印", "registered seal (実印)");
/// Seal in use.
pub const SEAL_IN_USE: Phrase = Phrase::new("使用印", "seal in use (使用印)");
/// No seal.
pub const SEAL_CONTACT: Phrase =
    Phrase::new("押印省略（担当者・連絡先を記載）", "no seal; a person to telephone is printed");
/// Field: date.
pub const DATE: Phrase = Phrase::new("日付", "Date of the paper");
/// Hint: date.
pub const DATE_HINT: Phrase = Phrase::new(
    "例：令和8年12月10日、2026-12-10。空欄なら「令和　年　月　日」と印字します。",
    "For example 2026-12-10 or 令和8年12月10日. Empty: a blank 令和　年　月　日 is printed.",
);
/// Field: amount.
pub const AMOUNT: Phrase = Phrase::new("入札金額（円）", "Bid amount (yen)");
/// Hint: amount without tax.
pub const AMOUNT_HINT: Phrase = Phrase::new(
    "金額は訂正できません。案件の税抜・税込の指定に従います。",
    "It can never be corrected on the paper. With or without consumption tax as the tender says.",
);
/// Heading: agent.
pub const AGENT: Phrase = Phrase::new("代理人（いる場合）", "Agent (代理人), if somebody bids for the representative");
/// Field: agent's address.
pub const AGENT_ADDRESS: Phrase = Phrase::new("代理人の住所", "Agent's address");
/// Field: agent's name.
pub const AGENT_NAME: Phrase = Phrase::new("代理人の氏名", "Agent's name");
/// Field: attachments.
pub const ATTACHMENTS: Phrase = Phrase::new("添付書類（1行に1件）", "Attachments (添付書類), one a line");
/// Heading: contact.
pub const CONTACT: Phrase = Phrase::new("連絡先", "Whom the buyer may ask (連絡先)");
/// Hint: contact.
pub const CONTACT_HINT: Phrase =
    Phrase::new("空欄は入札の担当者の情報で補います。", "Empty fields are filled from the person who runs the bid.");
/// Field: department.
pub const DEPARTMENT: Phrase = Phrase::new("担当部署", "Department");
/// Field: name.
pub const CONTACT_NAME: Phrase = Phrase::new("担当者職氏名", "Name and title");
/// Field: reading.
pub const READING: Phrase = Phrase::new("ふりがな", "Reading (ふりがな)");
/// Field: telephone.
pub const TELEPHONE: Phrase = Phrase::new("電話", "Telephone");
/// Field: e-mail.
pub const EMAIL: Phrase = Phrase::new("電子メール", "E-mail");
/// The reader may not change it.
pub const READ_ONLY: Phrase =
    Phrase::new("あなたの役割では変更できません。", "Your seat on this bid does not change papers.");

/// Download as a PDF.
pub const DOWNLOAD_PDF: Phrase = Phrase::new("PDF（確認用）", "PDF (to look at)");
/// Download the schedule as a workbook.
pub const DOWNLOAD_SCHEDULE: Phrase = Phrase::new("工程表を .xlsx でダウンロード", "Download the schedule as .xlsx");
/// Download the copy that names no firm.
pub const DOWNLOAD_BLIND: Phrase =
    Phrase::new("副本（提案者名なし）をダウンロード", "Download the blind copy (副本: names no firm)");
/// See it.
pub const SEE_BLIND: Phrase = Phrase::new("副本（提案者名なし）を表示", "Show the blind copy (副本: names no firm)");
/// See the other one.
pub const SEE_ORIGINAL: Phrase = Phrase::new("正本を表示", "Show the original (正本)");
/// What the preview shows.
pub const IS_BLIND: Phrase = Phrase::new(
    "副本（提案者名なし）を表示しています。登録データの会社名と氏名は「構成員A」「担当者A」などに置き換わります。提案書の本文と図表は、書かれたとおりに印刷されます。",
    "This is the blind copy (副本): it names no firm. Firms and people in entries become 構成員A (member A) and 担当者A (person A). Texts and pictures of the proposal are printed as they are.",
);
/// All papers.
pub const DOWNLOAD_ALL: Phrase = Phrase::new("すべてを .zip でダウンロード", "Download all as .zip");

/// What still names somebody in the copy that must name no firm.
#[must_use]
pub fn named_in_blind(names: &[String]) -> String {
    say_with(
        format!("本文に次の名称が残っています：{}。提案者が分からない書き方に改めてください。", names.join("、")),
        format!("Your own text still names {}. Word it so that nobody can tell who proposes.", names.join(", ")),
    )
}

/// Why there is no PDF.
#[must_use]
pub const fn no_pdf(state: PdfState) -> Phrase {
    match state {
        PdfState::Absent => Phrase::new(
            "このサーバーにはオフィスソフト（LibreOffice）がないため、PDF を作れません。.docx をダウンロードして Word で保存してください。",
            "This server has no office program (LibreOffice), so it makes no PDF. Download the .docx and save it as PDF in Word.",
        ),
        PdfState::Busy => Phrase::new(
            "PDF の作成が混み合っています。少し待ってからもう一度試してください。",
            "Too many PDFs are being made at the moment. Wait a little and try again.",
        ),
        PdfState::TooLong => Phrase::new(
            "PDF の作成に時間がかかりすぎたため中止しました。もう一度試すか、.docx を使ってください。",
            "Making the PDF took too long and was stopped. Try again, or use the .docx.",
        ),
        PdfState::Failed => Phrase::new(
            "オフィスソフトが PDF を作れませんでした。もう一度試すか、.docx を使ってください。",
            "The office program could not make the PDF. Try again, or use the .docx.",
        ),
    }
}

/// The amount with tax.
#[must_use]
pub fn with_tax(yen: &str) -> String {
    say_with(
        format!("消費税及び地方消費税を加えた額：{yen}円（1円未満切捨て）"),
        format!("With consumption tax: {yen} yen (fractions of a yen dropped)"),
    )
}

/// How many findings.
#[must_use]
pub fn count(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (0, 0) => say(COMPLETE).to_owned(),
        (0, _) => say_with(format!("要確認 {warnings}"), format!("{warnings} to look at")),
        (_, 0) => say_with(format!("不備 {errors}"), format!("{errors} to fix")),
        _ => say_with(format!("不備 {errors}・要確認 {warnings}"), format!("{errors} to fix, {warnings} to look at")),
    }
}

/// That several sections have no Japanese text, told at once; they are counted from 0.
#[must_use]
pub fn sections_missing(sections: &[usize]) -> String {
    say_with(
        format!("提案書 第{}章の和文が未記載です。", numbers(sections, "・", "～")),
        format!("Missing: Japanese text of sections {}.", numbers(sections, ", ", "–")),
    )
}

/// 3, 5–12: ascending numbers counted from 1, three and more in a row drawn together.
fn numbers(from_zero: &[usize], comma: &str, dash: &str) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in from_zero.iter().map(|number| number + 1) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let word = |(first, last): (usize, usize)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}{comma}{last}"),
        _ => format!("{first}{dash}{last}"),
    };
    runs.into_iter().map(word).collect::<Vec<_>>().join(comma)
}

/// Where a rule comes from.
#[must_use]
pub const fn source(rule: DocumentRule) -> Phrase {
    match rule {
        DocumentRule::Title => Phrase::new("公告の件名", "title in the notice"),
        DocumentRule::Addressee => Phrase::new("公告の契約担当者、敬称の慣例", "authority in the notice, custom"),
        DocumentRule::Date => Phrase::new("公告日・提出期限", "date of the notice, deadline"),
        DocumentRule::Sender => Phrase::new("登記・参加資格者名簿の記載", "register of firms and of bidders"),
        DocumentRule::Agent => Phrase::new("委任状", "delegation (委任状)"),
        DocumentRule::Amount => Phrase::new("入札心得", "bidding rules (入札心得)"),
        DocumentRule::Costs => Phrase::new("入札説明書・内訳書の様式", "tender documents, form of the breakdown"),
        DocumentRule::Reading => Phrase::new("役員名簿・暴排条例の照会", "register of officers for the police inquiry"),
        DocumentRule::JointVentureName => Phrase::new("共同企業体協定書", "agreement of the joint venture"),
        DocumentRule::Attachments => Phrase::new("提出書類一覧", "list of papers in the notice"),
        DocumentRule::Layout => Phrase::new("公告・要領の紙面の指定", "page rules of the notice"),
        DocumentRule::QuestionPeriod => Phrase::new("公告の質問期限", "time for questions in the notice"),
        DocumentRule::Questions => Phrase::new("回答は全参加者に公表", "answers are published to all bidders"),
        DocumentRule::Consistency => Phrase::new("提出書類間の整合", "papers must agree with each other"),
        DocumentRule::Characters => Phrase::new("機種依存文字の禁止", "no environment-dependent characters"),
        DocumentRule::Style => Phrase::new("公用文作成の考え方（2022年）", "guide to official texts (公用文, 2022)"),
        DocumentRule::Leftover => Phrase::new("様式の記入要領", "filling rules of the forms"),
        DocumentRule::Period => Phrase::new("公告の履行期間", "period in the notice"),
        DocumentRule::File => Phrase::new("ファイルの検査", "inspection of the file"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_a_row_are_drawn_together() {
        assert_eq!(numbers(&[2, 4, 5, 6, 11], ", ", "–"), "3, 5–7, 12");
        assert_eq!(numbers(&[0, 1], "・", "～"), "1・2");
    }
}
