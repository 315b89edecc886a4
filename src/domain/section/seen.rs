//! What a person saw of a text before they changed it with a plain form, so that only what they changed is written.

use super::BlockInput;
use crate::domain::block::Block;

/// A block as a person saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenBlock {
    /// Its id.
    pub id: String,
    /// By which it is known again.
    pub print: String,
}

impl BlockInput {
    /// What tells whether a block is still what a person saw: equal for what a form shows alike.
    #[must_use]
    pub fn print(&self) -> String {
        let text = self.text.replace("\r\n", "\n").replace('\r', "\n");
        // FNV-1a: against accidents, not against people, who could only deceive themselves.
        let bytes = self.kind.bytes().chain([0]).chain(text.trim().bytes());
        let hash =
            bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        format!("{hash:016x}")
    }
}

impl SeenBlock {
    /// A block as a form shows it.
    #[must_use]
    pub fn of(block: &Block) -> Self {
        Self { id: block.id.clone(), print: BlockInput::of(block).print() }
    }

    /// All blocks of a text, for a hidden field of its form.
    #[must_use]
    pub fn written(blocks: &[Block]) -> String {
        let words = blocks.iter().map(Self::of).map(|seen| format!("{}:{}", seen.print, seen.id));
        // A text without blocks was seen, too.
        std::iter::once("seen".to_owned()).chain(words).collect::<Vec<_>>().join(" ")
    }

    /// Reads the field; `None` when there is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Vec<Self>> {
        let words = text.strip_prefix("seen")?.split_whitespace();
        words
            .map(|word| word.split_once(':').map(|(print, id)| Self { id: id.to_owned(), print: print.to_owned() }))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::block::BlockBody;

    #[test]
    fn what_was_seen_is_read_as_it_was_written() {
        let blocks = ["一", "二"].map(|text| Block::new(text, BlockBody::Paragraph { text: text.into() }));
        let seen: Vec<SeenBlock> = blocks.iter().map(SeenBlock::of).collect();
        assert_eq!(SeenBlock::read(&SeenBlock::written(&blocks)), Some(seen));
        assert_eq!(SeenBlock::read(&SeenBlock::written(&[])), Some(Vec::new()));
        assert_eq!((SeenBlock::read(""), SeenBlock::read("seen x")), (None, None));
    }

    #[test]
    fn line_ends_of_browsers_change_nothing() {
        let print = |text: &str| BlockInput { id: String::new(), kind: "paragraph".into(), text: text.into() }.print();
        assert_eq!(print("一\r\n二\r\n"), print("一\n二"));
        assert_ne!(print("一\n二"), print("一二"));
    }
}
