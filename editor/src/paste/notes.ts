// Notes at the foot of a page: Word and Google Docs write a link in the line and the note's text at the end.

import { STYLED, styleOf } from './clean';

/** The link in the line: `#_ftn1` (Word), `#ftnt1` (Google Docs). The link back ends in `ref1`. */
const REFERENCE = /#_?(ftn(?:t)?|edn)(\d+)$/;

export function inlineNotes(body: HTMLElement): void {
  const used = new Set<Element>();
  for (const link of [...body.querySelectorAll('a[href*="#"]')]) {
    const found = REFERENCE.exec(link.getAttribute('href') ?? '');
    if (!found) continue;
    const note = noteOf(body, `${found[1]}${found[2]}`);
    if (!note) continue;
    used.add(note);
    const inline = document.createElement('span');
    inline.setAttribute('data-footnote', textOf(note));
    (link.closest('sup') ?? link).replaceWith(inline);
  }
  for (const note of used) note.remove();
  for (const list of body.querySelectorAll(`div${STYLED}`)) {
    if (/mso-element:\s*(footnote|endnote)-list/.test(styleOf(list))) list.remove();
  }
}

/** The block that holds a note's text. */
function noteOf(body: HTMLElement, name: string): Element | null {
  const target = body.querySelector(`[id="${name}"], [name="_${name}"]`);
  if (target?.localName === 'div') return target;
  return target?.closest('p')?.closest('div') ?? target?.closest('p') ?? null;
}

function textOf(note: Element): string {
  const copy = note.cloneNode(true) as Element;
  for (const back of copy.querySelectorAll('a[href*="ref"]')) back.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}
