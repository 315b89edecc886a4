//! Words of questions to the buyer: the register, one question, the buyer's table of answers.

use super::{Phrase, counted, say_with};
use crate::domain::question::{
    PrintedField, QuestionCounts, QuestionState, RowFault, RowNote, TableFault, Telltale, TelltaleKind,
};
use crate::domain::reminder::AskedQuestion;

/// The register.
pub const TITLE: Phrase = Phrase::new("質問と回答", "Questions to the buyer");
/// Under it.
pub const SUB: Phrase = Phrase::new(
    "発注者への質問（質問書）と、公表された回答の一覧です。共同体の全社で共有します。公告後に発注者へ問い合わせる方法は、質問書だけです。",
    "What we ask the buyer on the 質問書 (question sheet) and what was answered. All firms of the bid share it. Once the notice is out, the sheet is the only way to ask.",
);
/// No question yet.
pub const NONE: Phrase = Phrase::new("まだ質問がありません。", "There is no question yet.");
/// What to do.
pub const NONE_HINT: Phrase = Phrase::new(
    "下の欄から質問を加えてください。英語だけでも書き始められます。",
    "Add one below. You can begin with the English alone.",
);
/// Ours that wait.
pub const WAITING: Phrase = Phrase::new("これから提出する質問", "To be asked");
/// Other bidders'.
pub const OTHERS: Phrase = Phrase::new("他の参加者の質問", "Other bidders' questions");
/// What they are.
pub const OTHERS_NOTE: Phrase = Phrase::new(
    "公表された回答は、質問した者だけでなく全ての参加者に適用されます。",
    "A published answer binds every bidder, whoever asked.",
);
/// Withdrawn.
pub const WITHDRAWN: Phrase = Phrase::new("取り下げた質問", "Withdrawn");
/// On no sheet.
pub const ON_NO_SHEET: Phrase = Phrase::new("質問書によらない質問", "Answered without a sheet");
/// Number.
pub const NUMBER: Phrase = Phrase::new("No.", "No.");
/// Document.
pub const DOCUMENT: Phrase = Phrase::new("資料名", "Document (資料名)");
/// For example.
pub const DOCUMENT_HINT: Phrase =
    Phrase::new("例：実施要領、仕様書", "For example 実施要領 (guidelines) or 仕様書 (specifications).");
