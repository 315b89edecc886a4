//! Set-up, signing in, sessions, invitations, firms and accounts.

use super::support::people::{FOREIGN_FIRM, JAPANESE_FIRM, PASSWORD, person_fields, secret_of};
use super::support::{Person, on_both_engines};
use crate::server::clock;

fn set_up_fields<'a>(secret: &'a str, email: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("secret", secret)];
    fields.extend(JAPANESE_FIRM);
    fields.extend(person_fields("佐藤 花子", email));
    fields
}

on_both_engines!(the_set_up_link_makes_the_first_firm_and_signs_its_administrator_in, |server| {
    let mut administrator = server.administrator().await;
    let home = administrator.browser.get("/").await;
    assert_eq!(home.status, 200);
    assert!(home.text.contains("佐藤 花子"), "{}", home.text);
    assert!(server.set_up_secret().await.is_none());
});

on_both_engines!(a_set_up_link_is_good_once_even_for_two_at_the_same_time, |server| {
    let secret = server.set_up_secret().await.unwrap();
    let (mut one, mut two) = (server.stranger(), server.stranger());
    let (first, second) =
        (set_up_fields(&secret, "a@minato.example.jp"), set_up_fields(&secret, "b@minato.example.jp"));
    let (first, second) = tokio::join!(
        one.post("/link/x", "/api/links/set-up", &first),
        two.post("/link/x", "/api/links/set-up", &second),
    );
    let mut locations = [first.location.unwrap(), second.location.unwrap()];
    locations.sort();
    assert_eq!(locations[0], "/");
    assert!(locations[1].starts_with("/link/x?kept="), "{locations:?}");
});

on_both_engines!(a_newer_set_up_link_ends_the_older_one, |server| {
    let old = server.set_up_secret().await.unwrap();
    let new = server.set_up_secret().await.unwrap();
    let mut browser = server.stranger();
    assert_eq!(browser.get(&format!("/link/{old}")).await.status, 410);
    assert_eq!(browser.get(&format!("/link/{new}")).await.status, 200);
});

on_both_engines!(signing_in_needs_the_right_password_and_leads_to_the_wanted_page, |server| {
    let administrator = server.administrator().await;
    let mut browser = server.stranger();
    let wanted = browser.get("/settings").await;
    assert_eq!(wanted.status, 303);
    assert_eq!(wanted.location.as_deref(), Some("/sign-in?next=%2Fsettings"));
    let page = "/sign-in?next=/settings";
    let email = administrator.email.as_str();
    let wrong =
        browser.post(page, "/api/sign-in", &[("email", email), ("password", "wrong"), ("next", "/settings")]).await;
    let back = browser.follow(&wrong).await;
    assert!(back.text.contains("メールアドレスまたはパスワードが違います"), "{}", back.text);
    assert!(back.text.contains(email) && !back.text.contains("value=\"wrong\""));
    assert!(browser.cookie("musubi_session").is_none());
    let right = [("email", " SATO@Minato.example.jp "), ("password", PASSWORD), ("next", "/settings")];
    let right = browser.post(page, "/api/sign-in", &right).await;
    assert_eq!((right.status, right.location.as_deref()), (303, Some("/settings")));
    let cookie = right
        .headers
        .get_all("set-cookie")
        .iter()
        .find_map(|value| value.to_str().ok().filter(|text| text.starts_with("musubi_session=")));
    let cookie = cookie.unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert_eq!(browser.get("/settings").await.status, 200);
});

on_both_engines!(after_signing_in_nobody_is_sent_to_another_site, |server| {
    let administrator = server.administrator().await;
    for next in ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", ""] {
        let mut browser = server.stranger();
        let fields = [("email", administrator.email.as_str()), ("password", PASSWORD), ("next", next)];
        let answer = browser.post("/sign-in", "/api/sign-in", &fields).await;
        assert_eq!(answer.location.as_deref(), Some("/"), "{next}");
    }
});

