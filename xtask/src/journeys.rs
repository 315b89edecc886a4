//! Journeys through the pages in a browser, by Playwright, whose specs stand in `end2end/`.

use std::{fs, path::Path};

use crate::{
    command, judges, npm,
    paths::{self, Profile},
    postgres::Cluster,
    problem::{Outcome, Problem},
    server, site,
    tally::Tally,
};

/// Builds what the journeys go through and runs those that match; that none ran is for the caller to judge.
pub fn run(cluster: &Cluster, environment: &[(String, String)], filter: Option<&str>) -> Outcome<(Tally, Outcome)> {
    let folder = paths::root().join("end2end");
    server::build_with_tests()?;
    let site = site::build(Profile::Debug)?;
    npm::install(&folder)?;
    let report = paths::target().join("journeys.json");
    fs::remove_file(&report).unwrap_or_default();

    let mut playwright = npm::node();
    playwright.current_dir(&folder).arg(folder.join("node_modules/@playwright/test/cli.js")).arg("test");
    playwright.arg("--reporter=list,json").args(filter.map(|filter| format!("--grep={filter}")));
    if filter.is_some() {
        playwright.arg("--pass-with-no-tests");
    }
    playwright.env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    playwright.env("MUSUBI_BIN", paths::binary(Profile::Debug)).env("MUSUBI_SITE", site);
    playwright.env("MUSUBI_TEST_POSTGRES", cluster.url()).envs(environment.iter().cloned());
    playwright.env("MUSUBI_JOURNEY_DATABASE", cluster.database("journey")?);
    playwright.env("MUSUBI_JOURNEY_NODES_DATABASE", cluster.database("journey_nodes")?);
    judges::of_pages(&mut playwright)?;
    let verdict = command::run(&mut playwright);
    Ok((tally(&report, &verdict)?, verdict))
}

fn tally(report: &Path, verdict: &Outcome) -> Outcome<Tally> {
    let text = fs::read_to_string(report).ok();
    match (text.as_deref().and_then(Tally::of_journeys), verdict) {
        (Some(tally), _) => Ok(tally),
        (None, Ok(())) => Err(Problem::new("Playwright wrote no report")),
        (None, Err(problem)) => Err(Problem::new(problem.to_string())),
    }
}
