//! The binary: the server and the command line, on the same services as the pages.
//!
//! Exit code 0, 1 for findings (or a failure), 2 for wrong use.

use std::process::ExitCode;

mod command;

fn main() -> ExitCode {
    command::run()
}
