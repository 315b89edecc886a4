//! What is wrong with a paper, in words.

use crate::domain::document::{
    DocumentProblem, Fact, MemberFact, PaperSide, PrintPart, PrintPlace, Shared, Uncompared,
};
use crate::domain::paper_form::points;
use crate::ui::wording::{Phrase, counted, moment, question, say, say_with};

/// What is wrong with a paper.
#[must_use]
pub fn problem(problem: &DocumentProblem) -> String {
    match problem {
        DocumentProblem::Missing(what) => {
            let (ja, en) = fact(*what);
            say_with(format!("{ja}が未記載です。"), format!("Missing: {en}."))
        }
        DocumentProblem::RecordMissing(kind) => say_with(
            format!("「{}」が登録（選択）されていません。", kind.ja),
            format!("No entry yet: {}.", kind.en),
        ),
        DocumentProblem::FieldMissing { kind, field, number } => say_with(
            format!("「{}」{number}件目の「{}」が未記載です。", kind.ja, field.ja),
            format!("Missing in {} {number}: {}.", kind.en, field.en),
        ),
        DocumentProblem::HonorificTwice => say_with(
            "宛先に敬称が含まれており、敬称が二重になります。".to_owned(),
            "The addressee already ends with an honorific; another would follow.".to_owned(),
        ),
        DocumentProblem::BeforeNotice => {
            say_with("日付が公告日より前です。".to_owned(), "The paper is dated before the notice (公告日).".to_owned())
        }
        DocumentProblem::NoEra => say_with(
            "日付を元号で表せません。".to_owned(),
            "The date cannot be written with a Japanese era.".to_owned(),
        ),
        DocumentProblem::AmountTooSmall => {
            say_with("金額は1円以上にしてください。".to_owned(), "The amount must be at least one yen.".to_owned())
        }
        DocumentProblem::AmountTooLarge => say_with(
            "金額が記入欄の桁数を超えています。".to_owned(),
            "The amount has more digits than the form has boxes.".to_owned(),
        ),
        DocumentProblem::Character { fact: what, character } => {
            let (ja, en) = fact(*what);
            say_with(
                format!("{ja}に使えない文字「{character}」があります。"),
                format!("{en} holds the character “{character}”, which a paper must not carry."),
            )
        }
        DocumentProblem::Abbreviated(what) => {
            let (ja, en) = fact(*what);
            say_with(
                format!("{ja}に略号（㈱など）があります。登記どおりに記載してください。"),
                format!("{en} uses a short sign such as ㈱; write the name as registered."),
            )
        }
        DocumentProblem::UnknownCountry { member } => say_with(
            format!("構成員{}の国名が分かりません。", member + 1),
            format!("The country of member {} is not known.", member + 1),
        ),
        DocumentProblem::Placeholder(text) => say_with(
            format!("記入例などの文字が残っています：{text}"),
            format!("A placeholder is left in the text: {text}"),
        ),
        DocumentProblem::ReferenceLost(what) => {
            let (ja, en) = fact(*what);
            say_with(
                format!("{ja}に、削除された章への参照があります。"),
                format!("{en} refers to a section that is no longer there."),
            )
        }
        DocumentProblem::PictureLost(what) => {
            let (ja, en) = fact(*what);
            say_with(
                format!("{ja}の図を印刷できません（ファイルが無いか、PNG・JPEG・GIFではありません）。"),
                format!("{en} has a picture that cannot be printed: its file is gone, or is no PNG, JPEG or GIF."),
            )
        }
        DocumentProblem::QuestionTells { number, field, words } => {
            let Phrase { ja, en } = question::printed(*field);
            say_with(
                format!("質問{number}の{ja}にある「{words}」から質問者が分かります。回答は全ての参加者に公表されます。"),
                format!("Question {number} tells who asks: “{words}” in {en}. Answers are published to every bidder."),
            )
        }
        DocumentProblem::QuestionsLate => say_with(
            "質問の提出期限を過ぎています。期限後の質問は受け付けられません。".to_owned(),
            "The time for questions is over; later ones are not taken.".to_owned(),
        ),
        DocumentProblem::PagesReckoned => say_with(
            "目次のページ番号は行数からの計算です。Word で目次を更新して確認してください。".to_owned(),
            "The page numbers of the contents are reckoned from lines; update the contents in Word to be sure."
                .to_owned(),
        ),
        DocumentProblem::PagesCounted { at } => {
            let at = moment::in_zone_of_reader(*at);
            say_with(
                format!("目次のページ番号は、オフィスソフトで組んだ紙面から数えたものです（{at}）。"),
                format!("The page numbers of the contents were counted by the office program on {at}."),
            )
        }
        DocumentProblem::PagesNotCounted => say_with(
            "オフィスソフトでページを数えられなかったため、目次のページ番号は行数からの計算です。Word で目次を更新して確認してください。"
                .to_owned(),
            "The office program could not count the pages, so the page numbers of the contents are reckoned from lines; \
             update the contents in Word to be sure."
                .to_owned(),
        ),
        on_print_or_between => on_print(on_print_or_between),
    }
}

