// Attributes of the shared document are texts, and defaults are left out: servers and other clients then need no
// types. The table commands compute with numbers. The translation stands at the two methods by which the binding
// reads and writes an element; there is no seam nearer to it.

import * as Y from 'yjs';

type Values = Record<string, unknown>;

/** The attributes of a cell as the commands want them. */
function read(name: string, attributes: Values): Values {
  if (name !== 'table_cell') return attributes;
  const colspan = count(attributes['colspan']);
  const read: Values = { ...attributes, colspan, rowspan: count(attributes['rowspan']) };
  const widths = String(attributes['colwidth'] ?? '').split(',').map(Number);
  if (widths.length === colspan && widths.every((width) => width > 0)) read['colwidth'] = widths;
  else delete read['colwidth'];
  return read;
}

function count(value: unknown): number {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 && number <= 1000 ? number : 1;
}

/** An attribute as it is stored; `null` when it is its default. */
function written(key: string, value: unknown): string | null {
  if ((key === 'colspan' || key === 'rowspan') && Number(value) === 1) return null;
  return Array.isArray(value) ? value.join(',') : String(value);
}

let isTranslating = false;

/** Makes all elements of this page translate. Once is enough. */
export function translate(): void {
  if (isTranslating) return;
  isTranslating = true;
  const prototype = Y.XmlElement.prototype;
  const { getAttributes, setAttribute } = prototype;
  prototype.getAttributes = function (this: Y.XmlElement, snapshot?: Y.Snapshot) {
    return read(this.nodeName, getAttributes.call(this, snapshot)) as ReturnType<typeof getAttributes>;
  };
  prototype.setAttribute = function (this: Y.XmlElement, key: string, value: unknown) {
    const text = written(key, value);
    if (text === null) {
      if (this.doc) this.removeAttribute(key);
      return;
    }
    // The binding compares arrays by identity and would write an unchanged width with every key.
    if (this.doc && this.getAttribute(key) === text) return;
    setAttribute.call(this, key, text);
  } as typeof setAttribute;
}