/// Page.
pub const PAGE: Phrase = Phrase::new("ページ", "Page (ページ)");
/// Chapter or number.
pub const ITEM: Phrase = Phrase::new("項目", "Chapter or number (項目)");
/// For example.
pub const ITEM_HINT: Phrase = Phrase::new("例：第３章２(1)", "As numbered there: 第３章２(1).");
/// Where it stands.
pub const PLACE: Phrase = Phrase::new("資料・箇所", "Where");
/// The question.
pub const QUESTION: Phrase = Phrase::new("質問", "Question");
/// In Japanese.
pub const JAPANESE: Phrase = Phrase::new("質問内容（日本語）", "Question in Japanese (質問内容)");
/// What to heed.
pub const JAPANESE_HINT: Phrase = Phrase::new(
    "質問書にはこの文章を印字します。公表されるため、自社が分かる言葉や提案の内容を書かないでください。",
    "This is printed. It will be published: nothing in it may show who asks or what we shall propose.",
);
/// In English.
pub const ENGLISH: Phrase = Phrase::new("質問内容（英語）", "Question in English");
/// What it is for.
pub const ENGLISH_HINT: Phrase = Phrase::new(
    "共同体の中だけで使い、印字しません。英語を先に書き、日本語を後で加えることもできます。",
    "For the bid's firms only, never printed. You may write it first; the Japanese can follow.",
);
/// Answer.
pub const ANSWER: Phrase = Phrase::new("回答", "Answer (回答)");
/// No answer yet.
pub const NO_ANSWER: Phrase = Phrase::new("回答待ち", "no answer yet");
/// State.
pub const STATE: Phrase = Phrase::new("状態", "State");
/// Proposed by.
pub const PROPOSED_BY: Phrase = Phrase::new("提案者", "Proposed by");
/// When it was sent.
pub const ASKED_AT: Phrase = Phrase::new("提出日時", "Sent");
/// When it was published.
pub const ANSWERED_ON: Phrase = Phrase::new("回答の公表日", "Answer published on (公表日)");
/// The number in the buyer's table.
pub const BUYER_NUMBER: Phrase = Phrase::new("発注者の回答表の番号", "Number in the buyer's table");
/// Deeds.
pub const DEEDS: Phrase = Phrase::new("操作", "Actions");
/// Add.
pub const ADD: Phrase = Phrase::new("質問を加える", "Add a question");
/// Add it.
pub const ADD_NOW: Phrase = Phrase::new("下書きとして加える", "Add as a draft");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存する", "Save");
/// Open.
pub const OPEN: Phrase = Phrase::new("開く", "Open");
/// Edit.
pub const EDIT: Phrase = Phrase::new("質問の文章", "The question");
/// Sent: it stays.
pub const FIXED: Phrase = Phrase::new(
    "提出済みのため、日本語の文章は変更できません。英語の控えは変更できます。",
    "It was sent, so its Japanese stays as it is. The English can still be changed.",
);
/// Make ready.
pub const READY: Phrase = Phrase::new("提出可能にする", "Mark as ready");
/// Back to the drafts.
pub const TO_DRAFT: Phrase = Phrase::new("下書きに戻す", "Back to draft");
/// Withdraw.
pub const WITHDRAW: Phrase = Phrase::new("取り下げる", "Withdraw");
/// Take back.
pub const TAKE_BACK: Phrase = Phrase::new("元に戻す", "Take back");
/// Up.
pub const UP: Phrase = Phrase::new("上へ", "Move up");
/// Down.
pub const DOWN: Phrase = Phrase::new("下へ", "Move down");
/// It waits for Japanese.
pub const WAITS_FOR_JAPANESE: Phrase = Phrase::new("日本語訳待ち", "waits for its Japanese");
/// The sheet.
pub const SHEET: Phrase = Phrase::new("質問書の提出", "The question sheet (質問書)");
/// What to do.
pub const SHEET_NOTE: Phrase = Phrase::new(
    "「提出可能」の質問が、次の質問書に上から順に載ります。公告に書かれた方法で提出してから、ここで提出済みにしてください。番号と日本語の文章は、そのとき確定します。",
    "Questions marked ready make the next sheet, in this order. Send it the way the notice says, then mark it as sent here: numbers and Japanese are fixed from then on.",
);
/// The paper.
pub const PAPER: Phrase = Phrase::new("質問書（F16）を開く", "Open the question sheet (F16)");
/// The next sheet as a workbook.
pub const NEXT_WORKBOOK: Phrase = Phrase::new("次の質問書を .xlsx で保存", "Next sheet as .xlsx");
/// Mark as sent.
pub const ASK: Phrase = Phrase::new("提出済みにする", "Mark as sent");
/// Mark as not sent.
pub const RECALL: Phrase = Phrase::new("未提出に戻す", "Mark as not sent");
/// When that is right.
pub const RECALL_NOTE: Phrase = Phrase::new(
    "まだ提出していない場合だけ、未提出に戻せます。この質問書の番号は取り消されます。1問だけ載せずに提出した場合は、その質問の「この質問書から外す」を押してください。外した質問は下書きに戻り、後の番号が1つずつ繰り上がります。",
    "Only if it has not gone out: its questions are ready again, and the numbers of this sheet are given up. If the sheet went out without one of them, take that one off: it is a draft again, and the numbers behind it move up.",
);
/// Take one off.
pub const RECALL_ONE: Phrase = Phrase::new("この質問書から外す", "Take off this sheet");
/// What withdrawing does.
pub const WITHDRAW_NOTE: Phrase = Phrase::new(
    "提出した質問を取り下げるときは、公告に書かれた方法で発注者にも伝えてください。「取り下げる」を押すとここでは取下げとして残り、番号は欠番になります（元に戻せます）。",
    "To withdraw a question that the buyer has, tell the buyer too, in the way the notice says. Here it is kept as withdrawn and its number stays vacant; it can be taken back.",
);
/// Nothing ready.
pub const NONE_READY: Phrase = Phrase::new("提出可能な質問がありません。", "No question is ready to be asked.");
/// It tells who asks.
pub const TELLS: Phrase = Phrase::new(
    "質問者が分かる言葉を含む質問があります。文章を直すか、承知の上で提出したことを確かめてください。まだ提出済みにしていません。",
    "Some questions show who asks. Change them, or confirm that they went out so. Nothing was marked as sent yet.",
);
/// On purpose.
pub const ANYWAY: Phrase =
    Phrase::new("質問者が分かることを承知の上で提出した", "They were sent although they show who asks");
