//! Words of a bid's costs: the breakdown that papers print, and the firm's own build-up.

use super::{Phrase, say, say_with};
use crate::domain::cost_sheet::facts::amount as yen;
use crate::domain::cost_sheet::findings::{CostFinding, CostRule};
use crate::domain::cost_sheet::quantity::CostProblem;
use crate::domain::cost_sheet::sharing::{SharedTotal, Sharing};
use crate::domain::cost_sheet::view::Side;
use crate::domain::cost_sheet::{Contained, Fixed, Part, SheetKind};
use crate::domain::document::PriceBasis;
use crate::domain::money::TaxRate;

/// Title.
pub const TITLE: Phrase = Phrase::new("内訳書", "Cost breakdown (内訳書)");
/// Under it, for the shared sheet.
pub const SHARED_LEAD: Phrase = Phrase::new(
    "提出書類に印刷される内訳書です。この入札のメンバー全員が見ます。",
    "What the papers print. Everybody on this bid sees it.",
);
/// Under it, for the own build-up.
pub const OWN_LEAD: Phrase = Phrase::new(
    "自社の積算です。明細は自社のメンバーだけが見ます。相手企業には、下で選んだ合計だけが見えます。",
    "Your firm's own reckoning. Its lines are seen by your firm's people only; partners see the totals that you choose below.",
);
/// The two sheets.
pub const SHEETS: Phrase = Phrase::new("内訳書と積算", "The two sheets");
/// The shared sheet.
pub const SHARED: Phrase = Phrase::new("提出用の内訳書（共有）", "Breakdown for the papers (shared)");
/// The own build-up.
pub const OWN: Phrase = Phrase::new("自社の積算（非公開）", "Own build-up (private)");
/// Somebody else saved.
pub const CONFLICT: Phrase = Phrase::new(
    "ほかの人が先に保存しました。現在保存されている内容は次のとおりです。下の表にはあなたの入力が残っています。見比べて、置き換えるときは保存を押してください。",
    "Somebody else saved first. What is saved now is shown here; your own input is still in the table below. Compare, and press Save to replace it.",
);
/// Drop the own input.
pub const TAKE_THEIRS: Phrase = Phrase::new("保存済みの内容を採用する", "Take what is saved");
/// What is saved.
pub const SAVED: Phrase = Phrase::new("保存されている内容", "What is saved");
/// Nothing is entered.
pub const NOTHING: Phrase = Phrase::new("まだ入力されていません。", "Nothing is entered yet.");
/// Findings.
pub const FINDINGS: Phrase = Phrase::new("計算の確認", "Checked");
/// None.
pub const NO_FINDINGS: Phrase = Phrase::new("計算は合っています。", "The sums close.");
/// Every amount.
pub const ROUNDING: Phrase = Phrase::new(
    "金額は円。数量×単価の1円未満は切り捨てます。数量は小数第3位まで。",
    "Whole yen. A fraction of a yen in quantity × price is dropped. Quantities take three decimals.",
);
/// How a table is filled in.
pub const TABLE_HINT: Phrase = Phrase::new(
    "金額は数量と単価から計算されます。一式のときは金額だけを書きます。下の階層がある行の金額は合計になります。順序に2.5と書くと2行目と3行目の間に入ります。空の行は無視され、保存すると空の行が増えます。",
    "The amount is computed from quantity and price; for a lump sum (一式) write the amount alone. A line with lines below it is their sum. Order 2.5 goes between the second and the third. Empty rows are ignored; saving brings more.",
);
/// Order.
pub const PLACE: Phrase = Phrase::new("順序", "Order");
/// Level.
pub const LEVEL: Phrase = Phrase::new("階層", "Level");
/// Label.
pub const LABEL: Phrase = Phrase::new("内訳", "Item (内訳)");
/// Quantity.
pub const QUANTITY: Phrase = Phrase::new("数量", "Quantity");
/// Unit.
pub const UNIT: Phrase = Phrase::new("単位", "Unit");
/// Price.
pub const PRICE: Phrase = Phrase::new("単価（円）", "Price (yen)");
/// Amount.
pub const AMOUNT: Phrase = Phrase::new("金額（円）", "Amount (yen)");
/// Member.
pub const MEMBER: Phrase = Phrase::new("担当構成員", "Firm");
/// No firm.
pub const NO_MEMBER: Phrase = Phrase::new("―", "none");
/// Note.
pub const NOTE: Phrase = Phrase::new("備考", "Note (備考)");
/// Remove.
pub const REMOVE: Phrase = Phrase::new("削除", "Remove");
/// 費目
pub const PART: Phrase = Phrase::new("費目", "Part (費目)");
/// By fiscal year.
pub const BY_YEAR: Phrase = Phrase::new("年度別に分ける", "Split by fiscal year (年度)");
/// First fiscal year.
pub const FIRST_YEAR: Phrase = Phrase::new("最初の年度", "First fiscal year (年度)");
/// How it is written.
pub const FIRST_YEAR_HINT: Phrase =
    Phrase::new("年度別に分けるときだけ。令和8、R8、2026。", "Only to split by fiscal year: 令和8, R8 or 2026.");
