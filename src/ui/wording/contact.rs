//! Words of contacts: people and organisations around bids, their roles, two that are one.

use chrono::NaiveDate;

use super::{Phrase, deadline, say, say_with};
use crate::domain::contact::{Channel, Consent, ContactGroup, ContactKind, NameOrder};
use crate::domain::contact_ban::BanPeriod;
use crate::domain::contact_role::{GivenWay, TenderRole};
use crate::domain::contact_view::{Likeness, RelationKind, Side};
use crate::domain::deadline::Moment;
use crate::domain::language::Language;

/// A firm's contacts.
pub const TITLE: Phrase = Phrase::new("関係者", "Contacts");
/// Under it.
pub const SUB: Phrase = Phrase::new(
    "名刺・連絡先・やり取りの記録です。自社だけが見られます。入札ごとに見せると決めた人だけ、共同体の他社に氏名・所属・役職・役割が見えます。",
    "Business cards, addresses and what was spoken. Only your firm sees them. In a bid, the other firms see name, organisation, title and role of those whom you choose to show.",
);
/// A new contact.
pub const NEW: Phrase = Phrase::new("関係者を登録", "Add a contact");
/// Title of the form.
pub const NEW_TITLE: Phrase = Phrase::new("関係者の登録", "New contact");
/// Change.
pub const EDIT: Phrase = Phrase::new("編集", "Edit");
/// Title of the form.
pub const EDIT_TITLE: Phrase = Phrase::new("関係者の編集", "Edit the contact");
/// Organisations.
pub const BODIES: Phrase = Phrase::new("組織", "Organisations");
/// Under it.
pub const BODIES_SUB: Phrase = Phrase::new(
    "発注者の担当課、団体、会社などです。ここに登録すると、関係者の所属として選べます。",
    "Sections of a buyer, associations, firms. What stands here can be chosen as a contact's organisation.",
);
/// No organisation yet.
pub const NO_BODIES: Phrase = Phrase::new("まだ組織がありません。", "There is no organisation yet.");
/// Add an organisation.
pub const ADD_BODY: Phrase = Phrase::new("組織を登録", "Add an organisation");
/// The name under which whoever answers at an organisation stands among its people.
pub const FRONT_DESK: &str = "窓口";
/// The same in Latin letters.
pub const FRONT_DESK_LATIN: &str = "Front desk";
/// Adds one.
pub const ADD_DESK: Phrase = Phrase::new("窓口を関係者に登録", "Add its front desk as a contact");
/// What it is for.
pub const ADD_DESK_HINT: Phrase = Phrase::new(
    "組織そのものに役割を付けるとき、または相手の名前が分からない連絡を記録するときに使います。",
    "To give the organisation itself a role, or to log a call with somebody whose name you do not know.",
);
/// How many people.
pub const PEOPLE: Phrase = Phrase::new("人数", "People");
/// Search.
pub const SEARCH: Phrase = Phrase::new("検索", "Search");
/// What can be sought.
pub const SEARCH_HINT: Phrase = Phrase::new("氏名・読み・ローマ字・組織", "Name, reading, romaji, organisation");
/// Any kind.
pub const ALL_KINDS: Phrase = Phrase::new("すべての種類", "All kinds");
/// Of no kind.
pub const UNSORTED: Phrase = Phrase::new("種類なし", "No kind");
/// The kind.
pub const KIND: Phrase = Phrase::new("種類", "Kind");
/// The kind is that of the organisation.
pub const KIND_OF_BODY: Phrase = Phrase::new("組織と同じ", "Same as the organisation");
/// The name.
pub const NAME: Phrase = Phrase::new("氏名", "Name");
/// The organisation.
pub const BODY: Phrase = Phrase::new("所属", "Organisation");
/// None.
pub const NO_BODY: Phrase = Phrase::new("（なし）", "(none)");
/// Title of a person.
pub const TITLE_OF_PERSON: Phrase = Phrase::new("役職", "Title");
/// How they are reached.
pub const REACH: Phrase = Phrase::new("連絡先", "Reached at");
/// Whoever kept it has left.
pub const KEEPER_LEFT: Phrase = Phrase::new(
    "担当者は退職済みです。編集で別の人を選んでください",
    "its keeper has left: edit it and choose somebody else",
);
/// Who keeps the relationship.
pub const OWNER: Phrase = Phrase::new("自社の担当", "Kept by");
/// Nobody.
pub const NOBODY: Phrase = Phrase::new("（未定）", "(nobody)");
/// No contact yet.
pub const NONE: Phrase = Phrase::new("まだ関係者がいません。", "There is no contact yet.");
/// What to do.
pub const NONE_HINT: Phrase = Phrase::new(
    "「関係者を登録」で1人ずつ登録するか、名刺管理ソフトやメールソフトから書き出したファイル（vCard・CSV）を取り込んでください。",
    "Add people one by one, or import the file of an address book (vCard or CSV) at the end of this page.",
);
/// Nothing found.
pub const NONE_FOUND: Phrase = Phrase::new("見つかりませんでした。", "Nobody was found.");
/// The next page.
pub const MORE: Phrase = Phrase::new("次へ", "Next");
/// All again.
pub const SHOW_ALL: Phrase = Phrase::new("すべて表示", "Show all");
/// Follow-ups.
pub const DUE: Phrase = Phrase::new("次の連絡", "Follow-ups");
/// No follow-up.
pub const NO_DUE: Phrase = Phrase::new("予定している連絡はありません。", "Nothing is to be followed up.");
/// Done.
pub const FOLLOWED_UP: Phrase = Phrase::new("済みにする", "Done");
/// Overdue.
pub const OVERDUE: Phrase = Phrase::new("期日経過", "Overdue");
/// After erasing.
pub const ERASED_NOTE: Phrase = Phrase::new(
    "この人の情報を消去しました。やり取りがあった事実だけが、氏名なしで残っています。",
    "The person was erased. Only the fact that somebody was spoken with remains, without a name.",
);
/// Group of names.
pub const NAMES: Phrase = Phrase::new("氏名", "Name");
/// Which is needed.
pub const NAMES_HINT: Phrase =
    Phrase::new("漢字かローマ字のどちらかは必要です。", "At least one of both spellings is needed.");
