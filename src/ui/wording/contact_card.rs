//! Words of contacts in files: bringing one, what it becomes, what was not kept, taking contacts along.

use super::{Phrase, contact, refusal, say, say_with};
use crate::domain::contact_card::{CardDialect, CardFault, CardNote, CardRefusal, CardSheet};

/// Title of the section on the list of contacts.
pub const FILES: Phrase = Phrase::new("ファイルの取り込みと書き出し", "Contacts in files");
/// To the page that reads a file.
pub const IMPORT: Phrase = Phrase::new("ファイルから取り込む", "Import a file");
/// All contacts, as a table.
pub const EXPORT_TABLE: Phrase = Phrase::new("すべてCSVで書き出す", "Export all as CSV");
/// All contacts, as cards.
pub const EXPORT_CARDS: Phrase = Phrase::new("すべてvCardで書き出す", "Export all as vCard");
/// Those found, as a table.
pub const EXPORT_FOUND_TABLE: Phrase = Phrase::new("検索結果をCSVで書き出す", "Export those found as CSV");
/// Those found, as cards.
pub const EXPORT_FOUND_CARDS: Phrase = Phrase::new("検索結果をvCardで書き出す", "Export those found as vCard");
/// What is in the files.
pub const EXPORT_NOTE: Phrase = Phrase::new(
    "CSVはGoogle コンタクトとOutlookで読み込めます。表計算ソフトが数式として実行しないよう、= + - @ などで始まる値（+81 で始まる電話番号を含む）の先頭に ' を付けます。Musubiで読み込み直すと元に戻ります。携帯電話や他のアドレス帳にはvCardが向いています。「すべて」には組織も含まれ、語句で検索した結果は人だけ（2,000人まで）です。Musubiに読み込み直せるのは1つのファイルに5,000件までです。それより多いときは、一覧を種類で絞り込んで種類ごとに書き出すか（種類のない人は「種類なし」で）、見出しの行を残してCSVを分けてください。書き出した人と件数は記録に残ります。",
    "Google Contacts and Outlook read the CSV. So that no spreadsheet carries out a value as a formula, an ' stands before those that begin with = + - @ and the like (also before telephone numbers with +81); reading the file back here takes exactly that away. For telephones and other address books use vCard. “All” takes the organisations along; a search by words hands out people only, up to 2,000. A file of up to 5,000 contacts can be read back here: of more, choose a kind in the list and export kind by kind (whoever has none under “No kind”), or split the CSV with the row of heads on top of each part. The trail keeps who took how many contacts along.",
);
/// Title of the page that reads a file.
pub const TITLE: Phrase = Phrase::new("関係者をファイルから取り込む", "Import contacts from a file");
/// Under it.
pub const LEAD: Phrase = Phrase::new(
    "vCard（.vcf）か、Google コンタクト・Outlook・Musubiから書き出したCSVを読み込みます。内容を確かめて確定するまで、何も登録しません。",
    "Reads vCard (.vcf), and CSV as exported by Google Contacts, Outlook or Musubi. Nothing is added before you have looked at it and confirmed.",
);
/// The file.
pub const FILE: Phrase = Phrase::new("ファイル（.vcf・.csv）", "File (.vcf, .csv)");
/// Under it.
pub const FILE_HINT: Phrase = Phrase::new(
    "20 MB・5,000件まで。写真・誕生日・自宅の住所は業務に必要のない個人情報のため、取り込みません。",
    "Up to 20 MB and 5,000 contacts. Pictures, birthdays and home addresses are personal data that bids do not need; they are not kept.",
);
/// Button.
pub const BRING: Phrase = Phrase::new("読み込んで確認する", "Read and look at it");
/// Title of what was read.
pub const PREVIEW: Phrase = Phrase::new("取り込む内容の確認", "What the file becomes");
/// Title of the report.
pub const REPORT: Phrase = Phrase::new("取り込みの結果", "What was imported");
/// How long it is kept.
pub const KEPT: Phrase =
    Phrase::new("読み込んだ内容は、1日後に自動で消えます。", "What was read is deleted by itself after one day.");
/// Heading of columns that are not kept.
pub const UNREAD: Phrase = Phrase::new("取り込まない項目", "What is not kept");
/// Under it.
pub const UNREAD_SUB: Phrase = Phrase::new(
    "次の項目は保存する欄がないため、取り込みません（括弧内は値のある件数）。",
    "We have no field for these (in brackets: how many contacts have something there).",
);
/// Heading of what cannot be taken.
pub const REFUSED: Phrase = Phrase::new("取り込めないもの", "What cannot be imported");
/// Heading of the new ones.
pub const NEW: Phrase = Phrase::new("新しく登録する人と組織", "New people and organisations");
/// Heading of all that were taken or left.
pub const TAKEN: Phrase = Phrase::new("1件ごとの結果", "Contact by contact");
/// Heading of those that may be held.
pub const DOUBLES: Phrase =
    Phrase::new("すでに登録されている可能性がある人と組織", "People and organisations that you may have already");
