//! The parts of a file that do not depend on its text: styles, settings, fonts, theme, properties.
//! Written by us, since docx-rs cannot set languages, kinsoku, emphasis dots or a theme.

use chrono::{Datelike, Timelike};

use super::render::font_name;
use crate::domain::instant::Instant;
use crate::domain::manuscript::{Font, Manuscript, Role};

/// Character style of 圏点.
pub(super) const EMPHASIS: &str = "EmphasisDots";
/// Character style of the mark of a footnote.
pub(super) const NOTE_REFERENCE: &str = "FootnoteReference";

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Paragraph styles: id, name, outline level of headings.
const STYLES: [(&str, &str, Option<u8>); 27] = [
    ("FormLabel", "様式ラベル", None),
    ("Title", "Title", None),
    ("FormDate", "様式日付", None),
    ("FormAddressee", "様式宛先", None),
    ("FormSender", "様式差出人", None),
    ("FormKi", "様式記", None),
    ("FormEnd", "様式以上", None),
    ("FormItem", "様式箇条", None),
    ("FormNote", "様式注", None),
    ("TableText", "表本文", None),
    ("TableHeading", "表見出し", None),
    ("Header", "header", None),
    ("Footer", "footer", None),
    ("Cover", "表紙", None),
    ("TOCHeading", "TOC Heading", None),
    ("Heading1", "heading 1", Some(0)),
    ("Heading2", "heading 2", Some(1)),
    ("Heading3", "heading 3", Some(2)),
    ("Heading4", "heading 4", Some(3)),
    ("TOC1", "toc 1", None),
    ("TOC2", "toc 2", None),
    ("TOC3", "toc 3", None),
    ("TOC4", "toc 4", None),
    ("BodyText", "Body Text", None),
    ("Picture", "図", None),
    ("Caption", "caption", None),
    ("FootnoteText", "footnote text", None),
];

/// The paragraph style of a role; running text has none but the default.
pub(super) fn style_of(role: &Role) -> Option<&'static str> {
    Some(match role {
        Role::Body => return None,
        Role::Label => "FormLabel",
        Role::Title => "Title",
        Role::Date => "FormDate",
        Role::Addressee => "FormAddressee",
        Role::Sender => "FormSender",
        Role::Ki => "FormKi",
        Role::End => "FormEnd",
        Role::ListItem => "FormItem",
        Role::Picture => "Picture",
        Role::Caption => "Caption",
        Role::Note => "FormNote",
        Role::Cell => "TableText",
        Role::CellHeading => "TableHeading",
        Role::Header => "Header",
        Role::Footer => "Footer",
        Role::Cover => "Cover",
        Role::ContentsTitle => "TOCHeading",
        Role::Heading { level: 0 | 1, .. } => "Heading1",
        Role::Heading { level: 2, .. } => "Heading2",
        Role::Heading { level: 3, .. } => "Heading3",
        Role::Heading { .. } => "Heading4",
    })
}

