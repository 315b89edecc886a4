//! What each contact of a file would become: who is held already, who stands in the file twice, who is new.

use std::collections::{HashMap, HashSet};

use super::super::{fold, keys};
use super::Held;
use crate::domain::contact::ContactForm;
use crate::domain::contact_card::{CardRow, CardState, NameKeys, NameMatch, Script};
use crate::domain::contact_view::{Contact, Likeness, Named};
use crate::domain::id::ContactOrganisationId;

/// Most different names that are compared of one address; whose address has as many is nobody's own.
const NAMES_MOST: usize = 16;

/// What each contact of a file would become.
pub fn states(rows: &[CardRow], held: &Held) -> Vec<CardState> {
    let firms: Vec<Person> = held.contacts.iter().map(|held| Person::held(&held.contact, &held.name_key)).collect();
    let people: Vec<Option<Person>> = rows.iter().map(Person::of_row).collect();
    let shared = shared(firms.iter().chain(people.iter().flatten()));
    let mut known = Known::default();
    for (person, held) in firms.iter().zip(&held.contacts) {
        known.put(person, &held.contact);
    }
    let mut bodies = Bodies::of(held);
    let mut before: Known<usize> = Known::default();
    let mut states = Vec::with_capacity(rows.len());
    for (row, person) in rows.iter().zip(&people) {
        states.push(match person {
            _ if row.refusal.is_some() => CardState::Refused,
            None => bodies.state(row),
            Some(person) => {
                let state = match (known.find(person, &shared), before.find(person, &shared)) {
                    (Some((contact, why)), _) => {
                        CardState::Held { contact: Named { id: contact.id, name: contact.form.written() }, why }
                    }
                    (None, Some((line, _))) => CardState::Twin { line },
                    (None, None) => CardState::New,
                };
                before.put(person, row.line);
                state
            }
        });
    }
    states
}

/// The name of an organisation as it is compared; one of signs alone is compared as it stands.
pub fn body_key(name: &str) -> String {
    let key: String = fold(name).chars().filter(|letter| letter.is_alphanumeric()).collect();
    if key.is_empty() { name.trim().to_owned() } else { key }
}

/// Organisations by their names: those of the firm, and those of the file so far with their lines.
struct Bodies<'a> {
    held: HashMap<String, (ContactOrganisationId, &'a str)>,
    before: HashMap<String, usize>,
}

impl<'a> Bodies<'a> {
    fn of(held: &'a Held) -> Self {
        let mut bodies = HashMap::new();
        for (id, form) in &held.bodies {
            bodies.entry(body_key(&form.name)).or_insert((*id, form.name.as_str()));
        }
        Self { held: bodies, before: HashMap::new() }
    }

    fn state(&mut self, row: &CardRow) -> CardState {
        let key = body_key(&row.body.name);
        let state = match (self.held.get(&key), self.before.get(&key)) {
            (Some((id, name)), _) => CardState::HeldBody(Named { id: *id, name: (*name).to_owned() }),
            (None, Some(line)) => CardState::Twin { line: *line },
            (None, None) => CardState::New,
        };
        self.before.entry(key).or_insert(row.line);
        state
    }
}

/// Somebody as they are compared.
struct Person<'a> {
    email: &'a str,
    names: NameKeys,
    /// The name as it is written, and the organisation.
    place: (String, String),
}

impl<'a> Person<'a> {
    fn held(contact: &'a Contact, name_key: &str) -> Self {
        let body = contact.body.as_ref().map_or("", |body| body.name.as_str());
        Self::of(&contact.form, name_key.to_owned(), body)
    }

    /// Nobody where the row is refused, or an organisation.
    fn of_row(row: &'a CardRow) -> Option<Self> {
        let is_person = row.refusal.is_none() && !row.is_body;
        is_person.then(|| Self::of(&row.form, keys(&row.form).name, &row.body.name))
    }

    fn of(form: &'a ContactForm, name: String, body: &str) -> Self {
        Self { email: &form.email, names: NameKeys::of(form, fold), place: (name, body_key(body)) }
    }
}

