//! The style sheet: the files that `style/main.css` imports, put into its place one after the other.

use std::{fs, path::Path};

use crate::problem::{Explain, Outcome, Problem};

/// The sheet with its imports resolved, also those of imported sheets.
pub fn sheet(path: &Path) -> Outcome<String> {
    inline(path, 0)
}

fn inline(path: &Path, depth: u8) -> Outcome<String> {
    if depth > 8 {
        return Err(Problem::new(format!("{}: sheets import each other in a circle", path.display())));
    }
    let text = fs::read_to_string(path).explain(path.display())?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut sheet = String::with_capacity(text.len());
    for line in text.lines() {
        match imported(line) {
            Some(name) => sheet.push_str(&inline(&folder.join(name), depth + 1)?),
            None => {
                sheet.push_str(line);
                sheet.push('\n');
            }
        }
    }
    Ok(sheet)
}

/// The file named by a whole line `@import "x.css";`, which is the only form in use.
fn imported(line: &str) -> Option<&str> {
    line.trim().strip_prefix("@import \"")?.strip_suffix("\";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_import_line_is_replaced() {
        assert_eq!(imported("@import \"kit/button.css\";"), Some("kit/button.css"));
        assert_eq!(imported("/* @import \"no.css\"; */"), None);
    }
}
