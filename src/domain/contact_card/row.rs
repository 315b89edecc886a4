//! What our own rules let through of a contact that a file holds, and filling in what is empty of one that is held.

use super::{Aside, CardNote, CardRefusal, CardRow, NameKeys, NameMatch};
use crate::domain::contact::{Consent, ContactForm, ContactKind};
use crate::domain::contact_organisation::BodyForm;
use crate::domain::problem::Problems;

/// Characters of the notes of a contact.
const NOTES_MOST: usize = 4_000;

impl CardRow {
    /// What of a contact our rules let through: a field that breaks one is left out and told, the contact stands.
    #[must_use]
    pub fn settled(line: usize, form: ContactForm, body: BodyForm, notes: Vec<CardNote>) -> Self {
        let mut row = Self { line, form, body, is_body: false, notes, refusal: None };
        row.is_body = !row.is_named() && !row.body.name.trim().is_empty();
        if row.is_body {
            row.become_body();
        }
        row.tidy();
        row.settle_body();
        if row.is_body {
            row.refusal = row.body.name.is_empty().then_some(CardRefusal::NoName);
        } else {
            row.settle_form();
        }
        row
    }

    /// A contact that is not taken, with what it would have been called.
    #[must_use]
    pub fn refused(line: usize, name: String, refusal: CardRefusal) -> Self {
        let form = ContactForm { family: name, ..ContactForm::default() };
        Self { line, form, body: BodyForm::default(), is_body: false, notes: Vec::new(), refusal: Some(refusal) }
    }

    /// Nobody of an organisation is named, so that the contact is the organisation itself. A section belongs to its name
    /// (みなと市 防災課), a reading is its own; what organisations have no fields for goes into its notes.
    fn become_body(&mut self) {
        let form = std::mem::take(&mut self.form);
        let joined = |parts: [&str; 2]| parts.map(str::trim).join(" ").trim().to_owned();
        self.body.name = joined([&self.body.name, &form.department]);
        if self.body.kind.is_empty() {
            self.body.kind.clone_from(&form.kind);
        }
        let mut notes: Vec<String> = Some(form.notes.clone()).filter(|notes| !notes.is_empty()).into_iter().collect();
        let reading = joined([&form.family_kana, &form.given_kana]);
        if self.body.name_kana.is_empty() {
            self.body.name_kana = reading;
        } else if !reading.is_empty() && reading != self.body.name_kana {
            self.move_to(&mut notes, Aside::Reading, &reading);
        }
        for aside in Aside::OF_CONTACTS {
            let text = one_line(aside.of(&form));
            if !text.trim().is_empty() {
                self.move_to(&mut notes, aside, &text);
            }
        }
        self.body.notes = notes.join("\n");
    }

    fn move_to(&mut self, notes: &mut Vec<String>, aside: Aside, text: &str) {
        let (line, note) = aside.line(text);
        self.notes.push(note);
        notes.push(line);
    }

    /// Line ends and other controls inside a line become blanks, overlong notes are cut, formulas are told.
    fn tidy(&mut self) {
        for field in LINES {
            if let Some(text) = slot(&mut self.form, field) {
                *text = one_line(text);
            }
        }
        for field in BODY_LINES {
            if let Some(text) = body_slot(&mut self.body, field) {
                *text = one_line(text);
            }
        }
        let prose = if self.is_body { &mut self.body.notes } else { &mut self.form.notes };
        let notes = prose.replace("\r\n", "\n").replace('\r', "\n");
        *prose = notes.chars().filter(|letter| matches!(letter, '\n' | '\t') || !letter.is_control()).collect();
        if let Some((end, _)) = prose.char_indices().nth(NOTES_MOST) {
            prose.truncate(end);
            self.notes.push(CardNote::Cut("notes".to_owned()));
        }
        let mut formulas: Vec<&str> = Vec::new();
        for field in ["family", "given", "family_latin", "given_latin", "title_ja", "title_en", "department", "notes"] {
            formulas.extend(slot(&mut self.form, field).filter(|text| text.starts_with(['=', '@'])).map(|_| field));
        }
        formulas.extend(self.body.name.starts_with(['=', '@']).then_some("body_name"));
        formulas.extend((self.is_body && self.body.notes.starts_with(['=', '@'])).then_some("notes"));
        self.notes.extend(formulas.into_iter().map(|field| CardNote::Formula(field.to_owned())));
    }

