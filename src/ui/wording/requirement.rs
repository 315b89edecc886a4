//! Words of a notice's demands: their page and fields, what each sort is, what a value says, and the English that
//! follows from a value. The Japanese of a requirement is the notice's own; what cannot be said from the value alone
//! is left to a person.

use super::{Phrase, counted, paper, say_with};
use crate::domain::deadline::Method;
use crate::domain::money::{AmountForm, Yen};
use crate::domain::requirement::{JointVentureRule, RequirementKind, RequirementValue};

/// Title of the page.
pub const TITLE: Phrase = Phrase::new("提出条件・参加条件", "Requirements");
/// Under it.
pub const SUB: Phrase = Phrase::new(
    "公告が求めるものの一覧です。和文と英文を並べて確認します。",
    "What the notice asks for, in both languages side by side.",
);
/// None.
pub const NONE: Phrase = Phrase::new("条件はまだありません。", "There are no requirements yet.");
/// What to do about it.
pub const NONE_HINT: Phrase = Phrase::new(
    "公告に様式、部数、参加資格などの記載があれば、ここに追加します。",
    "Add what the notice says about forms, copies, eligibility and the like.",
);
/// Add one.
pub const ADD: Phrase = Phrase::new("条件を追加", "Add a requirement");
/// Which sort.
pub const KIND: Phrase = Phrase::new("種類", "Kind");
/// Choose the sort first.
pub const CHOOSE_KIND: Phrase = Phrase::new("追加する条件の種類を選びます。", "Choose what kind of requirement it is.");
/// Go on with that sort.
pub const GO_ON: Phrase = Phrase::new("次へ", "Go on");
/// Change one.
pub const CHANGE: Phrase = Phrase::new("変更", "Change");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存", "Save");
/// Leave one out.
pub const LEAVE_OUT: Phrase = Phrase::new("除外する", "Leave it out");
/// Those left out.
pub const LEFT_OUT: Phrase = Phrase::new("除外した条件", "Left out");
/// Take one back.
pub const TAKE_BACK: Phrase = Phrase::new("元に戻す", "Take it back");
/// Up.
pub const UP: Phrase = Phrase::new("上へ", "Up");
/// Down.
pub const DOWN: Phrase = Phrase::new("下へ", "Down");
/// Column: the demand in Japanese.
pub const IN_JAPANESE: Phrase = Phrase::new("和文", "Japanese");
/// Column: in English.
pub const IN_ENGLISH: Phrase = Phrase::new("英文", "English");
/// Nobody has written the English.
pub const NO_ENGLISH: Phrase = Phrase::new("英文なし", "no English yet");
/// Nobody has written the Japanese.
pub const NO_JAPANESE: Phrase = Phrase::new("和文なし", "no Japanese yet");
/// All of them.
pub const ALL: Phrase = Phrase::new("すべて表示・編集", "Show and edit all");
/// Number of a form.
pub const FORM_NUMBER: Phrase = Phrase::new("様式番号", "Form number (様式番号)");
/// Its title.
pub const FORM_TITLE: Phrase = Phrase::new("書類名", "Title of the paper");
/// 正本
pub const ORIGINALS: Phrase = Phrase::new("正本（部）", "Originals (正本)");
/// 副本
pub const COPIES: Phrase = Phrase::new("副本（部）", "Copies (副本)");
/// Pages.
pub const PAGES: Phrase = Phrase::new("ページ数の上限", "Pages at most");
/// Type size.
pub const POINTS: Phrase = Phrase::new("文字の大きさ（以上）", "Type not smaller than");
/// File size.
pub const MEGABYTES: Phrase = Phrase::new("容量の上限", "Size at most");
/// File formats.
pub const FORMATS: Phrase = Phrase::new("ファイル形式", "Formats");
/// Under it.
pub const FORMATS_HINT: Phrase = Phrase::new("例：pdf, docx", "For example pdf, docx");
/// An amount.
pub const YEN: Phrase = Phrase::new("金額", "Amount");
/// Its unit.
pub const YEN_UNIT: Phrase = Phrase::new("円", "yen");
/// There is a minimum price.
pub const MINIMUM_SET: Phrase = Phrase::new("最低制限価格を設けている", "There is a minimum price");
/// A bond is waived.
pub const EXEMPT: Phrase = Phrase::new("免除", "Waived (免除)");
/// The rule for joint ventures.
pub const RULE: Phrase = Phrase::new("共同企業体の参加", "Joint ventures");
/// Grades.
pub const GRADES: Phrase = Phrase::new("等級", "Grades");
/// Under it.
pub const GRADES_HINT: Phrase = Phrase::new("例：A, B", "For example A, B");
/// Whom to ask.
pub const CONTACT_NAME: Phrase = Phrase::new("部署・担当者", "Office or person");
/// Telephone.
pub const TELEPHONE: Phrase = Phrase::new("電話", "Telephone");
/// Fax.
pub const FAX: Phrase = Phrase::new("ファクシミリ", "Fax");
/// E-mail.
pub const EMAIL: Phrase = Phrase::new("電子メール", "E-mail");

