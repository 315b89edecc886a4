//! A search over tenders and candidates that somebody keeps: what it asks for, parsed once, and what fits it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::deadline::{MilestoneKind, Moment};
use super::era;
use super::id::{CandidateId, SavedSearchId, TenderId};
use super::instant::Instant;
use super::notice::ProcedureKind;
use super::problem::{Problem, Problems};
use super::tender::TenderState;
use super::tender_form::Ticked;
use super::text::{Line, TextProblem, full_width_katakana, half_width, optional};

/// Most searches that one person keeps.
pub const MOST_SEARCHES: usize = 50;

/// The fields as they come from the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchForm {
    /// Its name; empty for its words.
    pub name: String,
    /// Words that must all occur.
    pub words: String,
    /// Codes of the procedures that are ticked; none for any.
    pub procedures: Ticked,
    /// Words that must all occur in the addressee.
    pub addressee: String,
    /// First day of the next deadline.
    pub from: String,
    /// Last day of the next deadline.
    pub to: String,
}

/// What a search asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchTerms {
    /// Words that must all occur in title, number, addressee or place.
    pub words: String,
    /// Any of these procedures; none for any.
    pub procedures: Vec<ProcedureKind>,
    /// Words that must all occur in the addressee.
    pub addressee: String,
    /// A date of ours on this day or later.
    pub from: Option<NaiveDate>,
    /// A date of ours on this day or earlier.
    pub to: Option<NaiveDate>,
}

/// A search that holds together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchDraft {
    /// Its name.
    pub name: String,
    /// What it asks for.
    pub terms: SearchTerms,
}

impl SearchForm {
    /// Parses the fields; something must be asked for.
    pub fn parse(&self, problems: &mut Problems) -> Option<SearchDraft> {
        let before = problems.len();
        let name = line::<60>(problems, "search[name]", &self.name);
        let words = line::<120>(problems, "search[words]", &self.words);
        let addressee = line::<60>(problems, "search[addressee]", &self.addressee);
        let from = day(problems, "search[from]", &self.from);
        let to = day(problems, "search[to]", &self.to);
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            problems.add("search[to]", Problem::PeriodReversed);
        }
        let procedures: Vec<ProcedureKind> =
            ProcedureKind::ALL.into_iter().filter(|kind| self.procedures.contains_key(kind.code())).collect();
        let asks =
            !words.is_empty() || !addressee.is_empty() || !procedures.is_empty() || from.is_some() || to.is_some();
        if !asks && problems.len() == before {
            problems.add("search[words]", Problem::Text(TextProblem::Empty));
        }
        let name = if name.is_empty() { words.clone() } else { name };
        let name = if name.is_empty() { addressee.clone() } else { name };
        (problems.len() == before)
            .then_some(SearchDraft { name, terms: SearchTerms { words, procedures, addressee, from, to } })
    }
}

fn line<const MAX: usize>(problems: &mut Problems, field: &str, text: &str) -> String {
    problems.take(field, optional(text, Line::<MAX>::parse)).flatten().map_or_else(String::new, String::from)
}

fn day(problems: &mut Problems, field: &str, text: &str) -> Option<NaiveDate> {
    if text.trim().is_empty() { None } else { problems.take(field, era::parse(text)) }
}

/// What a search looks through: a tender or a candidate, its texts folded to one width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// What it is.
    pub found: Found,
    /// Title, number, addressee and place, folded.
    pub text: String,
    /// Addressee, folded; the name of the feed for a candidate.
    pub addressee: String,
    /// Its procedure.
    pub procedure: Option<ProcedureKind>,
    /// Its dates of ours.
    pub days: Vec<NaiveDate>,
    /// When it came in.
    pub since: Instant,
}

/// A tender or a candidate that fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Found {
    /// A tender.
    Tender {
        /// Which.
        id: TenderId,
        /// 件名
        title: String,
        /// 宛先
        addressee: String,
        /// How far it has come.
        state: TenderState,
        /// The next dated step.
        next: Option<(MilestoneKind, Moment)>,
    },
    /// An entry of a feed.
    Candidate {
        /// Which.
        id: CandidateId,
        /// Its title.
        title: String,
        /// Its address.
        link: String,
        /// Title of the feed.
        feed: String,
        /// When it was published.
        published: Option<Moment>,
    },
}

/// Terms whose words are folded as the texts are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoldedTerms {
    words: Vec<String>,
    addressee: Vec<String>,
    procedures: Vec<ProcedureKind>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

