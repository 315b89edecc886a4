//! What follows the step in a relative date: 後7日以内, の翌日正午まで, から起算して10日以内, の3日前まで, から.

use super::super::numbers::torn_number;
use super::super::text::{Gap, NormalText};
use super::super::times::time_at;
use crate::domain::notice::{Edge, Offset, OffsetUnit};
use chrono::NaiveTime;

/// The rest of a relative date behind its step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distance {
    /// Behind its last character, まで and に left out.
    pub end: usize,
    /// Beginning or end.
    pub edge: Edge,
    /// How far.
    pub offset: Option<Offset>,
    /// Time of day.
    pub time: Option<NaiveTime>,
}

/// Reads the distance that begins at `at`, right behind the words of the step.
pub fn distance_at(text: &NormalText<'_>, at: usize) -> Option<Distance> {
    let at = skip_bracket(text, at);
    let at = skip_words(
        text,
        at,
        &[
            "の通知を受けた日",
            "通知を受けた日",
            "の日時",
            "された日",
            "した日",
            "となった日",
            "を得た日",
            "のあった日",
            "があった日",
            "を受けた日",
            "の日",
            "日時",
            "日",
        ],
    );
    let at = skip_bracket(text, at);
    if let Some((days, unit, behind)) = neighbour(text, at) {
        return from_neighbour(text, skip_bracket(text, behind), days, unit);
    }
    counted_back(text, at).or_else(|| days_after(text, at)).or_else(|| counted(text, at)).or_else(|| bare(text, at))
}

fn skip_words(text: &NormalText<'_>, i: usize, words: &[&str]) -> usize {
    let word = words.iter().filter(|word| text.has(i, word)).max_by_key(|word| word.chars().count());
    i + word.map_or(0, |word| word.chars().count())
}

/// Over (閉庁日に当たる場合は翌開庁日).
fn skip_bracket(text: &NormalText<'_>, i: usize) -> usize {
    if text.get(i) != Some('(') {
        return i;
    }
    (i..i + 50).find(|at| text.get(*at) == Some(')')).map_or(i, |close| close + 1)
}

/// の翌日, の前日, の翌営業日.
fn neighbour(text: &NormalText<'_>, i: usize) -> Option<(i32, OffsetUnit, usize)> {
    let at = skip_words(text, i, &["の"]);
    let words = [
        ("翌々日", 2, OffsetUnit::Day),
        ("翌日", 1, OffsetUnit::Day),
        ("翌営業日", 1, OffsetUnit::BusinessDay),
        ("翌開庁日", 1, OffsetUnit::BusinessDay),
        ("前々日", -2, OffsetUnit::Day),
        ("前日", -1, OffsetUnit::Day),
        ("翌月末", 1, OffsetUnit::Month),
    ];
    let (word, count, unit) = words.into_iter().find(|(word, ..)| text.has(at, word))?;
    Some((count, unit, at + word.chars().count()))
}

fn from_neighbour(text: &NormalText<'_>, at: usize, count: i32, unit: OffsetUnit) -> Option<Distance> {
    if let Some(counted) = counted(text, at) {
        return Some(counted);
    }
    let offset = Some(Offset { count, unit });
    if count > 0 && ["から", "より", "~", "以降"].iter().any(|word| text.has(at, word)) {
        let end = skip_words(text, at, &["から", "より", "~", "以降"]);
        return (!is_look_back(text, end)).then_some(Distance { end, edge: Edge::From, offset, time: None });
    }
    let (time, end) = time_behind(text, at);
    let due = ["まで", "に", "必着", "("].iter().any(|word| text.has(end, word));
    due.then_some(Distance { end, edge: Edge::By, offset, time })
}

/// の3日前まで, の1年7か月前まで; 入札日前6か月以内 looks back and is none.
fn counted_back(text: &NormalText<'_>, i: usize) -> Option<Distance> {
    let at = skip_words(text, i, &["の"]);
    let (offset, end) = amount(text, at)?;
    let behind = skip_words(text, end, &["前"]);
    if behind == end || at == i && text.get(i).is_some_and(|ch| ch == '前') {
        return None;
    }
    let behind = skip_words(text, behind, &["の日"]);
    let (time, end) = time_behind(text, behind);
    let due = ["まで", "に", "必着", "("].iter().any(|word| text.has(end, word));
    let offset = Some(Offset { count: -offset.count, ..offset });
    due.then_some(Distance { end, edge: Edge::By, offset, time })
}

/// の2日後.
fn days_after(text: &NormalText<'_>, i: usize) -> Option<Distance> {
    let at = skip_words(text, i, &["の"]);
    let (offset, behind) = amount(text, at).filter(|_| at > i)?;
    let is_after = text.has(behind, "後");
    let behind = skip_words(text, behind, &["後"]);
    let (time, end) = time_behind(text, behind);
    is_after.then_some(Distance { end, edge: Edge::By, offset: Some(offset), time })
}

