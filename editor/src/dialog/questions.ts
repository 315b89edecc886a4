// What is asked before a ruby, a link, a note, a reference, a table or an image is put into the text.

import type { Command } from 'prosemirror-state';
import { NodeSelection } from 'prosemirror-state';

import { changeSelected, insertBlock, insertInline, markAt, rangeOf, selectedNode, setMark } from '../blocks/commands';
import { insertTable } from '../blocks/tables';
import type { Editor } from '../editor';
import { upload } from '../images/upload';
import { parseAddress } from '../schema/address';
import { schema } from '../schema/schema';
import { type Answer, ask, type Problems, type Question, type Values } from './dialog';

const { marks, nodes } = schema;

/** Asks, runs what follows from the answer, and gives the focus back to the text. */
async function carry(editor: Editor, question: Question, act: (answer: NonNullable<Answer>) => Command): Promise<void> {
  const answer = await ask(editor.words, question);
  if (!editor.isWritable) return;
  if (answer) act(answer)(editor.view.state, editor.view.dispatch, editor.view);
  editor.view.focus();
}

export function askRuby(editor: Editor): Promise<void> {
  const { words, view } = editor;
  const mark = markAt(view.state, marks.ruby);
  const range = rangeOf(view.state, marks.ruby);
  const base = range ? view.state.doc.textBetween(range.from, range.to, ' ') : '';
  const question: Question = {
    title: base ? `${words.tools.ruby.long}：${base}` : words.tools.ruby.long,
    fields: [
      {
        name: 'reading',
        label: words.rubyReading,
        kind: 'text',
        value: mark ? String(mark.attrs['reading']) : '',
        lang: editor.language,
        isNeeded: true,
      },
    ],
    submit: words.apply,
    check: () => (base ? null : { reading: words.rubyNone }),
  };
  if (mark) question.remove = words.remove;
  return carry(editor, question, (answer) =>
    setMark(marks.ruby, answer.is === 'given' ? { reading: text(answer.values, 'reading') } : null),
  );
}

export function askLink(editor: Editor): Promise<void> {
  const { words, view } = editor;
  const mark = markAt(view.state, marks.link);
  const question: Question = {
    title: words.tools.link.long,
    fields: [
      {
        name: 'href',
        label: words.linkAddress,
        kind: 'text',
        value: mark ? String(mark.attrs['href']) : '',
        isNeeded: true,
      },
    ],
    submit: words.apply,
    check: (values) => (parseAddress(text(values, 'href')) ? null : { href: words.linkBad }),
  };
  if (mark) question.remove = words.remove;
  return carry(editor, question, (answer) => {
    if (answer.is === 'removed') return setMark(marks.link, null);
    const href = parseAddress(text(answer.values, 'href')) ?? '';
    return (state, dispatch) => {
      if (rangeOf(state, marks.link)) return setMark(marks.link, { href })(state, dispatch);
      // Nothing is selected: the address itself is the text.
      const shown = schema.text(href.replace(/^mailto:/, ''), [marks.link.create({ href })]);
      dispatch?.(state.tr.replaceSelectionWith(shown, false).scrollIntoView());
      return true;
    };
  });
}

export function askFootnote(editor: Editor): Promise<void> {
  const { words, view } = editor;
  const note = selectedNode(view.state, nodes.footnote);
  return carry(
    editor,
    {
      title: words.tools.footnote.long,
      fields: [
        {
          name: 'text',
          label: words.footnoteText,
          kind: 'lines',
          value: note ? String(note.attrs['text']) : '',
          lang: editor.language,
          isNeeded: true,
        },
      ],
      submit: note ? words.apply : words.insert,
    },
    (answer) => {
      const attributes = { text: answer.is === 'given' ? text(answer.values, 'text') : '' };
      return note ? changeSelected(attributes) : insertInline(nodes.footnote, attributes);
    },
  );
}

export function askSection(editor: Editor): Promise<void> {
  const { words, view, meta } = editor;
  const held = selectedNode(view.state, nodes.section_ref);
  const options = meta.sections.map(({ id, number, title }) => ({ value: id, label: `${number}　${title}` }));
  return carry(
    editor,
    {
      title: words.tools.sectionRef.long,
      fields: [
        {
          name: 'section',
          label: words.section,
          kind: 'choice',
          value: held ? String(held.attrs['section']) : '',
          options,
          isNeeded: true,
        },
      ],
      submit: held ? words.apply : words.insert,
    },
    (answer) => {
      const attributes = { section: answer.is === 'given' ? text(answer.values, 'section') : '' };
      return held ? changeSelected(attributes) : insertInline(nodes.section_ref, attributes);
    },
  );
}