/// How many years.
pub const YEAR_COUNT: Phrase = Phrase::new("年度の列の数", "Columns of years");
/// What is contained.
pub const CONTAINED: Phrase = Phrase::new("合計に含まれる費用（内数）", "Contained in the total (内数)");
/// Why.
pub const CONTAINED_HINT: Phrase = Phrase::new(
    "入札契約適正化法により2025年12月12日以降に記載します。建退共掛金は、元請が証紙の交付を受託していない場合だけです。",
    "To be shown since 2025-12-12 (入契法12条). 建退共掛金 only where the prime contractor is not itself entrusted with issuing the stamps.",
);
/// Sums.
pub const SUMS: Phrase = Phrase::new("合計", "Sums");
/// What partners see.
pub const SHARING: Phrase = Phrase::new("相手企業に見せるもの", "What the partners see");
/// What partners never see.
pub const SHARING_HINT: Phrase = Phrase::new(
    "数量・単価・下の階層の行は、どれを選んでも見えません。",
    "Quantities, prices and lines below the top are never shown, whatever you choose.",
);
/// Totals of the firms.
pub const TOTALS: Phrase = Phrase::new("各社が共有している合計（税抜）", "Totals that the firms share (without tax)");
/// Copy them into the shared sheet.
pub const TAKE_OVER: Phrase = Phrase::new("合計を内訳書に写す", "Copy the totals into the breakdown");

/// What that copies.
#[must_use]
pub fn take_over_note(firms: &str) -> String {
    say_with(
        format!("内訳書に行のない会社：{firms}。写した行は、あとで費目や内訳を直せます。"),
        format!("Without a line in the breakdown: {firms}. The lines that are copied can be changed afterwards."),
    )
}

/// None.
pub const NO_TOTALS: Phrase = Phrase::new("共有された合計はありません。", "No firm shares a total yet.");
/// Firm.
pub const FIRM: Phrase = Phrase::new("会社", "Firm");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存", "Save");
/// Files.
pub const FILES: Phrase = Phrase::new("Excelファイル", "Excel files");
/// Take it away.
pub const DOWNLOAD: Phrase = Phrase::new("Excel（.xlsx）でダウンロード", "Download as .xlsx");
/// Bring one.
pub const UPLOAD: Phrase = Phrase::new("Excelファイルを読み込む", "Read an .xlsx");
/// What is read.
pub const UPLOAD_HINT: Phrase = Phrase::new(
    "2MBまでの.xlsx。費目・内訳・単価・数量・単位・金額・備考などの見出しで表を探します。読み取った内容を確認してから保存します。下の表の入力は置き換わります。",
    "An .xlsx up to 2 MB. The table is found by heads such as 費目, 内訳, 単価, 数量, 単位, 金額, 備考. You check what was read before it is saved; it takes the place of what is in the table.",
);
/// The button.
pub const READ_FILE: Phrase = Phrase::new("読み込む", "Read");
/// Read, not saved.
pub const READ: Phrase = Phrase::new(
    "ファイルを読み取りました。まだ保存されていません。確認して保存を押してください。",
    "The file was read. Nothing is saved yet: check it and press Save.",
);
/// Rows that are no lines.
pub const READ_NOTES: Phrase = Phrase::new("行として読まなかったもの", "Rows that were not read as lines");
/// No workbook.
pub const UNREADABLE: Phrase =
    Phrase::new("Excelファイル（.xlsx）として読み取れません。", "This cannot be read as an .xlsx file.");
