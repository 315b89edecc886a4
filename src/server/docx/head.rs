//! The head of a paper: date and sender block (dossier §3.0, B2, B4–B6).

use super::filling::{Filling, Scope};
use super::ledger::Ledger;
use super::pieces;
use super::tables;
use super::values;
use crate::domain::document::{AgentFacts, BidFacts, Fact, MemberFact, MemberFacts, SealPolicy};
use crate::domain::form::{AgentPlace, FirmBlock, MarkPlace, SenderFirms, SenderPlace};
use crate::domain::manuscript::{
    Align, Borders, Cell, Indent, Inline, Length, Paragraph, Role, Row, RowHeight, RowPlace, Sides, Stand, Table,
    TablePlace, TableRole,
};

/// The labels of the block are spread over this many characters.
const LABEL_WIDTH: i32 = 6;
/// Width of the column in which the seal mark stands: free space for the seal's right half.
const MARK_WIDTH: Length = Length::mm(9);
/// Room to sign in.
const SIGNATURE_HEIGHT: Length = Length::mm(10);

/// B2 日付: right, with one character of margin.
pub(super) fn date(facts: &BidFacts, ledger: &mut Ledger) -> Paragraph {
    let indent = Indent { right: 100, ..Indent::default() };
    Paragraph { indent, ..Paragraph::of(Role::Date, Align::Right, &values::paper_date(facts, ledger)) }
}

/// A block of firms. In a member's own copy it names that member, whatever the form says.
pub(super) fn firms(block: &FirmBlock, filling: &mut Filling<'_>, scope: Scope) -> Table {
    let sizes = filling.sizes;
    let text = sizes.page.text_width();
    let from = match block.place {
        SenderPlace::Middle => Length(text.0 / 2),
        SenderPlace::Left => sizes.characters(2),
    };
    let label = sizes.characters(LABEL_WIDTH + 1);
    let value = text.minus(from).minus(label).minus(MARK_WIDTH);
    let (room, room_across) = (sizes.characters_in(value), sizes.characters_in(value.plus(MARK_WIDTH)));
    let facts = filling.facts;
    let agent = facts.agent.as_ref().filter(|_| block.agent == AgentPlace::Seals);
    let copy_of = scope.member.filter(|_| scope.is_member_copy);
    let ledger = &mut filling.ledger;
    let mut maker = SenderBlock { rows: Vec::new(), facts, block, agent, ledger, room, room_across };
    // A copy that must not name the firm names nobody who hands it in.
    if !facts.is_blind() {
        match block.firms {
            SenderFirms::Agent => maker.agent_alone(),
            SenderFirms::Representative | SenderFirms::Partners | SenderFirms::All => maker.firms(copy_of),
        }
    }
    if maker.rows.is_empty() {
        maker.rows.push(row(vec![spanning(3, vec![line("")])]));
    }
    let rows = maker.rows;
    Table {
        role: TableRole::Sender,
        place: TablePlace::Left(from),
        widths: vec![label, value, MARK_WIDTH],
        padding: Length(0),
        borders: Borders::None,
        rows,
    }
}

struct SenderBlock<'b> {
    rows: Vec<Row>,
    facts: &'b BidFacts,
    block: &'b FirmBlock,
    /// The agent, if one seals this paper.
    agent: Option<&'b AgentFacts>,
    ledger: &'b mut Ledger,
    /// Characters beside a seal mark.
    room: u16,
    /// Characters where there is none.
    room_across: u16,
}

