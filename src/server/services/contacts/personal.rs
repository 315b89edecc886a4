//! What a person may ask for: all that is kept of them, and that it be erased. What remains after that is the fact that
//! somebody was spoken with, without a name, and the trail, which never held one.

use serde_json::{Value, json};

use super::finish;
use crate::domain::contact::ContactForm;
use crate::domain::id::ContactId;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{
    contact_cards, contact_grams, contact_merges, contact_relations, contact_roles, contacts, engagements,
};

/// Stands where a name stood.
const ERASED: &str = "［消去済 / erased］";
/// Shortest piece of a name that is looked for in texts: one sign of a Japanese name stands in too many words.
const SHORTEST: usize = 2;

/// All that the firm keeps of a person and the reader may know, as JSON.
///
/// # Errors
/// `NotSignedIn`, `NotFound` for another firm's; faults of the database.
pub async fn export(call: &Call, contact: ContactId) -> Result<String, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let contact = contacts::contact_fetch(&mut tx, person, contact).await?;
    let relations = contact_relations::contact_relation_list(&mut tx, person, contact.id).await?;
    let roles = contact_roles::contact_role_lines(&mut tx, person, contact.id).await?;
    let log = engagements::engagement_list_of_contact(&mut tx, person, contact.id).await?;
    tx.commit().await?;
    let all = json!({
        "contact": contact.form,
        "kind": contact.kind,
        "organisation": contact.body.map(|body| body.name),
        "relations": relations,
        "roles": roles,
        "engagements": log,
        "exported_at": call.now,
    });
    Ok(serde_json::to_string_pretty(&all)?)
}

/// Erases a person whom nobody changed since they were read: particulars, pieces for the search, ties and roles; out of
/// the texts of engagements their names, addresses and numbers; and files that were brought, which may name them.
///
/// # Errors
/// `NotSignedIn`, `NotFound`, `Changed`; faults of the database.
pub async fn erase(call: &Call, contact: ContactId, revision: i64) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    contacts::contact_lock(&mut tx, person).await?;
    let known = contacts::contact_fetch(&mut tx, person, contact).await?;
    let names = names_of(&known.form);
    // First, so that whoever logs at this moment comes before or not at all.
    let number = contacts::contact_erase(&mut tx, person, contact, revision, call.now).await?;
    let texts = engagements::engagement_texts(&mut tx, person, contact).await?;
    let spoken = texts.len();
    for (engagement, texts) in texts {
        let bare = texts.clone().map(|text| without(&text, &names));
        if bare != texts {
            engagements::engagement_rewrite(&mut tx, person, engagement, bare).await?;
        }
    }
    let relations = contact_relations::contact_relation_clear(&mut tx, contact).await?;
    let roles = contact_merges::roles_clear(&mut tx, contact).await?;
    contact_grams::contact_gram_put(&mut tx, person, number, &std::collections::BTreeSet::new()).await?;
    contact_cards::card_file_clear(&mut tx, person).await?;
    let detail: Value = json!({
        "contact": contact,
        "relations": relations,
        "roles": roles,
        "engagements_kept_without_name": spoken,
    });
    finish(call, tx, person, "contact.erase", detail).await
}

/// Whatever names the person, longest first.
fn names_of(form: &ContactForm) -> Vec<String> {
    let (family, given) = (&form.family, &form.given);
    let mut names = vec![
        format!("{family}{given}"),
        format!("{family} {given}"),
        format!("{family}　{given}"),
        form.written(),
        form.latin(),
        format!("{} {}", form.given_latin, form.family_latin),
        form.reading(),
        form.email.clone(),
        form.telephone.clone(),
        form.mobile.clone(),
    ];
    let parts = [family, given, &form.family_kana, &form.given_kana, &form.family_latin, &form.given_latin];
    names.extend(parts.into_iter().cloned());
    names.retain(|name| name.trim().chars().count() >= SHORTEST);
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

fn without(text: &str, names: &[String]) -> String {
    names.iter().fold(text.to_owned(), |text, name| text.replace(name.trim(), ERASED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_person_is_taken_out_of_a_text() {
        let form = ContactForm {
            family: "山田".into(),
            given: "太郎".into(),
            family_latin: "Yamada".into(),
            given_latin: "Taro".into(),
            email: "yamada@city.example".into(),
            ..ContactForm::default()
        };
        let text = "山田太郎課長（Taro Yamada, yamada@city.example）と面談。山田氏は前向き。";
        let bare = without(text, &names_of(&form));
        for gone in ["山田", "太郎", "Yamada", "yamada"] {
            assert!(!bare.contains(gone), "{gone}: {bare}");
        }
        assert!(bare.contains("前向き"));
    }
}
