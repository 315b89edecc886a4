//! How and on what basis something is handed in: 持参, 郵送, 電子; 必着, 消印有効, 到達.
//! Read from the words around a date and from the row 提出方法 that follows it.

use super::binding::{Bound, Page};
use super::spans::Span;
use super::text::{Gap, NormalText};
use crate::domain::deadline::{Basis, Method, MilestoneKind as Kind};

/// What is printed of the way to hand in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// Every method that is allowed.
    pub methods: Vec<Method>,
    /// What counts.
    pub basis: Option<Basis>,
}

/// Reads the ways of one date.
pub fn ways(page: &Page<'_>, n: usize, span: &Span, bound: &Bound, kind: Kind) -> Ways {
    if !is_handed_in(kind) {
        return Ways::default();
    }
    let text = page.text;
    let near = around(page, n, span, bound);
    let row = row_of_ways(page, n, span);
    let mut methods = methods_in(&near);
    if methods.is_empty() {
        methods = row.as_deref().map(methods_in).unwrap_or_default();
    }
    let mut basis = basis_in(&near).or_else(|| row.as_deref().and_then(basis_in));
    if kind == Kind::BidBy {
        if methods.is_empty() && is_electronic(text) {
            methods.push(Method::Electronic);
        }
        if methods == [Method::Electronic] {
            basis = basis.or(Some(Basis::Electronic));
        }
    }
    Ways { methods, basis }
}

/// Whether papers are handed in at this step.
pub fn is_handed_in(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::BriefingApplyBy
            | Kind::QuestionBy
            | Kind::IntentBy
            | Kind::QualifyApplyBy
            | Kind::ReasonRequestBy
            | Kind::JvApplyBy
            | Kind::ProposalBy
            | Kind::BidBy
            | Kind::WithdrawBy
            | Kind::DocsAfterAward
            | Kind::DepositBy
    )
}

/// The label and what follows the date up to the end of its sentence, its line, or the next date.
fn around(page: &Page<'_>, n: usize, span: &Span, bound: &Bound) -> String {
    let text = page.text;
    let floor = n.checked_sub(1).and_then(|before| page.spans.get(before)).map_or(0, |before| before.end);
    let label = text.string(bound.label.0.max(floor).max(span.start.saturating_sub(60)), span.start);
    let next = page.spans.get(n + 1).map_or(text.len(), |next| next.start);
    let stop = next.min(span.end + 70).min(text.len()).min(page.outline.next_mark(span.end));
    let stop = (span.end..stop)
        .find(|i| text.ends_sentence(*i) || text.gap(*i) == Gap::Block || begins_row(text, *i))
        .unwrap_or(stop);
    label + "、" + &text.string(span.end, stop)
}

/// A line with a word of its own before a wide gap or a colon is another row.
fn begins_row(text: &NormalText<'_>, i: usize) -> bool {
    text.gap(i) >= Gap::Line
        && (i + 1..i + 14).any(|at| text.gap(at) >= Gap::Wide || text.get(at) == Some(':') || text.gap(at) == Gap::Line)
}

const ROWS: &[&str] = &[
    "提出方法",
    "受付方法",
    "申込方法",
    "応募方法",
    "入札方法",
    "質問方法",
    "申請方法",
    "提出の方法",
    "申込の方法",
    "参加申込の方法",
    "方法",
    "提出先及び方法",
    "提出場所及び方法",
    "提出先・方法",
];

/// So many characters of a row name the same subject as another (参加申込の方法, 参加申込の受付).
const SUBJECT: usize = 4;

/// The row 提出方法 soon below a date, before the next date.
fn row_of_ways(page: &Page<'_>, n: usize, span: &Span) -> Option<String> {
    let text = page.text;
    let next = page.spans.get(n + 1).map_or(text.len(), |next| text.line_start(next.start));
    let stop = next.min(span.end + 160).min(text.len());
    let at = (span.end..stop).find(|i| ROWS.iter().any(|word| text.has(*i, word)))?;
    let parent = |i: usize| page.outline.item_at(i).and_then(|item| item.parent);
    // (1) 参加申込の受付 ア 期間 … (3) 参加申込の方法: a row beside the item that holds the date.
    let above = page.outline.item_at(span.start).and_then(|item| page.outline.parent(item));
    let is_beside = above.is_some_and(|above| {
        let subject = text.string(at, at + SUBJECT);
        above.parent.is_some() && above.parent == parent(at) && text.has(above.title, &subject)
    });
    let is_same =
        page.outline.item_at(at).map(|item| item.start) == page.outline.item_at(span.start).map(|item| item.start);
    if !is_same && !is_beside && (parent(at) != parent(span.start) || parent(at).is_none()) {
        return None;
    }
    let limit = (at + 90).min(text.len()).min(page.outline.next_mark(at + 1));
    let end = (at + 4..limit).find(|i| text.ends_sentence(*i) || begins_row(text, *i)).unwrap_or(limit);
    Some(text.string(at, end))
}

