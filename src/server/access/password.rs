//! Passwords: argon2id, at most two hashes at a time, on a blocking thread.

use std::sync::Arc;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use rand::TryRngCore;
use rand::rngs::OsRng;
use tokio::sync::Semaphore;

use crate::server::failure::Failure;

/// Memory per hash in KiB, passes and lanes (OWASP's first argon2id profile: 19 MiB, 2, 1).
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// A hash that no password has, so that an unknown address costs as much time as a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5aGFzdGhpc3BhcnQ$\
                      aW1wb3NzaWJsZWhhc2h0aGF0bm9wYXNzd29yZGhhcw";

/// Makes and checks password hashes.
#[derive(Debug, Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(2)) }
    }
}

impl Passwords {
    /// The hash of a new password.
    ///
    /// # Errors
    /// When the machine gives no randomness or the hash cannot be made.
    pub async fn hash(&self, password: String) -> Result<String, Failure> {
        self.run(move || {
            let mut bytes = [0_u8; 16];
            OsRng.try_fill_bytes(&mut bytes).map_err(|error| error.to_string())?;
            let salt = SaltString::encode_b64(&bytes).map_err(|error| error.to_string())?;
            let hash = argon()?
                .hash_password(password.as_bytes(), &salt)
                .map_err(|error| error.to_string())?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether a password fits a kept hash; without one it takes the same time and is false.
    ///
    /// # Errors
    /// When the hash cannot be computed.
    pub async fn fits(&self, password: String, kept: Option<String>) -> Result<bool, Failure> {
        self.run(move || {
            let is_known = kept.is_some();
            let text = kept.unwrap_or_else(|| NOBODY.to_owned());
            let hash = PasswordHash::new(&text).map_err(|error| error.to_string())?;
            let fits = argon()?.verify_password(password.as_bytes(), &hash).is_ok();
            Ok(fits && is_known)
        })
        .await
    }

    async fn run<T, F>(&self, work: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: FnOnce() -> Result<T, String> + Send + 'static,
    {
        let _turn = self
            .turns
            .acquire()
            .await
            .map_err(|error| Failure::Fault(Box::new(error)))?;
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|error| Failure::Fault(Box::new(error)))?
            .map_err(Failure::fault)
    }
}

fn argon() -> Result<Argon2<'static>, String> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(|error| error.to_string())?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}