/// Family name.
pub const FAMILY: Phrase = Phrase::new("姓", "Family name");
/// Given name.
pub const GIVEN: Phrase = Phrase::new("名", "Given name");
/// Reading of the family name.
pub const FAMILY_KANA: Phrase = Phrase::new("姓（フリガナ）", "Family name, reading");
/// Reading of the given name.
pub const GIVEN_KANA: Phrase = Phrase::new("名（フリガナ）", "Given name, reading");
/// Family name in Latin letters.
pub const FAMILY_LATIN: Phrase = Phrase::new("姓（ローマ字）", "Family name, Latin letters");
/// Given name in Latin letters.
pub const GIVEN_LATIN: Phrase = Phrase::new("名（ローマ字）", "Given name, Latin letters");
/// Order of the name.
pub const ORDER: Phrase = Phrase::new("表記の順", "Order of the name");
/// Group of organisation and title.
pub const PLACE: Phrase = Phrase::new("所属と役職", "Organisation and title");
/// Department.
pub const DEPARTMENT: Phrase = Phrase::new("部署", "Department");
/// Title in Japanese.
pub const TITLE_JA: Phrase = Phrase::new("役職（日本語）", "Title in Japanese");
/// Title in English.
pub const TITLE_EN: Phrase = Phrase::new("役職（英語）", "Title in English");
/// Group of addresses.
pub const REACHED: Phrase = Phrase::new("連絡先", "How to reach them");
/// E-mail.
pub const EMAIL: Phrase = Phrase::new("メール", "E-mail");
/// Telephone.
pub const TELEPHONE: Phrase = Phrase::new("電話", "Telephone");
/// Mobile.
pub const MOBILE: Phrase = Phrase::new("携帯電話", "Mobile");
/// Language.
pub const LANGUAGE: Phrase = Phrase::new("使用言語", "Language");
/// Not known.
pub const UNKNOWN: Phrase = Phrase::new("（不明）", "(not known)");
/// Preferred channel.
pub const CHANNEL: Phrase = Phrase::new("希望する連絡方法", "Preferred channel");
/// Group of consent and notes.
pub const KEEPING: Phrase = Phrase::new("管理", "Keeping");
/// Card received on.
pub const CARD_ON: Phrase = Phrase::new("名刺を受け取った日", "Business card received on");
/// Consent.
pub const CONSENT: Phrase = Phrase::new("情報の保管への同意", "Consent to keeping the data");
/// Notes.
pub const NOTES: Phrase = Phrase::new("メモ", "Notes");
/// Who reads them.
pub const NOTES_HINT: Phrase = Phrase::new("自社の人だけが読めます。", "Only your firm reads this.");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存", "Save");
/// Back.
pub const BACK: Phrase = Phrase::new("一覧に戻る", "Back to the list");
/// Address.
pub const ADDRESS: Phrase = Phrase::new("住所", "Address");
/// Site.
pub const SITE: Phrase = Phrase::new("ウェブサイト", "Web site");
/// Name of an organisation.
pub const BODY_NAME: Phrase = Phrase::new("名称", "Name");
/// Reading.
pub const BODY_KANA: Phrase = Phrase::new("フリガナ", "Reading");
/// In Latin letters.
pub const BODY_LATIN: Phrase = Phrase::new("名称（ローマ字・英語）", "Name in Latin letters");
/// Ties.
pub const RELATIONS: Phrase = Phrase::new("つながり", "Ties");
/// No ties yet.
pub const NO_RELATIONS: Phrase = Phrase::new("まだつながりの記録がありません。", "No ties are recorded yet.");
/// Add a tie.
pub const RELATE: Phrase = Phrase::new("つながりを追加", "Add a tie");
/// Whom to look for.
pub const RELATE_SEARCH: Phrase = Phrase::new("相手をさがす", "Look for the other person");
/// What ties them.
pub const RELATE_KIND: Phrase = Phrase::new("関係", "How they are tied");
/// Who comes first.
pub const RELATE_WAY: Phrase = Phrase::new("向き", "Who is first");
/// This contact is first.
pub const THIS_FIRST: Phrase = Phrase::new(
    "この人が先（この人が紹介した・この人が部下）",
    "This contact first (introduced, or reports to, the other)",
);
/// The other is first.
pub const OTHER_FIRST: Phrase =
    Phrase::new("相手が先（相手が紹介した・相手が部下）", "The other first (introduced, or reports to, this contact)");
