//! 入札保証金 and 契約保証金: waived or to be paid.

use super::Found;
use super::statement::Statement;
use super::titles::string;
use crate::domain::notice::Doubt;
use crate::domain::requirement::RequirementValue;

const WAIVED: [&str; 10] = [
    "免除",
    "要しない",
    "不要",
    "徴しない",
    "徴収しない",
    "納付しない",
    "必要としない",
    "必要ない",
    "求めない",
    "納付を要さない",
];
const PAID: [&str; 13] = [
    "分の10以上",
    "分の十以上",
    "%以上",
    "100分の5",
    "100分の10",
    "10分の1",
    "納付しなければ",
    "納付すること",
    "納付する",
    "納めること",
    "必要とする",
    "要する",
    "納めなければ",
];
/// 免除 under conditions only.
const CONDITIONS: [&str; 12] = [
    "免除することができる",
    "免除することができます",
    "免除する場合",
    "免除される場合",
    "の場合は免除",
    "場合は、免除",
    "場合は免除",
    "ときは免除",
    "ときは、免除",
    "一部を免除",
    "一部免除",
    "免除することがある",
];

/// The bonds of one statement.
pub fn read(n: usize, statement: &Statement) -> Vec<Found> {
    let bid = bond(n, statement, "入札保証金", |exempt| RequirementValue::BidBond { exempt });
    let contract = bond(n, statement, "契約保証金", |exempt| RequirementValue::ContractBond { exempt })
        .or_else(|| bond(n, statement, "契約の保証", |exempt| RequirementValue::ContractBond { exempt }));
    bid.into_iter().chain(contract).collect()
}

fn bond(n: usize, statement: &Statement, label: &str, value: impl Fn(bool) -> RequirementValue) -> Option<Found> {
    let (start, end, is_heading) = place(statement, label)?;
    let at = end - statement.start;
    let near = string(&statement.chars, at, at + 70);
    // The other bond's words are not this one's.
    let near = ["入札保証金", "契約保証金"].iter().fold(near.as_str(), |near, other| match near.find(other) {
        Some(cut) if cut > 6 && *other != label => near.get(..cut).unwrap_or(near),
        _ => near,
    });
    if ["に代え", "の還付", "は返還", "を還付", "の額", "納付書"].iter().any(|word| near.starts_with(word))
        && !near.contains("以上")
    {
        return None;
    }
    let waived = WAIVED.iter().filter_map(|word| near.find(word)).min();
    let paid = PAID.iter().filter_map(|word| near.find(word)).min();
    let is_conditional = CONDITIONS.iter().any(|word| near.contains(word));
    let (exempt, doubt) = match (waived, paid) {
        (Some(waive), Some(pay)) if pay < waive => (false, None),
        (Some(_), _) if is_conditional => (false, Some(Doubt::MayBeElsewhere)),
        (Some(_), Some(_)) => (true, Some(Doubt::MayBeElsewhere)),
        (Some(_), None) => (true, None),
        (None, Some(_)) => (false, None),
        (None, None) => return None,
    };
    let reach = if is_heading { statement.end } else { (end + 24).min(statement.end) };
    let is_partial = statement.has_any(&["を受けた者との契約", "低価格入札者"]);
    Some(Found::new(value(exempt), (start, reach), n))
        .map(|found| found.doubted(doubt).doubted(is_partial.then_some(Doubt::MayBeElsewhere)))
}

/// The label in the sentence, or in the heading right above it.
fn place(statement: &Statement, label: &str) -> Option<(usize, usize, bool)> {
    if let Some((start, end)) = statement.find(label) {
        return Some((start, end, false));
    }
    let is_headed =
        statement.context.first().is_some_and(|title| title.starts_with(label) && title.chars().count() <= 12);
    is_headed.then_some((statement.start, statement.start, true))
}
