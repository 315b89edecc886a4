//! Words of the tender pages: list, new, confirm, one tender.

use super::{Phrase, say_with};
use crate::domain::tender::{Origin, TenderFilter, TenderState};

/// The list.
pub const TENDERS: Phrase = Phrase::new("案件", "Tenders");
/// Under the title of the list.
pub const TENDERS_SUB: Phrase = Phrase::new(
    "自社の案件と、参加している入札の案件です。",
    "The tenders (案件) of your firm, and those of bids in which you take part.",
);
/// A new one.
pub const NEW: Phrase = Phrase::new("案件を追加", "New tender");
/// None.
pub const NONE: Phrase = Phrase::new("案件はまだありません。", "There are no tenders yet.");
/// What to do about it.
pub const NONE_HINT: Phrase = Phrase::new(
    "公告を貼り付けるか、PDF をアップロードすると、件名と日程を読み取ります。",
    "Paste a notice (公告) or upload its PDF: title and dates are read from it.",
);
/// More of the list.
pub const MORE: Phrase = Phrase::new("続きを表示", "Show more");
/// Column: title.
pub const TITLE: Phrase = Phrase::new("件名", "Title");
/// Column: buyer.
pub const BUYER: Phrase = Phrase::new("発注者", "Buyer");
/// Column: procedure.
pub const PROCEDURE: Phrase = Phrase::new("契約方式", "Procedure");
/// Column: next step.
pub const NEXT: Phrase = Phrase::new("次の日程", "Next date");
/// Column: state.
pub const STATE: Phrase = Phrase::new("状態", "State");
/// No tender is as sought.
pub const NONE_FOUND: Phrase = Phrase::new("該当する案件はありません。", "No tender is like that.");
/// All of them.
pub const SHOW_ALL: Phrase = Phrase::new("すべての案件を表示", "Show all tenders");
/// The parts of the list.
pub const PARTS: Phrase = Phrase::new("絞り込み", "Parts of the list");
/// Search.
pub const SEARCH: Phrase = Phrase::new("検索", "Search");
/// What is searched.
pub const SEARCH_HINT: Phrase = Phrase::new("件名・番号・発注者・場所", "Title, number, buyer, place");
/// Nothing differs.
pub const SAME_VALUES: Phrase =
    Phrase::new("保存されている内容は、入力した内容と同じです。", "What is saved now is the same as what you typed.");
/// A date that was changed is gone.
pub const DATE_GONE: Phrase = Phrase::new(
    "変更しようとした日程は、ほかの人が削除しました。必要であれば、もう一度追加してください。",
    "Somebody else removed the date that you changed. Add it again if it is needed.",
);
/// Dates that hang on others.
pub const RELATIVE: Phrase = Phrase::new("他の手続から数える期限", "Dates counted from another step");
/// Add one.
pub const ADD_RELATIVE: Phrase = Phrase::new("他の手続から数える期限を追加", "Add a date counted from another step");
/// Put away.
pub const WAS_DISCARDED: Phrase = Phrase::new(
    "この案件は「不要」にされ、一覧から外れています。",
    "This proposal was put away and is not in the list.",
);
/// Of another firm.
pub const OF_PARTNER: Phrase = Phrase::new("他社の案件", "kept by the partner");
/// No title was read.
pub const UNTITLED: Phrase = Phrase::new("（件名未確認）", "(title not read)");