/// The other one.
pub const OTHER: Phrase = Phrase::new("相手", "The other person");
/// Untie.
pub const UNRELATE: Phrase = Phrase::new("外す", "Remove");
/// Roles in bids.
pub const ROLES: Phrase = Phrase::new("入札での役割", "Roles in bids");
/// No roles yet.
pub const NO_ROLES: Phrase = Phrase::new("まだどの入札にも関わっていません。", "No role in any bid yet.");
/// To the form of the role.
pub const ADD_TO_BID: Phrase = Phrase::new("入札に加える", "Add to a bid");
/// A bid.
pub const BID: Phrase = Phrase::new("入札", "Bid");
/// Shown to the bid's other firms.
pub const SHARED: Phrase = Phrase::new("共同体の他社に表示", "Shown to the other firms");
/// Not shown.
pub const OWN_ONLY: Phrase = Phrase::new("自社のみ", "Your firm only");
/// Personal data.
pub const PERSONAL: Phrase = Phrase::new("個人情報", "Personal data");
/// What can be asked for.
pub const PERSONAL_SUB: Phrase = Phrase::new(
    "本人から求めがあったときは、保管している情報をすべて渡し、または消去できます。",
    "When the person asks, all that is kept of them can be handed over, or erased.",
);
/// What the file holds.
pub const EXPORT_NOTE: Phrase = Phrase::new(
    "ファイルには、登録内容・つながり・役割・やり取りのすべて、ほかの記録と質問・判断・計画・書類のデータでこの人の氏名や連絡先が書かれている記載、見せている他社の名前、添付ファイルの名前と保存先が入ります。ほかの記録の記載には別の人の情報も含まれることがあるので、渡す前に確かめてください。入札ごとの記録は、あなたが参加している入札の分だけです。ほかの入札の分は、その入札に参加している人に書き出しを頼んでください。",
    "The file holds everything: particulars, ties, roles, the log, other texts, questions, decisions, plans and data for papers that surely name the person, the firms to which they are shown, and name and address of each attached file. Other texts may speak of other people, too: look at them before you hand them over. Of bids only those on which you have a seat: ask colleagues with a seat for the others.",
);
/// The file.
pub const EXPORT: Phrase = Phrase::new("保管している情報（JSON）", "All that is kept (JSON)");
/// Opens the erasing.
pub const ERASE: Phrase = Phrase::new("この人の情報を消去…", "Erase this person…");
/// Duplicates.
pub const DOUBLES: Phrase = Phrase::new("重複の候補", "Possible duplicates");
/// Under it.
pub const DOUBLES_SUB: Phrase = Phrase::new(
    "氏名と所属が同じ人、またはメールアドレスが同じ人です。",
    "The same name in the same organisation, or the same e-mail address.",
);
/// No duplicates.
pub const NO_DOUBLES: Phrase = Phrase::new("重複の候補はありません。", "There are no possible duplicates.");
/// Why.
pub const WHY: Phrase = Phrase::new("理由", "Why");
/// Both side by side.
pub const COMPARE: Phrase = Phrase::new("見比べる", "Compare");
/// The one of two that is known while the other one is looked for.
pub const MERGE_ONE: Phrase = Phrase::new("こちらの関係者", "This contact");
/// The way to merge a contact with one that no suggestion names.
pub const MERGE_WITH: Phrase = Phrase::new("別の関係者とまとめる", "Merge with another contact");
/// When it is right.
pub const MERGE_WITH_HINT: Phrase = Phrase::new(
    "同じ人が二度登録されているときは、もう一方を探して、見比べてから一つにまとめます。",
    "If this person was entered twice, look for the other entry; you see both side by side before they become one.",
);
/// What is looked for.
pub const MERGE_SEARCH: Phrase = Phrase::new("まとめる相手を探す", "Look for the other entry");
/// Whom the words found.
pub const MERGE_FOUND: Phrase = Phrase::new("見つかった関係者", "Contacts that were found");
/// Title of the merging page.
pub const MERGE_TITLE: Phrase = Phrase::new("関係者を一つにまとめる", "Merge two contacts");
/// What merging does.
pub const MERGE_SUB: Phrase = Phrase::new(
    "項目ごとに残す値を選んでください。選ばなかった値はメモに残ります。やり取り・役割・つながりはすべて残る方に移ります。",
    "Choose what stays, field by field; what is not chosen is kept in the notes. What was spoken, roles and ties all move to the one that stays.",
);
/// Of the notes, where two contacts become one.
pub const NOTES_OF_BOTH: Phrase = Phrase::new(
    "上で選ばなかった値は、まとめるときに項目名を付けてこのメモの後に加えます。",
    "When you merge, each value that you did not choose above is added behind these notes, with the name of its field.",
);
/// What moves along.
pub const MOVES: Phrase = Phrase::new("一緒に移るもの", "What moves along");
/// What holds of it.
pub const MOVES_NOTE: Phrase = Phrase::new(
    "関係者は会社のものなので、あなたが参加していない入札の記録があれば、それも内容を見せずに移ります。1つの入札に両方の役割があるときは、残る方の役割が有効で、もう一方は控えとして残ります（接触禁止の対象となる役割が一方だけにあるときは、その役割が有効です）。片方だけを他社に見せていた入札では、見せるのをやめます。",
    "Contacts belong to the firm: entries of bids on which you have no seat, if there are any, move along unseen. Where both have a role in one bid, that of the one that stays counts, and the other is kept as a note; a role under the ban on contact counts before one that is not. Where only one was shown to a bid's other firms, neither is shown any more.",
);
/// What the other role was.
pub const GIVEN_WAY: Phrase = Phrase::new("まとめる前のもう一方の登録", "The other entry before both were merged");
/// The one that stays.
pub const STAYS: Phrase = Phrase::new("残る方", "Stays");
/// The one that goes.
pub const GOES: Phrase = Phrase::new("まとめられる方", "Goes");
/// An empty value.
pub const EMPTY: Phrase = Phrase::new("（空欄）", "(empty)");
/// Merges.
pub const MERGE_NOW: Phrase = Phrase::new("まとめる", "Merge");
/// The other way round.
pub const SWAP: Phrase = Phrase::new("残す方を入れ替える", "Keep the other one instead");
/// Contacts of a bid.
pub const IN_BID: Phrase = Phrase::new("関係者", "Contacts");
/// Under it.
pub const IN_BID_SUB: Phrase = Phrase::new(
    "この入札に関わる人と、その人とのやり取りです。影響力・姿勢・計画・メモは自社だけが見られます。",
    "Who is around this bid, and what was spoken with them. Influence, attitude, plan and notes are seen by your firm only.",
);
/// No contact in the bid yet.
pub const NONE_IN_BID: Phrase = Phrase::new("まだ関係者がいません。", "Nobody is entered for this bid yet.");
/// What to do.
pub const NONE_IN_BID_HINT: Phrase = Phrase::new(
    "下の「関係者をこの入札に加える」から加えると、関係者の図が表示され、やり取りを記録できるようになります。",
    "Add a contact below: the map then shows where each one stands, and what was spoken can be logged.",
);
/// Add a contact to the bid.
pub const ADD_IN_BID: Phrase = Phrase::new("関係者をこの入札に加える", "Add a contact to this bid");
/// How.
pub const ADD_IN_BID_HINT: Phrase = Phrase::new("自社の関係者から検索します。", "Searches the contacts of your firm.");
/// Choose somebody found.
pub const CHOOSE: Phrase = Phrase::new("この入札に加える", "Add to this bid");
/// The role.
pub const ROLE: Phrase = Phrase::new("この案件での役割", "Role in the tender");
/// Influence.
pub const INFLUENCE: Phrase = Phrase::new("影響力", "Influence");
/// The scale.
pub const INFLUENCE_HINT: Phrase = Phrase::new("1（小さい）〜5（大きい）", "1 (little) to 5 (much)");
/// Attitude.
pub const ATTITUDE: Phrase = Phrase::new("姿勢", "Attitude");
/// The scale.
pub const ATTITUDE_HINT: Phrase = Phrase::new("−2（反対）〜＋2（賛成）", "−2 (against) to +2 (in favour)");
/// Interest.
pub const INTEREST: Phrase = Phrase::new("関心事", "What they care about");
/// Who answers for them.
pub const RESPONSIBLE: Phrase = Phrase::new("自社の担当", "Our responsible person");
/// What we want.
pub const WANT: Phrase = Phrase::new("望むこと", "What we want");
/// What we do.
pub const NEXT_STEP: Phrase = Phrase::new("次の一手", "Next step");
/// Until when.
pub const UNTIL: Phrase = Phrase::new("期日", "Until");
/// Whether it is shown.
pub const SHARE: Phrase = Phrase::new("共同体の他社にも見せる", "Show to the bid's other firms");
/// What is shown.
pub const SHARE_HINT: Phrase = Phrase::new(
    "見えるのは、氏名・所属・役職・役割と、この入札で記録したやり取り（「自社のみ」を除く）だけです。",
    "They see name, organisation, title and role, and what was logged with them for this bid unless it is kept to your firm. Nothing else.",
);
/// The plan.
pub const PLAN: Phrase = Phrase::new("働きかけの計画", "Engagement plan");
/// The way that the ban leaves open.
pub const ALLOWED_WAY: Phrase = Phrase::new("連絡の方法", "How they may be reached");
/// Under the ban.
pub const ONLY_QUESTIONS: Phrase = Phrase::new("質問書のみ", "question form (質問書) only");
/// No preference, no ban.
pub const ANY_WAY: Phrase = Phrase::new("制限なし", "any way");
/// No plan yet.
pub const NOT_PLANNED: Phrase = Phrase::new("まだ計画がありません", "no plan yet");
/// A colleague who left.
pub const HAS_LEFT: Phrase = Phrase::new("退職済み", "has left");
/// What colleagues who left still answer for.
pub const LEFT_OWNERS: Phrase = Phrase::new("退職した人の担当", "Kept by colleagues who left");
/// What holds of it.
pub const LEFT_OWNERS_SUB: Phrase = Phrase::new(
    "退職した人には次の連絡のお知らせが届きません。別の人に引き継いでください。入札の役割は、あなたが編集できる入札の分だけ移ります。",
    "Colleagues who left are reminded of nothing. Hand over what they kept. Of roles in bids only those move that you may change.",
);
/// To whom.
pub const HAND_OVER_TO: Phrase = Phrase::new("引き継ぐ人", "Hand over to");
/// Hands over.
pub const HAND_OVER: Phrase = Phrase::new("引き継ぐ", "Hand over");
/// Follow-ups that nobody does.
pub const NOBODYS: Phrase = Phrase::new("担当のいない連絡", "Follow-ups that nobody does");
/// What holds of them.
pub const NOBODYS_SUB: Phrase = Phrase::new(
    "連絡する予定だった人が退職したか、入札から外れたため、担当がいません。入札を編集できる人に知らせます。会社の誰もその入札を編集できないときと、入札のない連絡は、会社の管理者に知らせます。",
    "Whoever was to do these left the firm, or has no seat on the bid any more. Those of you who write on the bid are reminded of them; where nobody does, and where there is no bid, your firm's administrators are.",
);
/// A mark: nobody follows up.
pub const NOBODYS_TAG: Phrase = Phrase::new("担当なし", "nobody's");
/// Who was to do it.
pub const NOBODYS_WAS_BY: Phrase = Phrase::new("前の担当", "Was with");
/// There are more.
pub const NOBODYS_MORE: Phrase = Phrase::new(
    "ほかにもあります。引き継ぐと続きが表示されます。",
    "There are more: they appear when these are handed over.",
);
/// The reader may not hand it over.
pub const NOBODYS_NOT_YOURS: Phrase =
    Phrase::new("入札を編集できる人が引き継げます", "whoever writes on the bid hands it over");
