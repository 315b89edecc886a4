//! Words of the pages of the buyers' own forms, and why a form or a value is refused.

use super::{Phrase, say, say_with};
use crate::domain::buyer_form::{
    AddedKind, BlankKind, Datum, FillRefusal, FormProblem, FormRefusal, MemberDatum, Overflow, Place, PlaceRefusal,
    Protection, Room, Side,
};

/// On the page of papers.
pub const LINK: Phrase =
    Phrase::new("発注者から渡された様式（.docx）に記入する", "Fill in forms that the buyer gave out (.docx)");
/// Title of the list.
pub const TITLE: Phrase = Phrase::new("発注者の様式", "The buyer's forms");
/// Under the title of the list.
pub const LEAD: Phrase = Phrase::new(
    "発注者が配布した様式（.docx）を加えると、記入欄を探し、案件や会社の内容から記入案を出します。記入欄のほかは一字も変えません。",
    "Add a form (様式) that the buyer gave out as .docx: its blanks are found and filled from the tender and the firms. Nothing but the blanks is changed.",
);
/// Nothing there yet.
pub const EMPTY: Phrase = Phrase::new("まだ様式がありません。", "There are no forms yet.");
/// What to do.
pub const EMPTY_HINT: Phrase = Phrase::new(
    "発注者のウェブサイトなどから入手したWord形式（.docx）の様式を、下の欄から加えてください。",
    "Add one below: the Word file (.docx) of a form (様式), as it came from the buyer.",
);
/// Column: name.
pub const COLUMN_NAME: Phrase = Phrase::new("ファイル", "File");
/// Column: state.
pub const COLUMN_STATE: Phrase = Phrase::new("状態", "State");
/// Confirmed.
pub const CONFIRMED: Phrase = Phrase::new("確認済み", "confirmed");
/// Not confirmed.
pub const OPEN: Phrase = Phrase::new("未確認", "to be confirmed");
/// Heading of the upload.
pub const ADD: Phrase = Phrase::new("様式を加える", "Add a form");
/// Field: file.
pub const FILE: Phrase = Phrase::new("様式のファイル", "File of the form");
/// Hint: file.
pub const FILE_HINT: Phrase = Phrase::new(
    ".docx、20 MBまで。マクロやパスワードのあるファイルは受け取りません。",
    ".docx, up to 20 MB. Files with macros or a password are not taken.",
);
/// Button.
pub const ADD_SUBMIT: Phrase = Phrase::new("加えて記入欄を探す", "Add and find the blanks");
/// Heading of the blanks.
pub const BLANKS: Phrase = Phrase::new("記入欄", "Blanks");
/// Under the heading.
pub const BLANKS_LEAD: Phrase = Phrase::new(
    "［　］が記入欄の位置です。内容を確かめて保存すると、同じ発注者の同じ様式では次回もこの対応を提案します。",
    "［　］ marks the place. Confirm what goes in and save: for the same form of the same buyer it is proposed again next time.",
);
/// No blanks.
pub const NO_BLANKS: Phrase =
    Phrase::new("このファイルに記入欄は見つかりませんでした。", "No blanks were found in this file.");
/// Field: what goes in.
pub const SOURCE: Phrase = Phrase::new("記入する内容", "What goes in");
/// Choice: nothing.
pub const LEAVE: Phrase = Phrase::new("空欄のまま", "leave blank");
/// Choice: typed.
pub const TYPED: Phrase = Phrase::new("入力する（右の欄）", "type it (in the field beside)");
/// Choice: one of those that the form offers.
pub const CHOOSE: Phrase =
    Phrase::new("様式の選択肢から選ぶ（右の欄）", "one of the form's choices (in the field beside)");
/// Choice: tick.
pub const TICK: Phrase = Phrase::new("印を付ける", "tick it");
/// Choice of a box that came ticked: as it is.
pub const LEAVE_TICKED: Phrase = Phrase::new("印のあるまま", "leave it ticked");
/// Choice of a box that came ticked: no tick.
pub const UNTICK: Phrase = Phrase::new("印を外す", "take the tick away");
/// Field: text.
pub const TEXT: Phrase = Phrase::new("入力する内容", "Text");
/// Nothing in the bid yet.
pub const NO_VALUE: Phrase = Phrase::new("まだ入力がありません", "not entered yet");
/// Save.
pub const SAVE: Phrase = Phrase::new("確認して保存", "Confirm and save");
/// Download.
pub const DOWNLOAD: Phrase = Phrase::new("記入した .docx をダウンロード", "Download the filled .docx");
/// Not allowed to change.
pub const READ_ONLY: Phrase = Phrase::new(
    "記入内容を変えられるのは、執筆者と取りまとめ役です。",
    "Writers and coordinators can change what goes in.",
);

