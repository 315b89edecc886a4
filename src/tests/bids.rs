//! Bids: beginning, seats, leaving, putting away; who may do what.

use super::support::bids::TestBid;
use super::support::{Answer, Person, TestServer, on_both_engines};
use crate::domain::deadline::{Moment, Precision};
use crate::domain::seat::{Action, Role};

/// What a script is told.
async fn call(person: &mut Person, path: &str, fields: &[(&str, &str)]) -> Answer {
    person.browser.call(path, fields).await
}

on_both_engines!(a_bid_begins_with_its_coordinator_firm_and_outline, |server| {
    let bid = server.bid().await;
    assert_eq!(server.sections_of(&bid).await.len(), 12);
    let texts = "select count(*) from section_text x join section s on s.id = x.section_id where s.bid_id = $1";
    assert_eq!(server.value_of(texts, &[&bid.id]).await, "24");
    let firms = "select count(*) from bid_organisation where bid_id = $1";
    assert_eq!(server.value_of(firms, &[&bid.id]).await, "1");
    let audit = "select action from audit where scope = $1 and number = 1";
    assert_eq!(server.value_of(audit, &[&bid.id]).await, "bid.create");
});

on_both_engines!(beginning_twice_leads_to_the_same_bid, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let answer = person.browser.post("/tenders", "/api/bids/create", &[("tender", &bid.tender)]).await;
    assert_eq!(answer.location, Some(bid.page("")));
});

on_both_engines!(a_tender_of_another_firm_or_unconfirmed_begins_no_bid, |server| {
    let bid = server.bid().await;
    let mut outsider = server.outsider().await;
    assert_eq!(call(&mut outsider, "/api/bids/create", &[("tender", &bid.tender)]).await.status, 404);
    let tender = server.tender_of(outsider.organisation, "未確認の案件").await.to_string();
    server.run_sql("update tender set state = 'proposed' where id = $1", &[&tender]).await;
    let answer = call(&mut outsider, "/api/bids/create", &[("tender", &tender)]).await;
    assert_eq!((answer.status, answer.text.contains("TenderUnconfirmed")), (422, true), "{}", answer.text);
    assert_eq!(server.stranger().call("/api/bids/create", &[("tender", &tender)]).await.status, 401);
});

on_both_engines!(the_last_coordinator_cannot_leave_or_be_removed, |server| {
    let bid = server.bid().await;
    let mut first = bid.coordinator.clone();
    let answer = call(&mut first, "/api/bids/leave", &[("bid", &bid.id)]).await;
    assert!(answer.text.contains("LastCoordinator"), "{}", answer.text);
    let user = first.user.to_string();
    let answer = call(&mut first, "/api/seats/change", &[("bid", &bid.id), ("user", &user), ("role", "viewer")]).await;
    assert!(answer.text.contains("LastCoordinator"), "{}", answer.text);
    let mut second = server.coordinator_on(&bid).await;
    assert_eq!(call(&mut second, "/api/seats/take", &[("bid", &bid.id), ("user", &user)]).await.status, 200);
    assert_eq!(call(&mut first, "/api/bids/overview", &[("bid", &bid.id)]).await.status, 404);
    let answer = call(&mut second, "/api/bids/leave", &[("bid", &bid.id)]).await;
    assert!(answer.text.contains("LastCoordinator"), "{}", answer.text);
});

on_both_engines!(who_leaves_loses_the_bid_and_their_sections, |server| {
    let bid = server.bid().await;
    let mut writer = server.writer_on(&bid).await;
    let user = writer.user.to_string();
    server.run_sql("update section set assignee_id = $1 where bid_id = $2 and position = 1", &[&user, &bid.id]).await;
    let answer = writer.browser.post(&bid.page(""), "/api/bids/leave", &[("bid", &bid.id)]).await;
    assert_eq!(answer.location.as_deref(), Some("/"));
    assert_eq!(call(&mut writer, "/api/bids/overview", &[("bid", &bid.id)]).await.status, 404);
    let left = "select count(*) from section where assignee_id = $1";
    assert_eq!(server.value_of(left, &[&user]).await, "0");
});

