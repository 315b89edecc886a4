//! Words of the catalogue of forms.

use super::{Phrase, say_with};
use crate::domain::catalogue::ExampleFirms;

/// Title.
pub const TITLE: Phrase = Phrase::new("様式集", "Catalogue of forms");
/// Under it.
pub const SUB: Phrase = Phrase::new(
    "作成できる様式の一覧です。様式ごとに、架空の会社による記載例と、様式を定めるファイルを見ることができます。",
    "Every form (様式, a paper that buyers prescribe) that can be made. Each is shown with an example of firms that do not exist, and with the file that describes it.",
);
/// Column.
pub const CODE: Phrase = Phrase::new("記号", "Code");
/// Column.
pub const FORM: Phrase = Phrase::new("様式", "Form");
/// Column.
pub const PURPOSE: Phrase = Phrase::new("用途", "What it is for");
/// Column.
pub const VARIANTS: Phrase = Phrase::new("形", "Variants");
/// Column.
pub const PAGES: Phrase = Phrase::new("ページ数", "Pages");
/// Heading.
pub const EXAMPLE: Phrase = Phrase::new("記載例", "Example");
/// Field.
pub const FIRMS: Phrase = Phrase::new("応募者", "Who bids");
/// Field.
pub const AGENT_FIELD: Phrase = Phrase::new("代理人", "Agent (代理人)");
/// Choice.
pub const NO_AGENT: Phrase = Phrase::new("なし", "none");
/// Choice.
pub const AGENT: Phrase = Phrase::new("代理人が入札する", "an agent bids");
/// Button.
pub const SHOW: Phrase = Phrase::new("表示", "Show");
/// Heading.
pub const FINDINGS: Phrase = Phrase::new("記載例の確認結果", "What is found on the example");
/// Heading.
pub const TRY: Phrase = Phrase::new("様式を変えてみる", "Try a change");
/// What opens the file.
pub const FILE: Phrase = Phrase::new("様式を定めるファイル", "The file that describes the form");
/// Over the text.
pub const FILE_HINT: Phrase = Phrase::new(
    "ここで変えても保存されません。仕上がりを確かめた内容は、同じ名前のファイルとして --templates フォルダの forms に置くと、次の起動から使われます。",
    "Nothing is saved here. Put the text that looks right into a file of the same name, in the folder forms of --templates; it is used from the next start on.",
);
/// Field.
pub const TEXT: Phrase = Phrase::new("ファイルの内容（TOML）", "Text of the file (TOML)");
/// Button.
pub const TRY_TEXT: Phrase = Phrase::new("この内容で表示", "Show it so");
/// Link.
pub const AS_KEPT: Phrase = Phrase::new("元の様式に戻す", "As it is kept");
/// Over the form that comes back.
pub const TRIED: Phrase =
    Phrase::new("変更した内容を読み込みました。何も保存していません。", "The changed text was read. Nothing is saved.");

/// Of which firms the example is.
#[must_use]
pub const fn firms(firms: ExampleFirms) -> Phrase {
    match firms {
        ExampleFirms::One => Phrase::new("単独の会社", "one firm"),
        ExampleFirms::Two => {
            Phrase::new("共同企業体（２者・分担施工型）", "joint venture of two, who part the work (乙型)")
        }
        ExampleFirms::Three => Phrase::new(
            "共同企業体（３者・共同施工型、海外の構成員を含む）",
            "joint venture of three, one from abroad, with shares (甲型)",
        ),
        ExampleFirms::Years => Phrase::new(
            "共同企業体（３者・分担施工型、海外の構成員を含む）による複数年度の業務",
            "joint venture of three, one from abroad, for work of several fiscal years",
        ),
        ExampleFirms::Works => Phrase::new("共同企業体（２者）による工事", "joint venture of two for works"),
    }
}

/// Where a text does not hold.
#[must_use]
pub fn fault_at(code: &str, line: usize) -> String {
    match line {
        0 => say_with(
            format!("{code}.toml　この内容は様式として読めません。仕上がりは元の様式のままです。"),
            format!("{code}.toml: the text is no form. The preview shows the form as it is kept."),
        ),
        line => say_with(
            format!("{code}.toml　{line}行目が様式として読めません。仕上がりは元の様式のままです。"),
            format!("{code}.toml: Line {line} does not hold. The preview shows the form as it is kept."),
        ),
    }
}
