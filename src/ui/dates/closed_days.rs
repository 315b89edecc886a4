//! The buyer's days off out of a calendar file: bringing it, and choosing among the days that were read.

use leptos::prelude::*;

use crate::domain::calendar_file::FileNote;
use crate::domain::closed_days::{LeftOut, OFFERED_DAYS_MOST};
use crate::domain::days_off::DayOffDay;
use crate::domain::id::TenderId;
use crate::ui::kept::{Kept, kept_for};
use crate::ui::kit::{Actions, Cell, Checkbox, Column, DataTable, Empty, FileField, Hidden, PostForm, Submit};
use crate::ui::paths;
use crate::ui::wording::{calendar_file, closed_day as words, day_off, say};

/// Where the chosen days are sent.
const TAKE: &str = "/api/days-off/take";

/// The file's field, and the days of a file that was read.
#[component]
pub fn ClosedDays(
    /// The tender.
    tender: TenderId,
) -> impl IntoView {
    let kept = kept_for(TAKE).filter(|kept| kept.value("tender") == Some(tender.to_string().as_str()));
    view! {
        <section>
            <h2>{say(words::TITLE)}</h2>
            <p class="hint">{say(words::LEAD)}</p>
            <PostForm action=paths::days_off_upload(tender) multipart=true>
                <FileField name="file" label=calendar_file::FILE hint=calendar_file::FILE_HINT
                    accept=".ics,text/calendar" required=true/>
                <Actions><Submit label=calendar_file::BRING/></Actions>
            </PostForm>
            {kept.map(|kept| view! { <Read tender kept/> })}
        </section>
    }
}

/// What was read, and what of it was not.
#[component]
fn Read(tender: TenderId, kept: Kept) -> impl IntoView {
    let value = |at: usize, field: &str| kept.value(&format!("days[{at}][{field}]")).unwrap_or_default().to_owned();
    let count = (0..OFFERED_DAYS_MOST).take_while(|at| kept.value(&format!("days[{at}][day]")).is_some()).count();
    let days: Vec<[String; 3]> =
        (0..count).map(|at| ["day", "repeats", "name"].map(|field| value(at, field))).collect();
    let codes = |name: &'static str| kept.values(name).take(OFFERED_DAYS_MOST).map(str::to_owned).collect::<Vec<_>>();
    let (left, notes) = (codes("left"), codes("note"));
    let mut sentences: Vec<String> = left.iter().filter_map(|code| LeftOut::parse(code)).map(words::left_out).collect();
    sentences.extend(notes.iter().filter_map(|code| FileNote::parse(code)).map(|note| calendar_file::note(&note)));
    let has_left = !sentences.is_empty();
    let sentences = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    let not_read = has_left.then(|| view! { <h3>{say(words::LEFT_OUT)}</h3><ul>{sentences}</ul> });
    let columns = vec![Column::text(day_off::DAY), Column::text(day_off::NAME)];
    let form = if days.is_empty() {
        view! { <Empty title=words::NO_DAYS/> }.into_any()
    } else {
        view! {
            <PostForm action=TAKE>
                <Hidden name="tender" value=tender.to_string()/>
                {left.into_iter().map(|code| view! { <Hidden name="left" value=code/> }).collect_view()}
                {notes.into_iter().map(|code| view! { <Hidden name="note" value=code/> }).collect_view()}
                <h3>{say(words::OFFERED)}</h3>
                <p class="hint">{say(words::TICKED)}</p>
                <DataTable caption=words::OFFERED columns>
                    {days.into_iter().enumerate().map(|(at, day)| view! { <Row at day/> }).collect_view()}
                </DataTable>
                <Actions><Submit label=words::TAKE/></Actions>
            </PostForm>
        }
        .into_any()
    };
    view! { {not_read} {form} }
}

#[component]
fn Row(at: usize, day: [String; 3]) -> impl IntoView {
    let [day, repeats, name] = day;
    let when = DayOffDay::of_kept(&day).map_or_else(|| day.clone(), day_off::day);
    let fields = ["day", "repeats", "name", "include"].map(|field| format!("days[{at}][{field}]"));
    let [day_field, repeats_field, name_field, include_field] = fields;
    let (kept, shown) = (name.clone(), name);
    view! {
        <tr>
            <Cell>
                <Hidden name=day_field value=day/>
                <Hidden name=repeats_field value=repeats/>
                <Hidden name=name_field value=kept/>
                <Checkbox name=include_field value="yes" label=when/>
            </Cell>
            <Cell label=day_off::NAME><span lang="ja">{shown}</span></Cell>
        </tr>
    }
}
