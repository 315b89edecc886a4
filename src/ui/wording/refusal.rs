//! What a person is told when something is refused: every refusal and every problem, in both languages.
//!
//! The matches are exhaustive: a refusal without words does not compile.

use super::{
    Phrase, buyer_form, calendar_file, catalogue, change, cost, day_off, deadline, derived_date, engagement, intake,
    question, record, say, say_with,
};
use crate::domain::block::BlockFault;
use crate::domain::corporate_number::CorporateNumberProblem;
use crate::domain::era::EraProblem;
use crate::domain::joint_venture::ShareProblem;
use crate::domain::money::MoneyProblem;
use crate::domain::problem::Problem;
use crate::domain::text::TextProblem;
use crate::error::{AppError, Refusal};

/// Why the whole request was refused.
#[must_use]
pub fn sentence(error: &AppError) -> String {
    match error {
        AppError::NotSignedIn => say(NOT_SIGNED_IN).to_owned(),
        AppError::NotFound => say(NOT_FOUND).to_owned(),
        AppError::NotAllowed => say(NOT_ALLOWED).to_owned(),
        AppError::Invalid(_) => say(INVALID).to_owned(),
        AppError::Changed => say(CHANGED).to_owned(),
        AppError::Refused(refusal) => rule(refusal),
        AppError::TooMany { seconds } => too_many(*seconds),
        AppError::TooLarge { limit } => too_large(*limit),
        AppError::Malformed => say(MALFORMED).to_owned(),
        AppError::LineBroken => say(LINE_BROKEN).to_owned(),
        AppError::Broken { reference } => say_with(
            format!(
                "サーバーで問題が起き、処理できませんでした。入力した内容は反映されていません。管理者には参照番号 {reference} をお伝えください。"
            ),
            format!(
                "Something broke on the server and nothing was changed. Give the operator this reference: {reference}."
            ),
        ),
    }
}

const NOT_SIGNED_IN: Phrase = Phrase::new("サインインしてください。", "Sign in to continue.");
const NOT_FOUND: Phrase = Phrase::new(
    "対象が見つかりません。削除されたか、あなたには公開されていません。",
    "It is not there any more, or it is not open to you.",
);
const NOT_ALLOWED: Phrase = Phrase::new("この操作を行う権限がありません。", "Your role does not allow this.");
const INVALID: Phrase = Phrase::new(
    "入力内容をご確認ください。直す箇所には理由を示しています。",
    "Please check the fields marked below; each says what is wrong.",
);
const CHANGED: Phrase = Phrase::new(
    "ほかの人が先に変更しました。あなたの入力はまだ保存されていません。下の内容を現在の内容と見比べて、もう一度保存してください。",
    "Somebody else changed this first, so yours is not saved yet. Compare what you typed below with what is saved now, then save again.",
);
const MALFORMED: Phrase = Phrase::new(
    "送信された内容を読み取れませんでした。画面を開き直して、もう一度お試しください。",
    "The request could not be understood. Open the page again and retry.",
);
const LINE_BROKEN: Phrase = Phrase::new(
    "サーバーにつながりません。通信を確かめて、もう一度お試しください。",
    "The server cannot be reached. Check the connection and try again.",
);

fn too_many(seconds: u32) -> String {
    let (ja, en) = if seconds < 120 {
        (format!("{seconds}秒"), format!("{seconds} seconds"))
    } else {
        let minutes = seconds.div_ceil(60);
        (format!("{minutes}分"), format!("{minutes} minutes"))
    };
    say_with(
        format!("試行回数が多すぎます。{ja}ほど待ってから、もう一度お試しください。"),
        format!("Too many tries. Wait {en}, then try again."),
    )
}

fn too_large(limit: u64) -> String {
    let mebibytes = limit / (1024 * 1024);
    say_with(
        format!("大きすぎるため受け取れません。上限は{mebibytes} MBです。"),
        format!("This is too large to be accepted. The limit is {mebibytes} MB."),
    )
}

