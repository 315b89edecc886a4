//! Sender and signatures.

use serde::Deserialize;
use toml::Spanned;

use super::around::Reading;
use crate::domain::form::{AgentPlace, FirmBlock, MarkPlace, SenderFirms, SenderPlace, ShapeFault};
use crate::server::templates::TemplateProblem;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFirms {
    firms: Option<Spanned<String>>,
    agent: Option<Spanned<String>>,
    joint_venture: Option<bool>,
    heading: Option<String>,
    mark: Option<Spanned<String>>,
    labels: Option<Spanned<Vec<String>>>,
    place: Option<Spanned<String>>,
}

const LABELS: [&str; 3] = ["所在地", "商号又は名称", "代表者職氏名"];
const AGENT_LABELS: [&str; 3] = ["住所", "", "氏名"];

impl Reading<'_, '_> {
    /// `in_head` says whether the joint venture's name stands above unless the form says otherwise.
    pub(super) fn firms(&self, raw: RawFirms, in_head: bool) -> Result<FirmBlock, TemplateProblem> {
        let file = self.file;
        let firms =
            file.named(raw.firms.as_ref(), SenderFirms::All, "firms", SenderFirms::parse, SenderFirms::names())?;
        let own = if firms == SenderFirms::Agent { AGENT_LABELS } else { LABELS };
        let labels = match raw.labels {
            None => own.map(str::to_owned),
            Some(labels) => <[String; 3]>::try_from(labels.get_ref().clone())
                .map_err(|_| file.problem(&labels, ShapeFault::ThreeLabels))?,
        };
        Ok(FirmBlock {
            firms,
            agent: file.named(
                raw.agent.as_ref(),
                AgentPlace::Absent,
                "agent",
                AgentPlace::parse,
                AgentPlace::names(),
            )?,
            joint_venture: raw.joint_venture.unwrap_or(in_head),
            heading: raw.heading,
            mark: file.named(raw.mark.as_ref(), MarkPlace::Seal, "mark", MarkPlace::parse, MarkPlace::names())?,
            labels,
            place: file.named(
                raw.place.as_ref(),
                SenderPlace::Middle,
                "place",
                SenderPlace::parse,
                SenderPlace::names(),
            )?,
        })
    }
}
