//! Labels of the notice itself, its papers, visits and briefings.

use super::words::{HANDED_OUT, PAPERS, SHOWN};
use super::{Meaning, Rule, full, other};
use crate::domain::deadline::MilestoneKind as Kind;

/// Where one has to be signed up.
const VISITS: &[&str] =
    &["説明会", "見学会", "現地確認", "現地説明", "現場説明", "オリエンテーション", "下見", "内覧", "事前確認"];

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[
    full(
        Kind::Notice,
        &[&[
            "公告日",
            "公示日",
            "公告年月日",
            "公示年月日",
            "掲示日",
            "公告開始日",
            "告示日",
            "公告の日",
            "公募開始日",
            "公募開始",
            "募集開始日",
            "募集開始",
        ]],
    ),
    full(
        Kind::Notice,
        &[&["公告", "公示", "募集要項", "実施要領", "募集要領"], &["公表", "掲載", "開始"], &["日", "("]],
    ),
    other(
        Meaning::NoticeWord,
        &[&[
            "公告",
            "公示",
            "告示",
            "公募",
            "公募の公告",
            "募集要項の公表",
            "実施要領の公表",
            "募集要領の公表",
            "実施要領等の公表",
            "募集要項等の公表",
        ]],
    ),
    other(Meaning::NoticePeriod, &[&["公告", "公示", "掲示"], &["期間"]]),
    other(Meaning::NoticeOrUpdate, &[&["公告日", "公示日"], &["又は", "または", "・"], &["更新日"]]),
    full(Kind::DocsTo, &[PAPERS, SHOWN]),
    full(Kind::DocsTo, &[HANDED_OUT, &["期間", "期限", "期日", "日時", "日"]]),
    full(
        Kind::SiteVisit,
        &[&[
            "現地見学会",
            "現場見学会",
            "現場説明会",
            "現地説明会",
            "現地確認",
            "現場確認",
            "施設見学",
            "現地視察",
            "現地調査",
            "見学会",
            "現場説明",
            "事前確認",
            "下見",
            "下見会",
            "内覧",
            "内覧会",
            "現物確認",
            "現地案内",
        ]],
    ),
    full(Kind::Briefing, &[&["説明会", "オリエンテーション"]]),
    full(Kind::BriefingApplyBy, &[VISITS, &["申込", "参加申込", "参加の申込", "参加申請", "参加希望", "参加届"]]),
    full(
        Kind::BriefingApplyBy,
        &[VISITS, &["申込", "参加申込", "参加の申込", "参加"], &["期限", "締切", "期間", "受付"]],
    ),
    full(
        Kind::Notice,
        &[
            &["公募要項", "募集要項", "募集要領", "実施要領", "実施要項", "公募要領", "募集要綱"],
            &["公表", "公開"],
            &["配布開始", "交付開始"],
        ],
    ),
    full(Kind::DocsFrom, &[PAPERS, SHOWN, &["開始"]]),
    other(Meaning::NoticeOrUpdate, &[&["掲載日", "公開日", "公表日", "公開開始日", "掲載開始日", "公開年月日"]]),
    other(
        Meaning::NoticeWord,
        &[
            &["募集要項", "実施要領", "実施要項", "募集要領", "募集要綱", "公募要領", "公告文"],
            &["公表", "掲載", "公示", "公告"],
        ],
    ),
    full(Kind::DocsTo, &[&["契約条項を示す", "契約条項等を示す"], &["期間", "日時", "期限"]]),
    full(
        Kind::SiteVisit,
        &[
            &["現地", "現場", "施設", "下見", "内覧"],
            &["見学", "視察", "説明", "確認", "実施"],
            &["日", "日時", "期間"],
        ],
    ),
];
