//! Labels of what follows the decision.

use super::{Meaning, Rule, full, other, subject};
use crate::domain::deadline::MilestoneKind as Kind;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[
    full(
        Kind::AwardNotice,
        &[&["落札決定", "落札者決定", "落札者の決定", "落札候補者決定", "落札候補者の決定", "落札者等の公表"]],
    ),
    full(Kind::AwardNotice, &[&["落札決定", "落札者決定", "落札者の決定"], &["通知", "予定", "公表"]]),
    full(
        Kind::AwardNotice,
        &[
            &["審査結果", "選定結果", "選考結果", "最終結果", "評価結果", "入札結果", "特定結果", "結果"],
            &["通知", "公表", "発表", "連絡", "お知らせ"],
        ],
    ),
    full(
        Kind::AwardNotice,
        &[&["プレゼン", "ヒアリング", "二次審査", "審査会", "最終審査", "審査"], &["結果"], &["通知", "公表", "発表"]],
    ),
    full(
        Kind::AwardNotice,
        &[
            &[
                "候補者",
                "優先交渉権者",
                "受託者",
                "受注候補者",
                "契約予定者",
                "最優秀提案",
                "最優秀者",
                "優先交渉者",
                "委託候補者",
            ],
            &["決定", "選定", "特定", "通知", "公表"],
        ],
    ),
    subject(
        Kind::AwardNotice,
        &[&["審査結果", "選定結果", "選考結果", "最終結果", "評価結果", "結果通知", "結果発表", "結果公表"]],
    ),
    full(
        Kind::Negotiation,
        &[&[
            "契約交渉",
            "契約協議",
            "仕様協議",
            "見積徴取",
            "契約内容の協議",
            "仕様の協議",
            "業務内容の協議",
            "詳細協議",
            "協議・見積",
        ]],
    ),
    full(Kind::DocsAfterAward, &[&["事後審査", "落札候補者"], &["書類", "資料", "申請書"], &["提出", "期限", "まで"]]),
    full(Kind::AwardNotice, &[&["落札決定日", "落札者決定日"]]),
    other(Meaning::AwardOrOpening, &[&["落札日"]]),
    full(
        Kind::AwardNotice,
        &[
            &[
                "設置業者",
                "設置事業者",
                "設置者",
                "設置予定者",
                "委託業者",
                "委託事業者",
                "受託業者",
                "受託事業者",
                "事業者",
                "指定管理者",
                "使用者",
                "パートナー",
                "契約の相手方",
                "契約相手方",
                "採択者",
            ],
            &["決定", "選定", "特定"],
        ],
    ),
];