/// Heading: adding by hand.
pub const BY_HAND: Phrase = Phrase::new("記入欄を手で加える", "Add a blank by hand");
/// Under the heading.
pub const BY_HAND_LEAD: Phrase = Phrase::new(
    "見つからなかった記入欄は、様式の行を選んで加えられます。［　］の中は、すでにある記入欄です。加えた記入欄は上の一覧に並び、保存すると次回も使えます。上で入力中の内容があれば、先に保存してください。",
    "Where a blank was not found, choose its line and add it. What stands in ［　］ is a blank already. An added blank stands in the list above and is kept for next time when you save. Save what you have entered above first.",
);
/// The lines of the form.
pub const LINES: Phrase = Phrase::new("様式の行", "Lines of the form");
/// What opens them.
pub const LINES_OPEN: Phrase = Phrase::new("様式の本文を見て記入欄を加える", "See the form's text and add a blank");
/// A line without words.
pub const LINE_EMPTY: Phrase = Phrase::new("（文字なし）", "(no words)");
/// Not all lines are shown.
pub const LINES_CUT: Phrase = Phrase::new(
    "長い様式のため、ここには初めの1,500行を示しています。",
    "The form is long: these are its first 1,500 lines.",
);
/// Field: words.
pub const WORDS: Phrase = Phrase::new("どの語の前後か", "Beside which words");
/// Hint: words.
pub const WORDS_HINT: Phrase = Phrase::new(
    "選んだ行にある語。空欄なら行の文字の終わりに加えます。",
    "Words of the line. Left blank, the place is behind all of its words.",
);
/// Field: side.
pub const SIDE: Phrase = Phrase::new("位置", "Which side");
/// Field: label.
pub const ADDED_LABEL: Phrase = Phrase::new("記入欄の名前", "Name of the blank");
/// Field: kind.
pub const ADDED_KIND: Phrase = Phrase::new("記入欄の種類", "What it takes");
/// Field: choices.
pub const CHOICES: Phrase = Phrase::new("選択肢（種類が選択のとき。1行に一つ）", "Choices, one a line (of a choice)");
/// Button.
pub const ADD_BLANK: Phrase = Phrase::new("記入欄を加える", "Add the blank");
/// Heading: those that were added.
pub const ADDED: Phrase = Phrase::new("手で加えた記入欄", "Blanks added by hand");
/// Button.
pub const REMOVE_BLANK: Phrase = Phrase::new("取り除く", "Remove");

/// On which side of the words.
#[must_use]
pub const fn side(side: Side) -> Phrase {
    match side {
        Side::Behind => Phrase::new("語の後ろ", "behind the words"),
        Side::Before => Phrase::new("語の前", "before the words"),
    }
}

/// What an added blank takes.
#[must_use]
pub const fn added_kind(kind: AddedKind) -> Phrase {
    match kind {
        AddedKind::Text => Phrase::new("文字", "text"),
        AddedKind::Number => Phrase::new("数字", "number"),
        AddedKind::Date => Phrase::new("年月日（和暦で記入）", "date (printed by its era)"),
        AddedKind::Choice => Phrase::new("選択", "choice"),
    }
}

/// How much a place shows that does not grow.
#[must_use]
pub fn room(room: Room) -> String {
    let (most, lines) = (room.characters(), room.lines);
    say_with(
        format!("大きさの決まった欄です。約{most}文字（{lines}行）まで表示されます。"),
        format!("This place does not grow: it shows about {most} full-width characters ({lines} lines)."),
    )
}

/// A value that does not fit.
#[must_use]
pub fn overflow(overflow: Overflow) -> String {
    let Overflow { characters, lines, fit, fit_lines } = overflow;
    say_with(
        format!(
            "記入する内容は約{characters}文字（{lines}行）ですが、この欄は大きさが決まっており、約{fit}文字（{fit_lines}行）までしか表示されません。はみ出した部分は印刷されないことがあります。"
        ),
        format!(
            "The value takes about {characters} full-width characters ({lines} lines), but this place does not grow and shows about {fit} ({fit_lines} lines). What is over may not be printed."
        ),
    )
}