/// No table.
pub const NO_TABLE: Phrase = Phrase::new(
    "内訳の表が見つかりません。「内訳」または「費目」と「金額」または「単価」の見出しが必要です。",
    "No breakdown was found. It needs heads such as 内訳 or 費目, and 金額 or 単価.",
);
/// Too large a sum.
pub const UNCOUNTABLE: Phrase = Phrase::new("合計が大きすぎて計算できません。", "The sum is too large to be counted.");
/// While typing.
pub const NOT_NOW: Phrase = Phrase::new(
    "読み取れない欄があるため、合計を計算できません。",
    "The sums cannot be computed: a cell cannot be read.",
);

/// The title of a kind.
#[must_use]
pub const fn kind(kind: SheetKind) -> Phrase {
    match kind {
        SheetKind::Services => Phrase::new("業務費内訳書", "Services (業務費内訳書)"),
        SheetKind::Works => Phrase::new("工事費内訳書", "Works (工事費内訳書)"),
    }
}

/// The offer to begin the other kind.
#[must_use]
pub const fn switch_to(kind: SheetKind) -> Phrase {
    match kind {
        SheetKind::Services => Phrase::new("業務費内訳書にする", "Make it a breakdown of services (業務費内訳書)"),
        SheetKind::Works => Phrase::new("工事費内訳書にする", "Make it a breakdown of works (工事費内訳書)"),
    }
}

/// A part.
#[must_use]
pub const fn part(part: Part) -> Phrase {
    match part {
        Part::Labour => Phrase::new("直接人件費", "Labour (直接人件費)"),
        Part::Expenses => Phrase::new("直接経費", "Expenses (直接経費)"),
        Part::Subcontract => Phrase::new("再委託費", "Subcontracts (再委託費)"),
        Part::Overhead => Phrase::new("諸経費", "Overhead (諸経費)"),
        Part::Discount => Phrase::new("値引（−で入力）", "Discount (値引), entered with a minus"),
        Part::Direct => Phrase::new("直接工事費", "Direct works cost (直接工事費)"),
        Part::CommonItemised => {
            Phrase::new("共通仮設費（積上分）", "Common temporary works, itemised (共通仮設費・積上分)")
        }
        Part::CommonByRate => Phrase::new("共通仮設費（率分）", "Common temporary works, by rate (共通仮設費・率分)"),
        Part::SiteManagement => Phrase::new("現場管理費", "Site management (現場管理費)"),
        Part::Administration => Phrase::new("一般管理費等", "General administration (一般管理費等)"),
    }
}

/// A level.
#[must_use]
pub const fn level(kind: SheetKind, level: u8) -> Phrase {
    match (kind, level) {
        (SheetKind::Works, 1) => Phrase::new("工種", "1 工種"),
        (SheetKind::Works, 2) => Phrase::new("種別", "2 種別"),
        (SheetKind::Works, _) => Phrase::new("細別", "3 細別"),
        (SheetKind::Services, 1) => Phrase::new("1", "1"),
        (SheetKind::Services, 2) => Phrase::new("2", "2"),
        (SheetKind::Services, _) => Phrase::new("3", "3"),
    }
}

/// What is contained.
#[must_use]
pub const fn contained(item: Contained) -> Phrase {
    match item {
        Contained::Material => Phrase::new("材料費", "Material (材料費)"),
        Contained::Labour => Phrase::new("労務費", "Labour (労務費)"),
        Contained::Welfare => {
            Phrase::new("法定福利費（事業主負担分）", "Statutory welfare, employer's part (法定福利費)")
        }
        Contained::Safety => Phrase::new("安全衛生経費", "Safety and health (安全衛生経費)"),
        Contained::MutualAid => Phrase::new("建退共掛金", "Retirement mutual aid (建退共掛金)"),
    }
}

