//! One bid of the desk: its tender, firms, people, sections, plan, what moved and how it ended.

use super::desk::Firm;
use super::desk_dates::{self, Dated};
use crate::domain::id::{BidId, SectionId, TenderChangeId, TenderId};
use crate::domain::instant::{DAY, Instant};
use crate::domain::language::Language;
use crate::domain::seat::Role;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::Tx;
use crate::server::store::bench_rows::{Rows, bench_chance, bench_insert};

/// Sections of each bid.
const SECTIONS: u64 = 8;
/// Days over which the hand-in days of all bids are spread, and how many of these lie behind today.
const SPAN: u64 = 360;
const BEHIND: i64 = 120;

const TOWNS: [&str; 12] = [
    "みなと市",
    "青葉市",
    "北浜市",
    "桜井町",
    "大和田市",
    "白川村",
    "東雲市",
    "千歳町",
    "富士見市",
    "海老沢市",
    "若宮市",
    "緑ヶ丘市",
];
const WORKS: [&str; 14] = [
    "防災情報配信システム構築業務委託",
    "学校給食調理業務委託",
    "本庁舎清掃業務委託",
    "観光案内多言語化業務委託",
    "橋梁点検業務委託",
    "公園遊具更新工事",
    "図書館システム更改業務",
    "下水道台帳電子化業務委託",
    "地域公共交通計画策定業務",
    "庁内ネットワーク機器賃貸借",
    "浸水想定区域図作成業務委託",
    "保育所ＩＣＴ化推進業務",
    "ふるさと納税運営支援業務委託",
    "太陽光発電設備設置工事",
];
const TASKS: [&str; 6] = ["go_no_go", "jv_terms", "register", "licence", "e_bidding", "certificate_tax"];

/// The rows of all bids, a table each, in the order in which they point to each other.
pub(super) struct Tables {
    tenders: Rows,
    sources: Rows,
    pub(super) deadlines: Rows,
    bids: Rows,
    firms: Rows,
    seats: Rows,
    pub(super) owners: Rows,
    pub(super) done: Rows,
    sections: Rows,
    texts: Rows,
    tasks: Rows,
    changes: Rows,
    outcomes: Rows,
    pub(super) told: Rows,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            tenders: Rows::of(
                "tender",
                &[
                    "id",
                    "organisation_id",
                    "title",
                    "number",
                    "addressee",
                    "procedure_term",
                    "state",
                    "fingerprint",
                    "created_at",
                ],
            ),
            sources: Rows::of(
                "tender_source",
                &["tender_id", "position", "kind", "fingerprint", "body", "text_kind", "added_at"],
            ),
            deadlines: Rows::of(
                "deadline",
                &[
                    "id",
                    "tender_id",
                    "kind",
                    "title",
                    "at_local",
                    "at",
                    "certainty",
                    "basis",
                    "place",
                    "sentence",
                    "origin",
                ],
            ),
            bids: Rows::of("bid", &["id", "tender_id", "organisation_id", "state", "created_by", "created_at"]),
            firms: Rows::of("bid_organisation", &["bid_id", "organisation_id", "added_at"]),
            seats: Rows::of("seat", &["bid_id", "user_id", "role", "added_at"]),
            owners: Rows::of("deadline_owner", &["bid_id", "deadline_id", "user_id", "at"]),
            done: Rows::of("done_step", &["bid_id", "deadline_id", "user_id", "done_at"]),
            sections: Rows::of(
                "section",
                &["id", "bid_id", "position", "code", "title_ja", "title_en", "assignee_id", "due_on", "state"],
            ),
            texts: Rows::of("section_text", &["section_id", "language", "characters"]),
            tasks: Rows::of("plan_task", &["bid_id", "code", "owner_id", "state", "saved_at"]),
            changes: Rows::of(
                "tender_change",
                &["id", "tender_id", "position", "kind", "state", "reading", "created_at"],
            ),
            outcomes: Rows::of("tender_outcome", &["tender_id", "outcome", "recorded_at"]),
            told: Rows::of(
                "outbox",
                &[
                    "id",
                    "user_id",
                    "bid_id",
                    "deadline_id",
                    "at_local",
                    "kind",
                    "subject",
                    "occasion",
                    "about",
                    "state",
                    "shown_at",
                    "due_at",
                    "ends_at",
                    "snooze_key",
                    "made_at",
                    "read_at",
                ],
            ),
        }
    }
}

impl Tables {
    /// Keeps everything.
    ///
    /// # Errors
    /// Faults of the database.
    pub(super) async fn insert(&self, tx: &mut Tx) -> Result<(), Failure> {
        let all = [
            &self.tenders,
            &self.sources,
            &self.deadlines,
            &self.bids,
            &self.firms,
            &self.seats,
            &self.owners,
            &self.done,
            &self.sections,
            &self.texts,
            &self.tasks,
            &self.changes,
            &self.outcomes,
            &self.told,
        ];
        for rows in all {
            bench_insert(tx, rows).await?;
        }
        Ok(())
    }
}

/// One bid that was made.
pub(super) struct Made {
    pub(super) bid: BidId,
    pub(super) tender: TenderId,
    pub(super) is_open: bool,
}

