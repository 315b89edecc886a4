//! All windows together: opened, set to write, waited for, and compared with one that opens the text afresh.

use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::JoinHandle;

use crate::Outcome;
use crate::replica::identity;
use crate::window::{Board, Tally, Window, milliseconds};
use crate::wire::Place;

/// Windows that open at the same moment.
const OPENING_AT_ONCE: usize = 16;
/// Longest wait for everything to have arrived everywhere.
const QUIET: Duration = Duration::from_secs(20);

/// What the windows do.
#[derive(Clone, Copy)]
enum Phase {
    Reading,
    Writing(Pace),
    Over,
}

/// How fast and how long each writes.
#[derive(Clone, Copy)]
pub struct Pace {
    /// When the first edits are due.
    pub start: Instant,
    /// Edits a second.
    pub rate: f64,
    /// How many each makes.
    pub edits: usize,
}

/// Windows and what they share.
pub struct Crowd {
    /// What was measured.
    pub tally: Rc<Tally>,
    windows: Vec<Window>,
}

/// The crowd at work.
pub struct Session {
    phase: watch::Sender<Phase>,
    told: mpsc::UnboundedReceiver<()>,
    tasks: Vec<JoinHandle<(Window, Outcome)>>,
    tally: Rc<Tally>,
}

impl Crowd {
    /// So many windows, spread over so many texts.
    pub fn new(clients: usize, texts: usize, place: impl Fn(usize, usize) -> Outcome<Place>) -> Outcome<Self> {
        let tally = Rc::<Tally>::default();
        let boards: Vec<Rc<Board>> = (0..texts).map(|_| Rc::default()).collect();
        let window = |name: usize| {
            let text = name % texts;
            let board = boards.get(text).ok_or("no such text")?;
            board.windows.set(board.windows.get() + 1);
            Ok(Window::new(name, text, place(text, name / texts)?, Rc::clone(board), Rc::clone(&tally)))
        };
        let windows = (0..clients).map(window).collect::<Outcome<Vec<Window>>>()?;
        Ok(Self { tally, windows })
    }

    /// Connects all of them; returns when every one has its text and a paragraph to write into.
    pub async fn open(self, port: u16) -> Outcome<Session> {
        let (phase, _) = watch::channel(Phase::Reading);
        let (tell, mut told) = mpsc::unbounded_channel();
        let gate = Rc::new(Semaphore::new(OPENING_AT_ONCE));
        let count = self.windows.len();
        let tasks = self.windows.into_iter().map(|mut window| {
            let (phase, tell, gate) = (phase.subscribe(), tell.clone(), Rc::clone(&gate));
            let tally = Rc::clone(&self.tally);
            tokio::task::spawn_local(async move {
                let outcome = attend(&mut window, port, phase, &tell, &gate, &tally).await;
                (window, outcome)
            })
        });
        let tasks: Vec<_> = tasks.collect();
        drop(tell);
        for _ in 0..count {
            told.recv().await.ok_or("a window could not open its text")?;
        }
        Ok(Session { phase, told, tasks, tally: self.tally })
    }

    /// Edits that should be in the texts as the server gives them out, and are not; windows whose copy is another.
    pub async fn compare(
        &self,
        port: u16,
        place: impl Fn(usize) -> Outcome<Place>,
        is_acknowledging: bool,
    ) -> Outcome<Compared> {
        let mut compared = Compared::default();
        let texts = self.windows.iter().map(|window| window.text + 1).max().unwrap_or(0);
        for text in 0..texts {
            let mut fresh = Window::new(usize::MAX, text, place(text)?, Rc::default(), Rc::default());
            fresh.open(port).await?;
            fresh.close();
            let (edits, print) = (fresh.copy.edits(), fresh.copy.print());
            for window in self.windows.iter().filter(|window| window.text == text) {
                let kept = edits.get(&identity(window.name));
                let promised = if is_acknowledging { window.acknowledged } else { window.copy.made };
                let is_lost = |number: &usize| !kept.is_some_and(|kept| kept.contains(number));
                compared.lost += (0..promised).filter(is_lost).count();
                compared.promised += promised;
                compared.diverged += usize::from(window.copy.print() != print);
            }
        }
        Ok(compared)
    }
}

