// Cells hold paragraphs. What else stands in them becomes that; a table within a table becomes lines.

import { rename, unwrap } from './clean';
import { columnWidths, WIDTHS } from './widths';

export function flattenTables(body: HTMLElement): void {
  for (const inner of [...body.querySelectorAll<HTMLTableElement>(':is(td, th) table')].reverse()) {
    const lines = [...inner.rows].map((row) => {
      const line = document.createElement('p');
      line.textContent = [...row.cells].map((cell) => cell.textContent?.trim() ?? '').join('　');
      return line;
    });
    inner.replaceWith(...lines);
  }
  columnWidths(body);
  for (const heading of body.querySelectorAll(':is(td, th) :is(h1, h2, h3, h4, h5, h6, [data-level])')) rename(heading, 'p');
  for (const item of body.querySelectorAll(':is(td, th) li')) {
    if (!item.querySelector('p')) item.replaceChildren(paragraph(item.childNodes));
    item.querySelector('p')?.prepend(item.closest('ol') ? `${[...(item.parentElement?.children ?? [])].indexOf(item) + 1}. ` : '・');
  }
  for (const list of body.querySelectorAll(':is(td, th) :is(ul, ol, li)')) unwrap(list);
  for (const cell of body.querySelectorAll('thead td')) {
    const head = rename(cell, 'th');
    for (const name of ['colspan', 'rowspan', WIDTHS]) {
      const span = cell.getAttribute(name);
      if (span !== null) head.setAttribute(name, span);
    }
  }
  for (const caption of body.querySelectorAll('caption')) {
    const table = caption.closest('table');
    table?.before(paragraph(caption.childNodes));
    caption.remove();
  }
}

function paragraph(content: Iterable<ChildNode>): HTMLElement {
  const dom = document.createElement('p');
  dom.append(...content);
  return dom;
}