/// 後7日以内, から起算して10日以内, から150日間.
fn counted(text: &NormalText<'_>, i: usize) -> Option<Distance> {
    let connectors =
        ["から起算して", "より起算して", "から起算し", "を起算日として", "から数えて", "から", "より", "以後", "後"];
    let at = skip_words(text, i, &connectors);
    if at == i {
        return None;
    }
    let at = skip_words(text, at, &["、", ","]);
    let excluded_before = excludes_holidays(text, at);
    let (mut offset, end) = amount(text, skip_bracket(text, at))?;
    let excluded = excluded_before || excludes_holidays(text, end);
    let end = skip_bracket(text, end);
    let tail = skip_words(text, end, &["以内", "目", "間", "内", "を経過した日", "を経過する日", "後"]);
    let is_bounded = tail > end || text.has(end, "まで") || text.has(end, "に");
    if !is_bounded {
        return None;
    }
    if offset.unit == OffsetUnit::Day && (excluded || excludes_holidays(text, tail)) {
        offset.unit = OffsetUnit::BusinessDay;
    }
    let tail = skip_words(text, tail, &["の日"]);
    let (time, end) = time_behind(text, tail);
    Some(Distance { end, edge: Edge::By, offset: Some(offset), time })
}

/// から令和9年3月31日まで: only the beginning; 入札締切日時まで: the day itself.
fn bare(text: &NormalText<'_>, i: usize) -> Option<Distance> {
    if ["から", "より", "~"].iter().any(|word| text.has(i, word)) {
        let end = skip_words(text, i, &["から", "より", "~"]);
        return (!is_look_back(text, end)).then_some(Distance { end, edge: Edge::From, offset: None, time: None });
    }
    let (time, end) = time_behind(text, i);
    let is_day = i.checked_sub(1).and_then(|last| text.get(last)).is_some_and(|ch| "日時限刻".contains(ch));
    (is_day && text.has(end, "まで")).then_some(Distance { end, edge: Edge::By, offset: None, time })
}

/// から起算して過去10年, から遡って, からさかのぼり.
fn is_look_back(text: &NormalText<'_>, i: usize) -> bool {
    let behind = text.string(i, i + 14);
    ["過去", "遡", "さかのぼ", "起算して過去", "直近"].iter().any(|word| behind.contains(word))
}

fn time_behind(text: &NormalText<'_>, i: usize) -> (Option<NaiveTime>, usize) {
    let at = skip_bracket(text, skip_words(text, i, &["の", "、"]));
    match time_at(text, at).filter(|time| time.is_clear) {
        Some(time) => (time.time, time.end),
        None => (None, i),
    }
}

/// (土曜日、日曜日及び祝日を除く。)
fn excludes_holidays(text: &NormalText<'_>, i: usize) -> bool {
    let close = skip_bracket(text, i);
    let inside = text.string(i, close);
    let holidays = ["休日", "日曜", "土曜", "祝日", "閉庁", "土日"].iter().any(|word| inside.contains(word));
    holidays && ["除", "含ま", "含め", "算入しな"].iter().any(|word| inside.contains(word))
}

/// 7日, 5営業日, 2週間, 1か月, 1年7か月.
fn amount(text: &NormalText<'_>, i: usize) -> Option<(Offset, usize)> {
    let (first, end) = part(text, i)?;
    if first.unit == OffsetUnit::Year
        && let Some((months, end)) = part(text, end).filter(|(second, _)| second.unit == OffsetUnit::Month)
    {
        return Some((Offset { count: 12 * first.count + months.count, unit: OffsetUnit::Month }, end));
    }
    Some((first, end))
}

fn part(text: &NormalText<'_>, i: usize) -> Option<(Offset, usize)> {
    let number = torn_number(text, i).filter(|_| text.gap(i) < Gap::Block)?;
    let units = [
        ("営業日", OffsetUnit::BusinessDay),
        ("開庁日", OffsetUnit::BusinessDay),
        ("週間", OffsetUnit::Week),
        ("箇月", OffsetUnit::Month),
        ("か月", OffsetUnit::Month),
        ("カ月", OffsetUnit::Month),
        ("ヶ月", OffsetUnit::Month),
        ("ケ月", OffsetUnit::Month),
        ("ヵ月", OffsetUnit::Month),
        ("月間", OffsetUnit::Month),
        ("日", OffsetUnit::Day),
        ("年", OffsetUnit::Year),
    ];
    let (word, unit) = units.into_iter().find(|(word, _)| text.has(number.end, word))?;
    let count = i32::try_from(number.value).ok().filter(|count| (1..=1_000).contains(count))?;
    Some((Offset { count, unit }, number.end + word.chars().count()))
}
