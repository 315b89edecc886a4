//! Passwords: argon2id, at most two hashes at a time, on a blocking thread.

use std::sync::Arc;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use rand::TryRngCore;
use rand::rngs::OsRng;
use tokio::sync::Semaphore;

use crate::server::failure::Failure;

/// What one hash costs.
#[derive(Debug, Clone, Copy)]
pub struct PasswordCost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Default for PasswordCost {
    /// A profile that OWASP names for argon2id: 19 MiB, two passes, one lane.
    fn default() -> Self {
        Self { memory: 19 * 1024, passes: 2 }
    }
}

/// Makes and checks password hashes.
#[derive(Debug, Clone)]
pub struct Passwords {
    cost: PasswordCost,
    turns: Arc<Semaphore>,
}

impl Passwords {
    /// Two hashes at a time, each at this cost.
    #[must_use]
    pub fn new(cost: PasswordCost) -> Self {
        Self { cost, turns: Arc::new(Semaphore::new(2)) }
    }

    /// The hash of a new password.
    ///
    /// # Errors
    /// When the machine gives no randomness or the hash cannot be made.
    pub async fn hash(&self, password: String) -> Result<String, Failure> {
        let cost = self.cost;
        self.run(move || {
            let mut bytes = [0_u8; 16];
            OsRng.try_fill_bytes(&mut bytes).map_err(|error| error.to_string())?;
            let salt = SaltString::encode_b64(&bytes).map_err(|error| error.to_string())?;
            let hash = argon(cost)?.hash_password(password.as_bytes(), &salt).map_err(|error| error.to_string())?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether a password fits a kept hash; without one it takes the same time and is false.
    ///
    /// # Errors
    /// When the hash cannot be computed.
    pub async fn fits(&self, password: String, kept: Option<String>) -> Result<bool, Failure> {
        let cost = self.cost;
        self.run(move || {
            let is_known = kept.is_some();
            let text = kept.unwrap_or_else(|| nobody(cost));
            let hash = PasswordHash::new(&text).map_err(|error| error.to_string())?;
            let fits = argon(cost)?.verify_password(password.as_bytes(), &hash).is_ok();
            Ok(fits && is_known)
        })
        .await
    }

    async fn run<T, F>(&self, work: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: FnOnce() -> Result<T, String> + Send + 'static,
    {
        let _turn = self.turns.acquire().await.map_err(|error| Failure::Fault(Box::new(error)))?;
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|error| Failure::Fault(Box::new(error)))?
            .map_err(Failure::fault)
    }
}

/// A hash that no password has, so that an unknown address costs as much time as a known one.
fn nobody(cost: PasswordCost) -> String {
    let PasswordCost { memory, passes } = cost;
    format!(
        "$argon2id$v=19$m={memory},t={passes},p=1$bm9ib2R5aGFzdGhpc3BhcnQ$\
         aW1wb3NzaWJsZWhhc2h0aGF0bm9wYXNzd29yZGhhcw"
    )
}

fn argon(cost: PasswordCost) -> Result<Argon2<'static>, String> {
    let params = Params::new(cost.memory, cost.passes, 1, None).map_err(|error| error.to_string())?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_that_nobody_has_can_be_checked_at_the_full_cost() {
        let text = nobody(PasswordCost::default());
        let hash = PasswordHash::new(&text);
        assert!(hash.is_ok_and(|hash| hash.hash.is_some() && hash.salt.is_some()), "{text}");
    }
}
