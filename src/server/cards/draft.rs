//! What a file says of one contact, before our own rules are asked: several addresses, names in unknown parts. Settling
//! it chooses what our fields hold; what they do not hold goes into the notes, or is told as not kept.

use std::collections::BTreeMap;

use crate::domain::contact::{ContactForm, NameOrder};
use crate::domain::contact_card::{Aside, CardNote, CardRefusal, CardRow, number};
use crate::domain::contact_organisation::BodyForm;
use crate::domain::text::EmailAddress;

use super::name;

/// Most addresses or numbers that are kept of one contact.
const WAYS_MOST: usize = 20;
/// Most names of columns or properties that are told as not kept.
const UNREAD_MOST: usize = 60;
/// Most characters of such a name.
const UNREAD_NAME_MOST: usize = 60;

/// Where an address or a number reaches somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaySort {
    /// At work, or nothing is said.
    Work,
    /// A mobile telephone.
    Mobile,
    /// A fax.
    Fax,
    /// At home.
    Home,
}

/// An address or a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Where.
    pub sort: WaySort,
    /// As it is written.
    pub value: String,
}

/// What a file says of one contact.
#[derive(Debug, Default)]
pub struct Draft {
    /// Line of the file where it begins.
    pub line: usize,
    /// Family and given name as they are written.
    pub native: [String; 2],
    /// The same in Latin letters.
    pub latin: [String; 2],
    /// The same in kana.
    pub kana: [String; 2],
    /// The whole name.
    pub whole: String,
    /// Its reading.
    pub whole_kana: String,
    /// The order of the name.
    pub order: Option<NameOrder>,
    /// 役職
    pub title_ja: String,
    /// Title in another language.
    pub title_en: String,
    /// What they do there (ROLE), with its language: a title only where no title is given at all.
    pub roles: Vec<(String, Option<String>)>,
    /// 部署
    pub department: String,
    /// The organisation.
    pub body: BodyForm,
    /// E-mail addresses, best first.
    pub mails: Vec<Way>,
    /// Telephone numbers, best first.
    pub phones: Vec<Way>,
    /// Notes.
    pub notes: Vec<String>,
    /// Code of the sort.
    pub kind: String,
    /// Language.
    pub language: String,
    /// Code of the preferred channel.
    pub channel: String,
    /// Day of the business card.
    pub card_on: String,
    /// Code of the consent.
    pub consent: String,
    /// What was not kept.
    pub found: Vec<CardNote>,
    /// Whether the file says that it is an organisation (`KIND:org`), whatever stands where a name would.
    pub is_body: bool,
    /// Why it is not taken, where the file says so itself.
    pub refusal: Option<CardRefusal>,
}

impl Draft {
    /// Puts both parts of a name where their script belongs, unless something stands there.
    pub fn put_name(&mut self, parts: [String; 2]) {
        let is_latin = parts.iter().all(|part| name::is_latin(part));
        let slot = if is_latin { &mut self.latin } else { &mut self.native };
        if slot.iter().all(String::is_empty) {
            *slot = parts;
        }
    }

    /// Puts a title where its language belongs; a further one goes into the notes.
    pub fn put_title(&mut self, title: &str, language: Option<&str>) {
        let title = title.trim();
        let is_japanese = language.map_or(!name::is_latin(title), |language| language.starts_with("ja"));
        let slot = if is_japanese { &mut self.title_ja } else { &mut self.title_en };
        if slot.is_empty() {
            title.clone_into(slot);
        } else if *slot != title {
            self.move_to_notes(Aside::Title, title);
        }
    }

    /// Notes something once.
    pub fn note(&mut self, note: CardNote) {
        if !self.found.contains(&note) {
            self.found.push(note);
        }
    }

    /// Another e-mail address.
    pub fn put_mail(&mut self, sort: WaySort, value: &str) {
        put(&mut self.mails, sort, value);
    }

    /// Another number.
    pub fn put_phone(&mut self, sort: WaySort, value: &str) {
        put(&mut self.phones, sort, value);
    }

    /// The contact by our own rules.
    pub fn settled(mut self) -> CardRow {
        if let Some(refusal) = self.refusal {
            let parts = [&self.native, &self.latin].map(|parts| parts.join(" ").trim().to_owned());
            let names = std::iter::once(&self.whole).chain(&parts);
            let name = names.map(|name| name.trim()).find(|name| !name.is_empty()).unwrap_or_default();
            return CardRow::refused(self.line, name.chars().take(80).collect(), refusal);
        }
        self.settle_name();
        self.settle_body_name();
        self.settle_roles();
        let email = self.settle_mail();
        let [telephone, mobile] = self.settle_phones();
        let order = self.order.unwrap_or_else(|| self.order_of());
        let [family, given] = self.native;
        let [family_latin, given_latin] = self.latin;
        let [family_kana, given_kana] = self.kana;
        let form = ContactForm {
            kind: self.kind,
            family,
            given,
            family_kana,
            given_kana,
            family_latin,
            given_latin,
            order: order.code().to_owned(),
            title_ja: self.title_ja,
            title_en: self.title_en,
            department: self.department,
            email,
            telephone,
            mobile,
            card_on: self.card_on,
            language: self.language,
            channel: self.channel,
            consent: self.consent,
            notes: self.notes.join("\n"),
            ..ContactForm::default()
        };
        CardRow::settled(self.line, form, self.body, self.found)
    }

    fn settle_name(&mut self) {
        // An organisation's own card bears its name.
        if !self.is_body && self.is_unnamed() && self.whole.trim() != self.body.name.trim() {
            self.put_name(name::parts(&self.whole));
        }
        if self.kana.iter().all(String::is_empty) {
            self.kana = name::kana_parts(&self.whole_kana);
        }
    }