impl SenderBlock<'_> {
    fn firms(&mut self, copy_of: Option<usize>) {
        let facts = self.facts;
        let is_joint = facts.is_joint_venture() && copy_of.is_none();
        if is_joint && self.block.joint_venture {
            self.rows.push(heading("（共同企業体の名称）"));
            let name = values::joint_venture_name(facts, self.ledger);
            self.rows.push(across(&name));
        }
        if facts.members.is_empty() {
            self.ledger.missing(Fact::Members);
        }
        let chosen: Vec<usize> = match (copy_of, self.block.firms) {
            (Some(own), _) => vec![own],
            (None, SenderFirms::Representative | SenderFirms::Agent) => vec![0],
            (None, SenderFirms::Partners) => (1..facts.members.len()).collect(),
            (None, SenderFirms::All) => (0..facts.members.len()).collect(),
        };
        for index in chosen {
            let Some(member) = facts.members.get(index) else { continue };
            let from = self.rows.len();
            let own = if index == 0 { "（代表者）" } else { "（構成員）" };
            let words = self.block.heading.as_deref().unwrap_or(if is_joint { own } else { "" });
            if !words.is_empty() {
                self.rows.push(heading(words));
            }
            self.member(index, member);
            // No firm is parted from its seal or signature by the end of a page.
            if let Some(own) = self.rows.get_mut(from..) {
                tables::keep_together(own);
            }
        }
        self.agent();
    }

    fn member(&mut self, index: usize, member: &MemberFacts) {
        let of = |what| Fact::Member(index, what);
        if member.is_foreign {
            let country = values::country(index, member, self.ledger);
            self.rows.push(labelled("国名", &[country]));
        }
        let address = self.ledger.line(of(MemberFact::Address), &member.address);
        let [place, firm, person] = &self.block.labels;
        let (place, firm, person) = (place.as_str(), firm.as_str(), person.as_str());
        self.rows.push(labelled(place, &[address]));
        let names = self.names(index, member);
        self.rows.push(labelled(firm, &names));
        let representative = values::representative(index, member, self.ledger);
        match self.mark_of(member) {
            Mark::Seal => self.rows.push(sealed(person, &representative.lines(self.room))),
            Mark::None => self.rows.push(labelled(person, &representative.lines(self.room_across))),
            Mark::Signature => {
                self.rows.push(labelled(person, &representative.lines(self.room_across)));
                self.rows.push(signature());
            }
        }
    }

    /// The firm's name; of a foreign firm with its reading, on the same line where there is room.
    fn names(&mut self, index: usize, member: &MemberFacts) -> Vec<String> {
        let fact = Fact::Member(index, MemberFact::Name);
        let name = self.ledger.line(fact, &member.name);
        let kana = self.ledger.optional_line(fact, member.name_kana.trim());
        if !member.is_foreign || kana.is_empty() {
            return vec![name];
        }
        let together = format!("{name}（{kana}）");
        if pieces::length_in_characters(&together) <= self.room_across {
            vec![together]
        } else {
            vec![name, format!("（{kana}）")]
        }
    }

    /// A foreigner signs; a principal whose agent bids does not seal, the agent does (B6).
    fn mark_of(&self, member: &MemberFacts) -> Mark {
        let is_unmarked = self.agent.is_some() || self.block.mark == MarkPlace::None;
        match (is_unmarked, member.is_foreign, self.facts.seal) {
            (true, ..) => Mark::None,
            (false, true, _) => Mark::Signature,
            (false, false, SealPolicy::NoneWithContact) => Mark::None,
            (false, false, SealPolicy::Registered | SealPolicy::InUse) => Mark::Seal,
        }
    }

    fn agent(&mut self) {
        let Some(agent) = self.agent else { return };
        self.rows.push(heading("（代理人）"));
        self.agent_lines(Some(agent), "住所", "氏名");
    }

    /// The agent where it is the only one named: with a blank to write in where the bid knows none.
    fn agent_alone(&mut self) {
        if let Some(words) = self.block.heading.as_deref().filter(|words| !words.is_empty()) {
            self.rows.push(heading(words));
        }
        let [place, _, person] = &self.block.labels;
        self.agent_lines(self.facts.agent.as_ref(), place, person);
    }

    fn agent_lines(&mut self, agent: Option<&AgentFacts>, place: &str, person: &str) {
        let address = self.ledger.line(Fact::AgentAddress, agent.map_or("", |agent| &agent.address));
        self.rows.push(labelled(place, &[address]));
        let name = self.ledger.line(Fact::AgentName, agent.map_or("", |agent| &agent.name));
        let is_sealed = self.facts.seal != SealPolicy::NoneWithContact && self.block.mark == MarkPlace::Seal;
        self.rows.push(if is_sealed { sealed(person, &[name]) } else { labelled(person, &[name]) });
    }
}

/// What stands behind a representative's name.
enum Mark {
    Seal,
    Signature,
    None,
}

fn heading(text: &str) -> Row {
    row(vec![spanning(3, vec![Paragraph { keep_next: true, ..line(text) }])])
}

fn across(text: &str) -> Row {
    let mut paragraph = line(text);
    paragraph.indent.left = 100;
    row(vec![spanning(3, vec![paragraph])])
}

fn labelled(label: &str, lines: &[String]) -> Row {
    row(vec![label_cell(label), spanning(2, lines.iter().map(|text| line(text)).collect())])
}

fn sealed(label: &str, lines: &[String]) -> Row {
    let mark =
        Paragraph { role: Role::Sender, align: Align::Right, inlines: vec![Inline::SealMark], ..Paragraph::default() };
    let mut cells = vec![label_cell(label), spanning(1, lines.iter().map(|text| line(text)).collect())];
    cells.push(Cell { stand: Stand::Bottom, ..spanning(1, vec![mark]) });
    row(cells)
}

fn signature() -> Row {
    let space = Cell { rule: Sides::BELOW, ..spanning(2, vec![line("")]) };
    let label = Cell { stand: Stand::Bottom, ..label_cell("署名") };
    Row { height: RowHeight::AtLeast(SIGNATURE_HEIGHT), ..row(vec![label, space]) }
}

fn label_cell(label: &str) -> Cell {
    let spread = pieces::spread(label, LABEL_WIDTH as u16);
    let is_exact = matches!(&spread, Inline::Text(run) if run.face.fit.is_none());
    let (align, inline) = if is_exact { (Align::Left, spread) } else { (Align::Distribute, Inline::text(label)) };
    let indent = Indent { right: if is_exact { 0 } else { 100 }, ..Indent::default() };
    spanning(1, vec![Paragraph { role: Role::Sender, align, indent, inlines: vec![inline], ..Paragraph::default() }])
}

fn line(text: &str) -> Paragraph {
    Paragraph::of(Role::Sender, Align::Left, text)
}

fn spanning(columns: usize, paragraphs: Vec<Paragraph>) -> Cell {
    Cell { columns, stand: Stand::Top, ..Cell::of(paragraphs) }
}

fn row(cells: Vec<Cell>) -> Row {
    Row { height: RowHeight::Auto, place: RowPlace::Body, cells }
}
