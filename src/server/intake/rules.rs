//! From bound dates to candidates for steps: what a period's ends mean, whose time counts, what is planned.

use super::authority::authority_after;
use super::binding::{Bound, Page};
use super::calls::settle_calls;
use super::citations::{is_citation, is_look_back};
use super::hours::{last_day_behind, one_day_hours, other_times_behind, times_from_elsewhere};
use super::labels::Meaning;
use super::spans::{Reference, Span};
use super::text::{Gap, NormalText};
use super::ways::{is_handed_in, ways};
use crate::domain::deadline::{Basis, Certainty, Method, MilestoneKind as Kind, Moment};
use crate::domain::notice::{Doubt, Edge, OtherDate, UnreadableDate, UnreadableReason};

/// A step that may be proposed, with every doubt about it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The step.
    pub kind: Kind,
    /// When, or the end of the period.
    pub at: Moment,
    /// The beginning of the period.
    pub from: Option<Moment>,
    /// 確定 or 予定.
    pub certainty: Certainty,
    /// 必着 and the like.
    pub basis: Option<Basis>,
    /// 持参, 郵送 …
    pub methods: Vec<Method>,
    /// The end of a 募集期間: which step it is follows from the others.
    pub is_call: bool,
    /// All doubts, gravest first only after `conflicts::settle`.
    pub doubts: Vec<Doubt>,
    /// Place of the value and of its label.
    pub place: (usize, usize, usize),
    /// The time hangs on this step.
    pub reference: Option<Reference>,
}

/// What the dates of a text came to.
#[derive(Default)]
pub struct Reading {
    /// Steps.
    pub candidates: Vec<Candidate>,
    /// Dates with a label that name no day.
    pub unreadable: Vec<UnreadableDate>,
    /// Dates without a step.
    pub other_dates: Vec<OtherDate>,
    /// A beginning on a line of its own that waits for its end.
    pending: Vec<Pending>,
}

/// 開始 令和8年8月4日, and on the next line 締切.
struct Pending {
    kind: Kind,
    at: Moment,
    start: usize,
    end: usize,
}

fn beginning_of(bound: &Bound, at: Moment, span: &Span, family: Family) -> Option<Pending> {
    let kind = kinds(bound.meaning, family).first().copied()?;
    Some(Pending { kind, at, start: span.start, end: span.end })
}

/// How far below its beginning a period may end, in characters; farther where the end is called one.
const ENDS_WITHIN: usize = 60;
const CALLED_END_WITHIN: usize = 300;

fn join_pending(steps: &mut [Candidate], pending: &mut Vec<Pending>, span: &Span, edge: Option<Edge>) {
    let reach = if edge == Some(Edge::By) { CALLED_END_WITHIN } else { ENDS_WITHIN };
    for step in steps.iter_mut().filter(|step| step.from.is_none()) {
        let is_its = |begun: &Pending| begun.kind == step.kind && span.start.saturating_sub(begun.end) <= reach;
        let begun = pending.iter().position(is_its).map(|n| pending.swap_remove(n));
        step.from = begun.map(|begun| begun.at).filter(|at| at.date <= step.at.date);
    }
}

/// Which steps 参加申請 and 申請書 stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Bids: 入札参加資格確認申請.
    Bidding,
    /// Proposals: 参加表明.
    Proposals,
    /// 指定管理者: 申請書類 are the proposal, or what goes before it.
    Managers,
}

