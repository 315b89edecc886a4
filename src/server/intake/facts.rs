//! The facts of a notice that are no dates: 件名, 番号, 宛先, 方式, 場所, 期間, 税.

use super::authority::{Authority, authority_after, joined};
use super::outline::Outline;
use super::procedures;
use super::rules::is_signature;
use super::spans::Span;
use super::text::{Gap, NormalText};
use crate::domain::notice::{Conflict, Doubt, Evidence, FactName, FactValue, PriceBasis, ProposedFact};

/// A value that may be a fact.
struct Value {
    start: usize,
    end: usize,
    label: usize,
    rank: u8,
}

const TITLES: &[&str] = &[
    "工事名",
    "業務名",
    "件名",
    "委託業務名",
    "業務委託名",
    "事業名",
    "業務名称",
    "工事名称",
    "委託名",
    "調達件名",
    "契約件名",
    "案件名",
    "建設工事名",
    "業務の名称",
    "工事の名称",
    "委託業務の名称",
    "事業の名称",
    "購入物品名",
    "物品名",
    "品名",
    "購入件名",
    "委託件名",
    "案件名称",
    "件名及び数量",
    "調達案件の名称",
    "入札件名",
    "業務等の名称",
    "工事件名",
    "調達案件名",
    "契約名",
    "役務の名称",
    "業務名等",
    "物件名",
    "工事(業務)名",
    "業務(工事)名",
    "工事・業務名",
    "工事等名",
    "件名(業務名)",
];
const NUMBERS: &[&str] = &[
    "公告番号",
    "工事番号",
    "業務番号",
    "入札番号",
    "契約番号",
    "案件番号",
    "調達番号",
    "委託番号",
    "整理番号",
    "執行番号",
];
const PLACES: &[&str] = &[
    "工事場所",
    "履行場所",
    "業務場所",
    "工事箇所",
    "施工箇所",
    "施工場所",
    "納入場所",
    "業務対象地域",
    "委託場所",
    "業務箇所",
    "履行箇所",
    "納品場所",
    "事業場所",
    "実施場所",
    "委託箇所",
    "納入先",
    "引渡場所",
    "路線名及び施工箇所",
    "業務の場所",
    "工事の場所",
    "業務履行場所",
    "設置場所",
    "事業実施場所",
];
const PERIODS: &[&str] = &[
    "履行期間",
    "履行期限",
    "工期",
    "工事期限",
    "工事期間",
    "納期",
    "納入期限",
    "納品期限",
    "業務期間",
    "委託期間",
    "契約期間",
    "委託予定期間",
    "事業期間",
    "賃貸借期間",
    "納入期間",
    "リース期間",
    "指定期間",
    "実施期間",
    "業務委託期間",
    "履行予定期間",
    "完成期限",
];
/// Labels that end the value before them.
const OTHERS: &[&str] = &[
    "工種",
    "予定価格",
    "工事概要",
    "業務概要",
    "工事の種類",
    "事業概要",
    "業務内容",
    "概要",
    "入札方式",
    "担当課",
    "予定工期",
    "最低制限価格",
    "構造形式",
    "規模",
    "数量",
    "工事の概要",
    "業務の概要",
    "種別",
    "公告日",
    "公示日",
    "組織",
    "取得日",
    "所在地",
    "発注機関",
    "方式",
];
/// A value is not longer than this, in characters.
const LONGEST: usize = 120;

/// Reads all facts; contradictions come with them.
pub fn read_facts(text: &NormalText<'_>, outline: &Outline, spans: &[Span]) -> (Vec<ProposedFact>, Vec<Conflict>) {
    let mut facts = Vec::new();
    let mut conflicts = Vec::new();
    let labelled = [
        (FactName::Title, TITLES),
        (FactName::Number, NUMBERS),
        (FactName::Place, PLACES),
        (FactName::Period, PERIODS),
    ];
    for (name, labels) in labelled {
        let values = values_of(text, outline, labels);
        let (found, conflict) = choose(text, name, values);
        facts.extend(found);
        conflicts.extend(conflict);
    }
    let is_titled = facts.iter().any(|fact| fact.name == FactName::Title && fact.doubt != Some(Doubt::LabelFar));
    if !is_titled && let Some(heading) = title_from_heading(text) {
        facts.retain(|fact| fact.name != FactName::Title);
        facts.push(heading);
    }
    if !facts.iter().any(|fact| fact.name == FactName::Number) {
        facts.extend(number_from_head(text));
    }
    facts.extend(authority(text, spans));
    facts.extend(procedures::procedure(text));
    facts.extend(price_basis(text));
    facts.sort_by_key(|fact| fact.name);
    (facts, conflicts)
}

