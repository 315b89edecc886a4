//! The set of papers of a bid: which there are, why, in which order, and the buyer's ways that they keep to. What a
//! person decided lies over what the procedure and the notice say (dossier §3.31); nothing is taken away silently.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::document::{Honorific, Order, PriceBasis, SealPolicy};
use super::procedure::{Circumstance, Need, Procedure};
use super::text::half_width;
use super::way::Way;

/// Most sheets of one form in a bid: F17, F17-2 …
const MOST_OF_ONE_FORM: u32 = 9;
/// Most papers of one bid.
pub const MOST_PAPERS: usize = 120;

/// The form behind a paper's code: `F17` is the form of `F17-2`, a second sheet of it.
#[must_use]
pub fn form_of(code: &str) -> &str {
    code.split_once('-').map_or(code, |(form, _)| form)
}

/// Whether a text is the code of a paper: letters and digits of a form, and the number of a further sheet.
#[must_use]
pub fn is_code(code: &str) -> bool {
    let is_form =
        |form: &str| !form.is_empty() && form.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    match code.split_once('-') {
        None => is_form(code),
        Some((form, number)) => is_form(form) && (2..=MOST_OF_ONE_FORM).any(|sheet| sheet.to_string() == number),
    }
}

/// The buyer's ways for one paper or for all: what a person may set without touching a template. Nothing is the
/// form's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperWays {
    /// The label of the 様式 as the buyer numbers it.
    pub label: String,
    /// The title that the buyer gives the paper.
    pub title: String,
    /// Code of the form's variant that is printed; empty for the form's own, the first.
    pub variant: String,
    /// The order of the head.
    pub order: Option<Order>,
    /// What follows the addressee.
    pub honorific: Option<Honorific>,
    /// Seal or person to telephone.
    pub seal: Option<SealPolicy>,
    /// Whether its amount includes consumption tax.
    pub price_basis: Option<PriceBasis>,
    /// 正本
    pub originals: Option<u32>,
    /// 副本
    pub copies: Option<u32>,
    /// Pages at most.
    pub pages: Option<u32>,
    /// Which sheets count against the limit.
    pub scope: PageScope,
    /// Smallest type in tenths of a point.
    pub type_tenths: Option<u32>,
}

/// Which sheets count against a page limit (dossier §3.9).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageScope {
    /// All of them.
    #[default]
    All,
    /// All but the cover.
    WithoutCover,
    /// All but the cover and the contents.
    WithoutContents,
}

impl PageScope {
    /// Every scope.
    pub const ALL: [Self; 3] = [Self::All, Self::WithoutCover, Self::WithoutContents];

    /// The code kept in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::WithoutCover => "without_cover",
            Self::WithoutContents => "without_contents",
        }
    }

    /// Reads the code; empty is the first.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        if code.is_empty() { Some(Self::All) } else { Self::ALL.into_iter().find(|scope| scope.code() == code) }
    }
}

impl PaperWays {
    /// These where they say something, else the others. Label, title, variant and pages are a paper's own: what is said
    /// for all papers does not fill them.
    #[must_use]
    pub fn over(&self, all: &Self) -> Self {
        Self {
            label: self.label.clone(),
            title: self.title.clone(),
            variant: self.variant.clone(),
            order: self.order.or(all.order),
            honorific: self.honorific.or(all.honorific),
            seal: self.seal.or(all.seal),
            price_basis: self.price_basis.or(all.price_basis),
            originals: self.originals.or(all.originals),
            copies: self.copies.or(all.copies),
            pages: self.pages,
            scope: self.scope,
            type_tenths: self.type_tenths.or(all.type_tenths),
        }
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What people decided of the set as a whole. Kept as JSON with the bid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperPlan {
    /// The procedure that a person chose; none while the notice's word alone proposes one.
    pub procedure: Option<String>,
    /// Whether a branch bids with delegated powers.
    pub branch: bool,
    /// Whether 総合評価 was chosen or denied; none while the notice's word alone says so.
    pub evaluated: Option<bool>,
    /// The buyer's ways for all papers.
    pub ways: PaperWays,
    /// Papers that a person added, beside those that are needed.
    pub added: BTreeSet<String>,
    /// Papers that a person dropped.
    pub dropped: BTreeSet<String>,
    /// The order that a person gave; papers that it does not name follow by their codes.
    pub order: Vec<String>,
}

/// Why a paper is in the set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Why {
    /// The procedure needs it, by itself or by circumstances.
    Procedure {
        /// Code of the procedure; none while none is known, when it is one that any of them usually needs.
        procedure: Option<String>,
        /// What decided it.
        by: Vec<Circumstance>,
    },
    /// The notice demands it.
    Notice {
        /// The sentence of the notice; what a person typed where there is none.
        sentence: String,
    },
    /// A person added it.
    Person,
    /// It is filled in already, and the procedure as it is now would not need it.
    Filled,
}

/// A paper of the set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedPaper {
    /// Its code: the form's, with a number behind it for a second sheet.
    pub code: String,
    /// Why it is there, the strongest reason first.
    pub why: Vec<Why>,
}