fn rule(refusal: &Refusal) -> String {
    let phrase = match refusal {
        Refusal::BuyerForm { file, problem } => return buyer_form::problem(file, problem),
        Refusal::Notice { file, problem } => return intake::problem(file, problem),
        Refusal::TooManyFiles { most } => return intake::too_many_files(*most),
        Refusal::FilesTooLarge { limit } => return intake::files_too_large(*limit),
        Refusal::FileSort => engagement::FILE_SORT,
        Refusal::EmptyFile { file } => return intake::empty_file(file),
        Refusal::OnlyFeed { file } => return intake::only_feed(file),
        Refusal::TooManyRecords { most } => return record::too_many(*most),
        Refusal::Calendar(fault) => return calendar_file::fault(*fault),
        Refusal::CalendarRead => calendar_file::READ,
        Refusal::AnswersRead => question::READ,
        Refusal::Answers(fault) => question::fault(*fault),
        Refusal::QuestionsTell => question::TELLS,
        Refusal::NoQuestions => question::NONE_READY,
        Refusal::Cards(fault) => return super::contact_card::fault(*fault),
        Refusal::FormTried => catalogue::TRIED,
        Refusal::MovesOthers { moves, .. } => return derived_date::moves_others(moves.len()),
        Refusal::RowAdded => record::ROW_ADDED,
        Refusal::RecordInUse => record::IN_USE,
        Refusal::SameNotice { .. } => intake::SAME_NOTICE,
        Refusal::NoFeed => change::NO_FEED,
        Refusal::TenderDiscarded => Phrase::new(
            "この案件は「不要」にされています。続けるには、先に元に戻してください。",
            "This proposal was put away. Take it back before you go on.",
        ),
        Refusal::NoFile => intake::NO_FILE,
        Refusal::CostsRead => cost::READ,
        Refusal::CostsUnreadable => cost::UNREADABLE,
        Refusal::CostsNoTable => cost::NO_TABLE,
        Refusal::CostsUncountable => cost::UNCOUNTABLE,
        Refusal::SignInFailed => {
            Phrase::new("メールアドレスまたはパスワードが違います。", "The e-mail address or the password is wrong.")
        }
        Refusal::LinkSpent => Phrase::new(
            "このリンクは使用済みか、期限が切れているか、取り消されています。必要なときは、送ってくれた人に新しいリンクをご依頼ください。",
            "This link has been used, has expired or was withdrawn. Ask whoever gave it to you for a new one.",
        ),
        Refusal::WrongPassword => Phrase::new("現在のパスワードが違います。", "The present password is wrong."),
        Refusal::LastAdministrator => Phrase::new(
            "会社には管理者が少なくとも1人必要です。先に別の人を管理者にしてください。",
            "A firm needs at least one administrator. Make somebody else administrator first.",
        ),
        Refusal::LastCoordinator => Phrase::new(
            "入札には取りまとめ役が少なくとも1人必要です。先に別の人を取りまとめ役にしてください。",
            "A bid needs at least one coordinator. Make somebody else coordinator first.",
        ),
        Refusal::Archived => Phrase::new(
            "この入札は保管済みのため、変更できません。変更するには先に保管を解除してください。",
            "This bid is archived and cannot be changed. Take it out of the archive first.",
        ),
        Refusal::WrittenSince => Phrase::new(
            "この画面を開いたあとに本文が書き換えられたため、承認していません。本文を読み直してから、もう一度保存してください。",
            "The text has been written on since this page was opened, so it is not approved. Read it again, then save again.",
        ),
        Refusal::TenderUnconfirmed => Phrase::new(
            "公告から読み取った内容がまだ確認されていません。先に案件の内容を確認してください。",
            "What was read out of the notice has not been confirmed yet. Confirm the tender first.",
        ),
        Refusal::SeatTaken => {
            Phrase::new("この人はすでにこの入札に参加しています。", "This person already has a seat on this bid.")
        }
    };
    say(phrase).to_owned()
}