/// Reads the steps of a text.
pub fn read_steps(page: &Page<'_>, family: Family) -> Reading {
    let mut reading = Reading::default();
    let mut signed = false;
    for (n, span) in page.spans.iter().enumerate() {
        if is_citation(page.text, span) {
            continue;
        }
        if is_look_back(page.text, span) {
            reading.other_dates.extend(other_date(page.text, span));
            continue;
        }
        if is_signature(page.text, span) {
            let mut candidate = plain_candidate(page.text, span, Kind::Notice, (span.start, span.start));
            if signed {
                candidate.iter_mut().for_each(|candidate| candidate.doubts.push(Doubt::MayBeElsewhere));
            }
            signed = true;
            reading.candidates.extend(candidate);
            continue;
        }
        if is_notice_day(page.text, span) {
            reading.candidates.extend(plain_candidate(page.text, span, Kind::Notice, (span.start, span.start)));
            continue;
        }
        read_span(page, n, span, family, &mut reading);
    }
    settle_calls(&mut reading.candidates);
    // A beginning whose end was not found dates no step, and is still shown.
    for begun in std::mem::take(&mut reading.pending) {
        let evidence = page.text.evidence(begun.start, begun.end, None);
        reading.other_dates.push(OtherDate { at: begun.at, evidence });
    }
    reading.other_dates.sort_by_key(|date| date.evidence.start);
    reading
}

/// (令和8年1月27日入札公告分): the day in a heading; not 11月29日付官報公告.
fn is_notice_day(text: &NormalText<'_>, span: &Span) -> bool {
    let is_plain = span.from.is_none() && span.at.is_ok_and(|at| at.time.is_none());
    is_plain
        && ["入札公告分", "公告分", "入札公告)", "公告)", "公示)", "公募開始)"]
            .iter()
            .any(|word| text.has(span.end, word))
        || is_plain && text.has(span.end, "公告") && text.gap(span.end + 2) >= Gap::Line
}

fn read_span(page: &Page<'_>, n: usize, span: &Span, family: Family, reading: &mut Reading) {
    let text = page.text;
    let bound = page.bind(n);
    let at = match span.at {
        Ok(at) => at,
        Err(reason) => {
            let kind = bound.and_then(|bound| kinds(bound.meaning, family).first().copied());
            if kind.is_some() || reason == UnreadableReason::NoSuchDay || reason == UnreadableReason::NoYear {
                let evidence = text.evidence(span.start, span.end, None);
                reading.unreadable.push(UnreadableDate { kind, reason, evidence });
            }
            return;
        }
    };
    if page.is_old(n) {
        reading.other_dates.extend(other_date(text, span));
        return;
    }
    let before = reading.candidates.len();
    let bound = bound.filter(|bound| !is_update(text, span) && !is_of_a_paper(text, span, bound));
    match &bound {
        Some(bound) if bound.meaning == Meaning::NoStep => return,
        Some(bound) if bound.edge == Some(Edge::From) && span.from.is_none() => {
            reading.pending.extend(beginning_of(bound, at, span, family));
            return;
        }
        Some(bound) => {
            let mut steps = steps_of(page, n, span, bound, family);
            join_pending(&mut steps, &mut reading.pending, span, bound.edge);
            reading.candidates.extend(steps);
        }
        None => shared_label(page, n, at, &mut reading.candidates),
    }
    if reading.candidates.len() == before {
        reading.other_dates.extend(other_date(text, span));
    }
}

fn other_date(text: &NormalText<'_>, span: &Span) -> Option<OtherDate> {
    Some(OtherDate { at: span.at.ok()?, evidence: text.evidence(span.start, span.end, None) })
}

/// （令和8年7月31日更新）: the page's own history.
fn is_update(text: &NormalText<'_>, span: &Span) -> bool {
    ["更新", "改訂", "修正", "訂正", "作成", "公開)", "登録", "掲載)"].iter().any(|word| text.has(span.end, word))
}

/// 11月29日付け官報公告: the day of a paper that is spoken of; only a notice can be what it dates here.
fn is_of_a_paper(text: &NormalText<'_>, span: &Span, bound: &Bound) -> bool {
    text.has(span.end, "付") && !bound.meaning.is_of_notice()
}