/// How many values do not fit.
#[must_use]
pub fn overflows(count: usize) -> String {
    say_with(
        format!("欄に収まらない内容が{count}か所あります。下の記入欄で確かめてください。"),
        format!("{count} values do not fit into their places. See the blanks below."),
    )
}

/// Where a blank stands.
#[must_use]
pub fn place(part: &str, place: Place) -> String {
    let (ja, en) = if part.contains("header") {
        ("ヘッダー・", "header, ")
    } else if part.contains("footer") {
        ("フッター・", "footer, ")
    } else {
        ("", "")
    };
    match place {
        Place::Paragraph(number) => {
            say_with(format!("{ja}{}段落目", number + 1), format!("{en}paragraph {}", number + 1))
        }
        Place::Cell { table, row, cell } => say_with(
            format!("{ja}表{} {}行 {}列", table + 1, row + 1, cell + 1),
            format!("{en}table {}, row {}, cell {}", table + 1, row + 1, cell + 1),
        ),
    }
}

/// What a protected form leaves open, for who fills it in.
#[must_use]
pub const fn protection(protection: Protection) -> Phrase {
    match protection {
        Protection::Forms => Phrase::new(
            "この様式は「フォームへの入力」だけを許す設定で保護されています。入力フィールド、入力コントロール、保護されていないセクションの記入欄だけを示します。保護はそのまま残します。",
            "The buyer protected this form so that only its fields can be filled in. Only fields, content controls and blanks in unprotected sections are listed. The protection stays as it is.",
        ),
        Protection::ReadOnly => Phrase::new(
            "この様式は読み取り専用で保護されています。だれでも編集できると指定された範囲の記入欄だけを示します。保護はそのまま残します。",
            "The buyer protected this form as read-only. Only blanks in the stretches that everybody may edit are listed. The protection stays as it is.",
        ),
        Protection::Comments => Phrase::new(
            "この様式はコメントだけを許す設定で保護されています。だれでも編集できると指定された範囲の記入欄だけを示します。保護はそのまま残します。",
            "The buyer protected this form so that only comments can be added. Only blanks in the stretches that everybody may edit are listed. The protection stays as it is.",
        ),
        Protection::TrackedChanges => Phrase::new(
            "この様式は変更履歴を必ず残す設定で保護されています。ここで記入した内容は変更履歴には残りません。保護はそのまま残します。",
            "The buyer protected this form so that Word records every change. What is filled in here is not recorded as a change. The protection stays as it is.",
        ),
    }
}

/// How a blank is drawn.
#[must_use]
pub const fn kind(kind: BlankKind) -> Phrase {
    match kind {
        BlankKind::Cell => Phrase::new("空白のセル", "empty cell"),
        BlankKind::Digits => Phrase::new("1桁ずつの枠", "boxes for single digits"),
        BlankKind::Underline => Phrase::new("下線の空白", "underlined room"),
        BlankKind::Brackets => Phrase::new("括弧の中", "between brackets"),
        BlankKind::Date => Phrase::new("年月日", "date"),
        BlankKind::Checkbox => Phrase::new("チェック欄", "box to tick"),
        BlankKind::Choice => Phrase::new("○を付ける選択肢", "choice, marked with ○"),
        BlankKind::Control => Phrase::new("入力コントロール", "content control"),
        BlankKind::FormField => Phrase::new("フォーム フィールド", "form field"),
        BlankKind::Placeholder => Phrase::new("差し込み記号", "placeholder"),
        BlankKind::Line => Phrase::new("見出しの右", "behind its label"),
    }
}