/// The heading of what tells.
pub const TELLTALES: Phrase = Phrase::new("質問者が分かる言葉", "Shows who asks");
/// The time is over.
pub const LATE: Phrase = Phrase::new(
    "質問の提出期限を過ぎています。期限後の質問は受け付けられません（R-52）。",
    "The time for questions is over; later ones are not taken (R-52).",
);
/// No date is known.
pub const NO_DATES: Phrase = Phrase::new(
    "質問の期限と回答の日が登録されていません。「日程と担当」で加えてください。",
    "No date for questions or answers is known. Add them under Dates.",
);
/// Dates.
pub const DATES: Phrase = Phrase::new("質問と回答の日程", "Dates of questions and answers");
/// Bring answers.
pub const BRING: Phrase = Phrase::new("回答表を取り込む", "Take in the buyer's answers");
/// Under it.
pub const BRING_SUB: Phrase = Phrase::new(
    "発注者が公表した質問回答書を、貼り付けるかファイルで取り込みます。行ごとに確かめてから登録します。",
    "Paste or upload the table of questions and answers that the buyer published. You confirm each row before anything is kept.",
);
/// The file.
pub const FILE: Phrase = Phrase::new("回答表のファイル", "File with the answers");
/// Which.
pub const FILE_HINT: Phrase = Phrase::new(
    "Excel（.xlsx）、Word（.docx）、CSV（UTF-8、Shift_JIS、UTF-16）。4 MBまで。",
    "Excel (.xlsx), Word (.docx) or CSV (UTF-8, Shift_JIS, UTF-16), up to 4 MB.",
);
/// Pasted.
pub const PASTED: Phrase = Phrase::new("または、表を貼り付け", "Or paste the table");
/// How.
pub const PASTED_HINT: Phrase = Phrase::new(
    "見出しの行（番号、質問、回答など）も含めて貼り付けてください。",
    "With its row of heads (番号, 質問, 回答 …).",
);
/// Read it.
pub const READ_IT: Phrase = Phrase::new("読み取る", "Read it");
/// It was read.
pub const READ: Phrase = Phrase::new(
    "回答表を読み取りました。まだ登録していません。行ごとに確かめ、下の「登録する」を押してください。",
    "The table was read; nothing is kept yet. Check each row, then press “Keep the answers” below.",
);
/// The rows.
pub const ROWS: Phrase = Phrase::new("読み取った回答", "Answers that were read");
/// Nothing to be taken.
pub const NO_ROWS: Phrase = Phrase::new("登録できる回答がありません。", "There is no answer to keep.");
/// Rows not taken.
pub const NOT_READ: Phrase = Phrase::new("取り込まない行", "Rows that are not taken");
/// Whose answer it is.
pub const ANSWERS_TO: Phrase = Phrase::new("どの質問への回答か", "Which question it answers");
/// Another bidder's.
pub const ANOTHER: Phrase = Phrase::new("他の参加者の質問として登録", "Keep as another bidder's question");
/// Leave it.
pub const LEAVE: Phrase = Phrase::new("登録しない", "Do not keep");
/// Sure.
pub const CERTAIN: Phrase = Phrase::new("一致", "matches");
/// Not sure.
pub const LIKELY: Phrase = Phrase::new("要確認", "please check");
/// Not ours.
pub const UNKNOWN: Phrase = Phrase::new("他の参加者", "another bidder's");
/// The same answer is there.
pub const SAME: Phrase = Phrase::new("登録済み（変更なし）", "kept already, no change");
/// It changes.
pub const CHANGES: Phrase = Phrase::new("登録済みの回答から変わります", "differs from the answer that is kept");
/// The old one.
pub const KEPT_ANSWER: Phrase = Phrase::new("登録済みの回答", "Answer that is kept");
/// The new one.
pub const NEW_ANSWER: Phrase = Phrase::new("新しい回答", "New answer");
/// Keep them.
pub const TAKE: Phrase = Phrase::new("登録する", "Keep the answers");
/// One answer by hand.
pub const RECORD: Phrase = Phrase::new("回答を記録する", "Record the answer");
/// It was recorded here by mistake.
pub const TAKE_ANSWER_BACK: Phrase = Phrase::new("回答の記録を取り消す", "Take the answer back");
/// What that does.
pub const TAKE_ANSWER_BACK_NOTE: Phrase = Phrase::new(
    "回答を別の質問に記録してしまったときに使います。回答、公表日、発注者の回答表の番号が消え、質問は回答待ちに戻ります。回答を知らせた人には取り消したことも知らせます。",
    "For an answer that was recorded on the wrong question: answer, day and the number in the buyer's table go, and the question waits for its answer again. Whoever was told of the answer is told this too.",
);
/// What it concerns.
pub const CONCERNS: Phrase = Phrase::new("関係する章と要件", "What it concerns");
/// What follows.
pub const CONCERNS_HINT: Phrase = Phrase::new(
    "回答を記録すると、選んだ章の担当者と、要件については取りまとめ役に知らせます。",
    "When an answer is recorded, the writers of these sections and, for demands of the notice, the coordinators are told.",
);
/// Sections.
pub const SECTIONS: Phrase = Phrase::new("企画提案書の章", "Sections of the proposal");
/// Demands.
pub const REQUIREMENTS: Phrase = Phrase::new("公告の要件", "Demands of the notice");
/// Save the links.
pub const SAVE_LINKS: Phrase = Phrase::new("関係を保存する", "Save the links");
/// What concerns a section or a demand.
pub const CONCERNING: Phrase = Phrase::new("関係する質問と回答", "Questions and answers about this");