/// New tender: what is asked.
pub const NEW_SUB: Phrase = Phrase::new(
    "次のいずれかの方法で追加します。読み取った内容は、確認するまで確定しません。",
    "Choose one of three ways. What is read from the notice counts only after you confirm it.",
);
/// Upload.
pub const UPLOAD: Phrase = Phrase::new("ファイルをアップロード", "Upload a file");
/// The file.
pub const FILE: Phrase = Phrase::new("公告のファイル", "File of the notice");
/// Which files.
pub const FILE_HINT: Phrase = Phrase::new(
    "PDF（文字入り）、テキスト、HTML、調達ポータルの XML、OCDS の JSON。公告・要領・仕様書など複数のファイルは、まとめて選ぶと一つの案件として読み取ります。1ファイル 20 MB、合計 60 MB、20個まで。原本も保管します。",
    "PDF with text, plain text, HTML, the procurement portal's XML, OCDS in JSON. Several files chosen together (notice, guideline, specification) are read as one tender. Up to 20 MB each, 60 MB and 20 files in all. The originals are kept.",
);
/// Send the file.
pub const UPLOAD_SUBMIT: Phrase = Phrase::new("アップロードして読み取る", "Upload and read");
/// Paste.
pub const PASTE: Phrase = Phrase::new("文章を貼り付け", "Paste the text");
/// The text.
pub const TEXT: Phrase = Phrase::new("公告の文章", "Text of the notice");
/// Which texts.
pub const TEXT_HINT: Phrase = Phrase::new(
    "公告の本文、ページのソース、調達ポータルの XML、OCDS の JSON、フィード。複数の公告を含むものは、一件ずつ案件の候補になります。",
    "The notice itself, a page's source, the procurement portal's XML, OCDS in JSON or a feed. Of several notices each becomes a proposal of its own.",
);
/// Send the text.
pub const PASTE_SUBMIT: Phrase = Phrase::new("読み取る", "Read it");
/// Type.
pub const TYPE: Phrase = Phrase::new("手入力", "Type it in");
/// Keep what was typed.
pub const TYPE_SUBMIT: Phrase = Phrase::new("案件を作成し、日程へ進む", "Keep it and go on to the dates");
/// The procedure as printed.
pub const PROCEDURE_TERM: Phrase = Phrase::new("契約方式（公告の表記）", "Procedure as printed (契約方式)");
/// Not stated.
pub const NOT_STATED: Phrase = Phrase::new("記載なし・未確認", "Not stated");
/// Open the one that is there.
pub const SAME_NOTICE: Phrase = Phrase::new("登録済みの案件を開く", "Open the tender made from it");

/// Facts.
pub const FACTS: Phrase = Phrase::new("案件の内容", "Facts of the tender");
/// Dates.
pub const DATES: Phrase = Phrase::new("日程", "Dates");
/// Contradictions.
pub const CONFLICTS: Phrase = Phrase::new("公告の記載に食い違いがあります", "The notice contradicts itself");
/// Dates not read.
pub const UNREADABLE: Phrase = Phrase::new("読み取れなかった日付", "Dates that could not be read");
/// Dates without a step.
pub const OTHER_DATES: Phrase = Phrase::new("手続と結び付かなかった日付", "Dates that were bound to no step");
/// Surely read.
pub const CERTAIN: Phrase = Phrase::new("✓ 明確", "✓ clear");
/// Doubtful.
pub const DOUBTFUL: Phrase = Phrase::new("? 要確認", "? doubtful");
/// By hand.
pub const BY_HAND: Phrase = Phrase::new("日程を手で追加", "Add dates by hand");
/// Under it.
pub const BY_HAND_HINT: Phrase = Phrase::new(
    "空欄の行は無視します。さらに必要なときは、確定後に追加できます。",
    "Empty rows are ignored. More can be added after confirming.",
);
/// Already done.
pub const CONFIRMED_ALREADY: Phrase = Phrase::new("この案件は確認済みです。", "This tender has been confirmed.");
/// Open the tender.
pub const OPEN: Phrase = Phrase::new("案件を開く", "Open the tender");
/// To be confirmed.
pub const TO_CONFIRM: Phrase = Phrase::new("確認へ進む", "Confirm it");
/// Still a proposal.
pub const STILL_PROPOSED: Phrase = Phrase::new(
    "読み取っただけで、まだ確認されていません。日程は確認後に表示されます。",
    "This was read from a notice and not confirmed yet. Its dates appear after confirming.",
);

