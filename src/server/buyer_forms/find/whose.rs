//! Whose the labels are that come next: headings open and close the groups of members, agent and contact.

use std::collections::BTreeSet;

use super::super::labels::{Group, fold, shown};
use super::{CONTEXT, Finder};
use crate::domain::buyer_form::Datum;

/// Whose the labels are that come next.
#[derive(Debug, Clone, Default)]
pub(super) struct Whose {
    pub(super) group: Option<Group>,
    pub(super) heading: String,
    pub(super) members: usize,
    pub(super) seen: BTreeSet<Datum>,
}

impl Whose {
    pub(super) fn open(&mut self, group: Group, heading: &str) {
        self.members += usize::from(group == Group::Member);
        self.group = Some(group);
        let bare = shown(heading);
        let brackets: &[char] = &['【', '】', '（', '）', '(', ')', '＜', '＞', '<', '>', '〔', '〕', '［', '］'];
        self.heading = bare.trim_matches(brackets).to_owned();
        self.seen.clear();
    }

    pub(super) fn close(&mut self) {
        self.group = None;
        self.heading.clear();
    }
}

impl Finder<'_, '_> {
    /// The group that a heading opens. Where no joint venture is spoken of, 委任者 is the bidder and not another member.
    pub(super) fn group(&self, text: &str) -> Option<Group> {
        let group = self.labels.group(text)?;
        let is_bidder = group == Group::Member && !self.is_of_venture && fold(text).contains("委任者");
        Some(if is_bidder { Group::Representative } else { group })
    }

    /// A line outside tables that opens or closes a group.
    pub(super) fn heading(&mut self, text: &str) {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return;
        }
        let first = trimmed.split(['\u{3000}', ' ', '\t', '\n']).next().unwrap_or_default();
        let bracketed = trimmed
            .strip_prefix(['（', '(', '【', '＜', '<', '〔'])
            .and_then(|rest| rest.split_once(['）', ')', '】', '＞', '>', '〕']))
            .map(|(word, _)| word);
        let found = [Some(trimmed), bracketed, Some(first).filter(|first| first.len() < trimmed.len())];
        let opened = found.into_iter().flatten().find_map(|words| Some((self.group(words)?, words.to_owned())));
        match opened {
            // 代表者　　　印 is a label of its own and not a heading.
            Some((group, words))
                if !(self.labels.knows(&words)
                    && words.len() < trimmed.len()
                    && words == first
                    && group == Group::Representative) =>
            {
                self.whose.open(group, &words);
            }
            _ if fold(trimmed).chars().count() > CONTEXT || fold(trimmed) == "記" || trimmed.contains("様式") => {
                self.whose.close()
            }
            _ => {}
        }
    }
}