on_both_engines!(an_archived_bid_can_be_read_and_not_changed, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let way = "href=\"/bids?show=archived\"";
    assert!(!person.browser.get("/").await.text.contains(way), "nothing was put away yet");
    assert_eq!(call(&mut person, "/api/bids/archive", &[("bid", &bid.id)]).await.status, 200);
    assert!(person.browser.get("/").await.text.contains(way));
    assert_eq!(call(&mut person, "/api/bids/overview", &[("bid", &bid.id)]).await.status, 200);
    let fields = [("bid", bid.id.as_str()), ("email", &person.email.clone()), ("role", "viewer")];
    let answer = call(&mut person, "/api/seats/give", &fields).await;
    assert!(answer.text.contains("Archived"), "{}", answer.text);
    assert_eq!(call(&mut person, "/api/bids/reopen", &[("bid", &bid.id)]).await.status, 200);
    let answer = call(&mut person, "/api/seats/give", &fields).await;
    assert!(answer.text.contains("SeatTaken"), "{}", answer.text);
});

on_both_engines!(a_seat_goes_to_people_of_the_bids_firms_only, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let outsider = server.outsider().await;
    let fields = [("bid", bid.id.as_str()), ("email", &outsider.email), ("role", "viewer")];
    let answer = call(&mut person, "/api/seats/give", &fields).await;
    assert!(answer.text.contains("NotAmongFirms"), "{}", answer.text);
    let stranger = [("bid", bid.id.as_str()), ("email", "nobody@example.com"), ("role", "viewer")];
    assert!(call(&mut person, "/api/seats/give", &stranger).await.text.contains("NotAmongFirms"));
    let partner = server.partner_on(&bid).await;
    let other = server.person_of(partner.organisation, "Ola").await;
    let fields = [("bid", bid.id.as_str()), ("email", &other.email), ("role", "king")];
    assert!(call(&mut person, "/api/seats/give", &fields).await.text.contains("NotOffered"));
    let fields = [("bid", bid.id.as_str()), ("email", &other.email), ("role", "contributor")];
    assert!(call(&mut person, "/api/seats/give", &fields).await.text.contains("NotOffered"));
    let fields = [("bid", bid.id.as_str()), ("email", &other.email), ("role", "viewer")];
    assert_eq!(call(&mut person, "/api/seats/give", &fields).await.status, 200);
});

on_both_engines!(a_coordinator_withdraws_an_invitation_to_the_bid, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let fields = [("bid", bid.id.as_str()), ("email", "late@example.no"), ("role", "viewer")];
    let made = call(&mut person, "/api/seats/invite", &fields).await;
    let secret = crate::tests::support::people::secret_of(&made.text);
    let page = person.browser.get(&bid.page("people")).await.text;
    assert!(page.contains("late@example.no") && page.contains("/api/seats/revoke"), "{page}");
    let link = server.value_of("select id from one_time_link where bid_id = $1", &[&bid.id]).await;
    let revoke = [("bid", bid.id.as_str()), ("link", link.as_str())];
    let mut writer = server.writer_on(&bid).await;
    assert_eq!(call(&mut writer, "/api/seats/revoke", &revoke).await.status, 403);
    assert_eq!(call(&mut person, "/api/seats/revoke", &revoke).await.status, 200);
    assert_eq!(call(&mut person, "/api/seats/revoke", &revoke).await.status, 404, "once");
    assert_eq!(server.stranger().get(&format!("/link/{secret}")).await.status, 410);
    assert!(!person.browser.get(&bid.page("people")).await.text.contains("late@example.no"));
    assert!(person.browser.get(&bid.page("audit")).await.text.contains("withdrew the invitation of"));
});

on_both_engines!(an_invitation_to_another_bid_cannot_be_withdrawn, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let link = server.open_link(person.organisation, None).await;
    let revoke = [("bid", bid.id.as_str()), ("link", link.as_str())];
    assert_eq!(call(&mut person, "/api/seats/revoke", &revoke).await.status, 404);
});