/// A fixed sum.
#[must_use]
pub fn fixed(fixed: Fixed, rate: TaxRate) -> String {
    let phrase = match fixed {
        Fixed::Direct => Phrase::new("直接工事費計", "Direct works cost (直接工事費計)"),
        Fixed::Common => Phrase::new("共通仮設費計", "Common temporary works (共通仮設費計)"),
        Fixed::Pure => Phrase::new("純工事費計", "Net works cost (純工事費計)"),
        Fixed::Cost => Phrase::new("工事原価計", "Cost of works (工事原価計)"),
        Fixed::Price => Phrase::new("工事価格", "Price of works (工事価格)"),
        Fixed::WorksTotal => Phrase::new("合計（税抜）", "Total without tax (合計)"),
        Fixed::Subtotal => Phrase::new("小計（税抜）", "Subtotal without tax (小計)"),
        Fixed::Total => Phrase::new("合計（税込）", "Total with tax (合計)"),
        Fixed::Tax => {
            return say_with(
                format!("消費税及び地方消費税（{}%、1円未満切捨て）", rate.0),
                format!("Consumption tax ({} %, a fraction of a yen dropped)", rate.0),
            );
        }
    };
    say(phrase).to_owned()
}

/// Title of a side's link.
#[must_use]
pub const fn side(side: Side) -> Phrase {
    match side {
        Side::Shared => SHARED,
        Side::Own => OWN,
    }
}

/// How much is shared.
#[must_use]
pub const fn sharing(sharing: Sharing) -> Phrase {
    match sharing {
        Sharing::Nothing => Phrase::new("何も見せない", "Nothing"),
        Sharing::Sum => Phrase::new("総額だけ", "One sum"),
        Sharing::Parts => Phrase::new("費目ごとの合計", "The sum of each part (費目)"),
        Sharing::Lines => Phrase::new("最上位の行ごとの合計", "The total of each top-level line"),
    }
}

/// What a shared total is of.
#[must_use]
pub fn total_label(total: &SharedTotal) -> String {
    match total.part {
        None => say(Phrase::new("総額", "Sum")).to_owned(),
        Some(of) if total.label.is_empty() => say(part(of)).to_owned(),
        Some(of) => format!("{}：{}", say(part(of)), total.label),
    }
}

/// What is wrong with a cell.
#[must_use]
pub const fn problem(problem: CostProblem) -> Phrase {
    match problem {
        CostProblem::QuantityUnreadable => Phrase::new(
            "数量を読み取れません。12.5 のように書いてください。",
            "This is no quantity. Write it like 12.5.",
        ),
        CostProblem::TooPrecise => Phrase::new("小数第3位までにしてください。", "At most three decimals."),
        CostProblem::QuantityNegative => Phrase::new("0以上にしてください。", "It must not be below zero."),
        CostProblem::QuantityMissing => Phrase::new("単価には数量が必要です。", "A price needs a quantity."),
        CostProblem::GroupPriced => {
            Phrase::new("下の階層がある行には単価を書けません。", "A line that sums up others has no price of its own.")
        }
        CostProblem::LevelJump => Phrase::new(
            "階層は1つずつ下げてください。費目の最初の行は最上位です。",
            "Levels go down one at a time; the first line of a part is at the top.",
        ),
        CostProblem::DiscountPositive => {
            Phrase::new("値引は−（△、▲も可）を付けてください。", "A discount is written with a minus (−, △ or ▲).")
        }
        CostProblem::YearUnreadable => Phrase::new(
            "年度を読み取れません。令和8、R8、2026 のように書いてください。",
            "This is no fiscal year. Write 令和8, R8 or 2026.",
        ),
        CostProblem::TooManyLines => Phrase::new("行は300行までです。", "A sheet takes 300 lines."),
    }
}

/// A rule, as the readiness check tells it.
#[must_use]
pub const fn rule(rule: CostRule) -> Phrase {
    match rule {
        CostRule::Sums => Phrase::new("内訳書の計算が合っていません。", "The cost breakdown (内訳書) does not add up."),
        CostRule::Unpriced => {
            Phrase::new("内訳書に金額のない行があります。", "The cost breakdown (内訳書) has lines without an amount.")
        }
        CostRule::Contained => Phrase::new(
            "工事費内訳書に、材料費・労務費・法定福利費・安全衛生経費の記載が足りません。",
            "The breakdown of works (工事費内訳書) lacks material, labour, welfare or safety costs that the law asks to show.",
        ),
        CostRule::Total => Phrase::new(
            "内訳書の合計が入札書・見積書の金額と一致しません。",
            "The total of the cost breakdown (内訳書) is not the amount of the bid (入札書・見積書).",
        ),
        CostRule::Cap => Phrase::new(
            "内訳書の合計が見積限度額を超えているか、超えるおそれがあります。",
            "The total of the cost breakdown (内訳書) is above the limit of the notice (見積限度額), or may be.",
        ),
    }
}