fn on_print(problem: &DocumentProblem) -> String {
    let at = print_place;
    match problem {
        DocumentProblem::TypeTooSmall { place, tenths, floor } => {
            let ((ja, en), size, least) = (at(place), points(*tenths), points(*floor));
            say_with(
                format!("文字が小さすぎます（{size}ポイント、{least}ポイント以上）：{ja}"),
                format!("Type is too small ({size} pt, at least {least} pt): {en}"),
            )
        }
        DocumentProblem::MarginTooSmall { side, tenths, least } => {
            let (ja, en) = side_words(*side);
            let (found, least) = (points(*tenths), points(*least));
            say_with(
                format!("{ja}の余白が{found} mm しかありません（{least} mm 以上）。"),
                format!("The {en} margin is only {found} mm (at least {least} mm)."),
            )
        }
        DocumentProblem::TableTooWide { place } => {
            let (ja, en) = at(place);
            say_with(format!("表が余白にはみ出しています：{ja}"), format!("A table reaches over the margin: {en}"))
        }
        DocumentProblem::PagesWithin { pages, limit } => say_with(
            format!("ページ数は{pages}で、上限{limit}以内です。"),
            format!("{}, within the limit of {limit}.", counted(*pages, "page", "pages")),
        ),
        DocumentProblem::TooManyPages { pages, limit } => say_with(
            format!("ページ数が{pages}で、上限{limit}を超えています。"),
            format!("{}, over the limit of {limit}.", counted(*pages, "page", "pages")),
        ),
        DocumentProblem::PagesNotCertain { counted: by_office, reckoned, limit } => say_with(
            format!(
                "上限{limit}ページに収まるか確かではありません（オフィスソフトで{by_office}、行数計算で{reckoned}）。Word で確認してください。"
            ),
            format!(
                "Whether it keeps to {} is not certain (office program {by_office}, by lines {reckoned}): open it in Word.",
                counted(*limit, "page", "pages")
            ),
        ),
        DocumentProblem::PagesNotChecked { reckoned, limit } => say_with(
            format!(
                "上限{limit}ページに収まるか確認できていません（行数計算で{reckoned}）。ダウンロードすると、オフィスソフトがあれば数えます。"
            ),
            format!(
                "Whether it keeps to {} was not checked (by lines {reckoned}). A download counts them where there is an office program.",
                counted(*limit, "page", "pages")
            ),
        ),
        DocumentProblem::TitleDiffers { place, found } => {
            let (ja, en) = at(place);
            say_with(
                format!("件名が公告と一字一句同じではありません（「{found}」）：{ja}"),
                format!("The title differs from the notice (“{found}”): {en}"),
            )
        }
        DocumentProblem::PlaceholderAt { place, text } => {
            let (ja, en) = at(place);
            say_with(
                format!("記入例などの文字「{text}」が残っています：{ja}"),
                format!("A placeholder is left (“{text}”): {en}"),
            )
        }
        DocumentProblem::CharacterAt { place, character } => {
            let (ja, en) = at(place);
            say_with(
                format!("機種依存文字「{character}」があります：{ja}"),
                format!("A character that old systems lack, “{character}”: {en}"),
            )
        }
        DocumentProblem::AbbreviatedAt { place } => {
            let (ja, en) = at(place);
            say_with(
                format!("略号（㈱など）があります。登記どおりに記載してください：{ja}"),
                format!("A short sign such as ㈱; write the name as registered: {en}"),
            )
        }
        DocumentProblem::WidthsMixed { place, text } => {
            let (ja, en) = at(place);
            say_with(
                format!("全角と半角、または読点の種類が混在しています（「{text}」）：{ja}"),
                format!("Full-width and half-width characters, or two kinds of commas, are mixed (“{text}”): {en}"),
            )
        }
        DocumentProblem::HonorificMisused { place, text } => {
            let (ja, en) = at(place);
            say_with(
                format!("敬称が正しくありません（「{text}」。組織には御中、個人・役職には様か殿）：{ja}"),
                format!("The honorific is wrong (“{text}”; 御中 for an organisation, 様 or 殿 for a person): {en}"),
            )
        }
        DocumentProblem::MonthsWritten { place, text } => {
            let (ja, en) = at(place);
            say_with(
                format!("「{text}」は「か月」と書きます：{ja}"),
                format!("“{text}” is written か月 in official texts: {en}"),
            )
        }
        DocumentProblem::NotKatakana { place, text } => {
            let (ja, en) = at(place);
            say_with(
                format!("フリガナが全角カタカナではありません（「{text}」）：{ja}"),
                format!("The reading must be full-width katakana (“{text}”): {en}"),
            )
        }
        DocumentProblem::NotHiragana { place, text } => {
            let (ja, en) = at(place);
            say_with(
                format!("ふりがながひらがなではありません（「{text}」）：{ja}"),
                format!("The reading must be hiragana (“{text}”): {en}"),
            )
        }
        other => between(other),
    }
}