/// What came of comparing.
#[derive(Default, Clone, Copy)]
pub struct Compared {
    /// Edits that should be there.
    pub promised: usize,
    /// Those that are not.
    pub lost: usize,
    /// Windows whose copy differs.
    pub diverged: usize,
}

impl Session {
    /// Sets all to write.
    pub fn write(&self, pace: Pace) {
        self.phase.send_replace(Phase::Writing(pace));
    }

    /// Waits until each has made its edits.
    pub async fn written(&mut self) -> Outcome {
        for _ in 0..self.tasks.len() {
            self.told.recv().await.ok_or("a window was cut off")?;
        }
        Ok(())
    }

    /// Waits until everything has arrived everywhere, or will not.
    pub async fn quiet(&self, is_acknowledging: bool) {
        let began = Instant::now();
        let is_waiting = || self.tally.unseen.get() > 0 || (is_acknowledging && self.tally.unacknowledged.get() > 0);
        while is_waiting() && began.elapsed() < QUIET {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        if is_waiting() {
            let (unseen, unacknowledged) = (self.tally.unseen.get(), self.tally.unacknowledged.get());
            eprintln!("bench-live: after {QUIET:?} {unseen} edits are not seen, {unacknowledged} not acknowledged");
        }
        // What should not come, such as an edit told twice, still may.
        tokio::time::sleep(Duration::from_millis(300)).await;
    }

    /// Ends the session, and tells how many were cut off before.
    pub async fn close(self) -> Outcome<(Crowd, usize)> {
        self.phase.send_replace(Phase::Over);
        let (mut windows, mut cut_off) = (Vec::new(), Vec::new());
        for task in self.tasks {
            let (mut window, outcome) = task.await?;
            window.close();
            cut_off.extend(outcome.err());
            windows.push(window);
        }
        Ok((Crowd { tally: self.tally, windows }, cut_off.len()))
    }
}

/// What a window does from opening its text to the end. An error is a line that was cut off.
async fn attend(
    window: &mut Window,
    port: u16,
    mut phase: watch::Receiver<Phase>,
    tell: &mpsc::UnboundedSender<()>,
    gate: &Semaphore,
    tally: &Tally,
) -> Outcome {
    let permit = gate.acquire().await?;
    let opened =
        window.open(port).await.inspect_err(|problem| eprintln!("bench-live: window {}: {problem}", window.name));
    opened?;
    if !window.copy.is_planted() {
        window.plant().await?;
    }
    drop(permit);
    tell.send(())?;
    let mut pace: Option<Pace> = None;
    let mut made = 0;
    loop {
        let due = pace.filter(|pace| made < pace.edits).map(|pace| due(&pace, window.name, made));
        tokio::select! {
            received = window.receive() => received?,
            () = until(due), if due.is_some() => {
                if let Some(due) = due {
                    tally.late.borrow_mut().push(milliseconds(due, Instant::now()));
                }
                window.write(true).await?;
                made += 1;
                if pace.is_some_and(|pace| made == pace.edits) {
                    tell.send(())?;
                }
            }
            changed = phase.changed() => {
                changed?;
                match *phase.borrow_and_update() {
                    Phase::Reading => {}
                    Phase::Writing(asked) => pace = Some(asked),
                    Phase::Over => return Ok(()),
                }
            }
        }
    }
}

/// Evenly spaced, and the windows not all at the same moment.
fn due(pace: &Pace, name: usize, made: usize) -> Instant {
    const GOLDEN: f64 = 0.618_033_988_749_895;
    let offset = (name as f64 * GOLDEN).fract();
    pace.start + Duration::from_secs_f64((made as f64 + offset) / pace.rate)
}

async fn until(due: Option<Instant>) {
    if let Some(due) = due {
        tokio::time::sleep_until(due.into()).await;
    }
}
