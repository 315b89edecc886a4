//! What was read of a notice, in words: facts, doubts, contradictions, and why a file was not taken.

use super::{Phrase, deadline, language, say, say_with};
use crate::domain::language::Language;
use crate::domain::notice::{
    Conflict, Doubt, FactName, IntakeProblem, PriceBasis, ProcedureKind, TextKind, UnreadableReason,
};

/// The same notice is there already.
pub const SAME_NOTICE: Phrase = Phrase::new(
    "同じ公告から作った案件がすでにあります。新しい案件は作りませんでした。",
    "There is a tender made from this same notice already. No second one was made.",
);
/// No file was chosen.
pub const NO_FILE: Phrase = Phrase::new("ファイルが選ばれていません。", "No file was chosen.");
/// Nobody decided about a doubtful value.
pub const NOT_CHOSEN: Phrase =
    Phrase::new("採用するかどうかを選んでください。", "Choose whether to accept this, to correct it or to reject it.");
/// Accepted as read, and yet changed.
pub const ACCEPTED_BUT_CHANGED: Phrase = Phrase::new(
    "「採用」が選ばれていますが、内容が書き換えられています。書き換えた内容で登録するときは「訂正」を選んでください。",
    "“Accept” is chosen, but the fields were changed. Choose “Correct” to keep what you typed.",
);

/// More files than are taken.
#[must_use]
pub fn too_many_files(most: u32) -> String {
    say_with(
        format!("一度に取り込めるファイルは{most}個までです。"),
        format!("At most {most} files are taken at once."),
    )
}

/// Files that are too large together.
#[must_use]
pub fn files_too_large(limit: u64) -> String {
    say_with(
        format!("ファイルの合計が大きすぎます。合計{} まで受け付けます。", megabytes(limit)),
        format!("The files are too large together. The limit is {} in all.", megabytes(limit)),
    )
}

/// A file without a single byte.
#[must_use]
pub fn empty_file(file: &str) -> String {
    say_with(
        format!("「{file}」は空のファイルです（0バイト）。中身のあるファイルを選んでください。"),
        format!("“{file}” is empty (0 bytes). Choose a file that holds something."),
    )
}

/// A feed is no notice.
#[must_use]
pub fn only_feed(file: &str) -> String {
    say_with(
        format!("「{file}」は新着情報（RSS）です。題名とリンクだけで、公告の本文がありません。"),
        format!("“{file}” is a feed: it lists titles and links and holds no notice."),
    )
}

/// The name of a fact.
#[must_use]
pub const fn fact(name: FactName) -> Phrase {
    match name {
        FactName::Title => Phrase::new("件名", "Title (件名)"),
        FactName::Number => Phrase::new("公告番号", "Number (公告番号)"),
        FactName::Addressee => Phrase::new("宛先", "Addressee (宛先)"),
        FactName::AuthorityName => Phrase::new("宛先の氏名", "Addressee's name (氏名)"),
        FactName::Procedure => Phrase::new("契約方式", "Procedure (契約方式)"),
        FactName::Place => Phrase::new("履行場所", "Place of performance (履行場所)"),
        FactName::Period => Phrase::new("履行期間", "Period of performance (履行期間)"),
        FactName::PriceBasis => Phrase::new("金額の税区分", "Tax in the price (税区分)"),
    }
}

/// What a fact is for, for who has never seen one.
#[must_use]
pub const fn fact_hint(name: FactName) -> Phrase {
    match name {
        FactName::Title => Phrase::new(
            "すべての書類に、この件名をそのまま記載します。",
            "Written in exactly these characters in every paper.",
        ),
        FactName::Addressee => Phrase::new(
            "書類の宛先です（例：みなと市長）。敬称は書類で付けます。",
            "The office to which the papers are addressed, such as みなと市長 (mayor). The honorific is added in the papers.",
        ),
        FactName::Period => Phrase::new("公告の記載のまま入力します。", "As the notice prints it."),
        _ => Phrase::new("", ""),
    }
}