async fn administrator_of(server: &TestServer, organisation: crate::domain::id::OrganisationId) -> Person {
    let person = server.person_of(organisation, "管理者").await;
    let promote = "update user_account set is_administrator = 1 where id = $1";
    server.run_sql(promote, &[&person.user.to_string()]).await;
    person
}

on_both_engines!(an_administrator_takes_over_a_bid_without_a_coordinator, |server| {
    let bid = server.bid().await;
    let mut administrator = administrator_of(&server, bid.coordinator.organisation).await;
    let own = [("bid", bid.id.as_str())];
    assert_eq!(call(&mut administrator, "/api/bids/adopt", &own).await.status, 404, "it has a coordinator");
    let mut coordinator = bid.coordinator.clone();
    assert_eq!(call(&mut coordinator, "/api/bids/archive", &own).await.status, 200);
    let user = coordinator.user.to_string();
    assert_eq!(call(&mut administrator, "/api/accounts/remove", &[("user", &user)]).await.status, 200);
    let users = administrator.browser.get("/users").await.text;
    assert!(users.contains("Bids without a coordinator") && users.contains("/api/bids/adopt"), "{users}");
    let mut colleague = server.person_of(administrator.organisation, "同僚").await;
    assert_eq!(call(&mut colleague, "/api/bids/adopt", &own).await.status, 403);
    let elsewhere = server.firm("japanese", "よその会社株式会社").await;
    let mut outsider = administrator_of(&server, elsewhere).await;
    assert_eq!(call(&mut outsider, "/api/bids/adopt", &own).await.status, 404);
    let answer = administrator.browser.post("/users", "/api/bids/adopt", &own).await;
    assert_eq!(answer.location, Some(bid.page("")));
    let page = administrator.browser.get(&bid.page("people")).await;
    assert_eq!((page.status, page.text.contains("/api/seats/give")), (200, true), "{}", page.text);
    assert!(administrator.browser.get(&bid.page("audit")).await.text.contains("took the bid over"));
});

on_both_engines!(who_is_removed_leaves_the_bids_with_an_entry_in_their_trail, |server| {
    let bid = server.bid().await;
    let mut administrator = administrator_of(&server, bid.coordinator.organisation).await;
    let writer = server.writer_on(&bid).await;
    let user = writer.user.to_string();
    server.run_sql("update section set assignee_id = $1 where bid_id = $2 and position = 1", &[&user, &bid.id]).await;
    assert_eq!(call(&mut administrator, "/api/accounts/remove", &[("user", &user)]).await.status, 200);
    assert_eq!(server.value_of("select count(*) from section where assignee_id = $1", &[&user]).await, "0");
    assert_eq!(server.value_of("select count(*) from seat where user_id = $1", &[&user]).await, "0");
    let mut coordinator = bid.coordinator.clone();
    let trail = coordinator.browser.get(&bid.page("audit")).await.text;
    assert!(trail.contains("and with it the seat, of") && trail.contains("is unbroken"), "{trail}");
});

on_both_engines!(two_firms_that_remove_their_coordinators_at_once_leave_one, |server| {
    let bid = server.bid().await;
    let mut own = administrator_of(&server, bid.coordinator.organisation).await;
    for _ in 0..4 {
        let partner = server.partner_on(&bid).await;
        let mut other = administrator_of(&server, partner.organisation).await;
        let (first, second) = (server.coordinator_of(&bid).await, partner.user.to_string());
        let (first, second) = ([("user", first.as_str())], [("user", second.as_str())]);
        let (one, two) = tokio::join!(
            call(&mut own, "/api/accounts/remove", &first),
            call(&mut other, "/api/accounts/remove", &second)
        );
        let removed = [one.status, two.status].iter().filter(|status| **status == 200).count();
        assert_eq!(removed, 1, "{} {}", one.text, two.text);
        let left = "select count(*) from seat s join user_account u on u.id = s.user_id
                    where s.bid_id = $1 and s.role = 'coordinator' and u.state = 'active'";
        assert_eq!(server.value_of(left, &[&bid.id]).await, "1");
        // The next round needs one of the bid's own firm again.
        let next = server.person_of(own.organisation, "次の人").await;
        server.run_sql("delete from seat where bid_id = $1 and role = 'coordinator'", &[&bid.id]).await;
        let seat = "insert into seat (bid_id, user_id, role, added_at) values ($1, $2, 'coordinator', 0)";
        server.run_sql(seat, &[&bid.id, &next.user.to_string()]).await;
    }
});

