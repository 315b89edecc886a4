//! Words of the outline and of a section's page.

use super::{Phrase, say_with};
use crate::domain::block::{BidField, BlockFault};
use crate::domain::language::Language;
use crate::domain::section::SectionState;

/// Title of the outline.
pub const TITLE: Phrase = Phrase::new("提案書", "Proposal");
/// Under it.
pub const LEAD: Phrase = Phrase::new(
    "企画提案書（様式：企画提案書 本文）の章立てです。各章に日本語と英語の本文があり、提出するのは日本語です。",
    "The chapters of the proposal (企画提案書). Each has a Japanese and an English text; the Japanese one is handed in.",
);
/// Column: chapter.
pub const CHAPTER: Phrase = Phrase::new("章", "Chapter");
/// Column: who writes.
pub const ASSIGNEE: Phrase = Phrase::new("担当", "Writer");
/// Column: due.
pub const DUE: Phrase = Phrase::new("期限", "Due");
/// Column: state.
pub const STATE: Phrase = Phrase::new("状態", "State");
/// Column: Japanese.
pub const JAPANESE: Phrase = Phrase::new("日本語", "Japanese");
/// Column: English.
pub const ENGLISH: Phrase = Phrase::new("英語", "English");
/// Nobody.
pub const NOBODY: Phrase = Phrase::new("未定", "nobody yet");
/// Plan a section.
pub const PLAN: Phrase = Phrase::new("担当・期限・状態を変える", "Change writer, due date, state");
/// Era dates too.
pub const DUE_HINT: Phrase = Phrase::new("例：2026-12-03、令和8年12月3日", "For example 2026-12-03 or 令和8年12月3日");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存", "Save");
/// What to write here.
pub const GUIDANCE: Phrase = Phrase::new("この章について", "About this chapter");
/// Edit a text.
pub const EDIT: Phrase = Phrase::new("編集する", "Edit");
/// Close the editor.
pub const CLOSE: Phrase = Phrase::new("編集を終える", "Close the editor");
/// Head of the Japanese text.
pub const JAPANESE_TEXT: Phrase = Phrase::new("日本語（提出する本文）", "Japanese (handed in)");
/// Head of the English text.
pub const ENGLISH_TEXT: Phrase = Phrase::new("英語", "English");
/// Nothing written.
pub const NOTHING: Phrase = Phrase::new("まだ書かれていません。", "Nothing is written yet.");
/// Kind of a block.
pub const KIND: Phrase = Phrase::new("種類", "Kind");
/// Text of a block.
pub const TEXT: Phrase = Phrase::new("本文", "Text");
/// How lists and tables are written.
pub const HOW: Phrase = Phrase::new(
    "箇条書きは1行に1項目を書き、下の段は全角空白1字ずつ下げます。表は1行に1行分を書き、セルを | またはタブで区切ります。セルや項目の中の改行は ↵ と書きます。⟦金額⟧ などは案件の値、⟦注：…⟧ は脚注、⟦章⟧ はほかの章への参照で、消すまでそのまま残ります。",
    "A list has one item per line; a deeper one is set in by a full-width space or two spaces. A table has one row per line, its cells parted by | or a tab. A line break inside an item or a cell is written ↵. ⟦金額⟧ and the like stand for values of the bid, ⟦注：…⟧ for a footnote, ⟦章⟧ for a reference; they stay until you delete them.",
);
/// Up.
pub const UP: Phrase = Phrase::new("上へ", "Up");
/// Down.
pub const DOWN: Phrase = Phrase::new("下へ", "Down");
/// Add below.
pub const ADD_BELOW: Phrase = Phrase::new("下に追加", "Add below");
/// Remove.
pub const REMOVE: Phrase = Phrase::new("削除", "Remove");
/// Add the first or last one.
pub const ADD_LAST: Phrase = Phrase::new("段落を追加", "Add a paragraph");
/// Saving and its effect on an approval.
pub const APPROVAL_ENDS: Phrase = Phrase::new(
    "この章は承認済みです。本文を保存すると「下書き」に戻ります。",
    "This chapter is approved. Saving its text puts it back to draft.",
);
/// Two people have saved.
pub const CONFLICT: Phrase = Phrase::new("ほかの人が先に保存しました", "Somebody else saved first");
/// What to do.
pub const CONFLICT_NOTE: Phrase = Phrase::new(
    "あなたの文章はまだ保存されていませんが、失われてもいません。両方を見比べて、どうするかを選んでください。",
    "Yours is not saved yet, and not lost either. Compare both and choose.",
);
/// The saved one.
pub const THEIRS: Phrase = Phrase::new("現在保存されている文章", "What is saved now");
/// The own one.
pub const MINE: Phrase = Phrase::new("あなたの文章（未保存）", "Yours (not saved)");
/// Take the other one.
pub const TAKE_THEIRS: Phrase =
    Phrase::new("保存済みの文章を採用し、自分の文章を捨てる", "Take what is saved, drop mine");
/// Save over.
pub const SAVE_MINE: Phrase = Phrase::new("自分の文章で置き換える", "Save mine over it");
/// What happens to the other one.
pub const SAVE_MINE_NOTE: Phrase = Phrase::new(
    "置き換えられた文章は変更履歴に残ります。下の欄で直してから保存することもできます。",
    "The text that is replaced stays in the audit trail. You can also go on editing yours below and then save.",
);
/// Not saved.
pub const UNSAVED: Phrase = Phrase::new("未保存の変更があります", "There are unsaved changes");
/// Which language is shown on a phone.
pub const SHOWN: Phrase = Phrase::new("表示する言語", "Language shown");

