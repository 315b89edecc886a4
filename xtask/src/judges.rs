//! The programs that judge what Musubi makes, and the environment variables by which the tests find them.

use std::process::Command;

use crate::{debian, npm, paths, problem::Outcome, python};

/// Installs the judges of documents; returns the variables that name their programs.
pub fn of_documents() -> Outcome<Vec<(&'static str, std::ffi::OsString)>> {
    let needs = [&debian::OFFICE, &debian::PDF_TEXT, &debian::FONT_CONFIG, &debian::FONT_IPA, &debian::FONT_NOTO];
    debian::ensure(&needs)?;
    let node = npm::tools()?.join("node_modules/.bin/ooxml-validator");
    let python = python::environment("venv", &paths::root().join("xtask/python/requirements.txt"))?;
    Ok(vec![
        (debian::OFFICE.variable(), debian::OFFICE.path().into()),
        (debian::PDF_TEXT.variable(), debian::PDF_TEXT.path().into()),
        ("MUSUBI_TEST_OOXML_VALIDATOR", node.into()),
        ("MUSUBI_TEST_OPENXML_AUDIT", python.join("openxml-audit").into()),
        // For the mail server that tests write to.
        ("MUSUBI_TEST_PYTHON", python.join("python").into()),
    ])
}

/// Chromium for journeys; returns the variable that names it.
pub fn of_pages(command: &mut Command) -> Outcome {
    debian::ensure(&[&debian::CHROMIUM])?;
    command.env(debian::CHROMIUM.variable(), debian::CHROMIUM.path());
    Ok(())
}
