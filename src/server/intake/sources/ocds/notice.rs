//! The newest state of a process as a text of one line a value, with what it states outright.

use serde_json::Value;

use super::super::address;
use super::super::lines::{Lines, one_line, stated_fact, stated_step};
use super::super::wall_time::{self, WallTime};
use super::process::Process;
use crate::domain::deadline::{Certainty, MilestoneKind, Moment};
use crate::domain::notice::{Doubt, FactName, FactValue, ProcedureKind, ProposedMilestone};
use crate::domain::ocds;
use crate::domain::tender::TenderOutcome;
use crate::server::intake::source::{SourceKind, SourceText, Stated};

/// More steps and awards than a procedure has.
const MOST_ENTRIES: usize = 300;

/// Makes the text of a process.
pub fn of(process: &Process) -> SourceText {
    let release = &process.newest;
    let mut notice = Notice { release, lines: Lines::default(), stated: Stated::default(), procedure: None };
    notice.stated.identity = text(release, "ocid").map(|ocid| format!("{}{ocid}", ocds::IDENTITY));
    notice.stated.release = text(release, "id").map(str::to_owned);
    notice.stated.outcome = outcome(release);
    notice.stated.history.clone_from(&process.changes);
    notice.head();
    notice.periods();
    notice.milestones();
    notice.documents();
    notice.awards();
    notice.body();
    notice.stated.milestones.sort_by_key(|step| (step.at.to_utc_millis(), step.kind));
    SourceText {
        text: notice.lines.into_text(),
        kind: SourceKind::Ocds,
        pages: None,
        pages_without_text: 0,
        stated: Some(Box::new(notice.stated)),
    }
}

struct Notice<'a> {
    release: &'a Value,
    lines: Lines,
    stated: Stated,
    procedure: Option<ProcedureKind>,
}

