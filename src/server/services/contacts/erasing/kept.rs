//! Texts that name a person and that erasing leaves alone: those of bids belong to the joint venture, and its other firms
//! rest on them; data for papers are printed as they are. They are shown, so that somebody changes them by hand.

use serde_json::Value;

use super::looking::{Looker, apart, in_one};
use crate::domain::contact_erasing::{KeptSort, KeptText, MOST_SHOWN};
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::Tx;
use crate::server::store::kept_texts::{self, KeptTextRow};

/// The texts that surely name the person, of bids on which the reader has a seat, and of the firm's data for papers: as
/// many as are shown, and how many more there are.
pub(super) async fn list(tx: &mut Tx, person: &SignedIn, looker: &Looker) -> Result<(Vec<KeptText>, usize), Failure> {
    let (mut kept, mut left_out) = (Vec::new(), 0);
    for sort in KeptSort::ALL {
        let mut after = None;
        loop {
            let rows = kept_texts::kept_text_page(tx, person, sort, after.as_ref()).await?;
            let Some(last) = rows.last() else { break };
            after = Some(last.place.clone());
            let looker = looker.clone();
            kept.extend(apart(move || naming(&looker, sort, rows)).await?);
            left_out += kept.len().saturating_sub(MOST_SHOWN);
            kept.truncate(MOST_SHOWN);
        }
    }
    Ok((kept, left_out))
}

fn naming(looker: &Looker, sort: KeptSort, rows: Vec<KeptTextRow>) -> Vec<KeptText> {
    let mut kept = Vec::new();
    for row in rows {
        let mut texts = vec![row.words];
        if let Ok(fields) = serde_json::from_str(&row.fields) {
            texts_of(fields, &mut texts);
        }
        // One by one: a name does not begin in one field and end in another.
        if texts.iter().any(|text| looker.mentions.spoken(text).bare.is_some()) {
            kept.push(KeptText { sort, bid: row.bid, text: in_one(&texts) });
        }
    }
    kept
}

/// Every text of a value, however deep. The store wrote it: it is as deep as our own forms.
fn texts_of(value: Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(values) => values.into_iter().for_each(|value| texts_of(value, texts)),
        Value::Object(values) => values.into_iter().for_each(|(_, value)| texts_of(value, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::ContactForm;
    use crate::domain::tender_form::Ticked;

    fn row(words: &str, fields: &str) -> KeptTextRow {
        KeptTextRow { place: (String::new(), String::new()), bid: None, words: words.into(), fields: fields.into() }
    }

    #[test]
    fn a_name_is_found_in_plain_words_and_in_any_field_but_not_across_two() {
        let form = ContactForm { family: "山田".into(), given: "太郎".into(), ..ContactForm::default() };
        let looker = Looker::of(&form, Ticked::new());
        let rows = vec![
            row("山田太郎氏の意向", ""),
            row("", r#"{"values":{"body":"担当は山田　太郎様","note":"数量"}}"#),
            row("", r#"{"values":{"a":"山田","b":"太郎"}}"#),
            row("山田さん", "no JSON"),
        ];
        let kept: Vec<String> = naming(&looker, KeptSort::Question, rows).into_iter().map(|one| one.text).collect();
        assert_eq!(kept, ["山田太郎氏の意向", "担当は山田　太郎様 / 数量"]);
    }
}
