//! 提出方法: in person, by post, electronically, by e-mail, by fax; what is refused is left out.

use super::Found;
use super::statement::Statement;
use crate::domain::deadline::Method;
use crate::domain::notice::Doubt;
use crate::domain::requirement::RequirementValue;

/// Labels behind which the ways of handing in stand.
const LABELS: [&str; 15] = [
    "提出方法",
    "提出の方法",
    "申込方法",
    "申込の方法",
    "応募方法",
    "入札方法",
    "入札の方法",
    "送付方法",
    "申請方法",
    "申請の方法",
    "受付方法",
    "質問方法",
    "提出先及び方法",
    "提出先・方法",
    "辞退の方法",
];
/// What a person does with the papers.
const HANDS_IN: [&str; 16] = [
    "入札は",
    "案件は",
    "本件は",
    "本業務は",
    "本工事は",
    "提出",
    "送付",
    "応募",
    "申請",
    "申込",
    "申し込",
    "入札書",
    "郵送",
    "執行",
    "質問し",
    "質問書",
];
/// How a sentence ends that prescribes a way.
const PRESCRIBES: [&str; 28] = [
    "執行する",
    "執行します",
    "行う",
    "行います",
    "対象案件である",
    "対象業務である",
    "対象工事である",
    "案件です",
    "入札です",
    "入札とする",
    "案件とする",
    "こと",
    "ください",
    "ものとする",
    "ものとします",
    "により行う",
    "により執行",
    "で行う",
    "とする",
    "限る",
    "のこと",
    "を認める",
    "できる",
    "なければならない",
    "なります",
    "による",
    "お願いします",
    "可",
];
/// What makes a clause refuse what it names.
const REFUSES: [&str; 21] = [
    "認めない",
    "認めません",
    "不可",
    "受け付けない",
    "受付けない",
    "受付しない",
    "受付できません",
    "受け付けません",
    "受理しない",
    "できない",
    "できません",
    "無効",
    "によらない",
    "行わない",
    "は除く",
    "を除く",
    "受け取らない",
    "受領しない",
    "禁止",
    "による提出ではない",
    "いたしません",
];
/// What makes a clause speak of the buyer's own sending, or of trouble.
const NOT_OURS: [&str; 22] = [
    "通知する",
    "通知します",
    "公表する",
    "公表し",
    "回答する",
    "回答します",
    "交付する",
    "配布する",
    "配布",
    "閲覧",
    "ダウンロード",
    "障害",
    "掲載",
    "場合の",
    "連絡する",
    "発送",
    "保留",
    "送信する",
    "落札者を決定",
    "公開",
    "通知書",
    "電子くじ",
];
/// Words of each way.
const WAYS: [(Method, &[&str]); 5] = [
    (Method::InPerson, &["持参", "持ち込み", "直接提出", "窓口に提出", "窓口へ提出", "窓口で提出", "手交"]),
    (Method::Post, &["郵送", "郵便", "書留", "レターパック", "託送", "宅配", "信書便"]),
    (
        Method::Electronic,
        &[
            "電子入札",
            "電子調達",
            "電子申請",
            "入札情報サービス",
            "LoGoフォーム",
            "申請フォーム",
            "申込フォーム",
            "オンライン申請",
        ],
    ),
    (
        Method::Email,
        &[
            "電子メール",
            "Eメール",
            "eメール",
            "E-mail",
            "e-mail",
            "Email",
            "メールに",
            "メールで",
            "メール送信",
            "・メール",
        ],
    ),
    (Method::Fax, &["ファクシミリ", "FAX", "ファックス", "ファクス"]),
];

/// The ways of one statement.
pub fn read(n: usize, statement: &Statement) -> Option<Found> {
    let label = statement.find_any(&LABELS).filter(|(start, _)| start - statement.start <= 12);
    let is_labelled = label.is_some() || statement.is_headed(&LABELS);
    let is_prose = statement.has_any(&HANDS_IN) && prescribes(statement);
    if !(is_labelled || is_prose) || is_only_told(statement) {
        return None;
    }
    let (methods, place) = methods(statement, is_labelled);
    let place = place?;
    // A way on a condition, or beside another that is none of ours, leaves the rest open.
    let is_partial = statement.has_any(&["紙媒体", "書面により", "紙により", "場合は", "場合に限り"]) && !is_labelled;
    let doubt = (is_partial || !is_labelled && statement.is_announced).then_some(Doubt::MayBeElsewhere);
    Some(Found::new(RequirementValue::SubmissionMethod { methods }, place, n).doubted(doubt))
}