/// Under it.
pub const DOUBLES_SUB: Phrase = Phrase::new(
    "メールアドレスが同じか、氏名と所属が同じ人と、名称が同じ組織です。氏名の異なる人が使う共用のアドレスでは、氏名も同じ人だけを挙げます。選ばなければ、登録済みの内容は変わりません。",
    "People with the same e-mail address, or the same name in the same organisation; organisations of the same name. Of an address that people of different names share, only those of the same name. Unless you choose otherwise, what is held stays as it is.",
);
/// Nothing can be taken.
pub const NOTHING: Phrase = Phrase::new(
    "このファイルには、取り込める人も組織もありません。",
    "Nobody and nothing in this file can be imported.",
);
/// Column: line of the file.
pub const LINE: Phrase = Phrase::new("行", "Line");
/// Column: what was not kept.
pub const NOT_KEPT: Phrase = Phrase::new("取り込まない内容・注意", "Not kept, or changed");
/// Column: who is held.
pub const HELD: Phrase = Phrase::new("登録済みのもの", "Held already");
/// Column: what to do.
pub const CHOICE: Phrase = Phrase::new("扱い", "What to do");
/// Column: what became of it.
pub const OUTCOME: Phrase = Phrase::new("結果", "Outcome");
/// Leave out.
pub const SKIP: Phrase = Phrase::new("取り込まない", "Leave out");
/// Fill in.
pub const FILL: Phrase = Phrase::new("空欄だけ補う", "Fill in empty fields");
/// As another one.
pub const ADD: Phrase = Phrase::new("別のものとして登録", "Add as another one");
/// What is done with the others.
pub const OTHERS: Phrase =
    Phrase::new("上で選んでいない、登録済みの可能性があるもの", "Those perhaps held already that are not listed above");
/// The kind of new organisations.
pub const KIND: Phrase = Phrase::new("新しい組織の種類", "Kind of new organisations");
/// Under it.
pub const KIND_HINT: Phrase = Phrase::new(
    "ファイルの組織・所属のうち、種類の書かれていない新しい組織をこの種類で登録します。後から変えられます。",
    "New organisations of the file that come without a kind are added as this one. It can be changed later.",
);
/// Button.
pub const TAKE: Phrase = Phrase::new("この内容で取り込む", "Import");
/// Another file.
pub const AGAIN: Phrase = Phrase::new("別のファイルを読み込む", "Read another file");
/// The page before.
pub const PREVIOUS: Phrase = Phrase::new("前へ", "Previous");
/// It was added.
pub const ADDED: Phrase = Phrase::new("登録しました", "Added");
/// The organisation was added.
pub const ADDED_BODY: Phrase = Phrase::new("組織を登録しました", "Organisation added");
/// In the place of an organisation: it is one itself.
pub const IS_BODY: Phrase = Phrase::new("組織（人の氏名なし）", "Organisation (no person)");
/// Why an organisation may be the same.
pub const SAME_BODY: Phrase = Phrase::new("名称が同じ組織", "An organisation of the same name");
/// It was filled in.
pub const FILLED: Phrase = Phrase::new("空欄を補いました", "Empty fields filled in");
/// It was left.
pub const LEFT: Phrase = Phrase::new("登録済みのため、そのままにしました", "Held already; left as it was");
/// It was left out.
pub const LEFT_OUT: Phrase = Phrase::new("取り込みませんでした", "Left out");

/// Whose way of writing a file is in.
#[must_use]
pub const fn dialect(dialect: CardDialect) -> Phrase {
    match dialect {
        CardDialect::VCard => Phrase::new("vCard", "vCard"),
        CardDialect::Own => Phrase::new("MusubiのCSV", "Musubi's CSV"),
        CardDialect::Google => Phrase::new("GoogleのCSV", "Google's CSV"),
        CardDialect::Outlook => Phrase::new("OutlookのCSV", "Outlook's CSV"),
        CardDialect::Table => Phrase::new("CSV", "CSV"),
    }
}

