//! The table form of a sheet: one table for each part, sums below. It posts the whole sheet with the revision that was
//! read. Rows keep the number under which they were sent, so that problems find their cells.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::live_sums::{LiveSums, fixed_sums, sum_texts};
use crate::domain::bid::BidFirm;
use crate::domain::cost_sheet::form::{CostForm, CostLineInput, field};
use crate::domain::cost_sheet::sharing::Sharing;
use crate::domain::cost_sheet::view::Side;
use crate::domain::cost_sheet::{Contained, LEVEL_MOST, Part, SheetKind, YEARS_MOST, year_name};
use crate::domain::id::BidId;
use crate::domain::language::Language;
use crate::domain::money::TaxRate;
use crate::ui::kit::{
    Actions, CellField, CellSelect, Choice, Disclosure, Field, FieldKind, FieldWidth, Fieldset, Hidden, PostForm,
    Radios, Select, Submit, TextArea, UnsavedGuard,
};
use crate::ui::wording::{cost as words, language, say};

/// Empty rows at the end of each part.
const BLANK_ROWS: usize = 3;

/// What the rows need to know of the sheet.
#[derive(Debug, Clone)]
struct Around {
    kind: SheetKind,
    years: Vec<String>,
    firms: Vec<BidFirm>,
    problems: BTreeMap<String, String>,
    sums: BTreeMap<String, String>,
}

/// The form of one sheet.
#[component]
pub fn SheetForm(
    /// Address that is posted to.
    action: &'static str,
    /// The bid.
    bid: BidId,
    /// Which sheet.
    side: Side,
    /// The revision that is read.
    revision: i64,
    /// What the fields show: what came back, or what is saved.
    form: CostForm,
    /// What is wrong with what came back, by field.
    problems: Vec<(String, String)>,
    /// Whether it came back unsaved.
    came_back: bool,
    /// What the partners see.
    sharing: Sharing,
    /// The firms of the bid.
    firms: Vec<BidFirm>,
    /// The rate of consumption tax.
    rate: TaxRate,
) -> impl IntoView {
    let kind = SheetKind::parse(&form.kind).unwrap_or_default();
    let around = Around {
        kind,
        years: years_of(&form),
        firms,
        problems: problems.into_iter().collect(),
        sums: sum_texts(&form, rate).unwrap_or_default().into_iter().collect(),
    };
    let mut next = form.lines.len();
    let parts = kind
        .parts()
        .iter()
        .map(|part| {
            let mut rows: Vec<(usize, CostLineInput)> = form
                .lines
                .iter()
                .cloned()
                .enumerate()
                .filter(|(_, line)| line.part == part.code() && !line.is_blank())
                .collect();
            for _ in 0..BLANK_ROWS {
                let blank = CostLineInput { part: part.code().to_owned(), ..CostLineInput::default() };
                rows.push((next, blank));
                next += 1;
            }
            view! { <PartTable part=*part rows around=around.clone()/> }
        })
        .collect_view();
    let contained = (kind == SheetKind::Works).then(|| view! { <ContainedFields form=form.clone()/> });
    let shown = (side == Side::Own).then(|| view! { <div class="whole"><Shown sharing/></div> });
    let (first_year, year_count, note) = (form.first_year, form.year_count, form.note);
    view! {
        <PostForm action=action row=("side", side.code().to_owned()) class="wide costs">
            <Hidden name="bid" value=bid.to_string()/>
            <Hidden name="revision" value=revision.to_string()/>
            <Hidden name="sheet[kind]" value=kind.code().to_owned()/>
            <p class="hint whole">{say(words::TABLE_HINT)}" "{say(words::ROUNDING)}</p>
            <div class="whole">{parts}</div>
            {contained}
            <div class="whole"><Sums kind rate around/></div>
            <div class="whole"><Years first_year year_count/></div>
            <div class="whole"><TextArea name="sheet[note]" label=words::NOTE value=note lang=Language::Japanese/></div>
            {shown}
            <div class="whole">
                <LiveSums language=language() rate=rate.0/>
                <UnsavedGuard language=language() came_back/>
            </div>
            <Actions><Submit label=words::SAVE/></Actions>
        </PostForm>
    }
}