/// Files.
pub const FILES: Phrase = Phrase::new("原本", "Originals");
/// Bids.
pub const BIDS: Phrase = Phrase::new("この案件の入札", "Bids for this tender");
/// A bid.
pub const OPEN_BID: Phrase = Phrase::new("入札を開く", "Open the bid");
/// Make a bid.
pub const MAKE_BID: Phrase = Phrase::new("入札の準備を始める", "Start a bid");
/// Change facts and dates.
pub const EDIT: Phrase = Phrase::new("内容と日程を変更", "Change facts and dates");
/// Change dates only.
pub const EDIT_DATES: Phrase = Phrase::new("日程を変更", "Change dates");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存", "Save");
/// Back.
pub const BACK: Phrase = Phrase::new("案件に戻る", "Back to the tender");

/// How far a tender has come.
#[must_use]
pub const fn state(state: TenderState) -> Phrase {
    match state {
        TenderState::Proposed => Phrase::new("要確認", "to be confirmed"),
        TenderState::Confirmed => Phrase::new("確認済み", "confirmed"),
        TenderState::Discarded => Phrase::new("不要", "put away"),
    }
}

/// The part of the list that a filter shows.
#[must_use]
pub const fn filter(filter: TenderFilter) -> Phrase {
    match filter {
        TenderFilter::All => Phrase::new("すべて", "All"),
        TenderFilter::ToConfirm => Phrase::new("要確認", "To confirm"),
        TenderFilter::Open => Phrase::new("進行中", "Open"),
        TenderFilter::Past => Phrase::new("終了", "Past"),
        TenderFilter::Discarded => Phrase::new("不要", "Put away"),
    }
}

/// What became of several notices that came in together.
#[must_use]
pub fn made(made: usize, offered: usize, known: usize) -> String {
    let (mut ja, mut en) = (Vec::new(), Vec::new());
    if made > 0 {
        ja.push(format!("公告{made}件を読み取りました。それぞれ内容を確認してください。"));
        en.push(match made {
            1 => "1 notice was read. Confirm it.".to_owned(),
            made => format!("{made} notices were read. Confirm each of them."),
        });
    }
    if offered > 0 {
        ja.push(format!(
            "{offered}件は登録済みの案件の続報のようです。下の一覧から、その案件のものかどうかを答えてください。"
        ));
        en.push(match offered {
            1 => "1 seems to be about a tender that is here: say below whether it is.".to_owned(),
            offered => format!("{offered} seem to be about tenders that are here: say below whether they are."),
        });
    }
    if known > 0 {
        ja.push(format!("{known}件は登録済みの公告と同じでした。"));
        en.push(match known {
            1 => "1 was known already.".to_owned(),
            known => format!("{known} were known already."),
        });
    }
    say_with(ja.concat(), en.join(" "))
}

/// Where a value comes from.
#[must_use]
pub const fn origin(origin: Origin) -> Phrase {
    match origin {
        Origin::Notice => Phrase::new("公告のとおり", "as the notice says"),
        Origin::Person => Phrase::new("人が入力・変更", "entered or changed by a person"),
    }
}

/// `p. 3 of the PDF`
#[must_use]
pub fn page(page: u32) -> String {
    say_with(format!("PDF {page}ページ"), format!("page {page} of the PDF"))
}

/// `募集要領.pdf 3ページ`
#[must_use]
pub fn page_of(file: &str, page: u32) -> String {
    say_with(format!("{file} {page}ページ"), format!("{file}, page {page}"))
}

/// Pages that nobody read.
#[must_use]
pub fn pages_without_text(pages: u32) -> String {
    say_with(
        format!("PDF のうち {pages} ページは画像だけで、読み取っていません。原本で確認してください。"),
        format!("{pages} page(s) of the PDF are pictures and were not read. Check them in the original."),
    )
}

/// How many pages a file has.
#[must_use]
pub fn pages(pages: u32) -> String {
    say_with(format!("{pages}ページ"), format!("{pages} page(s)"))
}

/// Size of a file.
#[must_use]
pub fn size(bytes: u64) -> String {
    if bytes < 1024 * 1024 {
        format!("{} kB", bytes.div_ceil(1024))
    } else {
        format!("{}.{} MB", bytes / (1024 * 1024), bytes % (1024 * 1024) * 10 / (1024 * 1024))
    }
}

/// The number of a row added by hand.
#[must_use]
pub fn row(number: usize) -> String {
    say_with(format!("追加 {number}"), format!("Added date {number}"))
}