/// What a datum is called.
#[must_use]
pub fn datum(datum: Datum) -> String {
    let phrase = match datum {
        Datum::Title => Phrase::new("件名", "title of the tender"),
        Datum::Number => Phrase::new("案件番号", "number of the tender"),
        Datum::Addressee => Phrase::new("宛先", "addressee"),
        Datum::AddresseeName => Phrase::new("宛先の氏名", "name of the addressee"),
        Datum::Place => Phrase::new("履行場所", "place of performance"),
        Datum::Period => Phrase::new("履行期間", "period of performance"),
        Datum::NoticeDate => Phrase::new("公告日", "date of the notice"),
        Datum::Date => Phrase::new("書類の日付", "date of the papers"),
        Datum::Amount => Phrase::new("金額", "amount"),
        Datum::JointVentureName => Phrase::new("共同企業体の名称", "name of the joint venture"),
        Datum::Proposer => Phrase::new("提案者", "the bidder"),
        Datum::AgentAddress => Phrase::new("代理人の住所", "the agent's address"),
        Datum::AgentName => Phrase::new("代理人の氏名", "the agent's name"),
        Datum::Member(index, what) => return of_member(index, what),
    };
    say(phrase).to_owned()
}

fn of_member(index: usize, what: MemberDatum) -> String {
    let phrase = match what {
        MemberDatum::Name => Phrase::new("商号又は名称", "name of the firm"),
        MemberDatum::NameKana => Phrase::new("商号のフリガナ", "reading of the firm's name"),
        MemberDatum::Latin => Phrase::new("英文の商号", "name in Latin letters"),
        MemberDatum::CorporateNumber => Phrase::new("法人番号", "corporate number"),
        MemberDatum::PostalCode => Phrase::new("郵便番号", "postal code"),
        MemberDatum::Address => Phrase::new("所在地", "address"),
        MemberDatum::Representative => Phrase::new("代表者職氏名", "representative, title and name"),
        MemberDatum::RepresentativeTitle => Phrase::new("代表者の職", "representative's title"),
        MemberDatum::RepresentativeName => Phrase::new("代表者の氏名", "representative's name"),
        MemberDatum::Work => Phrase::new("分担業務", "its part of the work"),
        MemberDatum::Share => Phrase::new("出資割合", "share"),
        MemberDatum::Amount => Phrase::new("分担額", "its part of the amount"),
        MemberDatum::Department => Phrase::new("担当部署", "contact, department"),
        MemberDatum::Contact => Phrase::new("担当者", "contact, name"),
        MemberDatum::ContactReading => Phrase::new("担当者のふりがな", "contact, reading"),
        MemberDatum::Telephone => Phrase::new("電話番号", "telephone"),
        MemberDatum::Email => Phrase::new("メールアドレス", "e-mail"),
    };
    let name = say(phrase);
    if index == 0 {
        return name.to_owned();
    }
    say_with(format!("構成員{}：{name}", index + 1), format!("member {}: {name}", index + 1))
}

/// Why a form was not opened or not filled.
#[must_use]
pub fn problem(file: &str, problem: &FormProblem) -> String {
    let sentence = match problem {
        FormProblem::File(refusal) => of_file(refusal),
        FormProblem::Value(refusal) => of_value(refusal),
        FormProblem::Place(refusal) => say(of_place(*refusal)).to_owned(),
    };
    if file.is_empty() {
        sentence
    } else {
        say_with(format!("「{file}」：{sentence}"), format!("{file}: {sentence}"))
    }
}

const fn of_place(refusal: PlaceRefusal) -> Phrase {
    match refusal {
        PlaceRefusal::NotThere => Phrase::new("選んだ行がこの様式にありません。", "The form has no such line."),
        PlaceRefusal::WordsNotThere => Phrase::new(
            "入力した語が、選んだ行にありません。行のとおりに入力してください。",
            "The words do not stand in the line. Enter them as they are printed.",
        ),
        PlaceRefusal::WordsTwice => Phrase::new(
            "入力した語が、選んだ行に二度以上あります。前後の語を加えて一か所に絞ってください。",
            "The words stand in the line more than once. Enter more of the line, so that one place is meant.",
        ),
        PlaceRefusal::Taken => {
            Phrase::new("その場所には、すでに記入欄があります。", "There is a blank in this place already.")
        }
        PlaceRefusal::Locked => Phrase::new(
            "その場所には書き込めません（入力コントロール、フィールド、斜線のあるセル、保護された範囲など）。",
            "Nothing can be written in this place: a control, a field, a crossed-out cell, a protected stretch.",
        ),
        PlaceRefusal::TooMany => Phrase::new(
            "手で加えられる記入欄は、一つの様式に100までです。",
            "No more than 100 blanks are added to one form.",
        ),
    }
}

