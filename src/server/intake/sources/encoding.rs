//! Bytes to text: which encoding of Japanese a file is written in. Never replaces what it cannot read; a file
//! in two encodings, or one that two encodings read equally well, is refused with the place.

use encoding_rs::{DecoderResult, EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use crate::domain::notice::IntakeProblem;

/// What a text may be written in when nothing says so, the likeliest first.
const CANDIDATES: [&Encoding; 3] = [UTF_8, SHIFT_JIS, EUC_JP];
/// A line tells its encoding only by this many characters more than in any other reading.
const CLEAR: i64 = 3;

/// Reads bytes as text, without a byte order mark. `declared` is what a page or an XML declaration claims;
/// it is believed when the bytes bear it out.
///
/// # Errors
/// `EncodingUnknown`, `EncodingMixed`, `NulByte`, `Empty`.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Result<String, IntakeProblem> {
    let text = read(bytes, declared)?;
    if let Some(offset) = text.find('\0') {
        return Err(IntakeProblem::NulByte { offset: offset as u64 });
    }
    if text.trim().is_empty() {
        return Err(IntakeProblem::Empty);
    }
    Ok(text)
}

fn read(bytes: &[u8], declared: Option<&str>) -> Result<String, IntakeProblem> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let body = bytes.get(mark..).unwrap_or_default();
        return strict(encoding, body)
            .map_err(|offset| IntakeProblem::EncodingUnknown { offset: (offset + mark) as u64 });
    }
    if let Some(text) = seven_bits(bytes) {
        return Ok(text);
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    // UTF-16 cannot be declared in bytes that were readable enough to find the declaration.
    if let Some(encoding) = declared.filter(|one| ![UTF_16LE, UTF_16BE].contains(one))
        && let Ok(text) = strict(encoding, bytes)
    {
        return Ok(text);
    }
    judge(bytes)
}

/// ISO-2022-JP is plain ASCII but for its escapes, which no other text has.
fn seven_bits(bytes: &[u8]) -> Option<String> {
    let is_escaped = bytes.is_ascii() && bytes.windows(2).any(|two| two == b"\x1b$" || two == b"\x1b(");
    if is_escaped { strict(ISO_2022_JP, bytes).ok() } else { None }
}

/// The one encoding that reads everything, or the better one of two; all lines must agree with it.
fn judge(bytes: &[u8]) -> Result<String, IntakeProblem> {
    let mut furthest = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(wrong) => wrong.valid_up_to(),
    };
    let mut whole: Vec<(i64, &'static Encoding, String)> = Vec::new();
    for encoding in [SHIFT_JIS, EUC_JP] {
        match strict(encoding, bytes) {
            Ok(text) => whole.push((score(&text), encoding, text)),
            Err(offset) => furthest = furthest.max(offset),
        }
    }
    whole.sort_by_key(|(score, ..)| -score);
    let unknown = IntakeProblem::EncodingUnknown { offset: furthest as u64 };
    let is_tie = matches!(whole.as_slice(), [(best, ..), (second, ..)] if best == second);
    match whole.into_iter().next() {
        None => Err(mixture(bytes, None).unwrap_or(unknown)),
        Some((best, ..)) if best <= 0 || is_tie => Err(unknown),
        Some((_, encoding, text)) => mixture(bytes, Some(encoding)).map_or(Ok(text), Err),
    }
}

/// The first line that is clearly written in another encoding than the rest.
fn mixture(bytes: &[u8], expected: Option<&'static Encoding>) -> Option<IntakeProblem> {
    let mut expected = expected;
    let mut offset = 0;
    for line in bytes.split(|byte| *byte == b'\n') {
        if let Some(encoding) = clear(line) {
            match expected {
                Some(other) if other != encoding => {
                    return Some(IntakeProblem::EncodingMixed { offset: offset as u64 });
                }
                _ => expected = Some(encoding),
            }
        }
        offset += line.len() + 1;
    }
    None
}

/// The encoding of a line, when no other comes near.
fn clear(line: &[u8]) -> Option<&'static Encoding> {
    let mut scores: Vec<(i64, &'static Encoding)> = CANDIDATES
        .iter()
        .filter_map(|encoding| strict(encoding, line).ok().map(|text| (score(&text), *encoding)))
        .collect();
    scores.sort_by_key(|(score, _)| -score);
    match scores.as_slice() {
        [(best, encoding)] if *best >= CLEAR => Some(encoding),
        [(best, encoding), (second, _), ..] if *best >= CLEAR + (*second).max(0) => Some(encoding),
        _ => None,
    }
}

/// How Japanese a reading is: what a wrong reading yields are narrow kana and rare signs.
fn score(text: &str) -> i64 {
    text.chars()
        .map(|ch| match ch {
            'ぁ'..='ん' | '、' | '。' => 3,
            'ァ'..='ヶ' | 'ー' | '一'..='龠' => 1,
            '\u{ff61}'..='\u{ff9f}' => -1,
            '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' => -5,
            _ => 0,
        })
        .sum()
}