/// What the set is made from.
#[derive(Debug)]
pub struct SetSource<'s> {
    /// Codes of all forms, ascending.
    pub forms: Vec<&'s str>,
    /// The procedure, where one is known.
    pub procedure: Option<&'s Procedure>,
    /// All procedures, for a bid whose own is not known.
    pub procedures: Vec<&'s Procedure>,
    /// What holds for the bid.
    pub circumstances: BTreeSet<Circumstance>,
    /// The forms that the notice demands, with the sentences.
    pub demanded: Vec<(String, String)>,
    /// The papers that somebody has filled in.
    pub filled: BTreeSet<String>,
    /// What people decided.
    pub plan: &'s PaperPlan,
}

impl SetSource<'_> {
    /// The need of a form and what decided it; where no procedure is known, the strongest of all procedures.
    #[must_use]
    pub fn need(&self, form: &str) -> (Need, Vec<Circumstance>) {
        match self.procedure {
            Some(procedure) => procedure.need(form, &self.circumstances),
            None => {
                let needs = self.procedures.iter().map(|procedure| procedure.need(form, &self.circumstances));
                needs.max_by_key(|(need, _)| *need).unwrap_or((Need::Usual, Vec::new()))
            }
        }
    }

    /// The papers in their order.
    #[must_use]
    pub fn listed(&self) -> Vec<ListedPaper> {
        let mut codes: BTreeSet<&str> = self.forms.iter().copied().collect();
        codes.extend(self.plan.added.iter().map(String::as_str));
        codes.extend(self.filled.iter().map(String::as_str));
        let is_form = |code: &&str| self.forms.contains(&form_of(code));
        let listed = codes.into_iter().filter(is_form).filter(|code| !self.plan.dropped.contains(*code));
        let mut papers: Vec<ListedPaper> = listed
            .map(|code| ListedPaper { code: code.to_owned(), why: self.reasons(code) })
            .filter(|paper| !paper.why.is_empty())
            .collect();
        papers.sort_by_key(|paper| (self.place(&paper.code), paper.code.clone()));
        papers
    }

    fn place(&self, code: &str) -> usize {
        self.plan.order.iter().position(|other| other == code).unwrap_or(usize::MAX)
    }

    fn reasons(&self, code: &str) -> Vec<Why> {
        let mut why = Vec::new();
        let (need, by) = self.need(code);
        if need == Need::Usual {
            why.push(Why::Procedure { procedure: self.procedure.map(|found| found.code.clone()), by });
        }
        let demanded = self.demanded.iter().filter(|(form, _)| form == code);
        why.extend(demanded.map(|(_, sentence)| Why::Notice { sentence: sentence.clone() }));
        if self.plan.added.contains(code) {
            why.push(Why::Person);
        }
        if why.is_empty() && self.filled.contains(code) {
            why.push(Why::Filled);
        }
        why
    }

    /// The code under which another sheet of a form is added: the form's own, or the next number; none when there are
    /// enough of it.
    #[must_use]
    pub fn next_code(&self, form: &str) -> Option<String> {
        let listed: BTreeSet<String> = self.listed().into_iter().map(|paper| paper.code).collect();
        let numbered = (2..=MOST_OF_ONE_FORM).map(|number| format!("{form}-{number}"));
        std::iter::once(form.to_owned()).chain(numbered).find(|code| !listed.contains(code))
    }
}

impl PaperPlan {
    /// Adds a paper, also one that was dropped.
    pub fn add(&mut self, code: &str) {
        self.dropped.remove(code);
        self.added.insert(code.to_owned());
    }

    /// Drops a paper.
    pub fn drop_paper(&mut self, code: &str) {
        self.added.remove(code);
        self.dropped.insert(code.to_owned());
    }