on_both_engines!(signing_in_gives_a_new_session_and_ends_the_one_the_browser_had, |server| {
    let mut administrator = server.administrator().await;
    let before = administrator.browser.cookie("musubi_session").unwrap().to_owned();
    let fields = [("email", administrator.email.as_str()), ("password", PASSWORD)];
    administrator.browser.post("/sign-in", "/api/sign-in", &fields).await;
    let after = administrator.browser.cookie("musubi_session").unwrap().to_owned();
    assert_ne!(before, after);
    let mut old = server.stranger();
    old.set_cookie("musubi_session", &before);
    assert_eq!(old.call("/api/preferences/own", &[]).await.status, 401);
});

on_both_engines!(an_unknown_address_and_a_wrong_password_are_told_the_same, |server| {
    let administrator = server.administrator().await;
    let mut texts = Vec::new();
    for email in [administrator.email.as_str(), "nobody@minato.example.jp", "no address"] {
        let fields = [("email", email), ("password", "something else")];
        let answer = server.stranger().call("/api/sign-in", &fields).await;
        assert_eq!(answer.status, 422);
        texts.push(answer.text);
    }
    texts.dedup();
    assert_eq!(texts.len(), 1, "{texts:?}");
});

on_both_engines!(after_five_failures_an_address_must_wait, |server| {
    let administrator = server.administrator().await;
    let mut browser = server.stranger();
    let wrong = [("email", administrator.email.as_str()), ("password", "wrong")];
    for _ in 0..5 {
        assert_eq!(browser.call("/api/sign-in", &wrong).await.status, 422);
    }
    let right = [("email", administrator.email.as_str()), ("password", PASSWORD)];
    let answer = browser.call("/api/sign-in", &right).await;
    assert_eq!(answer.status, 429, "{}", answer.text);
    assert!(answer.text.contains("\"seconds\":5"), "{}", answer.text);
    let other = [("email", "other@minato.example.jp"), ("password", "wrong")];
    assert_eq!(browser.call("/api/sign-in", &other).await.status, 422);
});

on_both_engines!(many_tries_at_once_do_not_pass_the_limit, |server| {
    let administrator = server.administrator().await;
    let wrong = [("email", administrator.email.as_str()), ("password", "wrong")];
    let tries = (0..12).map(|_| {
        let mut browser = server.stranger();
        async move { browser.call("/api/sign-in", &wrong).await.status }
    });
    let statuses = futures::future::join_all(tries).await;
    assert_eq!(statuses.iter().filter(|status| **status == 422).count(), 5, "{statuses:?}");
});

on_both_engines!(signing_out_ends_the_session_and_everywhere_ends_all, |server| {
    let mut administrator = server.administrator().await;
    let mut second = sign_in(&server, &administrator).await;
    let mut third = sign_in(&server, &administrator).await;
    let token = second.browser.cookie("musubi_session").unwrap().to_owned();
    let answer = second.browser.post("/", "/api/sign-out", &[]).await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in"));
    assert!(second.browser.cookie("musubi_session").is_none());
    second.browser.set_cookie("musubi_session", &token);
    assert_eq!(second.browser.call("/api/preferences/own", &[]).await.status, 401);
    third.browser.post("/settings", "/api/sign-out-everywhere", &[]).await;
    assert_eq!(administrator.browser.call("/api/preferences/own", &[]).await.status, 401);
});

async fn sign_in(server: &super::support::TestServer, person: &Person) -> Person {
    let mut browser = server.stranger();
    let fields = [("email", person.email.as_str()), ("password", PASSWORD)];
    let answer = browser.post("/sign-in", "/api/sign-in", &fields).await;
    assert_eq!(answer.location.as_deref(), Some("/"), "{}", answer.text);
    Person { browser, ..person.clone() }
}