/// Addresses that people of different names have: a section's (bousai@…), which says of nobody who it is.
fn shared<'a>(people: impl Iterator<Item = &'a Person<'a>>) -> HashSet<&'a str> {
    let mut known: HashMap<&str, Vec<&NameKeys>> = HashMap::new();
    let mut shared = HashSet::new();
    for Person { email, names, .. } in people.filter(|person| !person.email.is_empty()) {
        let others = known.entry(email).or_default();
        if shared.contains(email) || others.contains(&names) {
            continue;
        }
        let is_another = others.iter().any(|other| other.beside(names) == NameMatch::Different);
        if is_another || others.len() >= NAMES_MOST {
            shared.insert(*email);
        }
        others.push(names);
    }
    shared
}

/// Those who are known so far, the first of each address and each name.
struct Known<'a, T> {
    by_email: HashMap<&'a str, T>,
    by_email_and_name: HashMap<(&'a str, Script, &'a str), (T, &'a NameKeys)>,
    by_place: HashMap<&'a (String, String), (T, &'a NameKeys)>,
}

impl<T> Default for Known<'_, T> {
    fn default() -> Self {
        Self { by_email: HashMap::new(), by_email_and_name: HashMap::new(), by_place: HashMap::new() }
    }
}

impl<'a, T: Copy> Known<'a, T> {
    fn put(&mut self, person: &'a Person<'a>, value: T) {
        if !person.email.is_empty() {
            self.by_email.entry(person.email).or_insert(value);
            for (script, whole) in person.names.wholes() {
                let key = (person.email, script, whole);
                self.by_email_and_name.entry(key).or_insert((value, &person.names));
            }
        }
        if !person.place.0.is_empty() {
            self.by_place.entry(&person.place).or_insert((value, &person.names));
        }
    }

