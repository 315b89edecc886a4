//! What files of templates are refused, and where.

use super::*;
use crate::domain::notice::ProcedureKind;
use crate::domain::procedure::{Circumstance, Need, proposed};

fn with(file: &str, text: &str) -> Result<Templates, TemplateProblem> {
    Templates::with(&[(file, text)])
}

const HEAD: &str = "code = \"X\"\ntitle_ja = \"甲\"\ntitle_en = \"A\"\nexplanation_ja = \"乙\"\nexplanation_en = \"B\"\nlayout = \"letter\"\norders = [\"A\"]\n";

fn problem_of(blocks: &str) -> (usize, String) {
    let problem = with("forms/X.toml", &format!("{HEAD}{blocks}")).unwrap_err();
    assert_eq!(problem.file, "forms/X.toml");
    (problem.line, format!("{:?}", problem.what))
}

#[test]
fn the_embedded_forms_hold() {
    let templates = Templates::load(None).unwrap();
    for form in templates.forms() {
        assert!(templates.layout_of(form).is_some(), "{}", form.code);
    }
    for code in ["F01", "F06", "F07", "F10"] {
        assert!(templates.form(code).is_some(), "{code}");
    }
}

#[test]
fn an_unknown_block_is_told_with_its_line() {
    let (line, what) = problem_of("\n[[block]]\nkind = \"date\"\n\n[[block]]\nkind = \"dtae\"\n");
    assert_eq!(line, 13);
    assert_eq!(what, "UnknownBlock(\"dtae\")");
}

#[test]
fn an_unknown_placeholder_is_told_with_its_line() {
    let (line, what) = problem_of("\n[[block]]\nkind = \"paragraph\"\nalign = \"left\"\ntext = \"{titel}\"\n");
    assert_eq!(line, 12);
    assert_eq!(what, "UnknownPlaceholder(\"titel\")");
}

#[test]
fn a_key_that_means_nothing_is_told_with_its_line() {
    let (line, what) = problem_of("\n[[block]]\nkind = \"date\"\ncolour = \"red\"\n");
    assert_eq!(line, 11);
    assert!(what.contains("colour"), "{what}");
    let (line, what) = problem_of("\n[[block]]\nkind = \"date\"\ntext = \"きょう\"\n");
    assert_eq!(line, 11);
    assert!(what.contains("text"), "{what}");
}

#[test]
fn conditions_repetitions_and_layouts_are_checked() {
    assert_eq!(problem_of("\n[[block]]\nkind = \"date\"\nwhen = \"full_moon\"\n").0, 11);
    assert_eq!(problem_of("\n[[block]]\nkind = \"note\"\nlabel = \"注\"\ntext = \"{member.name}\"\n").0, 12);
    let text = HEAD.replace("letter", "scroll");
    assert_eq!(with("forms/X.toml", &text).unwrap_err().line, 6);
    assert_eq!(with("forms/Y.toml", HEAD).unwrap_err().what, TemplateFault::OtherCode("X".to_owned()));
}

#[test]
fn what_a_block_of_another_kind_has_is_told_with_its_line() {
    let told = |blocks: &str, line: usize, word: &str| {
        let (at, what) = problem_of(blocks);
        assert_eq!(at, line, "{what}");
        assert!(what.contains(word), "{what}");
    };
    told("\n[[block]]\nkind = \"ki\"\nlines = 2\n", 11, "lines");
    told(
        "\n[[block]]\nkind = \"table\"\nrepeat = \"moon\"\ncolumn = [{ text = \"a\" }]\n",
        11,
        "UnknownRepetition(\"moon\")",
    );
    told("\n[[block]]\nkind = \"table\"\ncolumn = [{ text = \"a\" }]\n", 10, "Shape(NoRows)");
    told(
        "\n[[block]]\nkind = \"table\"\ncolumn = [{ label = \"a\" }]\nrow = [\n  [\"x\"],\n  [\"x\", \"y\"],\n]\n",
        14,
        "RowWidth { cells: 2, columns: 1 }",
    );
    told("\n[[block]]\nkind = \"page_break\"\nlayout = \"scroll\"\n", 11, "scroll");
    told("\n[[block]]\nkind = \"sender\"\nlabels = [\"a\"]\n", 11, "Shape(ThreeLabels)");
    told("\n[[block]]\nkind = \"paragraph\"\ntext = \"{article.shares}\"\n", 11, "UnknownArticle(\"shares\")");
    told("\n[[block]]\nkind = \"paragraph\"\ntext = \"{page}\"\n", 11, "page");
    told("\n[[block]]\nkind = \"gantt\"\nrepeat = \"staff\"\ncolumn = [{ label = \"a\" }]\n", 11, "Shape(NoDates)");
}