    fn settle_body(&mut self) {
        if self.body.name.trim().is_empty() {
            let is_lost = !self.body.address.is_empty() || !self.body.site.is_empty();
            self.notes.extend(is_lost.then_some(CardNote::NoBody));
            self.body = BodyForm::default();
            return;
        }
        // The sort may be open here, and is asked for before an organisation is made.
        let open = ContactKind::parse(&self.body.kind).is_none();
        self.body.kind = ContactKind::parse(&self.body.kind).unwrap_or(ContactKind::Other).code().to_owned();
        let mut problems = Problems::default();
        let mut draft = self.body.parse(&mut problems, body_name);
        if draft.is_none() {
            for found in problems.into_vec() {
                if let Some(text) = body_slot(&mut self.body, &found.field) {
                    text.clear();
                }
                self.notes.push(CardNote::Dropped { field: found.field, problem: found.problem });
            }
            draft = self.body.parse(&mut Problems::default(), body_name);
        }
        self.body = draft.map(|draft| draft.form).unwrap_or_default();
        if open {
            self.body.kind.clear();
        }
    }

    fn settle_form(&mut self) {
        let mut problems = Problems::default();
        if let Some(draft) = self.form.parse(&mut problems, str::to_owned) {
            self.form = draft.form;
            return;
        }
        let is_named = self.is_named();
        for found in problems.into_vec() {
            // That nobody is named is told by the refusal.
            if found.field == "family" && !is_named {
                continue;
            }
            if let Some(text) = slot(&mut self.form, &found.field) {
                text.clear();
            }
            self.notes.push(CardNote::Dropped { field: found.field, problem: found.problem });
        }
        match self.form.parse(&mut Problems::default(), str::to_owned) {
            Some(draft) => self.form = draft.form,
            None => self.refusal = Some(CardRefusal::NoName),
        }
    }

    fn is_named(&self) -> bool {
        let form = &self.form;
        [&form.family, &form.given, &form.family_latin, &form.given_latin].iter().any(|part| !part.trim().is_empty())
    }
}

impl ContactForm {
    /// Fills in what is empty here and not there, unless the names contradict each other: an address may be a whole
    /// section's. Answers whether they do not. Parts of another name are not mixed into one that is there, and one that
    /// refused is refused for good: nobody is written to against their will.
    pub fn fill_from(&mut self, other: &Self, fold: impl Fn(&str) -> String) -> bool {
        let [ours, theirs] = [&*self, other].map(|form| NameKeys::of(form, &fold));
        if ours.beside(&theirs) == NameMatch::Different {
            return false;
        }
        let is_native = |form: &Self| !(form.family.is_empty() && form.given.is_empty());
        if !is_native(self) && is_native(other) {
            // 山田 太郎 is not written in the order of Taro Yamada.
            self.order.clone_from(&other.order);
        }
        for [family, given] in [["family", "given"], ["family_kana", "given_kana"], ["family_latin", "given_latin"]] {
            self.fill_name(other, family, given);
        }
        for field in [
            "title_ja",
            "title_en",
            "department",
            "email",
            "telephone",
            "mobile",
            "card_on",
            "language",
            "channel",
            "notes",
        ] {
            self.fill_field(other, field);
        }
        let [ours, theirs] = [&*self, other].map(|form| Consent::parse(&form.consent).unwrap_or(Consent::NotAsked));
        if ours == Consent::NotAsked || theirs == Consent::Refused {
            theirs.code().clone_into(&mut self.consent);
        }
        true
    }

    fn fill_name(&mut self, other: &Self, family: &str, given: &str) {
        let [ours, theirs] = [&*self, other].map(|form| [value(form, family), value(form, given)]);
        let is_empty = ours.iter().all(|part| part.is_empty());
        let is_same = ours.iter().zip(&theirs).any(|(ours, theirs)| !ours.is_empty() && ours == theirs);
        if is_empty || is_same {
            self.fill_field(other, family);
            self.fill_field(other, given);
        }
    }

    fn fill_field(&mut self, other: &Self, field: &str) {
        if let Some(text) = slot(self, field)
            && text.is_empty()
        {
            *text = value(other, field);
        }
    }
}

impl BodyForm {
    /// Fills in what is empty here and not there; answers whether anything was. Name and sort are never empty.
    pub fn fill_from(&mut self, other: &Self) -> bool {
        let before = self.clone();
        for (ours, theirs) in [
            (&mut self.name_kana, &other.name_kana),
            (&mut self.name_latin, &other.name_latin),
            (&mut self.address, &other.address),
            (&mut self.site, &other.site),
            (&mut self.notes, &other.notes),
        ] {
            if ours.is_empty() {
                ours.clone_from(theirs);
            }
        }
        *self != before
    }
}

/// Fields of a contact that stand on one line.
const LINES: [&str; 13] = [
    "family",
    "given",
    "family_kana",
    "given_kana",
    "family_latin",
    "given_latin",
    "title_ja",
    "title_en",
    "department",
    "email",
    "telephone",
    "mobile",
    "card_on",
];
/// Fields of an organisation, by the names they have in notes.
const BODY_LINES: [&str; 5] = ["body_name", "body_kana", "body_latin", "address", "site"];

