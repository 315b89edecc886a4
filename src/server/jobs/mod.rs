//! What a server does by itself, beside its requests: looks which reminders are due, tells them, hands mails over.
//!
//! A round knows the database and a clock: several servers may go round at once, and tests bring their own time. Knows
//! no request and no page.

mod deliver;
mod follow_ups;
mod plan;
mod plan_starts;
mod section_dues;
mod sweep;

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::FutureExt;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::domain::instant::{DAY, HOUR, Instant};
use crate::server::failure::Failure;
use crate::server::mail::Post;
use crate::server::store::{Store, outbox, withdrawals};

pub use deliver::LEASE;
pub use plan_starts::PlanRules;

/// How long what was told is kept.
const KEPT: i64 = 400 * DAY;
/// How long the end of the server waits for a letter under way.
const LAST_LETTER: Duration = Duration::from_secs(10);

/// Who goes round.
pub struct Clerk {
    store: Store,
    post: Option<Post>,
    /// Name of this run of this server, under which it takes leases.
    node: String,
    base_url: String,
    rules: PlanRules,
    plans_reckoned: plan_starts::LastTime,
    rows_counted: AtomicI64,
    /// Read before each letter: a lease is counted from when it is taken, however long the round lasts.
    clock: Box<dyn Fn() -> Instant + Send + Sync>,
    is_stopping: AtomicBool,
    stopped: Notify,
}

impl fmt::Debug for Clerk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Clerk").field("node", &self.node).field("post", &self.post).finish_non_exhaustive()
    }
}

impl Clerk {
    /// A clerk of a server that is reached under `base_url` and reckons plans by its rules; without a post nothing is
    /// mailed.
    #[must_use]
    pub fn new(
        store: Store,
        post: Option<Post>,
        base_url: &str,
        rules: PlanRules,
        clock: impl Fn() -> Instant + Send + Sync + 'static,
    ) -> Self {
        Self {
            store,
            post,
            node: uuid::Uuid::now_v7().simple().to_string(),
            base_url: base_url.trim_end_matches('/').to_owned(),
            rules,
            plans_reckoned: plan_starts::LastTime::default(),
            rows_counted: AtomicI64::new(0),
            clock: Box::new(clock),
            is_stopping: AtomicBool::new(false),
            stopped: Notify::new(),
        }
    }

    fn now(&self) -> Instant {
        (self.clock)()
    }

    fn is_stopping(&self) -> bool {
        self.is_stopping.load(Ordering::Acquire)
    }

    /// One round: what is not true any more is withdrawn, what is due is told, mails are handed over.
    ///
    /// # Errors
    /// Faults of the database; what was done until then stays.
    pub async fn round(&self) -> Result<(), Failure> {
        let now = self.now();
        let mut tx = self.store.begin_write().await?;
        withdrawals::withdrawal_make(&mut tx, None, now).await?;
        outbox::outbox_sweep(&mut tx, now.plus(-DAY), now.plus(-KEPT)).await?;
        tx.commit().await?;
        // What one kind of message fails at holds up no other kind, nor the mails.
        let told = [
            sweep::remind(&self.store, now).await,
            follow_ups::remind(&self.store, now).await,
            section_dues::remind(&self.store, now).await,
            plan_starts::remind(&self.store, self.post.as_ref(), &self.rules, &self.plans_reckoned, now).await,
        ];
        sweep::plan_new(&self.store, now).await?;
        deliver::deliver(self).await?;
        let counted = self.count_rows(now).await;
        told.into_iter().chain([counted]).collect()
    }

    /// Tables grow while a server runs: they are counted anew every hour.
    async fn count_rows(&self, now: Instant) -> Result<(), Failure> {
        if now.0 - self.rows_counted.load(Ordering::Acquire) >= HOUR {
            self.store.count_rows().await?;
            self.rows_counted.store(now.0, Ordering::Release);
        }
        Ok(())
    }

    async fn go_round(&self, every: Duration) {
        while !self.is_stopping() {
            // A panic ends one round and not the going round.
            match AssertUnwindSafe(self.round()).catch_unwind().await {
                Ok(Ok(())) => {}
                Ok(Err(failure)) => tracing::error!("reminders could not be looked through: {failure}"),
                Err(_) => tracing::error!("a round of reminders broke off"),
            }
            let _ = tokio::time::timeout(every, self.stopped.notified()).await;
        }
    }
}

/// The task that goes round.
#[derive(Debug, Default)]
pub struct Jobs(Mutex<Option<(Arc<Clerk>, JoinHandle<()>)>>);

impl Jobs {
    /// Begins to go round; once.
    #[expect(clippy::disallowed_methods, reason = "`stop` ends the task and waits for it")]
    pub fn start(&self, clerk: Clerk, every: Duration) {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if running.is_none() {
            let clerk = Arc::new(clerk);
            let own = Arc::clone(&clerk);
            let task = tokio::spawn(async move { own.go_round(every).await });
            *running = Some((clerk, task));
        }
    }

    /// Ends going round; a letter under way is finished first, if that does not last.
    pub async fn stop(&self) {
        let running = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some((clerk, mut task)) = running else { return };
        clerk.is_stopping.store(true, Ordering::Release);
        clerk.stopped.notify_one();
        if tokio::time::timeout(LAST_LETTER, &mut task).await.is_err() {
            task.abort();
        }
    }
}
