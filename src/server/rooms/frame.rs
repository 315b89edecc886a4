//! The frames of the live socket, in lib0's encoding: what a browser may send, what it is told.
//! Reads and writes bytes and nothing else; a frame that is not whole is none.

use crate::domain::id::{BidId, SectionId};
use crate::domain::language::Language;

/// Version of the schema of blocks; older browsers are told to load the page again.
pub const SCHEMA: u64 = 1;
/// Longest frame, in bytes.
pub const FRAME_LONGEST: usize = 1024 * 1024;
/// Longest name, code or tag in a frame.
const WORD_LONGEST: usize = 64;

/// What a browser sends; each names the channel that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming {
    /// Opens a text under a number that the browser chooses.
    Open(Opening),
    /// An edit.
    Update(Vec<u8>),
    /// Where the person is.
    Awareness(Vec<u8>),
    /// Leaves the text.
    Close,
}

/// Which text is opened, and what the browser has of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The bid; `None` when it is no identity.
    pub bid: Option<BidId>,
    /// The section.
    pub section: Option<SectionId>,
    /// The text of the section.
    pub language: Option<Language>,
    /// Version of the blocks that the browser knows.
    pub schema: u64,
    /// What the browser has, as a state vector.
    pub state: Vec<u8>,
}

/// Why a channel is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denial {
    /// There is no such text for this person.
    NotFound,
    /// The person may read it only.
    ReadOnly,
    /// A frame or the text is beyond the limits.
    TooBig,
    /// More edits than a person can make.
    TooFast,
    /// The frame cannot be read, or does not fit the text.
    Malformed,
    /// The page is older than the server.
    Outdated,
    /// Too many texts are open in one window.
    Full,
    /// The person had access and has it no longer.
    Gone,
    /// The text itself is no longer there; what a device keeps of it is still its person's.
    Removed,
    /// The person's session has ended; what their device keeps is still theirs, and is sent after signing in.
    SignedOut,
    /// Something of ours broke; opening again may help.
    Broken,
}

impl Denial {
    /// The word on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::ReadOnly => "read_only",
            Self::TooBig => "too_big",
            Self::TooFast => "too_fast",
            Self::Malformed => "malformed",
            Self::Outdated => "outdated",
            Self::Full => "full",
            Self::Gone => "gone",
            Self::Removed => "removed",
            Self::SignedOut => "signed_out",
            Self::Broken => "broken",
        }
    }
}