/// The text, or the offset of the first byte that is wrong in this encoding.
fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => {
            text.shrink_to_fit();
            Ok(text)
        }
        DecoderResult::OutputFull => Err(read),
        DecoderResult::Malformed(wrong, behind) => Err(read.saturating_sub(usize::from(wrong) + usize::from(behind))),
    }
}

/// What the first bytes of a page or of XML claim about their encoding.
pub fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let trimmed = head.trim_start();
    let behind = if trimmed.starts_with("<?xml") {
        let end = trimmed.find("?>")?;
        trimmed.get(..end)?.split_once("encoding")?.1
    } else {
        head.split_once("charset")?.1
    };
    let value = behind.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|ch: char| !(ch.is_ascii_alphanumeric() || "-_.:".contains(ch))).unwrap_or(value.len());
    value.get(..end).filter(|label| !label.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOTICE: &str = "一般競争入札の公告\n１　工事名　みなと市道改良工事\n２　開札日時　令和8年9月25日（金）午後2時\n３　入札書は、郵送により提出すること。\n";

    fn written(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn a_notice_is_read_in_every_encoding_of_japanese() {
        for encoding in [UTF_8, SHIFT_JIS, EUC_JP, ISO_2022_JP] {
            assert_eq!(decode(&written(encoding, NOTICE), None).as_deref(), Ok(NOTICE), "{}", encoding.name());
        }
        let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            std::iter::once(0xfeff).chain(NOTICE.encode_utf16()).flat_map(order).collect()
        };
        assert_eq!(decode(&wide(u16::to_le_bytes), None).as_deref(), Ok(NOTICE));
        assert_eq!(decode(&wide(u16::to_be_bytes), None).as_deref(), Ok(NOTICE));
        assert_eq!(decode(format!("\u{feff}{NOTICE}").as_bytes(), None).as_deref(), Ok(NOTICE));
    }

    #[test]
    fn a_wrong_declaration_is_not_believed() {
        assert_eq!(decode(&written(SHIFT_JIS, NOTICE), Some("utf-8")).as_deref(), Ok(NOTICE));
        assert_eq!(decode(&written(EUC_JP, NOTICE), Some("euc-jp")).as_deref(), Ok(NOTICE));
        assert_eq!(decode(NOTICE.as_bytes(), Some("utf-16")).as_deref(), Ok(NOTICE));
    }

    #[test]
    fn a_mixture_is_refused_where_the_other_encoding_begins() {
        for (first, second) in
            [(UTF_8, SHIFT_JIS), (SHIFT_JIS, UTF_8), (SHIFT_JIS, EUC_JP), (EUC_JP, SHIFT_JIS), (UTF_8, EUC_JP)]
        {
            let begin = written(first, NOTICE);
            let mixed = [begin.clone(), written(second, NOTICE)].concat();
            let refused = Err(IntakeProblem::EncodingMixed { offset: begin.len() as u64 });
            assert_eq!(decode(&mixed, None), refused, "{} and {}", first.name(), second.name());
        }
    }

    #[test]
    fn bytes_that_are_no_japanese_are_refused_with_their_place() {
        assert_eq!(decode(b"ab\xff\xff", None), Err(IntakeProblem::EncodingUnknown { offset: 2 }));
        assert_eq!(decode(b"\xfe\xff\xd8", None), Err(IntakeProblem::EncodingUnknown { offset: 2 }));
        assert_eq!(decode(b"caf\xe9 au lait", None), Err(IntakeProblem::EncodingUnknown { offset: 3 }));
        assert_eq!(decode(b"ab\0c", None), Err(IntakeProblem::NulByte { offset: 2 }));
        assert_eq!(decode(b" \n", None), Err(IntakeProblem::Empty));
    }

    #[test]
    fn a_declaration_is_found_in_pages_and_in_xml() {
        let found = |text: &str| declared(text.as_bytes());
        assert_eq!(found("<?xml version=\"1.0\" encoding='Shift_JIS'?>").as_deref(), Some("shift_jis"));
        assert_eq!(found("<meta charset=euc-jp>").as_deref(), Some("euc-jp"));
        assert_eq!(found("<meta content=\"text/html; charset=UTF-8\">").as_deref(), Some("utf-8"));
        assert_eq!(found("<?xml version=\"1.0\"?><p>charset=x</p>"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            if let Err(IntakeProblem::EncodingUnknown { offset } | IntakeProblem::EncodingMixed { offset }) = decode(&bytes, None) {
                prop_assert!(offset as usize <= bytes.len());
            }
        }

        #[test]
        fn a_japanese_sentence_is_read_back(text in "[ぁ-ん]{8,30}[公告入札件名令和年月日]{0,9}[ァ-ン]{0,9}") {
            for encoding in [SHIFT_JIS, EUC_JP] {
                let decoded = decode(&written(encoding, &text), None);
                prop_assert_eq!(decoded.as_deref(), Ok(text.as_str()));
            }
        }
    }
}