/// The name of a sort.
#[must_use]
pub const fn kind(kind: RequirementKind) -> Phrase {
    match kind {
        RequirementKind::Form => Phrase::new("様式・提出書類", "Form"),
        RequirementKind::Certificate => Phrase::new("証明書類", "Certificate"),
        RequirementKind::SubmissionMethod => Phrase::new("提出方法", "How to hand in"),
        RequirementKind::Copies => Phrase::new("提出部数", "Number of copies"),
        RequirementKind::PageLimit => Phrase::new("ページ数の上限", "Page limit"),
        RequirementKind::TypeSize => Phrase::new("文字の大きさ", "Type size"),
        RequirementKind::FileLimit => Phrase::new("ファイル形式・容量", "File format and size"),
        RequirementKind::Anonymity => Phrase::new("匿名", "Anonymity"),
        RequirementKind::PlannedPrice => Phrase::new("予定価格", "Ceiling price (予定価格)"),
        RequirementKind::MinimumPrice => Phrase::new("最低制限価格", "Minimum price (最低制限価格)"),
        RequirementKind::PriceCap => Phrase::new("見積限度額・提案上限額", "Price cap (見積限度額)"),
        RequirementKind::BidBond => Phrase::new("入札保証金", "Bid bond (入札保証金)"),
        RequirementKind::ContractBond => Phrase::new("契約保証金", "Performance bond (契約保証金)"),
        RequirementKind::JointVenture => Phrase::new("共同企業体", "Joint venture (共同企業体)"),
        RequirementKind::Register => Phrase::new("参加資格者名簿", "Register of qualified bidders"),
        RequirementKind::Grade => Phrase::new("等級・格付", "Grade"),
        RequirementKind::Region => Phrase::new("地域要件", "Location"),
        RequirementKind::Licence => Phrase::new("許可・登録・認証", "Licence or registration"),
        RequirementKind::Experience => Phrase::new("実績", "Track record"),
        RequirementKind::Personnel => Phrase::new("配置技術者・担当者", "People to be assigned"),
        RequirementKind::Standing => Phrase::new("欠格事由・指名停止など", "Good standing"),
        RequirementKind::Language => Phrase::new("使用言語・通貨", "Language and currency"),
        RequirementKind::Contact => Phrase::new("問合せ先", "Contact"),
        RequirementKind::Other => Phrase::new("その他の条件", "Other demand"),
    }
}

/// What a sort means, in one line.
#[must_use]
pub const fn hint(kind: RequirementKind) -> Phrase {
    match kind {
        RequirementKind::Form
        | RequirementKind::Certificate
        | RequirementKind::SubmissionMethod
        | RequirementKind::Copies
        | RequirementKind::PageLimit
        | RequirementKind::TypeSize
        | RequirementKind::FileLimit
        | RequirementKind::Anonymity => paper_hint(kind),
        RequirementKind::PlannedPrice
        | RequirementKind::MinimumPrice
        | RequirementKind::PriceCap
        | RequirementKind::BidBond
        | RequirementKind::ContractBond => price_hint(kind),
        _ => bidder_hint(kind),
    }
}

const fn paper_hint(kind: RequirementKind) -> Phrase {
    match kind {
        RequirementKind::Form => Phrase::new(
            "発注者が求める書類です。様式があるものは、その様式で作ります。",
            "A paper the buyer asks for; where there is a form (様式), it must be used.",
        ),
        RequirementKind::Certificate => Phrase::new(
            "官公署などが発行する書類です。発行日の条件に注意します。",
            "A paper issued by an authority or the firm's books; mind how old it may be.",
        ),
        RequirementKind::SubmissionMethod => Phrase::new(
            "認められた方法以外で届いた書類は受け付けられません。",
            "Papers that arrive in any other way are not accepted.",
        ),
        RequirementKind::Copies => Phrase::new(
            "正本は押印・署名した原本、副本は審査用の写しです。",
            "The 正本 is the signed original, the 副本 are copies for the reviewers.",
        ),
        RequirementKind::PageLimit => Phrase::new(
            "超えた部分は審査されないか、失格になることがあります。",
            "Pages beyond it may go unread or disqualify the proposal.",
        ),
        RequirementKind::TypeSize => {
            Phrase::new("これより小さい文字は使えません。", "Type must not be smaller than this.")
        }
        RequirementKind::FileLimit => {
            Phrase::new("電子で出すファイルの形式と大きさの条件です。", "What electronic files may be, and how large.")
        }
        _ => Phrase::new(
            "社名・ロゴ・氏名など、提案者がわかる記載をしてはいけません。",
            "Nothing may tell who bids: no firm, logo or person by name.",
        ),
    }
}

