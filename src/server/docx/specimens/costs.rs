//! The breakdown of a specimen's costs (内訳書): works, or a service in which each member has lines, of one fiscal year or
//! of several.

use crate::domain::cost_sheet::facts::CostFacts;
use crate::domain::cost_sheet::form::{CostForm, CostLineInput};
use crate::domain::document::BidFacts;
use crate::domain::money::TaxRate;

/// Consumption tax in per cent.
const RATE: TaxRate = TaxRate(10);

/// The first fiscal year of the specimens' work.
const FIRST_YEAR: &str = "2026";

/// What the bid's 内訳書 prints, with a column for each of so many fiscal years; its members are known by their place.
pub(super) fn breakdown(facts: &BidFacts, years: usize) -> Option<CostFacts> {
    let form = if facts.tender.is_works { works() } else { services(facts.members.len(), years) };
    let sheet = form.parse(|_| true).ok()?;
    CostFacts::of(&sheet, RATE, |id| Some(facts.members.get(id.parse::<usize>().ok()?)?.name.clone()))
}

fn line(part: &str, level: &str, label: &str, figures: [&str; 4]) -> CostLineInput {
    let [quantity, unit, price, amount] = figures.map(str::to_owned);
    let (part, level, label) = (part.to_owned(), level.to_owned(), label.to_owned());
    CostLineInput { part, level, label, quantity, unit, price, amount, ..CostLineInput::default() }
}

/// Its subtotal is the amount of the specimens' bid: 9,403,430 yen.
fn services(members: usize, years: usize) -> CostForm {
    let of = |member: usize, line: CostLineInput| CostLineInput {
        member: if members > 1 { member.min(members - 1).to_string() } else { String::new() },
        ..line
    };
    let lines = vec![
        of(0, line("labour", "1", "設計", [""; 4])),
        of(0, line("labour", "2", "主任技師", ["40.5", "人日", "64,000", ""])),
        of(1, line("labour", "2", "技師Ａ", ["60", "人日", "52,000", ""])),
        of(1, line("labour", "1", "試験", ["18", "人日", "48,000", ""])),
        of(0, line("expenses", "1", "旅費交通費", ["4", "回", "86,500", ""])),
        of(2, line("expenses", "1", "翻訳通訳", ["1", "式", "", "430,000"])),
        of(2, line("overhead", "1", "諸経費", ["1", "式", "", "2,101,430"])),
        of(0, line("discount", "1", "値引", ["", "", "", "△50,000"])),
    ];
    let form = CostForm { kind: "services".to_owned(), lines, ..CostForm::default() };
    if years == 0 { form } else { over_years(form, years) }
}

/// Amounts of the lines of [`services`] by fiscal year; each row sums up to its line.
const BY_YEAR: [[&str; 3]; 8] = [
    ["", "", ""],
    ["1,296,000", "864,000", "432,000"],
    ["1,560,000", "1,040,000", "520,000"],
    ["", "432,000", "432,000"],
    ["86,500", "86,500", "173,000"],
    ["200,000", "130,000", "100,000"],
    ["900,000", "700,000", "501,430"],
    ["△50,000", "", ""],
];

fn over_years(form: CostForm, years: usize) -> CostForm {
    let lines = form.lines.into_iter().zip(BY_YEAR).map(|(line, amounts)| {
        let [y0, y1, y2] = amounts.map(str::to_owned);
        CostLineInput { y0, y1, y2, ..line }
    });
    CostForm {
        lines: lines.collect(),
        first_year: FIRST_YEAR.to_owned(),
        year_count: years.to_string(),
        note: "令和９年度以降の額は、債務負担行為に基づく各年度の支払限度額の範囲内とします。".to_owned(),
        ..form
    }
}

/// The figures of dossier §3.2: 工事価格 24,464,000 yen.
fn works() -> CostForm {
    let lines = vec![
        line("direct", "1", "道路土工", [""; 4]),
        line("direct", "2", "掘削工", [""; 4]),
        line("direct", "3", "掘削", ["120.5", "m3", "83,000", ""]),
        line("direct", "2", "残土処理工", ["1", "式", "", "4,799,500"]),
        line("common_by_rate", "1", "共通仮設費（率分）", ["1", "式", "", "1,956,692"]),
        line("site_management", "1", "現場管理費", ["1", "式", "", "4,936,816"]),
        line("administration", "1", "一般管理費等", ["1", "式", "", "2,769,492"]),
    ];
    CostForm {
        kind: "works".to_owned(),
        c0: "5,120,000".to_owned(),
        c1: "4,380,000".to_owned(),
        c2: "655,000".to_owned(),
        c3: "312,000".to_owned(),
        c4: "27,000".to_owned(),
        lines,
        ..CostForm::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cost_sheet::findings::Beside;
    use crate::domain::document::PriceBasis;
    use crate::domain::money::Yen;
    use crate::server::docx::specimens::three;

    #[test]
    fn every_year_of_the_specimen_closes_with_its_lines() {
        let sheet = services(3, 3).parse(|_| true).unwrap();
        let beside = Beside {
            rate: RATE,
            amount: Some(Yen(9_403_430)),
            basis: PriceBasis::TaxExclusive,
            caps: Vec::new(),
            notice_date: None,
        };
        assert_eq!(sheet.findings(&beside), []);
        let printed = breakdown(&three(), 3).unwrap();
        assert_eq!(printed.years, ["令和８年度", "令和９年度", "令和10年度"]);
        let net = printed.rows.iter().find(|row| row.amount == printed.net).unwrap();
        assert_eq!(net.years, ["3,992,500", "3,252,500", "2,158,430"]);
        assert!(printed.has_members);
    }
}
