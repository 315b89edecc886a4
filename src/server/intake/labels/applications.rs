//! Labels of taking part: interest, qualification, reasons, joint ventures.

use super::words::{DUE, TERM};
use super::{Meaning, Rule, full, other, subject};
use crate::domain::deadline::MilestoneKind as Kind;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[
    full(
        Kind::IntentBy,
        &[
            &[
                "参加表明",
                "参加意思",
                "参加意向",
                "参加希望",
                "参加申込",
                "応募登録",
                "参加登録",
                "参加届",
                "エントリー",
            ],
            DUE,
        ],
    ),
    full(
        Kind::IntentBy,
        &[&["参加表明", "参加意思", "参加意向", "参加希望", "参加申込", "応募登録", "参加登録", "参加届"], DUE, TERM],
    ),
    subject(
        Kind::IntentBy,
        &[&["参加表明書", "参加申込書", "参加意思確認書", "参加意向申出書", "参加表明", "参加申込"]],
    ),
    other(
        Meaning::Call,
        &[&[
            "募集期間",
            "公募期間",
            "応募期間",
            "応募期限",
            "募集期限",
            "応募締切",
            "募集締切",
            "公募締切",
            "応募受付",
            "応募受付期間",
            "募集受付期間",
            "応募の期間",
            "応募の受付",
        ]],
    ),
    other(Meaning::Call, &[&["応募", "公募", "募集"], &["期間", "期限", "締切", "受付"]]),
    full(
        Kind::QualifyApplyBy,
        &[&["資格確認", "資格審査", "参加資格", "資格"], &["申請", "確認書類", "審査書類", "確認資料"], DUE],
    ),
    full(
        Kind::QualifyApplyBy,
        &[&["資格確認", "資格審査", "参加資格", "資格"], &["申請", "確認書類", "審査書類", "確認資料"], DUE, TERM],
    ),
    subject(Kind::QualifyApplyBy, &[&["資格確認申請", "資格審査申請", "参加資格申請", "資格申請"]]),
    other(
        Meaning::Application,
        &[
            &["参加申請", "申請書", "申請受付", "申請期間", "申請期限", "参加受付", "参加資格確認書類", "参加申込兼"],
            DUE,
        ],
    ),
    other(Meaning::Application, &[&["参加申請", "申請書", "申請受付", "申請期間", "申請期限"]]),
    other(Meaning::Application, &[&["参加申請", "申請書", "申請"], DUE, TERM]),
    full(Kind::QualifyResult, &[&["資格確認", "資格審査", "参加資格", "資格"], &["結果", "通知", "認定", "決定"]]),
    full(
        Kind::QualifyResult,
        &[&["資格確認", "資格審査", "参加資格", "資格"], &["結果", "通知", "認定", "有無"], &["通知", "通知日", "日"]],
    ),
    full(
        Kind::QualifyResult,
        &[&["確認結果通知", "確認通知", "確認結果の通知", "参加承認", "資格の認定日", "審査結果通知(資格"]],
    ),
    full(
        Kind::ReasonRequestBy,
        &[&["理由"], &["説明", "請求"], &["期限", "まで", "請求", "提出", "求め", "締切", "期間"]],
    ),
    full(
        Kind::JvApplyBy,
        &[
            &["共同企業体", "特定建設工事共同企業体", "経常共同企業体", "JV"],
            &["申請", "結成", "届", "登録", "協定書"],
            DUE,
        ],
    ),
    full(Kind::JvApplyBy, &[&["共同企業体", "JV"], &["資格審査", "資格確認"], &["申請"], DUE]),
    full(
        Kind::IntentBy,
        &[
            &["申込", "申込み", "申し込み", "申込書", "参加申込", "参加申込み", "参加申込書", "仮申込"],
            &["受付", "期間", "期限", "締切", "〆切", "期日"],
        ],
    ),
    full(
        Kind::IntentBy,
        &[&["申込", "申込み", "申し込み", "申込書"], &["受付", "提出"], &["期間", "期限", "締切", "〆切", "期日"]],
    ),
    subject(Kind::IntentBy, &[&["参加申込み", "入札参加申込", "入札参加申込み", "参加の申込み", "参加の申込"]]),
    full(Kind::ReasonRequestBy, &[&["説明を求め"]]),
    full(Kind::QualifyResult, &[&["確認の結果", "確認結果", "資格の審査の結果"], &["通知", "公表"]]),
];
