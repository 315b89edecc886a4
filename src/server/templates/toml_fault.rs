//! What the reader of TOML says, as one of the faults that have words in both languages.

use crate::domain::form::{SyntaxFault, TemplateFault, ValueSort};

/// The fault that a message of the reader means.
pub(super) fn fault_of(message: &str) -> TemplateFault {
    let first_quoted = || quoted(message).next().unwrap_or_default().to_owned();
    if message.starts_with("unknown field") {
        let known = quoted(message).skip(1).collect::<Vec<_>>().join(", ");
        return TemplateFault::UnknownKey { key: first_quoted(), known };
    }
    if let Some(keys) = message.strip_prefix("unexpected keys in table: ") {
        let (key, known) = keys.split_once(", available keys: ").unwrap_or((keys, ""));
        return TemplateFault::UnknownKey { key: key.to_owned(), known: known.to_owned() };
    }
    if message.starts_with("missing field") {
        return TemplateFault::MissingKey(first_quoted());
    }
    if message.starts_with("duplicate") {
        return TemplateFault::Syntax(SyntaxFault::Twice);
    }
    if message.contains("did not match any variant") {
        return TemplateFault::WrongValue(ValueSort::TextOrTexts);
    }
    if message.contains("overflowed") {
        return TemplateFault::WrongValue(ValueSort::Number);
    }
    let is_of_value = ["invalid type:", "invalid value:", "invalid length"].iter().any(|one| message.starts_with(one));
    match message.rsplit_once(", expected ").filter(|_| is_of_value) {
        Some((_, wanted)) => TemplateFault::WrongValue(sort_of(wanted)),
        None => TemplateFault::Syntax(syntax(message)),
    }
}

/// What stands between `` ` `` and `` ` ``.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

fn sort_of(wanted: &str) -> ValueSort {
    match wanted {
        "a string" | "string" | "str" => ValueSort::Text,
        "a boolean" | "bool" => ValueSort::Truth,
        "a sequence" => ValueSort::List,
        "a map" => ValueSort::Table,
        "a text, a list of texts, or a table" => ValueSort::TextListOrTable,
        number if number.starts_with(['u', 'i', 'f']) => ValueSort::Number,
        table if table.starts_with("struct") => ValueSort::Table,
        _ => ValueSort::Other,
    }
}

fn syntax(message: &str) -> SyntaxFault {
    let has = |words: &[&str]| words.iter().any(|word| message.contains(word));
    // The more telling words first: "missing comma between array elements" speaks of arrays as well.
    if has(&["comma"]) {
        SyntaxFault::Comma
    } else if has(&["missing value", "missing assignment", "extra `=`", "extra assignment", "key with no value"]) {
        SyntaxFault::NoValue
    } else if has(&["must be quoted"]) {
        SyntaxFault::Value
    } else if has(&["unclosed", "string", "quote", "opening", "table open", "escape"]) {
        SyntaxFault::Unclosed
    } else if has(&["recurs"]) {
        SyntaxFault::Depth
    } else if has(&["key"]) {
        SyntaxFault::Key
    } else if has(&["number", "boolean", "date", "float", "mantissa", "fraction", "exponent", "value"]) {
        SyntaxFault::Value
    } else {
        SyntaxFault::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::form::TemplateFault as Fault;

    /// The fault of a table with a text, a number and a list of texts.
    fn told(text: &str) -> Fault {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Sheet {
            #[expect(dead_code, reason = "only how it is refused is looked at")]
            name: String,
            #[expect(dead_code, reason = "only how it is refused is looked at")]
            pages: Option<u32>,
            #[expect(dead_code, reason = "only how it is refused is looked at")]
            labels: Option<Vec<String>>,
        }
        fault_of(toml::from_str::<Sheet>(text).unwrap_err().message())
    }

    #[test]
    fn what_the_reader_says_is_understood() {
        let unknown = Fault::UnknownKey { key: "colour".into(), known: "name, pages, labels".into() };
        assert_eq!(told("name = \"a\"\ncolour = 1\n"), unknown);
        assert_eq!(told("pages = 1\n"), Fault::MissingKey("name".into()));
        assert_eq!(told("name = 3\n"), Fault::WrongValue(ValueSort::Text));
        assert_eq!(told("name = \"a\"\npages = \"one\"\n"), Fault::WrongValue(ValueSort::Number));
        assert_eq!(told("name = \"a\"\npages = -1\n"), Fault::WrongValue(ValueSort::Number));
        assert_eq!(told("name = \"a\"\nlabels = \"b\"\n"), Fault::WrongValue(ValueSort::List));
        assert_eq!(told("name = \"a\"\nname = \"b\"\n"), Fault::Syntax(SyntaxFault::Twice));
        assert_eq!(told("name = \"a\n"), Fault::Syntax(SyntaxFault::Unclosed));
        assert_eq!(told("name = \"a\"\nlabels = [\"a\"\n"), Fault::Syntax(SyntaxFault::Unclosed));
        assert_eq!(told("name = \"a\"\nlabels = [\"a\" \"b\"]\n"), Fault::Syntax(SyntaxFault::Comma));
        assert_eq!(told("name =\n"), Fault::Syntax(SyntaxFault::Value));
        assert_eq!(told("name = abc\n"), Fault::Syntax(SyntaxFault::Value));
        assert_eq!(told("name\n"), Fault::Syntax(SyntaxFault::NoValue));
    }
}