/// A date without a label right behind one that has one: two dates under one label, neither certain.
fn shared_label(page: &Page<'_>, n: usize, at: Moment, candidates: &mut Vec<Candidate>) {
    let (Some(span), Some(before)) = (page.spans.get(n), n.checked_sub(1).and_then(|n| page.spans.get(n))) else {
        return;
    };
    let between = before.end..span.start;
    let is_apart = between.len() > 30
        || between.clone().any(|i| page.text.ends_sentence(i) || page.text.gap(i + 1) == Gap::Block)
        || page.outline.next_mark(before.end) <= span.start
        || opens_remark(page.text, before.end, span.start);
    let line = page.text.line_start(span.start);
    let own_words = page.text.string(line, span.start);
    let is_joined = matches!(own_words.as_str(), "" | "締切" | "終了" | "期限" | "~" | "開始")
        || line == before.end && JOINTS.iter().any(|joint| own_words.starts_with(joint));
    let is_apart = is_apart || line >= before.end && !is_joined;
    let Some(first) = candidates.iter().rposition(|candidate| candidate.place.0 == before.start).filter(|_| !is_apart)
    else {
        return;
    };
    let Some(earlier) = candidates.get_mut(first) else { return };
    let (kind, other, label) = (earlier.kind, earlier.at, earlier.place.2);
    let words = page.text.string(before.end, span.start);
    // 入札書提出 開始 … / 締切 …: the second line is the end of what the first begins.
    let is_end = kind == Kind::BidFrom && ["締切", "終了", "期限"].iter().any(|word| words.contains(word));
    let (kind, doubt) = if is_end { (Kind::BidBy, Doubt::LabelFar) } else { (kind, Doubt::TwoDates { other }) };
    if !is_end {
        earlier.doubts.push(Doubt::TwoDates { other: at });
    }
    if let Some(mut second) = plain_candidate(page.text, span, kind, (label, label)) {
        second.doubts.push(doubt);
        candidates.push(second);
    }
}

/// 8月5日 / 又は8月7日: words that make the next line's date one more of the same label.
const JOINTS: [&str; 8] = ["又は", "または", "若しくは", "もしくは", "及び", "ただし", "但し", "("];

/// Whether a bracket opens between two places and stays open.
fn opens_remark(text: &NormalText<'_>, from: usize, to: usize) -> bool {
    let between = text.string(from, to);
    between.matches('(').count() > between.matches(')').count()
}

/// The steps that a meaning stands for.
pub fn kinds(meaning: Meaning, family: Family) -> Vec<Kind> {
    match (meaning, family) {
        (Meaning::Step(kind), _) => vec![kind],
        (Meaning::NoticePeriod | Meaning::NoticeWord | Meaning::NoticeOrUpdate, _) => vec![Kind::Notice],
        (Meaning::BidAndOpening, _) => vec![Kind::OpenAt, Kind::BidBy],
        (Meaning::AwardOrOpening, _) => vec![Kind::AwardNotice],
        (Meaning::Application, Family::Bidding) => vec![Kind::QualifyApplyBy],
        (Meaning::Application, Family::Proposals) => vec![Kind::IntentBy],
        (Meaning::Call, Family::Bidding) => vec![Kind::IntentBy],
        (Meaning::Call | Meaning::Application, Family::Managers) => vec![Kind::ProposalBy],
        (Meaning::Call, Family::Proposals) => vec![Kind::ProposalBy],
        (Meaning::Generic | Meaning::NoStep, _) => Vec::new(),
    }
}