on_both_engines!(a_change_of_password_ends_the_other_sessions_only, |server| {
    let mut administrator = server.administrator().await;
    let mut other = sign_in(&server, &administrator).await;
    let new = "another long phrase";
    let wrong = [("present_password", "wrong"), ("password", new), ("password_again", new)];
    assert_eq!(administrator.browser.call("/api/preferences/password", &wrong).await.status, 422);
    let differs = [("present_password", PASSWORD), ("password", new), ("password_again", "x")];
    let answer = administrator.browser.call("/api/preferences/password", &differs).await;
    assert!(answer.text.contains("password_again"), "{}", answer.text);
    let right = [("present_password", PASSWORD), ("password", new), ("password_again", new)];
    assert_eq!(administrator.browser.call("/api/preferences/password", &right).await.status, 200);
    assert_eq!(other.browser.call("/api/preferences/own", &[]).await.status, 401);
    assert_eq!(administrator.browser.call("/api/preferences/own", &[]).await.status, 200);
    let fields = [("email", administrator.email.as_str()), ("password", new)];
    assert_eq!(server.stranger().call("/api/sign-in", &fields).await.status, 200);
});

on_both_engines!(an_invited_colleague_joins_the_firm_once, |server| {
    let mut administrator = server.administrator().await;
    let mut colleague = server.colleague(&mut administrator, "田中 次郎", "tanaka@minato.example.jp").await;
    assert_eq!(colleague.organisation, administrator.organisation);
    let listed = administrator.browser.call("/api/accounts/list", &[]).await;
    assert!(listed.text.contains("田中 次郎"), "{}", listed.text);
    let refused = colleague.browser.call("/api/links/invite-colleague", &[("email", "x@minato.example.jp")]).await;
    assert_eq!(refused.status, 403);
    assert_eq!(colleague.browser.call("/api/links/list", &[]).await.status, 403);
});

on_both_engines!(a_used_or_withdrawn_invitation_lets_nobody_in, |server| {
    let mut administrator = server.administrator().await;
    let made = administrator.browser.call("/api/links/invite-colleague", &[("email", "a@minato.example.jp")]).await;
    let secret = secret_of(&made.text);
    let mut fields = vec![("secret", secret.as_str())];
    fields.extend(person_fields("田中", "ignored@minato.example.jp"));
    assert_eq!(server.stranger().call("/api/links/join", &fields).await.status, 200);
    assert_eq!(server.stranger().call("/api/links/join", &fields).await.status, 422);
    assert_eq!(server.stranger().get(&format!("/link/{secret}")).await.status, 410);
    let made = administrator.browser.call("/api/links/invite-colleague", &[("email", "b@minato.example.jp")]).await;
    let listed = administrator.browser.call("/api/links/list", &[]).await;
    let id = listed.text.split("\"id\":\"").nth(1).unwrap()[..36].to_owned();
    assert_eq!(administrator.browser.call("/api/links/revoke", &[("link", &id)]).await.status, 200);
    assert_eq!(server.stranger().get(&format!("/link/{}", secret_of(&made.text))).await.status, 410);
});

on_both_engines!(an_invitation_makes_an_account_for_the_invited_address_only, |server| {
    let mut administrator = server.administrator().await;
    let made = administrator.browser.call("/api/links/invite-colleague", &[("email", "a@minato.example.jp")]).await;
    let secret = secret_of(&made.text);
    let mut fields = vec![("secret", secret.as_str())];
    fields.extend(person_fields("田中", "someone-else@minato.example.jp"));
    assert_eq!(server.stranger().call("/api/links/join", &fields).await.status, 200);
    let listed = administrator.browser.call("/api/accounts/list", &[]).await;
    assert!(listed.text.contains("\"a@minato.example.jp\"") && !listed.text.contains("someone-else"));
});