    /// Moves a paper past its neighbour; at an end it stays. The whole order is kept from then on.
    pub fn shift(&mut self, listed: &[ListedPaper], code: &str, way: Way) {
        let mut order: Vec<String> = listed.iter().map(|paper| paper.code.clone()).collect();
        let Some(at) = order.iter().position(|other| other == code) else { return };
        if let Some(other) = way.neighbour(at, order.len()) {
            order.swap(at, other);
        }
        self.order = order;
    }
}

/// A buyer's ways as a firm keeps them for the next tender of the same buyer. No amount, date or person is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BuyerProfile {
    /// The set.
    pub plan: PaperPlan,
    /// The ways of single papers, by code.
    pub papers: BTreeMap<String, PaperWays>,
}

/// The buyer as a profile names it: widths, blanks and the honorific apart, the 宛先 of the tender.
#[must_use]
pub fn buyer_key(addressee: &str) -> String {
    let squeezed: String = addressee.chars().map(half_width).filter(|letter| !letter.is_whitespace()).collect();
    let bare = ["様", "殿", "御中", "宛て", "あて", "宛"].iter().find_map(|end| squeezed.strip_suffix(end));
    bare.unwrap_or(&squeezed).to_owned()
}

/// A form by the titles under which buyers ask for it.
#[derive(Debug, Clone, Copy)]
pub struct TitledForm<'f> {
    /// Code of the form.
    pub code: &'f str,
    /// Its own title.
    pub title: &'f str,
    /// Other titles seen at buyers.
    pub others: &'f [String],
}

impl TitledForm<'_> {
    /// How well it fits a demanded title: the length of its longest title that stands in it, and whether that is its
    /// own; none when no title does.
    fn fit(&self, wanted: &str) -> Option<(usize, bool)> {
        let titles = std::iter::once((self.title, true)).chain(self.others.iter().map(|other| (other.as_str(), false)));
        let fits = titles.filter_map(|(title, is_own)| {
            let title = bare_title(title);
            (!title.is_empty() && wanted.contains(&title)).then_some((title.chars().count(), is_own))
        });
        fits.max()
    }
}

/// The form that a demanded title means: the longest of the forms' titles that stands in it; of two that are equally
/// long, a form's own before one that another form bears at some buyers. Brackets with what is in them do not count, nor
/// do blanks; 共同企業体用 and the like decide between two forms of one title.
#[must_use]
pub fn form_by_title<'f>(
    forms: impl IntoIterator<Item = TitledForm<'f>>,
    demanded: &str,
    is_joint_venture: bool,
) -> Option<&'f str> {
    let wanted = bare_title(demanded);
    let fits = forms.into_iter().filter_map(|form| Some((form.fit(&wanted)?, form.code)));
    let fitting: Vec<((usize, bool), &str)> = fits.collect();
    let best = fitting.iter().map(|(fit, _)| *fit).max()?;
    let mut codes: Vec<&str> = fitting.iter().filter(|(fit, _)| *fit == best).map(|(_, code)| *code).collect();
    codes.sort_unstable();
    // The joint venture's form of one title follows the single firm's in the catalogue (F06, F07).
    if is_joint_venture { codes.last().copied() } else { codes.first().copied() }
}