/// The name in notes of a field of an organisation's form.
fn body_name(field: &str) -> String {
    match field {
        "name" => "body_name",
        "name_kana" => "body_kana",
        "name_latin" => "body_latin",
        other => other,
    }
    .to_owned()
}

fn body_slot<'a>(body: &'a mut BodyForm, field: &str) -> Option<&'a mut String> {
    Some(match field {
        "body_name" => &mut body.name,
        "body_kana" => &mut body.name_kana,
        "body_latin" => &mut body.name_latin,
        "address" => &mut body.address,
        "site" => &mut body.site,
        "notes" => &mut body.notes,
        _ => return None,
    })
}

/// A field of a contact by its name; none for those that other files do not set.
fn slot<'a>(form: &'a mut ContactForm, field: &str) -> Option<&'a mut String> {
    Some(match field {
        "kind" => &mut form.kind,
        "family" => &mut form.family,
        "given" => &mut form.given,
        "family_kana" => &mut form.family_kana,
        "given_kana" => &mut form.given_kana,
        "family_latin" => &mut form.family_latin,
        "given_latin" => &mut form.given_latin,
        "title_ja" => &mut form.title_ja,
        "title_en" => &mut form.title_en,
        "department" => &mut form.department,
        "email" => &mut form.email,
        "telephone" => &mut form.telephone,
        "mobile" => &mut form.mobile,
        "card_on" => &mut form.card_on,
        "language" => &mut form.language,
        "channel" => &mut form.channel,
        "notes" => &mut form.notes,
        _ => return None,
    })
}

fn value(form: &ContactForm, field: &str) -> String {
    slot(&mut form.clone(), field).map(std::mem::take).unwrap_or_default()
}