fn values_of(text: &NormalText<'_>, outline: &Outline, labels: &[&str]) -> Vec<Value> {
    let mut values = Vec::new();
    let mut firsts: Vec<char> = labels.iter().filter_map(|label| label.chars().next()).collect();
    firsts.dedup();
    for (i, first) in text.chars().iter().enumerate() {
        if !firsts.contains(first) {
            continue;
        }
        let Some(word) = labels.iter().filter(|word| text.has(i, word)).max_by_key(|word| word.chars().count()) else {
            continue;
        };
        let length = word.chars().count();
        let is_torn = (i + 1..i + length).any(|at| text.gap(at) == Gap::Space);
        if is_torn || begins_label(text, i) {
            values.extend(value_behind(text, outline, i, i + length));
        }
        if values.len() >= 12 {
            break;
        }
    }
    values
}

/// A label stands at a line's or cell's beginning, behind a mark, or apart.
fn begins_label(text: &NormalText<'_>, i: usize) -> bool {
    text.gap(i) >= Gap::Space
        || i.checked_sub(1).and_then(|before| text.get(before)).is_none_or(|ch| {
            ch.is_ascii_punctuation()
                || ch.is_ascii_digit()
                || "。・|■●○◆【】】①②③④⑤⑥⑦⑧⑨⑴⑵⑶⑷⑸⑹⑺⑻アイウエオカ".contains(ch)
        })
}

fn value_behind(text: &NormalText<'_>, outline: &Outline, label: usize, behind: usize) -> Option<Value> {
    let mark = text.get(behind).filter(|ch| matches!(ch, ':' | '|' | '】' | ')' | '」'));
    let start = if mark.is_some() { behind + 1 } else { behind };
    let apart = text.gap(start) >= Gap::Space || mark.is_some();
    let at_line = text.gap(label) >= Gap::Line;
    if !(apart || at_line) || text.gap(start) == Gap::Block && mark.is_none() && !at_line {
        return None;
    }
    if text.get(start).is_some_and(|ch| "はをがのにとへ及・等、。)".contains(ch)) && text.gap(start) == Gap::None
    {
        return None;
    }
    let end = value_end(text, outline, start);
    let is_contents = text.get(start).is_some_and(|ch| ch.is_ascii_digit()) && end - start >= LONGEST;
    if is_contents {
        return None;
    }
    let rank = match (outline.item_at(label), at_line) {
        (Some(item), _) if item.title == label => 0,
        (_, true) if apart => 1,
        _ => 2,
    };
    (end > start + 1).then_some(Value { start, end, label, rank })
}

fn value_end(text: &NormalText<'_>, outline: &Outline, start: usize) -> usize {
    let stop = outline.next_mark(start + 1).min(start + LONGEST).min(text.len());
    for i in start + 1..stop {
        let ends = match text.gap(i) {
            Gap::Block => true,
            Gap::Line => !continues(text, start, i),
            _ => false,
        };
        if ends || text.get(i) == Some('。') || (text.get(i) == Some('|')) || begins_other_label(text, i) {
            return i;
        }
    }
    stop
}

/// A value goes on in the next line when its own line was full and the next has one column and no mark.
fn continues(text: &NormalText<'_>, start: usize, i: usize) -> bool {
    let full = i - text.line_start(i - 1) >= 36;
    let end = text.line_end(i);
    let one_column = (i + 1..end).all(|at| text.gap(at) < Gap::Wide);
    let short = end - i <= 30;
    full && one_column && short && i - start >= 20 && !super::outline::begins_item(text, i)
}

