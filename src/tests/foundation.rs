//! What holds for every page and post.

use super::support::on_both_engines;

on_both_engines!(every_page_carries_a_policy_with_a_nonce, |server| {
    let answer = server.stranger().get("/no-such-page").await;
    assert_eq!(answer.status, 404);
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("script-src 'nonce-"), "{policy}");
    assert!(!policy.contains("unsafe-inline"), "{policy}");
});

on_both_engines!(a_post_from_another_site_is_refused, |server| {
    let mut browser = server.stranger();
    let request = reqwest::Client::new()
        .post(format!("http://{}/api/sign-in", server.addr))
        .header("origin", "https://elsewhere.example")
        .form(&[("email", "a@example.jp")]);
    let answer = browser.send(request).await;
    assert_eq!(answer.status, 403);
});