const fn price_hint(kind: RequirementKind) -> Phrase {
    match kind {
        RequirementKind::PlannedPrice => Phrase::new(
            "これを超える入札は落札できません。税込・税抜の別に注意します。",
            "A bid above it cannot win. Mind whether tax is included.",
        ),
        RequirementKind::MinimumPrice => Phrase::new(
            "これを下回る入札は失格または調査の対象になります。",
            "A bid below it is disqualified or examined.",
        ),
        RequirementKind::PriceCap => Phrase::new(
            "見積額・提案額はこの額以内とします。税込・税抜の別に注意します。",
            "The quotation must not exceed it. Mind whether tax is included.",
        ),
        RequirementKind::BidBond => Phrase::new(
            "入札の前に納める保証金です。免除の条件を確かめます。",
            "A deposit before the bid; see on what terms it is waived.",
        ),
        _ => Phrase::new(
            "契約のときに納める保証金です。免除の条件を確かめます。",
            "A deposit at the signing of the contract; see on what terms it is waived.",
        ),
    }
}

const fn bidder_hint(kind: RequirementKind) -> Phrase {
    match kind {
        RequirementKind::JointVenture => Phrase::new(
            "共同企業体で参加できるか、その構成員数・出資比率などの条件です。",
            "Whether a joint venture may bid, and its number of members, shares and other terms.",
        ),
        RequirementKind::Register => Phrase::new(
            "発注者の有資格者名簿に登載されている必要があります。",
            "The bidder must be on the buyer's list of qualified firms (有資格者名簿).",
        ),
        RequirementKind::Grade => Phrase::new(
            "名簿での等級（格付）や総合点数の条件です。",
            "The grade or score that the bidder must have on the register.",
        ),
        RequirementKind::Region => Phrase::new(
            "本店・支店・営業所の所在地の条件です。",
            "Where the head office, a branch or an office must be.",
        ),
        RequirementKind::Licence => Phrase::new(
            "建設業許可、事務所登録、ISO、プライバシーマークなどです。",
            "Construction licence, registration of the office, ISO, PrivacyMark and the like.",
        ),
        RequirementKind::Experience => Phrase::new(
            "過去に行った同種・類似の業務の条件です。",
            "Similar work that the bidder must have done in the past.",
        ),
        RequirementKind::Personnel => Phrase::new(
            "配置する技術者・担当者の資格や専任・雇用の条件です。",
            "Qualifications, employment and full-time duty of the people to be assigned.",
        ),
        RequirementKind::Standing => Phrase::new(
            "自治令第167条の4、指名停止、暴力団排除、倒産手続、滞納などの条件です。",
            "No ban, no suspension (指名停止), no ties to organised crime, no insolvency, no unpaid tax.",
        ),
        RequirementKind::Language => {
            Phrase::new("書類に使う言語と通貨です。", "The language and the currency of the papers.")
        }
        RequirementKind::Contact => Phrase::new("質問や提出の窓口です。", "Where to ask and hand in."),
        _ => Phrase::new(
            "守らないと失格・無効になり得る、そのほかの条件です。",
            "Anything else that can make a bid invalid.",
        ),
    }
}

/// A way of handing in.
#[must_use]
pub const fn method(method: Method) -> Phrase {
    match method {
        Method::InPerson => Phrase::new("持参", "in person"),
        Method::Post => Phrase::new("郵送", "by post"),
        Method::Electronic => Phrase::new("電子（電子入札・電子申請）", "electronically (電子入札 or 電子申請)"),
        Method::Email => Phrase::new("電子メール", "by e-mail"),
        Method::Fax => Phrase::new("ファクシミリ", "by fax"),
    }
}

/// Whether a joint venture may bid.
#[must_use]
pub const fn joint_venture(rule: JointVentureRule) -> Phrase {
    match rule {
        JointVentureRule::Yes => Phrase::new("共同企業体可", "joint ventures may take part"),
        JointVentureRule::No => Phrase::new("共同企業体不可", "no joint ventures: single firms only"),
        JointVentureRule::Required => Phrase::new("共同企業体に限る", "joint ventures only"),
        JointVentureRule::Conditional => {
            Phrase::new("共同企業体可（条件あり）", "joint ventures may take part on conditions")
        }
    }
}