fn steps_of(page: &Page<'_>, n: usize, span: &Span, bound: &Bound, family: Family) -> Vec<Candidate> {
    let mut all = kinds(bound.meaning, family);
    all.extend(bound.second.iter().flat_map(|second| kinds(*second, family)));
    let mut steps = Vec::new();
    let first = all.first().copied();
    for (rank, kind) in all.into_iter().enumerate() {
        let Some(mut step) = candidate(page, n, span, bound, kind) else { continue };
        if bound.meaning == Meaning::NoticePeriod {
            let Some(from) = step.from.take().or((span.is_open).then_some(step.at)) else { continue };
            step.at = Moment::day(from.date);
        }
        step.is_call = bound.meaning == Meaning::Call && step.kind != Kind::Delivery;
        if bound.meaning == Meaning::Application && family == Family::Managers {
            step.doubts.push(Doubt::LabelAmbiguous { other: Kind::IntentBy });
        }
        if let (Some(other), true) = (first, bound.second.is_some() && rank > 0) {
            step.doubts.retain(|doubt| !matches!(doubt, Doubt::LabelAmbiguous { .. }));
            step.doubts.push(Doubt::LabelAmbiguous { other });
        }
        if bound.meaning == Meaning::NoticeOrUpdate {
            step.doubts.push(Doubt::MayBeElsewhere);
        }
        if bound.meaning == Meaning::AwardOrOpening || bound.meaning == Meaning::BidAndOpening && rank > 0 {
            step.doubts.push(Doubt::LabelAmbiguous { other: Kind::OpenAt });
        }
        steps.push(step);
    }
    steps
}

fn candidate(page: &Page<'_>, n: usize, span: &Span, bound: &Bound, kind: Kind) -> Option<Candidate> {
    let text = page.text;
    let mut span = span.clone();
    let begins = span.is_open && span.reference.is_none() && !is_held(text, &span, bound, kind);
    let kind = if begins { beginning(kind)? } else { kind };
    let lasts_for_years = !begins && is_handed_in(kind) && lasts_for_years(&span);
    let kind = if lasts_for_years { Kind::Delivery } else { kind };
    if has_time_of_day(kind) {
        times_from_elsewhere(page, n, &mut span, bound, kind);
        other_times_behind(page, n, &mut span);
        last_day_behind(page, &mut span);
    }
    let mut step = plain_candidate(text, &span, kind, bound.label)?;
    step.doubts.extend(bound.doubt.clone());
    step.doubts.extend(lasts_for_years.then_some(Doubt::NoLabel));
    if let Some(until) = span.until {
        one_day_hours(&mut step, until);
    }
    if span.reference.is_some() && step.at.time.is_none() {
        step.doubts.push(Doubt::ReferenceToOtherTime);
        step.reference = span.reference;
    }
    if is_planned(page, &span, bound) {
        step.certainty = Certainty::Planned;
        step.doubts.push(Doubt::Planned);
    }
    let ways = ways(page, n, &span, bound, kind);
    step.basis = ways.basis;
    step.methods = ways.methods;
    Some(step)
}

fn plain_candidate(text: &NormalText<'_>, span: &Span, kind: Kind, label: (usize, usize)) -> Option<Candidate> {
    let mut doubts = span.doubts.clone();
    if is_in_form(text, span.start) {
        doubts.push(Doubt::MayBeElsewhere);
    }
    Some(Candidate {
        kind,
        at: span.at.ok()?,
        from: span.from,
        certainty: Certainty::Fixed,
        basis: None,
        methods: Vec::new(),
        is_call: false,
        doubts,
        place: (span.start, span.end, label.0),
        reference: None,
    })
}

/// 2023年10月1日~2028年3月31日 below a call: the time of the contract, as nobody takes papers for so long.
fn lasts_for_years(span: &Span) -> bool {
    let days = span.from.zip(span.at.ok()).map(|(from, at)| (at.date - from.date).num_days());
    days.is_some_and(|days| days > LONGEST_RECEPTION_DAYS)
}

/// No papers are taken for longer.
const LONGEST_RECEPTION_DAYS: i64 = 300;

/// 競売り 日時 … 10時から: bids that are made in a room at a time, and not from it on.
fn is_held(text: &NormalText<'_>, span: &Span, bound: &Bound, kind: Kind) -> bool {
    let label = text.string(bound.label.0.max(span.start.saturating_sub(60)), span.start);
    kind == Kind::BidBy
        && span.at.is_ok_and(|at| at.time.is_some())
        && label.contains("日時")
        && !label.contains("受付")
}