const METHODS: &[(&str, Method)] = &[
    ("持参", Method::InPerson),
    ("直接提出", Method::InPerson),
    ("持込", Method::InPerson),
    ("郵送", Method::Post),
    ("書留", Method::Post),
    ("郵便により", Method::Post),
    ("郵便で", Method::Post),
    ("電子入札", Method::Electronic),
    ("電子申請", Method::Electronic),
    ("電子調達", Method::Electronic),
    ("システムにより", Method::Electronic),
    ("入力フォーム", Method::Electronic),
    ("申込フォーム", Method::Electronic),
    ("申請フォーム", Method::Electronic),
    ("電子メール", Method::Email),
    ("Eメール", Method::Email),
    ("E-mail", Method::Email),
    ("e-mail", Method::Email),
    ("メールにて", Method::Email),
    ("メールで", Method::Email),
    ("メールにより", Method::Email),
    ("FAX", Method::Fax),
    ("ファクス", Method::Fax),
    ("ファックス", Method::Fax),
    ("ファクシミリ", Method::Fax),
];

const REFUSED: &[&str] = &[
    "不可",
    "認めな",
    "認めませ",
    "受け付けな",
    "受付けな",
    "受け付けませ",
    "できな",
    "できませ",
    "無効",
    "除く",
    "受理しな",
];

/// Every method that is named and not refused in its clause.
fn methods_in(words: &str) -> Vec<Method> {
    let clauses = words.split(['。', '(', ')']).filter(|clause| !REFUSED.iter().any(|word| clause.contains(word)));
    let mut methods: Vec<Method> = clauses
        .flat_map(|clause| METHODS.iter().filter(move |(word, _)| clause.contains(word)).map(|(_, method)| *method))
        .collect();
    methods.sort();
    methods.dedup();
    methods
}

fn basis_in(words: &str) -> Option<Basis> {
    let has = |all: &[&str]| all.iter().any(|word| words.contains(word));
    if has(&["消印有効"]) {
        Some(Basis::Postmark)
    } else if has(&["必着", "到着", "必ず着"]) {
        Some(Basis::Arrival)
    } else if has(&["到達", "電子入札システムに", "電子入札システムへ", "電子調達システムによる"])
    {
        Some(Basis::Electronic)
    } else {
        None
    }
}

/// A notice says how it is bid in this many characters.
const HEAD: usize = 6_000;

/// この入札は電子入札システムにより執行する: said once for the whole notice.
fn is_electronic(text: &NormalText<'_>) -> bool {
    let starts = (0..text.len().min(HEAD))
        .filter(|i| text.get(*i) == Some('電') && (text.has(*i, "電子入札") || text.has(*i, "電子調達")));
    starts.take(40).any(|at| {
        let words = text.string(at, at + 60).replace("。)", ")");
        let words = words.split('。').next().unwrap_or_default();
        let named = ["により", "による", "で行", "を利用", "を使用"].iter().any(|word| words.contains(word));
        named && ["執行", "行う", "行い", "行います", "実施"].iter().any(|word| words.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_that_are_refused_are_not_offered() {
        assert_eq!(methods_in("持参又は郵送(書留に限る。)により提出"), [Method::InPerson, Method::Post]);
        assert_eq!(methods_in("電子メールによること。持参及びFAXは認めない"), [Method::Email]);
        assert_eq!(methods_in("持参(郵送は不可)"), [Method::InPerson]);
    }

    #[test]
    fn the_basis_is_read_as_printed() {
        assert_eq!(basis_in("郵送(必着)"), Some(Basis::Arrival));
        assert_eq!(basis_in("当日消印有効"), Some(Basis::Postmark));
        assert_eq!(basis_in("午後5時まで"), None);
    }
}