/// A state.
#[must_use]
pub const fn state(state: SectionState) -> Phrase {
    match state {
        SectionState::Empty => Phrase::new("未着手", "not started"),
        SectionState::Draft => Phrase::new("下書き", "draft"),
        SectionState::Review => Phrase::new("確認中", "in review"),
        SectionState::Approved => Phrase::new("承認", "approved"),
    }
}

/// A kind of block, by its code.
#[must_use]
pub fn kind(code: &str) -> Phrase {
    match code {
        "heading1" => Phrase::new("見出し (1)", "Heading (1)"),
        "heading2" => Phrase::new("見出し ア", "Heading ア"),
        "heading3" => Phrase::new("見出し (ア)", "Heading (ア)"),
        "ordered" => Phrase::new("番号付きの箇条書き", "Numbered list"),
        "unordered" => Phrase::new("箇条書き", "List"),
        "table" => Phrase::new("表（1行目が見出し）", "Table, first row is its head"),
        "plain_table" => Phrase::new("表（見出しなし）", "Table without a head"),
        "page_break" => Phrase::new("改ページ", "Page break"),
        "joined_table" => Phrase::new("結合したセルのある表", "Table with joined cells"),
        "image" => Phrase::new("図", "Picture"),
        _ => Phrase::new("段落", "Paragraph"),
    }
}

/// What cannot be changed here.
pub const KEPT: Phrase = Phrase::new(
    "この画面では変更できません。移動と削除はできます。",
    "This cannot be changed here, only moved or removed.",
);
/// A reference whose section is not there.
pub const NO_SECTION: Phrase = Phrase::new("［章が見つかりません］", "[no such section]");
/// The way back from a footnote to its mark.
pub const BACK_TO_TEXT: Phrase = Phrase::new("本文に戻る", "Back to the text");

/// A value of the bid that a text quotes.
#[must_use]
pub const fn field(field: BidField) -> Phrase {
    match field {
        BidField::Subject => Phrase::new("件名", "Title"),
        BidField::JointVenture => Phrase::new("共同企業体の名称", "Name of the joint venture"),
        BidField::Amount => Phrase::new("金額", "Amount"),
        BidField::Period => Phrase::new("履行期間", "Period"),
    }
}

/// Characters written.
#[must_use]
pub fn characters(count: i64) -> String {
    say_with(format!("{count}字"), format!("{count} chars"))
}

/// A language by its own name, in whatever language the page is.
#[must_use]
pub const fn own_name(language: Language) -> &'static str {
    match language {
        Language::Japanese => "日本語",
        Language::English => "English",
    }
}

/// The head over a text.
#[must_use]
pub const fn head(language: Language) -> Phrase {
    match language {
        Language::Japanese => JAPANESE_TEXT,
        Language::English => ENGLISH_TEXT,
    }
}

/// Who saved a text, and when.
#[must_use]
pub fn saved(name: &str, when: &str) -> String {
    say_with(format!("{name} が {when} に保存"), format!("saved by {name}, {when}"))
}

/// What is wrong with a block.
#[must_use]
pub const fn fault(fault: BlockFault) -> Phrase {
    match fault {
        BlockFault::Id | BlockFault::IdTwice => Phrase::new(
            "段落の識別子が正しくありません。画面を開き直してください。",
            "The block's identity is not valid. Open the page again.",
        ),
        BlockFault::Level => Phrase::new("見出しの階層が正しくありません。", "There is no such level of heading."),
        BlockFault::TooLong => Phrase::new(
            "一つの段落・項目・セルは20,000字、脚注・図の説明は2,000字以内にしてください。",
            "One paragraph, item or cell holds at most 20,000 characters, a footnote or caption 2,000.",
        ),
        BlockFault::HeadingLines => Phrase::new("見出しは1行で書いてください。", "A heading is one line."),
        BlockFault::Character => Phrase::new(
            "文書に使えない制御文字が含まれています。",
            "There is a control character that no document can hold.",
        ),
        BlockFault::TooMany => Phrase::new(
            "多すぎます。項目は500、表は1,000行・20列、章は5,000段落までです。",
            "Too many: at most 500 items, 1,000 rows, 20 columns, 5,000 blocks.",
        ),
        BlockFault::Empty => Phrase::new("内容を書いてください。", "Write something here."),
        BlockFault::Ragged | BlockFault::HeaderRows | BlockFault::Span => {
            Phrase::new("表の形がそろっていません。", "The rows of the table do not match.")
        }
        BlockFault::Depth => Phrase::new("箇条書きは4段までにしてください。", "A list is at most four levels deep."),
        BlockFault::Link => Phrase::new(
            "リンク先は http://、https:// または mailto: で始まるアドレスにしてください。",
            "A link leads to an address that begins with http://, https:// or mailto:.",
        ),
        BlockFault::Reading => {
            Phrase::new("ふりがなは100字以内の1行にしてください。", "A reading is one line of at most 100 characters.")
        }
        BlockFault::Picture => Phrase::new(
            "図のファイルまたは幅（10～100%）が正しくありません。",
            "The picture has no file, or its width is not 10 to 100 per cent.",
        ),
    }
}
