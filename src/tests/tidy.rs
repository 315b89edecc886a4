//! What the source must look like: who imports whom, and the rules that a compiler does not know.
//!
//! The table of `src/ARCHITECTURE.md` as data. A broken rule names its file, line and reason.

mod source;

use source::Source;

/// What a part of the house may name.
struct Layer {
    /// Module of the part; the longest that fits a file counts.
    module: &'static str,
    /// Our own modules that it may name, beside itself.
    may: &'static [&'static str],
    /// Crates that it never names.
    never: &'static [&'static str],
}

const WEB: &[&str] = &["leptos", "leptos_axum", "leptos_meta", "leptos_router", "axum", "tower", "tower_http"];
const WEB_AND_SQL: &[&str] =
    &["leptos", "leptos_axum", "leptos_meta", "leptos_router", "axum", "tower", "tower_http", "sqlx"];
const PURE: &[&str] =
    &["leptos", "leptos_axum", "leptos_meta", "leptos_router", "axum", "tower", "tower_http", "sqlx", "tokio"];

const LAYERS: &[Layer] = &[
    Layer { module: "domain", may: &[], never: PURE },
    Layer { module: "error", may: &["domain"], never: &["axum", "leptos_axum", "sqlx", "tokio"] },
    // Addresses are no components: where a call leads after its success is named by `ui::paths`.
    Layer {
        module: "api",
        may: &["domain", "error", "server::edge", "server::services", "server::zone_names", "ui::paths"],
        never: &["sqlx", "tokio"],
    },
    Layer { module: "ui", may: &["domain", "error", "api"], never: &["sqlx", "tokio"] },
    // The document around the page reads who calls, and sets the policy of the answer.
    Layer {
        module: "ui::app",
        may: &["domain", "error", "api", "ui", "server::access", "server::edge", "server::http::security"],
        never: &["sqlx", "tokio"],
    },
    Layer { module: "server::store", may: &["domain", "error", "server::access", "server::failure"], never: WEB },
    Layer {
        module: "server::services",
        may: &[
            "domain",
            "error",
            "server::access",
            "server::bid_plan",
            "server::buyer_forms",
            "server::cards",
            "server::docx",
            "server::edge",
            "server::failure",
            "server::ics",
            "server::intake",
            "server::outline",
            "server::pages_count",
            "server::rooms",
            "server::state",
            "server::store",
            "server::templates",
            "server::xlsx",
            "server::zone_names",
            "server::zones",
        ],
        never: WEB_AND_SQL,
    },
    // Reckoned in the transaction of the service that asks.
    Layer {
        module: "server::bid_plan",
        may: &["domain", "error", "server::access", "server::edge", "server::failure", "server::store"],
        never: WEB_AND_SQL,
    },
    // Its background tasks have no request that brings the time.
    Layer {
        module: "server::rooms",
        may: &["domain", "error", "server::access", "server::clock", "server::failure", "server::store"],
        never: WEB_AND_SQL,
    },
    // Mails are written in the words of the pages, each in the language of its reader.
    Layer {
        module: "server::mail",
        may: &["domain", "server::failure", "server::zones", "ui::paths", "ui::wording"],
        never: WEB_AND_SQL,
    },
    Layer {
        module: "server::jobs",
        may: &["domain", "server::failure", "server::mail", "server::store", "server::zones"],
        never: WEB_AND_SQL,
    },
    Layer { module: "server::intake", may: &["domain", "error", "server::failure"], never: WEB_AND_SQL },
    Layer { module: "server::buyer_forms", may: &["domain"], never: PURE },
    // Content lines are those of calendars.
    Layer { module: "server::cards", may: &["domain", "server::ics"], never: PURE },
    Layer { module: "server::docx", may: &["domain"], never: PURE },
    Layer { module: "server::ics", may: &["domain"], never: PURE },
    Layer { module: "server::xlsx", may: &["domain"], never: PURE },
    Layer { module: "server::pages_count", may: &["domain"], never: WEB_AND_SQL },
    Layer { module: "server::templates", may: &["domain", "server::failure"], never: PURE },
    Layer {
        module: "server::access",
        may: &["domain", "error", "server::failure", "server::store"],
        never: WEB_AND_SQL,
    },
    Layer { module: "server::clock", may: &["domain"], never: PURE },
    // It alone looks into an error of the database, to tell which rule of the data was broken.
    Layer { module: "server::failure", may: &["domain", "error"], never: WEB },
    Layer { module: "server", may: &["domain", "error", "ui"], never: &["sqlx"] },
    Layer { module: "command", may: &["domain", "error", "server", "ui::paths", "ui::wording"], never: WEB_AND_SQL },
    Layer { module: "", may: &["domain", "error", "api", "ui", "server"], never: &["sqlx"] },
];