/// Whether one of them is handed over.
pub const HAND_OVER_THIS: Phrase = Phrase::new("引き継ぐ", "hand over");
/// Hands over what is ticked.
pub const HAND_OVER_FOLLOW_UPS: Phrase = Phrase::new("選んだ連絡を引き継ぐ", "Hand over those ticked");
/// Who follows up.
pub const FOLLOW_UP_BY: Phrase = Phrase::new("連絡する人", "Who");
/// The map.
pub const MAP: Phrase = Phrase::new("関係者マップ", "Stakeholder map");
/// How it is read.
pub const MAP_NOTE: Phrase = Phrase::new(
    "番号は表の番号です。上ほど影響力が大きく、右ほど好意的です。",
    "The numbers are those of the table. Higher means more influence, further right means more in favour.",
);
/// Number.
pub const NUMBER: Phrase = Phrase::new("番号", "No.");
/// The firm that keeps the contact.
pub const FIRM: Phrase = Phrase::new("登録した会社", "Kept by firm");
/// Right end of the map.
pub const IN_FAVOUR: Phrase = Phrase::new("好意的", "in favour");
/// Left end.
pub const AGAINST: Phrase = Phrase::new("否定的", "against");
/// Upper end.
pub const MUCH: Phrase = Phrase::new("影響力 大", "much influence");
/// Lower end.
pub const LITTLE: Phrase = Phrase::new("影響力 小", "little influence");
/// Opens the removal.
pub const REMOVE: Phrase = Phrase::new("この入札から外す…", "Take out of this bid…");
/// What it does.
pub const REMOVE_NOTE: Phrase =
    Phrase::new("役割と計画が消えます。やり取りの記録は残ります。", "Role and plan go. What was logged stays.");
