//! What a command prints.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write};

/// Prints a line as `println!` does, which would panic once nobody reads any more.
macro_rules! tell {
    ($($words:tt)*) => { $crate::command::telling::line(format_args!($($words)*)) };
}

/// Prints a line.
pub(super) fn line(words: Arguments<'_>) {
    settle(writeln!(std::io::stdout().lock(), "{words}"));
}

/// Prints a file as it is.
pub(super) fn file(bytes: &[u8]) {
    settle(std::io::stdout().lock().write_all(bytes));
}

/// Whoever closed the pipe, such as `head`, has read enough, and the work goes on without them; where nothing can be
/// written for another reason, such as a full disk, the program ends and says so.
fn settle(written: std::io::Result<()>) {
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("musubi: {error}");
            std::process::exit(1);
        }
        _ => {}
    }
}
