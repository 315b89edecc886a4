//! The column `proposed_dates` of `tender`: the dates of a proposal in short, so that a search for days need not read
//! thousands of proposals. One date a line: `bid_by 2026-12-10T17:00`.

use crate::domain::deadline::{MilestoneKind, Moment};

/// Stands for a proposal without dates; empty is what an earlier version left.
const NONE: &str = "-";

/// The column's text.
#[must_use]
pub fn written(dates: &[(MilestoneKind, Moment)]) -> String {
    if dates.is_empty() {
        return NONE.to_owned();
    }
    dates.iter().map(|(kind, at)| format!("{} {at}", kind.code())).collect::<Vec<_>>().join("\n")
}

/// The dates of a column; none where nobody has written it.
#[must_use]
pub fn read(text: &str) -> Option<Vec<(MilestoneKind, Moment)>> {
    let date = |line: &str| {
        let (kind, at) = line.split_once(' ')?;
        MilestoneKind::parse(kind).zip(Moment::parse(at))
    };
    (!text.is_empty()).then(|| text.lines().filter_map(date).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let dates = ["2026-12-10", "2026-12-10T17:00"].map(|at| (MilestoneKind::BidBy, Moment::parse(at).unwrap()));
        assert_eq!(read(&written(&dates)), Some(dates.to_vec()));
        assert_eq!(read(&written(&[])), Some(Vec::new()));
        assert_eq!(read(""), None);
    }
}
