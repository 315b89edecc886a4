//! What is known where a text stands: which repetitions it is in, and so which placeholders have a value.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::written::OneOrMore;
use crate::domain::form::{
    Condition, Each, Layout, Over, Placeholder, RecordName, RecordNames, RecordState, RecordValueName, Repeat,
    ShapeFault, State, Statement, TemplateFault, Text, TextFault, TextPart, Whose,
};
use crate::domain::manuscript::Align;
use crate::domain::record::RecordOwner;
use crate::server::templates::TemplateProblem;
use crate::server::templates::toml_file::TomlFile;

/// The form that is being read.
pub(super) struct Reading<'r, 'f> {
    pub(super) file: &'r TomlFile<'f>,
    pub(super) records: &'r RecordNames,
    pub(super) layouts: &'r BTreeMap<String, Layout>,
    pub(super) variants: Vec<String>,
    pub(super) named_articles: RefCell<BTreeSet<String>>,
    pub(super) articles_asked: RefCell<Vec<Spanned<String>>>,
}

/// The repetitions around a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    has_member: bool,
    has_attachment: bool,
    is_counted: bool,
    kinds: Vec<String>,
    rows: Option<(String, String)>,
    /// Above or below the pages.
    is_edge: bool,
}

impl Around {
    pub(super) fn of(each: &Each, records: &RecordNames) -> Self {
        Self::default().within(&each.over(), records)
    }

    /// Above or below the pages.
    pub(super) fn at_edge(&self) -> Self {
        Self { is_edge: true, ..self.clone() }
    }

    fn within(&self, over: &Over, records: &RecordNames) -> Self {
        let mut inner = Self { is_counted: self.is_counted || *over != Over::Once, ..self.clone() };
        match over {
            Over::Once => {}
            Over::Member | Over::Partner => inner.has_member = true,
            Over::Attachment => inner.has_attachment = true,
            Over::Record { kind: name, .. } => {
                inner.has_member |= records.kind(name).is_some_and(|kind| kind.owner == RecordOwner::Firm);
                inner.kinds.push(name.clone());
            }
            Over::Rows { kind, field } => inner.rows = Some((kind.clone(), field.clone())),
        }
        inner
    }

    fn knows(&self, value: &RecordValueName) -> bool {
        match &value.column {
            Some(_) => self.rows.as_ref().is_some_and(|(kind, field)| *kind == value.kind && *field == value.field),
            None => value.is_single || self.kinds.contains(&value.kind),
        }
    }

    fn has(&self, part: &TextPart) -> bool {
        match part {
            TextPart::Words(_) | TextPart::Article(_) | TextPart::Member(Whose::Lead, _) => true,
            TextPart::Placeholder(Placeholder::Attachment) => self.has_attachment,
            TextPart::Placeholder(Placeholder::No) => self.is_counted,
            TextPart::Placeholder(Placeholder::Page | Placeholder::Pages) => self.is_edge,
            TextPart::Placeholder(_) => true,
            TextPart::Member(Whose::Repeated, _) => self.has_member,
            TextPart::Record(value) => self.knows(value),
        }
    }
}

impl Reading<'_, '_> {
    /// A text, all of whose placeholders have a value where it stands.
    pub(super) fn text(&self, text: &Spanned<String>, around: &Around) -> Result<Text, TemplateProblem> {
        let parsed = Text::parse(text.get_ref(), self.records).map_err(|fault| {
            let what = match fault {
                TextFault::Brace => TemplateFault::Shape(ShapeFault::Brace),
                TextFault::Unknown(name) => TemplateFault::UnknownPlaceholder(name),
                TextFault::NoField(name) => TemplateFault::UnknownField(name),
            };
            self.file.problem(text, what)
        })?;
        for part in &parsed.0 {
            if let TextPart::Article(name) = part {
                self.articles_asked.borrow_mut().push(Spanned::new(text.span(), name.clone()));
            }
            if !around.has(part) {
                return Err(self.file.problem(text, TemplateFault::OutsideRepetition(name_of(part))));
            }
        }
        Ok(parsed)
    }

    /// A text that may be left out.
    pub(super) fn optional_text(
        &self,
        text: Option<&Spanned<String>>,
        around: &Around,
    ) -> Result<Text, TemplateProblem> {
        text.map_or_else(|| Ok(Text::default()), |text| self.text(text, around))
    }

    /// The conditions of a block: one or several, each with `not ` before it or without.
    pub(super) fn conditions(
        &self,
        when: Option<&Spanned<OneOrMore>>,
        around: &Around,
    ) -> Result<Vec<Condition>, TemplateProblem> {
        let Some(spanned) = when else { return Ok(Vec::new()) };
        spanned.get_ref().as_slice().iter().map(|written| self.condition(spanned, written, around)).collect()
    }

