//! Characters that no paper of an office carries: emoji, whose look is up to the machine. Controls are the matter of
//! `domain::text`.

/// The first character that is an emoji by its own nature, or makes one of its neighbour (Unicode 16, UTS 51:
/// `Emoji_Presentation`, variation selector 16, keycap, tags). Signs with a plain look such as ☆ or ☎ are none.
pub fn find_emoji(text: &str) -> Option<char> {
    text.chars().find(|sign| is_emoji(*sign))
}

const fn is_emoji(sign: char) -> bool {
    matches!(sign, '\u{1f000}'..='\u{1faff}' | '\u{fe0f}' | '\u{20e3}' | '\u{e0020}'..='\u{e007f}')
        || matches!(sign, '\u{231a}' | '\u{231b}' | '\u{23e9}'..='\u{23ec}' | '\u{23f0}' | '\u{23f3}')
        || matches!(sign, '\u{25fd}' | '\u{25fe}' | '\u{2614}' | '\u{2615}' | '\u{2648}'..='\u{2653}' | '\u{267f}')
        || matches!(sign, '\u{2693}' | '\u{26a1}' | '\u{26aa}' | '\u{26ab}' | '\u{26bd}' | '\u{26be}' | '\u{26c4}')
        || matches!(sign, '\u{26c5}' | '\u{26ce}' | '\u{26d4}' | '\u{26ea}' | '\u{26f2}' | '\u{26f3}' | '\u{26f5}')
        || matches!(sign, '\u{26fa}' | '\u{26fd}' | '\u{2705}' | '\u{270a}' | '\u{270b}' | '\u{2728}' | '\u{274c}')
        || matches!(sign, '\u{274e}' | '\u{2753}'..='\u{2755}' | '\u{2757}' | '\u{2795}'..='\u{2797}' | '\u{27b0}')
        || matches!(sign, '\u{27bf}' | '\u{2b1b}' | '\u{2b1c}' | '\u{2b50}' | '\u{2b55}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_are_found_and_signs_of_print_are_not() {
        for text in ["実績🎉", "☎\u{fe0f}", "1\u{20e3}", "完了✅", "🇳🇴"] {
            assert!(find_emoji(text).is_some(), "{text}");
        }
        for text in ["☆★○●◎△▲□■〒※☎♪〜―…　①㎡々〆ヶ", "Ærø – Tromsø", "𠮟る𩸽", "葛\u{e0100}飾区"]
        {
            assert_eq!(find_emoji(text), None, "{text}");
        }
    }
}