/// The name of a type of procedure.
#[must_use]
pub const fn procedure(kind: ProcedureKind) -> Phrase {
    match kind {
        ProcedureKind::Ippan => Phrase::new("一般競争入札", "open competitive bidding (一般競争入札)"),
        ProcedureKind::Joken => {
            Phrase::new("条件付（制限付）一般競争入札", "open bidding with conditions (条件付一般競争入札)")
        }
        ProcedureKind::Shimei => Phrase::new("指名競争入札", "bidding among nominated firms (指名競争入札)"),
        ProcedureKind::KoboShimei => {
            Phrase::new("公募型指名競争入札", "nomination after a public call (公募型指名競争入札)")
        }
        ProcedureKind::KaniKobo => {
            Phrase::new("簡易公募型指名競争入札", "nomination after a short public call (簡易公募型指名競争入札)")
        }
        ProcedureKind::Proposal => Phrase::new("公募型プロポーザル", "open call for proposals (公募型プロポーザル)"),
        ProcedureKind::ShimeiProposal => {
            Phrase::new("指名型プロポーザル", "proposals by invited firms (指名型プロポーザル)")
        }
        ProcedureKind::Kikaku => Phrase::new("企画競争・企画提案公募", "competition of plans (企画競争)"),
        ProcedureKind::Sogo => Phrase::new("総合評価落札方式", "price and technical points (総合評価落札方式)"),
        ProcedureKind::Mitsumori => Phrase::new("随意契約・見積合せ", "quotation (見積合せ)"),
        ProcedureKind::Trial => Phrase::new("トライアル発注", "trial order (トライアル発注)"),
        ProcedureKind::Wto => Phrase::new("特定調達（WTO）", "procurement under the WTO agreement (特定調達)"),
        ProcedureKind::Shitei => Phrase::new("指定管理者", "designated manager (指定管理者)"),
        ProcedureKind::Pfi => Phrase::new("PFI", "private finance initiative (PFI)"),
        ProcedureKind::Dbo => Phrase::new("DBO・包括管理", "design, build, operate (DBO)"),
    }
}

/// Whether the price contains consumption tax.
#[must_use]
pub const fn price_basis(basis: PriceBasis) -> Phrase {
    match basis {
        PriceBasis::TaxExclusive => Phrase::new("税抜（消費税を含まない）", "without consumption tax (税抜)"),
        PriceBasis::TaxInclusive => Phrase::new("税込（消費税を含む）", "with consumption tax (税込)"),
    }
}

/// What sort of text was read, when it is not a notice; empty otherwise.
#[must_use]
pub const fn text_kind(kind: TextKind) -> Phrase {
    match kind {
        TextKind::Notice | TextKind::ProposalGuideline => Phrase::new("", ""),
        TextKind::Correction => Phrase::new(
            "訂正・変更の公告のようです。元の公告と合わせて確認してください。",
            "This looks like a correction (訂正公告). Check it together with the first notice.",
        ),
        TextKind::Cancellation => {
            Phrase::new("中止・取止めの公告のようです。", "This looks like a cancellation (中止公告).")
        }
        TextKind::Result => Phrase::new(
            "入札結果のようです。応募できる案件ではないかもしれません。",
            "This looks like a result (入札結果), not a tender that is open.",
        ),
        TextKind::Rules => Phrase::new(
            "一般的な規程や手引のようです。案件の公告ではないかもしれません。",
            "This looks like general rules, not the notice of one tender.",
        ),
        TextKind::Specification => Phrase::new(
            "仕様書のようです。日程は公告に書かれていることがあります。",
            "This looks like a specification (仕様書). The dates may stand in the notice instead.",
        ),
        TextKind::Forms => Phrase::new(
            "様式集のようです。日程は公告に書かれていることがあります。",
            "This looks like a set of forms (様式集). The dates may stand in the notice instead.",
        ),
        TextKind::Answers => Phrase::new(
            "質問への回答のようです。案件の公告ではないかもしれません。",
            "This looks like answers to questions (質問回答), not a notice.",
        ),
        TextKind::Plan => Phrase::new(
            "発注見通しのようです。まだ公告されていない案件かもしれません。",
            "This looks like a plan of purchases (発注見通し), not a tender that is open.",
        ),
        TextKind::Unknown => {
            Phrase::new("公告かどうか判断できませんでした。", "It could not be told whether this is a notice.")
        }
    }
}