/// Takes out.
pub const REMOVE_NOW: Phrase = Phrase::new("外す", "Take out");
/// The ban.
pub const BAN: Phrase = Phrase::new("接触禁止期間", "Ban on contact");
/// Covered by the ban.
pub const COVERED: Phrase = Phrase::new("接触禁止の対象", "under the ban");
/// No ban is known.
pub const NO_BAN: Phrase = Phrase::new(
    "公告日などの日程がないため、接触禁止期間は判断できません。日程を登録してください。",
    "Without a date of the notice, the ban on contact cannot be reckoned. Enter the dates.",
);
/// To the card.
pub const CARD: Phrase = Phrase::new("関係者の情報", "The contact's card");
/// Contacts that other firms show.
pub const SHOWN_BY_OTHERS: Phrase = Phrase::new("他社が見せている関係者", "Shown by the other firms");

/// The sort of a contact.
#[must_use]
pub const fn kind(kind: ContactKind) -> Phrase {
    match kind {
        ContactKind::RequestingDepartment => Phrase::new("発注担当課", "Requesting department"),
        ContactKind::ContractingDepartment => Phrase::new("契約課", "Contracting department"),
        ContactKind::HeadOfGovernment => Phrase::new("首長", "Mayor or governor"),
        ContactKind::DeputyHead => Phrase::new("副市長・副町長", "Deputy mayor"),
        ContactKind::Evaluator => Phrase::new("審査委員・選定委員", "Evaluation committee"),
        ContactKind::AssemblyMember => Phrase::new("議会議員", "Assembly member"),
        ContactKind::Auditor => Phrase::new("監査委員", "Audit commissioner"),
        ContactKind::NeighbourhoodAssociation => Phrase::new("自治会・町内会", "Neighbourhood association"),
        ContactKind::Resident => Phrase::new("地元住民・利用者", "Residents and users"),
        ContactKind::ChamberOfCommerce => Phrase::new("商工会・商工会議所", "Chamber of commerce"),
        ContactKind::IndustryAssociation => Phrase::new("業界団体", "Industry association"),
        ContactKind::Nonprofit => Phrase::new("NPO・NGO", "NPO or NGO"),
        ContactKind::School => Phrase::new("学校", "School"),
        ContactKind::WelfareFacility => Phrase::new("福祉施設", "Welfare facility"),
        ContactKind::Media => Phrase::new("報道機関", "Media"),
        ContactKind::FirmOwner => Phrase::new("中小企業の経営者", "Owner of the small firm"),
        ContactKind::FirmBidManager => Phrase::new("中小企業の入札担当", "Bid manager of the small firm"),
        ContactKind::ForeignHeadquarters => Phrase::new("海外パートナー本社", "Foreign partner, headquarters"),
        ContactKind::ForeignBidLead => Phrase::new("海外パートナーの入札責任者", "Foreign partner, bid lead"),
        ContactKind::Subcontractor => Phrase::new("協力会社・下請会社", "Subcontractor"),
        ContactKind::GeneralContractor => Phrase::new("元請・総合建設業者", "General contractor"),
        ContactKind::Consultant => Phrase::new("コンサルタント・行政書士", "Consultant or administrative scrivener"),
        ContactKind::Interpreter => Phrase::new("通訳・翻訳者", "Interpreter or translator"),
        ContactKind::Insurer => Phrase::new("保険会社", "Insurer"),
        ContactKind::GuaranteeCompany => Phrase::new("保証事業会社", "Guarantee company"),
        ContactKind::Bank => Phrase::new("地方銀行・信用金庫", "Local bank"),
        ContactKind::Leasing => Phrase::new("リース会社", "Leasing company"),
        ContactKind::Jetro => Phrase::new("JETRO", "JETRO office"),
        ContactKind::SmallBusinessAgency => Phrase::new("中小企業庁", "Small and Medium Enterprise Agency"),
        ContactKind::EconomyBureau => Phrase::new("経済産業局", "Bureau of Economy, Trade and Industry"),
        ContactKind::YorozuCentre => Phrase::new("よろず支援拠点", "Yorozu support centre"),
        ContactKind::IloProject => Phrase::new("ILO・経済産業省の事業", "Project of ILO and METI"),
        ContactKind::EmployersOrganisation => Phrase::new("使用者団体", "Employers' organisation"),
        ContactKind::TradeUnion => Phrase::new("労働組合", "Trade union"),
        ContactKind::ImmigrationExpert => Phrase::new("入管の専門家", "Immigration expert"),
        ContactKind::Supplier => Phrase::new("仕入先", "Supplier"),
        ContactKind::ProducersCooperative => Phrase::new("生産者組合", "Producers' cooperative"),
        ContactKind::Certifier => Phrase::new("認証・監査機関", "Certifier or auditor"),
        ContactKind::Recruiter => Phrase::new("人材紹介・人事コンサルタント", "Recruiter or HR consultancy"),
        ContactKind::Candidate => Phrase::new("採用候補者", "Candidate"),
        ContactKind::ForeignStaff => Phrase::new("外国人社員", "Foreign staff"),
        ContactKind::RegisteredSupport => Phrase::new("登録支援機関", "Registered support organisation"),
        ContactKind::Other => Phrase::new("その他", "Other"),
    }
}

