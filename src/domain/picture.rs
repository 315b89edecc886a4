//! Pictures that a paper can hold: told apart, and measured, by the first bytes of the file and nothing else.
//! Decodes nothing: a picture that is broken further on is the reader's affair.

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PictureKind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
}

/// A picture's kind and size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureSize {
    /// What it is.
    pub kind: PictureKind,
    /// Pixels across, as it is to be seen.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

impl PictureKind {
    /// The end of a file's name, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Gif => "gif",
        }
    }

    /// What it is called in a header.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
        }
    }
}

impl PictureSize {
    /// Reads the head of a file; `None` when it is no picture of a known kind, or has no area.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (kind, width, height) = match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => png(bytes)?,
            [0xFF, 0xD8, 0xFF, ..] => jpeg(bytes)?,
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', w0, w1, h0, h1, ..] => {
                (PictureKind::Gif, u16::from_le_bytes([*w0, *w1]).into(), u16::from_le_bytes([*h0, *h1]).into())
            }
            _ => return None,
        };
        (width > 0 && height > 0).then_some(Self { kind, width, height })
    }
}

/// The header chunk stands first: length, `IHDR`, width, height.
fn png(bytes: &[u8]) -> Option<(PictureKind, u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    (bytes.get(12..16)? == b"IHDR").then_some(())?;
    Some((PictureKind::Png, number(16)?, number(20)?))
}

/// Goes from segment to segment as far as the frame's header (SOF0 to SOF15 without DHT, JPG and DAC).
fn jpeg(bytes: &[u8]) -> Option<(PictureKind, u32, u32)> {
    let mut at = 2;
    loop {
        let [0xFF, marker] = *bytes.get(at..at + 2)? else { return None };
        at += 1;
        // Any number of FF may stand before a marker; 01 and D0 to D8 have no content.
        match marker {
            0xFF => continue,
            0x01 | 0xD0..=0xD8 => at += 1,
            0xD9 | 0xDA => return None,
            _ => {
                let short = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
                let length = usize::from(short(at + 1)?);
                if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
                    return Some((PictureKind::Jpeg, short(at + 6)?.into(), short(at + 4)?.into()));
                }
                at += 1 + length.max(2);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn size(bytes: &[u8]) -> Option<(PictureKind, u32, u32)> {
        PictureSize::read(bytes).map(|size| (size.kind, size.width, size.height))
    }

    #[test]
    fn kinds_are_told_by_their_first_bytes() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02";
        assert_eq!(size(png), Some((PictureKind::Png, 640, 480)));
        let jpeg = b"\xFF\xD8\xFF\xE0\0\x04JF\xFF\xFF\xC4\0\x03\0\xFF\xC2\0\x11\x08\x01\xE0\x02\x80\x03";
        assert_eq!(size(jpeg), Some((PictureKind::Jpeg, 640, 480)));
        assert_eq!(size(b"GIF89a\x80\x02\xE0\x01\0"), Some((PictureKind::Gif, 640, 480)));
    }

    #[test]
    fn what_is_no_picture_of_ours_is_none() {
        for bytes in [
            b"".as_slice(),
            b"RIFF\0\0\0\0WEBPVP8 ",
            b"<svg/>",
            b"\x89PNG\r\n\x1a\n",
            b"GIF89a\0\0\0\0",
            b"\xFF\xD8\xFF\xDA\0\0",
            b"\xFF\xD8\xFF\xE0\0\0",
        ] {
            assert_eq!(size(bytes), None, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fall(start in 0_usize..3, rest in proptest::collection::vec(any::<u8>(), 0..200)) {
            let starts: [&[u8]; 3] = [b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"GIF87a"];
            let size = PictureSize::read(&[starts[start], &rest].concat());
            prop_assert!(size.is_none_or(|size| size.width > 0 && size.height > 0));
        }
    }
}
