//! The browser half: compiled for browsers, bound by wasm-bindgen, made small by wasm-opt.
//! It is built one way only; debug and release servers serve the same files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use wasm_bindgen_cli_support::Bindgen;

use crate::{
    command,
    compiler::{self, Compiler, TARGET},
    fingerprint::{Fingerprint, Stamp},
    npm, paths,
    problem::{Explain, Outcome},
    progress,
};

const PROFILE: &str = "wasm-release";
const NAME: &str = "musubi";

/// What Rust compiles into by default, which wasm-opt has to be told.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The folder with `musubi.js` and `musubi.wasm`, made anew only when something that they come from changed.
pub fn build() -> Outcome<PathBuf> {
    let output = paths::target().join("browser/pkg");
    let stamp = Stamp::at(paths::target().join("browser/pkg.stamp"));
    let compiler = compiler::find()?;
    let version = compiler.version()?;
    if stamp.is(&inputs(&version)) {
        return Ok(output);
    }
    stamp.clear();
    progress::step("Browser half: compile", || compile(&compiler))?;
    progress::step("Browser half: bind", || bind(&output))?;
    progress::step("Browser half: make small", || shrink(&output.join("musubi_bg.wasm")))?;
    // leptos asks for it without the ending that wasm-bindgen gives.
    let (bound, asked_for) = (output.join("musubi_bg.wasm"), output.join("musubi.wasm"));
    fs::rename(&bound, &asked_for).explain(format!("{} cannot be renamed", bound.display()))?;
    stamp.set(&inputs(&version))?;
    Ok(output)
}

fn compiled(extension: &str) -> PathBuf {
    paths::target().join("wasm").join(TARGET).join(PROFILE).join(NAME).with_extension(extension)
}

/// The manifests and the very source files that the compiler said it read last time: a change in the server's own
/// files is none for the browser. A new file cannot appear without a change in one that names it.
fn inputs(compiler_version: &str) -> String {
    let mut inputs = Fingerprint::default();
    inputs.text(compiler_version);
    for name in
        ["Cargo.toml", "Cargo.lock", ".cargo/config.toml", "xtask/npm/package-lock.json", "xtask/src/browser.rs"]
    {
        inputs.file(&paths::root().join(name));
    }
    let sources = fs::read_to_string(compiled("d")).unwrap_or_default();
    for path in dependencies(&sources) {
        inputs.file(&paths::root().join(path));
    }
    inputs.finish()
}

/// The paths in a make rule; spaces within them are escaped by a backslash.
fn dependencies(rule: &str) -> Vec<String> {
    let files = rule.lines().next().and_then(|line| line.split_once(": ")).map_or("", |(_, files)| files);
    files.replace("\\ ", "\0").split_whitespace().map(|path| path.replace('\0', " ")).collect()
}

/// The crate type is asked for here alone: named in the manifest, the server's library would be linked as one too, and
/// could not begin to compile before the last of its dependencies is ready.
fn compile(compiler: &Compiler) -> Outcome {
    let mut cargo = compiler.cargo();
    cargo.args(["rustc", "--locked", "--package", NAME, "--lib", "--crate-type", "cdylib"]);
    cargo.args(["--no-default-features", "--features", "hydrate"]);
    cargo.args(["--target", TARGET, "--profile", PROFILE, "--target-dir"]).arg(paths::target().join("wasm"));
    command::run(&mut cargo)
}

fn bind(output: &Path) -> Outcome {
    if output.exists() {
        fs::remove_dir_all(output).explain(output.display())?;
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled("wasm")).out_name(NAME).typescript(false).remove_name_section(true);
    bindgen.remove_producers_section(true).web(true).explain("wasm-bindgen")?;
    bindgen.generate(output).explain("wasm-bindgen")
}

fn shrink(wasm: &Path) -> Outcome {
    let wasm_opt = npm::tools()?.join("node_modules/binaryen/bin/wasm-opt");
    let small = wasm.with_extension("small");
    let mut program = npm::node();
    program.arg(wasm_opt).args(["-Oz", "--strip-debug", "--strip-producers"]).args(WASM_FEATURES);
    command::run(program.arg(wasm).arg("--output").arg(&small))?;
    fs::rename(&small, wasm).explain(wasm.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_with_spaces_in_a_path_is_read() {
        let rule = "/t/musubi.wasm: /r/src/lib.rs /r/my\\ files/a.rs\n\n/r/src/lib.rs:\n";
        assert_eq!(dependencies(rule), ["/r/src/lib.rs", "/r/my files/a.rs"]);
    }
}