fn between(problem: &DocumentProblem) -> String {
    match problem {
        DocumentProblem::Differs { what, here, there, other } => {
            let (ja, en) = shared(*what);
            let (in_ja, in_en) =
                if other.is_empty() { ("公告", "the notice") } else { (other.as_str(), other.as_str()) };
            say_with(
                format!("{ja}が{in_ja}と一致しません（ここでは「{here}」、{in_ja}では「{there}」）。"),
                format!("{en} differs from {in_en}: here “{here}”, there “{there}”."),
            )
        }
        DocumentProblem::AmountsDiffer { other } => say_with(
            format!("内訳の合計が{other}の金額と一致しません。"),
            format!("The sum of the breakdown is not the amount of {other}."),
        ),
        DocumentProblem::NotCompared(what) => say(not_compared(*what)).to_owned(),
        DocumentProblem::DatedBefore { other, other_day } => {
            let (ja, en) = match other.as_str() {
                "" => ("共同企業体の結成日", "the day the joint venture was formed"),
                code => (code, code),
            };
            let day = other_day.to_string();
            say_with(
                format!("日付が{ja}（{day}）より前です。協定・委任・申請・提出の順にしてください。"),
                format!(
                    "It is dated before {en} ({day}); agreement, delegation, application and submission follow each other."
                ),
            )
        }
        DocumentProblem::DatedAfter { milestone, until } => say_with(
            format!("日付が{}（{until}）より後です。", milestone.ja()),
            format!("It is dated after this step: {} ({until}).", milestone.en()),
        ),
        _ => String::new(),
    }
}

fn print_place(place: &PrintPlace) -> (String, String) {
    let (ja, en) = match (place.part, place.in_table) {
        (PrintPart::Text, false) => ("本文", "text"),
        (PrintPart::Text, true) => ("表", "table"),
        (PrintPart::Header, _) => ("ヘッダー", "header"),
        (PrintPart::Footer, _) => ("フッター", "footer"),
        (PrintPart::Note, _) => ("脚注", "footnote"),
    };
    let PrintPlace { line, excerpt, .. } = place;
    (format!("{ja} {line}行目「{excerpt}」"), format!("{en}, line {line}, “{excerpt}”"))
}

const fn side_words(side: PaperSide) -> (&'static str, &'static str) {
    match side {
        PaperSide::Left => ("左", "left"),
        PaperSide::Right => ("右", "right"),
        PaperSide::Top => ("上", "top"),
        PaperSide::Bottom => ("下", "bottom"),
    }
}

const fn not_compared(what: Uncompared) -> Phrase {
    match what {
        Uncompared::People => Phrase::new(
            "技術者の氏名を照合する相手（実施体制、工程表、企画提案書の体制表）がないため、照合していません。",
            "The engineers’ names were not compared: no other paper (team, schedule, proposal) names people.",
        ),
        Uncompared::Projects => Phrase::new(
            "企画提案書の実績の章に件数が書かれていないため、業務実績調書と照合していません。",
            "The number of references was not compared: the proposal’s chapter of references (実績) gives none.",
        ),
        Uncompared::Amount => Phrase::new(
            "内訳書に合計がないため、入札書・見積書の金額と照合していません。",
            "The amount was not compared: the breakdown (内訳書) closes with no sum.",
        ),
        Uncompared::Copies => Phrase::new(
            "求められる部数が登録されていないため、部数を照合していません。",
            "The numbers of copies (部数) were not compared: nobody entered how many are asked for.",
        ),
    }
}