#[test]
fn records_are_known_by_kind_field_and_repetition() {
    let told = |blocks: &str, word: &str| {
        let (line, what) = problem_of(blocks);
        assert_eq!(line, 11, "{what}");
        assert!(what.contains(word), "{what}");
    };
    told("\n[[block]]\nkind = \"paragraph\"\ntext = \"{staff.nose}\"\n", "staff.nose");
    told("\n[[block]]\nkind = \"paragraph\"\ntext = \"{staff.name}\"\n", "OutsideRepetition");
    told("\n[[block]]\nkind = \"paragraph\"\nwhen = \"staff.name\"\ntext = \"a\"\n", "OutsideRepetition");
    told("\n[[block]]\nkind = \"paragraph\"\nwhen = \"staff.role is king\"\ntext = \"a\"\n", "king");
}

#[test]
fn the_procedures_hold_and_every_kind_of_notice_leads_to_one() {
    let templates = Templates::load(None).unwrap();
    let procedures = templates.procedures();
    assert_eq!(procedures.len(), 6);
    for kind in ProcedureKind::ALL {
        assert!(proposed(procedures.iter().copied(), Some(kind), "防災業務委託").is_some(), "{kind:?}");
    }
    let works = proposed(procedures.iter().copied(), Some(ProcedureKind::Joken), "市道改良工事").unwrap();
    assert_eq!(works.code, "open_works");
}

