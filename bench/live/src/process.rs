//! The server's process: started on a port that is free, watched, killed.

use std::cell::Cell;
use std::net::TcpListener;
use std::process::Stdio;
use std::rc::Rc;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use crate::Outcome;

/// Between two looks at its memory.
const WATCHED_EVERY: Duration = Duration::from_millis(100);
/// Longest start.
const START: Duration = Duration::from_secs(60);

/// A running server. It ends with this value.
pub struct Server {
    process: Child,
    number: u32,
    /// Where it listens.
    pub port: u16,
}

impl Server {
    /// Starts it and waits until it answers.
    pub async fn start(command: &[String], port: u16) -> Outcome<Self> {
        let words: Vec<String> = command.iter().map(|word| word.replace("{port}", &port.to_string())).collect();
        let (program, arguments) = words.split_first().ok_or("no program")?;
        // What it prints is not for the line of JSON; the log of a good run is empty.
        let mut serve = Command::new(program);
        serve.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).kill_on_drop(true);
        let mut process = serve.spawn().map_err(|reason| format!("{program}: {reason}"))?;
        let began = tokio::time::Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            if let Some(status) = process.try_wait()? {
                return Err(format!("{program} ended at once ({status})").into());
            }
            if began.elapsed() > START {
                return Err(format!("{program} does not answer").into());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let number = process.id().ok_or("the server has ended")?;
        Ok(Self { process, number, port })
    }

    /// SIGKILL.
    pub async fn kill(mut self) -> Outcome {
        Ok(self.process.kill().await?)
    }

    /// Its memory now, in MB.
    pub fn resident(&self) -> Outcome<f64> {
        resident(self.number)
    }

    /// Seconds of the processor that it has used.
    pub fn seconds(&self) -> Outcome<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.number))?;
        let behind_name = stat.rsplit_once(')').ok_or("no state of the process")?.1;
        let ticks = behind_name.split_whitespace().skip(11).take(2).map(str::parse::<f64>);
        // Linux counts a hundred to the second, whatever the machine.
        Ok(ticks.sum::<Result<f64, _>>()? / 100.0)
    }

    /// Watches its memory until the watch is stopped.
    pub fn watch(&self) -> Watch {
        let most = Rc::new(Cell::new(0.0_f64));
        let (number, seen) = (self.number, Rc::clone(&most));
        let task = tokio::task::spawn_local(async move {
            loop {
                if let Ok(now) = resident(number) {
                    seen.set(seen.get().max(now));
                }
                tokio::time::sleep(WATCHED_EVERY).await;
            }
        });
        Watch { most, task }
    }
}

/// The most memory that was seen.
pub struct Watch {
    most: Rc<Cell<f64>>,
    task: tokio::task::JoinHandle<()>,
}

impl Watch {
    /// Stops, and tells it in MB.
    pub fn stop(self) -> f64 {
        self.task.abort();
        self.most.get()
    }
}

/// A port that nobody listens on.
pub fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn resident(number: u32) -> Outcome<f64> {
    let status = std::fs::read_to_string(format!("/proc/{number}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kb: f64 = line.and_then(|line| line.trim().strip_suffix(" kB")).ok_or("the server has ended")?.parse()?;
    Ok(kb / 1024.0)
}