fn layer_of(module: &str) -> &'static Layer {
    LAYERS.iter().filter(|layer| is_within(module, layer.module)).max_by_key(|layer| layer.module.len()).unwrap()
}

fn is_within(path: &str, module: &str) -> bool {
    module.is_empty() || path == module || path.strip_prefix(module).is_some_and(|rest| rest.starts_with("::"))
}

/// Runs a rule over every file; fails with every place that breaks it.
fn no_file(breaks: impl Fn(&Source) -> Vec<(usize, String)>) {
    let found: Vec<String> = Source::all()
        .iter()
        .flat_map(|source| breaks(source).into_iter().map(|(line, why)| format!("src/{}:{line}: {why}", source.path)))
        .collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// The lines of a file's own code that a rule is broken on.
fn lines_where(source: &Source, why: &str, is_broken: impl Fn(&source::Line) -> bool) -> Vec<(usize, String)> {
    source
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.is_test && is_broken(line))
        .map(|(at, _)| (at + 1, why.to_owned()))
        .collect()
}

fn imports_out_of_place(source: &Source) -> Vec<(usize, String)> {
    let module = source.module();
    let layer = layer_of(&module);
    source
        .named()
        .into_iter()
        .filter_map(|named| {
            let path = named.path.as_str();
            let ours = path.strip_prefix("crate::").or_else(|| path.strip_prefix("musubi::"));
            let why = match ours {
                Some(ours) => (!may_name(layer, &module, ours)).then(|| {
                    format!(
                        "`{}` may not name `{ours}`",
                        if layer.module.is_empty() { "the root" } else { layer.module }
                    )
                }),
                None => layer
                    .never
                    .iter()
                    .find(|name| is_within(path, name))
                    .map(|name| format!("`{}` never names `{name}`", layer.module)),
            };
            why.map(|why| (named.line, why))
        })
        .collect()
}

fn may_name(layer: &Layer, module: &str, ours: &str) -> bool {
    let is_service = layer.module == "server::services" && is_within(ours, layer.module);
    if is_service {
        // Two services that need the same thing share a function of `store` or `domain`.
        let own = module.split("::").nth(2).unwrap_or_default();
        return own.is_empty() || is_within(ours, &format!("{}::{own}", layer.module));
    }
    is_within(ours, layer.module) || layer.may.iter().any(|part| is_within(ours, part))
}

#[test]
fn every_part_names_only_what_the_table_allows() {
    no_file(|source| if source.path.starts_with("tests/") { Vec::new() } else { imports_out_of_place(source) });
}

#[test]
fn only_the_command_line_makes_the_operator() {
    no_file(|source| {
        if source.path.starts_with("command/") {
            return Vec::new();
        }
        lines_where(source, "only src/command may make the operator", |line| line.code.contains("Caller::operator"))
    });
}

#[test]
fn the_clock_is_read_in_one_place() {
    no_file(|source| {
        if source.path == "server/clock.rs" {
            return Vec::new();
        }
        lines_where(source, "time enters as an argument; only server/clock.rs reads the clock", |line| {
            ["Utc::now", "Local::now", "SystemTime::now"].iter().any(|call| line.code.contains(call))
        })
    });
}

#[test]
fn commands_print_in_one_way() {
    no_file(|source| {
        if !source.path.starts_with("command/") || source.path == "command/telling.rs" {
            return Vec::new();
        }
        lines_where(source, "`tell!` does not panic when nobody reads any more", |line| {
            line.code.contains("print!(") || line.code.contains("println!(") && !line.code.contains("eprintln!(")
        })
    });
}

#[test]
fn no_limit_is_bound_bare() {
    no_file(|source| {
        lines_where(source, "write `limit $2 + 0` (see server/store/mod.rs)", |line| {
            ["limit $", "offset $"].iter().any(|word| {
                line.raw.match_indices(word).any(|(at, word)| {
                    let rest = line.raw[at + word.len()..].trim_start_matches(|sign: char| sign.is_ascii_digit());
                    rest.len() < line.raw[at + word.len()..].len() && !rest.starts_with(" + 0")
                })
            })
        })
    });
}