type Request<'a> = (Action, &'a str, Vec<(&'a str, &'a str)>);

/// One request for each action, harmless when it is allowed.
fn requests<'a>(bid: &'a TestBid, _section: &'a str) -> Vec<Request<'a>> {
    let own = ("bid", bid.id.as_str());
    vec![
        (Action::Read, "/api/bids/overview", vec![own]),
        (Action::Read, "/api/seats/list", vec![own]),
        (Action::ManageSeats, "/api/seats/give", vec![own, ("email", "no one"), ("role", "viewer")]),
        (Action::Archive, "/api/bids/reopen", vec![own]),
    ]
}

async fn person_with(server: &TestServer, bid: &TestBid, role: Role, section: &str) -> Person {
    match role {
        Role::Coordinator => bid.coordinator.clone(),
        Role::Contributor => server.contributor_on(bid, section).await,
        other => server.seat_on(bid, other.code(), "").await,
    }
}

on_both_engines!(the_permission_table_holds_at_the_doors, |server| {
    let bid = server.bid().await;
    let sections = server.sections_of(&bid).await;
    for role in Role::ALL {
        let mut person = person_with(&server, &bid, role, &sections[0]).await;
        for (action, path, fields) in requests(&bid, &sections[0]) {
            let status = call(&mut person, path, &fields).await.status;
            let refused = if role == Role::Contributor { 404 } else { 403 };
            let wanted = if role.may(action) { [200, 422] } else { [refused, refused] };
            assert!(wanted.contains(&status), "{role:?} at {path}: {status}");
        }
    }
});

on_both_engines!(an_outsider_finds_nothing_and_a_stranger_is_asked_to_sign_in, |server| {
    let bid = server.bid().await;
    let sections = server.sections_of(&bid).await;
    let mut outsider = server.outsider().await;
    for (_, path, fields) in requests(&bid, &sections[0]) {
        assert_eq!(call(&mut outsider, path, &fields).await.status, 404, "{path}");
        assert_eq!(server.stranger().call(path, &fields).await.status, 401, "{path}");
    }
});

/// A date of a tender, days from now.
async fn date_in(server: &TestServer, tender: &str, kind: &str, days: i64) -> String {
    let id = crate::domain::id::DeadlineId::fresh().to_string();
    let at = crate::server::clock::now().plus(days * crate::domain::instant::DAY);
    let local = Moment::from_utc_millis(at.0, Precision::Minute).unwrap().to_string();
    let statement = format!(
        "insert into deadline (id, tender_id, kind, at_local, at, certainty, origin)
         values ($1, $2, $3, $4, {}, 'fixed', 'person')",
        at.0
    );
    server.run_sql(&statement, &[&id, tender, kind, &local]).await;
    id
}

on_both_engines!(a_step_that_is_done_is_neither_next_nor_past_due, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let past = date_in(&server, &bid.tender, "question_by", -3).await;
    let ahead = date_in(&server, &bid.tender, "intent_by", 3).await;
    let fields = [("bid", bid.id.as_str())];
    let found = call(&mut person, "/api/documents/check", &fields).await.text;
    assert!(found.contains("deadline_passed"), "{found}");
    let page = person.browser.get(&bid.page("")).await.text;
    assert!(page.contains("until expression of interest due") && !page.contains("✓ done"), "{page}");
    for date in [&past, &ahead] {
        let done = [("bid", bid.id.as_str()), ("deadline", date.as_str())];
        assert_eq!(call(&mut person, "/api/deadlines/done", &done).await.status, 200);
    }
    let found = call(&mut person, "/api/documents/check", &fields).await.text;
    assert!(!found.contains("deadline_passed"), "{found}");
    let page = person.browser.get(&bid.page("")).await.text;
    assert!(page.contains("until proposal due") && page.matches("✓ done").count() == 2, "{page}");
});