fn prescribes(statement: &Statement) -> bool {
    let ends_sentence = |word: &&&str| {
        statement
            .words
            .match_indices(**word)
            .any(|(at, word)| statement.words.get(at + word.len()..).is_some_and(|rest| rest.starts_with('。')))
    };
    statement.ends_with_any(&PRESCRIBES)
        || PRESCRIBES.iter().filter(|word| statement.words.may_have(word)).any(|word| ends_sentence(&word))
}

/// Sentences about the buyer's own ways, about seals and witnesses, about disturbances.
fn is_only_told(statement: &Statement) -> bool {
    let head: String = statement.words.chars().take(16).collect();
    if ["の場合", "による場合"].iter().any(|word| head.contains(word))
        && WAYS.iter().any(|(_, words)| words.iter().any(|word| head.contains(word)))
    {
        return true;
    }
    statement.has_any(&[
        "立会",
        "提出を求めることがある",
        "紙入札に移行",
        "受信確認通知",
        "有効期限を過ぎ",
        "不正に使用",
        "証券等は",
    ])
}

/// All ways that some clause allows, and where the first and the last stand.
fn methods(statement: &Statement, is_labelled: bool) -> (Vec<Method>, Option<(usize, usize)>) {
    let mut methods: Vec<Method> = Vec::new();
    let mut place: Option<(usize, usize)> = None;
    let mut offset = 0;
    let is_there = |word: &&&str| statement.has(word);
    let foreign: Vec<&str> = REFUSES.iter().chain(&NOT_OURS).filter(is_there).copied().collect();
    for clause in statement.words.split_inclusive(['。', '(', ')', '※']) {
        let length = clause.chars().count();
        if !foreign.iter().any(|word| clause.contains(word)) {
            for (method, words) in WAYS {
                let there = words.iter().filter(is_there);
                let Some((from, to)) = there.filter_map(|word| way(clause, word, is_labelled)).min() else {
                    continue;
                };
                if !methods.contains(&method) {
                    methods.push(method);
                }
                let range = (statement.start + offset + from, statement.start + offset + to);
                place = Some(place.map_or(range, |old| (old.0.min(range.0), old.1.max(range.1))));
            }
        }
        offset += length;
    }
    methods.sort_unstable();
    (methods, place)
}

/// Where a word stands in a clause as a way of handing in, in characters.
fn way(clause: &str, word: &str, is_labelled: bool) -> Option<(usize, usize)> {
    let at = clause.find(word)?;
    let behind = clause.get(at + word.len()..)?;
    let from = clause.get(..at)?.chars().count();
    let range = (from, from + word.chars().count());
    let is_address = ["番号", "アドレス", ":", "0", "(0", "局", "料"].iter().any(|head| behind.starts_with(head));
    if is_address && !behind.starts_with("局留") {
        return None;
    }
    let near: String = behind.chars().take(26).collect();
    let is_condition = [
        "の場合",
        "による場合",
        "による提出の場合",
        "が出来ない",
        "ができない",
        "により難い",
        "によりがたい",
        "より",
        "システムより",
        "システムから",
    ]
    .iter()
    .any(|head| near.starts_with(head));
    if is_condition {
        return None;
    }
    let joins = [
        "により",
        "による",
        "にて",
        "で",
        "によって",
        "、",
        "又は",
        "または",
        "若しくは",
        "もしくは",
        "・",
        "とする",
        "のこと",
        "の方法",
        "のいずれ",
        "に限る",
        "ください",
        "提出",
        "し",
        "か",
        "等",
        "に係る",
        "システム",
        "を使用",
        "も可",
    ];
    (is_labelled || joins.iter().any(|joint| near.contains(joint))).then_some(range)
}
