//! Rules of repetition (RRULE) and exception (EXRULE): every so many days, weeks, months or years, on the days and at the
//! times of day that they name, so often or until a moment. A rule that says more than is followed here is not followed at all.

mod days;
mod rule;

use std::collections::VecDeque;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::dates::Stamp;
use rule::{Frequency, Rule};

/// Repetitions that are read of one rule.
const MOST: usize = 100;
/// Days, weeks, months or years that are gone through for them: the 31st does not come every month.
const STEPS_MOST: u32 = 4_000;
/// Days that are looked at for all rules of a file together.
const DAYS_MOST: usize = 2_000_000;

/// When something repeats.
pub struct Repeats {
    /// Its beginnings in their order. The first is where it begins, whatever its rule says, and is counted as one
    /// (RFC 5545, 3.3.10); where more are read than there is room for, those that are over go first.
    pub starts: Vec<Stamp>,
    /// Whether there are more than are read.
    pub is_cut: bool,
    /// Whether the rule itself names the first one.
    pub names_first: bool,
    /// Whether the rule says how often.
    pub is_counted: bool,
}

/// How far rules are followed.
pub struct Reach {
    /// Of what repeats more often than is read, times before this day are left out first.
    since: Option<NaiveDate>,
    /// Days that may still be looked at.
    days: usize,
}

impl Reach {
    /// For one file.
    pub const fn new(since: Option<NaiveDate>) -> Self {
        Self { since, days: DAYS_MOST }
    }

    /// Follows a rule; `None` when it says more than is read here.
    pub fn expand(&mut self, rule: &str, from: Stamp) -> Option<Repeats> {
        let rule = Rule::parse(rule, from)?;
        let names_first = rule.names_first(from);
        // Those that are counted are counted from the first.
        let mut walk = Walk::new(vec![from], self.since.filter(|_| rule.count.is_some()));
        walk.go(&rule, from, 0, &mut self.days);
        let later = self.since.filter(|since| walk.is_cut && rule.count.is_none() && *since > from.day());
        if let Some(since) = later {
            walk = Walk::new(Vec::new(), Some(since));
            walk.go(&rule, from, rule.steps_before(from.day(), since), &mut self.days);
        }
        let is_cut = walk.is_cut || later.is_some() || walk.count > walk.starts.len();
        Some(Repeats { starts: walk.starts.into(), is_cut, names_first, is_counted: rule.count.is_some() })
    }

    /// Which of some times a rule takes out of them (EXRULE), of something that first begins at `from`; `None` when it says
    /// more than is read here. It is asked of each time rather than followed, so that none lies beyond what is followed.
    pub fn taken_out(&mut self, rule: &str, from: Stamp, times: &[Stamp]) -> Option<Vec<bool>> {
        let rule = Rule::parse(rule, from)?;
        let (first, mut step) = (from.clock(), None);
        let mut counted = None;
        if rule.count.is_some() {
            // From where one counts that does not begin with the first time, nobody knows.
            let mut walk = Walk::new(vec![from], None);
            walk.go(&rule, from, 0, &mut self.days);
            if walk.is_cut || !rule.names_first(from) {
                return None;
            }
            counted = Some(walk.starts);
        }
        let mut is_out = |time: &Stamp| {
            let Some(at) = time.clock_beside(from) else { return Some(false) };
            if let Some(counted) = &counted {
                return Some(counted.iter().any(|start| start.clock() == at));
            }
            if at < first || rule.is_over(at) {
                return Some(false);
            }
            let Some(number) = rule.step_of(first.date(), at.date()) else { return Some(false) };
            if step.as_ref().is_none_or(|(known, _)| *known != number) {
                let days = rule.days(first.date(), number)?;
                self.days = self.days.checked_sub(rule.looked_at(&days))?;
                step = Some((number, rule.chosen(&days)));
            }
            Some(step.as_ref().is_some_and(|(_, chosen)| chosen.contains(&at)))
        };
        times.iter().map(&mut is_out).collect()
    }

    /// Times before this day are left out first, where there are too many.
    pub const fn since(&self) -> Option<NaiveDate> {
        self.since
    }
}

/// What is found along a rule.
struct Walk {
    starts: VecDeque<Stamp>,
    /// Times before this day make room for others.
    since: Option<NaiveDate>,
    /// How many there were, those that made room included.
    count: usize,
    is_cut: bool,
}

impl Walk {
    fn new(starts: Vec<Stamp>, since: Option<NaiveDate>) -> Self {
        Self { count: starts.len(), starts: starts.into(), since, is_cut: false }
    }

    /// Goes from one step to its end, or as far as is allowed.
    fn go(&mut self, rule: &Rule, from: Stamp, first: u32, days_left: &mut usize) {
        let (first_day, first_time) = (from.day(), from.clock());
        for number in (first..).take(STEPS_MOST as usize) {
            let Some(days) = rule.days(first_day, number) else { break };
            let Some(left) = days_left.checked_sub(rule.looked_at(&days)) else { break };
            *days_left = left;
            if days.first().is_some_and(|day| rule.is_over(day.and_time(NaiveTime::MIN)))
                || rule.count.is_some_and(|most| self.count >= most)
            {
                return;
            }
            for at in rule.chosen(&days).into_iter().filter(|at| *at > first_time) {
                if rule.is_over(at) || rule.count.is_some_and(|most| self.count >= most) {
                    return;
                }
                // At an hour that daylight saving skips it is not, and is not counted.
                let Some(start) = from.at(at) else { continue };
                if !self.has_room() {
                    self.is_cut = true;
                    return;
                }
                self.starts.push_back(start);
                self.count += 1;
            }
        }
        self.is_cut = rule.count.is_none_or(|most| self.count < most);
    }

    /// Whether there is room for one more; one that is over makes it.
    fn has_room(&mut self) -> bool {
        if self.starts.len() < MOST {
            return true;
        }
        let is_past = self.starts.front().zip(self.since).is_some_and(|(start, since)| start.day() < since);
        if is_past {
            self.starts.pop_front();
        }
        is_past
    }
}

impl Rule {
    /// Whether the rule names the time of which it is the rule.
    fn names_first(&self, from: Stamp) -> bool {
        self.days(from.day(), 0).is_some_and(|days| self.chosen(&days).contains(&from.clock()))
    }

    /// How much is looked at in a step of so many days.
    fn looked_at(&self, days: &[NaiveDate]) -> usize {
        days.len().saturating_mul(self.times.len().max(1))
    }

    /// How many steps surely end before a day.
    fn steps_before(&self, first: NaiveDate, day: NaiveDate) -> u32 {
        let days = u32::try_from(day.signed_duration_since(first).num_days()).unwrap_or(0);
        let years = u32::try_from(day.year() - first.year()).unwrap_or(0);
        let steps = match self.frequency {
            Frequency::Daily => days,
            Frequency::Weekly => days / 7,
            Frequency::Monthly => (years * 12 + day.month()).saturating_sub(first.month()),
            Frequency::Yearly => years,
        };
        (steps / self.interval).saturating_sub(1)
    }
}

#[cfg(test)]
mod judged;
#[cfg(test)]
mod tests;