/// What the browser is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outgoing<'f> {
    /// What the browser lacks, what the server has, and what it must know beside the text.
    Sync {
        /// An update.
        update: &'f [u8],
        /// The server's state vector.
        state: &'f [u8],
        /// JSON.
        meta: &'f str,
    },
    /// Somebody's edit.
    Update(&'f [u8]),
    /// Where people are.
    Awareness(&'f [u8]),
    /// So many edits of this channel are on disk.
    Ack(u64),
    /// No.
    Deny(Denial),
    /// The JSON of `Sync`, changed.
    Meta(&'f str),
}

/// Reads a frame: its channel and what is said.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<(u64, Incoming)> {
    let mut rest = Reader(bytes);
    let (kind, channel) = (rest.number()?, rest.number()?);
    let said = match kind {
        0 => Incoming::Open(Opening {
            bid: BidId::parse(rest.word()?),
            section: SectionId::parse(rest.word()?),
            language: Language::parse(rest.word()?),
            schema: rest.number()?,
            state: rest.bytes()?.to_vec(),
        }),
        1 => Incoming::Update(rest.bytes()?.to_vec()),
        2 => Incoming::Awareness(rest.bytes()?.to_vec()),
        3 => Incoming::Close,
        _ => return None,
    };
    rest.0.is_empty().then_some((channel, said))
}

/// The channel of a frame whose rest may be anything.
#[must_use]
pub fn channel_of(bytes: &[u8]) -> Option<u64> {
    let mut rest = Reader(bytes);
    rest.number()?;
    rest.number()
}

/// Writes a frame.
#[must_use]
pub fn write(channel: u64, said: Outgoing<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut head = |kind: u64| {
        put_number(&mut out, kind);
        put_number(&mut out, channel);
    };
    match said {
        Outgoing::Sync { update, state, meta } => {
            head(0);
            out.reserve(update.len() + state.len() + meta.len() + 12);
            put_bytes(&mut out, update);
            put_bytes(&mut out, state);
            put_bytes(&mut out, meta.as_bytes());
        }
        Outgoing::Update(update) => {
            head(1);
            put_bytes(&mut out, update);
        }
        Outgoing::Awareness(update) => {
            head(2);
            put_bytes(&mut out, update);
        }
        Outgoing::Ack(count) => {
            head(3);
            put_number(&mut out, count);
        }
        Outgoing::Deny(reason) => {
            head(4);
            put_bytes(&mut out, reason.word().as_bytes());
        }
        Outgoing::Meta(meta) => {
            head(5);
            put_bytes(&mut out, meta.as_bytes());
        }
    }
    out
}

/// The first frame of every socket: the oldest version of the blocks that is still understood.
#[must_use]
pub fn schema_frame() -> Vec<u8> {
    let mut out = Vec::new();
    put_number(&mut out, 6);
    put_number(&mut out, 0);
    put_number(&mut out, SCHEMA);
    out
}

/// Appends a number, seven bits to a byte.
pub fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends bytes behind their number.
pub fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// Reads lib0's numbers and strings off the front of bytes.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'b>(pub &'b [u8]);

impl<'b> Reader<'b> {
    /// A number of at most 53 bits, which is what a browser can hold.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for place in 0..8 {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << (place * 7);
            if byte & 0x80 == 0 {
                return (number < 1 << 53).then_some(number);
            }
        }
        None
    }

    /// Bytes behind their number.
    pub fn bytes(&mut self) -> Option<&'b [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// Text behind its number.
    pub fn text(&mut self) -> Option<&'b str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    fn word(&mut self) -> Option<&'b str> {
        self.text().filter(|word| word.len() <= WORD_LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn opening() -> Vec<u8> {
        let mut out = vec![0, 7];
        let section = SectionId::fresh().to_string();
        for word in [BidId::fresh().to_string().as_str(), &section, "ja"] {
            put_bytes(&mut out, word.as_bytes());
        }
        put_number(&mut out, SCHEMA);
        put_bytes(&mut out, &[0]);
        out
    }

    #[test]
    fn a_text_is_opened_with_all_it_takes() {
        let Some((7, Incoming::Open(opening))) = read(&opening()) else { panic!("it is an opening") };
        assert!(opening.bid.is_some() && opening.section.is_some());
        assert_eq!((opening.language, opening.schema, opening.state), (Some(Language::Japanese), 1, vec![0]));
    }

    #[test]
    fn a_frame_that_is_not_whole_is_none() {
        let whole = opening();
        for cut in 0..whole.len() {
            assert_eq!(read(&whole[..cut]), None, "{cut}");
        }
        assert_eq!(read(&[1, 7, 2, 1, 1, 9]), None, "with something behind it");
        assert_eq!(read(&[9, 7]), None);
        assert_eq!(channel_of(&[1, 7, 200]), Some(7));
    }

    #[test]
    fn frames_read_as_lib0_writes_them() {
        assert_eq!(write(300, Outgoing::Ack(1)), [3, 0xac, 0x02, 1]);
        assert_eq!(write(1, Outgoing::Deny(Denial::TooBig)), b"\x04\x01\x07too_big");
        assert_eq!(schema_frame(), [6, 0, 1]);
    }

    proptest! {
        #[test]
        fn numbers_come_back(number in 0_u64..1 << 53) {
            let mut out = Vec::new();
            put_number(&mut out, number);
            prop_assert_eq!(Reader(&out).number(), Some(number));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
            let _ = channel_of(&bytes);
        }
    }
}
