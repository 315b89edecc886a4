//! Words of the joint venture's page.

use super::{Phrase, say_with};
use crate::domain::joint_venture::{
    Breach, JointVentureKind, Mark, Measure, Place, Share, ShareProblem, SharingMethod,
};
use crate::domain::money::{AmountForm, Yen};

/// Title.
pub const TITLE: Phrase = Phrase::new("共同企業体", "Joint venture");
/// Under it.
pub const LEAD: Phrase = Phrase::new(
    "構成員・代表者・出資割合または分担業務を決めます。すべての書類で名称と構成員の順序が同じになります。",
    "Members, representative (代表者), and shares or divided work. Name and order of members are then the same in every paper.",
);
/// Kind.
pub const KIND: Phrase = Phrase::new("種類", "Kind");
/// Method.
pub const METHOD: Phrase = Phrase::new("方式", "Method");
/// Name.
pub const NAME: Phrase = Phrase::new("名称", "Name (名称)");
/// Empty for the usual one.
pub const NAME_HINT: Phrase =
    Phrase::new("空欄にすると「A・B＋種類」の形で付けます。", "Left empty, it becomes “A・B” followed by the kind.");
/// Office.
pub const OFFICE: Phrase = Phrase::new("事務所の所在地", "Office (事務所の所在地)");
/// Usually the representative's address.
pub const OFFICE_HINT: Phrase = Phrase::new("通常は代表者の所在地です。", "Usually the representative's address.");
/// Bank.
pub const BANK: Phrase = Phrase::new("取引金融機関", "Bank (取引金融機関)");
/// Branch.
pub const BRANCH: Phrase = Phrase::new("支店", "Branch (支店)");
/// Date.
pub const FORMED_ON: Phrase = Phrase::new("成立の日（協定日）", "Formed on (date of the agreement, 協定日)");
/// How to write it.
pub const FORMED_ON_HINT: Phrase = Phrase::new(
    "令和8年11月10日、R8.11.10、2026-11-10 のいずれでも書けます。申請日より前にします。",
    "令和8年11月10日, R8.11.10 or 2026-11-10. It must not be later than the application.",
);
/// Months.
pub const MONTHS: Phrase = Phrase::new("履行後に存続する月数", "Months it lives on after performance");
/// Unit.
pub const MONTHS_UNIT: Phrase = Phrase::new("か月", "months");
/// Members.
pub const MEMBERS: Phrase = Phrase::new("構成員", "Members (構成員)");
/// Their order.
pub const MEMBERS_HINT: Phrase = Phrase::new(
    "順序が1の会社が代表者です。会社を選ばない行は無視されます。出資割合は小数第2位まで書けます。",
    "The firm with order 1 is the representative. Rows without a firm are ignored. Shares take two decimals.",
);
/// What belongs to which method.
pub const METHOD_HINT: Phrase = Phrase::new(
    "甲型は出資割合、乙型は分担業務と分担額を記入します。選んだ方式のものだけが保存されます。",
    "甲型 takes shares, 乙型 takes divided work and amounts. Only what belongs to the chosen method is saved.",
);
/// Order.
pub const ORDER: Phrase = Phrase::new("順序", "Order");
/// Firm.
pub const FIRM: Phrase = Phrase::new("会社", "Firm");
/// No firm.
pub const NO_FIRM: Phrase = Phrase::new("（なし）", "(none)");
/// Share.
pub const SHARE: Phrase = Phrase::new("出資割合", "Share (出資割合)");
/// Work.
pub const WORK: Phrase = Phrase::new("分担業務", "Divided work (分担業務)");
/// Amount.
pub const AMOUNT: Phrase = Phrase::new("分担額", "Amount (分担額)");
/// Only one firm is there.
pub const ONE_FIRM: Phrase = Phrase::new(
    "この入札に参加している会社が1社だけです。「メンバー」から相手企業を招待すると、構成員として選べます。",
    "Only one firm is on this bid. Invite the partner firm from People; it can then be chosen as a member.",
);
/// Findings.
pub const FINDINGS: Phrase = Phrase::new("規則との照合", "Checked against the rules");
/// None.
pub const NO_FINDINGS: Phrase = Phrase::new(
    "一般的な規則に反する点はありません。公告・実施要領に別の定めがないか確認してください。",
    "Nothing breaks the usual rules. Check whether the notice sets its own.",
);
/// Somebody else saved.
pub const CONFLICT: Phrase = Phrase::new(
    "ほかの人が先に保存しました。現在保存されている内容は次のとおりです。下の欄にはあなたの入力が残っています。見比べて、置き換えるときは保存を押してください。",
    "Somebody else saved first. What is saved now is shown here; your own input is still in the form below. Compare, and press Save to replace it.",
);
/// Drop the own input.
pub const TAKE_THEIRS: Phrase = Phrase::new("保存済みの内容を採用する", "Take what is saved");
/// Unit of amounts.
pub const YEN_UNIT: Phrase = Phrase::new("円", "yen");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存", "Save");
/// Sum.
pub const SUM: Phrase = Phrase::new("合計", "Sum");