fn of_file(refusal: &FormRefusal) -> String {
    let with =
        |part: &str, ja: &str, en: &str| say_with(format!("{ja}（パート：{part}）"), format!("{en} (part {part})"));
    let phrase = match refusal {
        FormRefusal::Ole => Phrase::new(
            "パスワードで保護されているか、古い形式のファイルです。Wordで開き、パスワードなしの .docx として保存し直してください。",
            "This is protected by a password or of an older kind. Open it in Word and save it as .docx without a password.",
        ),
        FormRefusal::Password => Phrase::new(
            "パスワードで保護されたファイルです。Wordでパスワードを入力して開き、パスワードなしの .docx として保存し直してください。",
            "This file is protected by a password. Open it in Word with the password and save it as .docx without one.",
        ),
        FormRefusal::OldWord => Phrase::new(
            "古い形式（.doc、.rtf）のWord文書です。Wordで開き、「Word文書（.docx）」として保存し直してください。",
            "This is a Word document of an older kind (.doc, .rtf). Open it in Word and save it as Word Document (.docx).",
        ),
        FormRefusal::Pdf => Phrase::new(
            "PDFです。発注者からWord形式（.docx）の様式を入手してください。",
            "This is a PDF. Get the form from the buyer as a Word document (.docx).",
        ),
        FormRefusal::OpenDocument => Phrase::new(
            "OpenDocument形式（.odt など）のファイルです。WordかLibreOfficeで開き、.docx として保存し直してください。",
            "This is an OpenDocument file (such as .odt). Open it in Word or LibreOffice and save it as .docx.",
        ),
        FormRefusal::Workbook => Phrase::new(
            "Excelのブックです。ここで記入できるのはWord文書（.docx）だけです。Excelで直接記入してください。",
            "This is an Excel workbook. Only Word documents (.docx) are filled here: fill it in Excel.",
        ),
        FormRefusal::Template => Phrase::new(
            "Wordのテンプレート（.dotx）です。Wordで開き、「Word文書（.docx）」として保存し直してください。",
            "This is a Word template (.dotx). Open it in Word and save it as Word Document (.docx).",
        ),
        FormRefusal::Signed(part) => {
            return with(
                part,
                "電子署名のあるファイルです。記入すると署名が無効になるため開きません。署名のない様式を発注者から入手してください。",
                "It is digitally signed, and any value would break the signature. Get the form from the buyer without a signature.",
            );
        }
        FormRefusal::NotZip => Phrase::new(
            ".docx ではないか、途中で切れた、または壊れたファイルです。もう一度入手してください。",
            "This is no .docx, or it is cut off or damaged. Get the file again.",
        ),
        FormRefusal::AnotherKind => {
            Phrase::new("Wordの文書（.docx）ではありません。", "This is no Word document (.docx).")
        }
        FormRefusal::TooManyParts => {
            Phrase::new("ファイルの中のパートが2,000を超えています。", "The file holds more than 2,000 parts.")
        }
        FormRefusal::TooLarge => Phrase::new(
            "展開すると大きすぎるため、開きません（上限：XMLのパートの合計64 MB、全体200 MB）。",
            "Unpacked it is too large, so it is not opened (the limits are 64 MB for all XML parts and 200 MB for everything).",
        ),
        FormRefusal::PartTooLarge(part) => {
            return with(
                part,
                "展開すると大きすぎるパートがあります（上限：XMLは16 MB、画像などは64 MB）。",
                "A part is too large when unpacked (the limits are 16 MB for XML and 64 MB for pictures and the like).",
            );
        }
        FormRefusal::TooManyElements => Phrase::new(
            "ファイルの中のXMLの要素が100万を超えています。",
            "The file holds more than a million XML elements.",
        ),
        FormRefusal::UnsafeName(part) => {
            return with(
                part,
                "ファイルの外を指す名前のパートがあります。",
                "The name of a part leads out of the file.",
            );
        }
        FormRefusal::NameTwice(part) => {
            return with(part, "同じ名前のパートが2つあります。", "Two parts have the same name.");
        }
        FormRefusal::Packing(part) => {
            return with(
                part,
                "Wordが使わない方法で格納されたパートがあります。",
                "A part is packed in a way that Word does not use.",
            );
        }
        FormRefusal::Damaged(part) => return with(part, "壊れたパートがあります。", "A part is damaged."),
        FormRefusal::Missing(part) => return with(part, "必要なパートがありません。", "A part is missing."),
        FormRefusal::DocumentType(part) => {
            return with(
                part,
                "文書型宣言（DOCTYPE）があるため開きません。",
                "It declares a document type (DOCTYPE), so it is not opened.",
            );
        }
        FormRefusal::TooDeep(part) => {
            return with(part, "入れ子が256段を超えています。", "It is nested more than 256 levels deep.");
        }
        FormRefusal::Malformed(part) => return with(part, "XMLとして正しくありません。", "It is no well-formed XML."),
        FormRefusal::Encoding(part) => {
            return with(
                part,
                "UTF-8以外の文字コードで書かれています。",
                "It is written in another encoding than UTF-8.",
            );
        }
        FormRefusal::Macros(part) => {
            return with(
                part,
                "マクロが含まれているため開きません。Wordで開き、マクロなしの「Word文書（.docx）」として保存し直してください。",
                "It holds macros, so it is not opened. Open it in Word and save it as Word Document (.docx), without macros.",
            );
        }
        FormRefusal::ActiveX(part) => {
            return with(
                part,
                "ActiveXコントロールが含まれているため開きません。",
                "It holds ActiveX controls, so it is not opened.",
            );
        }
        FormRefusal::External(part) => {
            return with(
                part,
                "外部のファイルを参照しています（ハイパーリンクを除く）。",
                "It refers to something outside the file that is no hyperlink.",
            );
        }
    };
    say(phrase).to_owned()
}