    fn is_unnamed(&self) -> bool {
        self.native.iter().chain(&self.latin).all(String::is_empty)
    }

    /// The name of a card that is an organisation: the formatted name, which names whatever a card is of. What else is
    /// said of its name goes into the notes: the parts of a name, which older cards must have, and a section that the
    /// formatted name does not name.
    fn settle_body_name(&mut self) {
        if !self.is_body && !self.is_unnamed() {
            return;
        }
        let joined = |parts: &[String; 2]| parts.join(" ").trim().to_owned();
        let parts: Vec<String> = [&self.native, &self.latin].map(joined).into_iter().collect();
        let whole = self.whole.trim().to_owned();
        let with_section = joined(&[self.body.name.clone(), self.department.clone()]);
        if self.body.name.is_empty() {
            let other = parts.iter().find(|part| !part.is_empty()).cloned().unwrap_or_default();
            self.body.name = if whole.is_empty() { other } else { whole };
        } else if !whole.is_empty() && !name::is_same(&whole, &with_section) {
            let is_known = name::is_same(&whole, &self.body.name) || name::is_same(&whole, &self.body.name_latin);
            if !is_known {
                self.move_to_notes(Aside::Organisation, &with_section);
                self.body.name = whole;
            } else if !self.department.is_empty() {
                let department = std::mem::take(&mut self.department);
                self.move_to_notes(Aside::Department, &department);
            }
            self.department.clear();
        }
        for part in parts {
            let known = [&self.body.name, &self.body.name_latin, &with_section];
            if !part.is_empty() && !known.iter().any(|known| name::is_same(&part, known)) {
                self.move_to_notes(Aside::Name, &part);
            }
        }
        (self.native, self.latin) = Default::default();
    }

    /// A title may stand behind the role, so that only the whole card tells whether there is one.
    fn settle_roles(&mut self) {
        let has_title = !(self.title_ja.is_empty() && self.title_en.is_empty());
        for (role, language) in std::mem::take(&mut self.roles) {
            if !has_title {
                self.put_title(&role, language.as_deref());
            } else if !role.trim().is_empty() && ![&self.title_ja, &self.title_en].contains(&&role) {
                self.move_to_notes(Aside::Role, &role);
            }
        }
    }

    fn order_of(&self) -> NameOrder {
        let parts = if self.native.iter().all(String::is_empty) { &self.latin } else { &self.native };
        let told = name::is_given_first(&self.whole, [&parts[0], &parts[1]]);
        let is_given_first = told.unwrap_or_else(|| parts.iter().all(|part| name::is_latin(part)));
        if is_given_first { NameOrder::GivenFirst } else { NameOrder::FamilyFirst }
    }

    /// The first address at work that is one, or else the first; the others stand in the notes, those at home nowhere.
    fn settle_mail(&mut self) -> String {
        let mails = std::mem::take(&mut self.mails);
        let is_mail = |way: &Way| EmailAddress::parse(&way.value).is_ok();
        let best = mails
            .iter()
            .position(|way| way.sort != WaySort::Home && is_mail(way))
            .or_else(|| mails.iter().position(is_mail))
            .unwrap_or_default();
        for (at, way) in mails.iter().enumerate() {
            match way.sort {
                _ if at == best => {}
                WaySort::Home => self.note(CardNote::Home),
                _ => self.move_to_notes(Aside::Email, &way.value),
            }
        }
        mails.into_iter().nth(best).map(|way| way.value).unwrap_or_default()
    }

    /// Telephone and mobile telephone; a number at home only where there is no other.
    fn settle_phones(&mut self) -> [String; 2] {
        let phones = std::mem::take(&mut self.phones);
        let mut chosen: [Option<String>; 2] = [None, None];
        let is_only_home = phones.iter().all(|way| matches!(way.sort, WaySort::Home | WaySort::Fax));
        for Way { sort, value } in &phones {
            let slot = match sort {
                WaySort::Mobile => 1,
                WaySort::Work => 0,
                WaySort::Home if is_only_home && chosen[0].is_none() => 0,
                WaySort::Home => {
                    self.note(CardNote::Home);
                    continue;
                }
                WaySort::Fax => {
                    self.move_to_notes(Aside::Fax, value);
                    continue;
                }
            };
            match number(value) {
                Some(number) if chosen[slot].is_none() => chosen[slot] = Some(number),
                Some(number) if chosen.contains(&Some(number.clone())) => {}
                _ => self.move_to_notes(if slot == 1 { Aside::Mobile } else { Aside::Telephone }, value),
            }
        }
        chosen.map(Option::unwrap_or_default)
    }

    fn move_to_notes(&mut self, aside: Aside, value: &str) {
        let (line, note) = aside.line(value);
        self.note(note);
        self.notes.push(line);
    }
}

/// Counts a column or property that is not kept.
pub fn count(unread: &mut BTreeMap<String, usize>, name: &str) {
    let name: String = name.trim().chars().filter(|letter| !letter.is_control()).take(UNREAD_NAME_MOST).collect();
    if unread.len() < UNREAD_MOST || unread.contains_key(&name) {
        *unread.entry(name).or_default() += 1;
    }
}

fn put(ways: &mut Vec<Way>, sort: WaySort, value: &str) {
    let value = value.trim();
    let is_known = ways.iter().any(|way| way.value == value && way.sort == sort);
    if !value.is_empty() && !is_known && ways.len() < WAYS_MOST {
        ways.push(Way { sort, value: value.to_owned() });
    }
}
