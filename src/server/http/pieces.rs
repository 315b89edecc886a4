//! The body of an answer that is read piece by piece while it is sent, so that no file is in memory whole.

use std::future::Future;

use axum::body::{Body, Bytes};
use futures::stream;

use crate::server::failure::Failure;

/// The pieces that `piece` gives for 0, 1, 2 … until it gives none. A fault breaks the answer off.
pub fn body<Next, Answer>(piece: Next) -> Body
where
    Next: Fn(i64) -> Answer + Send + 'static,
    Answer: Future<Output = Result<Option<Vec<u8>>, Failure>> + Send + 'static,
{
    Body::from_stream(stream::unfold(0_i64, move |number| {
        let answer = piece(number);
        async move {
            match answer.await {
                Ok(piece) => piece.map(|piece| (Ok(Bytes::from(piece)), number + 1)),
                Err(failure) => {
                    tracing::error!("a file broke off at piece {number}: {failure}");
                    Some((Err(std::io::Error::other("a piece could not be read")), i64::MAX))
                }
            }
        }
    }))
}
