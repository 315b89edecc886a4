//! Words for what does not hold in the file of a form: what is wrong, and what to write instead.

use super::{Phrase, say, say_with};
use crate::domain::form::{ShapeFault, SyntaxFault, TemplateFault, ValueSort};

/// What is wrong, and what to do.
#[must_use]
pub fn sentence(fault: &TemplateFault) -> String {
    match fault {
        TemplateFault::Syntax(fault) => say(syntax(*fault)).to_owned(),
        TemplateFault::Shape(fault) => say(shape(*fault)).to_owned(),
        TemplateFault::WrongValue(sort) => say(value(*sort)).to_owned(),
        TemplateFault::UnknownKey { key, known } => unknown_key(key, known),
        TemplateFault::MissingKey(key) => say_with(
            format!("「{key}」がありません。「{key} = …」の行を加えてください。"),
            format!("`{key}` is missing. Add a line `{key} = …`."),
        ),
        TemplateFault::NoneOf { key, names, written } => say_with(
            format!("「{key}」に「{written}」とは書けません。次のいずれかを書いてください：{names}"),
            format!("`{key}` cannot be `{written}`. Write one of: {names}."),
        ),
        TemplateFault::OutOfBounds { least, most } => say_with(
            format!("数値が範囲外です。{least}から{most}までの数を書いてください。"),
            format!("The number is out of bounds. Write one between {least} and {most}."),
        ),
        TemplateFault::NoTables(list) => say_with(
            format!("「{list}」の書き方が違います。一つごとに「[[{list}]]」の行から書き始めてください。"),
            format!("`{list}` is written otherwise. Begin each with a line [[{list}]]."),
        ),
        TemplateFault::OtherCode(code) => say_with(
            format!("様式の記号「{code}」がファイル名と一致しません。どちらかに合わせてください。"),
            format!("The code `{code}` differs from the name of the file. Make them the same."),
        ),
        TemplateFault::UnknownBlock(name) => say_with(
            format!(
                "「{name}」という種類のブロックはありません。様式集の説明（templates/forms/README.md）にある名称に直してください。"
            ),
            format!("No block is called `{name}`. Take a name from templates/forms/README.md."),
        ),
        TemplateFault::UnknownPlaceholder(name) => say_with(
            format!("差込項目「{{{name}}}」はありません。綴りを確かめるか、削除してください。"),
            format!("No placeholder is called `{{{name}}}`. Check how it is spelt, or take it out."),
        ),
        TemplateFault::UnknownField(name) => say_with(
            format!("記録の項目「{name}」はありません。templates/records にある項目名に直してください。"),
            format!("The records have no field `{name}`. Take a name from templates/records."),
        ),
        TemplateFault::OutsideRepetition(name) => say_with(
            format!("「{name}」は繰返し（repeat）の中でのみ使えます。表などの繰返しの中に移してください。"),
            format!("`{name}` has a value inside its repetition only. Move it into a block with `repeat`."),
        ),
        TemplateFault::UnknownCondition(name) => say_with(
            format!("「{name}」という条件はありません。綴りを確かめるか、when を削除してください。"),
            format!("No condition is called `{name}`. Check how it is spelt, or take the condition out."),
        ),
        TemplateFault::UnknownRepetition(name) => say_with(
            format!(
                "「{name}」ごとの繰返しはできません。member、partner、attachment（each では不可）、記録の種類、又はその行を書いてください。"
            ),
            format!(
                "Nothing repeats over `{name}`. Write member, partner, attachment (not for `each`), a kind of record, or rows of one."
            ),
        ),
        TemplateFault::RowsOutside { rows, kind } => say_with(
            format!("「{rows}」は「{kind}」の繰返しの中でのみ繰り返せます。その中に移してください。"),
            format!("`{rows}` repeats inside a repetition of `{kind}` only. Move it there."),
        ),
        TemplateFault::UnknownLayout(name) => say_with(
            format!("「{name}」という用紙設定はありません。templates/layouts にある名称に直してください。"),
            format!("No layout is called `{name}`. Take a name from templates/layouts."),
        ),
        TemplateFault::UnknownArticle(name) => say_with(
            format!(
                "「{name}」という名の条はありません。参照先の条に name = \"{name}\" を加えるか、参照を直してください。"
            ),
            format!("No article is called `{name}`. Give the article name = \"{name}\", or mend the reference."),
        ),
        TemplateFault::RowWidth { cells, columns } => say_with(
            format!(
                "表は{columns}列ですが、この行には{cells}個のセルがあります。数をそろえてください（左と結合するセルは「←」、上と結合するセルは「↑」）。"
            ),
            format!(
                "The table has {columns} columns and this row {cells} cells. Write as many (← joins to the left, ↑ to the cell above)."
            ),
        ),
        TemplateFault::Rules(said) => say_with(format!("設定ファイルの誤りです（英語）：{said}"), said.clone()),
    }
}