#[test]
fn every_file_opens_with_its_job() {
    no_file(|source| {
        let is_said = source.lines.first().is_some_and(|line| line.raw.starts_with("//! "));
        if is_said { Vec::new() } else { vec![(1, "a file opens with `//!`: its job".to_owned())] }
    });
}

#[test]
fn nothing_on_screen_is_styled_or_scripted_inline() {
    no_file(|source| {
        if !source.path.starts_with("ui/") {
            return Vec::new();
        }
        lines_where(source, "the policy of the pages forbids inline styles and scripts", |line| {
            let code = line.code.trim_start();
            // The policy lets through what carries the page's own nonce.
            !code.contains("nonce=")
                && [" style=", " style:", "<style", " onclick=", " onsubmit=", " onchange="]
                    .iter()
                    .any(|mark| code.contains(mark) || code.starts_with(mark.trim_start()))
        })
    });
}

/// Where a text of one language may stand: wording and kit hold both, these are names or print.
const ONE_LANGUAGE: &[(&str, &str, &str)] = &[
    ("ui/app.rs", "Musubi 結び", "the product's own name, beside its reading"),
    ("ui/frame.rs", "日本語", "a language is offered by its own name"),
    ("ui/pages/settings_page.rs", "日本語", "a language is offered by its own name"),
];

#[test]
fn no_sentence_stands_in_one_language() {
    no_file(|source| {
        let has_both = ["ui/wording/", "ui/kit/"].iter().any(|part| source.path.starts_with(part));
        if has_both || !source.path.starts_with("ui/") {
            return Vec::new();
        }
        lines_where(source, "a sentence stands in ui/wording, in both languages (or is marked lang=\"ja\")", |line| {
            let is_marked = line.raw.contains("lang=\"ja\"");
            line.literals.iter().any(|text| {
                let is_known = ONE_LANGUAGE.iter().any(|(path, known, _)| source.path == *path && text == known);
                has_japanese(text) && !is_marked && !is_known
            })
        })
    });
}

#[test]
fn no_english_sentence_stands_in_a_view() {
    no_file(|source| {
        let has_both = ["ui/wording/", "ui/kit/"].iter().any(|part| source.path.starts_with(part));
        if has_both || !source.path.starts_with("ui/") {
            return Vec::new();
        }
        lines_where(source, "a sentence stands in ui/wording, in both languages", |line| {
            let alone = line.code.trim() == "\"\"";
            let in_element = line.code.contains(">\"\"<");
            (alone || in_element) && line.literals.iter().any(|text| is_sentence(text))
        })
    });
}

/// Kana or Chinese characters; the middle dot and the long mark alone are punctuation.
fn has_japanese(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, 'ぁ'..='ん' | 'ァ'..='ヺ' | '一'..='鿿' | '々' | '〇'))
}

/// Two words or more in Latin letters.
fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace();
    words.filter(|word| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_alphabetic())).count() > 1
}

#[test]
fn the_rules_see_what_they_forbid() {
    let breaks = |path: &str, text: &str| imports_out_of_place(&Source::read(path.to_owned(), text)).len();
    assert_eq!(breaks("server/services/bids.rs", "use crate::server::{services::tenders, store};"), 1);
    assert_eq!(breaks("server/services/bids.rs", "use super::tenders;\nuse crate::server::services::bids::x;"), 1);
    assert_eq!(breaks("server/store/bids.rs", "use sqlx::Row;\nuse leptos::prelude::*;"), 1);
    assert_eq!(breaks("domain/era.rs", "fn a() { crate::server::clock::now(); }"), 1);
    assert_eq!(breaks("ui/app.rs", "use crate::server::edge::Call;\nuse crate::server::store::Tx;"), 1);
    assert_eq!(breaks("ui/pages/a_page.rs", "// crate::server::edge\nlet a = \"crate::server::x\";"), 0);
    assert_eq!(breaks("domain/era.rs", "#[cfg(test)]\nmod tests {\n use crate::server::clock::now;\n}"), 0);
    let source = Source::read("ui/a.rs".to_owned(), "let a = r#\"結\"#; let b = 'あ'; let c = '\\''; \"び\"");
    assert_eq!(source.lines[0].literals, ["結", "び"]);
}
