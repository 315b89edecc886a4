//! `musubi import`: reads notices and says what they propose; keeps them only when asked to.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use musubi::domain::change::Proposed;
use musubi::domain::id::{OrganisationId, TenderId};
use musubi::domain::notice::ProposedTender;
use musubi::error::{AppError, Refusal};
use musubi::server::edge::Call;
use musubi::server::failure::Failure;
use musubi::server::intake::{self, Incoming, SourceText, Tools};
use musubi::server::services::tenders::{self, Brought, Upload};
use musubi::server::settings::Settings;
use serde_json::{Value, json};

use super::refusal::Place;
use super::{DataFolder, Outcome};
use files::Unread;

mod files;
mod print;

/// The problem of a notice that was kept as a change of a tender that is there.
const BELONGS_TO: &str = "belongs_to";

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    folder: DataFolder,
    /// Notices, or folders of them: text in any encoding of Japanese, PDF with text, a page, the procurement
    /// portal's XML, OCDS, a feed.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Print one JSON object a line instead of a summary.
    #[arg(long)]
    json: bool,
    /// Read all the files as one tender; each value names its file.
    #[arg(long)]
    together: bool,
    /// Say on the error output which file is being read, also when that is no terminal.
    #[arg(long)]
    progress: bool,
    /// Keep each notice as a proposed tender, to be confirmed by a person.
    #[arg(long)]
    save: bool,
    /// The firm that keeps them; not needed when there is only one.
    #[arg(long, requires = "save", value_parser = organisation_id)]
    organisation: Option<OrganisationId>,
}

/// One proposed tender and what became of it.
struct Reading {
    files: Vec<PathBuf>,
    source: Value,
    proposal: ProposedTender,
    problem: Option<&'static str>,
    tender: Option<TenderId>,
}

/// What one file held.
struct Opened {
    bytes: Arc<[u8]>,
    incoming: Vec<Incoming>,
}

