// What can be said about a stretch of text. Nothing else of a text's looks is kept.

import type { MarkSpec } from 'prosemirror-model';

import { isAddress } from './address';

const strong: MarkSpec = {
  parseDOM: [{ tag: 'strong' }, { tag: 'b' }],
  toDOM: () => ['strong', 0],
};

const underline: MarkSpec = {
  parseDOM: [{ tag: 'u' }],
  toDOM: () => ['u', 0],
};

/** 圏点: the dots beside characters that Japanese uses where other languages slant. */
const emphasisDots: MarkSpec = {
  parseDOM: [{ tag: 'em.dots' }],
  toDOM: () => ['em', { class: 'dots' }, 0],
};

/** The reading over a text. The text is the ruby's base; `paste/ruby` takes `<rt>` out of pasted pages. */
const ruby: MarkSpec = {
  attrs: { reading: { validate: 'string' } },
  inclusive: false,
  parseDOM: [{ tag: 'ruby[data-reading]', getAttrs: (dom) => ({ reading: dom.getAttribute('data-reading') }) }],
  toDOM: (mark) => ['ruby', { 'data-reading': String(mark.attrs['reading']) }, 0],
};

const link: MarkSpec = {
  attrs: { href: { validate: 'string' } },
  inclusive: false,
  parseDOM: [
    {
      tag: 'a[href]',
      getAttrs: (dom) => {
        const href = dom.getAttribute('href') ?? '';
        return isAddress(href) ? { href } : false;
      },
    },
  ],
  // An address that some other client wrote is shown as text when it is none of ours.
  toDOM: (mark) => {
    const href = String(mark.attrs['href']);
    return isAddress(href) ? ['a', { href, rel: 'noreferrer' }, 0] : ['span', 0];
  },
};

/** In the order in which they lie around each other. */
export const marks = { link, strong, underline, emphasis_dots: emphasisDots, ruby };
