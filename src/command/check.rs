//! `musubi check`: the readiness check of a bid.

use clap::Args;
use musubi::domain::finding::Finding;
use musubi::domain::id::BidId;
use musubi::domain::language::Language;
use musubi::server::failure::Failure;
use musubi::server::services::documents;
use musubi::ui::wording::{finding, in_language};
use serde_json::{Value, json};

use super::refusal::Place;
use super::{DataFolder, Outcome};

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    folder: DataFolder,
    /// Id of the bid: the last part of its address in the browser (/bids/ID); `musubi demo` prints its own.
    #[arg(long, value_parser = super::bid_id)]
    bid: BidId,
    /// Print JSON: each finding with its code, its rule and both sentences.
    #[arg(long)]
    json: bool,
}

impl Check {
    /// Prints the findings; ends with 1 when there is one.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        let call = self.folder.call_on_existing().await?;
        let findings = documents::check(&call, self.bid).await?;
        if self.json {
            println!("{}", serde_json::to_string_pretty(&findings.iter().map(object).collect::<Vec<_>>())?);
        } else {
            findings.iter().for_each(line);
            println!("{}", total(findings.len()));
        }
        Ok(if findings.is_empty() { Outcome::Fine } else { Outcome::Findings })
    }

    /// What it works on, for a refusal.
    pub fn place(&self) -> Place<'_> {
        Place::Bid { bid: self.bid, folder: &self.folder }
    }
}

/// The finding as data, with its rule and both sentences.
fn object(found: &Finding) -> Value {
    let mut object = json!(found);
    if let Some(fields) = object.as_object_mut() {
        fields.insert("rule".to_owned(), json!(found.rule()));
        fields.insert("source_ja".to_owned(), json!(in_language(Language::Japanese, || finding::source(found))));
        fields.insert("source_en".to_owned(), json!(in_language(Language::English, || finding::source(found))));
        fields.insert("sentence_ja".to_owned(), json!(in_language(Language::Japanese, || finding::sentence(found))));
        fields.insert("sentence_en".to_owned(), json!(in_language(Language::English, || finding::sentence(found))));
    }
    object
}

/// Weight, paper and rule in one line, the sentence in English and in Japanese under it.
fn line(found: &Finding) {
    let weight = in_language(Language::English, || finding::weight(found.weight));
    let (paper, rule) = (found.form().unwrap_or("-"), found.rule().unwrap_or("-"));
    println!("{weight}\t{paper}\t{rule}");
    for language in [Language::English, Language::Japanese] {
        println!("    {}", in_language(language, || finding::sentence(found)));
    }
}

fn total(findings: usize) -> String {
    match findings {
        0 => "Nothing was found in what could be checked. 確認できる範囲で問題はありません。".to_owned(),
        1 => "1 finding. 確認事項 1件。".to_owned(),
        many => format!("{many} findings. 確認事項 {many}件。"),
    }
}
