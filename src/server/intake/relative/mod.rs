//! Dates that a notice gives only by another step: 契約日の翌日から, 落札決定後7日以内, 開札日の翌日正午まで.
//! Kept as printed; no day is made of them. Look-back periods (公告日から過去10年) are none of them.

mod anchors;
mod distance;

use super::binding::{Bound, Page};
use super::citations::is_of_the_past;
use super::rows::Rows;
use super::rules::{Family, kinds};
use super::spans::Span;
use super::text::NormalText;
use crate::domain::deadline::MilestoneKind as Kind;
use crate::domain::notice::{Doubt, Edge, RelativeDate, UnreadableReason};
use anchors::{Anchor, anchor_at};
use distance::{Distance, distance_at};

/// More than any notice has; beyond them nothing is read.
const MOST: usize = 200;

/// A heading farther above says nothing of a distance inside a sentence, in characters.
const NEAR: usize = 44;

/// A relative date with its place, still without the step that it dates.
struct Token {
    start: usize,
    anchor: Anchor,
    distance: Distance,
}

/// Reads the relative dates of a text, in order.
pub fn read_relative(page: &Page<'_>, family: Family) -> Vec<RelativeDate> {
    let text = page.text;
    let tokens = scan(text);
    let mut all: Vec<Span> = page.spans.to_vec();
    all.extend(tokens.iter().map(|token| Span::unread(token.start, token.distance.end, UnreadableReason::Relative)));
    all.sort_by_key(|span| span.start);
    let rows = Rows::none();
    let page = Page { text, outline: page.outline, spans: &all, rows: &rows, sort: page.sort };
    tokens.iter().filter_map(|token| read(&page, token, family)).collect()
}

fn scan(text: &NormalText<'_>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut i = 0;
    while i < text.len() && tokens.len() < MOST {
        let found = anchor_at(text, i).and_then(|anchor| Some((anchor, distance_at(text, anchor.end)?)));
        match found {
            Some((anchor, distance)) => {
                tokens.push(Token { start: i, anchor, distance });
                i = distance.end.max(i + 1);
            }
            None => i += 1,
        }
    }
    tokens
}

fn read(page: &Page<'_>, token: &Token, family: Family) -> Option<RelativeDate> {
    let text = page.text;
    let (start, end) = (token.start, token.distance.end);
    let n = page.spans.iter().position(|span| span.start == start && span.end == end)?;
    let near = |bound: &Bound| bound.label.0 + NEAR >= start;
    let bound = page.bind(n).filter(|bound| is_sure(bound) && near(bound));
    let kind = bound.as_ref().and_then(|bound| kinds(bound.meaning, family).first().copied());
    // 契約締結日より5日以内の日から: a beginning, though it is itself an end.
    let begins = ["から", "~", "より"].iter().any(|word| text.has(end, word));
    let edge = if begins { Edge::From } else { token.distance.edge };
    let kind = kind.and_then(|kind| step(kind, edge)).filter(|kind| Some(*kind) != token.anchor.kind);
    let is_distance = token.distance.offset.is_some() || token.distance.time.is_some();
    if kind.is_none() && (token.distance.edge == Edge::From || !is_distance) {
        return None;
    }
    let is_past = is_of_the_past(text, start, end);
    if is_past && (kind.is_none() || token.distance.edge == Edge::From) {
        return None;
    }
    let label = bound.map(|bound| bound.label.0);
    Some(RelativeDate {
        kind,
        edge: token.distance.edge,
        anchor: token.anchor.kind,
        offset: token.distance.offset,
        time: token.distance.time,
        printed: text.printed(start, with_until(text, end)),
        evidence: text.evidence(start, end, label),
    })
}

fn is_sure(bound: &Bound) -> bool {
    matches!(bound.doubt, None | Some(Doubt::LabelAmbiguous { .. })) && bound.second.is_none()
}

/// A period of work that begins by another step: 着手.
fn step(kind: Kind, edge: Edge) -> Option<Kind> {
    match (kind, edge) {
        (Kind::Delivery, Edge::From) => Some(Kind::Start),
        (Kind::Notice, _) => None,
        (kind, _) => Some(kind),
    }
}

fn with_until(text: &NormalText<'_>, end: usize) -> usize {
    if text.has(end, "まで") { end + 2 } else { end }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::domain::notice::OffsetUnit;

    type Short = (Option<Kind>, Edge, Option<Kind>, Option<(i32, OffsetUnit)>);

    fn short(original: &str) -> Vec<Short> {
        read(original)
            .relative
            .into_iter()
            .map(|date| (date.kind, date.edge, date.anchor, date.offset.map(|offset| (offset.count, offset.unit))))
            .collect()
    }

    #[test]
    fn beginnings_hang_on_their_step() {
        let contract = Some(Kind::ContractSign);
        assert_eq!(
            short("履行期間　契約日の翌日から令和9年3月31日まで\n"),
            [(Some(Kind::Start), Edge::From, contract, Some((1, OffsetUnit::Day)))]
        );
        assert_eq!(short("履行期間　契約締結日～令和9年3月31日\n"), [(Some(Kind::Start), Edge::From, contract, None)]);
        assert_eq!(
            short("入札説明書の交付期間　公告の日から令和8年8月5日まで\n"),
            [(Some(Kind::DocsTo), Edge::From, Some(Kind::Notice), None)]
        );
    }

    #[test]
    fn ends_are_counted_from_their_step() {
        assert_eq!(
            short("履行期間　契約締結日から150日間\n"),
            [(Some(Kind::Delivery), Edge::By, Some(Kind::ContractSign), Some((150, OffsetUnit::Day)))]
        );
        assert_eq!(
            short("契約の締結　落札決定後7日以内\n"),
            [(Some(Kind::ContractSign), Edge::By, Some(Kind::AwardNotice), Some((7, OffsetUnit::Day)))]
        );
        assert_eq!(
            short("説明会の申込期限　入札日の3日前まで\n"),
            [(Some(Kind::BriefingApplyBy), Edge::By, Some(Kind::BidBy), Some((-3, OffsetUnit::Day)))]
        );
    }

    #[test]
    fn days_of_rest_are_left_out_where_the_notice_says_so() {
        let original = "参加資格がないと認めた旨の通知を受けた日の翌日から起算して5日以内(休日を除く。)に理由の説明を求めることができる。";
        assert_eq!(
            short(original),
            [(Some(Kind::ReasonRequestBy), Edge::By, Some(Kind::QualifyResult), Some((5, OffsetUnit::BusinessDay)))]
        );
    }

    #[test]
    fn the_time_of_day_is_kept() {
        let tender = read("事後審査書類の提出期限　開札日の翌日正午まで\n");
        let date = tender.relative.first().unwrap();
        assert_eq!((date.kind, date.anchor), (Some(Kind::DocsAfterAward), Some(Kind::OpenAt)));
        assert_eq!(date.time, chrono::NaiveTime::from_hms_opt(12, 0, 0));
        assert_eq!(date.printed, "開札日の翌日正午まで");
    }

    #[test]
    fn look_back_periods_and_states_are_none() {
        assert!(short("公告日から起算して過去10年間に施工した実績を有すること。").is_empty());
        assert!(short("公告の日から落札決定の日までの間に指名停止を受けていないこと。").is_empty());
        assert!(short("本工事の入札日前6か月以内に手形の不渡りを出した者").is_empty());
        assert!(short("過去5年間の実績を有すること。").is_empty());
    }
}
