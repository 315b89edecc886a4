//! The catalogue of forms over HTTP: every form with an example, and a changed text that is shown and not kept.

use super::support::on_both_engines;
use crate::domain::language::Language;
use crate::server::templates::Templates;
use crate::ui::wording::{in_language, template_fault};

const PAGE: &str = "/catalogue/F27";
const TRY: &str = "/api/catalogue/try";

on_both_engines!(every_form_is_listed_and_shown_with_an_example, |server| {
    let mut person = server.outsider().await;
    let list = person.browser.get("/catalogue").await;
    assert_eq!(list.status, 200);
    let templates = Templates::load(None).unwrap();
    for form in templates.forms() {
        let page = format!("/catalogue/{}", form.code);
        assert!(list.text.contains(&format!("href=\"{page}\"")), "{page}");
        let shown = person.browser.get(&format!("{page}?firms=three&order=b&agent=yes")).await;
        assert_eq!(shown.status, 200, "{page}");
        assert!(shown.text.contains("ms-document"), "{page}");
    }
    let variant = person.browser.get(&format!("{PAGE}?variant=participation&firms=one")).await;
    assert!(
        variant.text.contains("参　加　辞　退　届") && !variant.text.contains("（構成員）"),
        "the variant of one firm"
    );
});

on_both_engines!(a_changed_text_is_shown_and_not_kept, |server| {
    let mut person = server.outsider().await;
    let templates = Templates::load(None).unwrap();
    let text = templates.text("forms/F27.toml").unwrap().replace('\n', "\r\n");
    let changed = text.replace("入　札　辞　退　届", "入　札　辞　退　通　知");
    let answer = person.browser.post(PAGE, TRY, &[("code", "F27"), ("text", &changed)]).await;
    let tried = person.browser.follow(&answer).await;
    assert!(tried.text.matches("入　札　辞　退　通　知").count() > 1, "in the paper and in the text");
    let broken = format!("{text}\r\n[[block]]\r\nkind = \"poem\"\r\n");
    let line = text.lines().count() + 3;
    let answer = person.browser.post(PAGE, TRY, &[("code", "F27"), ("text", &broken)]).await;
    let refused = person.browser.follow(&answer).await;
    let told = [format!("{line}行目"), format!("Line {line} ")];
    assert!(told.iter().any(|told| refused.text.contains(told)), "{}", refused.text);
    assert!(refused.text.contains("F27.toml") && refused.text.contains("templates/forms/README.md"), "what to do");
    assert!(refused.text.matches("入　札　辞　退　届").count() > 1, "the form as it is kept stays in sight");
    let again = person.browser.get(PAGE).await;
    assert!(!again.text.contains("入　札　辞　退　通　知") && !again.text.contains("poem"));
});

#[test]
fn what_is_wrong_with_a_text_is_told_in_both_languages() {
    let templates = Templates::load(None).unwrap();
    let text = templates.text("forms/F27.toml").unwrap();
    let broken = |from: &str, to: &str| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        let problem = templates.try_form("F27", &changed).unwrap_err();
        let told = |language| in_language(language, || problem.told(template_fault::sentence));
        (told(Language::Japanese), told(Language::English))
    };
    for (from, to, japanese, english) in [
        ("kind = \"date\"", "kind = \"dtae\"", "「dtae」という種類のブロックはありません", "No block is called `dtae`"),
        ("kind = \"date\"", "knd = \"date\"", "kind = \"…\" の行を加えてください", "Add a line kind"),
        (
            "kind = \"date\"",
            "kind = \"date\"\ncolour = 1",
            "「colour」はここでは使えません",
            "`colour` means nothing here",
        ),
        ("kind = \"date\"", "kind = 3", "文字列を書いてください", "Write a text"),
        ("kind = \"date\"", "kind = \"date", "閉じていない", "has no partner"),
        (
            "kind = \"date\"",
            "kind = \"date\"\nwhen = \"rain\"",
            "「rain」という条件はありません",
            "No condition is called `rain`",
        ),
        ("layout = \"letter_dense\"", "layout = \"scroll\"", "用紙設定はありません", "No layout is called `scroll`"),
        ("code = \"F27\"", "code = \"F28\"", "ファイル名と一致しません", "differs from the name of the file"),
    ] {
        let (ja, en) = broken(from, to);
        assert!(ja.starts_with("forms/F27.toml:") && ja.contains(japanese), "{ja}");
        assert!(en.starts_with("forms/F27.toml:") && en.contains(english), "{en}");
    }
}
