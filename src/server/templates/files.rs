//! The files themselves: those embedded in the binary, and those of an overlay folder laid over them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::TemplateProblem;

pub(super) static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Files larger than this are no templates.
const LARGEST_FILE: u64 = 1 << 20;
/// Deepest folder that is looked into: an overlay with a loop of links ends here.
const DEEPEST_FOLDER: usize = 8;

pub(super) fn collect_embedded(dir: &Dir<'_>, texts: &mut BTreeMap<String, String>) {
    for file in dir.files() {
        if let Some(text) = file.contents_utf8() {
            texts.insert(file.path().to_string_lossy().replace('\\', "/"), text.to_owned());
        }
    }
    for below in dir.dirs() {
        collect_embedded(below, texts);
    }
}

pub(super) fn collect_overlay(
    root: &Path,
    dir: &Path,
    depth: usize,
    texts: &mut BTreeMap<String, String>,
) -> Result<(), TemplateProblem> {
    if depth > DEEPEST_FOLDER {
        return Ok(());
    }
    for path in sorted_entries(dir)? {
        if path.is_dir() {
            collect_overlay(root, &path, depth + 1, texts)?;
            continue;
        }
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let size = path.metadata().map_err(|error| TemplateProblem::new(&name, 0, error.to_string()))?.len();
        if size > LARGEST_FILE {
            return Err(TemplateProblem::new(&name, 0, "larger than 1 MB"));
        }
        let bytes = std::fs::read(&path).map_err(|error| TemplateProblem::new(&name, 0, error.to_string()))?;
        if let Ok(text) = String::from_utf8(bytes) {
            texts.insert(name, text.trim_start_matches('\u{FEFF}').to_owned());
        } else if name.ends_with(".toml") {
            return Err(TemplateProblem::new(&name, 0, "not UTF-8"));
        }
    }
    Ok(())
}

fn sorted_entries(dir: &Path) -> Result<Vec<PathBuf>, TemplateProblem> {
    let problem = |error: std::io::Error| TemplateProblem::new(&dir.to_string_lossy(), 0, error.to_string());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(problem)? {
        paths.push(entry.map_err(problem)?.path());
    }
    paths.sort();
    Ok(paths)
}