impl Import {
    /// Reads the files; findings when one cannot be read or contradicts itself.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        let keep = if self.save { Some(self.keeper().await?) } else { None };
        let settings = Settings::for_data(self.folder.data.clone());
        let tools = Tools { pdftotext: settings.pdftotext, ..Tools::default() };
        let files = files::named(&self.paths)?;
        let mut is_clear = !files.is_empty();
        let mut together = Vec::new();
        for (number, file) in files.iter().enumerate() {
            self.tell(number, files.len(), file);
            let Some(opened) = self.open(file, &tools).await else {
                is_clear = false;
                continue;
            };
            if self.together {
                together.push((file, opened));
            } else {
                is_clear &= self.each(file, opened, keep.as_ref()).await?;
            }
        }
        if self.together {
            is_clear &= self.as_one(together, keep.as_ref()).await?;
        }
        Ok(if is_clear { Outcome::Fine } else { Outcome::Findings })
    }

    /// What it works on, for a refusal.
    pub fn place(&self) -> Place<'_> {
        Place::Folder(&self.folder)
    }

    async fn keeper(&self) -> Result<(Call, OrganisationId), Failure> {
        let call = self.folder.call_on_existing().await?;
        let organisation = match self.organisation {
            Some(organisation) => organisation,
            None => tenders::only_organisation(&call).await?,
        };
        Ok((call, organisation))
    }

    fn tell(&self, number: usize, all: usize, file: &Path) {
        if self.progress || all > 1 && std::io::stderr().is_terminal() {
            eprintln!("{}/{all} {}", number + 1, file.display());
        }
    }

    /// The contents of a file; what hinders is printed.
    async fn open(&self, file: &Path, tools: &Tools) -> Option<Opened> {
        let bytes = match files::read(file).await {
            Ok(bytes) => bytes,
            Err(Unread::Problem(problem)) => {
                self.print(&print::problem(file, &problem), file, &print::sentence(&problem));
                return None;
            }
            Err(Unread::System(error)) => {
                self.print(&print::fault(file, &error), file, &error.to_string());
                return None;
            }
        };
        match intake::open(&file_name(file), &bytes, tools).await {
            Ok(incoming) => Some(Opened { bytes: bytes.into(), incoming }),
            Err(problem) => {
                self.print(&print::problem(file, &problem), file, &print::sentence(&problem));
                None
            }
        }
    }

    fn print(&self, object: &Value, file: &Path, sentence: &str) {
        if self.json {
            tell!("{object}");
        } else {
            tell!("{}\n  ! {sentence}", file.display());
        }
    }

    /// Every notice of a file is a tender of its own.
    async fn each(&self, file: &Path, opened: Opened, keep: Option<&(Call, OrganisationId)>) -> Result<bool, Failure> {
        let mut is_clear = true;
        for (number, incoming) in opened.incoming.into_iter().enumerate() {
            let notice = match incoming {
                Incoming::Notice(notice) => *notice,
                Incoming::Feed { title, candidates } => {
                    if self.json {
                        tell!("{}", print::feed(file, &title, &candidates));
                    } else {
                        print::feed_summary(file, &title, &candidates);
                    }
                    continue;
                }
            };
            let source = print::source(&notice, number);
            let (notice, proposal) = read(vec![notice]).await?;
            let upload = || Upload { name: file_name(file), bytes: opened.bytes.clone() };
            let (tender, problem) = match (keep, notice.into_iter().next()) {
                (Some(keep), Some(source)) => saved(keep, vec![Brought { source, original: Some(upload()) }]).await?,
                _ => (None, None),
            };
            let reading = Reading { files: vec![file.to_path_buf()], source, proposal, problem, tender };
            is_clear &= self.show(&reading);
        }
        Ok(is_clear)
    }

    /// All notices of all files are one tender.
    async fn as_one(
        &self,
        opened: Vec<(&PathBuf, Opened)>,
        keep: Option<&(Call, OrganisationId)>,
    ) -> Result<bool, Failure> {
        let (mut files, mut sources, mut notices, mut originals) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (file, Opened { bytes, incoming }) in opened {
            for (number, incoming) in incoming.into_iter().enumerate() {
                if let Incoming::Notice(notice) = incoming {
                    files.push(file.clone());
                    sources.push(print::source(&notice, number));
                    notices.push(*notice);
                    originals.push(Upload { name: file_name(file), bytes: bytes.clone() });
                }
            }
        }
        if notices.is_empty() {
            return Ok(false);
        }
        let (notices, proposal) = read(notices).await?;
        let (tender, problem) = match keep {
            Some(keep) => {
                let brought = notices.into_iter().zip(originals);
                saved(keep, brought.map(|(source, original)| Brought { source, original: Some(original) }).collect())
                    .await?
            }
            None => (None, None),
        };
        let reading = Reading { files, source: json!(sources), proposal, problem, tender };
        Ok(self.show(&reading))
    }

    fn show(&self, reading: &Reading) -> bool {
        if self.json {
            tell!("{}", print::tender(reading));
        } else {
            print::summary(reading);
        }
        reading.problem.is_none() && reading.proposal.conflicts.is_empty()
    }
}

/// Reading is work for a processor, not for the runtime.
async fn read(notices: Vec<SourceText>) -> Result<(Vec<SourceText>, ProposedTender), Failure> {
    tokio::task::spawn_blocking(move || {
        let proposal = match notices.as_slice() {
            [one] => intake::read_source(one),
            all => intake::read_together(all),
        };
        (notices, proposal)
    })
    .await
    .map_err(|error| Failure::fault(format!("a notice could not be read: {error}")))
}

async fn saved(
    (call, organisation): &(Call, OrganisationId),
    brought: Vec<Brought>,
) -> Result<(Option<TenderId>, Option<&'static str>), Failure> {
    match tenders::propose(call, *organisation, None, brought).await {
        Ok(Proposed::Made(tender)) => Ok((Some(tender), None)),
        // Kept as an open change of that tender.
        Ok(Proposed::Belongs { tender, .. }) => Ok((Some(tender), Some(BELONGS_TO))),
        Err(Failure::Refused(AppError::Refused(Refusal::SameNotice { tender }))) => {
            Ok((Some(tender), Some("same_notice")))
        }
        Err(other) => Err(other),
    }
}

fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn organisation_id(text: &str) -> Result<OrganisationId, String> {
    OrganisationId::parse(text).ok_or_else(|| format!("`{text}` is not the id of an organisation"))
}