/// Adds a bid with so many dates; of ten, one was put away.
///
/// # Errors
/// When the machine gives no randomness.
pub(super) fn add(
    tables: &mut Tables,
    [own, partner, other]: [&Firm; 3],
    number: u64,
    dates: u64,
    now: Instant,
) -> Result<Made, Failure> {
    let chance = bench_chance(number);
    let (tender, bid) = (TenderId::fresh(), BidId::fresh());
    let is_open = number % 10 != 9;
    let title = format!("令和８年度{}{}（その{}）", pick(&TOWNS, chance), pick(&WORKS, chance >> 8), number + 1);
    let begun = now.plus(-BEHIND * DAY);
    tables.tenders.add([
        tender.to_string().into(),
        own.organisation.to_string().into(),
        title.as_str().into(),
        format!("第{:04}号", number + 1).into(),
        format!("{}長", pick(&TOWNS, chance)).into(),
        "公募型プロポーザル".into(),
        "confirmed".into(),
        tender.to_string().into(),
        begun.0.into(),
    ]);
    tables.bids.add([
        bid.to_string().into(),
        tender.to_string().into(),
        own.organisation.to_string().into(),
        if is_open { "open" } else { "archived" }.into(),
        own.people.first().map(|person| person.user.to_string()).into(),
        begun.0.into(),
    ]);
    let mut firms = vec![own, partner];
    firms.extend(number.is_multiple_of(4).then_some(other));
    for firm in &firms {
        tables.firms.add([bid.to_string().into(), firm.organisation.to_string().into(), begun.0.into()]);
    }
    let people = seated(&firms, chance);
    for (role, person) in &people {
        tables.seats.add([bid.to_string().into(), person.user.to_string().into(), role.code().into(), begun.0.into()]);
    }
    let hand_in = now.plus((i64::try_from(chance % SPAN).unwrap_or_default() - BEHIND) * DAY);
    let dated = Dated { bid, tender, title: &title, people: &people, hand_in, is_open, now };
    desk_dates::add(tables, &dated, chance, dates)?;
    sections(tables, &dated, chance);
    became(tables, &dated, number);
    Ok(Made { bid, tender, is_open })
}

/// Who has a seat: the own firm's first person everywhere, two colleagues, one or two of the others.
fn seated<'a>(firms: &[&'a Firm], chance: u64) -> Vec<(Role, &'a SignedIn)> {
    let turn = usize::try_from(chance >> 40).unwrap_or_default();
    let mut people = Vec::new();
    for (firm, at) in firms.iter().zip(0_usize..) {
        let [first, rest @ ..] = firm.people.as_slice() else { continue };
        let others: Vec<&SignedIn> = if at == 0 { rest.iter().collect() } else { firm.people.iter().collect() };
        let roles: &[Role] = if at == 0 { &[Role::Writer, Role::Reviewer] } else { &[Role::Writer, Role::Viewer] };
        people.extend((at == 0).then_some((Role::Coordinator, first)));
        people.extend(
            roles
                .iter()
                .zip(others.into_iter().cycle().skip(turn % firm.people.len()))
                .map(|(role, person)| (*role, person)),
        );
    }
    people
}

fn sections(tables: &mut Tables, dated: &Dated<'_>, chance: u64) {
    for position in 1..=SECTIONS {
        let section = SectionId::fresh();
        let luck = bench_chance(chance.wrapping_add(position));
        let assignee = dated.people.get(usize::try_from(luck % 6).unwrap_or_default());
        let state = ["empty", "draft", "draft", "review", "approved"];
        tables.sections.add([
            section.to_string().into(),
            dated.bid.to_string().into(),
            i64::try_from(position).unwrap_or_default().into(),
            format!("bench-{position}").into(),
            format!("第{position}章　業務の理解").into(),
            format!("Chapter {position}: understanding").into(),
            assignee.map(|(_, person)| person.user.to_string()).into(),
            "".into(),
            pick(&state, luck >> 8).into(),
        ]);
        for language in Language::ALL {
            let characters = i64::try_from(luck % 4_000).unwrap_or_default();
            tables.texts.add([section.to_string().into(), language.tag().into(), characters.into()]);
        }
    }
    for (code, at) in TASKS.iter().zip(0_u64..) {
        let luck = bench_chance(chance.wrapping_add(100 + at));
        let owner = dated.people.get(usize::try_from(luck % 5).unwrap_or_default());
        tables.tasks.add([
            dated.bid.to_string().into(),
            (*code).into(),
            owner.map(|(_, person)| person.user.to_string()).into(),
            pick(&["open", "started", "done"], luck >> 8).into(),
            dated.now.0.into(),
        ]);
    }
}

/// What came after the notice: a correction of every twelfth, and the result of most that were handed in long ago.
fn became(tables: &mut Tables, dated: &Dated<'_>, number: u64) {
    let added = dated.hand_in.plus(-60 * DAY);
    for position in 0..=i64::from(number.is_multiple_of(12)) {
        tables.sources.add([
            dated.tender.to_string().into(),
            position.into(),
            "text".into(),
            format!("{}-{position}", dated.tender).into(),
            format!("公告\n{}\n次のとおり公募型プロポーザルを実施する。\n", dated.title).repeat(12).into(),
            if position == 0 { "notice" } else { "correction" }.into(),
            added.0.into(),
        ]);
    }
    if number.is_multiple_of(12) {
        tables.changes.add([
            TenderChangeId::fresh().to_string().into(),
            dated.tender.to_string().into(),
            1_i64.into(),
            "correction".into(),
            if number.is_multiple_of(24) { "open" } else { "withdrawn" }.into(),
            "{}".into(),
            added.0.into(),
        ]);
    }
    if dated.hand_in < dated.now.plus(-30 * DAY) && !number.is_multiple_of(3) {
        let outcome = if number % 20 == 1 { "cancelled" } else { "awarded" };
        tables.outcomes.add([dated.tender.to_string().into(), outcome.into(), dated.now.0.into()]);
    }
}

/// One of several, by chance.
pub(super) fn pick<'a>(of: &[&'a str], chance: u64) -> &'a str {
    let count = u64::try_from(of.len()).unwrap_or(1).max(1);
    of.get(usize::try_from(chance % count).unwrap_or_default()).copied().unwrap_or_default()
}