on_both_engines!(a_link_after_its_time_is_spent, |server| {
    use crate::domain::link::LinkPurpose;
    use crate::server::access::link;
    let now = clock::now();
    let mut tx = server.state.store.begin_write().await.unwrap();
    let mut row = link::blank(LinkPurpose::SetUp, now);
    row.expires_at = now.plus(-1);
    let token = link::make(&mut tx, &row, now.plus(-1000)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(server.stranger().get(&format!("/link/{}", token.secret)).await.status, 410);
    let fields = set_up_fields(&token.secret, "a@minato.example.jp");
    let answer = server.stranger().call("/api/links/set-up", &fields).await;
    assert!(answer.text.contains("LinkSpent"), "{}", answer.text);
});

on_both_engines!(an_invited_partner_makes_its_own_firm, |server| {
    let mut administrator = server.administrator().await;
    let mut partner = server.partner(&mut administrator, "ingrid@fjordvarsel.example.no").await;
    assert_ne!(partner.organisation, administrator.organisation);
    let own = partner.browser.call("/api/organisations/own", &[]).await;
    assert!(own.text.contains("Fjordvarsel AS") && own.text.contains("\"NO\""), "{}", own.text);
    let listed = partner.browser.call("/api/accounts/list", &[]).await;
    assert!(!listed.text.contains("佐藤"), "{}", listed.text);
    let account = partner.browser.call("/api/preferences/own", &[]).await;
    assert!(account.text.contains("Europe/Oslo"), "{}", account.text);
});

on_both_engines!(an_outsider_can_do_nothing_to_the_accounts_of_another_firm, |server| {
    let administrator = server.administrator().await;
    let mut outsider = server.stranger_firm().await;
    let user = administrator.user.to_string();
    for (path, fields) in [
        ("/api/accounts/remove", vec![("user", user.as_str())]),
        ("/api/accounts/set-administrator", vec![("user", user.as_str()), ("administrator", "no")]),
        ("/api/accounts/password-link", vec![("user", user.as_str())]),
    ] {
        assert_eq!(outsider.browser.call(path, &fields).await.status, 404, "{path}");
        assert_eq!(server.stranger().call(path, &fields).await.status, 401, "{path}");
    }
});

on_both_engines!(wrong_particulars_are_told_all_at_once_and_come_back_filled, |server| {
    let secret = server.set_up_secret().await.unwrap();
    let mut browser = server.stranger();
    let page = format!("/link/{secret}");
    let mut fields = set_up_fields(&secret, "sato@minato.example.jp");
    for (name, value) in &mut fields {
        match *name {
            "corporate_number" => *value = "1234567890123",
            "name" => *value = "㈱湊技研",
            "zone" => *value = "Mars/Olympus",
            "password_again" => *value = "something different",
            _ => {}
        }
    }
    let refused = browser.post(&page, "/api/links/set-up", &fields).await;
    let back = browser.follow(&refused).await;
    assert_eq!(back.status, 200);
    for expected in ["検査用数字", "略記は使えません", "2つの入力が一致しません", "1234567890123", "㈱湊技研"]
    {
        assert!(back.text.contains(expected), "{expected} is missing: {}", back.text);
    }
    assert!(!back.text.contains(PASSWORD) && !back.text.contains("something different"));
});

on_both_engines!(the_second_of_two_editors_of_a_firm_is_told_and_keeps_what_was_typed, |server| {
    let mut administrator = server.administrator().await;
    let mut fields = vec![("revision", "1")];
    fields.extend(JAPANESE_FIRM);
    let saved = administrator.browser.post("/organisation", "/api/organisations/change", &fields).await;
    assert_eq!(saved.location.as_deref(), Some("/organisation?saved=1"));
    fields[2].1 = "株式会社みなと技研";
    let second = administrator.browser.post("/organisation", "/api/organisations/change", &fields).await;
    let back = administrator.browser.follow(&second).await;
    assert!(back.text.contains("ほかの人が先に変更しました"), "{}", back.text);
    assert!(back.text.contains("株式会社みなと技研") && back.text.contains("株式会社湊技研"), "both are shown");
    assert!(back.text.contains("佐藤 花子"), "who was first is named");
    assert!(back.text.contains("name=\"revision\" value=\"2\""), "saving again replaces: {}", back.text);
});

on_both_engines!(the_last_administrator_stays_and_a_removed_account_is_out_at_once, |server| {
    let mut administrator = server.administrator().await;
    let mut colleague = server.colleague(&mut administrator, "田中 次郎", "tanaka@minato.example.jp").await;
    let own = administrator.user.to_string();
    let refused = administrator.browser.call("/api/accounts/remove", &[("user", &own)]).await;
    assert!(refused.text.contains("LastAdministrator"), "{}", refused.text);
    let fields = [("user", own.as_str()), ("administrator", "no")];
    let refused = administrator.browser.call("/api/accounts/set-administrator", &fields).await;
    assert!(refused.text.contains("LastAdministrator"), "{}", refused.text);
    let other = colleague.user.to_string();
    assert_eq!(administrator.browser.call("/api/accounts/remove", &[("user", &other)]).await.status, 200);
    assert_eq!(colleague.browser.call("/api/preferences/own", &[]).await.status, 401);
    let fields = [("email", colleague.email.as_str()), ("password", PASSWORD)];
    assert_eq!(server.stranger().call("/api/sign-in", &fields).await.status, 422);
    server.colleague(&mut administrator, "田中 次郎", "tanaka@minato.example.jp").await;
});

on_both_engines!(a_password_link_of_the_administrator_sets_a_new_one_and_ends_the_sessions, |server| {
    let mut administrator = server.administrator().await;
    let mut colleague = server.colleague(&mut administrator, "田中 次郎", "tanaka@minato.example.jp").await;
    let user = colleague.user.to_string();
    let old = administrator.browser.call("/api/accounts/password-link", &[("user", &user)]).await;
    let made = administrator.browser.post("/users", "/api/accounts/password-link", &[("user", &user)]).await;
    let shown = administrator.browser.follow(&made).await;
    let secret = secret_of(&shown.text);
    let again = administrator.browser.get("/users").await;
    assert!(!again.text.contains(&secret), "the link is shown once");
    assert_eq!(server.stranger().get(&format!("/link/{}", secret_of(&old.text))).await.status, 410);
    let new = "another long phrase";
    let fields = [("secret", secret.as_str()), ("password", new), ("password_again", new)];
    assert_eq!(server.stranger().call("/api/links/password", &fields).await.status, 200);
    assert_eq!(colleague.browser.call("/api/preferences/own", &[]).await.status, 401);
    let fields = [("email", colleague.email.as_str()), ("password", new)];
    assert_eq!(server.stranger().call("/api/sign-in", &fields).await.status, 200);
});

on_both_engines!(a_form_sent_after_the_session_ended_comes_back_filled_after_signing_in, |server| {
    let mut administrator = server.administrator().await;
    let mut other = sign_in(&server, &administrator).await;
    other.browser.post("/settings", "/api/sign-out-everywhere", &[]).await;
    let mut fields = vec![("revision", "1")];
    fields.extend(JAPANESE_FIRM);
    fields[2].1 = "株式会社みなと技研";
    let sent = administrator.browser.post("/organisation", "/api/organisations/change", &fields).await;
    let location = sent.location.clone().unwrap();
    assert!(location.starts_with("/sign-in?next="), "{location}");
    let page = administrator.browser.follow(&sent).await;
    assert!(page.text.contains("入力した内容は保管してあります"), "{}", page.text);
    let next = page.text.split("name=\"next\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = [("email", administrator.email.as_str()), ("password", PASSWORD), ("next", next.as_str())];
    let signed_in = administrator.browser.post(&location, "/api/sign-in", &fields).await;
    let back = administrator.browser.follow(&signed_in).await;
    assert!(back.text.contains("株式会社みなと技研"), "{}", back.text);
});

on_both_engines!(the_language_of_a_stranger_is_remembered_by_the_browser_and_of_a_person_by_the_account, |server| {
    let mut stranger = server.stranger();
    let answer = stranger.post("/sign-in?next=/users", "/api/preferences/language", &[("language", "en")]).await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in?next=/users"));
    assert!(stranger.get("/sign-in").await.text.contains("E-mail address"));
    let mut administrator = server.administrator().await;
    administrator.browser.post("/", "/api/preferences/language", &[("language", "en")]).await;
    let mut other = sign_in(&server, &administrator).await;
    assert!(other.browser.get("/settings").await.text.contains("<html lang=\"en\""));
    administrator.browser.post("/settings", "/api/preferences/theme", &[("theme", "dark")]).await;
    assert!(other.browser.get("/settings").await.text.contains("data-theme=\"dark\""));
});

on_both_engines!(settings_are_saved_and_wrong_ones_are_told, |server| {
    let mut administrator = server.administrator().await;
    let mut fields = vec![
        ("person_name", "佐藤 華子"),
        ("person_kana", "ｻﾄｳ ﾊﾅｺ"),
        ("language", "ja"),
        ("theme", "light"),
        ("zone", "Europe/Oslo"),
        ("revision", "1"),
    ];
    let saved = administrator.browser.call("/api/preferences/change", &fields).await;
    assert_eq!(saved.status, 200, "{}", saved.text);
    let own = administrator.browser.call("/api/preferences/own", &[]).await;
    assert!(own.text.contains("佐藤 華子") && own.text.contains("サトウ　ハナコ"), "{}", own.text);
    assert_eq!(administrator.browser.call("/api/preferences/change", &fields).await.status, 409);
    fields[5].1 = "2";
    fields[4].1 = "Mars/Olympus";
    assert_eq!(administrator.browser.call("/api/preferences/change", &fields).await.status, 422);
});

on_both_engines!(a_foreign_firm_needs_its_register_and_its_readings, |server| {
    let secret = server.set_up_secret().await.unwrap();
    let mut fields = vec![("secret", secret.as_str()), ("zone", "Europe/Oslo")];
    fields.extend(
        FOREIGN_FIRM
            .into_iter()
            .filter(|(name, _)| !matches!(*name, "registry" | "name_kana" | "representative_kana" | "country")),
    );
    fields.extend(person_fields("Ingrid Haugen", "ingrid@fjordvarsel.example.no"));
    let answer = server.stranger().call("/api/links/set-up", &fields).await;
    assert_eq!(answer.status, 422);
    for field in ["registry", "name_kana", "representative_kana", "country"] {
        assert!(answer.text.contains(&format!("\"field\":\"{field}\"")), "{field}: {}", answer.text);
    }
});

on_both_engines!(an_invitation_is_for_the_person_it_names, |server| {
    let bid = server.bid().await;
    let mut coordinator = bid.coordinator.browser.clone();
    let fields = [("bid", bid.id.as_str()), ("email", "partner@example.no"), ("role", "writer"), ("section", "")];
    let answer = coordinator.post(&bid.page("people"), "/api/seats/invite", &fields).await;
    let shown = coordinator.follow(&answer).await;
    let secret = secret_of(&shown.text);
    let mut other = server.outsider().await.browser;
    let refused = other.post("/", "/api/links/accept", &[("secret", secret.as_str())]).await;
    assert!(refused.location.unwrap().contains("kept="));
    assert_eq!(other.get(&bid.page("")).await.status, 404);
});

on_both_engines!(a_link_of_someone_who_may_no_longer_give_seats_gives_none, |server| {
    let bid = server.bid().await;
    let second = server.writer_on(&bid).await;
    let user = second.user.to_string();
    let mut coordinator = bid.coordinator.browser.clone();
    let promote = [("bid", bid.id.as_str()), ("user", user.as_str()), ("role", "coordinator"), ("section", "")];
    coordinator.post(&bid.page("people"), "/api/seats/change", &promote).await;
    let mut second_browser = second.browser.clone();
    let fields = [("bid", bid.id.as_str()), ("email", "partner@example.no"), ("role", "writer"), ("section", "")];
    let answer = second_browser.post(&bid.page("people"), "/api/seats/invite", &fields).await;
    let secret = secret_of(&second_browser.follow(&answer).await.text);
    let take = [("bid", bid.id.as_str()), ("user", user.as_str())];
    coordinator.post(&bid.page("people"), "/api/seats/take", &take).await;
    let mut stranger = server.stranger();
    let mut form = vec![("secret", secret.as_str())];
    form.extend(FOREIGN_FIRM);
    form.extend(person_fields("Ingrid Haugen", ""));
    let refused = stranger.post(&format!("/link/{secret}"), "/api/links/found", &form).await;
    assert!(refused.location.unwrap().contains("kept="));
});
