// Word breaks the lines of its pages anywhere. Between two Japanese letters such a break is nothing, else a space.

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;

export function joinLines(body: HTMLElement): void {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  let before = '';
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (node.parentElement?.closest('pre')) continue;
    const text = node.data
      .replace(/[ \t]*[\r\n]+[ \t]*/g, (_, place: number, whole: string) => {
        const left = place === 0 ? before : (whole[place - 1] ?? '');
        const right = whole.slice(place).trimStart()[0] ?? '';
        return WIDE.test(left) && WIDE.test(right) ? '' : ' ';
      })
      .replaceAll('\u00a0', ' ');
    if (text !== node.data) node.data = text;
    before = text.at(-1) ?? before;
  }
}