impl<'a> Notice<'a> {
    fn tender(&self) -> Option<&'a Value> {
        self.release.get("tender")
    }

    fn of_tender(&self, name: &str) -> Option<&'a str> {
        text(self.tender()?, name)
    }

    fn head(&mut self) {
        if let Some(title) = self.of_tender("title") {
            let evidence = self.lines.add("件名", title);
            self.stated.facts.push(stated_fact(FactName::Title, FactValue::Text(one_line(title)), evidence, None));
        }
        self.number();
        self.buyer();
        self.method();
        let release = self.release;
        let plain = [
            ("状態", self.of_tender("status").map(str::to_owned)),
            ("種別", self.of_tender("mainProcurementCategory").map(category)),
            ("落札者決定方式", self.of_tender("awardCriteria").map(str::to_owned)),
            ("予定価格", self.tender().and_then(|tender| tender.get("value")).and_then(amount)),
            ("リリース", text(release, "id").map(str::to_owned)),
            ("リリース日時", text(release, "date").map(str::to_owned)),
        ];
        for (label, value) in plain {
            if let Some(value) = value {
                self.lines.add(label, &value);
            }
        }
    }

    /// 公告番号 where the publisher gives the buyer's own number; an identity made for the standard is none.
    fn number(&mut self) {
        let Some(id) = self.tender().and_then(|tender| tender.get("id")) else { return };
        let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
        let evidence = self.lines.add("番号", &id);
        let is_made = id.starts_with("ocds-") || uuid::Uuid::try_parse(&id).is_ok();
        if !is_made && !id.trim().is_empty() {
            let doubt = (!id.contains('号')).then_some(Doubt::NoLabel);
            self.stated.facts.push(stated_fact(FactName::Number, FactValue::Text(one_line(&id)), evidence, doubt));
        }
    }

    fn buyer(&mut self) {
        let entity = self.tender().and_then(|tender| tender.get("procuringEntity"));
        let referred = [self.release.get("buyer"), entity];
        let named = referred.into_iter().flatten().find_map(|party| text(party, "name"));
        let parties = self.release.get("parties").and_then(Value::as_array);
        let in_parties = || {
            let buys = |party: &&Value| {
                let roles = party.get("roles").and_then(Value::as_array);
                roles.is_some_and(|roles| {
                    roles.iter().any(|role| matches!(role.as_str(), Some("buyer" | "procuringEntity")))
                })
            };
            parties?.iter().find(buys).and_then(|party| text(party, "name"))
        };
        let Some(name) = named.or_else(in_parties) else { return };
        let evidence = self.lines.add("発注者", name);
        // 宛先 is an office (みなと市長); the name of a body is not yet one.
        let is_office = name.trim_end().ends_with(['長', '官', '者', '事', '臣']);
        let doubt = (!is_office).then_some(Doubt::NoLabel);
        self.stated.facts.push(stated_fact(FactName::Addressee, FactValue::Text(one_line(name)), evidence, doubt));
    }

    fn method(&mut self) {
        let method = self.of_tender("procurementMethod");
        let details = self.of_tender("procurementMethodDetails");
        let named =
            details.and_then(ocds::procedure_of_details).map(|(kind, printed)| (kind, printed.to_owned(), None));
        let by_method = || {
            let (kind, _) = ocds::procedure_of_method(method?)?;
            Some((kind, details.or(method)?.to_owned(), Some(Doubt::MayBeElsewhere)))
        };
        let line = [method, details].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let evidence = (!line.is_empty()).then(|| self.lines.add("契約方式", &line));
        if let (Some((kind, printed, doubt)), Some(evidence)) = (named.or_else(by_method), evidence) {
            self.procedure = Some(kind);
            let value = FactValue::Procedure { kind, printed: one_line(&printed) };
            self.stated.facts.push(stated_fact(FactName::Procedure, value, evidence, doubt));
        }
    }

    fn periods(&mut self) {
        let closes = ocds::closing_step(self.procedure);
        self.period("tenderPeriod", "入札・提案の受付", None, closes);
        self.period("enquiryPeriod", "質問の受付", None, MilestoneKind::QuestionBy);
        self.period("awardPeriod", "審査・落札決定", None, MilestoneKind::AwardNotice);
        self.period("contractPeriod", "契約期間", Some(MilestoneKind::Start), MilestoneKind::Delivery);
    }

    /// A period: its end is the step; its beginning is a step of its own or the beginning of that one.
    fn period(&mut self, name: &str, label: &str, opens: Option<MilestoneKind>, closes: MilestoneKind) {
        let Some(period) = self.tender().and_then(|tender| tender.get(name)) else { return };
        let start = text(period, "startDate").and_then(|date| Some((date, wall_time::iso(date)?)));
        let end = text(period, "endDate").and_then(|date| Some((date, wall_time::iso(date)?)));
        let from = start.map(|(printed, time)| (self.lines.add(&format!("{label}（開始）"), printed), time));
        if let (Some(kind), Some((evidence, time))) = (opens, from.clone()) {
            self.add_step(stated_step(kind, time, evidence, None));
        }
        if let Some((printed, time)) = end {
            let evidence = self.lines.add(&format!("{label}（終了）"), printed);
            // The standard means the time in which the buyer decides, not the day on which he tells.
            let planned = (closes == MilestoneKind::AwardNotice).then_some(Doubt::Planned);
            let certainty = if planned.is_some() { Certainty::Planned } else { Certainty::Fixed };
            let mut step = ProposedMilestone { certainty, ..stated_step(closes, time, evidence, planned) };
            let begins = from.map(|(_, time)| time.at).filter(|_| opens.is_none());
            if begins.is_some_and(|from| from.start_utc_millis() > step.at.to_utc_millis()) {
                step.certain = false;
                step.doubt = Some(Doubt::PeriodReversed);
            }
            step.from = begins;
            self.add_step(step);
        }
    }

    fn milestones(&mut self) {
        let list = self.tender().and_then(|tender| tender.get("milestones")).and_then(Value::as_array);
        for milestone in list.into_iter().flatten().take(MOST_ENTRIES) {
            let Some(printed) = text(milestone, "dueDate") else { continue };
            let title = text(milestone, "title").unwrap_or("日程");
            let words = text(milestone, "description").map(|words| format!(" {words}")).unwrap_or_default();
            let evidence = self.lines.add(title, &format!("{printed}{words}"));
            let kind = text(milestone, "code").and_then(MilestoneKind::parse);
            if let (Some(kind), Some(time)) = (kind, wall_time::iso(printed)) {
                let mut step = stated_step(kind, time, evidence, None);
                if title.ends_with(ocds::PLANNED) {
                    step.certainty = Certainty::Planned;
                }
                self.add_step(step);
            }
        }
    }

    /// The same step at the same moment is said once; a milestone knows more of it than a period, but its beginning.
    fn add_step(&mut self, step: ProposedMilestone) {
        match self.stated.milestones.iter_mut().find(|known| known.kind == step.kind && known.at == step.at) {
            Some(known) => *known = ProposedMilestone { from: known.from.or(step.from), ..step },
            None => self.stated.milestones.push(step),
        }
    }

    fn documents(&mut self) {
        let list = self.tender().and_then(|tender| tender.get("documents")).and_then(Value::as_array);
        for document in list.into_iter().flatten().take(address::MOST_DOCUMENTS) {
            let title = text(document, "title").or_else(|| text(document, "documentType")).unwrap_or("文書");
            let published = text(document, "datePublished");
            let evidence = self.lines.add("文書", &[Some(title), published].map(Option::unwrap_or_default).join(" "));
            if text(document, "documentType") == Some("tenderNotice")
                && let Some(time) = published.and_then(wall_time::iso)
            {
                let day = WallTime { at: Moment::day(time.at.date), is_doubtful: time.is_doubtful };
                self.add_step(stated_step(MilestoneKind::Notice, day, evidence, None));
            }
            if let Some(url) = text(document, "url").filter(|url| address::is_web(url)) {
                self.stated.documents.push((one_line(title), url.to_owned()));
            }
        }
    }

    fn awards(&mut self) {
        let list = self.release.get("awards").and_then(Value::as_array);
        for award in list.into_iter().flatten().take(MOST_ENTRIES) {
            let suppliers = award.get("suppliers").and_then(Value::as_array);
            let names: Vec<&str> =
                suppliers.into_iter().flatten().filter_map(|supplier| text(supplier, "name")).collect();
            let parts = [
                text(award, "date").map(str::to_owned),
                text(award, "status").map(str::to_owned),
                (!names.is_empty()).then(|| names.join("、")),
                award.get("value").and_then(amount),
            ];
            self.lines.add("落札", &parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
        }
    }

    /// The publisher's own words; only they are read by the rules for the language of notices.
    fn body(&mut self) {
        self.stated.body = self.lines.len();
        let words = ["description", "eligibilityCriteria", "submissionMethodDetails"].map(|name| self.of_tender(name));
        let words: Vec<&str> = words.into_iter().flatten().collect();
        if !words.is_empty() {
            self.stated.body = self.lines.add_text(&words.join("\n"));
        }
    }
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str().filter(|text| !text.trim().is_empty())
}