    /// The one who is the same: by an address of their own, by a shared one and an equal name, or by name and
    /// organisation, unless the rest of the names contradicts that.
    fn find(&self, person: &Person<'_>, shared: &HashSet<&str>) -> Option<(T, Likeness)> {
        let by_email = if shared.contains(person.email) {
            let mut named = person
                .names
                .wholes()
                .filter_map(|(script, whole)| self.by_email_and_name.get(&(person.email, script, whole)));
            named.find(|(_, names)| names.beside(&person.names) == NameMatch::Same).map(|(value, _)| *value)
        } else {
            self.by_email.get(person.email).copied()
        };
        let by_place = || {
            let found = self.by_place.get(&person.place);
            found.filter(|(_, names)| names.beside(&person.names) != NameMatch::Different).map(|(value, _)| *value)
        };
        by_email.map(|value| (value, Likeness::Email)).or_else(|| by_place().map(|value| (value, Likeness::Name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact_organisation::BodyForm;
    use crate::domain::id::ContactId;
    use crate::server::store::contact_cards::HeldContact;

    fn row(line: usize, family: &str, email: &str, body: &str) -> CardRow {
        let form = ContactForm { family: family.into(), email: email.into(), ..ContactForm::default() };
        CardRow::settled(line, form, BodyForm { name: body.into(), ..BodyForm::default() }, Vec::new())
    }

    fn held(family: &str, email: &str, body: &str) -> HeldContact {
        let form = ContactForm { family: family.into(), email: email.into(), ..ContactForm::default() };
        let name_key = keys(&form).name;
        let body = Named { id: ContactOrganisationId::fresh(), name: body.to_owned() };
        let contact = Contact {
            id: ContactId::fresh(),
            form,
            kind: None,
            body: Some(body),
            owner: None,
            has_owner_left: false,
            revision: 1,
        };
        HeldContact { contact, name_key }
    }

    fn in_short(states: &[CardState]) -> Vec<String> {
        let short = |state: &CardState| match state {
            CardState::Held { contact, why } => format!("{why:?} {}", contact.name),
            CardState::Twin { line } => format!("Twin {line}"),
            other => format!("{other:?}"),
        };
        states.iter().map(short).collect()
    }

    #[test]
    fn who_is_held_is_known_by_address_or_by_name_and_organisation() {
        let contacts = vec![held("山田", "yamada@city.example", "みなと市 防災課")];
        let known = Held { contacts, bodies: Vec::new() };
        let rows = [
            row(2, "山　田", "", "みなと市防災課"),
            row(3, "山田", "", "別の会社"),
            row(4, "Yamada", "Yamada@city.example", ""),
            row(5, "川上", "", ""),
            row(6, "川上", "", ""),
            row(7, "", "", ""),
        ];
        let found = in_short(&states(&rows, &known));
        assert_eq!(found, ["Name 山田", "New", "Email 山田", "New", "Twin 5", "Refused"]);
    }

    #[test]
    fn an_organisation_is_known_by_its_name_and_never_for_a_person() {
        let body = |name: &str| (ContactOrganisationId::fresh(), BodyForm { name: name.into(), ..BodyForm::default() });
        let known = Held { contacts: Vec::new(), bodies: vec![body("みなと市 防災課"), body("!!")] };
        let rows = [
            row(2, "", "", "みなと市防災課"),
            row(3, "", "", "みなと商工会"),
            row(4, "", "a@b.example", "みなと　商工会"),
            row(5, "みなと商工会", "", ""),
            row(6, "", "", "??"),
        ];
        let states = states(&rows, &known);
        assert!(matches!(&states[0], CardState::HeldBody(held) if held.id == known.bodies[0].0), "{states:?}");
        assert_eq!(states[1..], [CardState::New, CardState::Twin { line: 3 }, CardState::New, CardState::New]);
    }

    #[test]
    fn nobody_is_like_somebody_by_an_address_that_neither_has() {
        let known = Held { contacts: vec![held("山田", "", "みなと市")], bodies: Vec::new() };
        assert_eq!(states(&[row(2, "川上", "", "みなと市")], &known), [CardState::New]);
    }

    /// Somebody with a name in kanji and one in Latin letters.
    fn two_scripts(line: usize, name: [&str; 2], latin: [&str; 2], email: &str) -> CardRow {
        let [[family, given], [family_latin, given_latin]] = [name, latin].map(|name| name.map(str::to_owned));
        let email = email.to_owned();
        let form = ContactForm { family, given, family_latin, given_latin, email, ..ContactForm::default() };
        CardRow::settled(line, form, BodyForm::default(), Vec::new())
    }

    #[test]
    fn whoever_shares_the_address_of_a_section_is_nobody_else() {
        let section = "bousai@town.example";
        let names = ["山田", "川上", "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "中村", "小林"];
        let mut rows: Vec<CardRow> =
            names.iter().enumerate().map(|(at, name)| row(at + 2, name, section, "みなと町")).collect();
        rows.push(row(12, "川　上", section, "別の町"));
        let nobody = Held::default();
        let found = in_short(&states(&rows, &nobody));
        assert!(found[..10].iter().all(|state| state == "New"), "{found:?}");
        assert_eq!(found[10], "Twin 3", "the same name at the same address");

        let known = Held { contacts: vec![held("山田", section, "みなと町役場")], bodies: Vec::new() };
        let found = in_short(&states(&rows, &known));
        assert_eq!(found[..3], ["Email 山田", "New", "New"]);
        let one = in_short(&states(&rows[1..2], &known));
        assert_eq!(one, ["New"], "who is held and who stands in the file share it as well");
    }

    #[test]
    fn an_address_of_their_own_tells_who_somebody_is_in_whichever_script() {
        let known = Held { contacts: vec![held("山田", "yamada@city.example", "")], bodies: Vec::new() };
        let latin = |line: usize, given: &str| two_scripts(line, ["", ""], ["Yamada", given], "yamada@city.example");
        let both = two_scripts(3, ["山田", "太郎"], ["Yamada", "Taro"], "yamada@city.example");
        assert_eq!(in_short(&states(&[latin(2, "Taro"), both], &known)), ["Email 山田", "Email 山田"]);
        // Two of them in the file: which of them 山田 is, nobody can say.
        assert_eq!(in_short(&states(&[latin(2, "Taro"), latin(3, "Hanako")], &known)), ["New", "New"]);
    }

    #[test]
    fn two_of_one_family_name_whose_readings_differ_are_two() {
        let of = |line: usize, given_kana: &str| {
            let mut row = row(line, "山田", "", "みなと市");
            (row.form.family_kana, row.form.given_kana) = ("ヤマダ".into(), given_kana.into());
            row
        };
        assert_eq!(
            in_short(&states(&[of(2, "タロウ"), of(3, "ジロウ"), of(4, "タロウ")], &Held::default())),
            ["New", "New", "Twin 2"]
        );
    }

    #[test]
    fn an_address_of_very_many_spellings_is_compared_within_bounds() {
        let mut rows: Vec<CardRow> = Vec::new();
        for at in 0..40 {
            let name = format!("山{at}");
            rows.push(two_scripts(at + 2, [&name, "太郎"], ["Yamada", "Taro"], "bousai@town.example"));
        }
        assert_eq!(states(&rows, &Held::default())[39], CardState::New);
    }
}