/// The columns of fiscal years, closed while there are none.
#[component]
fn Years(first_year: String, year_count: String) -> impl IntoView {
    let is_open = !first_year.is_empty();
    let counts = (0..=YEARS_MOST).map(|count| Choice::new(count.to_string(), count.to_string())).collect::<Vec<_>>();
    view! {
        <Disclosure summary=words::BY_YEAR open=is_open>
            <Field
                name="sheet[first_year]"
                label=words::FIRST_YEAR
                hint=words::FIRST_YEAR_HINT
                value=first_year
                width=FieldWidth::Short
            />
            <Select name="sheet[year_count]" label=words::YEAR_COUNT options=counts selected=year_count/>
        </Disclosure>
    }
}

/// What the partners see.
#[component]
fn Shown(sharing: Sharing) -> impl IntoView {
    let options = Sharing::ALL.into_iter().map(|one| Choice::new(one.code(), words::sharing(one))).collect();
    view! {
        <Radios name="sharing" label=words::SHARING hint=words::SHARING_HINT options selected=sharing.code()/>
    }
}

/// The heads of the years' columns, as far as the form says which they are.
fn years_of(form: &CostForm) -> Vec<String> {
    let head = CostForm {
        kind: form.kind.clone(),
        first_year: form.first_year.clone(),
        year_count: form.year_count.clone(),
        ..CostForm::default()
    };
    head.parse(|_| true).map(|sheet| sheet.years().map(year_name).collect()).unwrap_or_default()
}