/// How far a question is.
#[must_use]
pub const fn state(state: QuestionState) -> Phrase {
    match state {
        QuestionState::Draft => Phrase::new("下書き", "draft"),
        QuestionState::Ready => Phrase::new("提出可能", "ready"),
        QuestionState::Asked => Phrase::new("提出済み", "sent"),
        QuestionState::Answered => Phrase::new("回答あり", "answered"),
        QuestionState::Withdrawn => Phrase::new("取下げ", "withdrawn"),
    }
}

/// Why something tells who asks.
#[must_use]
pub const fn telltale(kind: TelltaleKind) -> Phrase {
    match kind {
        TelltaleKind::Name => Phrase::new("名称・氏名", "name"),
        TelltaleKind::Trace => Phrase::new("所在地・番号", "address or number of a firm"),
        TelltaleKind::Reach => Phrase::new("連絡先", "address or telephone"),
        TelltaleKind::Product => Phrase::new("自社の業務", "own business"),
    }
}

/// A column of the sheet, in a sentence.
#[must_use]
pub const fn printed(field: PrintedField) -> Phrase {
    match field {
        PrintedField::Document => Phrase::new("資料名", "the document (資料名)"),
        PrintedField::Page => Phrase::new("ページ", "the page (ページ)"),
        PrintedField::Item => Phrase::new("項目", "the chapter or number (項目)"),
        PrintedField::Question => Phrase::new("質問内容", "the question (質問内容)"),
    }
}

/// One place that tells who asks.
#[must_use]
pub fn told(told: &Telltale) -> String {
    let Telltale { field, kind, words, place } = told;
    let (column, what) = (printed(*field), telltale(*kind));
    say_with(
        format!("「{words}」（{}の{place}文字目、{}）", column.ja, what.ja),
        format!("“{words}” (character {place} of {}, {})", column.en, what.en),
    )
}

/// A sheet that was sent.
#[must_use]
pub fn round(round: i64) -> String {
    say_with(format!("第{round}回の質問書"), format!("Sheet {round}"))
}

/// The same as a workbook.
#[must_use]
pub fn workbook(round: i64) -> String {
    say_with(format!("第{round}回を .xlsx で保存"), format!("Sheet {round} as .xlsx"))
}

/// The same as the paper.
#[must_use]
pub fn paper(round: i64) -> String {
    say_with(format!("第{round}回を .docx で保存"), format!("Sheet {round} as .docx"))
}

/// One question's page.
#[must_use]
pub fn title_of(number: i64) -> String {
    if number > 0 {
        say_with(format!("質問 No.{number}"), format!("Question No. {number}"))
    } else {
        say_with("質問".to_owned(), "Question".to_owned())
    }
}

