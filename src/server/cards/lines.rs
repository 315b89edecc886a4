//! Lines of a vCard file: unfolded, soft line breaks of quoted-printable joined, pictures passed over without being kept.

use crate::domain::contact_card::CardFault;
use crate::server::ics::read::lines::physical;

use super::text::LINE_MOST;

/// A line as it was meant.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from 1.
    pub number: usize,
    /// Its bytes; of pictures, sounds and keys the name alone.
    pub bytes: Vec<u8>,
}

/// Hands over the lines one by one.
///
/// # Errors
/// `LineTooLong`, and whatever the taker refuses.
pub fn each(bytes: &[u8], mut take: impl FnMut(Line) -> Result<(), CardFault>) -> Result<(), CardFault> {
    let mut open: Option<Open> = None;
    let mut lines = physical(bytes).enumerate().peekable();
    while let Some((at, physical)) = lines.next() {
        let (physical, begin) = parted(physical, lines.peek().map(|(_, next)| *next));
        match &mut open {
            _ if begin.is_some() && physical.trim_ascii().is_empty() => {}
            Some(line) if line.goes_on(physical) => line.append(physical)?,
            _ => {
                if let Some(line) = open.replace(Open::new(at + 1, physical)?) {
                    take(line.line)?;
                }
            }
        }
        if let Some(begin) = begin
            && let Some(line) = open.replace(Open::new(at + 1, begin)?)
        {
            take(line.line)?;
        }
    }
    open.map_or(Ok(()), |line| take(line.line))
}

/// How a card begins.
const BEGIN: &[u8] = b"BEGIN:VCARD";

/// What stands in front of the beginning of a card on its line, and that beginning: of joined files, the first may lack
/// its last line end, or break off anywhere, also where its line would go on. A note may end with these words as well,
/// but no version follows it.
fn parted<'a>(line: &'a [u8], next: Option<&[u8]>) -> (&'a [u8], Option<&'a [u8]>) {
    let is_followed = next.and_then(|next| next.get(..8)).is_some_and(|start| start.eq_ignore_ascii_case(b"VERSION:"));
    match line.len().checked_sub(BEGIN.len()).and_then(|at| line.split_at_checked(at)) {
        Some((rest, begin)) if is_followed && begin.eq_ignore_ascii_case(BEGIN) && !is_agent(rest) => {
            (rest, Some(begin))
        }
        _ => (line, None),
    }
}

/// Whether a line names an agent, whose card may begin behind it.
fn is_agent(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.ends_with(b":") && name(line).eq_ignore_ascii_case(b"AGENT")
}

/// The name of a line, without its group.
fn name(line: &[u8]) -> &[u8] {
    let name = line.split(|byte| matches!(byte, b':' | b';')).next().unwrap_or_default();
    name.rsplit(|byte| *byte == b'.').next().unwrap_or_default()
}

/// A line whose end is not known yet.
struct Open {
    line: Line,
    /// Nothing more of it is kept.
    is_passed_over: bool,
    /// Its line breaks are soft ones.
    is_quoted: bool,
}

impl Open {
    fn new(number: usize, physical: &[u8]) -> Result<Self, CardFault> {
        let head = physical.split(|byte| *byte == b':').next().unwrap_or_default().to_ascii_uppercase();
        let name = name(&head);
        let is_picture = matches!(name, b"PHOTO" | b"LOGO" | b"KEY") || (name == b"SOUND" && !has(&head, b"IRMC"));
        let bytes = if is_picture { [name, b":"].concat() } else { physical.to_vec() };
        let line = Self {
            line: Line { number, bytes },
            is_passed_over: is_picture,
            is_quoted: has(&head, b"QUOTED-PRINTABLE"),
        };
        line.within().map(|()| line)
    }

    fn goes_on(&self, physical: &[u8]) -> bool {
        // Old telephones wrap pictures without a blank in front.
        let is_blank = matches!(physical, [b' ' | b'\t', ..]);
        is_blank || self.is_soft() || (self.is_passed_over && !physical.is_empty() && !physical.contains(&b':'))
    }