/// `word/styles.xml`: the body's face, Japanese language and line-breaking rules as the default of every paragraph.
pub(super) fn styles_part(manuscript: &Manuscript) -> Vec<u8> {
    let font = font_name(manuscript.body.font);
    let size = manuscript.body.size.0;
    let mut xml = format!(
        "{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{font}\" w:eastAsia=\"{font}\" w:hAnsi=\"{font}\" w:cs=\"Times New Roman\"/>\
         <w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>\
         <w:lang w:val=\"en-US\" w:eastAsia=\"ja-JP\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:kinsoku w:val=\"1\"/><w:overflowPunct w:val=\"1\"/><w:autoSpaceDE w:val=\"1\"/><w:autoSpaceDN w:val=\"1\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr><w:widowControl w:val=\"0\"/><w:jc w:val=\"both\"/></w:pPr></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/>\
         <w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/></w:style>"
    );
    for (id, name, outline) in STYLES {
        xml.push_str(&format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>"));
        if let Some(level) = outline {
            xml.push_str(&format!("<w:pPr><w:keepNext/><w:outlineLvl w:val=\"{level}\"/></w:pPr>"));
        }
        xml.push_str("</w:style>");
    }
    xml.push_str(&format!(
        "<w:style w:type=\"character\" w:styleId=\"{EMPHASIS}\"><w:name w:val=\"圏点\"/><w:rPr><w:em w:val=\"dot\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"{NOTE_REFERENCE}\"><w:name w:val=\"footnote reference\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style></w:styles>"
    ));
    xml.into_bytes()
}

/// `word/settings.xml`: Japanese line breaking, compatibility with Word 2013 and later, the lines above footnotes.
pub(super) fn settings_part(has_notes: bool) -> Vec<u8> {
    let notes =
        if has_notes { "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>" } else { "" };
    format!(
        "{HEAD}<w:settings {W}><w:zoom w:percent=\"100\"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>\
         <w:defaultTabStop w:val=\"840\"/><w:drawingGridVerticalSpacing w:val=\"360\"/><w:displayHorizontalDrawingGridEvery w:val=\"0\"/>\
         <w:displayVerticalDrawingGridEvery w:val=\"2\"/><w:characterSpacingControl w:val=\"compressPunctuation\"/>{notes}\
         <w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>\
         <w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>\
         <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"en-US\" w:eastAsia=\"ja-JP\"/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>"
    )
    .into_bytes()
}

/// `word/fontTable.xml`.
pub(super) fn font_table_part() -> Vec<u8> {
    let font = |name: &str, alternative: &str, family: &str, panose: &str| {
        format!(
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{alternative}\"/><w:panose1 w:val=\"{panose}\"/><w:charset w:val=\"80\"/>\
             <w:family w:val=\"{family}\"/><w:pitch w:val=\"fixed\"/></w:font>"
        )
    };
    let mincho = font(font_name(Font::Mincho), "MS Mincho", "roman", "02020609040205080304");
    let gothic = font(font_name(Font::Gothic), "MS Gothic", "modern", "020B0609070205080204");
    let times = "<w:font w:name=\"Times New Roman\"><w:panose1 w:val=\"02020603050405020304\"/><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font>";
    format!("{HEAD}<w:fonts {W}>{mincho}{gothic}{times}</w:fonts>").into_bytes()
}

/// `word/theme/theme1.xml`: the smallest whole theme.
pub(super) fn theme_part() -> Vec<u8> {
    let colours = [
        ("dk1", "000000"),
        ("lt1", "FFFFFF"),
        ("dk2", "1F3044"),
        ("lt2", "F2F2F2"),
        ("accent1", "2B4A7F"),
        ("accent2", "B5432E"),
        ("accent3", "7F7F7F"),
        ("accent4", "8A6D1F"),
        ("accent5", "3E6B4F"),
        ("accent6", "5B4A7F"),
        ("hlink", "000000"),
        ("folHlink", "000000"),
    ];
    let scheme: String =
        colours.iter().map(|(name, rgb)| format!("<a:{name}><a:srgbClr val=\"{rgb}\"/></a:{name}>")).collect();
    let font = |kind: &str, east: &str| {
        format!("<a:{kind}><a:latin typeface=\"{east}\"/><a:ea typeface=\"{east}\"/><a:cs typeface=\"\"/></a:{kind}>")
    };
    let fonts = font("majorFont", font_name(Font::Gothic)) + &font("minorFont", font_name(Font::Mincho));
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"6350\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "{HEAD}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Musubi\"><a:themeElements>\
         <a:clrScheme name=\"Musubi\">{scheme}</a:clrScheme><a:fontScheme name=\"Musubi\">{fonts}</a:fontScheme>\
         <a:fmtScheme name=\"Musubi\"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst><a:lnStyleLst>{line}{line}{line}</a:lnStyleLst>\
         <a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme>\
         </a:themeElements></a:theme>"
    )
    .into_bytes()
}

/// `docProps/core.xml`: title, author and dates come from the manuscript alone.
pub(super) fn core_part(manuscript: &Manuscript) -> Vec<u8> {
    let title = quick_xml::escape::escape(clean(&manuscript.title)).into_owned();
    let author = quick_xml::escape::escape(clean(&manuscript.author)).into_owned();
    let when = w3c_time(manuscript.revised);
    let language = if manuscript.language == crate::domain::language::Language::Japanese { "ja-JP" } else { "en-GB" };
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>\
         <dc:language>{language}</dc:language><cp:lastModifiedBy>{author}</cp:lastModifiedBy>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{when}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{when}</dcterms:modified></cp:coreProperties>"
    )
    .into_bytes()
}

/// `docProps/app.xml`: names no program, no firm.
pub(super) fn app_part() -> Vec<u8> {
    format!("{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><DocSecurity>0</DocSecurity></Properties>").into_bytes()
}

fn w3c_time(instant: Instant) -> String {
    let time = instant.at_offset(0);
    let (year, month, day) = (time.year(), time.month(), time.day());
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", time.hour(), time.minute(), time.second())
}

fn clean(text: &str) -> String {
    text.chars().filter(|c| !crate::domain::block::is_unprintable(*c)).collect()
}