/// What was read, before anybody confirmed.
#[must_use]
pub fn summary(sheet: &CardSheet) -> String {
    let (name, new, known, refused) = (&sheet.name, sheet.new, sheet.known, sheet.refused.len());
    let (dialect, bodies) = (say(dialect(sheet.dialect)), bodies(sheet));
    say_with(
        format!(
            "「{name}」（{dialect}）を読み込みました。新しいもの{new}件{bodies}、登録済みの可能性があるもの{known}件、取り込めないもの{refused}件です。まだ何も登録していません。"
        ),
        format!(
            "“{name}” ({dialect}) was read: {new} new{bodies}, {known} perhaps held already, {refused} that cannot be imported. Nothing is added yet."
        ),
    )
}

/// How many of the new ones are organisations, where there are any.
fn bodies(sheet: &CardSheet) -> String {
    match sheet.new_bodies {
        0 => String::new(),
        1 => say_with("（うち組織1件）".to_owned(), " (1 an organisation)".to_owned()),
        some => say_with(format!("（うち組織{some}件）"), format!(" ({some} organisations)")),
    }
}

/// What was done.
#[must_use]
pub fn done(sheet: &CardSheet) -> String {
    let (new, filled, known, refused) = (sheet.new, sheet.filled, sheet.known, sheet.refused.len());
    let bodies = bodies(sheet);
    say_with(
        format!(
            "{new}件{bodies}を登録し、{filled}件の空欄を補いました。そのままにしたものは{known}件、取り込めなかったものは{refused}件です。"
        ),
        format!(
            "{new} added{bodies}, {filled} filled in, {known} left as they were, {refused} that could not be imported."
        ),
    )
}

/// How many are shown of how many.
#[must_use]
pub fn span(from: usize, shown: usize, all: usize) -> String {
    let (first, last) = (from + 1, from + shown);
    say_with(format!("{all}件のうち{first}〜{last}件目"), format!("{first} to {last} of {all}"))
}

/// Another contact of the same file.
#[must_use]
pub fn twin(line: usize) -> String {
    say_with(format!("このファイルの{line}行目と同じ"), format!("The same as line {line} of this file"))
}

/// What was not kept of a column, and how often.
#[must_use]
pub fn unread(name: &str, count: usize) -> String {
    say_with(format!("{name}（{count}）"), format!("{name} ({count})"))
}

/// Why a contact is not taken.
#[must_use]
pub const fn refused(refusal: CardRefusal) -> Phrase {
    match refusal {
        CardRefusal::NoName => {
            Phrase::new("氏名も組織名もありません。", "There is no name of a person or an organisation.")
        }
        CardRefusal::Group => {
            Phrase::new("宛先リスト（グループ）で、人ではありません。", "It is a list of people, not a person.")
        }
        CardRefusal::Unfinished => Phrase::new(
            "終わり（END:VCARD）がなく、途中で切れています。",
            "It breaks off: its end (END:VCARD) is missing.",
        ),
        CardRefusal::OpenQuote => Phrase::new(
            "引用符（\"）が閉じていないため、後の行まで1つの欄に入っています。引用符を直して、読み込み直してください。",
            "A quotation mark (\") is not closed, so that the rows behind it are in one of its cells. Mend it and read the file again.",
        ),
    }
}

/// What of a contact was not kept.
#[must_use]
pub fn note(note: &CardNote) -> String {
    match note {
        CardNote::Picture => say(Phrase::new("写真などの画像", "picture")).to_owned(),
        CardNote::Birthday => say(Phrase::new("誕生日・記念日・性別", "birthday, anniversary, sex")).to_owned(),
        CardNote::Home => say(Phrase::new("自宅の住所・連絡先", "address or telephone at home")).to_owned(),
        CardNote::NoBody => say(Phrase::new(
            "住所・ウェブサイト（所属の組織がないため）",
            "address or web site, since there is no organisation to keep it with",
        ))
        .to_owned(),
        CardNote::Moved(name) => {
            let field = say(field(name));
            say_with(format!("{field}：メモに移しました"), format!("{field}: moved to the notes"))
        }
        CardNote::Cut(name) => {
            let field = say(field(name));
            say_with(
                format!("{field}：長すぎるため末尾を省きました"),
                format!("{field}: too long, its end was cut off"),
            )
        }
        CardNote::Formula(name) => {
            let field = say(field(name));
            say_with(
                format!("{field}：数式のように始まるため、文字として扱います"),
                format!("{field}: begins like a formula and is kept as plain text"),
            )
        }
        CardNote::Dropped { field: name, problem } => {
            let (field, why) = (say(field(name)), refusal::problem(problem));
            say_with(format!("{field}：取り込みません。{why}"), format!("{field}: not kept. {why}"))
        }
        CardNote::MoreCells => say(Phrase::new(
            "見出しより値の数が多い行です。引用符のない「,」で欄がずれていないか、確かめてください",
            "this row has more cells than there are heads: a comma without quotation marks may have shifted them, look at it",
        ))
        .to_owned(),
        CardNote::OpenQuote => say(Phrase::new(
            "1つの欄に後の行まで入っている可能性があります。引用符（\"）が閉じているか、確かめてください",
            "rows behind it may be in one of its cells: look whether each quotation mark (\") is closed",
        ))
        .to_owned(),
        CardNote::Refused => say(Phrase::new(
            "連絡の拒否：空欄を補うときは、登録済みの同意に代えて引き継ぎます",
            "refused to be written to: filling in empty fields puts this in the place of the consent that is held",
        ))
        .to_owned(),
        CardNote::Line(line) => say_with(format!("{line}行目：読み取れません"), format!("line {line}: cannot be read")),
    }
}

