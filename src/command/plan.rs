//! `musubi plan`: the backward plan of a bid.

use std::path::PathBuf;

use clap::Args;
use musubi::domain::country;
use musubi::domain::id::BidId;
use musubi::domain::language::Language;
use musubi::domain::plan::{DecisionOutcome, PlanPage, PlanTask};
use musubi::server::failure::Failure;
use musubi::server::plan_sheet::sentences;
use musubi::server::services::plans;
use musubi::server::{docx, plan_sheet};
use musubi::ui::wording::{decision, in_language, plan as words, say};
use serde_json::{Value, json};

use super::refusal::Place;
use super::{DataFolder, Outcome};

/// Arguments of `plan`.
#[derive(Debug, Args)]
pub struct Plan {
    #[command(flatten)]
    folder: DataFolder,
    /// Id of the bid: the last part of its address in the browser (/bids/ID); `musubi demo` prints its own.
    #[arg(long, value_parser = super::bid_id)]
    bid: BidId,
    /// Also write the plan as a paper (.docx): a chart and the tasks, A4 lying.
    #[arg(long, value_name = "FILE")]
    docx: Option<PathBuf>,
    /// Print JSON: today, steps, countries, and each task with all that is known of it and both sentences of what does
    /// not fit.
    #[arg(long)]
    json: bool,
}

impl Plan {
    /// Prints the plan; ends with 1 when a task cannot wait, unless it is decided not to bid.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        let call = self.folder.call_on_existing().await?;
        let page = plans::page(&call, self.bid).await?;
        if self.json {
            tell!("{}", serde_json::to_string_pretty(&object(&page))?);
        } else {
            print(&page);
        }
        if let Some(path) = &self.docx {
            let paper = docx::plan(&plan_sheet::of(page.clone(), call.now));
            std::fs::write(path, paper.map_err(|fault| Failure::Fault(Box::new(fault)))?)?;
        }
        let is_no_go = page.outcome == DecisionOutcome::NoGo;
        let is_pressing = !is_no_go && page.tasks.iter().any(|task| task.is_critical);
        Ok(if is_pressing { Outcome::Findings } else { Outcome::Fine })
    }

    /// What it works on, for a refusal.
    pub fn place(&self) -> Place<'_> {
        Place::Bid { bid: self.bid, folder: &self.folder }
    }
}

/// The plan as data.
fn object(page: &PlanPage) -> Value {
    let tasks: Vec<Value> = page.tasks.iter().map(|task| task_object(page, task)).collect();
    json!({
        "bid": page.head.id,
        "title": page.head.title,
        "today": page.today,
        "steps": page.steps,
        "countries": page.countries,
        "outcome": page.outcome,
        "tasks": tasks,
        "removed": page.removed,
    })
}

fn task_object(page: &PlanPage, task: &PlanTask) -> Value {
    let mut object = json!(task);
    if let Some(fields) = object.as_object_mut() {
        fields.insert("sentences_ja".to_owned(), json!(sentences(page, task, Language::Japanese)));
        fields.insert("sentences_en".to_owned(), json!(sentences(page, task, Language::English)));
    }
    object
}

/// One line for each task: begin, finish, duration, side, whether it presses; what does not fit under it.
fn print(page: &PlanPage) {
    tell!("{}", page.head.title);
    for country in page.countries.iter().filter(|country| !country.is_known) {
        let name = country::find(&country.code).map_or(country.code.as_str(), |found| found.en);
        tell!("The public holidays of {name} are not known here and not counted.");
    }
    if page.outcome == DecisionOutcome::NoGo {
        tell!("{}", decision::NO_GO_NOTE.en);
    }
    if page.tasks.is_empty() {
        tell!("{}", words::NO_TASKS.en);
    }
    for task in &page.tasks {
        let line = in_language(Language::English, || {
            let mark = if task.is_critical { "!" } else { " " };
            let (duration, side) = (words::duration(i64::from(task.days), task.unit), say(words::side(task.side)));
            let (state, slack) = (say(words::state(task.state)), words::slack(task.slack, task.unit));
            let owner = task.owner.as_ref().map_or("-", |owner| owner.name.as_str());
            format!(
                "{mark} {}  {}  {}\t{duration}, {side}, {state}, {slack}, {owner}",
                task.latest_start, task.latest_end, task.title_en
            )
        });
        tell!("{line}");
        if task.title_ja != task.title_en {
            tell!("{:26}{}", "", task.title_ja);
        }
        for sentence in sentences(page, task, Language::English) {
            tell!("{:26}{sentence}", "");
        }
    }
}
