//! Trees that no office program writes: whatever stands within whatever, the finder answers and the filler keeps the rest.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{document, labels};
use crate::domain::buyer_form::{Blank, BlankKind};
use crate::server::buyer_forms::{blanks, fill};

/// Elements that open and close around others.
const AROUND: [(&str, &str); 16] = [
    ("<w:p>", "</w:p>"),
    ("<w:r>", "</w:r>"),
    ("<w:r><w:rPr><w:u w:val=\"single\"/><w:color w:val=\"FF0000\"/></w:rPr>", "</w:r>"),
    ("<w:tbl><w:tblGrid><w:gridCol w:w=\"400\"/></w:tblGrid>", "</w:tbl>"),
    ("<w:tr>", "</w:tr>"),
    ("<w:tr><w:trPr><w:gridBefore w:val=\"7\"/><w:tblHeader/></w:trPr>", "</w:tr>"),
    ("<w:tc>", "</w:tc>"),
    ("<w:tc><w:tcPr><w:gridSpan w:val=\"3\"/><w:vMerge/></w:tcPr>", "</w:tc>"),
    ("<w:sdt><w:sdtPr><w:showingPlcHdr/><w:alias w:val=\"氏名\"/></w:sdtPr><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    ("<w:ins>", "</w:ins>"),
    ("<w:del>", "</w:del>"),
    ("<w:smartTag>", "</w:smartTag>"),
    ("<w:fldSimple w:instr=\"MERGEFIELD a\">", "</w:fldSimple>"),
    ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
    ("<w:txbxContent>", "</w:txbxContent>"),
    ("<w:ruby><w:rubyBase>", "</w:rubyBase></w:ruby>"),
];
/// Elements and texts that stand alone.
const ALONE: [&str; 20] = [
    "<w:t xml:space=\"preserve\">　　　　　　</w:t>",
    "<w:t>商号又は名称</w:t>",
    "<w:t>所在地：　　　　　　</w:t>",
    "<w:t>令和　　年　　月　　日</w:t>",
    "<w:t>20　　年　　月　　日</w:t>",
    "<w:t>□　はい　□　いいえ</w:t>",
    "<w:t>（　　）希望する</w:t>",
    "<w:t>○○市長　様</w:t>",
    "<w:t>私は、　　　　　　を代理人と定め</w:t>",
    "<w:t>«a»{{b}}</w:t>",
    "<w:t>有・無</w:t>",
    "<w:t>億</w:t>",
    "<w:tab/>",
    "<w:br/>",
    "<w:p/>",
    "<w:tc/>",
    "<w:fldChar w:fldCharType=\"begin\"><w:ffData><w:textInput/></w:ffData></w:fldChar>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:instrText> MERGEFIELD a </w:instrText>",
];

fn tree() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(&ALONE[..]).prop_map(str::to_owned);
    leaf.prop_recursive(6, 60, 6, |inner| {
        (prop::sample::select(&AROUND[..]), prop::collection::vec(inner, 0..6))
            .prop_map(|((open, close), inner)| format!("{open}{}{close}", inner.concat()))
    })
}

fn value(blank: &Blank) -> String {
    match blank.kind {
        BlankKind::Date => "8/12/5".to_owned(),
        BlankKind::Checkbox => "yes".to_owned(),
        BlankKind::Digits => "1".to_owned(),
        _ => blank.choices.first().cloned().unwrap_or_else(|| "湊技研".to_owned()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn odd_trees_are_read_and_filled_place_by_place(parts in prop::collection::vec(tree(), 1..8)) {
        let form = document(&parts.concat());
        let found = blanks(&form, &labels()).unwrap();
        for blank in &found {
            let values = BTreeMap::from([(blank.id.clone(), value(blank))]);
            let filled = fill(&form, &values, &labels());
            prop_assert!(filled.is_ok(), "{}: {filled:?}\n{}", blank.id, parts.concat());
        }
        let all = found.iter().map(|blank| (blank.id.clone(), value(blank))).collect();
        let filled = fill(&form, &all, &labels());
        prop_assert!(filled.is_ok(), "{filled:?}\n{}", parts.concat());
    }
}