fn begins_other_label(text: &NormalText<'_>, i: usize) -> bool {
    [TITLES, NUMBERS, PLACES, PERIODS, OTHERS].iter().flat_map(|list| list.iter()).any(|word| {
        let length = word.chars().count();
        let end = i + length;
        let torn = (i + 1..end).any(|at| text.gap(at) == Gap::Space);
        text.has(i, word)
            && (text.gap(end) >= Gap::Space || text.get(end) == Some(':'))
            && (text.gap(i) >= Gap::Space || torn)
    })
}

fn choose(text: &NormalText<'_>, name: FactName, mut values: Vec<Value>) -> (Option<ProposedFact>, Option<Conflict>) {
    values.sort_by_key(|value| (value.rank, value.start));
    let Some(best) = values.first() else { return (None, None) };
    let mut fact = text_fact(text, name, best);
    let key = comparable(fact.value.as_text());
    let rival = values
        .iter()
        .skip(1)
        .filter(|value| value.rank <= 1 && name == FactName::Title)
        .map(|value| text_fact(text, name, value))
        .find(|other| {
            let other = comparable(other.value.as_text());
            !other.contains(&key) && !key.contains(&other)
        });
    let conflict = rival.map(|other| {
        let second = other.value.as_text().to_owned();
        fact.certain = false;
        fact.doubt = Some(Doubt::TwoValues { other: second.clone() });
        Conflict::TwoValues {
            name,
            first: fact.value.as_text().to_owned(),
            first_evidence: fact.evidence.clone(),
            second,
            second_evidence: other.evidence,
        }
    });
    (Some(fact), conflict)
}

fn comparable(value: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    value.nfkc().filter(|ch| !ch.is_whitespace() && !"・、,".contains(*ch)).collect()
}

fn text_fact(text: &NormalText<'_>, name: FactName, value: &Value) -> ProposedFact {
    let printed = text.printed(value.start, value.end);
    let tidy = printed.trim_matches(|ch: char| ch.is_whitespace() || "|:：、,".contains(ch));
    let cut = value.end >= value.start + LONGEST || value.rank >= 2;
    fact(
        name,
        FactValue::Text(tidy.to_owned()),
        text.evidence(value.start, value.end, Some(value.label)),
        cut.then_some(Doubt::LabelFar),
    )
}

/// A fact with its doubt.
pub fn fact(name: FactName, value: FactValue, evidence: Evidence, doubt: Option<Doubt>) -> ProposedFact {
    ProposedFact { name, value, evidence, certain: doubt.is_none(), doubt }
}

/// …の一般競争入札の実施について, …に係る公募型プロポーザル実施要領 in the first lines.
fn title_from_heading(text: &NormalText<'_>) -> Option<ProposedFact> {
    let starts: Vec<usize> = text.line_starts().iter().copied().take_while(|start| *start < 600).take(14).collect();
    starts.into_iter().find_map(|start| {
        let line = text.line_end(start);
        let end = (start + 4..line.min(start + LONGEST)).find(|i| {
            let joint = ["に係る", "にかかる", "の", "についての", ""]
                .into_iter()
                .find(|word| !word.is_empty() && text.has(*i, word))
                .map_or(0, |word| word.chars().count());
            joint > 0 && procedures::term_at(text, i + joint).is_some()
        })?;
        let printed = text.printed(start, end);
        let bare = printed.trim_start_matches(|ch| "「『【".contains(ch)).trim_end_matches(|ch| "」』】".contains(ch));
        Some(fact(
            FactName::Title,
            FactValue::Text(bare.to_owned()),
            text.evidence(start, end, None),
            Some(Doubt::NoLabel),
        ))
    })
}

/// 桜川市公告第21号 in the first lines.
fn number_from_head(text: &NormalText<'_>) -> Option<ProposedFact> {
    let starts: Vec<usize> = text.line_starts().iter().copied().take_while(|start| *start < 500).take(10).collect();
    starts.into_iter().find_map(|start| {
        let line = text.line_end(start).min(start + 60);
        let word = (start..line).find(|i| ["公告", "告示", "公示"].iter().any(|word| text.has(*i, word)))?;
        let from = if line - start <= 22 { start } else { word + 2 };
        let number = (word + 2..line).find(|i| text.get(*i) == Some('第'))?;
        let end = (number..line)
            .rev()
            .find(|i| text.get(*i) == Some('号') || text.get(*i).is_some_and(|ch| ch.is_ascii_digit()))?
            + 1;
        let has_number = text.string(number, end).contains('号') && number - word <= 14;
        let value = text.printed(from, end);
        has_number.then(|| fact(FactName::Number, FactValue::Text(value), text.evidence(from, end, None), None))
    })
}

