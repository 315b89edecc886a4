//! Files broken on purpose: each kind of fault is found.

use std::io::{Cursor, Read, Write};

use super::facts::joint;
use super::rendered;
use super::rich::rich;
use crate::server::docx::inspect::{FileFault, inspect};

/// A sound proposal with one part changed.
fn broken(part: &str, change: impl Fn(String) -> String) -> Vec<FileFault> {
    repacked(
        |name, text| if name == part { Some((name.to_owned(), change(text))) } else { Some((name.to_owned(), text)) },
    )
}

fn repacked(change: impl Fn(&str, String) -> Option<(String, String)>) -> Vec<FileFault> {
    let mut archive = zip::ZipArchive::new(Cursor::new(rendered("F10", &joint()).docx)).unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let Some((name, text)) = change(file.name(), text) else { continue };
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    inspect(&zip.finish().unwrap().into_inner()).into_iter().map(|finding| finding.fault).collect()
}

fn swapped(from: &'static str, to: &'static str) -> Vec<FileFault> {
    broken("word/document.xml", |xml| {
        assert!(xml.contains(from), "the sample has no {from}");
        xml.replacen(from, to, 1)
    })
}

fn finds(faults: &[FileFault], wanted: impl Fn(&FileFault) -> bool) {
    assert!(faults.iter().any(wanted), "{faults:?}");
}

#[test]
fn the_sample_is_sound() {
    assert_eq!(repacked(|name, text| Some((name.to_owned(), text))), []);
}

#[test]
fn children_out_of_order_are_found() {
    finds(&swapped("<w:pStyle w:val=\"Cover\"/>", "<w:jc w:val=\"center\"/><w:pStyle w:val=\"Cover\"/>"), |f| {
        matches!(f, FileFault::ChildOrder { .. })
    });
    finds(&swapped("<w:tblPr>", "<w:tblPr><w:jc w:val=\"left\"/><w:tblW w:w=\"0\" w:type=\"auto\"/>"), |f| {
        matches!(f, FileFault::ChildOrder { .. })
    });
    finds(&swapped("<w:tblPr>", "<w:tblPr><w:colour/>"), |f| matches!(f, FileFault::UnknownChild { .. }));
}

#[test]
fn faults_of_tables_are_found() {
    finds(&swapped("</w:p></w:tc>", "</w:p><w:tbl><w:tblGrid/></w:tbl></w:tc>"), |f| {
        *f == FileFault::CellWithoutParagraph
    });
    finds(&swapped("<w:tcPr>", "<w:tcPr><w:gridSpan w:val=\"9\"/>"), |f| *f == FileFault::GridSpan);
    finds(&swapped("<w:gridCol ", "<w:gridCol w:type=\"dxa\" "), |f| matches!(f, FileFault::UnknownAttribute { .. }));
}

#[test]
fn faults_of_bookmarks_and_fields_are_found() {
    finds(&swapped("w:name=\"_Toc00000002\"", "w:name=\"_Toc00000001\""), |f| matches!(f, FileFault::BookmarkTwice(_)));
    finds(&swapped("PAGEREF _Toc00000001", "PAGEREF _Toc99999999"), |f| matches!(f, FileFault::BookmarkMissing(_)));
    finds(&swapped("<w:bookmarkEnd w:id=\"1\"/>", ""), |f| matches!(f, FileFault::BookmarkOpen(_)));
    finds(&swapped("<w:fldChar w:fldCharType=\"end\" w:dirty=\"false\"/>", ""), |f| *f == FileFault::FieldOpen);
    let emptied = broken("word/footer1.xml", |xml| xml.replace("<w:t xml:space=\"preserve\">1</w:t>", ""));
    finds(&emptied, |f| matches!(f, FileFault::FieldEmpty(_)));
}

