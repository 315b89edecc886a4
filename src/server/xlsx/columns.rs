//! The columns of a breakdown's table, and the words by which they are found in foreign ones.

use crate::domain::cost_sheet::{CostSheet, SheetKind, year_name};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// 費目
    Part,
    /// 内訳, 工種・種別・細別; in foreign tables perhaps several, the first the highest.
    Label,
    /// 単価
    Price,
    /// 数量
    Quantity,
    /// 単位
    Unit,
    /// 金額
    Amount,
    /// 担当構成員
    Member,
    /// The amount in a fiscal year, from 0.
    Year(usize),
    /// 備考, 摘要
    Note,
    /// Code of the row, in our own files.
    Code,
    /// Level of the line, in our own files.
    Level,
    /// The stated amount where it differs from the computed one, in our own files.
    Stated,
}

/// Hidden columns, by which our own file is read back without loss.
pub(super) const CODE: &str = "区分コード";
pub(super) const LEVEL: &str = "階層";
pub(super) const STATED: &str = "記載金額";

/// The columns of a sheet, in the order of the paper (dossier §3.2, §3.3).
pub(super) fn columns_of(sheet: &CostSheet, has_members: bool) -> Vec<Column> {
    let mut columns = match sheet.kind {
        SheetKind::Services => {
            vec![Column::Part, Column::Label, Column::Price, Column::Quantity, Column::Unit, Column::Amount]
        }
        SheetKind::Works => vec![Column::Label, Column::Quantity, Column::Unit, Column::Price, Column::Amount],
    };
    if has_members {
        columns.push(Column::Member);
    }
    columns.extend((0..sheet.years().count()).map(Column::Year));
    columns.extend([Column::Note, Column::Code, Column::Level, Column::Stated]);
    columns
}

/// The head of a column.
pub(super) fn head(column: Column, sheet: &CostSheet) -> String {
    let is_works = sheet.kind == SheetKind::Works;
    match column {
        Column::Part => "費目".to_owned(),
        Column::Label if is_works => "工種・種別・細別".to_owned(),
        Column::Label => "内訳（職種・品目）".to_owned(),
        Column::Price => "単価（円）".to_owned(),
        Column::Quantity => "数量".to_owned(),
        Column::Unit => "単位".to_owned(),
        Column::Amount if is_works => "見積金額（円）".to_owned(),
        Column::Amount => "金額（円）".to_owned(),
        Column::Member => "担当構成員".to_owned(),
        Column::Year(year) => sheet.years().nth(year).map(year_name).unwrap_or_default(),
        Column::Note if is_works => "摘要".to_owned(),
        Column::Note => "備考".to_owned(),
        Column::Code => CODE.to_owned(),
        Column::Level => LEVEL.to_owned(),
        Column::Stated => STATED.to_owned(),
    }
}

/// Which column a head names; `None` for one that says nothing to us. Years are told apart by the caller.
pub(super) fn column_of(head: &str) -> Option<Column> {
    let plain: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.split(['（', '(', '［', '[', '【']).next().unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    Some(match plain {
        CODE => Column::Code,
        LEVEL => Column::Level,
        STATED => Column::Stated,
        _ if plain.ends_with("年度") => Column::Year(0),
        _ if has(&["担当"]) || plain == "構成員" => Column::Member,
        _ if has(&["備考", "摘要"]) => Column::Note,
        _ if has(&["単価"]) => Column::Price,
        _ if has(&["単位"]) => Column::Unit,
        _ if has(&["数量"]) || plain == "人日" => Column::Quantity,
        _ if has(&["金額", "価格", "小計"]) => Column::Amount,
        _ if has(&["費目", "科目", "費用区分", "大項目"]) || plain == "区分" => Column::Part,
        _ if has(&["内訳", "工種", "種別", "細別", "職種", "品目", "品名", "名称", "項目", "件名", "作業"]) => {
            Column::Label
        }
        _ => return None,
    })
}