impl FoldedTerms {
    /// Folds the words of a search.
    #[must_use]
    pub fn of(terms: &SearchTerms) -> Self {
        let words = |text: &str| text.split_whitespace().map(folded).filter(|word| !word.is_empty()).collect();
        Self {
            words: words(&terms.words),
            addressee: words(&terms.addressee),
            procedures: terms.procedures.clone(),
            from: terms.from,
            to: terms.to,
        }
    }

    /// Whether days are asked for.
    #[must_use]
    pub const fn asks_day(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// Whether something fits. A candidate has neither procedure nor dates: asked for, it does not fit.
    #[must_use]
    pub fn fits(&self, sought: &Sought) -> bool {
        let is_in = |day: &NaiveDate| self.from.is_none_or(|from| *day >= from) && self.to.is_none_or(|to| *day <= to);
        self.words.iter().all(|word| sought.text.contains(word))
            && self.addressee.iter().all(|word| sought.addressee.contains(word))
            && (self.procedures.is_empty() || sought.procedure.is_some_and(|kind| self.procedures.contains(&kind)))
            && (!self.asks_day() || sought.days.iter().any(is_in))
    }
}

/// One form for full and half width, capitals and the two kana, without blanks.
#[must_use]
pub fn folded(text: &str) -> String {
    full_width_katakana(text)
        .chars()
        .map(half_width)
        .filter(|letter| !letter.is_whitespace())
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'ぁ'..='ゖ' => char::from_u32(letter as u32 + 0x60).unwrap_or(letter),
            other => other,
        })
        .collect()
}

/// A search as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearch {
    /// Which.
    pub id: SavedSearchId,
    /// Its name.
    pub name: String,
    /// What it asks for.
    pub terms: SearchTerms,
    /// Up to when the person has seen what it finds.
    pub seen_at: Instant,
    /// How many fit in all.
    pub total: usize,
    /// How many are new since.
    pub fresh: usize,
    /// The newest that fit, newest first, and whether each is new.
    pub found: Vec<(Found, bool)>,
    /// When the newest of all that fit came in: what *seen* will cover.
    pub newest: Instant,
}

/// The searches of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearches {
    /// In the order in which they were made.
    pub searches: Vec<SavedSearch>,
}

/// The figures at the head of the list of tenders.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Candidates that nobody has decided on.
    pub candidates: i64,
    /// What is new in the person's searches.
    pub fresh: usize,
    /// Searches that the person keeps.
    pub searches: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sought(text: &str) -> Sought {
        Sought {
            found: Found::Tender {
                id: TenderId::parse("018f3c1e-0000-7000-8000-000000000001").unwrap(),
                title: text.to_owned(),
                addressee: String::new(),
                state: TenderState::Proposed,
                next: None,
            },
            text: folded(text),
            addressee: folded("みなと市長"),
            procedure: Some(ProcedureKind::Proposal),
            days: NaiveDate::from_ymd_opt(2026, 12, 10).into_iter().collect(),
            since: Instant(5),
        }
    }

    fn fits(form: &SearchForm) -> bool {
        let mut problems = Problems::default();
        let draft = form.parse(&mut problems).expect("it holds together");
        FoldedTerms::of(&draft.terms).fits(&sought("防災情報配信システム構築業務委託"))
    }

    #[test]
    fn every_word_must_occur_and_every_bound_hold() {
        let words = |words: &str| SearchForm { words: words.to_owned(), ..SearchForm::default() };
        assert!(fits(&words("防災　システム")));
        assert!(!fits(&words("防災 清掃")));
        assert!(fits(&SearchForm { addressee: "みなと".to_owned(), ..words("防災") }));
        assert!(!fits(&SearchForm { addressee: "やまと".to_owned(), ..words("防災") }));
        assert!(fits(&SearchForm {
            from: "2026-12-01".to_owned(), to: "令和8年12月10日".to_owned(), ..words("")
        }));
        assert!(!fits(&SearchForm { from: "2026-12-11".to_owned(), ..words("防災") }));
        let ticked = |code: &str| Ticked::from([(code.to_owned(), "yes".to_owned())]);
        assert!(fits(&SearchForm { procedures: ticked("proposal"), ..words("") }));
        assert!(!fits(&SearchForm { procedures: ticked("ippan"), ..words("") }));
    }

    #[test]
    fn width_capitals_and_kana_make_no_difference() {
        assert_eq!(folded("ＡＢＣ　ｼｽﾃﾑ"), folded("abcしすてむ"));
        assert_ne!(folded("防災"), folded("防犯"));
    }

    #[test]
    fn a_search_for_nothing_is_refused() {
        let mut problems = Problems::default();
        assert!(SearchForm::default().parse(&mut problems).is_none());
        assert_eq!(problems.len(), 1);
    }
}
