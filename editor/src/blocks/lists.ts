// Commands on lists: two kinds, four levels deep.

import type { Node, NodeType, ResolvedPos } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import type { Command, EditorState } from 'prosemirror-state';

import { schema } from '../schema/schema';

const { ordered_list: ordered, bullet_list: bullets, list_item: item } = schema.nodes;

/** The numbers of our forms know no fifth level. */
const DEPTH_MOST = 4;

/** Wraps in a list of a kind, turns the list around into that kind, or lifts out of it. */
export function toggleList(kind: NodeType): Command {
  return (state, dispatch, view) => {
    const list = listAround(state.selection.$from);
    if (!list) return wrapInList(kind)(state, dispatch, view);
    if (list.node.type === kind) return liftListItem(item)(state, dispatch, view);
    dispatch?.(state.tr.setNodeMarkup(list.place, kind, { id: list.node.attrs['id'] ?? null }));
    return true;
  };
}

export const toggleOrdered = toggleList(ordered);
export const toggleBullets = toggleList(bullets);

export const splitItem: Command = splitListItem(item);

/** One level deeper; at the deepest, or on a first item, nothing. */
export const deeper: Command = (state, dispatch, view) =>
  depthOf(state.selection.$from) + depthWithin(state) <= DEPTH_MOST && sinkListItem(item)(state, dispatch, view);

export const shallower: Command = liftListItem(item);

export function isInList(state: EditorState): boolean {
  return listAround(state.selection.$from) !== null;
}

/** The kind of the innermost list around the selection. */
export function listKind(state: EditorState): NodeType | null {
  return listAround(state.selection.$from)?.node.type ?? null;
}

function listAround($place: ResolvedPos) {
  for (let depth = $place.depth; depth > 0; depth -= 1) {
    const node = $place.node(depth);
    if (node.type === ordered || node.type === bullets) return { node, place: $place.before(depth) };
    // What is around a table is not the list that its cell's text is in.
    if (node.type === schema.nodes.table) return null;
  }
  return null;
}

function depthOf($place: ResolvedPos): number {
  let count = 0;
  for (let depth = $place.depth; depth > 0; depth -= 1) if ($place.node(depth).type === item) count += 1;
  return count;
}

/** How many levels the item at the selection has, with what is nested in it. */
function depthWithin(state: EditorState): number {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type === item) return levels($from.node(depth));
  }
  return 1;
}

function levels(node: Node): number {
  const below = node.children.map((child) => (child.isTextblock ? 0 : levels(child)));
  return (node.type === item ? 1 : 0) + Math.max(0, ...below);
}