    fn is_soft(&self) -> bool {
        self.is_quoted && self.line.bytes.ends_with(b"=")
    }

    fn append(&mut self, physical: &[u8]) -> Result<(), CardFault> {
        if self.is_passed_over {
            return Ok(());
        }
        if self.is_soft() {
            self.line.bytes.pop();
            self.line.bytes.extend_from_slice(physical);
        } else {
            self.line.bytes.extend_from_slice(physical.get(1..).unwrap_or_default());
        }
        self.within()
    }

    fn within(&self) -> Result<(), CardFault> {
        if self.line.bytes.len() > LINE_MOST { Err(CardFault::LineTooLong(self.line.number)) } else { Ok(()) }
    }
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Quoted-printable undone; what is no code stays as it stands.
pub fn unquoted(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = match rest {
            [b'=', high, low, ..] => digit(*high).zip(digit(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        out.push(code.unwrap_or(*first));
        rest = if code.is_some() { rest.get(3..).unwrap_or_default() } else { tail };
    }
    out
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> Vec<(usize, String)> {
        let mut lines = Vec::new();
        each(text, |line| {
            lines.push((line.number, String::from_utf8(line.bytes).unwrap()));
            Ok(())
        })
        .unwrap();
        lines
    }

    #[test]
    fn folds_and_soft_breaks_are_joined_and_pictures_passed_over() {
        let text = b"BEGIN:VCARD\r\nNOTE:a\r\n  b\r\nN;ENCODING=QUOTED-PRINTABLE:=E5=\r\n=B1;x=\r\n\r\nitem1.PHOTO;ENCODING=b:AAAA\r\n BBBB\r\nCCCC\r\n\r\nTEL:1";
        let expected = [
            (1, "BEGIN:VCARD"),
            (2, "NOTE:a b"),
            (4, "N;ENCODING=QUOTED-PRINTABLE:=E5=B1;x"),
            (7, "PHOTO:"),
            (10, ""),
            (11, "TEL:1"),
        ];
        assert_eq!(lines(text), expected.map(|(number, line)| (number, line.to_owned())));
    }

    #[test]
    fn a_card_begins_wherever_the_one_before_breaks_off() {
        for (first, rest) in [
            ("TEL:1", Some("TEL:1")),
            ("NOTE:a\n b", Some("NOTE:ab")),
            ("N;ENCODING=QUOTED-PRINTABLE:=E5=\n", Some("N;ENCODING=QUOTED-PRINTABLE:=E5=")),
            ("PHOTO:AAAA\n BB", Some("PHOTO:")),
            ("", None),
        ] {
            let text = format!("{first}begin:vcard\nVERSION:3.0");
            let begin = if first.contains('\n') { 2 } else { 1 };
            let mut expected: Vec<(usize, &str)> = rest.map(|rest| (1, rest)).into_iter().collect();
            expected.extend([(begin, "begin:vcard"), (begin + 1, "VERSION:3.0")]);
            let read = lines(text.as_bytes());
            let read: Vec<(usize, &str)> = read.iter().map(|(line, text)| (*line, text.as_str())).collect();
            assert_eq!(read, expected, "{first}");
        }
        let agent = "item1.AGENT;X=1:BEGIN:VCARD\nVERSION:2.1";
        assert_eq!(lines(agent.as_bytes())[0].1, "item1.AGENT;X=1:BEGIN:VCARD");
        assert_eq!(lines(b"NOTE:BEGIN:VCARD\nTEL:1").len(), 2);
    }

    #[test]
    fn a_long_line_is_refused_and_a_long_picture_is_not() {
        let long = format!("NOTE:{}", "x".repeat(LINE_MOST));
        assert_eq!(each(long.as_bytes(), |_| Ok(())), Err(CardFault::LineTooLong(1)));
        let picture = format!("PHOTO:{}", "x".repeat(LINE_MOST));
        assert_eq!(lines(picture.as_bytes()), [(1, "PHOTO:".to_owned())]);
    }

    #[test]
    fn quoted_bytes_are_undone() {
        assert_eq!(unquoted("=E5=B1=b1=3B=x="), "山;=x=".as_bytes());
    }
}