/// Why a value is doubtful.
#[must_use]
pub fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::WeekdayDisagrees { printed, actual } => {
            let (printed, actual) = (deadline::weekday(*printed), deadline::weekday(*actual));
            say_with(
                format!("曜日が合いません：公告は（{}）、暦では（{}）です。", printed.ja, actual.ja),
                format!(
                    "The weekday is wrong: printed {} ({}), but the calendar says {} ({}).",
                    printed.en, printed.ja, actual.en, actual.ja
                ),
            )
        }
        Doubt::TwoDates { other } => say_with(
            format!("公告に別の日付もあります：{}", deadline::japanese(*other)),
            format!("The notice names another date for the same step: {}.", deadline::english(*other)),
        ),
        Doubt::TwoValues { other } => say_with(
            format!("公告に別の記載もあります：{other}"),
            format!("The notice says it differently elsewhere: {other}"),
        ),
        Doubt::OutOfOrder { with, at } => say_with(
            format!("「{}」（{}）との前後関係が合いません。", with.ja(), deadline::japanese(*at)),
            format!("It lies on the wrong side of “{}” ({}).", with.en(), deadline::english(*at)),
        ),
        Doubt::EraDisagrees { other } => say_with(
            format!("和暦と西暦が合いません。もう一方は{other}です。"),
            format!("The era year and the Western year differ; the other reading is {other}."),
        ),
        Doubt::LabelAmbiguous { other } => say_with(
            format!("「{}」の可能性もあります。", other.ja()),
            format!("The words may also mean “{}”.", other.en()),
        ),
        plain => say(plain_doubt(plain)).to_owned(),
    }
}

const fn plain_doubt(doubt: &Doubt) -> Phrase {
    match doubt {
        Doubt::ReferenceToOtherTime => Phrase::new(
            "時刻が、ほかの手続の時刻を指す形で書かれています。",
            "The time is given only by pointing to another step.",
        ),
        Doubt::YearAssumed => Phrase::new(
            "年の記載がなく、前後の日付から補いました。",
            "No year is printed; it was taken from the dates around.",
        ),
        Doubt::LabelFar => Phrase::new("見出しと日付が離れています。", "The label stands far from the date."),
        Doubt::Planned => Phrase::new("発注者が「予定」としています。", "The buyer calls it planned (予定)."),
        Doubt::TimeUnclear => Phrase::new(
            "時刻が窓口の受付時間を指している可能性があります。",
            "The time may only be the opening hours of the counter.",
        ),
        Doubt::TimeNotation => Phrase::new("時刻の書き方が二通りに読めます。", "The time can be read in two ways."),
        Doubt::PeriodReversed => Phrase::new("期間の終わりが始まりより前です。", "The period ends before it begins."),
        Doubt::MayBeElsewhere => Phrase::new(
            "記載例や別の手続の日付かもしれません。",
            "The date may belong to an example, a form or another procedure.",
        ),
        Doubt::TextDamaged => {
            Phrase::new("このあたりの文字が正しく読めていません。", "The text is damaged near this place.")
        }
        _ => Phrase::new("見出しではなく、位置から読み取りました。", "Found by its place on the page, not by a label."),
    }
}

/// Why something that looks like a date was not read.
#[must_use]
pub const fn unreadable(reason: UnreadableReason) -> Phrase {
    match reason {
        UnreadableReason::NoSuchDay => Phrase::new("暦にない日付です。", "The calendar has no such day."),
        UnreadableReason::NoDay => {
            Phrase::new("日が特定されていません（上旬・頃など）。", "No exact day is given (上旬, 頃 and the like).")
        }
        UnreadableReason::Blank => {
            Phrase::new("空欄があるか、文字が欠けています。", "Blanks are left, or characters are lost.")
        }
        UnreadableReason::NoYear => Phrase::new("年の記載がどこにもありません。", "No year is printed anywhere."),
        UnreadableReason::Relative => {
            Phrase::new("ほかの手続の日から数える書き方です。", "It is counted from another step.")
        }
    }
}

