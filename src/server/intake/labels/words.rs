//! Words that many labels share.

/// What makes the name of a paper its deadline.
pub(super) const DUE: &[&str] =
    &["提出", "期限", "期日", "期間", "締切", "締め切", "受付", "受領", "〆切", "送付", "まで", "申込", "届出"];
/// What follows such a word.
pub(super) const TERM: &[&str] = &["期限", "期日", "期間", "締切", "締め切", "受付", "〆切", "まで", "申込"];
/// Papers that a buyer hands out.
pub(super) const PAPERS: &[&str] = &[
    "設計図書",
    "仕様書",
    "図面",
    "入札説明書",
    "説明書",
    "関係書類",
    "関係図書",
    "募集要項",
    "募集要領",
    "実施要領",
    "実施要項",
    "設計書",
    "契約条項",
    "入札図書",
    "図書",
    "資料",
    "書類",
    "要領",
    "要項",
    "要綱",
    "様式",
    "契約書案",
    "発注図書",
];
/// How papers are handed out.
pub(super) const SHOWN: &[&str] =
    &["閲覧", "縦覧", "配布", "配付", "交付", "貸与", "ダウンロード", "公開", "頒布", "入手"];
/// Those of them that a page says of itself as little as of the papers.
pub(super) const HANDED_OUT: &[&str] =
    &["閲覧", "縦覧", "配布", "配付", "交付", "貸与", "ダウンロード", "頒布", "入手"];