fn of_value(refusal: &FillRefusal) -> String {
    let with = |id: &str, ja: &str, en: &str| say_with(format!("記入欄 {id}：{ja}"), format!("blank {id}: {en}"));
    match refusal {
        FillRefusal::Unknown(id) => with(id, "この様式にありません。", "This form has none of that id."),
        FillRefusal::ControlCharacter(id) => {
            with(id, "印刷できない制御文字が含まれています。", "It holds a control character.")
        }
        FillRefusal::Emoji(id, sign) => say_with(
            format!("記入欄 {id}：絵文字「{sign}」は機種により表示が変わるため使えません。"),
            format!("blank {id}: the emoji “{sign}” looks different on each machine and cannot be used."),
        ),
        FillRefusal::NotADate(id) => with(
            id,
            "日付として読めません（例：令和８年11月20日）。",
            "This is no date; write 2026-11-20 or 令和８年11月20日.",
        ),
        FillRefusal::OtherEra(id) => with(
            id,
            "様式に印刷された元号と、日付の元号が違います。発注者に新しい様式がないかご確認いただくか、空欄のまま印刷し、元号を訂正して手書きしてください。印刷された元号で数えた日付（生年月日など）は「50/11/20」のように年・月・日で入力できます。",
            "The form prints another era than the date's. Ask the buyer for a newer form, or leave it blank and correct the era by hand on paper. A date counted in the printed era, such as a day of birth, can be entered as year, month and day: 50/11/20.",
        ),
        FillRefusal::NotANumber(id) => with(id, "数字だけを入力してください。", "Enter a number in digits only."),
        FillRefusal::TooManyDigits(id) => {
            with(id, "枠の数より桁数が多くなっています。", "There are more digits than boxes.")
        }
        FillRefusal::NotYesOrNo(id) => with(id, "「はい」か「いいえ」で答えてください。", "Answer yes or no."),
        FillRefusal::NotAChoice(id, offered) => with(
            id,
            &format!("様式の選択肢から選んでください（{}）。", offered.join("、")),
            &format!("Choose one of those that the form offers: {}.", offered.join(", ")),
        ),
        FillRefusal::LongerThan(id, label, most) => {
            let (ja, en) = if label.is_empty() {
                (String::new(), String::new())
            } else {
                (format!("（{label}）"), format!(" ({label})"))
            };
            say_with(
                format!("記入欄 {id}{ja}：この様式では{most}文字までしか入力できません。短くしてください。"),
                format!("blank {id}{en}: the form takes {most} characters at most here. Make it shorter."),
            )
        }
        FillRefusal::TooLong(id) => with(id, "長すぎます。", "It is too long."),
        FillRefusal::Altered(part) => say_with(
            format!("記入欄のほかが変わるため、記入を取りやめました（パート：{part}）。"),
            format!("Something outside the blanks would have changed, so nothing was filled in (part {part})."),
        ),
    }
}