/// A kind.
#[must_use]
pub const fn kind(kind: JointVentureKind) -> Phrase {
    match kind {
        JointVentureKind::Specific => {
            Phrase::new("特定建設工事共同企業体", "Specific JV for one works tender (特定建設工事共同企業体)")
        }
        JointVentureKind::Standing => {
            Phrase::new("経常建設共同企業体", "Standing JV registered for a year (経常建設共同企業体)")
        }
        JointVentureKind::ProposalGroup => Phrase::new("共同提案体", "Proposal group for one proposal (共同提案体)"),
        JointVentureKind::Consortium => Phrase::new("コンソーシアム", "Consortium (コンソーシアム)"),
    }
}

/// A method.
#[must_use]
pub const fn method(method: SharingMethod) -> Phrase {
    match method {
        SharingMethod::JointExecution => {
            Phrase::new("甲型（共同施工方式）", "Type A, one pot by shares (甲型・共同施工方式)")
        }
        SharingMethod::DividedWork => Phrase::new("乙型（分担施工方式）", "Type B, divided work (乙型・分担施工方式)"),
    }
}

/// How sure a rule is.
#[must_use]
pub const fn mark(mark: Mark) -> Phrase {
    match mark {
        Mark::Seen => Phrase::new("出典で確認済み", "read in the source"),
        Mark::Unverified => Phrase::new("未確認・公告で要確認", "unverified, confirm against the notice"),
    }
}

/// Where a breach is and what was found.
#[must_use]
pub fn breach(breach: &Breach, names: &[String]) -> String {
    let place = match breach.place {
        Place::Whole => say_with("全体".to_owned(), "as a whole".to_owned()),
        Place::Member(index) => names
            .get(index)
            .cloned()
            .unwrap_or_else(|| say_with(format!("{}番目の構成員", index + 1), format!("member {}", index + 1))),
    };
    let (found, limit) = (measure(breach.found), measure(breach.limit));
    say_with(format!("{place}：{found}（基準 {limit}）"), format!("{place}: {found} (asked for: {limit})"))
}

fn measure(measure: Measure) -> String {
    match measure {
        Measure::Nothing => say_with("記載なし".to_owned(), "nothing".to_owned()),
        Measure::Something => say_with("要記載".to_owned(), "something".to_owned()),
        Measure::Count(count) => count.to_string(),
        Measure::Between { least, most } => say_with(format!("{least}～{most}"), format!("{least} to {most}")),
        Measure::Share(share) => share.to_string(),
        Measure::Amount(amount) => yen(amount),
    }
}

/// An amount with its unit.
#[must_use]
pub fn yen(amount: Yen) -> String {
    amount.print(AmountForm::Unit)
}

/// What is wrong with a share.
#[must_use]
pub const fn share_problem(problem: ShareProblem) -> Phrase {
    match problem {
        ShareProblem::Empty => Phrase::new("割合を入力してください。", "Enter a share."),
        ShareProblem::Unreadable => Phrase::new(
            "割合を読み取れません。33.34 のように書いてください。",
            "This cannot be read as a percentage. Write it like 33.34.",
        ),
        ShareProblem::TooPrecise => Phrase::new("小数第2位までにしてください。", "At most two decimals."),
        ShareProblem::OutOfRange => {
            Phrase::new("0より大きく100以下にしてください。", "It must be above 0 and at most 100.")
        }
    }
}

/// The sum of the shares while they are typed, with what is wanting or too much; `None` when one cannot be read.
#[must_use]
pub fn share_sum(sum: Option<Share>) -> String {
    let Some(Share(sum)) = sum else {
        return say_with(
            "出資割合の合計を計算できません。".to_owned(),
            "The shares cannot be added up: one of them is no percentage.".to_owned(),
        );
    };
    let total = percent(sum);
    match Share::WHOLE.0 - sum {
        0 => say_with(format!("✓ 出資割合の合計 {total}"), format!("✓ Sum of the shares {total}")),
        left if left > 0 => say_with(
            format!("出資割合の合計 {total}（あと {}）", percent(left)),
            format!("Sum of the shares {total}; {} are wanting", percent(left)),
        ),
        over => say_with(
            format!("出資割合の合計 {total}（{} 超過）", percent(-over)),
            format!("Sum of the shares {total}; {} too much", percent(-over)),
        ),
    }
}

fn percent(hundredths: i64) -> String {
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn the_sum_says_what_is_wanting() {
        assert_eq!(share_sum(Some(Share::WHOLE)), "✓ 出資割合の合計 100.00 %");
        assert_eq!(share_sum(Some(Share(9_505))), "出資割合の合計 95.05 %（あと 4.95 %）");
        assert_eq!(share_sum(Some(Share(11_000))), "出資割合の合計 110.00 %（10.00 % 超過）");
    }
}
