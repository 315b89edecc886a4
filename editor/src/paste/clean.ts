// A pasted page in the words of the schema: headings, paragraphs, lists, tables, bold, underline, dots, ruby, links,
// notes. Looks are read where they mean something and dropped. No style is ever parsed by the browser: the page's
// policy forbids it also in a page that nobody sees, so that styles get another name before they are read as text.

import { joinLines } from './lines';
import { nestLists } from './lists';
import { inlineNotes } from './notes';
import { rubies } from './ruby';
import { flattenTables } from './tables';
import { wordLists } from './word';

/** What is not text, or is no longer. */
const DROPPED =
  'script, style, meta, link, title, xml, template, object, iframe, svg, video, audio, del, .msoDel, rp, br.Apple-interchange-newline';

export function clean(html: string, bid: string): string {
  const { body } = new DOMParser().parseFromString(disarm(html), 'text/html');
  dropComments(body);
  for (const dropped of body.querySelectorAll(DROPPED)) dropped.remove();
  inlineNotes(body);
  wordLists(body);
  pictures(body, bid);
  rubies(body);
  looks(body);
  nestLists(body);
  flattenTables(body);
  joinLines(body);
  for (const styled of body.querySelectorAll(STYLED)) styled.removeAttribute(STYLE);
  return body.innerHTML;
}

const STYLE = 'data-style';
/** Elements that had a style. */
export const STYLED = `[${STYLE}]`;

function disarm(html: string): string {
  const unstyled = html.replace(/<style\b[\s\S]*?(<\/style\s*>|$)/gi, '');
  return unstyled.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle(\s*=)/gi, ` ${STYLE}$1`));
}

/** The style of an element, as it was written. */
export function styleOf(dom: Element): string {
  return (dom.getAttribute(STYLE) ?? '').toLowerCase();
}

function dropComments(body: HTMLElement): void {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

/** Pictures from elsewhere cannot be fetched by this page; our own are files of one bid. */
function pictures(body: HTMLElement, bid: string): void {
  for (const figure of body.querySelectorAll('figure[data-file]')) {
    if (figure.getAttribute('data-bid') === bid) continue;
    const caption = document.createElement('p');
    caption.textContent = figure.textContent;
    figure.replaceWith(caption);
  }
  for (const image of body.querySelectorAll('img')) image.remove();
}

const BOLD = /font-weight:\s*(bold|bolder|[6-9]00)/;
const NOT_BOLD = /font-weight:\s*(normal|lighter|[1-5]00)/;
const UNDERLINED = /text-decoration[^;]*:[^;]*underline/;
const DOTTED = /text-emphasis(-style)?:\s*(?!none)/;
const HEADINGS = 'h1, h2, h3, h4, h5, h6';

/** Styles that say what an element would say, as that element. */
function looks(body: HTMLElement): void {
  for (const title of body.querySelectorAll('p.MsoTitle')) rename(title, 'h1');
  for (const bold of body.querySelectorAll('b, strong')) if (NOT_BOLD.test(styleOf(bold))) unwrap(bold);
  for (const styled of [...body.querySelectorAll(STYLED)]) {
    const style = styleOf(styled);
    if (styled.matches('a, ul, ol, table, tr, td, th, tbody, thead')) continue;
    // Headings are bold and links underlined by themselves.
    if (BOLD.test(style) && !styled.closest(HEADINGS)) wrapContent(styled, 'strong');
    if (UNDERLINED.test(style) && !styled.closest('a') && !styled.querySelector('a')) wrapContent(styled, 'u');
    if (DOTTED.test(style)) wrapContent(styled, 'em', 'dots');
  }
  for (const bold of body.querySelectorAll(':is(h1, h2, h3, h4, h5, h6) :is(b, strong)')) unwrap(bold);
  for (const line of body.querySelectorAll('a u')) unwrap(line);
}

function wrapContent(dom: Element, name: string, className = ''): void {
  if (!dom.textContent) return;
  const wrap = document.createElement(name);
  if (className) wrap.className = className;
  const blocks = [...dom.children].some((child) => child.matches('p, div, ul, ol, table, h1, h2, h3, h4, h5, h6'));
  // Around blocks a mark would be lost: it is said for each of them.
  if (blocks) {
    for (const child of dom.children) wrapContent(child, name, className);
    return;
  }
  wrap.append(...dom.childNodes);
  dom.append(wrap);
}

export function unwrap(dom: Element): void {
  dom.replaceWith(...dom.childNodes);
}

export function rename(dom: Element, name: string): Element {
  const renamed = document.createElement(name);
  renamed.append(...dom.childNodes);
  dom.replaceWith(renamed);
  return renamed;
}