/// What a value says, in the reader's language; empty where the words of the requirement say everything.
#[must_use]
pub fn value(value: &RequirementValue) -> String {
    say_with(japanese(value), words(value))
}

/// The English of a requirement that follows from its value alone; empty where a person must write it.
#[must_use]
pub fn english(value: &RequirementValue) -> String {
    let words = match value {
        RequirementValue::Form { title, .. } | RequirementValue::Certificate { title }
            if paper::english(title).is_none() =>
        {
            String::new()
        }
        RequirementValue::Contact { name, .. } if !name.is_ascii() => String::new(),
        RequirementValue::JointVenture { rule: JointVentureRule::Conditional } => String::new(),
        other => words(other),
    };
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>() + ".")
}

fn japanese(value: &RequirementValue) -> String {
    match value {
        RequirementValue::Form { number, title } => format!("{number} {title}").trim().to_owned(),
        RequirementValue::Certificate { title } => title.clone(),
        RequirementValue::SubmissionMethod { methods } => {
            methods.iter().map(|way| method(*way).ja).collect::<Vec<_>>().join("・")
        }
        RequirementValue::Copies { originals, copies } => copies_japanese(*originals, *copies),
        RequirementValue::PageLimit { pages } => format!("{pages}ページ以内"),
        RequirementValue::TypeSize { tenths } => format!("{}ポイント以上", points(*tenths)),
        RequirementValue::FileLimit { megabytes, formats } => {
            let size = megabytes.map(|size| format!("{size}MB以内"));
            formats_of(formats).into_iter().chain(size).collect::<Vec<_>>().join("、")
        }
        RequirementValue::PlannedPrice { yen } => yen.map_or_else(|| "非公表".to_owned(), |yen| price(yen).0),
        RequirementValue::MinimumPrice { set: false, .. } => "設定なし".to_owned(),
        RequirementValue::MinimumPrice { yen, set: true } => {
            yen.map_or_else(|| "設定あり（額は非公表）".to_owned(), |yen| price(yen).0)
        }
        RequirementValue::PriceCap { yen } => format!("{}以内", price(*yen).0),
        RequirementValue::BidBond { exempt } | RequirementValue::ContractBond { exempt } => {
            if *exempt { "免除" } else { "必要" }.to_owned()
        }
        RequirementValue::JointVenture { rule } => joint_venture(*rule).ja.to_owned(),
        RequirementValue::Grade { grades } => grades.join("・"),
        RequirementValue::Contact { name, telephone, email, fax } => contact(name, telephone, email, fax, "、"),
        _ => String::new(),
    }
}

fn words(value: &RequirementValue) -> String {
    match value {
        RequirementValue::Form { number, title } => form_english(number, title),
        RequirementValue::Certificate { title } => titled(title),
        RequirementValue::SubmissionMethod { methods } => {
            let ways: Vec<&str> = methods.iter().map(|way| method(*way).en).collect();
            format!("to be handed in {}", listed(&ways, "or"))
        }
        RequirementValue::Copies { originals, copies } => copies_english(*originals, *copies),
        RequirementValue::PageLimit { pages } => format!("at most {}", counted(*pages, "page", "pages")),
        RequirementValue::TypeSize { tenths } => format!("type of {} pt or larger", points(*tenths)),
        RequirementValue::FileLimit { megabytes, formats } => {
            let size = megabytes.map(|size| format!("at most {size} MB"));
            let formats = formats_of(formats).map(|formats| format!("files as {formats}"));
            formats.into_iter().chain(size).collect::<Vec<_>>().join(", ")
        }
        RequirementValue::Anonymity => "the copies must not tell who bids: no firm, logo or person by name".to_owned(),
        RequirementValue::PlannedPrice { yen } => yen.map_or_else(
            || "the ceiling price (予定価格) is not published".to_owned(),
            |yen| format!("ceiling price (予定価格): {}", price(yen).1),
        ),
        RequirementValue::MinimumPrice { set: false, .. } => "there is no minimum price (最低制限価格)".to_owned(),
        RequirementValue::MinimumPrice { yen, set: true } => yen.map_or_else(
            || "there is a minimum price (最低制限価格); its amount is not published".to_owned(),
            |yen| format!("minimum price (最低制限価格): {}", price(yen).1),
        ),
        RequirementValue::PriceCap { yen } => format!("the price must not exceed {}", price(*yen).1),
        RequirementValue::BidBond { exempt: true } => "the bid bond (入札保証金) is waived".to_owned(),
        RequirementValue::BidBond { exempt: false } => "a bid bond (入札保証金) is required".to_owned(),
        RequirementValue::ContractBond { exempt: true } => "the performance bond (契約保証金) is waived".to_owned(),
        RequirementValue::ContractBond { exempt: false } => "a performance bond (契約保証金) is required".to_owned(),
        RequirementValue::JointVenture { rule } => joint_venture(*rule).en.to_owned(),
        RequirementValue::Grade { grades } if grades.is_empty() => String::new(),
        RequirementValue::Grade { grades } => {
            let grades: Vec<&str> = grades.iter().map(String::as_str).collect();
            format!("grade {}", listed(&grades, "or"))
        }
        RequirementValue::Contact { name, telephone, email, fax } => contact(name, telephone, email, fax, ", "),
        _ => String::new(),
    }
}

