// The blocks of a section and what stands in them. Default values are `null`, which the shared document leaves out.
//
// What may stand in a block is looser than what the commands make: two people's changes can meet in a form that
// nobody made, and the binding deletes from the shared document whatever the schema refuses.

import type { Attrs, NodeSpec } from 'prosemirror-model';

const id = { default: null, validate: 'string|null' };

function whole(text: string | null, least: number): string | null {
  return text !== null && /^\d{1,4}$/.test(text) && Number(text) >= least ? text : null;
}

const paragraph: NodeSpec = {
  attrs: { id },
  content: 'inline*',
  group: 'block',
  parseDOM: [{ tag: 'p' }],
  toDOM: () => ['p', 0],
};

const heading: NodeSpec = {
  attrs: { id, level: { default: '1' } },
  content: 'inline*',
  group: 'block',
  defining: true,
  parseDOM: [
    { tag: '[data-level]', priority: 60, getAttrs: (dom) => ({ level: levelOf(dom.getAttribute('data-level')) }) },
    { tag: 'h1', attrs: { level: '1' } },
    { tag: 'h2', attrs: { level: '2' } },
    { tag: 'h3', attrs: { level: '3' } },
    { tag: 'h4', attrs: { level: '3' } },
    { tag: 'h5', attrs: { level: '3' } },
    { tag: 'h6', attrs: { level: '3' } },
  ],
  // The page's own title is the first heading and the half's the second.
  toDOM: (node) => {
    const level = levelOf(node.attrs['level']);
    return [`h${Number(level) + 2}`, { 'data-level': level }, 0];
  },
};

function levelOf(text: unknown): string {
  return text === '2' || text === '3' ? text : '1';
}

const orderedList: NodeSpec = {
  attrs: { id },
  content: 'list_item+',
  group: 'block list',
  parseDOM: [{ tag: 'ol' }],
  toDOM: () => ['ol', 0],
};

const bulletList: NodeSpec = {
  attrs: { id },
  content: 'list_item+',
  group: 'block list',
  parseDOM: [{ tag: 'ul' }],
  toDOM: () => ['ul', 0],
};

const listItem: NodeSpec = {
  content: '(paragraph | ordered_list | bullet_list)+',
  defining: true,
  parseDOM: [{ tag: 'li' }],
  toDOM: () => ['li', 0],
};

const table: NodeSpec = {
  attrs: { id, header_rows: { default: null } },
  content: 'table_row+',
  tableRole: 'table',
  isolating: true,
  group: 'block',
  parseDOM: [{ tag: 'table', getAttrs: (dom) => ({ header_rows: headerRowsOf(dom) }) }],
  toDOM: (node) => {
    const rows = whole(node.attrs['header_rows'], 1);
    return ['table', rows ? { 'data-header-rows': rows } : {}, ['tbody', 0]];
  },
};

/** Rows of which every cell is a `<th>`, from the top; or what our own clipboard says. */
function headerRowsOf(dom: HTMLElement): string | null {
  const said = whole(dom.getAttribute('data-header-rows'), 1);
  if (said !== null) return said;
  const rows = [...(dom as HTMLTableElement).rows];
  const end = rows.findIndex((row) => [...row.cells].some((cell) => cell.localName !== 'th'));
  const count = end < 0 ? rows.length - 1 : end;
  return count > 0 ? String(count) : null;
}

const tableRow: NodeSpec = {
  content: 'table_cell*',
  tableRole: 'row',
  parseDOM: [{ tag: 'tr' }],
  toDOM: () => ['tr', 0],
};

/** Numbers here, as the table commands want them; `schema/wire` makes texts of them. */
const tableCell: NodeSpec = {
  attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
  content: 'paragraph+',
  tableRole: 'cell',
  isolating: true,
  parseDOM: ['td', 'th'].map((tag) => ({ tag, getAttrs: cellAttributes })),
  toDOM: (node) => {
    const { colspan, rowspan, colwidth } = node.attrs;
    const shown: Record<string, string> = {};
    if (colspan !== 1) shown['colspan'] = String(colspan);
    if (rowspan !== 1) shown['rowspan'] = String(rowspan);
    if (colwidth) shown['data-colwidth'] = (colwidth as number[]).join(',');
    return ['td', shown, 0];
  },
};