fn one_line(text: &str) -> String {
    if !text.contains(char::is_control) {
        return text.to_owned();
    }
    let parts: Vec<&str> = text.split(char::is_control).map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(form: ContactForm, body: BodyForm) -> CardRow {
        CardRow::settled(7, form, body, Vec::new())
    }

    #[test]
    fn a_field_that_breaks_its_rule_is_left_out_and_the_contact_stands() {
        let form = ContactForm {
            family: "山田".into(),
            family_kana: "山".into(),
            email: "nobody".into(),
            department: "防災課\n企画係".into(),
            ..ContactForm::default()
        };
        let body = BodyForm { name: "みなと市".into(), site: "javascript:x".into(), ..BodyForm::default() };
        let row = settled(form, body);
        assert_eq!(row.refusal, None);
        assert_eq!((row.form.email.as_str(), row.form.family_kana.as_str()), ("", ""));
        assert_eq!(row.form.department, "防災課 企画係");
        assert_eq!((row.body.name.as_str(), row.body.site.as_str(), row.body.kind.as_str()), ("みなと市", "", ""));
        let fields: Vec<&str> = row
            .notes
            .iter()
            .filter_map(|note| match note {
                CardNote::Dropped { field, .. } => Some(field.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(fields, ["site", "family_kana", "email"]);
    }

    #[test]
    fn who_is_not_named_is_not_taken() {
        assert_eq!(settled(ContactForm::default(), BodyForm::default()).refusal, Some(CardRefusal::NoName));
        let long = ContactForm { family: "山".repeat(81), ..ContactForm::default() };
        let row = settled(long, BodyForm::default());
        assert_eq!(row.refusal, Some(CardRefusal::NoName));
        assert!(matches!(&row.notes[..], [CardNote::Dropped { field, .. }] if field == "family"), "{:?}", row.notes);
    }

    #[test]
    fn an_organisation_without_a_person_is_one_itself() {
        let form = ContactForm {
            kind: "bank".into(),
            family_kana: "ミナト".into(),
            department: "防災課".into(),
            email: "info@city.example\n".into(),
            telephone: "11111111".into(),
            title_ja: "窓口担当".into(),
            language: "ja".into(),
            channel: "telephone".into(),
            notes: "窓口\r\n二階".into(),
            ..ContactForm::default()
        };
        let body = BodyForm { name: "みなと市 ".into(), site: "javascript:x".into(), ..BodyForm::default() };
        let row = settled(form, body);
        assert_eq!((row.is_body, row.refusal), (true, None));
        let body = BodyForm {
            kind: "bank".into(),
            name: "みなと市 防災課".into(),
            name_kana: "ミナト".into(),
            notes: "窓口\n二階\nE-mail: info@city.example\nTel: 11111111\n役職 Title: 窓口担当\n\
                    言語 Language: 日本語 Japanese\n希望連絡方法 Preferred channel: 電話 telephone"
                .into(),
            ..BodyForm::default()
        };
        assert_eq!((&row.body, &row.form), (&body, &ContactForm::default()));
        let told = |field: &str| row.notes.contains(&CardNote::Moved(field.into()));
        assert!(told("email") && told("telephone"), "{:?}", row.notes);
        assert!(
            matches!(row.notes.last(), Some(CardNote::Dropped { field, .. }) if field == "site"),
            "{:?}",
            row.notes
        );
        // Too long a name is none, and the row is not taken.
        let long = BodyForm { name: "市".repeat(121), ..BodyForm::default() };
        assert_eq!(settled(ContactForm::default(), long).refusal, Some(CardRefusal::NoName));
    }

    #[test]
    fn what_is_empty_of_an_organisation_is_filled_in() {
        let file = BodyForm { address: "東京都".into(), notes: "旧庁舎".into(), ..BodyForm::default() };
        let mut held = BodyForm { name: "みなと市".into(), notes: "新庁舎".into(), ..BodyForm::default() };
        assert!(held.fill_from(&file));
        assert_eq!((held.address.as_str(), held.notes.as_str()), ("東京都", "新庁舎"));
        assert!(!held.fill_from(&file), "a second time there is nothing to fill in");
    }

    #[test]
    fn a_formula_is_kept_as_text_and_told() {
        let form = ContactForm { family: "=1+1".into(), notes: "@SUM(A1)".into(), ..ContactForm::default() };
        let row = settled(form, BodyForm::default());
        assert_eq!(row.notes, [CardNote::Formula("family".into()), CardNote::Formula("notes".into())]);
        assert_eq!(row.form.family, "=1+1");
    }

    fn named(family: &str, given: &str) -> ContactForm {
        ContactForm { family: family.into(), given: given.into(), ..ContactForm::default() }
    }

    fn fill(held: &mut ContactForm, file: &ContactForm) -> bool {
        held.fill_from(file, str::to_lowercase)
    }

    #[test]
    fn what_is_empty_is_filled_in_and_names_are_not_mixed() {
        let file = ContactForm {
            title_ja: "係長".into(),
            telephone: "03-1234-5678".into(),
            family_latin: "Kawakami".into(),
            given_latin: "Hanako".into(),
            ..named("川上", "花子")
        };
        let mut held = ContactForm { title_ja: "課長".into(), ..named("川上", "") };
        assert!(fill(&mut held, &file));
        assert_eq!((held.family.as_str(), held.given.as_str()), ("川上", "花子"));
        assert_eq!((held.title_ja.as_str(), held.telephone.as_str()), ("課長", "03-1234-5678"));
        let filled = held.clone();
        assert!(fill(&mut held, &file));
        assert_eq!(held, filled, "a second time there is nothing to fill in");
        // Known by the Latin name, whose kanji are others: 河上 stays.
        let mut other =
            ContactForm { family_latin: "Kawakami".into(), given_latin: "Hanako".into(), ..named("河上", "") };
        assert!(fill(&mut other, &file));
        assert_eq!((other.family.as_str(), other.given.as_str()), ("河上", ""));
    }

    #[test]
    fn nothing_is_filled_in_from_somebody_of_another_name() {
        let shared = "bousai@town.example".to_owned();
        let file = ContactForm {
            title_ja: "係長".into(),
            department: "防災係".into(),
            email: shared.clone(),
            mobile: "090-1234-5678".into(),
            consent: "refused".into(),
            ..named("川上", "花子")
        };
        let held = ContactForm { email: shared, ..named("山田", "") };
        let mut filled = held.clone();
        assert!(!fill(&mut filled, &file));
        assert_eq!(filled, held);
    }

    #[test]
    fn a_japanese_name_that_is_filled_in_brings_its_order() {
        let latin = || ContactForm {
            family_latin: "Yamada".into(),
            given_latin: "Taro".into(),
            order: "given_first".into(),
            ..ContactForm::default()
        };
        let file = ContactForm { order: "family_first".into(), ..named("山田", "太郎") };
        let mut held = latin();
        assert!(fill(&mut held, &file));
        assert_eq!((held.written().as_str(), held.latin().as_str()), ("山田 太郎", "Yamada Taro"));
        let mut held = ContactForm { order: "family_first".into(), ..named("山田", "太郎") };
        assert!(fill(&mut held, &latin()));
        assert_eq!(held.written(), "山田 太郎", "whoever has a name keeps its order");
    }

    #[test]
    fn whoever_refused_is_not_written_to_again() {
        for (ours, theirs, expected) in [
            ("not_asked", "refused", "refused"),
            ("given", "refused", "refused"),
            ("refused", "given", "refused"),
            ("not_asked", "card", "card"),
            ("", "card", "card"),
            ("card", "given", "card"),
            ("given", "not_asked", "given"),
        ] {
            let with = |consent: &str| ContactForm { consent: consent.into(), ..named("山田", "太郎") };
            let mut held = with(ours);
            assert!(fill(&mut held, &with(theirs)));
            assert_eq!(held.consent, expected, "{ours} and {theirs}");
        }
    }
}