fn form_english(number: &str, title: &str) -> String {
    match (number.is_empty(), title.is_empty()) {
        (true, _) => titled(title),
        (false, true) => format!("form {number}"),
        (false, false) => format!("form {number}: {}", titled(title)),
    }
}

/// A paper by its English name with its own beside it; its own alone where it has none.
fn titled(title: &str) -> String {
    paper::english(title).map_or_else(|| title.to_owned(), |english| format!("{english} ({title})"))
}

fn copies_japanese(originals: u32, copies: u32) -> String {
    match (originals, copies) {
        (0, copies) => format!("副本{copies}部"),
        (originals, 0) => format!("{originals}部"),
        (originals, copies) => format!("正本{originals}部・副本{copies}部"),
    }
}

fn copies_english(originals: u32, copies: u32) -> String {
    let copies_in_words = counted(copies, "copy (副本)", "copies (副本)");
    match (originals, copies) {
        (0, _) => copies_in_words,
        (originals, 0) => format!("{} to hand in", counted(originals, "set", "sets")),
        _ => format!("{} and {copies_in_words}", counted(originals, "original (正本)", "originals (正本)")),
    }
}

fn points(tenths: u32) -> String {
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

fn formats_of(formats: &[String]) -> Option<String> {
    let names: Vec<String> = formats.iter().map(|format| format.to_uppercase()).collect();
    (!names.is_empty()).then(|| names.join("・"))
}

/// An amount for each reader.
fn price(yen: i64) -> (String, String) {
    let yen = Yen(yen);
    (yen.print(AmountForm::Unit), yen.print(AmountForm::Mark))
}

fn contact(name: &str, telephone: &str, email: &str, fax: &str, between: &str) -> String {
    let labelled = [("", name), ("TEL ", telephone), ("", email), ("FAX ", fax)];
    let parts = labelled.into_iter().filter(|(_, text)| !text.is_empty());
    parts.map(|(label, text)| format!("{label}{text}")).collect::<Vec<_>>().join(between)
}

/// a, b or c
fn listed(words: &[&str], joint: &str) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} {joint} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_name_and_a_line_about_it() {
        for sort in RequirementKind::ALL {
            assert!(!kind(sort).ja.is_empty() && !kind(sort).en.is_empty());
            assert!(hint(sort).ja.ends_with('。') && hint(sort).en.ends_with('.'), "{sort:?}");
        }
    }

    #[test]
    fn a_value_is_told_in_both_languages() {
        let copies = RequirementValue::Copies { originals: 1, copies: 9 };
        assert_eq!(japanese(&copies), "正本1部・副本9部");
        assert_eq!(english(&copies), "1 original (正本) and 9 copies (副本).");
        let size = RequirementValue::TypeSize { tenths: 105 };
        assert_eq!(
            (japanese(&size).as_str(), english(&size).as_str()),
            ("10.5ポイント以上", "Type of 10.5 pt or larger.")
        );
        let cap = RequirementValue::PriceCap { yen: 12_345_000 };
        assert_eq!(japanese(&cap), "12,345,000円以内");
        assert_eq!(english(&cap), "The price must not exceed ¥12,345,000.");
        let form = RequirementValue::Form { number: "様式第1号".to_owned(), title: "参加表明書".to_owned() };
        assert_eq!(english(&form), "Form 様式第1号: expression of interest (参加表明書).");
    }

    #[test]
    fn what_a_value_does_not_say_is_left_to_a_person() {
        assert_eq!(english(&RequirementValue::Experience), "");
        let unknown =
            RequirementValue::Form { number: "様式第9号".to_owned(), title: "特別な調書".to_owned() };
        assert_eq!(english(&unknown), "");
        assert_eq!(japanese(&unknown), "様式第9号 特別な調書");
    }
}