/// What a period is called of which only the beginning is printed; nothing, where only the end would count.
fn beginning(kind: Kind) -> Option<Kind> {
    match kind {
        Kind::DocsTo => Some(Kind::DocsFrom),
        Kind::BidBy => Some(Kind::BidFrom),
        Kind::Delivery => Some(Kind::Start),
        Kind::QuestionBy
        | Kind::IntentBy
        | Kind::QualifyApplyBy
        | Kind::ProposalBy
        | Kind::JvApplyBy
        | Kind::BriefingApplyBy
        | Kind::ReasonRequestBy
        | Kind::DepositBy
        | Kind::WithdrawBy
        | Kind::DocsAfterAward => None,
        other => Some(other),
    }
}

fn has_time_of_day(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Notice
            | Kind::Delivery
            | Kind::Start
            | Kind::ContractSign
            | Kind::CouncilVote
            | Kind::Inspection
            | Kind::Payment
    )
}

fn is_planned(page: &Page<'_>, span: &Span, bound: &Bound) -> bool {
    let text = page.text;
    let label = text.string(bound.label.0.max(span.start.saturating_sub(60)), span.start);
    let label = without_other_plans(&label);
    let line = text.line_end(span.end.saturating_sub(1)).min(page.outline.next_mark(span.end)).min(span.end + 18);
    let behind = without_other_plans(&text.string(span.end, line.max(span.end)));
    let behind: String = behind.split('。').next().unwrap_or_default().chars().take(14).collect();
    let words = ["予定", "頃", "ごろ", "目途", "目処", "めど", "見込"];
    let said = words.iter().any(|word| label.contains(word) || behind.contains(word));
    said || is_planned_table(text, span.start)
}

/// What is planned is the price or the amount, not the day.
fn without_other_plans(words: &str) -> String {
    let others = [
        "予定価格",
        "予定数量",
        "予定地",
        "配置予定",
        "予定者",
        "予定表",
        "予定金額",
        "予定期間",
        "予定使用",
        "予定契約",
        "予定件数",
        "予定電力",
    ];
    others.iter().fold(words.to_owned(), |words, other| words.replace(other, ""))
}

/// スケジュール（予定） above a table makes every line of it planned.
fn is_planned_table(text: &NormalText<'_>, i: usize) -> bool {
    let above = text.string(i.saturating_sub(500), i);
    ["スケジュール(予定)", "日程(予定)", "スケジュール(案)", "予定スケジュール", "日程(案)"].iter().any(|word| {
        above.rfind(word).is_some_and(|at| {
            !above.get(at + word.len()..).is_some_and(|rest| rest.contains("日程") || rest.contains("スケジュール"))
        })
    })
}

/// The date over the signature of the contracting authority is the notice's date.
pub fn is_signature(text: &NormalText<'_>, span: &Span) -> bool {
    let is_plain = span.from.is_none() && !span.is_open && span.at.is_ok_and(|at| at.time.is_none());
    let Some(authority) = authority_after(text, span.end).filter(|_| is_plain) else { return false };
    // An officer by law signs nothing but the notice, also in text without line breaks.
    let office = text.string(span.end, authority.office.1);
    if ["支出負担行為担当官", "契約担当官", "契約担当役"].iter().any(|word| office.contains(word)) {
        return true;
    }
    let before = text.string(span.start.saturating_sub(6), span.start);
    let opens = ["。", "公告", "公示", "告示", "します", "入札", "記"].iter().any(|tail| before.ends_with(tail))
        || before.is_empty();
    text.gap(span.start) >= Gap::Line || opens
}

/// Dates in the neighbourhood of 令和 年 月 日 under a 様式 heading belong to a form.
fn is_in_form(text: &NormalText<'_>, i: usize) -> bool {
    let from = i.saturating_sub(600);
    let above = text.string(from, i);
    let Some(form) = above.rfind("様式") else { return false };
    above.get(form..).is_some_and(|rest| rest.contains("年月日") || rest.contains("年月"))
        && !above.get(form..).is_some_and(|rest| rest.contains("生年月日"))
}
