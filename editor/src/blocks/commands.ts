// Commands on blocks and on what stands in a line; `lists` and `tables` have their own.

import { chainCommands, createParagraphNear, exitCode, liftEmptyBlock, newlineInCode, setBlockType, splitBlock, toggleMark } from 'prosemirror-commands';
import type { Attrs, Mark, MarkType, Node, NodeType } from 'prosemirror-model';
import { type Command, type EditorState, NodeSelection, TextSelection } from 'prosemirror-state';

import { schema } from '../schema/schema';

const { marks, nodes } = schema;

export const toggleStrong = toggleMark(marks.strong);
export const toggleUnderline = toggleMark(marks.underline);
export const toggleDots = toggleMark(marks.emphasis_dots);

export type Level = '1' | '2' | '3';

/** Makes headings of the selected blocks, or paragraphs of headings of that level. */
export function heading(level: Level): Command {
  return (state, dispatch, view) => {
    const isSame = textblocks(state).every((block) => block.type === nodes.heading && block.attrs['level'] === level);
    return isSame ? paragraph(state, dispatch, view) : setBlockType(nodes.heading, keepingId({ level }))(state, dispatch, view);
  };
}

export const paragraph: Command = setBlockType(nodes.paragraph, keepingId({}));

/** A block that changes its kind keeps its id. */
function keepingId(attributes: Attrs): (node: Node) => Attrs {
  return (node) => ({ ...attributes, id: node.attrs['id'] ?? null });
}

/** A new line: in a heading's end a paragraph follows, and no split copies what must be unique. */
export const enter: Command = chainCommands(newlineInCode, createParagraphNear, liftEmptyBlock, splitBlock);

export const hardBreak: Command = chainCommands(exitCode, (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

/** Puts a leaf into the line. */
export function insertInline(type: NodeType, attributes: Attrs): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    if (!$from.parent.canReplaceWith($from.index(), $from.index(), type)) return false;
    dispatch?.(state.tr.replaceSelectionWith(type.create(attributes), false).scrollIntoView());
    return true;
  };
}

/** Puts a whole block behind the top-level block of the selection, and the caret behind it. */
export function insertBlock(block: Node): Command {
  return (state, dispatch) => {
    if (!dispatch) return true;
    const { $to } = state.selection;
    const transaction = state.tr;
    const around = $to.depth === 0 ? null : $to.node(1);
    const isEmptyParagraph = around?.type === nodes.paragraph && around.content.size === 0;
    const from = isEmptyParagraph ? $to.before(1) : $to.depth === 0 ? $to.pos : $to.after(1);
    transaction.replaceWith(from, isEmptyParagraph ? $to.after(1) : from, block);
    const behind = from + block.nodeSize;
    // A text must not end where no caret can stand.
    if (behind >= transaction.doc.content.size) transaction.insert(behind, nodes.paragraph.create());
    const inside = block.type === nodes.table ? from : behind;
    transaction.setSelection(TextSelection.near(transaction.doc.resolve(inside), 1));
    dispatch(transaction.scrollIntoView());
    return true;
  };
}

export const pageBreak: Command = (state, dispatch, view) =>
  insertBlock(nodes.page_break.create())(state, dispatch, view);

/** Sets a mark with attributes on the selection, or on the whole stretch around the caret that has it. */
export function setMark(type: MarkType, attributes: Attrs | null): Command {
  return (state, dispatch) => {
    const range = rangeOf(state, type);
    if (!range) return false;
    const transaction = state.tr.removeMark(range.from, range.to, type);
    if (attributes) transaction.addMark(range.from, range.to, type.create(attributes));
    dispatch?.(transaction);
    return true;
  };
}

/** The selection, or the stretch around the caret that has a mark. */
export function rangeOf(state: EditorState, type: MarkType): { from: number; to: number } | null {
  const { from, to, empty, $from } = state.selection;
  if (!empty) return state.selection instanceof TextSelection ? { from, to } : null;
  const mark = markAt(state, type);
  if (!mark) return null;
  const start = $from.start();
  const stretch = { from: -1, to: -1 };
  $from.parent.forEach((child, offset) => {
    if (!mark.isInSet(child.marks)) return;
    const [begin, end] = [start + offset, start + offset + child.nodeSize];
    if (stretch.to === begin) stretch.to = end;
    else if (stretch.to < $from.pos) Object.assign(stretch, { from: begin, to: end });
  });
  return stretch.from < 0 ? null : stretch;
}

/** The mark of a kind at the caret or at the start of the selection. */
export function markAt(state: EditorState, type: MarkType): Mark | null {
  const { $from, from, to, empty } = state.selection;
  if (empty) return type.isInSet($from.marks()) ?? type.isInSet($from.nodeAfter?.marks ?? []) ?? null;
  let found: Mark | null = null;
  state.doc.nodesBetween(from, to, (node) => {
    found ??= type.isInSet(node.marks) ?? null;
  });
  return found;
}

/** Whether a mark is on the whole selection, or will be on what is typed next. */
export function isMarked(state: EditorState, type: MarkType): boolean {
  const { from, to, $from, empty } = state.selection;
  return empty ? !!type.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, type);
}

/** The selected leaf of a kind. */
export function selectedNode(state: EditorState, type: NodeType): Node | null {
  const { selection } = state;
  return selection instanceof NodeSelection && selection.node.type === type ? selection.node : null;
}

/** Gives the selected leaf or picture other attributes. */
export function changeSelected(attributes: Attrs): Command {
  return (state, dispatch) => {
    const { selection } = state;
    if (!(selection instanceof NodeSelection)) return false;
    const { from, node } = selection;
    const transaction = state.tr.setNodeMarkup(from, null, { ...node.attrs, ...attributes });
    dispatch?.(transaction.setSelection(NodeSelection.create(transaction.doc, from)));
    return true;
  };
}

/** The level of the heading of the selection; `0` in plain text. */
export function levelAt(state: EditorState): '0' | Level {
  const { parent } = state.selection.$from;
  return parent.type === nodes.heading ? (parent.attrs['level'] as Level) : '0';
}

function textblocks(state: EditorState): Node[] {
  const found: Node[] = [];
  state.doc.nodesBetween(state.selection.from, state.selection.to, (node) => {
    if (node.isTextblock) found.push(node);
  });
  return found;
}
