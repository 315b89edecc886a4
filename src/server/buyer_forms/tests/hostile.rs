//! What a stranger's file may not be: each refusal by its name, and no panic on any bytes.

use proptest::prelude::*;

use super::{ROOT, TYPES, W, document, labels, p, package, table};
use crate::domain::buyer_form::FormRefusal;
use crate::server::buyer_forms::blanks;

fn refusal(bytes: &[u8]) -> FormRefusal {
    blanks(bytes, &labels()).unwrap_err()
}

fn with(name: &str, bytes: &[u8]) -> Vec<u8> {
    let xml = format!("<w:document {W}><w:body/></w:document>");
    let parts = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("word/document.xml", xml.as_bytes()),
    ];
    let mut all = parts.to_vec();
    all.push((name, bytes));
    package(&all)
}

fn with_document(xml: &str) -> Vec<u8> {
    package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("word/document.xml", xml.as_bytes()),
    ])
}

#[test]
fn other_files_are_named() {
    assert_eq!(refusal(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]), FormRefusal::Ole);
    assert_eq!(refusal(b"%PDF-1.7"), FormRefusal::Pdf);
    assert_eq!(refusal(b"{\\rtf1\\ansi"), FormRefusal::OldWord);
    assert_eq!(refusal(b"\x7fELF"), FormRefusal::NotZip);
    assert_eq!(refusal(&package(&[("a.txt", b"a")])), FormRefusal::AnotherKind);
    let whole = document("");
    assert_eq!(refusal(&whole[..whole.len() / 2]), FormRefusal::NotZip);
}

#[test]
fn each_kind_of_file_is_named_that_must_be_saved_as_docx_first() {
    let ole = |name: &str| {
        let wide = name.encode_utf16().flat_map(u16::to_le_bytes);
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1].into_iter().chain(wide).collect::<Vec<u8>>()
    };
    assert_eq!(refusal(&ole("EncryptedPackage")), FormRefusal::Password);
    assert_eq!(refusal(&ole("WordDocument")), FormRefusal::OldWord);
    let text = [("mimetype", &b"application/vnd.oasis.opendocument.text"[..]), ("META-INF/manifest.xml", b"<a/>")];
    assert_eq!(refusal(&package(&text)), FormRefusal::OpenDocument);
    let of_type = |kind: &str, document: &str| {
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
        let types = TYPES.replace(word, kind).replace("word/document.xml", document);
        let root = ROOT.replace("word/document.xml", document);
        package(&[("[Content_Types].xml", types.as_bytes()), ("_rels/.rels", root.as_bytes()), (document, b"<a/>")])
    };
    let office = "application/vnd.openxmlformats-officedocument";
    let workbook = of_type(&format!("{office}.spreadsheetml.sheet.main+xml"), "xl/workbook.xml");
    assert_eq!(refusal(&workbook), FormRefusal::Workbook);
    let template = of_type(&format!("{office}.wordprocessingml.template.main+xml"), "word/document.xml");
    assert_eq!(refusal(&template), FormRefusal::Template);
    let macros = of_type("application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml");
    assert_eq!(refusal(&macros), FormRefusal::Macros("[Content_Types].xml".to_owned()));
    let signature = "_xmlsignatures/sig1.xml";
    assert_eq!(refusal(&with(signature, b"<a/>")), FormRefusal::Signed(signature.to_owned()));
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for name in ["../evil.xml", "word/../../evil.xml", "/etc/passwd", "word\\evil.xml", "C:/evil.xml"] {
        assert_eq!(refusal(&with(name, b"<a/>")), FormRefusal::UnsafeName(name.to_owned()));
    }
    assert_eq!(refusal(&with("WORD/Document.xml", b"<a/>")), FormRefusal::NameTwice("WORD/Document.xml".to_owned()));
}

#[test]
fn what_runs_or_reaches_out_is_refused() {
    assert_eq!(refusal(&with("word/vbaProject.bin", b"x")), FormRefusal::Macros("word/vbaProject.bin".to_owned()));
    assert_eq!(
        refusal(&with("word/activeX/activeX1.xml", b"<a/>")),
        FormRefusal::ActiveX("word/activeX/activeX1.xml".to_owned())
    );
    let relation = |kind: &str| {
        format!(
            "<Relationships><Relationship Id=\"r\" Type=\"http://x/{kind}\" Target=\"http://198.51.100.1/a\" TargetMode=\"External\"/></Relationships>"
        )
    };
    let name = "word/_rels/settings.xml.rels";
    assert_eq!(refusal(&with(name, relation("attachedTemplate").as_bytes())), FormRefusal::External(name.to_owned()));
    assert_eq!(blanks(&with(name, relation("hyperlink").as_bytes()), &labels()), Ok(Vec::new()));
}

