//! What a first visit has to fetch, compressed, against the limits that the product promises; and what a section's
//! page fetches beside it.

use std::{fs, path::Path};

use crate::problem::{Explain, Outcome, Problem};

const WASM_LIMIT: u64 = 400_000;
const FIRST_PAGE_LIMIT: u64 = 500_000;
const EDITOR: &str = "editor.js";
const EDITOR_LIMIT: u64 = 130_000;

/// Sizes of the files of a first page in bytes.
pub struct Payload {
    files: Vec<(&'static str, u64, u64)>,
    /// The module of a section's page, as it is and compressed.
    editor: (u64, u64),
    /// A script of the first page names the editor: it would fetch it.
    is_fetched_early: bool,
}

impl Payload {
    /// Reads the sizes of a built site.
    pub fn of(site: &Path) -> Outcome<Self> {
        let size = |name: &str| {
            let path = site.join("pkg").join(name);
            fs::metadata(&path).map(|file| file.len()).explain(path.display())
        };
        let files = ["musubi.wasm", "musubi.js", "musubi.css"];
        let sizes = files.map(|name| Ok((name, size(name)?, size(&format!("{name}.br"))?)));
        let script = site.join("pkg/musubi.js");
        let is_fetched_early = fs::read_to_string(&script).explain(script.display())?.contains(EDITOR);
        let editor = (size(EDITOR)?, size(&format!("{EDITOR}.br"))?);
        Ok(Self { files: sizes.into_iter().collect::<Outcome<_>>()?, editor, is_fetched_early })
    }

    pub fn print(&self) {
        println!("    {:<16}{:>12}{:>12}", "first page", "bytes", "brotli");
        for (name, plain, compressed) in &self.files {
            println!("    {name:<16}{plain:>12}{compressed:>12}");
        }
        println!("    {:<16}{:>12}{:>12}", "together", "", self.together());
        println!("    {:<16}{:>12}{:>12}", EDITOR, self.editor.0, self.editor.1);
    }

    /// An error when a limit is passed.
    pub fn check(&self) -> Outcome {
        let wasm = self.files.iter().filter(|file| file.0.ends_with(".wasm")).map(|file| file.2).sum();
        within("the browser half", wasm, WASM_LIMIT)?;
        within("the first page", self.together(), FIRST_PAGE_LIMIT)?;
        within("the editor", self.editor.1, EDITOR_LIMIT)?;
        match self.is_fetched_early {
            false => Ok(()),
            true => Err(Problem::new(format!("the script of the first page names {EDITOR}"))),
        }
    }

    fn together(&self) -> u64 {
        self.files.iter().map(|file| file.2).sum()
    }
}

fn within(what: &str, size: u64, limit: u64) -> Outcome {
    match size < limit {
        true => Ok(()),
        false => Err(Problem::new(format!("{what} is {size} bytes in brotli; it must stay under {limit}"))),
    }
}
