//! Reads a source file far enough to judge it: code, text literals and paths, line by line.
//!
//! No parser of the language: strings and comments are told apart from code, groups in `use` are spelt out.

use std::path::{Path, PathBuf};

/// One file of `src`.
pub struct Source {
    /// Path below `src`, with slashes.
    pub path: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// One line of a file.
#[derive(Default)]
pub struct Line {
    /// The line as it stands.
    pub raw: String,
    /// The line without comments and with empty literals.
    pub code: String,
    /// The text literals that begin on it.
    pub literals: Vec<String>,
    /// Whether it belongs to a test.
    pub is_test: bool,
}

/// A path that a line names, `crate::server::store::bids` or `sqlx::Error`, with its line's number.
pub struct Named {
    /// The line, from 1.
    pub line: usize,
    /// The path, whole: `super` and groups are resolved.
    pub path: String,
}

impl Source {
    /// Every file of `src` that is compiled.
    pub fn all() -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        walk(&root, &mut files);
        files.sort();
        files
            .iter()
            .map(|file| {
                let path = file.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                Self::read(path, &std::fs::read_to_string(file).unwrap())
            })
            .collect()
    }

    /// Reads a text as a file.
    pub fn read(path: String, text: &str) -> Self {
        let mut lines = split(text);
        mark_tests(&path, &mut lines);
        Self { path, lines }
    }

    /// The module that the file is: `server::store::bids`.
    pub fn module(&self) -> String {
        let path = self.path.trim_end_matches(".rs");
        let path = path.trim_end_matches("/mod");
        let path = if path == "lib" || path == "main" { "" } else { path };
        path.replace('/', "::")
    }

    /// Paths that the file's own code names, tests left out.
    pub fn named(&self) -> Vec<Named> {
        let mut text = String::new();
        let mut starts = Vec::new();
        for line in &self.lines {
            starts.push(text.len());
            if !line.is_test {
                text.push_str(&line.code);
            }
            text.push('\n');
        }
        let mut found = Vec::new();
        for at in path_starts(&text) {
            let line = starts.partition_point(|start| *start <= at);
            for path in spelt_out(&text[at..], "") {
                found.push(Named { line, path: self.resolved(&path) });
            }
        }
        found
    }

    fn resolved(&self, path: &str) -> String {
        let mut module: Vec<String> = self.module().split("::").map(str::to_owned).collect();
        let mut rest = path;
        let mut is_relative = false;
        while let Some(shorter) = rest.strip_prefix("super::") {
            module.pop();
            rest = shorter;
            is_relative = true;
        }
        if is_relative { format!("crate::{}::{rest}", module.join("::")) } else { path.to_owned() }
    }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// Where paths with `::` begin, outside longer words.
fn path_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let mut starts = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !is_word(bytes[at]) {
            at += 1;
            continue;
        }
        let end = (at..bytes.len()).find(|place| !is_word(bytes[*place])).unwrap_or(bytes.len());
        let follows_path = at >= 2 && &bytes[at - 2..at] == b"::";
        if text[end..].starts_with("::") && !follows_path && bytes[at].is_ascii_lowercase() {
            starts.push(at);
        }
        at = end;
    }
    starts
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`.
fn spelt_out(text: &str, before: &str) -> Vec<String> {
    let word: String = text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let path = if before.is_empty() { word.clone() } else { format!("{before}::{word}") };
    let rest = &text[word.len()..];
    let Some(next) = rest.strip_prefix("::") else { return vec![path] };
    let Some(group) = next.strip_prefix('{') else {
        return if next.starts_with(|c: char| c.is_ascii_alphabetic()) { spelt_out(next, &path) } else { vec![path] };
    };
    members(group)
        .into_iter()
        .flat_map(|member| match member {
            "self" => vec![path.clone()],
            member => spelt_out(member, &path),
        })
        .collect()
}

/// The members of a group whose brace is open already.
fn members(group: &str) -> Vec<&str> {
    let mut depth = 0;
    let mut from = 0;
    let mut members = Vec::new();
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => {
                members.push(&group[from..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                members.push(&group[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    members.into_iter().map(str::trim).filter(|member| !member.is_empty()).collect()
}

/// A whole test file, or what follows `#[cfg(test)]`: tests stand at the foot.
fn mark_tests(path: &str, lines: &mut [Line]) {
    let is_test_file = path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs");
    let mut is_foot = false;
    let mut is_next = false;
    for line in lines {
        if line.code.trim() == "#[cfg(test)]" {
            is_next = true;
        } else if is_next && !line.code.trim().starts_with("#[") {
            is_foot = line.code.contains("mod ") && line.code.contains('{');
            line.is_test = true;
            is_next = false;
        }
        line.is_test |= is_test_file || is_foot || is_next;
    }
}

fn split(text: &str) -> Vec<Line> {
    let letters: Vec<char> = text.chars().collect();
    let mut lines = Vec::new();
    let mut line = Line::default();
    let mut at = 0;
    while at < letters.len() {
        let rest = &letters[at..];
        match rest {
            ['\n', ..] => {
                lines.push(std::mem::take(&mut line));
                at += 1;
            }
            ['/', '/', ..] => at += rest.iter().take_while(|letter| **letter != '\n').count(),
            ['\'', '\\', ..] => at += 3 + rest[3..].iter().take_while(|letter| **letter != '\'').count(),
            ['\'', _, '\'', ..] => at += 3,
            _ => match literal(rest, line.code.chars().last()) {
                Some((content, length)) => {
                    line.code.push_str("\"\"");
                    line.literals.push(content);
                    for _ in rest[..length].iter().filter(|letter| **letter == '\n') {
                        lines.push(std::mem::take(&mut line));
                    }
                    at += length;
                }
                None => {
                    line.code.push(rest[0]);
                    at += 1;
                }
            },
        }
    }
    lines.push(line);
    for (line, raw) in lines.iter_mut().zip(text.split('\n')) {
        raw.clone_into(&mut line.raw);
    }
    lines
}

/// The content of the text literal that begins here, and its length with its marks.
fn literal(rest: &[char], before: Option<char>) -> Option<(String, usize)> {
    let is_word = before.is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    match rest {
        ['"', ..] => {
            let mut at = 1;
            while at < rest.len() && rest[at] != '"' {
                at += if rest[at] == '\\' { 2 } else { 1 };
            }
            let end = at.min(rest.len());
            Some((rest[1..end].iter().collect(), (end + 1).min(rest.len())))
        }
        ['r', '"' | '#', ..] if !is_word => {
            let marks = rest[1..].iter().take_while(|letter| **letter == '#').count();
            if rest.get(1 + marks) != Some(&'"') {
                return None;
            }
            let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', marks)).collect();
            let from = 2 + marks;
            let end = (from..rest.len()).find(|at| rest[*at..].starts_with(&close))?;
            Some((rest[from..end].iter().collect(), end + close.len()))
        }
        _ => None,
    }
}