fn amount(value: &Value) -> Option<String> {
    let amount = value.get("amount")?;
    let currency = text(value, "currency").unwrap_or_default();
    amount.is_number().then(|| format!("{amount} {currency}").trim().to_owned())
}

fn category(code: &str) -> String {
    match code {
        "goods" => "物品".to_owned(),
        "works" => "工事".to_owned(),
        "services" => "役務".to_owned(),
        other => other.to_owned(),
    }
}

/// How the process ended, as its tender, its awards or the release itself say.
fn outcome(release: &Value) -> Option<TenderOutcome> {
    let status = release.get("tender").and_then(|tender| text(tender, "status"));
    let has_tag = |wanted: &str| {
        let tags = release.get("tag").and_then(Value::as_array);
        tags.is_some_and(|tags| tags.iter().any(|tag| tag.as_str() == Some(wanted)))
    };
    let awards = release.get("awards").and_then(Value::as_array);
    let is_awarded = awards.is_some_and(|awards| {
        awards.iter().any(|award| !matches!(text(award, "status"), Some("cancelled" | "unsuccessful" | "pending")))
    });
    match status {
        Some("cancelled" | "withdrawn") => Some(TenderOutcome::Cancelled),
        Some("unsuccessful") => Some(TenderOutcome::Unsuccessful),
        _ if has_tag("tenderCancellation") => Some(TenderOutcome::Cancelled),
        _ if is_awarded || has_tag("award") || has_tag("contract") || has_tag("implementation") => {
            Some(TenderOutcome::Awarded)
        }
        _ => None,
    }
}
