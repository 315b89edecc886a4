//! The numbers of forms: 様式第1号, 第3号様式, 様式1-2, 別紙様式2, 様式第1号の2, 別記1号様式, 様式A.
//! Works on characters in one width, blanks taken out.

/// What may stand before and belongs to the number.
const PREFIXES: [&str; 8] = ["別記", "別紙", "別添", "参考", "入札", "提案", "応募", "契約"];
/// What follows a number that counts something.
const COUNTERS: &str = "部枚頁回件つ種面人者社年月日時円%ペ条項通";

/// Behind the form number that begins at `i`, when one does.
pub fn number(chars: &[char], i: usize) -> Option<usize> {
    let prefix = PREFIXES.iter().find(|prefix| has(chars, i, prefix)).map_or(0, |prefix| prefix.chars().count());
    let at = i + prefix;
    let end = form_first(chars, at).or_else(|| number_first(chars, at, prefix > 0))?;
    let end = range(chars, end).unwrap_or(end);
    (!chars.get(end).is_some_and(|ch| COUNTERS.contains(*ch))).then_some(end)
}

/// Whether a word begins at `i`.
pub fn has(chars: &[char], i: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(n, ch)| chars.get(i + n) == Some(&ch))
}

/// 様式第1号の2, 様式1-2, 様式A
fn form_first(chars: &[char], i: usize) -> Option<usize> {
    if !has(chars, i, "様式") {
        return None;
    }
    let mut at = i + 2;
    if has(chars, at, "集") {
        return None;
    }
    at += usize::from(has(chars, at, "第"));
    let end = figure(chars, at)?;
    let end = end + usize::from(has(chars, end, "号"));
    Some(branch(chars, end))
}

/// 第3号様式, 第2号様式の1, and 1号様式 behind 別記
fn number_first(chars: &[char], i: usize, is_prefixed: bool) -> Option<usize> {
    let ordinal = has(chars, i, "第");
    if !ordinal && !is_prefixed {
        return None;
    }
    let end = figure(chars, i + usize::from(ordinal))?;
    let end = end + usize::from(has(chars, end, "号"));
    let end = branch(chars, end);
    has(chars, end, "様式").then(|| branch(chars, end + 2))
}

/// の2, -2, その2, (その2)
fn branch(chars: &[char], i: usize) -> usize {
    for joint in ["その", "の", "-", "(その", "("] {
        let at = i + joint.chars().count();
        if !has(chars, i, joint) {
            continue;
        }
        let Some(end) = digits(chars, at) else { continue };
        if joint.starts_with('(') {
            if has(chars, end, ")") && end - at <= 2 {
                return end + 1;
            }
            continue;
        }
        return end;
    }
    i
}

/// 様式第1号~第5号, 様式1から様式5
fn range(chars: &[char], i: usize) -> Option<usize> {
    let joint = ["~", "から"].into_iter().find(|joint| has(chars, i, joint))?;
    let at = i + joint.chars().count();
    form_first(chars, at).or_else(|| {
        let at = at + usize::from(has(chars, at, "第"));
        let end = digits(chars, at)?;
        Some(end + usize::from(has(chars, end, "号")))
    })
}

/// 1, 10, 1-2, 一, A, II
fn figure(chars: &[char], i: usize) -> Option<usize> {
    if let Some(end) = digits(chars, i) {
        return Some(branch_of_figure(chars, end));
    }
    let kanji = run(chars, i, |ch| "一二三四五六七八九十".contains(ch));
    if kanji > i {
        return Some(kanji);
    }
    let letters = run(chars, i, |ch| ch.is_ascii_uppercase());
    let is_short = letters > i && letters - i <= 3;
    is_short.then(|| branch_of_figure(chars, digits(chars, letters).unwrap_or(letters)))
}

fn branch_of_figure(chars: &[char], i: usize) -> usize {
    let joint = has(chars, i, "-") || has(chars, i, "の");
    if joint { digits(chars, i + 1).unwrap_or(i) } else { i }
}

fn digits(chars: &[char], i: usize) -> Option<usize> {
    let end = run(chars, i, |ch| ch.is_ascii_digit());
    (end > i && end - i <= 3).then_some(end)
}

fn run(chars: &[char], i: usize, is_part: impl Fn(char) -> bool) -> usize {
    let length = chars.iter().skip(i).take_while(|ch| is_part(**ch)).count();
    i + length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        number(&chars, 0).map(|end| chars[..end].iter().collect())
    }

    #[test]
    fn numbers_of_forms_are_read_in_every_writing() {
        for whole in [
            "様式第1号",
            "第3号様式",
            "様式1-2",
            "別紙様式2",
            "様式第1号の2",
            "別記1号様式",
            "様式A",
            "様式第一号",
            "第2号様式の1",
            "様式第2号(その1)",
            "様式第1号~第5号",
            "様式第1",
            "別記様式第3号",
            "様式2-1-3",
        ] {
            let expected = if whole == "様式2-1-3" { "様式2-1-3" } else { whole };
            assert_eq!(read(&format!("{whole} 誓約書")).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_only_counts_is_no_number_of_a_form() {
        for text in ["様式集", "様式は任意", "様式2部", "第3号議案", "様式"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