    pub(super) fn condition<T>(
        &self,
        at: &Spanned<T>,
        written: &str,
        around: &Around,
    ) -> Result<Condition, TemplateProblem> {
        let (name, wanted) = written.strip_prefix("not ").map_or((written, true), |name| (name, false));
        if let Some(state) = State::parse(name) {
            return Ok(Condition { statement: Statement::Bid(state), wanted });
        }
        let unknown = || self.file.problem(at, TemplateFault::UnknownCondition(name.to_owned()));
        if let Some(code) = name.strip_prefix("variant ") {
            let known = self.variants.iter().any(|variant| variant == code);
            let statement = Statement::Variant(code.to_owned());
            return if known { Ok(Condition { statement, wanted }) } else { Err(unknown()) };
        }
        let (path, code) = name.split_once(" is ").map_or((name, None), |(path, code)| (path, Some(code)));
        let mut names = path.split('.');
        let kind = names.next().and_then(|kind| self.records.kind(kind)).ok_or_else(unknown)?;
        let state = record_state(kind, names.next(), names.next(), code).ok_or_else(unknown)?;
        let is_known = match (&state.field, &state.column) {
            (None, _) => true,
            (Some(field), Some(_)) => around.rows.as_ref().is_some_and(|(k, f)| *k == kind.kind && f == field),
            (Some(_), None) => kind.is_single || around.kinds.contains(&kind.kind),
        };
        if !is_known {
            return Err(self.file.problem(at, TemplateFault::OutsideRepetition(path.to_owned())));
        }
        Ok(Condition { statement: Statement::Record(state), wanted })
    }

    /// A repetition, and what is known inside it.
    pub(super) fn repeat(
        &self,
        repeat: Option<&Spanned<String>>,
        only: Option<&Spanned<OneOrMore>>,
        rows: Option<&Spanned<u16>>,
        around: &Around,
    ) -> Result<(Repeat, Around), TemplateProblem> {
        let over = match repeat {
            None => Over::Once,
            Some(repeat) => self.over(repeat, around)?,
        };
        let inner = around.within(&over, self.records);
        let only = self.conditions(only, &inner)?;
        let least = self.file.number(rows, 0, 0..=200)?;
        Ok((Repeat { over, only, least }, inner))
    }

    fn over(&self, written: &Spanned<String>, around: &Around) -> Result<Over, TemplateProblem> {
        let wrong = || self.file.problem(written, TemplateFault::UnknownRepetition(written.get_ref().clone()));
        Ok(match written.get_ref().as_str() {
            "member" => Over::Member,
            "partner" => Over::Partner,
            "attachment" => Over::Attachment,
            name => match name.split_once('.') {
                None => {
                    let kind = self.records.kind(name).ok_or_else(wrong)?;
                    Over::Record { kind: kind.kind.clone(), title: kind.title.clone() }
                }
                Some((kind, field)) => {
                    let kind = self.records.kind(kind).ok_or_else(wrong)?;
                    let field = kind.field(field).filter(|field| field.sort == "rows").ok_or_else(wrong)?;
                    if !kind.is_single && !around.kinds.contains(&kind.kind) {
                        let what = TemplateFault::RowsOutside { rows: name.to_owned(), kind: kind.kind.clone() };
                        return Err(self.file.problem(written, what));
                    }
                    Over::Rows { kind: kind.kind.clone(), field: field.name.clone() }
                }
            },
        })
    }

    pub(super) fn align(&self, raw: Option<&Spanned<String>>, default: Align) -> Result<Align, TemplateProblem> {
        let parse = |name: &str| match name {
            "left" => Some(Align::Left),
            "centre" => Some(Align::Centre),
            "right" => Some(Align::Right),
            "justify" => Some(Align::Justify),
            "distribute" => Some(Align::Distribute),
            _ => None,
        };
        self.file.named(raw, default, "align", parse, "left, centre, right, justify or distribute".to_owned())
    }

    /// A layout by its name.
    pub(super) fn layout(&self, name: &Spanned<String>) -> Result<Layout, TemplateProblem> {
        let layout = self.layouts.get(name.get_ref()).cloned();
        layout.ok_or_else(|| self.file.problem(name, TemplateFault::UnknownLayout(name.get_ref().clone())))
    }

    /// Every article that a text names must be there.
    pub(super) fn check_articles(&self) -> Result<(), TemplateProblem> {
        let named = self.named_articles.borrow();
        match self.articles_asked.borrow().iter().find(|asked| !named.contains(asked.get_ref())) {
            None => Ok(()),
            Some(asked) => Err(self.file.problem(asked, TemplateFault::UnknownArticle(asked.get_ref().clone()))),
        }
    }
}

fn record_state(
    kind: &RecordName,
    field: Option<&str>,
    column: Option<&str>,
    code: Option<&str>,
) -> Option<RecordState> {
    let own = match field {
        None => None,
        Some(name) => Some(kind.field(name)?),
    };
    let below = match column {
        None => None,
        Some(name) => Some(own?.column(name)?),
    };
    let value = match code {
        None => None,
        Some(code) => Some(below.or(own)?.option(code)?.to_owned()),
    };
    Some(RecordState {
        kind: kind.kind.clone(),
        field: own.map(|field| field.name.clone()),
        column: below.map(|column| column.name.clone()),
        value,
    })
}

fn name_of(part: &TextPart) -> String {
    match part {
        TextPart::Words(words) => words.clone(),
        TextPart::Placeholder(placeholder) => placeholder.name().to_owned(),
        TextPart::Member(Whose::Repeated, value) => format!("member.{}", value.name()),
        TextPart::Member(Whose::Lead, value) => format!("lead.{}", value.name()),
        TextPart::Record(value) => match &value.column {
            Some(column) => format!("{}.{}.{column}", value.kind, value.field),
            None => format!("{}.{}", value.kind, value.field),
        },
        TextPart::Article(name) => format!("article.{name}"),
    }
}
