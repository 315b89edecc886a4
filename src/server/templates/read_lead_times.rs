//! `rules/lead_times.toml`: the tasks of a backward plan. Whatever is not understood is an error with its line; a task
//! that waits for one behind it as well, so that there is never a circle.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use super::TemplateProblem;
use super::toml_file::TomlFile;
use crate::domain::deadline::MilestoneKind;
use crate::domain::plan::{Anchor, LeadTime, LeadTimes, PlanWhen, Side, TaskEnd, Unit};
use crate::domain::requirement::RequirementKind;

/// The file's place.
pub(super) const FILE: &str = "rules/lead_times.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    soon: Spanned<u16>,
    #[serde(default)]
    task: Vec<RawTask>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTask {
    code: Spanned<String>,
    title_ja: Spanned<String>,
    title_en: Spanned<String>,
    side: Spanned<String>,
    days: Spanned<u16>,
    unit: Option<Spanned<String>>,
    #[serde(default)]
    ends: Vec<Spanned<RawEnd>>,
    #[serde(default)]
    waits_for: Vec<Spanned<String>>,
    #[serde(default)]
    when: Vec<Spanned<String>>,
    #[serde(default)]
    steps: Vec<Spanned<String>>,
    #[serde(default)]
    demands: Vec<Spanned<String>>,
    #[serde(default)]
    certificates: Vec<String>,
    valid_months: Option<Spanned<u16>>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEnd {
    before: Option<Vec<Spanned<String>>>,
    after: Option<Vec<Spanned<String>>>,
    days: Spanned<u16>,
}

pub(super) fn read(text: &str) -> Result<LeadTimes, TemplateProblem> {
    let file = TomlFile { name: FILE, text };
    let raw: RawFile = file.parse()?;
    let soon = file.number(Some(&raw.soon), 0, 0..=30)?;
    let mut known = BTreeSet::new();
    let mut tasks = Vec::with_capacity(raw.task.len());
    let waited_for: BTreeSet<&str> =
        raw.task.iter().flat_map(|task| &task.waits_for).map(|code| code.get_ref().as_str()).collect();
    for task in &raw.task {
        let read = read_task(&file, task, &known)?;
        if read.ends.is_empty() && !waited_for.contains(read.code.as_str()) {
            return Err(file.problem(&task.code, "nothing says when it ends: `ends` is empty and no task waits for it"));
        }
        known.insert(read.code.clone());
        tasks.push(read);
    }
    Ok(LeadTimes { soon, tasks })
}

fn read_task(file: &TomlFile<'_>, raw: &RawTask, known: &BTreeSet<String>) -> Result<LeadTime, TemplateProblem> {
    let code = raw.code.get_ref();
    let is_name = !code.is_empty() && code.len() <= 30 && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if !is_name {
        return Err(file.problem(&raw.code, "a code is up to 30 small letters and underscores"));
    }
    if known.contains(code) {
        return Err(file.problem(&raw.code, format!("`{code}` stands twice")));
    }
    for title in [&raw.title_ja, &raw.title_en] {
        if title.get_ref().trim().is_empty() {
            return Err(file.problem(title, "a task has a title in both languages"));
        }
    }
    let waits = |name: &Spanned<String>| {
        if known.contains(name.get_ref()) {
            return Ok(name.get_ref().clone());
        }
        Err(file.problem(name, format!("no task before this one is called `{}`", name.get_ref())))
    };
    Ok(LeadTime {
        code: code.clone(),
        title_ja: raw.title_ja.get_ref().clone(),
        title_en: raw.title_en.get_ref().clone(),
        side: file.named(Some(&raw.side), Side::Japan, "a side", Side::parse, names(&Side::ALL.map(Side::code)))?,
        days: file.number(Some(&raw.days), 1, 1..=250)?,
        unit: file.named(
            raw.unit.as_ref(),
            Unit::Business,
            "a unit",
            Unit::parse,
            names(&Unit::ALL.map(Unit::code)),
        )?,
        ends: raw.ends.iter().map(|end| read_end(file, end)).collect::<Result<_, _>>()?,
        waits_for: raw.waits_for.iter().map(waits).collect::<Result<_, _>>()?,
        when: each(file, &raw.when, "condition", PlanWhen::parse)?,
        steps: each(file, &raw.steps, "step", MilestoneKind::parse)?,
        demands: each(file, &raw.demands, "kind of demand", RequirementKind::parse)?,
        certificates: raw.certificates.clone(),
        valid_months: raw.valid_months.as_ref().map(|months| file.number(Some(months), 3, 1..=36)).transpose()?,
        source: raw.source.clone(),
    })
}

fn read_end(file: &TomlFile<'_>, raw: &Spanned<RawEnd>) -> Result<TaskEnd, TemplateProblem> {
    let end = raw.get_ref();
    let (anchor, steps) = match (&end.before, &end.after) {
        (Some(steps), None) => (Anchor::Before, steps),
        (None, Some(steps)) => (Anchor::After, steps),
        _ => return Err(file.problem(raw, "an end is counted either `before` or `after` steps")),
    };
    if steps.is_empty() {
        return Err(file.problem(raw, "an end names the steps from which it is counted"));
    }
    let least = if anchor == Anchor::Before { 1 } else { 0 };
    Ok(TaskEnd {
        anchor,
        steps: each(file, steps, "step", MilestoneKind::parse)?,
        days: file.number(Some(&end.days), 1, least..=250)?,
    })
}

fn each<T>(
    file: &TomlFile<'_>,
    raw: &[Spanned<String>],
    what: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, TemplateProblem> {
    raw.iter()
        .map(|name| {
            parse(name.get_ref()).ok_or_else(|| file.problem(name, format!("no {what} is called `{}`", name.get_ref())))
        })
        .collect()
}

fn names(codes: &[&str]) -> String {
    codes.join(" or ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TASK: &str = "soon = 3\n[[task]]\ncode = \"a\"\ntitle_ja = \"甲\"\ntitle_en = \"A\"\nside = \"japan\"\ndays = 1\nends = [{ before = [\"bid_by\"], days = 1 }]\nsource = \"\"\n";

    fn told(text: &str, line: usize, word: &str) {
        let problem = read(text).unwrap_err();
        assert_eq!((problem.file.as_str(), problem.line), (FILE, line), "{problem}");
        assert!(problem.to_string().contains(word), "{problem}");
    }

    #[test]
    fn a_task_is_read() {
        let rules = read(TASK).unwrap();
        assert_eq!((rules.soon, rules.tasks.len(), rules.tasks[0].side), (3, 1, Side::Japan));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        told(&TASK.replace("\"a\"", "\"A b\""), 3, "small letters");
        told(&TASK.replace("\"甲\"", "\"\""), 4, "both languages");
        told(&TASK.replace("japan", "moon"), 6, "moon");
        told(&TASK.replace("days = 1\nends", "days = 0\nends"), 7, "least: \"1\"");
        told(&TASK.replace("bid_by", "bid_bye"), 8, "bid_bye");
        told(&TASK.replace("before = [\"bid_by\"], ", ""), 8, "either");
        told(&TASK.replace("[{ before = [\"bid_by\"], days = 1 }]", "[]"), 3, "nothing says");
        told(&format!("{TASK}colour = 1\n"), 10, "colour");
        told(&format!("{TASK}waits_for = [\"a\"]\n"), 10, "no task before");
        told(&format!("{TASK}when = [\"full_moon\"]\n"), 10, "full_moon");
        let twice = format!("{TASK}{}", TASK.replace("soon = 3\n", ""));
        told(&twice, 11, "twice");
    }
}
