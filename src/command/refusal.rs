//! What the command line says when something is refused: whole sentences in English, with the place and what to do.

use std::fmt::Write;
use std::path::Path;

use musubi::domain::id::{BidId, TenderId};
use musubi::domain::language::Language;
use musubi::error::{AppError, Refusal};
use musubi::server::failure::Failure;
use musubi::ui::wording::{in_language, refusal};

use super::DataFolder;

/// What a command worked on when it was refused.
#[derive(Debug)]
pub enum Place<'a> {
    /// A bid in a data folder.
    Bid {
        /// The bid.
        bid: BidId,
        /// Where it was looked for.
        folder: &'a DataFolder,
    },
    /// A tender in a data folder.
    Tender {
        /// The tender.
        tender: TenderId,
        /// Where it was looked for.
        folder: &'a DataFolder,
    },
    /// An account in a data folder.
    Account {
        /// Its address.
        email: &'a str,
        /// Where it was looked for.
        folder: &'a DataFolder,
    },
    /// A data folder as a whole.
    Folder(&'a DataFolder),
    /// A file.
    File(&'a Path),
    /// Nothing that a person could look at.
    Nowhere,
}

/// The sentences for a failure. A fault of the machine keeps its chain of causes.
#[must_use]
pub fn sentences(failure: &Failure, place: &Place<'_>) -> String {
    let Failure::Refused(refused) = failure else {
        return match where_it_was(place) {
            Some(at) => format!("{failure} ({at})."),
            None => format!("{failure}."),
        };
    };
    match (refused, place) {
        (AppError::NotFound, Place::Bid { bid, folder }) => format!(
            "There is no bid {bid} in {}. The id is the last part of the bid's address in the browser, /bids/ID; \
             `musubi demo` prints the id of its example. Look at --data as well: it names the folder.",
            data_of(folder)
        ),
        (AppError::NotFound, Place::Tender { tender, folder }) => format!(
            "There is no tender {tender} in {}. The id is the last part of the tender's address in the browser, \
             /tenders/ID; `musubi import --save --json` prints it as well. Look at --data: it names the folder.",
            data_of(folder)
        ),
        (AppError::NotFound, Place::Account { email, folder }) => format!(
            "Nobody in {} signs in with {email}. The addresses stand under Users in the browser; \
             an account that was removed has to be invited again.",
            data_of(folder)
        ),
        (AppError::NotFound, Place::Folder(folder)) => format!(
            "There is no firm in {} that could keep the tender. Set it up first (`musubi serve` prints the link), \
             or name the right folder with --data.",
            data_of(folder)
        ),
        (AppError::Refused(Refusal::Archived), _) => {
            "This bid is archived. Take it out of the archive on its overview in the browser first.".to_owned()
        }
        (AppError::Invalid(problems), _) => {
            let mut text = "Something in the arguments is not right:".to_owned();
            for found in problems {
                let sentence = in_language(Language::English, || refusal::problem(&found.problem));
                // Writing into a text cannot fail.
                let _ = write!(text, " {}: {sentence}", found.field);
            }
            text
        }
        (other, place) => {
            let sentence = in_language(Language::English, || refusal::sentence(other));
            match where_it_was(place) {
                Some(at) => format!("{sentence} ({at})"),
                None => sentence,
            }
        }
    }
}

/// Where a data folder's rows are, in words.
#[must_use]
pub fn data_of(folder: &DataFolder) -> String {
    if std::env::var_os("DATABASE_URL").is_some() {
        "the PostgreSQL database of DATABASE_URL".to_owned()
    } else {
        format!("the data folder {}", folder.data.display())
    }
}

fn where_it_was(place: &Place<'_>) -> Option<String> {
    match place {
        Place::Bid { bid, folder } => Some(format!("bid {bid}, {}", data_of(folder))),
        Place::Tender { tender, folder } => Some(format!("tender {tender}, {}", data_of(folder))),
        Place::Account { email, folder } => Some(format!("account {email}, {}", data_of(folder))),
        Place::Folder(folder) => Some(data_of(folder)),
        Place::File(file) => Some(format!("file {}", file.display())),
        Place::Nowhere => None,
    }
}
