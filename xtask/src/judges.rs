//! The programs that judge what Musubi makes, and the environment variables by which the tests find them.

use std::{
    ffi::{OsStr, OsString},
    path::Path,
    process::Command,
};

use crate::{debian, npm, paths, problem::Outcome, python};

/// Installs the judges of documents and calendars; returns the variables that name their programs.
pub fn of_documents() -> Outcome<Vec<(&'static str, OsString)>> {
    let needs = [&debian::OFFICE, &debian::PDF_TEXT, &debian::FONT_CONFIG, &debian::FONT_IPA, &debian::FONT_NOTO];
    debian::ensure(&needs)?;
    let tools = npm::tools()?;
    let node = tools.join("node_modules/.bin/ooxml-validator");
    let python = python::environment("venv", &paths::root().join("xtask/python/requirements.txt"))?;
    Ok(vec![
        (debian::OFFICE.variable(), debian::OFFICE.path().into()),
        (debian::PDF_TEXT.variable(), debian::PDF_TEXT.path().into()),
        ("MUSUBI_TEST_OOXML_VALIDATOR", node.into()),
        ("MUSUBI_TEST_OPENXML_AUDIT", python.join("openxml-audit").into()),
        // For the mail server that tests write to.
        ("MUSUBI_TEST_PYTHON", python.join("python").into()),
        (
            "MUSUBI_TEST_ICALENDAR",
            words(&[&python.join("python"), &paths::root().join("xtask/python/read_calendar.py")]),
        ),
        ("MUSUBI_TEST_ICAL_JS", words(&[&npm::program(), &paths::root().join("xtask/npm/read_calendar.mjs"), &tools])),
    ])
}

/// A program with its first arguments, with blanks between.
fn words(paths: &[&Path]) -> OsString {
    paths.iter().map(|path| path.as_os_str()).collect::<Vec<_>>().join(OsStr::new(" "))
}

/// Chromium for journeys; returns the variable that names it.
pub fn of_pages(command: &mut Command) -> Outcome {
    debian::ensure(&[&debian::CHROMIUM])?;
    command.env(debian::CHROMIUM.variable(), debian::CHROMIUM.path());
    Ok(())
}