fn unknown_key(key: &str, known: &str) -> String {
    if known.is_empty() {
        return say_with(
            format!("「{key}」はここでは使えません。削除してください。"),
            format!("`{key}` means nothing here. Take it out."),
        );
    }
    say_with(
        format!("「{key}」はここでは使えません。削除するか、次のいずれかに直してください：{known}"),
        format!("`{key}` means nothing here. Take it out, or write one of: {known}."),
    )
}

const fn syntax(fault: SyntaxFault) -> Phrase {
    match fault {
        SyntaxFault::Twice => Phrase::new(
            "同じ名前が二度書かれています。一方を削除してください。",
            "The same name is written twice. Take one of them out.",
        ),
        SyntaxFault::Unclosed => Phrase::new(
            "引用符（\"）又は括弧が閉じていないか、余分にあります。この行とその前を確かめ、対にしてください。",
            "A quotation mark or bracket has no partner. Look at this line and those before it, and close it.",
        ),
        SyntaxFault::Comma => Phrase::new(
            "区切りのコンマ（,）が足りないか、余分にあります。値の間に一つずつ書いてください。",
            "A comma is missing or too much. Write one between two values.",
        ),
        SyntaxFault::NoValue => Phrase::new(
            "「名前 = 値」の形になっていません。等号と値を書いてください。",
            "This is not written as `name = value`. Write the equals sign and the value.",
        ),
        SyntaxFault::Key => Phrase::new(
            "名前として読めません。半角の英小文字、数字、下線（_）で書いてください。",
            "This cannot be read as a name. Write it with a to z, digits and _.",
        ),
        SyntaxFault::Value => Phrase::new(
            "値として読めません。文字は引用符（\"）で囲み、数字は半角で書いてください。",
            "This cannot be read as a value. Put text between quotation marks (\"), and write numbers in plain digits.",
        ),
        SyntaxFault::Depth => Phrase::new(
            "括弧の入れ子が深すぎます。浅くしてください。",
            "Brackets lie too deep in each other. Use fewer.",
        ),
        SyntaxFault::Other => Phrase::new(
            "TOML形式として読めません。この行とその前の書き方を確かめてください。",
            "This is no TOML. Look at how this line and the one before it are written.",
        ),
    }
}

const fn value(sort: ValueSort) -> Phrase {
    match sort {
        ValueSort::Text => Phrase::new(
            "値の種類が違います。引用符（\"）で囲んだ文字列を書いてください。",
            "The value is of another sort. Write a text between quotation marks (\").",
        ),
        ValueSort::Number => Phrase::new(
            "値の種類が違います。0以上の数を、引用符を付けずに半角で書いてください。",
            "The value is of another sort. Write a number, 0 or more, without quotation marks.",
        ),
        ValueSort::Truth => Phrase::new(
            "値の種類が違います。true又はfalseを、引用符を付けずに書いてください。",
            "The value is of another sort. Write true or false, without quotation marks.",
        ),
        ValueSort::List => Phrase::new(
            "値の種類が違います。角括弧［ ］で囲んだ一覧を書いてください。",
            "The value is of another sort. Write a list between [ and ].",
        ),
        ValueSort::Table => Phrase::new(
            "値の種類が違います。波括弧｛ ｝の中に「名前 = 値」を書いてください。",
            "The value is of another sort. Write `name = value` between { and }.",
        ),
        ValueSort::TextOrTexts => Phrase::new(
            "値の種類が違います。引用符（\"）で囲んだ文字列か、その一覧を書いてください。",
            "The value is of another sort. Write a text between quotation marks, or a list of them.",
        ),
        ValueSort::TextListOrTable => Phrase::new(
            "値の種類が違います。文字列、文字列の一覧、又は波括弧｛ ｝を書いてください。",
            "The value is of another sort. Write a text, a list of texts, or a table between { and }.",
        ),
        ValueSort::Other => Phrase::new(
            "値の種類が違います。ほかの様式の同じ箇所と比べて直してください。",
            "The value is of another sort. Compare the same place in another form.",
        ),
    }
}

