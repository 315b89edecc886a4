//! What people set for themselves: name, language, theme, zone, password.

use serde_json::json;

use crate::domain::account::{Account, PreferencesForm, THEMES, new_password, optional_kana};
use crate::domain::language::Language;
use crate::domain::problem::{Problem, Problems};
use crate::domain::text::{EmailAddress, PersonName};
use crate::error::{AppError, Refusal};
use crate::server::access::Caller;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::accounts::PreferencesRow;
use crate::server::store::{accounts, audits, links, sessions};
use crate::server::zones::known_zone;

/// The caller's own account.
///
/// # Errors
/// `NotSignedIn`; faults.
pub async fn own(call: &Call) -> Result<Account, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let found = accounts::account_find(&mut tx, person.user).await?;
    tx.commit().await?;
    found.map(|(_, account)| account).ok_or_else(|| AppError::NotSignedIn.into())
}

/// Changes the own account.
///
/// # Errors
/// `NotSignedIn`; wrong fields; `Changed`; faults.
pub async fn change(call: &Call, form: &PreferencesForm) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let revision: i64 = form.revision.parse().map_err(|_| AppError::Malformed)?;
    let wanted = read(form)?;
    let mut tx = call.state.store.begin_write().await?;
    accounts::account_set_preferences(&mut tx, person.user, revision, &wanted).await?;
    audits::audit_append_outside(
        &mut tx,
        Some(person.organisation),
        Some(person.user),
        call.now,
        "account.change",
        json!({ "user": person.user.to_string() }),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

fn read(form: &PreferencesForm) -> Result<PreferencesRow, Failure> {
    let mut problems = Problems::default();
    let name = problems.take("person_name", PersonName::parse(&form.person_name));
    let kana = optional_kana(&mut problems, "person_kana", &form.person_kana);
    let language = Language::parse(&form.language);
    if language.is_none() {
        problems.add("language", Problem::NotOffered);
    }
    let theme = known_theme(&form.theme);
    if theme.is_none() {
        problems.add("theme", Problem::NotOffered);
    }
    let has_zone = known_zone(&mut problems, &form.zone);
    match (name, kana, language, theme) {
        (Some(name), Some(kana), Some(language), Some(theme)) if has_zone => Ok(PreferencesRow {
            name: name.as_str().to_owned(),
            kana,
            language,
            theme,
            zone: form.zone.trim().to_owned(),
        }),
        _ => Err(problems.into()),
    }
}

fn known_theme(theme: &str) -> Option<String> {
    THEMES.contains(&theme).then(|| theme.to_owned())
}

/// Switches the language; of a stranger the browser alone remembers it.
///
/// # Errors
/// `Malformed` for another language; faults.
pub async fn set_language(call: &Call, language: &str) -> Result<Language, Failure> {
    let language = Language::parse(language).ok_or(AppError::Malformed)?;
    if let Caller::SignedIn(person) = &call.caller {
        let mut tx = call.state.store.begin_write().await?;
        accounts::account_set_language(&mut tx, person.user, language).await?;
        tx.commit().await?;
    }
    Ok(language)
}

/// Switches the theme; of a stranger the browser alone remembers it.
///
/// # Errors
/// `Malformed` for another theme; faults.
pub async fn set_theme(call: &Call, theme: &str) -> Result<String, Failure> {
    let theme = known_theme(theme).ok_or(AppError::Malformed)?;
    if let Caller::SignedIn(person) = &call.caller {
        let mut tx = call.state.store.begin_write().await?;
        accounts::account_set_theme(&mut tx, person.user, &theme).await?;
        tx.commit().await?;
    }
    Ok(theme)
}

/// Changes the password; every other session ends.
///
/// # Errors
/// `NotSignedIn`; `WrongPassword`; wrong fields; faults.
pub async fn change_password(call: &Call, present: &str, first: &str, again: &str) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let (_, account) = accounts::account_find(&mut tx, person.user).await?.ok_or(AppError::NotSignedIn)?;
    let kept = accounts::account_find_password(&mut tx, person.user).await?;
    tx.commit().await?;
    if !call.state.passwords.fits(present.to_owned(), kept).await? {
        return Err(Refusal::WrongPassword.into());
    }
    let mut problems = Problems::default();
    let address = problems.take("email", EmailAddress::parse(&account.email));
    let Some(password) = new_password(&mut problems, first, again, address.as_ref()) else {
        return Err(problems.into());
    };
    let hash = call.state.passwords.hash(password.as_str().to_owned()).await?;
    let mut tx = call.state.store.begin_write().await?;
    accounts::account_set_password(&mut tx, person.user, &hash).await?;
    sessions::session_delete_others(&mut tx, person.user, &person.session).await?;
    links::link_end_password(&mut tx, person.user, call.now).await?;
    audits::audit_append_outside(
        &mut tx,
        Some(person.organisation),
        Some(person.user),
        call.now,
        "password.change",
        json!({ "by": "own" }),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
