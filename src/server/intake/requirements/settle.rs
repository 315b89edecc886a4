//! Each requirement once: what is told twice is kept once, what is told differently is doubtful.

use super::{Found, Page};
use crate::domain::notice::Doubt;
use crate::domain::requirement::{JointVentureRule, RequirementKind, RequirementValue};

/// Brings the readings of all families into the order of the text.
pub fn settle(page: &Page<'_, '_>, mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|one| (one.start, one.value.kind()));
    let mut kept: Vec<Found> = Vec::new();
    for one in found {
        let same = kept.iter_mut().find(|other| is_same(page, other, &one));
        match same {
            Some(other) => merge(other, one),
            None => kept.push(one),
        }
    }
    contradict(&mut kept);
    kept
}

/// Whether two readings are of one demand.
fn is_same(page: &Page<'_, '_>, one: &Found, two: &Found) -> bool {
    if one.value.kind() != two.value.kind() {
        return false;
    }
    match (&one.value, &two.value) {
        (
            RequirementValue::Form { number, title },
            RequirementValue::Form { number: other_number, title: other_title },
        ) => is_same_form((number, title), (other_number, other_title)),
        (RequirementValue::Certificate { title }, RequirementValue::Certificate { title: other }) => {
            plain(title) == plain(other)
        }
        (
            RequirementValue::Contact { telephone, email, .. },
            RequirementValue::Contact { telephone: other_telephone, email: other_email, .. },
        ) => {
            !telephone.is_empty()
                && telephone == other_telephone
                && (email == other_email || email.is_empty() || other_email.is_empty())
                || telephone.is_empty() && other_telephone.is_empty() && !email.is_empty() && email == other_email
        }
        (one_value, two_value) if is_single(one_value.kind()) => one_value == two_value,
        (one_value, two_value) => {
            let same_words = || words(page, one) == words(page, two);
            one_value == two_value && (one.statement == two.statement || same_words())
        }
    }
}

fn words<'a>(page: &'a Page<'_, '_>, found: &Found) -> &'a str {
    page.statements.get(found.statement).map_or("", |statement| &*statement.words)
}

/// One form: the same number, or one title when one of the two has no number.
fn is_same_form((number, title): (&str, &str), (other_number, other_title): (&str, &str)) -> bool {
    let (title, other_title) = (plain(title), plain(other_title));
    if !number.is_empty() && !other_number.is_empty() {
        return number == other_number;
    }
    !title.is_empty()
        && !other_title.is_empty()
        && (title == other_title || is_tail(&title, &other_title) || is_tail(&other_title, &title))
}

/// 参加申請書 is the 一般競争入札参加申請書 that was named before.
fn is_tail(long: &str, short: &str) -> bool {
    short.chars().count() >= 5 && long.ends_with(short)
}

fn plain(title: &str) -> String {
    let title = title.split('(').next().unwrap_or(title);
    title.trim_end_matches("の写し").trim_end_matches('等').to_owned()
}

/// Takes from a second reading what the first does not say.
fn merge(kept: &mut Found, other: Found) {
    let is_clear = other.doubt.is_none();
    let mut differs = None;
    match (&mut kept.value, other.value) {
        (
            RequirementValue::Form { number, title },
            RequirementValue::Form { number: other_number, title: other_title },
        ) => {
            if number.is_empty() {
                *number = other_number;
            }
            let (short, long) = (plain(title), plain(&other_title));
            if title.is_empty() {
                *title = other_title;
                kept.doubt.take_if(|doubt| *doubt == Doubt::LabelFar && is_clear);
            } else if !long.is_empty() && !short.contains(&long) && !long.contains(&short) {
                differs = Some(Doubt::TwoValues { other: other_title });
            }
        }
        (
            RequirementValue::Contact { name, email, fax, .. },
            RequirementValue::Contact { name: other_name, email: other_email, fax: other_fax, .. },
        ) => {
            for (mine, others) in [(name, other_name), (email, other_email), (fax, other_fax)] {
                if mine.is_empty() {
                    *mine = others;
                }
            }
            if is_clear {
                kept.doubt = None;
            }
        }
        _ if is_clear => kept.doubt = None,
        _ => {}
    }
    if kept.doubt.is_none() {
        kept.doubt = differs;
    }
}

/// Of which a tender has one.
const fn is_single(kind: RequirementKind) -> bool {
    matches!(
        kind,
        RequirementKind::PlannedPrice
            | RequirementKind::MinimumPrice
            | RequirementKind::PriceCap
            | RequirementKind::BidBond
            | RequirementKind::ContractBond
            | RequirementKind::TypeSize
    )
}

/// Two values where one can be true: neither is certain.
fn contradict(found: &mut [Found]) {
    let values: Vec<RequirementValue> = found.iter().map(|one| one.value.clone()).collect();
    for (n, one) in found.iter_mut().enumerate() {
        let rival = values.iter().enumerate().find(|(m, other)| *m != n && contradicts(&one.value, other));
        if let Some((_, other)) = rival {
            one.doubt.get_or_insert_with(|| Doubt::TwoValues { other: printed(other) });
        }
    }
}

fn contradicts(one: &RequirementValue, two: &RequirementValue) -> bool {
    use JointVentureRule::{No, Required, Yes};
    match (one, two) {
        (RequirementValue::PlannedPrice { yen: Some(one) }, RequirementValue::PlannedPrice { yen: Some(two) })
        | (RequirementValue::PriceCap { yen: one }, RequirementValue::PriceCap { yen: two }) => {
            one != two && !is_tax_of(*one, *two) && !is_tax_of(*two, *one)
        }
        (RequirementValue::JointVenture { rule: one }, RequirementValue::JointVenture { rule: two }) => {
            matches!((one, two), (Yes, No) | (No, Yes | Required) | (Required, No))
        }
        _ => {
            is_single(one.kind())
                && one.kind() == two.kind()
                && one != two
                && !matches!(one, RequirementValue::PlannedPrice { .. } | RequirementValue::PriceCap { .. })
        }
    }
}

/// Whether the second amount is the first with tax.
fn is_tax_of(net: i64, gross: i64) -> bool {
    let with_tax = net + net / 10;
    (with_tax - gross).abs() <= 1
}

fn printed(value: &RequirementValue) -> String {
    match value {
        RequirementValue::PlannedPrice { yen: Some(yen) } | RequirementValue::PriceCap { yen } => format!("{yen}円"),
        RequirementValue::MinimumPrice { yen: Some(yen), .. } => format!("{yen}円"),
        RequirementValue::MinimumPrice { set: true, .. } => "設定する".to_owned(),
        RequirementValue::MinimumPrice { .. } => "設定しない".to_owned(),
        RequirementValue::BidBond { exempt: true } | RequirementValue::ContractBond { exempt: true } => {
            "免除".to_owned()
        }
        RequirementValue::TypeSize { tenths } => format!("{}.{}ポイント", tenths / 10, tenths % 10),
        RequirementValue::JointVenture { rule: JointVentureRule::No } => "認めない".to_owned(),
        RequirementValue::JointVenture { rule: JointVentureRule::Required } => "共同企業体に限る".to_owned(),
        RequirementValue::JointVenture { .. } => "認める".to_owned(),
        _ => "必要".to_owned(),
    }
}
