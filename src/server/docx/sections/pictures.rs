//! A picture of a section in its place: how large it prints.

use crate::domain::block::WIDTH_NARROWEST;
use crate::domain::document::PictureFacts;
use crate::domain::manuscript::{HalfPoints, Length, PageSetup, Picture};
use crate::domain::picture::PictureSize;

/// A picture so many per cent as wide as the text; a high one is made to fit on the page with a caption below it.
pub(super) fn picture(
    facts: Option<&PictureFacts>,
    file: &str,
    alt: String,
    per_cent: u8,
    page: &PageSetup,
) -> Option<Picture> {
    let facts = facts?;
    let size = PictureSize::read(&facts.bytes)?;
    let wanted = i64::from(page.text_width().0) * i64::from(per_cent.clamp(WIDTH_NARROWEST, 100)) / 100;
    let lines = HalfPoints(page.pitch.0.saturating_mul(4)).twips();
    let highest = i64::from(page.text_height().0 - lines * 2540 / 1440).max(100);
    let (across, down) = (i64::from(size.width), i64::from(size.height));
    let width = wanted.min(highest * across / down).max(1);
    let height = (width * down / across).clamp(1, highest);
    Some(Picture {
        file: file.to_owned(),
        address: facts.address.clone(),
        bytes: facts.bytes.clone(),
        kind: size.kind,
        alt,
        width: Length(i32::try_from(width).ok()?),
        height: Length(i32::try_from(height).ok()?),
    })
}
