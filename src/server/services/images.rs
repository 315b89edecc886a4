//! Pictures in the texts of a bid: taken in by their content, handed out again to who may see the text.

use serde_json::json;

use crate::domain::id::{BidId, BidImageId};
use crate::domain::picture::PictureSize;
use crate::domain::seat::Action;
use crate::error::AppError;
use crate::server::access;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::state::State;
use crate::server::store::bid_images::{self, ImageRow};
use crate::server::store::{audits, files};

/// Longest file.
pub const IMAGE_LONGEST: usize = 10 * 1024 * 1024;
/// Most pixels: what the memory of a reader can hold.
const PIXELS_MOST: u64 = 40_000_000;
/// Most pictures of a bid.
const IMAGES_MOST: i64 = 2_000;

/// A picture that was taken in.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    /// Its identity.
    pub id: BidImageId,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// Why a file is no picture for a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFault {
    /// No picture that a paper can hold.
    Kind,
    /// Too many pixels.
    Pixels,
    /// The bid has as many as it can have.
    Many,
}

/// Whether the caller may send pictures: nobody makes the server read what they may not add.
///
/// # Errors
/// As `access::to_bid` for `WriteAssigned`.
pub async fn may_add(call: &Call, bid: BidId) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::WriteAssigned).await?;
    let may = access.also(Action::Write) || access.only_section().is_some();
    if may { Ok(()) } else { Err(AppError::NotAllowed.into()) }
}

/// Keeps a picture for the texts of a bid; the same bytes twice are one picture.
///
/// # Errors
/// As `may_add`; faults of the database.
pub async fn add(call: &Call, bid: BidId, bytes: &[u8]) -> Result<Result<Taken, ImageFault>, Failure> {
    let Some(picture) = PictureSize::read(bytes) else { return Ok(Err(ImageFault::Kind)) };
    if u64::from(picture.width) * u64::from(picture.height) > PIXELS_MOST {
        return Ok(Err(ImageFault::Pixels));
    }
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::WriteAssigned).await?;
    if !access.also(Action::Write) && access.only_section().is_none() {
        return Err(AppError::NotAllowed.into());
    }
    if bid_images::image_count(&mut tx, &access).await? >= IMAGES_MOST {
        return Ok(Err(ImageFault::Many));
    }
    let hash = files::file_keep(&mut tx, bytes, call.now).await?;
    let image = ImageRow {
        hash,
        media_type: picture.kind.content_type().to_owned(),
        size: bytes.len() as u64,
        width: picture.width,
        height: picture.height,
    };
    let id = bid_images::image_keep(&mut tx, &access, &image, call.now).await?;
    audits::audit_append(&mut tx, &access, call.now, "image.add", json!({ "image": id.to_string() })).await?;
    tx.commit().await?;
    Ok(Ok(Taken { id, width: picture.width, height: picture.height }))
}

/// A picture that the caller may see; only `open` makes one.
#[derive(Debug, Clone)]
pub struct OpenImage {
    /// What it is.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    hash: String,
}

/// Opens a picture.
///
/// # Errors
/// `NotFound`; as `access::to_bid` for `ReadAssigned`.
pub async fn open(call: &Call, bid: BidId, image: BidImageId) -> Result<OpenImage, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::ReadAssigned).await?;
    let mut found = bid_images::image_find(&mut tx, &access, image).await?;
    tx.commit().await?;
    if found.is_none() {
        // A contributor sees the pictures of their own text, which its row may not show yet.
        let (mut tx, access) = call.state.rooms.begin_read(&call.caller, bid, Action::ReadAssigned, call.now).await?;
        found = bid_images::image_find(&mut tx, &access, image).await?;
        tx.commit().await?;
    }
    let found = found.ok_or(AppError::NotFound)?;
    Ok(OpenImage { media_type: found.media_type, size: found.size, hash: found.hash })
}

/// One piece of an open picture, from 0; `None` behind the last.
///
/// # Errors
/// Faults of the database.
pub async fn piece(state: &State, image: &OpenImage, number: i64) -> Result<Option<Vec<u8>>, Failure> {
    let mut tx = state.store.begin_read().await?;
    let bytes = files::file_piece(&mut tx, &image.hash, number).await?;
    tx.commit().await?;
    Ok(bytes)
}