const fn shape(fault: ShapeFault) -> Phrase {
    match fault {
        ShapeFault::NoOrder => Phrase::new(
            "配置（orders）がありません。[\"A\"]又は[\"A\", \"B\"]と書いてください。",
            "A form has one order at least. Write [\"A\"] or [\"A\", \"B\"].",
        ),
        ShapeFault::PagesMost => Phrase::new(
            "最大ページ数（pages_most）は、通常のページ数（pages）より大きくしてください。",
            "`pages_most` must be more than `pages`; make it so, or take it out.",
        ),
        ShapeFault::RuleNumber => Phrase::new(
            "規則の番号は「R-07」のように書いてください。",
            "The number of a rule is written like R-07; write it so.",
        ),
        ShapeFault::NoKind => Phrase::new(
            "ブロックの種類がありません。kind = \"…\" の行を加えてください。",
            "The block has no kind. Add a line kind = \"…\".",
        ),
        ShapeFault::Brace => Phrase::new(
            "波括弧が対になっていません。｛ と ｝（半角）をそろえてください。",
            "A brace has no partner. Write { and } in pairs.",
        ),
        ShapeFault::NoRows => Phrase::new(
            "表に行がありません。repeat、row、rowsのいずれかを加えてください。",
            "The table has no rows. Add `repeat`, `row` or `rows`.",
        ),
        ShapeFault::NoColumns => {
            Phrase::new("表に列がありません。columnを加えてください。", "The table has no column. Add one to `column`.")
        }
        ShapeFault::NoCells => Phrase::new(
            "表の行は、セルの一覧［\"…\", \"…\"］で書いてください。",
            "A row is a list of cells. Write [\"…\", \"…\"].",
        ),
        ShapeFault::FieldRepeated => Phrase::new(
            "欄を繰り返すには列が必要です。columnを加えるか、repeatを削除してください。",
            "A field is repeated by its columns. Add `column`, or take `repeat` out.",
        ),
        ShapeFault::TextAndColumns => Phrase::new(
            "欄には文（text）と列（column）の一方だけを書いてください。",
            "A field has a text or columns. Take one of them out.",
        ),
        ShapeFault::ItemList => Phrase::new(
            "listは\"attachments\"とし、columnやsubと一緒には書かないでください。",
            "`list` is \"attachments\", and stands without `column` and `sub`. Write it so.",
        ),
        ShapeFault::ColumnsAndSub => Phrase::new(
            "項目には列（column）と細目（sub）の一方だけを書いてください。",
            "An item has `column` or `sub`. Take one of them out.",
        ),
        ShapeFault::TextOrTable => Phrase::new(
            "ここには文字列\"…\"又は波括弧｛ ｝を書いてください。",
            "Write a text between quotation marks here, or a table between { and }.",
        ),
        ShapeFault::ThreeLabels => Phrase::new(
            "labelsには、所在地、商号又は名称、代表者職氏名の三つの見出しを書いてください。",
            "`labels` are three: of the address, the firm, the representative. Write all three.",
        ),
        ShapeFault::NoDates => Phrase::new(
            "工程表は、日付の項目startとendを持つ記録に対して作ります。repeatをtaskなどに直してください。",
            "A gantt goes over records with the dates `start` and `end`. Repeat over such a kind, such as task.",
        ),
    }
}