/// The group of a sort.
#[must_use]
pub const fn group(group: ContactGroup) -> Phrase {
    match group {
        ContactGroup::Buyer => Phrase::new("発注者側", "Buyer's side"),
        ContactGroup::Community => Phrase::new("地域", "Community"),
        ContactGroup::Partner => Phrase::new("連携先", "Partners"),
        ContactGroup::Support => Phrase::new("支援機関", "Support"),
        ContactGroup::Supply => Phrase::new("調達先", "Supply"),
        ContactGroup::Talent => Phrase::new("人材", "Talent"),
        ContactGroup::Other => Phrase::new("その他", "Others"),
    }
}

/// The order of a name.
#[must_use]
pub const fn order(order: NameOrder) -> Phrase {
    match order {
        NameOrder::FamilyFirst => Phrase::new("姓 → 名（山田 太郎）", "Family name first (山田 太郎)"),
        NameOrder::GivenFirst => Phrase::new("名 → 姓（Ingrid Hansen）", "Given name first (Ingrid Hansen)"),
    }
}

/// A way to reach somebody.
#[must_use]
pub const fn channel(channel: Channel) -> Phrase {
    match channel {
        Channel::Mail => Phrase::new("メール", "E-mail"),
        Channel::Telephone => Phrase::new("電話", "Telephone"),
        Channel::Visit => Phrase::new("訪問", "Visit"),
        Channel::Letter => Phrase::new("手紙", "Letter"),
        Channel::Online => Phrase::new("オンライン会議", "Online meeting"),
    }
}