/// What is wrong with one field.
#[must_use]
pub fn problem(problem: &Problem) -> String {
    match problem {
        Problem::Text(problem) => text(problem),
        Problem::Date(problem) => date(problem),
        Problem::CorporateNumber(problem) => corporate_number(problem),
        Problem::Money(problem) => money(problem),
        Problem::Cost(problem) => say(cost::problem(*problem)).to_owned(),
        Problem::NotOffered => say(Phrase::new("一覧から選んでください。", "Choose one of those offered.")).to_owned(),
        Problem::Differs => say(Phrase::new("2つの入力が一致しません。", "The two entries differ.")).to_owned(),
        Problem::Taken => say(Phrase::new("すでに使われています。", "This is already in use.")).to_owned(),
        Problem::Block(fault) => say(block(*fault)).to_owned(),
        Problem::Share(problem) => say(share(*problem)).to_owned(),
        Problem::NotAmongFirms => say(Phrase::new(
            "この入札に参加している会社から選んでください。",
            "Choose one of the firms that work on this bid.",
        ))
        .to_owned(),
        Problem::TimeUnreadable => say(deadline::TIME_UNREADABLE).to_owned(),
        Problem::PeriodReversed => say(deadline::PERIOD_REVERSED).to_owned(),
        Problem::OutsideHours => say(derived_date::OUTSIDE_HOURS).to_owned(),
        Problem::DayOfYearUnreadable => say(day_off::DAY_UNREADABLE).to_owned(),
        Problem::CountedFromItself => say(derived_date::COUNTED_FROM_ITSELF).to_owned(),
        Problem::Ahead => {
            say(Phrase::new("今日より後の日付は入力できません。", "This day must not lie ahead of today.")).to_owned()
        }
        Problem::TooMany { most } => {
            say_with(format!("{most}件以内にしてください。"), format!("Use at most {most} entries."))
        }
        Problem::NotChosen => say(intake::NOT_CHOSEN).to_owned(),
        Problem::AcceptedButChanged => say(intake::ACCEPTED_BUT_CHANGED).to_owned(),
        Problem::ContactBan { from, until, bid } => super::contact::banned(*from, *until, bid),
        Problem::OutOfRange { least, most } => say_with(
            format!("{least}から{most}までの数を入力してください。"),
            format!("Enter a number from {least} to {most}."),
        ),
    }
}

fn text(problem: &TextProblem) -> String {
    match problem {
        TextProblem::Empty => say(Phrase::new("入力してください。", "Please fill this in.")).to_owned(),
        TextProblem::TooLong { max } => {
            say_with(format!("{max}文字以内で入力してください。"), format!("Use at most {max} characters."))
        }
        TextProblem::TooShort { min } => {
            say_with(format!("{min}文字以上で入力してください。"), format!("Use at least {min} characters."))
        }
        TextProblem::Form => {
            say(Phrase::new("形式が正しくありません。", "This is not in the expected form.")).to_owned()
        }
        TextProblem::ControlCharacter => say(Phrase::new(
            "印刷できない文字（改行や制御文字）が含まれています。",
            "It contains a character that cannot be printed, such as a line break.",
        ))
        .to_owned(),
        TextProblem::CompanyAbbreviation => say(Phrase::new(
            "「㈱」「(株)」などの略記は使えません。登記のとおりに入力してください（例：株式会社）。",
            "No abbreviations such as ㈱ or (株): write the name as registered, for example 株式会社.",
        ))
        .to_owned(),
        TextProblem::EnvironmentDependent { found } => say_with(
            format!("機種依存文字「{found}」は使えません。"),
            format!("“{found}” looks different on other machines (機種依存文字) and cannot be used."),
        ),
        TextProblem::NotKatakana { found } => say_with(
            format!("全角カタカナで入力してください（「{found}」が含まれています）。"),
            format!("Write the reading in katakana; “{found}” is none."),
        ),
        TextProblem::NotHiragana { found } => say_with(
            format!("ひらがなで入力してください（「{found}」が含まれています）。"),
            format!("Write the reading in hiragana; “{found}” is none."),
        ),
        TextProblem::EqualsEmail => say(Phrase::new(
            "メールアドレスと同じパスワードは使えません。",
            "The password must differ from the e-mail address.",
        ))
        .to_owned(),
    }
}

fn date(problem: &EraProblem) -> String {
    match problem {
        EraProblem::TooEarly => say(Phrase::new(
            "1873年（明治6年）より前の日付は扱えません。",
            "Dates before 1873, when Japan took up the Gregorian calendar, cannot be used.",
        ))
        .to_owned(),
        EraProblem::NoSuchDay => say(Phrase::new("その日付は暦にありません。", "There is no such day.")).to_owned(),
        EraProblem::NoSuchYear => {
            say(Phrase::new("その元号にその年はありません。", "That era has no such year.")).to_owned()
        }
        EraProblem::AfterEra { era } => era_bound(era.kanji(), "のあと", "after the end of"),
        EraProblem::BeforeEra { era } => era_bound(era.kanji(), "の前", "before the beginning of"),
        EraProblem::WrongWeekday { found, expected } => say_with(
            format!("曜日が合いません。（{found}）と書かれていますが、この日は（{expected}）です。"),
            format!("The weekday does not fit: （{found}） is written, but that day is （{expected}）."),
        ),
        EraProblem::Unreadable => say(Phrase::new(
            "日付を読み取れません。例：令和8年12月10日、2026-12-10",
            "This date cannot be read. Examples: 2026-12-10, 令和8年12月10日",
        ))
        .to_owned(),
    }
}

