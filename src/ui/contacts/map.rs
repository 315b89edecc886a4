//! The stakeholder map: influence upwards, attitude to the right, each contact a number that the table explains. Shapes,
//! not colours, tell for from against, so that it is read in grey; the table beside it says the same.

use leptos::prelude::*;

use crate::domain::contact_role::{ATTITUDE, INFLUENCE};
use crate::ui::wording::{contact as words, say};

/// Left edge, step to the right, lower edge, step upwards.
const LEFT: i64 = 90;
const ACROSS: i64 = 100;
const LOWER: i64 = 330;
const UP: i64 = 70;
/// Half of a mark.
const HALF: i64 = 12;
/// Marks beside each other in one place.
const BESIDE: i64 = 3;

/// A contact on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its number in the table.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// 1 to 5.
    pub influence: i64,
    /// -2 to 2.
    pub attitude: i64,
}

/// The map of contacts: number, name, influence, attitude.
#[component]
pub fn StakeholderMap(
    /// The contacts.
    marks: Vec<Mark>,
) -> impl IntoView {
    let listened: Vec<String> =
        marks.iter().map(|mark| words::point(mark.number, &mark.name, mark.influence, mark.attitude)).collect();
    let label = format!("{}: {}", say(words::MAP), listened.join(" / "));
    let places = placed(&marks);
    let drawn = marks.iter().zip(places).map(|(mark, place)| draw(mark, place)).collect_view();
    view! {
        <figure class="stakeholder-map">
            <svg viewBox="0 0 580 412" role="img" aria-label=label>
                {grid()}
                {ends()}
                {drawn}
            </svg>
            <figcaption class="hint">{say(words::MAP_NOTE)}</figcaption>
        </figure>
    }
}

const fn across(attitude: i64) -> i64 {
    LEFT + (attitude - ATTITUDE.0) * ACROSS
}

const fn upwards(influence: i64) -> i64 {
    LOWER - (influence - INFLUENCE.0) * UP
}

/// Where each mark stands: several in one place stand beside each other, in rows.
fn placed(marks: &[Mark]) -> Vec<(i64, i64)> {
    let before = |at: usize| {
        let mark = &marks[at];
        let same = |other: &&Mark| (other.influence, other.attitude) == (mark.influence, mark.attitude);
        i64::try_from(marks[..at].iter().filter(same).count()).unwrap_or_default()
    };
    marks
        .iter()
        .enumerate()
        .map(|(at, mark)| {
            let before = before(at);
            let step = 2 * HALF + 4;
            (across(mark.attitude) + (before % BESIDE) * step, upwards(mark.influence) - (before / BESIDE) * step)
        })
        .collect()
}

fn grid() -> impl IntoView {
    let upright = (ATTITUDE.0..=ATTITUDE.1)
        .map(|attitude| {
            let x = across(attitude).to_string();
            let class = if attitude == 0 { "map-middle" } else { "map-line" };
            view! {
                <line class=class x1=x.clone() x2=x.clone() y1="30" y2=LOWER.to_string()></line>
                <text class="map-scale" x=x y=(LOWER + 24).to_string() text-anchor="middle">{words::attitude(attitude)}</text>
            }
        })
        .collect_view();
    let level = (INFLUENCE.0..=INFLUENCE.1)
        .map(|influence| {
            let y = upwards(influence).to_string();
            view! {
                <line class="map-line" x1=LEFT.to_string() x2=across(ATTITUDE.1).to_string() y1=y.clone() y2=y.clone()></line>
                <text class="map-scale" x=(LEFT - 24).to_string() y=y text-anchor="end" dominant-baseline="middle">{influence}</text>
            }
        })
        .collect_view();
    view! { {upright} {level} }
}

/// The end of the upright scale has a line of its own below: its words may reach under those of the other.
fn ends() -> impl IntoView {
    let right = across(ATTITUDE.1).to_string();
    view! {
        <text class="map-end" x=(LEFT + 6).to_string() y="380" text-anchor="start">{say(words::AGAINST)}</text>
        <text class="map-end" x=right y="380" text-anchor="middle">{say(words::IN_FAVOUR)}</text>
        <text class="map-end" x="8" y="20">{say(words::MUCH)}</text>
        <text class="map-end" x="8" y="404">{say(words::LITTLE)}</text>
    }
}

fn draw(mark: &Mark, (x, y): (i64, i64)) -> impl IntoView + use<> {
    let shape = match mark.attitude {
        1.. => {
            view! { <circle class="map-for" cx=x.to_string() cy=y.to_string() r=HALF.to_string()></circle> }.into_any()
        }
        0 => {
            view! { <circle class="map-open" cx=x.to_string() cy=y.to_string() r=HALF.to_string()></circle> }.into_any()
        }
        _ => {
            let side = (2 * HALF).to_string();
            view! {
                <rect class="map-against" x=(x - HALF).to_string() y=(y - HALF).to_string() width=side.clone() height=side></rect>
            }
            .into_any()
        }
    };
    let class = if mark.attitude > 0 { "map-number on-for" } else { "map-number" };
    view! {
        {shape}
        <text class=class x=x.to_string() y=y.to_string() text-anchor="middle" dominant-baseline="central">{mark.number}</text>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn mark(number: usize, influence: i64, attitude: i64) -> Mark {
        Mark { number, name: format!("N{number}"), influence, attitude }
    }

    #[test]
    fn marks_in_one_place_do_not_cover_each_other() {
        let marks: Vec<Mark> = (1..=7).map(|number| mark(number, 5, 2)).collect();
        let places = placed(&marks);
        for (at, one) in places.iter().enumerate() {
            for other in &places[..at] {
                let apart = (one.0 - other.0).abs().max((one.1 - other.1).abs());
                assert!(apart >= 2 * HALF, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn the_map_says_what_it_shows_and_carries_no_style() {
        let html =
            Owner::new().with(|| view! { <StakeholderMap marks=vec![mark(1, 5, -2), mark(2, 1, 2)]/> }.to_html());
        assert!(html.contains("role=\"img\"") && html.contains("N1") && html.contains("N2"), "{html}");
        assert!(html.contains("map-against") && html.contains("map-for"), "{html}");
        assert!(!html.contains("style="), "{html}");
    }
}