/// A field by its name.
const fn field(name: &str) -> Phrase {
    match name.as_bytes() {
        b"family" => contact::FAMILY,
        b"given" => contact::GIVEN,
        b"family_kana" => contact::FAMILY_KANA,
        b"given_kana" => contact::GIVEN_KANA,
        b"family_latin" => contact::FAMILY_LATIN,
        b"given_latin" => contact::GIVEN_LATIN,
        b"title" => contact::TITLE_OF_PERSON,
        b"title_ja" => contact::TITLE_JA,
        b"title_en" => contact::TITLE_EN,
        b"department" => contact::DEPARTMENT,
        b"email" => contact::EMAIL,
        b"telephone" => contact::TELEPHONE,
        b"mobile" => contact::MOBILE,
        b"fax" => Phrase::new("FAX", "Fax"),
        b"role" => Phrase::new("職務（ROLE）", "Role"),
        b"card_on" => contact::CARD_ON,
        b"kind" => contact::KIND,
        b"language" => contact::LANGUAGE,
        b"channel" => contact::CHANNEL,
        b"consent" => contact::CONSENT,
        b"body_name" => contact::BODY,
        b"body_kana" => Phrase::new("所属（フリガナ）", "Organisation, reading"),
        b"body_latin" => Phrase::new("所属（ローマ字・英語）", "Organisation, Latin letters"),
        b"address" => contact::ADDRESS,
        b"site" => contact::SITE,
        _ => contact::NOTES,
    }
}

/// Why a file is not read at all.
#[must_use]
pub fn fault(fault: CardFault) -> String {
    match fault {
        CardFault::Empty => {
            say_with("ファイルに何も書かれていません。".to_owned(), "There is nothing in the file.".to_owned())
        }
        CardFault::TooLarge(most) => say_with(
            format!("ファイルが大きすぎます（{} MB まで読み込めます）。", most >> 20),
            format!("The file is too large; up to {} MB are read.", most >> 20),
        ),
        CardFault::TooManyRows(most) => say_with(
            format!(
                "件数が多すぎます（1つのファイルに{most}件まで）。見出しの行を残してファイルを分けるか、Musubiからは一覧を種類で絞り込んで書き出してください。"
            ),
            format!(
                "There are too many contacts; up to {most} in one file. Split it, with the row of heads on top of each part; out of Musubi, choose a kind in the list and export kind by kind."
            ),
        ),
        CardFault::LineTooLong(line) => say_with(
            format!("{line}行目が長すぎて読み込めません。閉じていない引用符（\"）がないか確かめてください。"),
            format!("Line {line} is too long to be read. Perhaps a quotation mark (\") is not closed."),
        ),
        CardFault::NoText(line) => say_with(
            format!("{line}行目の文字コードがわかりません。UTF-8 で保存し直してください。"),
            format!("The encoding of line {line} is not known. Save the file as UTF-8."),
        ),
        CardFault::Packed => say_with(
            "Excelなどのファイルは読み込めません。CSV（UTF-8）として保存し直してください。".to_owned(),
            "Workbooks and packed files are not read. Save it as CSV (UTF-8).".to_owned(),
        ),
        CardFault::NoCards(line) => say_with(
            format!(
                "連絡先のファイルではありません（{line}行目が、vCardの始まりでも、氏名・組織名・メールアドレスの見出しでもありません）。"
            ),
            format!(
                "This is no file of contacts: line {line} neither begins a vCard nor holds heads such as names, organisations or e-mail addresses."
            ),
        ),
        CardFault::TooDeep(line) => say_with(
            format!("{line}行目で入れ子が深くなりすぎています。"),
            format!("At line {line} the cards lie too deep in one another."),
        ),
        CardFault::OpenQuote(line) => say_with(
            format!("{line}行目の見出しで、引用符（\"）が閉じていません。"),
            format!("A quotation mark (\") among the heads in line {line} is not closed."),
        ),
    }
}