fn era_bound(kanji: &str, ja: &str, en: &str) -> String {
    say_with(
        format!("その日は{kanji}{ja}です。元号と年をご確認ください。"),
        format!("That day lies {en} the era {kanji}."),
    )
}

fn corporate_number(problem: &CorporateNumberProblem) -> String {
    match problem {
        CorporateNumberProblem::Length { expected, found } => say_with(
            format!("{expected}桁で入力してください（現在{found}桁）。"),
            format!("It has {expected} digits; {found} are written."),
        ),
        CorporateNumberProblem::NotDigits { found } => say_with(
            format!("数字で入力してください（「{found}」が含まれています）。"),
            format!("Digits only; “{found}” is none."),
        ),
        CorporateNumberProblem::CheckDigit { .. } => say(Phrase::new(
            "検査用数字（先頭の1桁）が合いません。13桁を見直してください。",
            "The check digit (the first one) does not fit. Look at the thirteen digits again.",
        ))
        .to_owned(),
        CorporateNumberProblem::MissingT => {
            say(Phrase::new("登録番号は「T」で始まります。", "The invoice number begins with T.")).to_owned()
        }
    }
}

const fn block(fault: BlockFault) -> Phrase {
    match fault {
        BlockFault::Id | BlockFault::IdTwice => Phrase::new(
            "段落の識別番号が正しくありません。画面を開き直してください。",
            "A block lost its identity on the way. Open the page again.",
        ),
        BlockFault::Level => Phrase::new("見出しの段階が正しくありません。", "There is no such level of heading."),
        BlockFault::TooLong => {
            Phrase::new("長すぎます。段落を分けてください。", "This is too long for one block. Split it.")
        }
        BlockFault::HeadingLines => Phrase::new("見出しは1行で入力してください。", "A heading is one line."),
        BlockFault::Character => Phrase::new(
            "書類に載せられない制御文字が含まれています。",
            "It contains a control character that no document can carry.",
        ),
        BlockFault::TooMany => {
            Phrase::new("項目・行・列または段落が多すぎます。", "Too many items, rows, columns or blocks.")
        }
        BlockFault::Empty => Phrase::new(
            "表には行と列が、箇条書きには項目が必要です。",
            "A table needs a row and a column, a list an item.",
        ),
        BlockFault::Ragged => {
            Phrase::new("表の列の数が行によって違います。", "The rows of the table differ in length.")
        }
        BlockFault::HeaderRows => {
            Phrase::new("見出し行の数が表の行数を超えています。", "More heading rows than the table has rows.")
        }
        BlockFault::Span | BlockFault::Depth | BlockFault::Link | BlockFault::Reading | BlockFault::Picture => {
            super::section::fault(fault)
        }
    }
}

const fn share(problem: ShareProblem) -> Phrase {
    match problem {
        ShareProblem::Empty => Phrase::new("出資比率を入力してください。", "Enter a share."),
        ShareProblem::Unreadable => {
            Phrase::new("比率を読み取れません。例：60、33.34", "This share cannot be read. Examples: 60, 33.34")
        }
        ShareProblem::TooPrecise => Phrase::new("小数点以下は2桁までです。", "At most two digits after the point."),
        ShareProblem::OutOfRange => {
            Phrase::new("0％を超え100％以下で入力してください。", "A share is more than 0 % and at most 100 %.")
        }
    }
}

fn money(problem: &MoneyProblem) -> String {
    match problem {
        MoneyProblem::Empty => say(Phrase::new("金額を入力してください。", "Enter an amount.")).to_owned(),
        MoneyProblem::Unreadable => {
            say(Phrase::new("金額を読み取れません。例：12,345,000", "This amount cannot be read. Example: 12,345,000"))
                .to_owned()
        }
        MoneyProblem::Fraction => say(Phrase::new("1円未満の端数は入力できません。", "Whole yen only.")).to_owned(),
        MoneyProblem::Negative => {
            say(Phrase::new("0円以上で入力してください。", "The amount cannot be negative.")).to_owned()
        }
        MoneyProblem::TooLarge { max } => {
            say_with(format!("{max}円以下で入力してください。"), format!("At most {max} yen."))
        }
        MoneyProblem::DoesNotFit { cells } => say_with(
            format!("様式の記入欄は{cells}桁です。入りきりません。"),
            format!("The form has {cells} boxes; the amount does not fit."),
        ),
    }
}