/// A contradiction inside the notice.
#[must_use]
pub fn conflict(conflict: &Conflict) -> String {
    match conflict {
        Conflict::Weekday { kind, date, printed, actual, .. } => {
            let (printed, actual) = (deadline::weekday(*printed), deadline::weekday(*actual));
            say_with(
                format!("{}：{date} は（{}）ですが、公告では（{}）です。", kind.ja(), actual.ja, printed.ja),
                format!(
                    "{}: {date} is a {} ({}), but the notice prints {} ({}).",
                    kind.en(),
                    actual.en,
                    actual.ja,
                    printed.en,
                    printed.ja
                ),
            )
        }
        Conflict::TwoDates { kind, first, second, .. } => say_with(
            format!(
                "{}：日付が二つあります。{} と {}",
                kind.ja(),
                deadline::japanese(*first),
                deadline::japanese(*second)
            ),
            format!("{}: two dates, {} and {}.", kind.en(), deadline::english(*first), deadline::english(*second)),
        ),
        Conflict::Order { earlier, earlier_at, later, later_at } => say_with(
            format!(
                "「{}」（{}）が「{}」（{}）より後になっています。",
                earlier.ja(),
                deadline::japanese(*earlier_at),
                later.ja(),
                deadline::japanese(*later_at)
            ),
            format!(
                "“{}” ({}) lies after “{}” ({}), which must follow it.",
                earlier.en(),
                deadline::english(*earlier_at),
                later.en(),
                deadline::english(*later_at)
            ),
        ),
        Conflict::TwoValues { name, first, second, .. } => say_with(
            format!("{}：記載が二通りあります。「{first}」と「{second}」", fact(*name).ja),
            format!("{}: two values, “{first}” and “{second}”.", fact(*name).en),
        ),
    }
}

/// Why a notice was not taken; names the file.
#[must_use]
pub fn problem(file: &str, problem: &IntakeProblem) -> String {
    problem_in(language(), file, problem)
}

/// The same for a reader whose language is known otherwise: the command line.
#[must_use]
pub fn problem_in(language: Language, file: &str, problem: &IntakeProblem) -> String {
    let (ja, en) = why(problem);
    match (language, file.is_empty()) {
        (Language::Japanese, true) => ja,
        (Language::English, true) => en,
        (Language::Japanese, false) => format!("「{file}」：{ja}"),
        (Language::English, false) => format!("“{file}”: {en}"),
    }
}

/// Japanese first.
fn why(problem: &IntakeProblem) -> (String, String) {
    match problem {
        IntakeProblem::TooLarge { limit } => (
            format!("大きすぎます。{} まで受け付けます。", megabytes(*limit)),
            format!("It is too large. The limit is {}.", megabytes(*limit)),
        ),
        IntakeProblem::PdfTooMuchText { limit } => (
            format!("PDF の文字が多すぎます（上限 {}）。公告の部分だけに分けてください。", megabytes(*limit)),
            format!("The PDF holds more text than {}. Take out the pages of the notice.", megabytes(*limit)),
        ),
        IntakeProblem::PdfScanned { pages } => (
            format!(
                "文字情報のない、スキャン画像だけの PDF です（{pages}ページ）。文字入りの PDF を使うか、内容を貼り付けるか、手入力してください。"
            ),
            format!(
                "This PDF is a scan: its {pages} page(s) hold pictures and no text. Use a PDF with text, paste the text, or type the tender in by hand."
            ),
        ),
        IntakeProblem::TooManyParts { limit } => (
            format!("要素が多すぎます（上限 {limit} 個）。ファイルを分けてください。"),
            format!("It holds more than {limit} elements or values. Divide the file."),
        ),
        other => match (place_of(other), plain_problem(*other)) {
            (Some((ja, en)), phrase) => (format!("{}（{ja}）", phrase.ja), format!("{} ({en})", phrase.en)),
            (None, phrase) => (phrase.ja.to_owned(), phrase.en.to_owned()),
        },
    }
}

