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
    // Answers may be asked for more after their end: `unfold` would panic there.
    Body::from_stream(stream::try_unfold(0_i64, move |number| {
        let answer = piece(number);
        async move {
            match answer.await {
                Ok(piece) => Ok(piece.map(|piece| (Bytes::from(piece), number + 1))),
                Err(failure) => {
                    tracing::error!("a file broke off at piece {number}: {failure}");
                    Err(std::io::Error::other("a piece could not be read"))
                }
            }
        }
    }))
}