/// A language by its name.
#[must_use]
pub const fn language_name(language: Language) -> Phrase {
    match language {
        Language::Japanese => Phrase::new("日本語", "Japanese"),
        Language::English => Phrase::new("英語", "English"),
    }
}

/// Whether somebody agreed.
#[must_use]
pub const fn consent(consent: Consent) -> Phrase {
    match consent {
        Consent::NotAsked => Phrase::new("未確認", "not asked yet"),
        Consent::Card => Phrase::new("名刺交換による", "by handing over a card"),
        Consent::Given => Phrase::new("同意あり", "given"),
        Consent::Refused => Phrase::new("拒否（連絡しない）", "refused (do not write to them)"),
    }
}

/// A role in a tender.
#[must_use]
pub const fn role(role: TenderRole) -> Phrase {
    match role {
        TenderRole::Decider => Phrase::new("決裁者", "Decides"),
        TenderRole::Evaluator => Phrase::new("審査・評価", "Evaluates"),
        TenderRole::Requester => Phrase::new("発注担当", "Requests the work"),
        TenderRole::Contracting => Phrase::new("契約担当", "Runs the procedure"),
        TenderRole::User => Phrase::new("利用者・地元", "Uses it, lives there"),
        TenderRole::Influencer => Phrase::new("影響力のある人", "Has influence"),
        TenderRole::Introducer => Phrase::new("仲介・紹介", "Introduces"),
        TenderRole::Supporter => Phrase::new("協力・支援", "Supports us"),
        TenderRole::Other => Phrase::new("その他", "Other"),
    }
}

/// What ties two contacts, in general.
#[must_use]
pub const fn relation(kind: RelationKind) -> Phrase {
    match kind {
        RelationKind::Introduced => Phrase::new("紹介した", "introduced"),
        RelationKind::ReportsTo => Phrase::new("部下である", "reports to"),
        RelationKind::Knows => Phrase::new("知り合い", "knows"),
    }
}

/// What ties a contact to another one, from its own end.
#[must_use]
pub const fn tie(kind: RelationKind, side: Side) -> Phrase {
    match (kind, side) {
        (RelationKind::Introduced, Side::First) => Phrase::new("この人が紹介した相手", "introduced to us"),
        (RelationKind::Introduced, Side::Second) => Phrase::new("この人を紹介した人", "was introduced by"),
        (RelationKind::ReportsTo, Side::First) => Phrase::new("上司", "reports to"),
        (RelationKind::ReportsTo, Side::Second) => Phrase::new("部下", "is the superior of"),
        (RelationKind::Knows, _) => Phrase::new("知り合い", "knows"),
    }
}

/// Why two contacts may be one.
#[must_use]
pub const fn likeness(likeness: Likeness) -> Phrase {
    match likeness {
        Likeness::Name => Phrase::new("氏名と所属が同じ", "same name and organisation"),
        Likeness::Email => Phrase::new("メールが同じ", "same e-mail address"),
    }
}

/// A colleague who left, where one is chosen.
#[must_use]
pub fn who_left(name: &str) -> String {
    say_with(format!("{name}（退職済み）"), format!("{name} (has left)"))
}