/// Where in the file, Japanese first.
fn place_of(problem: &IntakeProblem) -> Option<(String, String)> {
    match problem {
        IntakeProblem::EncodingUnknown { offset }
        | IntakeProblem::EncodingMixed { offset }
        | IntakeProblem::NulByte { offset } => {
            Some((format!("先頭から {offset} バイトの位置"), format!("byte {offset} from the beginning")))
        }
        IntakeProblem::XmlBroken { at }
        | IntakeProblem::XmlCutOff { at }
        | IntakeProblem::XmlDoctype { at }
        | IntakeProblem::XmlEntity { at }
        | IntakeProblem::JsonBroken { at }
        | IntakeProblem::JsonCutOff { at }
        | IntakeProblem::TooDeep { at } => Some((
            format!("{}行目、{}文字目", at.line, at.column),
            format!("line {}, character {}", at.line, at.column),
        )),
        _ => None,
    }
}

const fn plain_problem(problem: IntakeProblem) -> Phrase {
    match problem {
        IntakeProblem::Empty => Phrase::new("中身がありません。", "There is nothing in it."),
        IntakeProblem::EncodingUnknown { .. } => Phrase::new(
            "文字コードを判別できません。UTF-8 で保存し直すか、内容を貼り付けてください。",
            "It could not be told in which encoding the text is written. Save it as UTF-8, or paste the text.",
        ),
        IntakeProblem::EncodingMixed { .. } => Phrase::new(
            "途中から文字コードが変わっています。一つの文字コードで保存し直してください。",
            "The text changes from one encoding to another. Save all of it in one encoding.",
        ),
        IntakeProblem::XmlBroken { .. } => {
            Phrase::new("XML の書き方に誤りがあります。", "This is not well-formed XML.")
        }
        IntakeProblem::XmlCutOff { .. } => Phrase::new(
            "XML が途中で切れています。もう一度取得してください。",
            "The XML ends in the middle. Fetch it again.",
        ),
        IntakeProblem::XmlDoctype { .. } => Phrase::new(
            "文書型宣言（DOCTYPE）のある XML は、安全のため受け付けません。",
            "XML with a document type declaration (DOCTYPE) is not taken, for safety.",
        ),
        IntakeProblem::XmlEntity { .. } => Phrase::new(
            "XML が、標準にない実体参照を使っています。",
            "The XML uses an entity that is none of the five of XML.",
        ),
        IntakeProblem::XmlUnknown => Phrase::new(
            "官公需情報ポータルの検索結果でも、RSS・Atom フィードでもない XML です。",
            "This XML is neither an answer of the procurement portal nor an RSS or Atom feed.",
        ),
        IntakeProblem::JsonBroken { .. } => Phrase::new("JSON の書き方に誤りがあります。", "This is not valid JSON."),
        IntakeProblem::JsonCutOff { .. } => Phrase::new(
            "JSON が途中で切れています。もう一度取得してください。",
            "The JSON ends in the middle. Fetch it again.",
        ),
        IntakeProblem::JsonUnknown => Phrase::new(
            "OCDS のリリース、レコード、パッケージのいずれでもない JSON です。",
            "This JSON is no OCDS release, record or package.",
        ),
        IntakeProblem::TooDeep { .. } => Phrase::new("入れ子が深すぎます。", "It is nested deeper than is taken."),
        IntakeProblem::PortalError => Phrase::new(
            "官公需情報ポータルが、公告ではなくエラーを返しています。検索条件を確かめて、もう一度取得してください。",
            "The procurement portal answered with an error instead of notices. Check the search and fetch it again.",
        ),
        IntakeProblem::NoNotice => Phrase::new("公告が一件も入っていません。", "There is not a single notice in it."),
        IntakeProblem::NulByte { .. } => Phrase::new("テキストファイルではありません。", "This is not a text file."),
        IntakeProblem::NotPdf => {
            Phrase::new("名前は PDF ですが、中身は PDF ではありません。", "It is called a PDF, but it is none.")
        }
        IntakeProblem::WordDocument => Phrase::new(
            "Word 文書はまだ読めません。PDF で保存するか、内容を貼り付けてください。",
            "Word documents are not read yet. Save it as PDF, or paste the text.",
        ),
        IntakeProblem::ZipArchive => Phrase::new(
            "ZIP 形式のファイルです。中の公告を取り出してください。",
            "This is a zip archive. Take the notice out of it.",
        ),
        IntakeProblem::OldOffice => Phrase::new(
            "古い形式、または暗号化された Office 文書です。PDF で保存するか、内容を貼り付けてください。",
            "This is an old or encrypted office file. Save it as PDF, or paste the text.",
        ),
        IntakeProblem::Picture => Phrase::new(
            "画像です。文字入りの PDF を使うか、内容を貼り付けてください。",
            "This is a picture. Use a PDF with text, or paste the text.",
        ),
        IntakeProblem::PdfEncrypted => {
            Phrase::new("パスワードで保護された PDF です。", "The PDF opens only with a password.")
        }
        IntakeProblem::PdfBroken => Phrase::new("PDF が壊れています。", "The PDF is damaged."),
        IntakeProblem::PdfTooHard => Phrase::new(
            "PDF を読み取れませんでした。時間またはメモリの上限を超えました。",
            "Reading the PDF took too long or too much memory.",
        ),
        IntakeProblem::PdfToolMissing => Phrase::new(
            "このサーバーには PDF を読むプログラム（pdftotext）がありません。内容を貼り付けてください。",
            "This server has no program to read a PDF (pdftotext). Paste the text instead.",
        ),
        _ => Phrase::new(
            "サーバーで PDF を読み取れませんでした。もう一度お試しください。",
            "The server could not read the PDF. Try again.",
        ),
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes / (1024 * 1024))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::notice::TextPlace;

    #[test]
    fn a_problem_is_said_with_its_file_and_place_in_both_languages() {
        let at = TextPlace { line: 3, column: 14 };
        let cut = IntakeProblem::XmlCutOff { at };
        assert_eq!(
            problem_in(Language::English, "a.xml", &cut),
            "“a.xml”: The XML ends in the middle. Fetch it again. (line 3, character 14)"
        );
        assert!(problem_in(Language::Japanese, "a.xml", &cut).ends_with("（3行目、14文字目）"));
        let mixed = IntakeProblem::EncodingMixed { offset: 120 };
        assert!(problem_in(Language::English, "", &mixed).ends_with("(byte 120 from the beginning)"));
        assert!(problem_in(Language::Japanese, "", &mixed).ends_with("（先頭から 120 バイトの位置）"));
    }

    #[test]
    fn no_two_problems_of_structured_files_sound_alike() {
        let at = TextPlace { line: 1, column: 1 };
        let all = [
            IntakeProblem::EncodingUnknown { offset: 0 },
            IntakeProblem::EncodingMixed { offset: 0 },
            IntakeProblem::XmlBroken { at },
            IntakeProblem::XmlCutOff { at },
            IntakeProblem::XmlDoctype { at },
            IntakeProblem::XmlEntity { at },
            IntakeProblem::XmlUnknown,
            IntakeProblem::JsonBroken { at },
            IntakeProblem::JsonCutOff { at },
            IntakeProblem::JsonUnknown,
            IntakeProblem::TooDeep { at },
            IntakeProblem::TooManyParts { limit: 1 },
            IntakeProblem::PortalError,
            IntakeProblem::NoNotice,
            IntakeProblem::PdfToolFailed,
        ];
        for language in Language::ALL {
            let mut sentences: Vec<String> = all.iter().map(|problem| problem_in(language, "", problem)).collect();
            sentences.sort();
            sentences.dedup();
            assert_eq!(sentences.len(), all.len());
        }
    }
}