/// The columns of the dossier's table: which forms are usual in each procedure for one firm.
#[test]
fn the_usual_papers_are_those_of_the_table() {
    let templates = Templates::load(None).unwrap();
    let usual = |code: &str, circumstances: &[Circumstance]| {
        let procedure = templates.procedure(code).unwrap();
        let held = circumstances.iter().copied().collect();
        let forms = (1..=33).map(|number| format!("F{number:02}"));
        forms.filter(|form| procedure.need(form, &held).0 == Need::Usual).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(usual("open_works", &[]), "F01 F03 F08 F12 F13 F17 F18 F28 F29 F33");
    assert_eq!(usual("open_services", &[]), "F01 F08 F12 F17 F18 F28 F29 F33");
    assert_eq!(usual("designated_works", &[]), "F01 F03 F28 F29 F33");
    assert_eq!(usual("designated_services", &[]), "F01 F28 F29 F33");
    let proposal = "F04 F05 F06 F09 F10 F11 F12 F13 F14 F15 F17 F18 F28 F29 F33";
    assert_eq!(usual("proposal", &[]), proposal);
    assert_eq!(usual("quotation", &[]), "F05 F28 F29 F33");
    let joint = [Circumstance::JointVenture, Circumstance::ForeignMember];
    let with_partner = "F04 F05 F07 F09 F10 F11 F12 F13 F14 F15 F17 F18 F20 F22 F23 F24 F25 F26 F28 F29 F32 F33";
    assert_eq!(usual("proposal", &joint), with_partner);
    assert!(usual("open_works", &[Circumstance::Evaluated]).contains("F09 F10 F12 F13 F14 F15"));
    assert!(usual("quotation", &[Circumstance::Agent]).contains("F19"));
}

#[test]
fn what_a_procedure_does_not_know_is_told_with_its_line() {
    let text = "title_ja = \"甲\"\ntitle_en = \"A\"\nrank = 1\nkinds = [\"ippan\"]\n[forms]\nF01 = \"usual\"\n";
    let line = |text: &str| with("procedures/x.toml", text).unwrap_err().line;
    assert!(with("procedures/x.toml", text).is_ok());
    assert_eq!(line(&text.replace("F01", "F99")), 6);
    assert_eq!(line(&text.replace("usual", "always")), 6);
    assert_eq!(line(&text.replace("ippan", "auction")), 4);
    assert_eq!(line(&format!("{text}[[rule]]\nwhen = \"rain\"\nneed = \"usual\"\nforms = [\"F01\"]\n")), 8);
    let rule = "[[rule]]\nwhen = \"agent\"\nneed = \"usual\"\nforms = [\"F01\", \"F99\"]\n";
    assert_eq!(line(&format!("{text}{rule}")), 10);
}

#[test]
fn every_block_of_the_language_is_described_and_used_by_a_form() {
    let templates = Templates::load(None).unwrap();
    let readme = templates.text("forms/README.md").unwrap();
    let blocks = readme.lines().skip_while(|line| *line != "## Blocks").take_while(|line| *line != "## Records");
    // Tables of blocks have three columns, those of keys two.
    let rows = blocks.filter(|line| line.matches('|').count() == 4);
    let described: Vec<&str> =
        rows.filter_map(|line| line.strip_prefix("| `")?.split_once('`')).map(|(kind, _)| kind).collect();
    assert!(described.len() > 25, "{described:?}");
    let files: Vec<(&str, &str)> = templates.texts_in("forms/").filter(|(file, _)| file.ends_with(".toml")).collect();
    for kind in &described {
        let line = format!("kind = \"{kind}\"");
        assert!(files.iter().any(|(_, text)| text.lines().any(|own| own == line)), "no form has a {kind}");
    }
    for (file, text) in &files {
        let kinds = text.lines().filter_map(|line| line.strip_prefix("kind = \"")?.strip_suffix('"'));
        for kind in kinds {
            assert!(described.contains(&kind), "{file}: {kind} is not described");
        }
    }
}

#[test]
fn what_the_language_can_is_used_by_a_form() {
    let templates = Templates::load(None).unwrap();
    for feature in [
        "landscape_a3",
        "reading = ",
        "header_blind = ",
        "footer = ",
        "{pages}",
        "each = \"member\"",
        "firms = \"partners\"",
        "each_only = ",
        "repeat = \"member\"",
        "only = ",
        "rows = ",
        "merge = true",
        "group = ",
        "total = ",
        "beside = true",
        "tick = ",
        "numerals = ",
        "branch = true",
        "{article.",
        ".formal}",
        "cells = 10",
        "red = true",
        "dashed = true",
        "agent = \"seals\"",
        "width_mm = 30",
        ".boxes}",
        ".age}",
        "when = \"no_seal\"",
        "variant ",
    ] {
        let is_used =
            templates.texts_in("forms/").any(|(file, text)| file.ends_with(".toml") && text.contains(feature));
        assert!(is_used, "no form uses {feature}");
    }
}

#[test]
fn a_text_is_tried_as_a_form_and_changes_nothing() {
    let templates = Templates::load(None).unwrap();
    let text = templates.text("forms/F27.toml").unwrap();
    let tried = templates.try_form("F27", &text.replace("pages = 1", "pages = 2")).unwrap();
    assert_eq!((tried.pages, templates.form("F27").unwrap().pages), (Some(2), Some(1)));
    let renamed = templates.try_form("F28", text).unwrap_err();
    assert_eq!((renamed.file.as_str(), renamed.line), ("forms/F28.toml", 0));
    let broken = templates.try_form("F27", &format!("{text}\n[[block]]\nkind = \"poem\"\n")).unwrap_err();
    assert_eq!(broken.line, text.lines().count() + 3, "{broken}");
}

#[test]
fn an_overlay_file_wins() {
    let dir = std::env::temp_dir().join(format!("musubi-templates-{}", std::process::id()));
    std::fs::create_dir_all(dir.join("forms")).unwrap();
    let own = Templates::load(None)
        .unwrap()
        .text("forms/F01.toml")
        .unwrap()
        .replace("label = \"【様式第４号】\"", "label = \"様式９\"");
    std::fs::write(dir.join("forms/F01.toml"), own).unwrap();
    let templates = Templates::load(Some(&dir)).unwrap();
    std::fs::remove_dir_all(&dir).unwrap();
    assert_eq!(templates.form("F01").unwrap().label, "様式９");
    assert_ne!(templates.fingerprint(), Templates::load(None).unwrap().fingerprint());
}