#[component]
fn PartTable(part: Part, rows: Vec<(usize, CostLineInput)>, around: Around) -> impl IntoView {
    let has_firms = around.firms.len() > 1;
    let mut heads: Vec<(String, &'static str)> = vec![
        (say(words::PLACE).to_owned(), "tight"),
        (say(words::LEVEL).to_owned(), "tight"),
        (say(words::LABEL).to_owned(), "label"),
        (say(words::QUANTITY).to_owned(), "r"),
        (say(words::UNIT).to_owned(), "unit"),
        (say(words::PRICE).to_owned(), "r"),
        (say(words::AMOUNT).to_owned(), "r"),
    ];
    if has_firms {
        heads.push((say(words::MEMBER).to_owned(), "firm"));
    }
    heads.extend(around.years.iter().map(|year| (year.clone(), "r")));
    heads.push((say(words::NOTE).to_owned(), "note"));
    heads.push((say(words::REMOVE).to_owned(), "tight"));
    let heads = heads.into_iter().map(|(head, class)| view! { <th scope="col" class=class>{head}</th> }).collect_view();
    let name = say(words::part(part));
    let key = format!("part-{}", part.code());
    let sum = around.sums.get(&key).cloned().unwrap_or_default();
    let rows = rows
        .into_iter()
        .zip(1..)
        .map(|((row, line), number)| view! { <LineRow name row number line around=around.clone()/> })
        .collect_view();
    view! {
        <section class="cost-part">
            <h3>{name}" "<output class="num" data-sum=key>{sum}</output></h3>
            <div class="scrolls">
                <table class="stacks cost-lines">
                    <caption class="unseen">{name}</caption>
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn LineRow(name: &'static str, row: usize, number: usize, line: CostLineInput, around: Around) -> impl IntoView {
    // On a phone an empty row shows when the one before it is begun: the blank tells style that nothing is typed.
    let is_blank = line.is_blank();
    let placeholder = is_blank.then_some(" ");
    let cell = |cell: &'static str, column: &'static str| {
        let name_of = field(row, cell);
        let problem = around.problems.get(&name_of).cloned();
        (name_of, column, words::cell(column, name, number), line.cell(cell).to_owned(), problem)
    };
    let input = |of: &'static str, column, kind: FieldKind, class: &'static str| {
        let (name, column, label, value, problem) = cell(of, column);
        view! { <CellField name column label value problem kind placeholder class/> }
    };
    let text = |of: &'static str, column, class: &'static str| {
        let (name, column, label, value, problem) = cell(of, column);
        view! { <CellField name column label value problem lang=Language::Japanese placeholder class/> }
    };
    let levels =
        (1..=LEVEL_MOST).map(|level| Choice::new(level.to_string(), words::level(around.kind, level))).collect();
    let level = {
        let (name, column, label, selected, problem) = cell("level", say(words::LEVEL));
        view! { <CellSelect name column label options=levels selected problem class="tight"/> }
    };
    let amount = {
        let (name, column, label, value, problem) = cell("amount", say(words::AMOUNT));
        let key = format!("line-{row}");
        let sum = around.sums.get(&key).cloned().unwrap_or_default();
        view! {
            <CellField name column label value problem kind=FieldKind::Number placeholder class="r">
                <output class="num" data-sum=key>{sum}</output>
            </CellField>
        }
    };
    let member = (around.firms.len() > 1).then(|| {
        let none = Choice::new("", words::NO_MEMBER);
        let firms = around.firms.iter().map(|firm| Choice::new(firm.id.to_string(), firm.name.as_str()));
        let options = std::iter::once(none).chain(firms).collect();
        let (name, column, label, selected, problem) = cell("member", say(words::MEMBER));
        view! { <CellSelect name column label options selected problem class="firm"/> }
    });
    let by_year = (0..around.years.len())
        .map(|year| {
            let of = ["y0", "y1", "y2", "y3", "y4"].get(year).copied().unwrap_or("y0");
            let (field, _, _, value, problem) = cell(of, say(words::AMOUNT));
            let column = around.years.get(year).cloned().unwrap_or_default();
            let label = words::cell(&column, name, number);
            view! { <CellField name=field column label value problem kind=FieldKind::Number placeholder class="r"/> }
        })
        .collect_view();
    let (remove, _, remove_label, removed, _) = cell("remove", say(words::REMOVE));
    view! {
        <tr class=is_blank.then_some("blank")>
            {input("place", say(words::PLACE), FieldKind::Decimal, "tight")}
            {level}
            {text("label", say(words::LABEL), "label")}
            {input("quantity", say(words::QUANTITY), FieldKind::Decimal, "r")}
            {text("unit", say(words::UNIT), "unit")}
            {input("price", say(words::PRICE), FieldKind::Number, "r")}
            {amount}
            {member}
            {by_year}
            {text("note", say(words::NOTE), "note")}
            <td class="tight" data-label=say(words::REMOVE)>
                <input type="hidden" name=field(row, "part") value=line.part.clone()/>
                <input type="checkbox" name=remove value="yes" checked=removed == "yes" aria-label=remove_label/>
            </td>
        </tr>
    }
}

#[component]
fn ContainedFields(form: CostForm) -> impl IntoView {
    let fields = Contained::ALL
        .into_iter()
        .zip(form.contained().map(str::to_owned))
        .enumerate()
        .map(|(index, (item, value))| {
            let name = format!("sheet[c{index}]");
            view! { <Field name label=words::contained(item) kind=FieldKind::Number value/> }
        })
        .collect_view();
    view! { <Fieldset legend=words::CONTAINED hint=words::CONTAINED_HINT>{fields}</Fieldset> }
}

#[component]
fn Sums(kind: SheetKind, rate: TaxRate, around: Around) -> impl IntoView {
    let sums = fixed_sums(kind)
        .iter()
        .enumerate()
        .map(|(place, fixed)| {
            let key = format!("fixed-{place}");
            let sum = around.sums.get(&key).cloned().unwrap_or_default();
            view! { <div><dt>{words::fixed(*fixed, rate)}</dt><dd><output class="num" data-sum=key>{sum}</output></dd></div> }
        })
        .collect_view();
    view! { <section><h3>{say(words::SUMS)}</h3><dl class="facts cost-sums">{sums}</dl></section> }
}
