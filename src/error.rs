//! Every refusal a person can be told. No variant holds a sentence: `ui::wording::refusal` matches
//! exhaustively in two languages.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use crate::domain::buyer_form::FormProblem;
use crate::domain::calendar_file::FileFault;
use crate::domain::contact_card::CardFault;
use crate::domain::derived_date::DerivedMove;
use crate::domain::id::TenderId;
use crate::domain::notice::IntakeProblem;
use crate::domain::plan::MovedDate;
use crate::domain::problem::FieldProblem;
use crate::domain::question::TableFault;

/// What a call can end with instead of its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppError {
    /// Nobody is signed in. 401.
    NotSignedIn,
    /// It is not there, or the caller may not know that it is. 404.
    NotFound,
    /// The caller sees it but may not do this. 403.
    NotAllowed,
    /// Fields of the form are wrong. 422.
    Invalid(Vec<FieldProblem>),
    /// Somebody else changed it since it was read. 409.
    Changed,
    /// A rule of the workspace refuses it. 422.
    Refused(Refusal),
    /// Too many tries; wait this many seconds. 429.
    TooMany {
        /// Seconds to wait.
        seconds: u32,
    },
    /// What was sent is larger than allowed. 413.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The request could not be understood. 400.
    Malformed,
    /// The connection broke before an answer came.
    LineBroken,
    /// Our fault; the log has the rest under this reference. 500.
    Broken {
        /// Reference to the log.
        reference: String,
    },
}

/// Rules of the workspace that refuse a request as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// E-mail address or password is wrong (which one is not told).
    SignInFailed,
    /// The one-time link is used, expired or unknown.
    LinkSpent,
    /// The present password is wrong.
    WrongPassword,
    /// The last administrator cannot be removed.
    LastAdministrator,
    /// The last coordinator cannot leave or be removed.
    LastCoordinator,
    /// The bid is archived and cannot be changed.
    Archived,
    /// The same notice is there already.
    SameNotice {
        /// The tender that was made from it.
        tender: TenderId,
    },
    /// A notice could not be taken in.
    Notice {
        /// Name of the file; empty for a pasted text.
        file: String,
        /// Why.
        problem: IntakeProblem,
    },
    /// The text of a form of the catalogue was tried; nothing is wrong, and nothing is kept.
    FormTried,
    /// A table was read into the form of a cost sheet; nothing is saved yet.
    CostsRead,
    /// The file is no .xlsx that can be read.
    CostsUnreadable,
    /// The workbook holds no table with the heads of a breakdown.
    CostsNoTable,
    /// A sum of the cost sheet is beyond what is counted.
    CostsUncountable,
    /// A buyer's form could not be opened or filled.
    BuyerForm {
        /// Name of its file.
        file: String,
        /// Why.
        problem: FormProblem,
    },
    /// No file was chosen.
    NoFile,
    /// A file without a single byte.
    EmptyFile {
        /// Its name.
        file: String,
    },
    /// More files at once, or in one tender, than are taken.
    TooManyFiles {
        /// The limit.
        most: u32,
    },
    /// The files together are larger than allowed.
    FilesTooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The file is none of the sorts that are taken, or its name says something else than its content.
    FileSort,
    /// The file is a feed: titles and links, no notice.
    OnlyFeed {
        /// Its name.
        file: String,
    },
    /// What was brought is no feed.
    NoFeed,
    /// The proposal was put away; it must be taken back first.
    TenderDiscarded,
    /// One more row was asked for in a form; nothing is wrong, and nothing is saved yet.
    RowAdded,
    /// Other dates are counted from the one that was to change and move with it, or tasks of a plan do; nothing is wrong,
    /// and nothing is saved before somebody agrees.
    MovesOthers {
        /// The date that a person would move; none where dates are counted anew.
        #[serde(default)]
        date: Option<MovedDate>,
        /// The dates that move along.
        moves: Vec<DerivedMove>,
    },
    /// More entries than are kept, or chosen for a bid.
    TooManyRecords {
        /// The limit.
        most: u32,
    },
    /// An open bid prints the entry; it must be taken out there first.
    RecordInUse,
    /// Events were read into a form; nothing is saved yet.
    CalendarRead,
    /// A calendar file is not read.
    Calendar(FileFault),
    /// The buyer's answers were read into a form; nothing is saved yet.
    AnswersRead,
    /// A table of answers is not read.
    Answers(TableFault),
    /// A question would tell who asks, and nobody said that it may go out so.
    QuestionsTell,
    /// No question is ready to be asked.
    NoQuestions,
    /// A file of contacts is not read.
    Cards(CardFault),
    /// The person has a seat already.
    SeatTaken,
    /// Nobody has confirmed yet what was read out of the notice.
    TenderUnconfirmed,
    /// A text that is to be approved was written on since the page was made.
    WrittenSince,
}

impl AppError {
    /// The HTTP status for calls made by script.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotSignedIn => 401,
            Self::NotFound => 404,
            Self::NotAllowed => 403,
            Self::Invalid(_) | Self::Refused(_) => 422,
            Self::Changed => 409,
            Self::TooMany { .. } => 429,
            Self::TooLarge { .. } => 413,
            Self::Malformed => 400,
            Self::LineBroken => 503,
            Self::Broken { .. } => 500,
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Malformed
            }
            _ => Self::LineBroken,
        }
    }
}
