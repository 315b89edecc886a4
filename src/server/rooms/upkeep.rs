//! Keeps what runs beside the requests running: what breaks off is begun again, for as long as the server lives.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;

/// Before something that broke off is begun again.
const PAUSE: Duration = Duration::from_secs(1);

/// Runs what `begin` gives until it ends by itself. When it panics, `mourn` puts right what it held, and it is begun
/// again.
pub async fn kept_up<F>(name: &'static str, begin: impl Fn() -> F, mourn: impl Fn())
where
    F: Future<Output = ()>,
{
    while AssertUnwindSafe(begin()).catch_unwind().await.is_err() {
        tracing::error!("the {name} of live texts broke off and is begun again");
        mourn();
        tokio::time::sleep(PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn what_breaks_off_is_begun_again_after_its_harm_is_put_right() {
        let (begun, mourned) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let begin = || async {
            assert!(begun.fetch_add(1, Ordering::Relaxed) == 2, "breaks off twice");
        };
        kept_up("trial", begin, || {
            mourned.fetch_add(1, Ordering::Relaxed);
        })
        .await;
        assert_eq!((begun.into_inner(), mourned.into_inner()), (3, 2));
    }
}