/// How many there are, for the overview.
#[must_use]
pub fn counts(counts: QuestionCounts) -> String {
    let QuestionCounts { drafts, ready, unanswered, answered, others } = counts;
    say_with(
        format!(
            "下書き{drafts}件、提出可能{ready}件、回答待ち{unanswered}件、回答あり{answered}件、他の参加者{others}件"
        ),
        format!(
            "{}, {ready} ready, {unanswered} without an answer, {answered} answered, {others} of other bidders",
            counted(drafts, "draft", "drafts")
        ),
    )
}

/// What a message says of an answer.
#[must_use]
pub fn answered(asked: &AskedQuestion) -> String {
    let AskedQuestion { number, document, words, .. } = asked;
    let place = if document.is_empty() { String::new() } else { format!("{document} ") };
    if *number > 0 {
        say_with(
            format!("質問No.{number}に回答がありました：{place}{words}"),
            format!("Question No. {number} was answered: {place}{words}"),
        )
    } else {
        say_with(format!("質問に回答がありました：{place}{words}"), format!("A question was answered: {place}{words}"))
    }
}

/// What a message says of an answer that was taken back.
#[must_use]
pub fn answer_taken_back(asked: &AskedQuestion) -> String {
    let AskedQuestion { number, document, words, .. } = asked;
    let place = if document.is_empty() { String::new() } else { format!("{document} ") };
    if *number > 0 {
        say_with(
            format!("質問No.{number}の回答の記録は誤りのため取り消されました：{place}{words}"),
            format!("The answer recorded for question No. {number} was wrong and is taken back: {place}{words}"),
        )
    } else {
        say_with(
            format!("質問の回答の記録は誤りのため取り消されました：{place}{words}"),
            format!("The answer recorded for a question was wrong and is taken back: {place}{words}"),
        )
    }
}

/// A row of the buyer's table.
#[must_use]
pub fn row(row: &str, number: &str) -> String {
    let number = if number.is_empty() { String::new() } else { format!(" No.{number}") };
    say_with(format!("{row}行目{number}"), format!("Row {row}{number}"))
}

/// A row that is not taken.
#[must_use]
pub fn note(note: RowNote) -> String {
    let why = match note.fault {
        RowFault::NoAnswer => Phrase::new("回答がありません。", "there is no answer in it."),
        RowFault::NoQuestion => {
            Phrase::new("質問も番号もないため、何への回答か分かりません。", "it has neither question nor number.")
        }
        RowFault::TooLong => Phrase::new("文章が長すぎます。", "a text in it is too long."),
        RowFault::TooMany => Phrase::new(
            "一度に取り込める量を超えています。表を分けてください。",
            "it is more than is taken at once. Divide the table.",
        ),
    };
    say_with(format!("{}行目：{}", note.row, why.ja), format!("Row {}: {}", note.row, why.en))
}

/// Why a table is not read.
#[must_use]
pub const fn fault(fault: TableFault) -> Phrase {
    match fault {
        TableFault::TooLarge => Phrase::new(
            "大きすぎるため読み取れません。必要な表だけのファイルにしてください。",
            "This is too large to be read. Bring a file with the table alone.",
        ),
        TableFault::Unreadable => Phrase::new(
            "ファイルを読み取れません。.xlsx、.docx または CSV で保存し直してください。",
            "The file cannot be read. Save it anew as .xlsx, .docx or CSV.",
        ),
        TableFault::OldOffice => Phrase::new(
            "古い形式（.xls、.doc）またはパスワード付きのファイルは読み取れません。.xlsx または .docx で保存し直してください。",
            "Files of the old kinds (.xls, .doc) and those with a password cannot be read. Save it anew as .xlsx or .docx.",
        ),
        TableFault::Encoding => Phrase::new(
            "文字コードを判別できません。UTF-8 または Shift_JIS の CSV にしてください。",
            "The encoding of the text is not known. Save the CSV as UTF-8 or Shift_JIS.",
        ),
        TableFault::NoHeads => Phrase::new(
            "「質問」（または「番号」）と「回答」の見出しがある行が見つかりません。見出しの行を含めてください。",
            "No row has the heads 質問 (question) or 番号 (number), and 回答 (answer). Include the row of heads.",
        ),
    }
}