fn authority(text: &NormalText<'_>, spans: &[Span]) -> Vec<ProposedFact> {
    let signed = spans
        .iter()
        .find(|span| is_signature(text, span))
        .and_then(|span| authority_after(text, span.end))
        .map(|found| (found, None));
    let labels = ["入札執行者", "契約担当者", "発注者", "宛先", "あて先", "契約権者", "公告者"];
    let labelled = || {
        (0..text.len().min(20_000)).find_map(|i| {
            let word = labels.iter().find(|word| text.has(i, word))?;
            let behind = i + word.chars().count();
            let behind = if text.get(behind) == Some(':') { behind + 1 } else { behind };
            let apart = text.gap(behind) >= Gap::Space || text.get(behind - 1) == Some(':');
            if apart { authority_after(text, behind).map(|found| (found, Some(Doubt::LabelFar))) } else { None }
        })
    };
    signed.or_else(labelled).map_or_else(Vec::new, |(found, doubt)| authority_facts(text, found, doubt))
}

fn authority_facts(text: &NormalText<'_>, found: Authority, doubt: Option<Doubt>) -> Vec<ProposedFact> {
    let (start, end) = found.office;
    let office = office_text(text, start, end);
    let mut facts = vec![fact(FactName::Addressee, FactValue::Text(office), text.evidence(start, end, None), doubt)];
    if let Some((start, end)) = found.name {
        let printed = text.printed(start, end);
        // The sentence beside the proposal still shows the name as it is printed.
        let name = joined(&printed).unwrap_or(printed);
        let doubt = (!found.is_name_clear).then_some(Doubt::TextDamaged);
        facts.push(fact(FactName::AuthorityName, FactValue::Text(name), text.evidence(start, end, None), doubt));
    }
    facts
}

/// The office without the torn letters of its layout; lines become one line. 契約担当者 is a role, not an office.
fn office_text(text: &NormalText<'_>, start: usize, end: usize) -> String {
    let mut office = String::new();
    for i in start..end {
        if i > start && text.gap(i) >= Gap::Line {
            office.push(' ');
        }
        office.extend(text.get(i));
    }
    ["契約担当者 ", "契約責任者 ", "契約権者 "]
        .iter()
        .find_map(|role| office.strip_prefix(role))
        .map(str::to_owned)
        .unwrap_or(office)
}

/// 110分の100に相当する金額を入札書に記載: the price is written without tax.
fn price_basis(text: &NormalText<'_>) -> Option<ProposedFact> {
    let exclusive = [
        "110分の100",
        "百十分の百",
        "税抜金額を記載",
        "税抜き金額を記載",
        "消費税及び地方消費税を含まない金額",
        "消費税等を含まない金額",
        "消費税抜きの金額",
        "税抜きの金額",
    ];
    let inclusive = [
        "税込金額を記載",
        "税込みの金額を記載",
        "消費税及び地方消費税を含む金額を記載",
        "消費税及び地方消費税を含んだ金額",
        "税込の金額を記載",
    ];
    let first = |words: &[&str]| {
        (0..text.len())
            .find_map(|i| words.iter().find(|word| text.has(i, word)).map(|word| (i, i + word.chars().count())))
    };
    let (low, high) = (first(&exclusive), first(&inclusive));
    let (range, basis) = match (low, high) {
        (Some(range), _) => (range, PriceBasis::TaxExclusive),
        (None, Some(range)) => (range, PriceBasis::TaxInclusive),
        (None, None) => return None,
    };
    let doubt = high.filter(|_| low.is_some()).map(|(from, to)| Doubt::TwoValues { other: text.printed(from, to) });
    Some(fact(FactName::PriceBasis, FactValue::PriceBasis(basis), text.evidence(range.0, range.1, None), doubt))
}
