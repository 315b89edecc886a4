// What each tool does, and when it is pressed in or of no use.

import type { Command, EditorState } from 'prosemirror-state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  mergeCells,
  splitCell,
} from 'prosemirror-tables';
import { redoCommand, undoCommand } from 'y-prosemirror';

import { isMarked, pageBreak, toggleDots, toggleStrong, toggleUnderline } from '../blocks/commands';
import { deeper, isInList, listKind, shallower, toggleBullets, toggleOrdered } from '../blocks/lists';
import { resizeColumns, selectLine, toggleHead } from '../blocks/tables';
import { askFootnote, askImage, askLink, askRuby, askSection, askTable } from '../dialog/questions';
import type { Editor } from '../editor';
import { schema } from '../schema/schema';
import type { Tool } from '../wording/words';

const { marks, nodes } = schema;

export interface ToolAction {
  name: Tool;
  /** The key that does the same, for the label. */
  key?: string;
  act: (editor: Editor) => void;
  isPressed?: (state: EditorState) => boolean;
  isUseful?: (editor: Editor) => boolean;
}

/** The tools between two gaps of the bar. */
export const GROUPS: ToolAction[][] = [
  [command('undo', undoCommand, 'Ctrl+Z', true), command('redo', redoCommand, 'Ctrl+Y', true)],
  [
    pressed(command('strong', toggleStrong, 'Ctrl+B'), (state) => isMarked(state, marks.strong)),
    pressed(command('underline', toggleUnderline, 'Ctrl+U'), (state) => isMarked(state, marks.underline)),
    pressed(command('dots', toggleDots, 'Ctrl+I'), (state) => isMarked(state, marks.emphasis_dots)),
    pressed(question('ruby', askRuby, 'Ctrl+Alt+R'), (state) => isMarked(state, marks.ruby)),
    pressed(question('link', askLink, 'Ctrl+K'), (state) => isMarked(state, marks.link)),
  ],
  [
    pressed(command('ordered', toggleOrdered, 'Ctrl+Shift+7'), (state) => listKind(state) === nodes.ordered_list),
    pressed(command('bullets', toggleBullets, 'Ctrl+Shift+8'), (state) => listKind(state) === nodes.bullet_list),
    { ...command('shallower', shallower, 'Shift+Tab'), isUseful: ({ view }) => isInList(view.state) },
    { ...command('deeper', deeper, 'Tab'), isUseful: ({ view }) => deeper(view.state) },
  ],
  [
    question('table', askTable),
    question('image', askImage),
    question('footnote', askFootnote, 'Ctrl+Alt+F'),
    { ...question('sectionRef', askSection), isUseful: ({ meta }) => meta.sections.length > 0 },
    command('pageBreak', pageBreak, 'Ctrl+Enter'),
  ],
];

/** Shown while the selection is in a table. */
export const TABLE_GROUP: ToolAction[] = [
  command('rowAbove', addRowBefore),
  command('rowBelow', addRowAfter),
  command('columnLeft', addColumnBefore),
  command('columnRight', addColumnAfter),
  command('selectRow', selectLine('row')),
  command('selectColumn', selectLine('column')),
  command('merge', mergeCells, undefined, true),
  command('split', splitCell, undefined, true),
  command('head', toggleHead),
  command('wider', resizeColumns(1)),
  command('narrower', resizeColumns(-1)),
  command('deleteRow', deleteRow),
  command('deleteColumn', deleteColumn),
  command('deleteTable', deleteTable),
];

function command(name: Tool, run: Command, key?: string, isTried = false): ToolAction {
  const action: ToolAction = {
    name,
    act: ({ view }) => {
      run(view.state, view.dispatch, view);
      view.focus();
    },
  };
  if (key) action.key = key;
  if (isTried) action.isUseful = ({ view }) => run(view.state);
  return action;
}

function question(name: Tool, ask: (editor: Editor) => Promise<void>, key?: string): ToolAction {
  const action: ToolAction = { name, act: (editor) => void ask(editor) };
  if (key) action.key = key;
  return action;
}

function pressed(action: ToolAction, isPressed: (state: EditorState) => boolean): ToolAction {
  return { ...action, isPressed };
}