#[test]
fn a_template_may_lie_on_the_authors_own_drive_and_nowhere_else() {
    let name = "word/_rels/settings.xml.rels";
    let with_target = |kind: &str, target: &str| {
        let relation = format!(
            "<Relationships><Relationship Id=\"r\" Type=\"http://x/{kind}\" Target=\"{target}\" TargetMode=\"External\"/></Relationships>"
        );
        blanks(&with(name, relation.as_bytes()), &labels())
    };
    for target in ["file:///C:\\Documents\\form.dot", "file:///d:/form.dotx"] {
        assert_eq!(with_target("attachedTemplate", target), Ok(Vec::new()), "{target}");
        assert_eq!(with_target("image", target), Err(FormRefusal::External(name.to_owned())), "{target}");
    }
    for target in [
        "https://198.51.100.1/a.dotm",
        "\\\\server\\a.dotm",
        "file://server/a.dotm",
        "file:///\\\\server\\a.dotm",
        "file://///server/a.dotm",
        "C:\\a.dotm",
    ] {
        assert_eq!(with_target("attachedTemplate", target), Err(FormRefusal::External(name.to_owned())), "{target}");
    }
}

#[test]
fn xml_is_bounded() {
    let name = "word/document.xml".to_owned();
    assert_eq!(
        refusal(&with_document("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")),
        FormRefusal::DocumentType(name.clone())
    );
    assert_eq!(
        refusal(&with_document(&format!("{}{}", "<a>".repeat(300), "</a>".repeat(300)))),
        FormRefusal::TooDeep(name.clone())
    );
    assert_eq!(refusal(&with_document(&"<a>".repeat(200_000))), FormRefusal::TooDeep(name.clone()));
    assert_eq!(refusal(&with_document("<a><b></a>")), FormRefusal::Malformed(name.clone()));
    assert_eq!(
        refusal(&with_document("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a/>")),
        FormRefusal::Encoding(name)
    );
}

#[test]
fn size_is_measured_by_reading() {
    let large = vec![b' '; (64 << 20) + 1];
    assert_eq!(
        refusal(&with("word/media/image1.bin", &large)),
        FormRefusal::PartTooLarge("word/media/image1.bin".to_owned())
    );
    let spaces = |megabytes: usize| format!("<a>{}</a>", " ".repeat(megabytes << 20)).into_bytes();
    let part = "word/settings.xml";
    assert_eq!(refusal(&with(part, &spaces(16))), FormRefusal::PartTooLarge(part.to_owned()));
    let fifteen = spaces(15);
    let names: Vec<String> = (0..5).map(|number| format!("word/{number}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), fifteen.as_slice())).collect();
    assert_eq!(refusal(&package(&parts)), FormRefusal::TooLarge);
    assert_eq!(refusal(&package(&parts[..4])), FormRefusal::AnotherKind);
    let xml = format!("<w:document {W}><w:body/></w:document>");
    let mut names: Vec<String> = (0..2_000).map(|number| format!("word/media/{number}")).collect();
    names.push("word/document.xml".to_owned());
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), xml.as_bytes())).collect();
    assert_eq!(refusal(&package(&parts)), FormRefusal::TooManyParts);
}

#[test]
fn elements_are_counted_over_all_parts() {
    let half = format!("<a>{}</a>", "<b/>".repeat(500_000)).into_bytes();
    assert_eq!(blanks(&with("word/settings.xml", &half), &labels()), Ok(Vec::new()));
    let parts = [("word/a.xml", half.as_slice()), ("word/b.xml", half.as_slice())];
    assert_eq!(refusal(&package(&parts)), FormRefusal::TooManyElements);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Bytes changed anywhere in the file, and in the document before it is packed.
    #[test]
    fn changed_bytes_never_panic(at in any::<prop::sample::Index>(), byte: u8, inside: bool) {
        let body = [p("令和　年　月　日　□ 誓約書（　　）{{title}}"), table(&[&["商号又は名称", ""], &["電話", "　　印"]])].concat();
        if inside {
            let mut xml = format!("<w:document {W}><w:body>{body}</w:body></w:document>").into_bytes();
            let at = at.index(xml.len());
            xml[at] = byte;
            let parts = [("[Content_Types].xml", TYPES.as_bytes()), ("_rels/.rels", ROOT.as_bytes()), ("word/document.xml", &xml)];
            let _ = blanks(&package(&parts), &labels());
        } else {
            let mut form = document(&body);
            let at = at.index(form.len());
            form[at] = byte;
            let _ = blanks(&form, &labels());
        }
    }

    #[test]
    fn any_line_is_read(text in "[　 年月日令和□☐（）()：:印円金第号様氏名所在地_＿{}0-9a-z]{0,40}", cell: bool) {
        let body = if cell { table(&[&[text.as_str(), "", "電話"]]) } else { p(&text) };
        let form = document(&body);
        for blank in blanks(&form, &labels()).unwrap() {
            let value = match blank.kind.name() { "date" => "8/11/20", "checkbox" => "yes", _ => "1" };
            super::filled(&form, &[(&blank.id, value)]).unwrap();
        }
    }
}