const SPAN_MOST = 100;

function cellAttributes(dom: HTMLElement): Attrs {
  const span = (name: string) => Math.min(Number(whole(dom.getAttribute(name), 1) ?? '1'), SPAN_MOST);
  const colspan = span('colspan');
  const widths = (dom.getAttribute('data-colwidth') ?? '').split(',').map(Number);
  const colwidth = widths.length === colspan && widths.every((width) => width > 0) ? widths : null;
  return { colspan, rowspan: span('rowspan'), colwidth };
}

const image: NodeSpec = {
  attrs: {
    id,
    file: { default: null },
    alt: { default: null },
    caption: { default: null },
    width: { default: null },
  },
  group: 'block',
  draggable: true,
  parseDOM: [
    {
      tag: 'figure[data-file]',
      getAttrs: (dom) => ({
        file: dom.getAttribute('data-file'),
        alt: dom.getAttribute('data-alt'),
        caption: dom.getAttribute('data-caption'),
        width: whole(dom.getAttribute('data-width'), 10),
      }),
    },
  ],
  toDOM: (node) => {
    const { file, alt, caption, width } = node.attrs;
    const kept = Object.entries({ 'data-file': file, 'data-alt': alt, 'data-caption': caption, 'data-width': width });
    return ['figure', Object.fromEntries(kept.filter(([, value]) => value !== null)), caption ?? alt ?? ''];
  },
};

const pageBreak: NodeSpec = {
  attrs: { id },
  group: 'block',
  parseDOM: [{ tag: 'hr.page-break' }],
  toDOM: () => ['hr', { class: 'page-break' }],
};

const hardBreak: NodeSpec = {
  inline: true,
  group: 'inline',
  selectable: false,
  linebreakReplacement: true,
  leafText: () => '\n',
  parseDOM: [{ tag: 'br' }],
  toDOM: () => ['br'],
};

/** A note, whose own text is plain. */
const footnote: NodeSpec = {
  attrs: { text: { default: '' } },
  inline: true,
  group: 'inline',
  parseDOM: [{ tag: 'span[data-footnote]', getAttrs: (dom) => ({ text: dom.getAttribute('data-footnote') ?? '' }) }],
  toDOM: (node) => ['span', { 'data-footnote': String(node.attrs['text']) }],
};

/** A place where number and title of another section are printed. */
const sectionRef: NodeSpec = {
  attrs: { section: { default: '' } },
  inline: true,
  group: 'inline',
  parseDOM: [{ tag: 'span[data-section-ref]', getAttrs: (dom) => ({ section: dom.getAttribute('data-section-ref') }) }],
  toDOM: (node) => ['span', { 'data-section-ref': String(node.attrs['section']) }],
};

/** A place where a value of the bid is printed as it is then. */
const bidField: NodeSpec = {
  attrs: { field: { default: '' } },
  inline: true,
  group: 'inline',
  parseDOM: [{ tag: 'span[data-bid-field]', getAttrs: (dom) => ({ field: dom.getAttribute('data-bid-field') }) }],
  toDOM: (node) => ['span', { 'data-bid-field': String(node.attrs['field']) }],
};

export const nodes = {
  doc: { content: 'block+' },
  paragraph,
  heading,
  ordered_list: orderedList,
  bullet_list: bulletList,
  list_item: listItem,
  table,
  table_row: tableRow,
  table_cell: tableCell,
  image,
  page_break: pageBreak,
  text: { group: 'inline' },
  hard_break: hardBreak,
  footnote,
  section_ref: sectionRef,
  bid_field: bidField,
} satisfies Record<string, NodeSpec>;
