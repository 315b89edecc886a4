// What the keys do. None of them acts while something is being composed: the key belongs to the input method then.

import { baseKeymap, chainCommands } from 'prosemirror-commands';
import { keydownHandler } from 'prosemirror-keymap';
import { type Command, NodeSelection, Plugin } from 'prosemirror-state';
import { addRowAfter, goToNextCell, isInTable } from 'prosemirror-tables';
import type { EditorView } from 'prosemirror-view';
import { redo, undo } from 'y-prosemirror';

import { enter, hardBreak, heading, pageBreak, paragraph, toggleDots, toggleStrong, toggleUnderline } from './blocks/commands';
import { deeper, isInList, shallower, splitItem, toggleBullets, toggleOrdered } from './blocks/lists';
import { isInLastCell } from './blocks/tables';
import { schema } from './schema/schema';

/** What keys can ask for beside commands on the text. */
export interface KeyWishes {
  ruby(): void;
  link(): void;
  footnote(): void;
  find(): void;
  toolbar(): void;
  /** The question of the selected leaf; false when it has none. */
  selected(): boolean;
}

/** Whether a key belongs to an input method. Safari tells of the last one only by its code. */
export function belongsToComposition(view: EditorView, event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229 || view.composing;
}

export function keys(wishes: KeyWishes): Plugin {
  const handle = keydownHandler(bindings(wishes));
  const handleBase = keydownHandler(baseKeymap);
  let leaves = false;
  return new Plugin({
    props: {
      handleKeyDown: (view, event) => {
        if (belongsToComposition(view, event)) return false;
        if (event.key === 'Escape') {
          leaves = true;
          return false;
        }
        const isLeaving = leaves && event.key === 'Tab';
        // Shift and its like are part of the next key.
        if (!['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) leaves = false;
        if (isLeaving) return false;
        return handle(view, event) || handleBase(view, event);
      },
    },
  });
}

const wish =
  (act: () => void): Command =>
  (_, dispatch) => {
    if (dispatch) act();
    return true;
  };

function bindings(wishes: KeyWishes): Record<string, Command> {
  return {
    'Mod-b': toggleStrong,
    'Mod-u': toggleUnderline,
    'Mod-i': toggleDots,
    'Mod-k': wish(wishes.link),
    'Mod-Alt-r': wish(wishes.ruby),
    'Mod-Alt-f': wish(wishes.footnote),
    'Mod-f': wish(wishes.find),
    'Mod-h': wish(wishes.find),
    'Alt-F10': wish(wishes.toolbar),
    'Mod-Alt-0': paragraph,
    'Mod-Alt-1': heading('1'),
    'Mod-Alt-2': heading('2'),
    'Mod-Alt-3': heading('3'),
    'Mod-Shift-7': toggleOrdered,
    'Mod-Shift-8': toggleBullets,
    'Mod-Enter': pageBreak,
    'Mod-z': (state) => undo(state),
    'Mod-y': (state) => redo(state),
    'Mod-Shift-z': (state) => redo(state),
    'Shift-Enter': hardBreak,
    Enter: chainCommands(
      (state, dispatch) => state.selection instanceof NodeSelection && !!dispatch && wishes.selected(),
      splitItem,
      enter,
    ),
    Tab: chainCommands(nextCell, inList(deeper)),
    'Shift-Tab': chainCommands(previousCell, inList(shallower)),
    Backspace: plainFromHeading,
  };
}

/** In a list the key stays in the list, also where there is no further level. */
function inList(command: Command): Command {
  return (state, dispatch, view) => {
    if (!isInList(state)) return false;
    command(state, dispatch, view);
    return true;
  };
}

/** The next cell; behind the last one, a new row. */
const nextCell: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (!isInLastCell(state)) return goToNextCell(1)(state, dispatch);
  if (!dispatch || !view) return true;
  addRowAfter(state, dispatch);
  return goToNextCell(1)(view.state, view.dispatch);
};

const previousCell: Command = (state, dispatch) => {
  if (!isInTable(state)) return false;
  goToNextCell(-1)(state, dispatch);
  return true;
};

/** At the start of a heading the key makes it a paragraph first. */
const plainFromHeading: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection;
  const isStart = empty && $from.parentOffset === 0 && $from.parent.type === schema.nodes.heading;
  return isStart && paragraph(state, dispatch, view);
};
