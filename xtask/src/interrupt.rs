//! Ctrl-C and termination: passed on once to the children's process groups, then killed on the second time.
//! Ending PostgreSQL is not done here but where its cluster is dropped, on the way out.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use nix::{
    sys::signal::{Signal, killpg},
    unistd::Pid,
};

use crate::problem::{Explain, Outcome, Problem};

static TIMES: AtomicUsize = AtomicUsize::new(0);
static GROUPS: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// Starts to listen; called once, by `main`.
pub fn listen() -> Outcome {
    ctrlc::set_handler(|| {
        let signal = match TIMES.fetch_add(1, Ordering::SeqCst) {
            0 => Signal::SIGINT,
            _ => Signal::SIGKILL,
        };
        for group in GROUPS.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            send(*group, signal);
        }
    })
    .explain("Ctrl-C cannot be handled")
}

/// An error once the person has asked to stop.
pub fn check() -> Outcome {
    match TIMES.load(Ordering::SeqCst) {
        0 => Ok(()),
        _ => Err(Problem::new("stopped on request")),
    }
}

/// While this lives, an interruption reaches the process group.
pub struct Forwarding(u32);

impl Forwarding {
    pub fn to_group(group: u32) -> Self {
        GROUPS.lock().unwrap_or_else(PoisonError::into_inner).push(group);
        Self(group)
    }
}

impl Drop for Forwarding {
    fn drop(&mut self) {
        GROUPS.lock().unwrap_or_else(PoisonError::into_inner).retain(|group| *group != self.0);
    }
}

/// Signals a process group that xtask made; one that has ended already is no problem.
pub fn send(group: u32, signal: Signal) {
    if let Ok(group) = i32::try_from(group) {
        killpg(Pid::from_raw(group), signal).unwrap_or_default();
    }
}
