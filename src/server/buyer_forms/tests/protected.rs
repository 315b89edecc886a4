//! Forms that are protected against changes: what they leave open, and that their protection stays.

use super::{ROOT, TYPES, W, filled, found, labels, p, package, part, table, tc};
use crate::domain::buyer_form::{BlankRow, Protection};
use crate::server::buyer_forms::read;

/// A document of this body, with settings that protect it.
pub(crate) fn protected(edit: &str, enforcement: &str, body: &str) -> Vec<u8> {
    let xml = format!("<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>");
    let settings = format!(
        "<w:settings {W}><w:zoom w:percent=\"100\"/><w:documentProtection w:edit=\"{edit}\" w:enforcement=\"{enforcement}\" w:hash=\"YEoBLHu9\" w:salt=\"Dq6bjm\"/></w:settings>"
    );
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings";
    let rels = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{kind}\" Target=\"settings.xml\"/></Relationships>"
    );
    package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("word/document.xml", xml.as_bytes()),
        ("word/_rels/document.xml.rels", rels.as_bytes()),
        ("word/settings.xml", settings.as_bytes()),
    ])
}

fn ids(form: &[u8]) -> Vec<String> {
    found(form).into_iter().map(|blank| blank.id).collect()
}

fn none() -> Vec<String> {
    Vec::new()
}

const FIELD: &str = "<w:p><w:r><w:t>電話番号</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"Text1\"/><w:enabled/><w:textInput/></w:ffData></w:fldChar></w:r>\
    <w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>     </w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
const CONTROL: &str = "<w:p><w:r><w:t>所在地：</w:t></w:r><w:sdt><w:sdtPr>LOCK<w:text/></w:sdtPr><w:sdtContent><w:r><w:t> </w:t></w:r></w:sdtContent></w:sdt></w:p>";

#[test]
fn forms_protection_leaves_fields_and_controls() {
    let control = CONTROL.replace("LOCK", "");
    let body = [table(&[&["商号又は名称", ""]]), FIELD.to_owned(), control].concat();
    assert_eq!(ids(&protected("forms", "0", &body)).len(), 3);
    let form = protected("forms", "1", &body);
    assert_eq!(ids(&form), ["document-p0-form_field", "document-p1-control"]);
    let read = read(&form, &labels()).unwrap();
    assert_eq!(read.protection, Some(Protection::Forms));
    let row = serde_json::to_value(BlankRow::of(&read.blanks[0], read.protection)).unwrap();
    assert_eq!(row["protection"], "forms");
    let docx = filled(&form, &[("document-p0-form_field", "082-000-0000")]).unwrap().docx;
    assert_eq!(part(&docx, "word/settings.xml"), part(&form, "word/settings.xml"));
    let refused = filled(&form, &[("document-t0r0c1-cell", "湊技研")]);
    assert!(refused.is_err(), "what is not offered is not filled");
}

#[test]
fn a_section_whose_protection_is_off_is_open() {
    let end = |properties: &str| format!("<w:p><w:pPr><w:sectPr>{properties}</w:sectPr></w:pPr></w:p>");
    let open = [table(&[&["商号又は名称", ""]]), end("<w:formProt w:val=\"0\"/>")].concat();
    let shut = [table(&[&["所在地", ""]]), end("")].concat();
    let body = [open, shut, table(&[&["電話番号", ""]])].concat();
    assert_eq!(ids(&protected("forms", "1", &body)), ["document-t0r0c1-cell"]);
}

fn permitted(group: &str, inner: &str) -> String {
    format!("<w:permStart w:id=\"7\" {group}/>{inner}<w:permEnd w:id=\"7\"/>")
}

const EVERYONE: &str = "w:edGrp=\"everyone\"";

#[test]
fn a_read_only_form_leaves_what_everybody_may_edit() {
    let cell = |group: &str| format!("<w:tc><w:tcPr/><w:p>{}</w:p></w:tc>", permitted(group, ""));
    let row = |label: &str, cell: &str| format!("<w:tr>{}{cell}</w:tr>", tc(label, ""));
    let rows =
        |group: &str| format!("<w:tbl>{}{}</w:tbl>", row("商号又は名称", &cell(group)), row("所在地", &tc("", "")));
    for (edit, protection) in [("readOnly", Protection::ReadOnly), ("comments", Protection::Comments)] {
        let form = protected(edit, "1", &rows(EVERYONE));
        assert_eq!(ids(&form), ["document-t0r0c1-cell"], "{edit}");
        assert_eq!(read(&form, &labels()).unwrap().protection, Some(protection));
        // The value stands within the stretch, so that it can be changed again.
        let docx = filled(&form, &[("document-t0r0c1-cell", "湊技研")]).unwrap().docx;
        let xml = part(&docx, "word/document.xml");
        let places: Vec<_> = ["permStart", "湊技研", "permEnd"].iter().map(|text| xml.find(text)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{xml}");
    }
    // A named person is not the bidder.
    for group in ["w:ed=\"keiyaku@example.jp\"", "w:edGrp=\"editors\"", ""] {
        assert_eq!(ids(&protected("readOnly", "1", &rows(group))), none(), "{group}");
    }
    // A control may be filled in only where the text around it may.
    assert_eq!(ids(&protected("readOnly", "1", &CONTROL.replace("LOCK", ""))), none());
    let form = protected("trackedChanges", "true", &rows(""));
    assert_eq!((ids(&form).len(), read(&form, &labels()).unwrap().protection), (2, Some(Protection::TrackedChanges)));
}

#[test]
fn a_stretch_of_columns_leaves_these_columns() {
    let start = format!("<w:permStart w:id=\"7\" {EVERYONE} w:colFirst=\"1\" w:colLast=\"1\"/>");
    let row = |before: &str, label: &str| format!("<w:tr>{before}{}{}{}</w:tr>", tc(label, ""), tc("", ""), tc("", ""));
    let head = format!("<w:tr>{}{}{}</w:tr>", tc("区分", ""), tc("受注高", ""), tc("備考", ""));
    let rows = [row(&start, "東部"), row("", "西部"), "<w:permEnd w:id=\"7\"/>".to_owned(), row("", "南部")].concat();
    let form = protected("readOnly", "1", &format!("<w:tbl>{head}{rows}</w:tbl>"));
    assert_eq!(ids(&form), ["document-t0r1c1-cell", "document-t0r2c1-cell"]);
}

#[test]
fn an_unprotected_form_says_so() {
    let form = super::document(&p("商号又は名称："));
    assert_eq!(read(&form, &labels()).unwrap().protection, None);
    assert_eq!(read(&protected("none", "1", &p("所在地：　　　　")), &labels()).unwrap().protection, None);
    assert_eq!(ids(&protected("forms", "1", &CONTROL.replace("LOCK", "<w:lock w:val=\"contentLocked\"/>"))), none());
}
