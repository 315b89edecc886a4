//! Secrets that are handed out once: 32 random bytes; only their hash is kept.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRngCore;
use rand::rngs::OsRng;
use sha2::{Digest, Sha256};

use crate::server::failure::Failure;

/// A secret that was just made.
pub struct Token {
    /// What the holder gets (43 characters, safe in addresses).
    pub secret: String,
    /// What is kept.
    pub hash: String,
}

/// A fresh secret.
///
/// # Errors
/// When the machine gives no randomness.
pub fn fresh() -> Result<Token, Failure> {
    let mut bytes = [0_u8; 32];
    OsRng.try_fill_bytes(&mut bytes).map_err(|error| Failure::fault(format!("no randomness: {error}")))?;
    let secret = URL_SAFE_NO_PAD.encode(bytes);
    let hash = hash(&secret);
    Ok(Token { secret, hash })
}

/// The hash under which a secret is kept.
#[must_use]
pub fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}