fn bare_title(title: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::new();
    for letter in title.chars() {
        match letter {
            '(' | '（' | '【' | '〔' | '[' => depth += 1,
            ')' | '）' | '】' | '〕' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 || letter.is_whitespace() => {}
            _ => bare.push(letter),
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    fn procedure() -> Procedure {
        Procedure {
            code: "proposal".to_owned(),
            title_ja: String::new(),
            title_en: String::new(),
            rank: 1,
            kinds: Vec::new(),
            title_has: Vec::new(),
            title_lacks: Vec::new(),
            forms: BTreeMap::from([
                ("F05".to_owned(), Need::Usual),
                ("F10".to_owned(), Need::Usual),
                ("F16".to_owned(), Need::Often),
            ]),
            rules: Vec::new(),
        }
    }

    fn codes(source: &SetSource<'_>) -> Vec<String> {
        source.listed().into_iter().map(|paper| paper.code).collect()
    }

    fn source<'s>(procedure: &'s Procedure, plan: &'s PaperPlan) -> SetSource<'s> {
        SetSource {
            forms: vec!["F01", "F05", "F10", "F16", "F17"],
            procedure: Some(procedure),
            procedures: vec![procedure],
            circumstances: BTreeSet::new(),
            demanded: Vec::new(),
            filled: BTreeSet::new(),
            plan,
        }
    }

    #[test]
    fn the_set_is_what_is_needed_demanded_added_and_filled() {
        let (procedure, mut plan) = (procedure(), PaperPlan::default());
        assert_eq!(codes(&source(&procedure, &plan)), ["F05", "F10"]);
        plan.add("F17-2");
        plan.drop_paper("F10");
        let mut set = source(&procedure, &plan);
        set.demanded.push(("F16".to_owned(), "質問書を提出すること".to_owned()));
        set.filled.insert("F01".to_owned());
        assert_eq!(codes(&set), ["F01", "F05", "F16", "F17-2"]);
        assert_eq!(set.listed()[0].why, [Why::Filled]);
        assert_eq!(set.listed()[2].why, [Why::Notice { sentence: "質問書を提出すること".to_owned() }]);
        assert_eq!(set.next_code("F05").as_deref(), Some("F05-2"));
        assert_eq!(set.next_code("F17").as_deref(), Some("F17"));
    }

    #[test]
    fn a_code_is_a_form_with_a_number_at_most() {
        for code in ["F17", "F17-2", "F17-9", "own_form"] {
            assert!(is_code(code), "{code}");
        }
        for code in ["", "F17-1", "F17-10", "F17-02", "F17-../x", "F17\"", "../F17"] {
            assert!(!is_code(code), "{code}");
        }
    }

    #[test]
    fn a_paper_moves_past_its_neighbour_and_the_order_stays() {
        let (procedure, mut plan) = (procedure(), PaperPlan::default());
        let listed = source(&procedure, &plan).listed();
        plan.shift(&listed, "F10", Way::Up);
        assert_eq!(codes(&source(&procedure, &plan)), ["F10", "F05"]);
        let listed = source(&procedure, &plan).listed();
        plan.shift(&listed, "F10", Way::Up);
        assert_eq!(plan.order, ["F10", "F05"]);
        plan.add("F01");
        assert_eq!(codes(&source(&procedure, &plan)), ["F10", "F05", "F01"]);
    }

    #[test]
    fn a_code_that_is_no_form_is_never_listed() {
        let (procedure, mut plan) = (procedure(), PaperPlan::default());
        plan.add("F99");
        assert_eq!(codes(&source(&procedure, &plan)), ["F05", "F10"]);
    }

    #[test]
    fn a_demanded_title_means_the_form_whose_title_stands_in_it() {
        let forms = [("F06", "参加表明書"), ("F07", "参加表明書（共同企業体用）"), ("F08", "入札参加資格確認申請書")];
        let forms = forms.map(|(code, title)| TitledForm { code, title, others: &[] });
        let code = |title, joint| form_by_title(forms, title, joint);
        assert_eq!(code("公募型プロポーザル参加表明書（様式１）", false), Some("F06"));
        assert_eq!(code("参　加　表　明　書", true), Some("F07"));
        assert_eq!(code("（条件付）一般競争入札参加資格確認申請書", true), Some("F08"));
        assert_eq!(code("誓約書", false), None);
    }

    #[test]
    fn what_other_buyers_call_a_form_means_it_too_unless_it_is_the_own_title_of_another() {
        let (letter, body) =
            (["企画提案書".to_owned(), "企画提案書の提出について".to_owned()], ["技術提案書".to_owned()]);
        let forms = [
            TitledForm { code: "F09", title: "企画提案書提出届", others: &letter },
            TitledForm { code: "F10", title: "企画提案書", others: &body },
        ];
        let code = |title| form_by_title(forms, title, false);
        assert_eq!(code("企画提案書（様式５）"), Some("F10"));
        assert_eq!(code("企画提案書の提出について"), Some("F09"));
        assert_eq!(code("技術提案書"), Some("F10"));
    }

    #[test]
    fn a_buyer_is_known_again_without_blanks_widths_and_honorific() {
        assert_eq!(buyer_key("　みなと市長　様"), buyer_key("みなと市長"));
        assert_ne!(buyer_key("みなと市長"), buyer_key("みなと市水道事業管理者"));
    }

    #[test]
    fn what_is_said_for_one_paper_lies_over_what_is_said_for_all() {
        let all = PaperWays {
            label: "様式９".to_owned(),
            honorific: Some(Honorific::Dono),
            copies: Some(9),
            ..PaperWays::default()
        };
        let own = PaperWays { honorific: Some(Honorific::None), ..PaperWays::default() };
        let ways = own.over(&all);
        assert_eq!((ways.label.as_str(), ways.honorific, ways.copies), ("", Some(Honorific::None), Some(9)));
    }
}
