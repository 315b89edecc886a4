//! Binds the address and runs until the process is told to stop. Tests use the same path.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::serve::ListenerExt;
use tokio::net::TcpListener;

use crate::server::clock;
use crate::server::failure::Failure;
use crate::server::jobs::Clerk;
use crate::server::router;
use crate::server::state::State;

/// A bound server that does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    addr: SocketAddr,
    state: State,
}

/// Takes the address.
///
/// # Errors
/// When it is in use or not ours.
pub async fn bind(state: State) -> Result<Server, Failure> {
    let listener = TcpListener::bind(state.settings.addr)
        .await
        .map_err(|error| Failure::fault(format!("cannot listen on {}: {error}", state.settings.addr)))?;
    let addr = listener.local_addr()?;
    Ok(Server { listener, addr, state })
}

impl Server {
    /// Where it listens.
    #[must_use]
    pub const fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The address to open in a browser.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.state.settings.public_url.clone().unwrap_or_else(|| format!("http://{}", self.addr))
    }

    /// What every request shares.
    #[must_use]
    pub fn state(&self) -> State {
        Arc::clone(&self.state)
    }

    /// Answers until Ctrl-C or SIGTERM; requests under way are finished.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn run_until_stopped(self) -> Result<(), Failure> {
        self.state.rooms.start();
        if let Some(every) = self.state.settings.round {
            let (store, post) = (self.state.store.clone(), self.state.post.clone());
            let rules = self.state.plan_rules();
            self.state.jobs.start(Clerk::new(store, post, &self.base_url(), rules, clock::now), every);
        }
        let app = router::build(&self.state).into_make_service_with_connect_info::<SocketAddr>();
        // Waiting to fill a packet up would hold every key back by 40 ms.
        let listener = self.listener.tap_io(|connection| {
            if let Err(error) = connection.set_nodelay(true) {
                tracing::debug!("a connection keeps its delay: {error}");
            }
        });
        axum::serve(listener, app).with_graceful_shutdown(stopped()).await?;
        self.state.jobs.stop().await;
        self.state.rooms.shut_down(clock::now()).await;
        self.state.store.close().await;
        Ok(())
    }
}

async fn stopped() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}