const fn shared(what: Shared) -> (&'static str, &'static str) {
    match what {
        Shared::Addressee => ("宛先", "The addressee (宛先)"),
        Shared::JointVenture => ("共同企業体の名称", "The name of the joint venture"),
        Shared::Member => ("構成員", "A member"),
        Shared::MemberOrder => ("構成員の順", "The order of the members"),
        Shared::Address => ("所在地", "An address (所在地)"),
        Shared::Representative => ("代表者職氏名", "A representative (代表者職氏名)"),
        Shared::Agent => ("代理人", "The agent (代理人)"),
        Shared::Period => ("履行期間", "The period (履行期間)"),
        Shared::Number => ("番号", "The number (番号)"),
        Shared::Listing => ("名簿の登録番号", "The number on the list of bidders (登録番号)"),
        Shared::Licence => ("許可・登録の番号", "The number of a licence (許可・登録)"),
        Shared::Person => ("技術者・担当者の氏名", "The name of a person who does the work (技術者)"),
        Shared::Projects => ("実績の件数", "The number of references (実績件数)"),
        Shared::Seal => ("押印の有無（使用印）", "Whether it is sealed (使用印)"),
        Shared::AgentsSeal => ("代理人使用印", "The agent's seal (代理人使用印)"),
        Shared::Copies => ("部数", "The number of copies (部数)"),
        Shared::Shares => ("出資の割合", "The members’ shares (出資割合)"),
    }
}

fn fact(fact: Fact) -> (String, String) {
    let (ja, en) = match fact {
        Fact::Title => ("件名", "title of the tender (件名)"),
        Fact::Number => ("案件番号", "number of the tender"),
        Fact::Addressee => ("宛先", "addressee (宛先)"),
        Fact::Place => ("履行場所", "place of performance (履行場所)"),
        Fact::Period => ("履行期間", "period of performance (履行期間)"),
        Fact::NoticeDate => ("公告日", "date of the notice (公告日)"),
        Fact::Buyer => ("発注者の名称", "name of the buyer (発注者)"),
        Fact::OpeningDate => ("開札日", "day of the opening (開札日)"),
        Fact::TaxRate => ("消費税率", "rate of consumption tax"),
        Fact::JointVentureOffice => ("共同企業体の事務所の所在地", "office of the joint venture"),
        Fact::JointVentureFormedOn => ("共同企業体の成立の日", "day on which the joint venture was formed"),
        Fact::JointVentureMonthsAfter => ("共同企業体の解散の時期", "months after which the joint venture dissolves"),
        Fact::JointVentureBank => ("共同企業体の取引金融機関", "bank of the joint venture"),
        Fact::Date => ("日付", "date of the paper"),
        Fact::Amount => ("金額", "amount"),
        Fact::Label => ("様式番号", "label of the form"),
        Fact::JointVentureName => ("共同企業体の名称", "name of the joint venture (共同企業体)"),
        Fact::Members => ("構成員", "members (構成員)"),
        Fact::AgentAddress => ("代理人の住所", "agent's address (代理人)"),
        Fact::AgentName => ("代理人の氏名", "agent's name (代理人)"),
        Fact::Costs => ("内訳書", "cost breakdown (内訳書)"),
        Fact::Attachments => ("添付書類", "attachments (添付書類)"),
        Fact::Sections => ("提案書の本文", "text of the proposal"),
        Fact::Member(index, part) => return member_fact(index, part),
        Fact::Record(index) => {
            let number = index + 1;
            return (format!("登録データ（{number}件目）"), format!("entry {number} of the records"));
        }
        Fact::Section(index) => {
            let number = index + 1;
            return (format!("提案書 第{number}章の和文"), format!("Japanese text of section {number}"));
        }
    };
    (ja.to_owned(), en.to_owned())
}

fn member_fact(index: usize, part: MemberFact) -> (String, String) {
    let (ja, en) = match part {
        MemberFact::Name => ("商号又は名称", "name"),
        MemberFact::Country => ("国名", "country"),
        MemberFact::Address => ("所在地", "address"),
        MemberFact::RepresentativeTitle => ("代表者の職名", "representative's title"),
        MemberFact::RepresentativeName => ("代表者の氏名", "representative's name"),
        MemberFact::RepresentativeKatakana => ("代表者の氏名（カタカナ）", "representative's name in katakana"),
        MemberFact::RepresentativeLatin => ("代表者の氏名（ローマ字）", "representative's name in Latin letters"),
        MemberFact::Work => ("分担業務", "share of the work (分担業務)"),
        MemberFact::Share => ("出資割合", "share (出資割合)"),
        MemberFact::Amount => ("分担額", "amount of its part (分担額)"),
        MemberFact::Registration => ("登記の記載", "registration"),
        MemberFact::ContactDepartment => ("担当部署", "department of the contact"),
        MemberFact::ContactName => ("担当者", "contact"),
        MemberFact::ContactReading => ("担当者のふりがな", "reading of the contact's name"),
        MemberFact::ContactTelephone => ("電話番号", "telephone"),
        MemberFact::ContactEmail => ("電子メール", "e-mail"),
    };
    if index == 0 {
        (format!("代表者（代表構成員）の{ja}"), format!("{en} of the representative firm"))
    } else {
        (format!("構成員{index}の{ja}"), format!("{en} of member {}", index + 1))
    }
}
