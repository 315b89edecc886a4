//! `musubi check`: the readiness check of a bid.

use clap::Args;
use musubi::domain::finding::Finding;
use musubi::domain::finding_group::{FindingGroup, grouped};
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
            tell!("{}", serde_json::to_string_pretty(&findings.iter().map(object).collect::<Vec<_>>())?);
        } else {
            tell!("{}", told(&findings).trim_end());
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

/// All findings, what several papers share told once, and their number.
fn told(findings: &[Finding]) -> String {
    let groups = grouped(findings);
    let mut text: String = groups.iter().map(lines).collect();
    text.push_str(&total(findings.len(), groups.len()));
    text.push('\n');
    text
}

/// Weight, papers and rule in one line, the sentence in English and in Japanese under it.
fn lines(group: &FindingGroup) -> String {
    let weight = in_language(Language::English, || finding::weight(group.weight));
    let papers = if group.papers.is_empty() { "-".to_owned() } else { group.papers.join(" ") };
    let mut text = format!("{weight}\t{papers}\t{}\n", group.first.rule().unwrap_or("-"));
    for language in [Language::English, Language::Japanese] {
        let sentence = in_language(language, || finding::group(group));
        text.push_str(&format!("    {sentence}\n"));
    }
    text
}

fn total(findings: usize, lines: usize) -> String {
    match (findings, lines) {
        (0, _) => "Nothing was found in what could be checked. 確認できる範囲で問題はありません。".to_owned(),
        (1, _) => "1 finding. 確認事項 1件。".to_owned(),
        (many, lines) if many == lines => format!("{many} findings. 確認事項 {many}件。"),
        (many, lines) => format!("{many} findings in {lines} lines. 確認事項 {many}件（{lines}項目）。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use musubi::domain::document::{DocumentProblem, DocumentRule, Fact};
    use musubi::domain::finding::{Matter, Weight};

    #[test]
    fn what_several_papers_lack_is_printed_once_with_their_codes() {
        let of = |form: &str| Finding {
            weight: Weight::Blocking,
            matter: Matter::Document {
                form: form.to_owned(),
                rule: DocumentRule::Addressee,
                problem: DocumentProblem::Missing(Fact::Addressee),
            },
        };
        let open = Finding { weight: Weight::CouldNotCheck, matter: Matter::NoDeadline };
        let text = told(&[of("F01"), of("F07"), of("F20"), open]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "to fix\tF01 F07 F20\tR-08");
        assert_eq!(lines[2], "    宛先が未記載です。");
        assert_eq!(lines[3], "could not be checked\t-\t-");
        assert_eq!(lines.last(), Some(&"4 findings in 2 lines. 確認事項 4件（2項目）。"));
    }
}
