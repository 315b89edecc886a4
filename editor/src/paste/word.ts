// Word writes the items of a list as paragraphs that know their level. Here they become lists again.

import { STYLED, styleOf } from './clean';

const LEVEL = /mso-list:[^;]*\blevel(\d+)/;
const MARKER = /mso-list:\s*ignore/;
/** A number has a letter or a digit. Letters of symbol fonts, and the ring of the typewriter font, are signs. */
const NUMBER = /[\p{L}\p{N}]/u;
const SYMBOLS = /font-family:[^;]*(wingdings|symbol|webdings)/;

interface Item {
  dom: Element;
  level: number;
  isOrdered: boolean;
}

export function wordLists(body: HTMLElement): void {
  const items = new Map<Element, Item>();
  for (const dom of body.querySelectorAll(`:is(p, h1, h2, h3, h4, h5, h6)${STYLED}`)) {
    const level = LEVEL.exec(styleOf(dom))?.[1];
    if (level === undefined) continue;
    const marker = [...dom.querySelectorAll(STYLED)].find((inner) => MARKER.test(styleOf(inner)));
    const sign = marker?.textContent?.trim() ?? '';
    const isSymbol = sign === 'o' || (marker !== undefined && SYMBOLS.test(styleOf(marker.parentElement ?? marker) + styleOf(marker)));
    marker?.remove();
    // A numbered heading is a heading; its number is ours to set.
    if (dom.localName === 'p') items.set(dom, { dom, level: Number(level), isOrdered: NUMBER.test(sign) && !isSymbol });
  }
  const done = new Set<Element>();
  for (const item of items.values()) {
    if (done.has(item.dom)) continue;
    const run: Item[] = [];
    for (let dom: Element | null = item.dom; dom; dom = dom.nextElementSibling) {
      const next = items.get(dom);
      if (!next) break;
      run.push(next);
      done.add(dom);
    }
    const place = document.createComment('');
    item.dom.before(place);
    place.replaceWith(...listsOf(run));
  }
}

/** Lists of a run of items; at the outermost level a change of kind begins another list. */
function listsOf(run: Item[]): Element[] {
  const lists: Element[] = [];
  const open: { list: Element; level: number }[] = [];
  for (const { dom, level, isOrdered } of run) {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
    const name = isOrdered ? 'ol' : 'ul';
    let at = open.at(-1);
    if (at?.level === level && at.list.localName !== name) {
      open.pop();
      at = open.at(-1);
    }
    if (!at || at.level < level) {
      const list = document.createElement(name);
      const last = at?.list.lastElementChild;
      if (last) last.append(list);
      else lists.push(list);
      at = { list, level };
      open.push(at);
    }
    const item = document.createElement('li');
    item.append(dom);
    at.list.append(item);
  }
  return lists;
}