/// A finding with its place and amounts; `label` names a line.
#[must_use]
pub fn finding(finding: &CostFinding, label: impl Fn(usize) -> String) -> String {
    match finding {
        CostFinding::Uncountable => say(UNCOUNTABLE).to_owned(),
        CostFinding::LineDiffers { line, stated, computed } => say_with(
            format!("{}：記載 {}円、計算 {}円", label(*line), yen(*stated), yen(*computed)),
            format!("{}: {} yen stated, {} yen computed", label(*line), yen(*stated), yen(*computed)),
        ),
        CostFinding::YearsDiffer { line, stated, computed } => say_with(
            format!("{}：年度の合計 {}円、金額 {}円", label(*line), yen(*stated), yen(*computed)),
            format!("{}: the years sum up to {} yen, the amount is {} yen", label(*line), yen(*stated), yen(*computed)),
        ),
        CostFinding::Unpriced { line } => {
            say_with(format!("{}：金額がありません", label(*line)), format!("{}: no amount", label(*line)))
        }
        CostFinding::ContainedMissing { item } => say_with(
            format!("「{}」の記載がありません", item.name()),
            format!("{} is not stated", say(contained(*item))),
        ),
        CostFinding::ContainedTooMuch { stated, computed } => say_with(
            format!("内数 {}円が合計 {}円を超えています", yen(*stated), yen(*computed)),
            format!("{} yen are contained in a total of {} yen", yen(*stated), yen(*computed)),
        ),
        CostFinding::TotalDiffers { stated, computed, basis } => say_with(
            format!(
                "合計 {}円（{}）が入札書・見積書の金額 {}円と一致しません",
                yen(*computed),
                basis_ja(*basis),
                yen(*stated)
            ),
            format!(
                "The total is {} yen ({}), the bid (入札書・見積書) states {} yen",
                yen(*computed),
                basis_en(*basis),
                yen(*stated)
            ),
        ),
        CostFinding::OverCap { cap, computed, basis } => say_with(
            format!("合計 {}円（{}）が限度額 {}円を超えています", yen(*computed), basis_ja(*basis), yen(*cap)),
            format!(
                "The total of {} yen ({}) is above the limit of {} yen",
                yen(*computed),
                basis_en(*basis),
                yen(*cap)
            ),
        ),
        CostFinding::CapUncertain { cap, computed } => say_with(
            format!("限度額 {}円が税込か税抜か確認できません。税込の合計は {}円です", yen(*cap), yen(*computed)),
            format!(
                "It is not known whether the limit of {} yen includes tax; with tax the total is {} yen",
                yen(*cap),
                yen(*computed)
            ),
        ),
    }
}

const fn basis_ja(basis: PriceBasis) -> &'static str {
    match basis {
        PriceBasis::TaxExclusive => "税抜",
        PriceBasis::TaxInclusive => "税込",
    }
}

const fn basis_en(basis: PriceBasis) -> &'static str {
    match basis {
        PriceBasis::TaxExclusive => "without tax",
        PriceBasis::TaxInclusive => "with tax",
    }
}

/// How many lines a file held.
#[must_use]
pub fn read_lines(count: &str) -> String {
    say_with(format!("{count}行を読み取りました。"), format!("{count} lines were read."))
}

/// Why a row of a file is no line: its number and the code of the reason.
#[must_use]
pub fn read_note(note: &str) -> String {
    let (row, code) = note.split_once(':').unwrap_or((note, ""));
    let why = say(match code {
        "sum" => Phrase::new("合計の行（計算し直します）", "a sum, which is computed anew"),
        "heading" => Phrase::new("費目の見出し", "the heading of a part"),
        "unlabelled" => Phrase::new("名称のない行", "no label"),
        _ => Phrase::new("300行を超えた行", "beyond 300 lines"),
    });
    say_with(format!("{row}行目：{why}"), format!("Row {row}: {why}"))
}

/// The name of a cell for who does not see the table: `3. 数量`.
#[must_use]
pub fn cell(column: &str, part: &str, row: usize) -> String {
    format!("{part} {row}: {column}")
}