const ROWS_MOST = 200;
const COLUMNS_MOST = 20;

export function askTable(editor: Editor): Promise<void> {
  const { words } = editor;
  const number = (values: Values, name: string, most: number) => wholeNumber(text(values, name), 1, most);
  return carry(
    editor,
    {
      title: words.tools.table.long,
      fields: [
        { name: 'rows', label: words.tableRows, kind: 'number', value: '3', isNeeded: true },
        { name: 'columns', label: words.tableColumns, kind: 'number', value: '3', isNeeded: true },
      ],
      submit: words.insert,
      check: (values) => {
        const problems: Problems = {};
        if (number(values, 'rows', ROWS_MOST) === null) problems['rows'] = words.number;
        if (number(values, 'columns', COLUMNS_MOST) === null) problems['columns'] = words.number;
        return Object.keys(problems).length > 0 ? problems : null;
      },
    },
    (answer) => {
      if (answer.is !== 'given') return () => false;
      const { values } = answer;
      return insertTable(number(values, 'rows', ROWS_MOST) ?? 1, number(values, 'columns', COLUMNS_MOST) ?? 1);
    },
  );
}

/** Asks for an image, or for what is said of the selected one. `file` was pasted or dropped. */
export function askImage(editor: Editor, file?: File): Promise<void> {
  const { words, view } = editor;
  const held = file ? null : selectedNode(view.state, nodes.image);
  const value = (name: string) => (held?.attrs[name] as string | null) ?? '';
  let stored = held ? value('file') : '';
  const question: Question = {
    title: words.tools.image.long,
    fields: [
      { name: 'alt', label: words.imageAlt, hint: words.imageAltHint, kind: 'text', value: value('alt'), lang: editor.language },
      { name: 'caption', label: words.imageCaption, kind: 'text', value: value('caption'), lang: editor.language },
      { name: 'width', label: words.imageWidth, kind: 'number', value: value('width') || '100' },
    ],
    submit: held ? words.apply : words.insert,
    check: async (values) => {
      if (wholeNumber(text(values, 'width'), 10, 100) === null) return { width: words.number };
      const chosen = values.files['file'];
      if (!chosen) return null;
      const answer = await upload(editor.bid, chosen);
      if ('refusal' in answer) return { [file ? 'alt' : 'file']: words.imageRefused(answer.refusal) };
      stored = answer.file;
      return null;
    },
  };
  if (file) question.files = { file };
  else
    question.fields.unshift({
      name: 'file',
      label: words.imageFile,
      kind: 'file',
      accept: 'image/png,image/jpeg,image/gif,image/webp,image/avif',
      isNeeded: held === null,
    });
  return carry(editor, question, (answer) => {
    if (answer.is !== 'given') return () => false;
    const width = wholeNumber(text(answer.values, 'width'), 10, 100);
    const attributes = {
      file: stored,
      alt: text(answer.values, 'alt').trim() || null,
      caption: text(answer.values, 'caption').trim() || null,
      width: width === null || width === 100 ? null : String(width),
    };
    return held ? changeSelected(attributes) : insertBlock(nodes.image.create(attributes));
  });
}

/** Opens the question that belongs to a selected leaf; false when there is none. */
export function askSelected(editor: Editor): boolean {
  const { selection } = editor.view.state;
  if (!(selection instanceof NodeSelection) || !editor.isWritable) return false;
  switch (selection.node.type) {
    case nodes.footnote:
      void askFootnote(editor);
      return true;
    case nodes.section_ref:
      void askSection(editor);
      return true;
    case nodes.image:
      void askImage(editor);
      return true;
    default:
      return false;
  }
}

function text(values: Values, name: string): string {
  return values.texts[name] ?? '';
}

/** A number as typed, also in full-width digits. */
function wholeNumber(typed: string, least: number, most: number): number | null {
  const number = Number(typed.normalize('NFKC').trim() || 'x');
  return Number.isInteger(number) && number >= least && number <= most ? number : null;
}
