//! `musubi questions`: the register of questions to the buyer.

use clap::Args;
use musubi::domain::id::BidId;
use musubi::domain::language::Language;
use musubi::domain::question::{Question, QuestionOrigin, QuestionRegister};
use musubi::server::failure::Failure;
use musubi::server::services::questions;
use musubi::ui::wording::{in_language, question as words, say};
use serde_json::{Value, json};

use super::refusal::Place;
use super::{DataFolder, Outcome};

/// Arguments of `questions`.
#[derive(Debug, Args)]
pub struct Questions {
    #[command(flatten)]
    folder: DataFolder,
    /// Id of the bid: the last part of its address in the browser (/bids/ID); `musubi demo` prints its own.
    #[arg(long, value_parser = super::bid_id)]
    bid: BidId,
    /// Print JSON: each question with its state, its words and its answer, and what in it would tell who asks.
    #[arg(long)]
    json: bool,
}

impl Questions {
    /// Prints the register; ends with 1 when a question that is ready would tell who asks.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        let call = self.folder.call_on_existing().await?;
        let register = questions::list(&call, self.bid).await?;
        if self.json {
            tell!("{}", serde_json::to_string_pretty(&object(&register))?);
        } else {
            print(&register);
        }
        let tells = register.questions.iter().any(|one| one.is_next() && !one.telltales.is_empty());
        Ok(if tells { Outcome::Findings } else { Outcome::Fine })
    }

    /// What it works on, for a refusal.
    pub fn place(&self) -> Place<'_> {
        Place::Bid { bid: self.bid, folder: &self.folder }
    }
}

/// The register as data.
fn object(register: &QuestionRegister) -> Value {
    json!({
        "bid": register.head.id,
        "title": register.head.title,
        "dates": register.deadlines,
        "questions": register.questions,
    })
}

/// A line for each question, its answer and what tells who asks under it.
fn print(register: &QuestionRegister) {
    tell!("{}", register.head.title);
    if register.questions.is_empty() {
        tell!("{}", words::NONE.en);
    }
    for question in &register.questions {
        tell!("{}", line(question));
        if !question.text.answer.is_empty() {
            tell!("        {}: {}", words::ANSWER.en, question.text.answer.replace('\n', " "));
        }
        for told in &question.telltales {
            let told = in_language(Language::English, || words::told(told));
            tell!("      ! {}: {told}", words::TELLTALES.en);
        }
    }
}

fn line(question: &Question) -> String {
    let number = match (question.origin, question.round) {
        (QuestionOrigin::Other, _) => "other".to_owned(),
        (QuestionOrigin::Own, 0) => "-".to_owned(),
        (QuestionOrigin::Own, round) => format!("{round}-{}", question.number),
    };
    let state = in_language(Language::English, || say(words::state(question.state)));
    format!("{number:>6}  {state:<10} {} {}", question.text.document, question.text.heading().replace('\n', " "))
}