#[test]
fn faults_of_the_package_are_found() {
    finds(&broken("word/_rels/document.xml.rels", |xml| xml.replace("theme/theme1.xml", "theme/theme9.xml")), |f| {
        matches!(f, FileFault::RelationshipMissing(_))
    });
    finds(&broken("word/_rels/document.xml.rels", |xml| xml.replace("theme/theme1.xml", "theme/theme9.xml")), |f| {
        *f == FileFault::Orphan
    });
    finds(&broken("word/_rels/document.xml.rels", |xml| xml.replace("rIdOwn2", "rIdOwn1")), |f| {
        matches!(f, FileFault::RelationshipTwice(_))
    });
    let remote = |xml: String| {
        xml.replace("Target=\"theme/theme1.xml\"", "Target=\"http://example.org/x\" TargetMode=\"External\"")
    };
    finds(&broken("word/_rels/document.xml.rels", remote), |f| matches!(f, FileFault::External(_)));
    finds(&repacked(|name, text| (name != "word/styles.xml").then(|| (name.to_owned(), text))), |f| {
        *f == FileFault::PartMissing
    });
    finds(&broken("[Content_Types].xml", |xml| xml.replace("/word/settings.xml", "/word/sittings.xml")), |f| {
        *f == FileFault::ContentType
    });
    assert_eq!(inspect(b"no zip").first().map(|f| f.fault.clone()), Some(FileFault::Unreadable));
    assert_eq!(inspect(b"").len(), 1);
}

/// A proposal with everything that a text can hold, one part changed.
fn rich_broken(part: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<FileFault> {
    let mut archive = zip::ZipArchive::new(Cursor::new(rendered("F10", &rich()).docx)).unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        zip.start_file(file.name(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&if file.name() == part { change(bytes) } else { bytes }).unwrap();
    }
    inspect(&zip.finish().unwrap().into_inner()).into_iter().map(|finding| finding.fault).collect()
}

#[test]
fn faults_of_pictures_notes_and_links_are_found() {
    let replaced = |part: &str, from: &str, to: &str| {
        rich_broken(part, |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(from), "{part} has no {from}");
            text.replacen(from, to, 1).into_bytes()
        })
    };
    assert_eq!(rich_broken("word/styles.xml", |bytes| bytes), []);
    finds(&rich_broken("word/media/image1.png", |_| b"GIF89a".to_vec()), |f| *f == FileFault::Picture);
    finds(&replaced("[Content_Types].xml", "image/jpeg", "image/png"), |f| *f == FileFault::ContentType);
    let (document, relationships) = ("word/document.xml", "word/_rels/document.xml.rels");
    finds(&replaced(document, "r:embed=\"rIdPicture2\"", "r:embed=\"rIdPicture9\""), |f| {
        *f == FileFault::RelationshipMissing("rIdPicture9".to_owned())
    });
    finds(&replaced(document, "<wp:docPr id=\"2\"", "<wp:docPr id=\"1\""), |f| {
        *f == FileFault::DrawingTwice("1".to_owned())
    });
    finds(&replaced(document, "footnoteReference w:id=\"2\"", "footnoteReference w:id=\"9\""), |f| {
        *f == FileFault::Footnote("9".to_owned())
    });
    finds(&replaced(document, "<w:footnoteReference w:id=\"2\"/>", ""), |f| *f == FileFault::Footnote("2".to_owned()));
    finds(&replaced(document, "REF _Toc00000003 \\h</", "REF _Toc99999999 \\h</"), |f| {
        matches!(f, FileFault::BookmarkMissing(_))
    });
    finds(&replaced(relationships, "https://example.org/", "file:///etc/"), |f| matches!(f, FileFault::External(_)));
}

#[test]
fn faults_of_texts_and_values_are_found() {
    finds(&swapped("業務の理解", "業務\nの理解"), |f| *f == FileFault::LineFeed);
    finds(&swapped("業務の理解", "業務&#10;の理解"), |f| *f == FileFault::LineFeed);
    finds(&swapped("業務の理解", "{業務名}"), |f| matches!(f, FileFault::Leftover(_)));
    finds(&swapped("業務の理解", "○○</w:t></w:r><w:r><w:t>業務"), |f| matches!(f, FileFault::Leftover(_)));
    finds(&swapped("業務の理解", "○</w:t></w:r><w:r><w:t>○"), |f| matches!(f, FileFault::Leftover(_)));
    finds(&swapped("<w:jc w:val=\"center\"/>", "<w:jc w:val=\"centre\"/>"), |f| matches!(f, FileFault::Value { .. }));
    finds(&swapped("w:val=\"Heading1\"", "w:val=\"Heading9\""), |f| matches!(f, FileFault::StyleMissing(_)));
    finds(&swapped("</w:body>", ""), |f| *f == FileFault::Malformed);
}