/// When somebody was spoken with last.
#[must_use]
pub fn last_spoken(at: Moment) -> String {
    let at = deadline::moment(at);
    say_with(format!("前回：{at}"), format!("last: {at}"))
}

/// Follow-ups that were not handed over.
#[must_use]
pub fn nobodys_stayed(count: usize) -> String {
    say_with(
        format!(
            "{count}件は引き継げませんでした。選んだ人がその入札に参加していないか、すでに別の人が担当しています。"
        ),
        format!("Not handed over: {count}. That person has no seat on their bid, or somebody else does them by now."),
    )
}

/// For how much a colleague who left still answers.
#[must_use]
pub fn left_with(contacts: i64, roles: i64, follow_ups: i64) -> String {
    say_with(
        format!("関係者 {contacts}件、入札での役割 {roles}件、次の連絡 {follow_ups}件"),
        format!("contacts: {contacts}, roles in bids: {roles}, follow-ups: {follow_ups}"),
    )
}

/// How many entries of the log move.
#[must_use]
pub fn moves_log(count: i64) -> String {
    say_with(format!("やり取りの記録：{count}件"), format!("Entries of the log: {count}"))
}

/// How many ties move.
#[must_use]
pub fn moves_ties(count: usize) -> String {
    say_with(format!("つながり：{count}件"), format!("Ties: {count}"))
}

/// Until which day, or that it is not known.
fn until_words(until: Option<NaiveDate>) -> String {
    match until {
        Some(until) => deadline::moment(Moment::day(until)),
        None => say(Phrase::new("結果が出るまで", "the result")).to_owned(),
    }
}

/// The band of the ban: through which channel, from when to when, and that a planned day of the result ends nothing.
#[must_use]
pub fn ban_band(ban: BanPeriod) -> String {
    let BanPeriod { from, until, planned } = ban;
    let planned = planned.map(|day| deadline::moment(Moment::day(day))).map_or_else(String::new, |day| {
        say_with(
            format!("結果は{day}の予定ですが、予定日では解除されません。結果が記録されるか、日が確定して過ぎるまで続きます。"),
            format!(
                " The result is planned for {day}; a planned day ends nothing. The ban holds until the result is recorded, or its day is certain and past."
            ),
        )
    });
    let (from, until_text) = (deadline::moment(Moment::day(from)), until_words(until));
    let ja_until = if until.is_some() { format!("{until_text}まで") } else { until_text.clone() };
    say_with(
        format!("{from}から{ja_until}、発注者側・審査委員への連絡は質問書のみです。{planned}"),
        format!(
            "From {from} to {until_text}, contact with the buyer's side and evaluators only through the question form (質問書).{planned}"
        ),
    )
}

/// Why an engagement inside the ban was refused, by the bid that it concerns where the reader may know it.
#[must_use]
pub fn banned(from: NaiveDate, until: Option<NaiveDate>, bid: &str) -> String {
    let (from, until_text) = (deadline::moment(Moment::day(from)), until_words(until));
    let ja_until = if until.is_some() { format!("{until_text}まで") } else { until_text.clone() };
    let (ja_bid, en_bid) = if bid.is_empty() {
        ("自社が参加する別の案件の".to_owned(), "for another bid of your firm ".to_owned())
    } else {
        (format!("「{bid}」の"), format!("for “{bid}” "))
    };
    say_with(
        format!(
            "{ja_bid}接触禁止期間（{from}から{ja_until}）です。質問書で問い合わせてください。すでに接触した場合は、ここに理由を書くと、印を付けて記録します。"
        ),
        format!(
            "Contact is banned {en_bid}from {from} to {until_text}: ask through the question form (質問書). If it has happened already, give the reason here and it is recorded with a mark."
        ),
    )
}

/// A role that gave way.
#[must_use]
pub fn given_way(given: &GivenWay) -> String {
    let (role, until) = (say(role(given.role)), deadline::iso(&given.until_on));
    let (influence, attitude) = (given.influence, attitude(given.attitude));
    let (ja, en) = if until.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("、期日{until}"), format!(", until {until}"))
    };
    say_with(
        format!("{role}、影響力{influence}、姿勢{attitude}{ja}"),
        format!("{role}, influence {influence}, attitude {attitude}{en}"),
    )
}

/// A step of the scale of attitudes; zero has no sign.
#[must_use]
pub fn attitude(step: i64) -> String {
    if step == 0 { "0".to_owned() } else { format!("{step:+}") }
}

/// A numbered point of the map, for those who listen.
#[must_use]
pub fn point(number: usize, name: &str, influence: i64, step: i64) -> String {
    let attitude = attitude(step);
    say_with(
        format!("{number} {name}：影響力{influence}、姿勢{attitude}"),
        format!("{number} {name}: influence {influence}, attitude {attitude}"),
    )
}
