// Lists in lists: where Google Docs puts the inner list beside the item, and where a list is deeper than ours.

const DEPTH_MOST = 4;

export function nestLists(body: HTMLElement): void {
  for (const inner of body.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    const before = inner.previousElementSibling;
    if (before?.localName === 'li') {
      before.append(inner);
    } else {
      const item = document.createElement('li');
      inner.replaceWith(item);
      item.append(inner);
    }
  }
  for (const list of [...body.querySelectorAll('ul, ol')]) if (depthOf(list) > DEPTH_MOST) raise(list);
}

function depthOf(list: Element): number {
  let depth = 0;
  for (let dom: Element | null = list; dom; dom = dom.parentElement) if (dom.matches('ul, ol')) depth += 1;
  return depth;
}

/** The items of a list become items of the list around it. */
function raise(list: Element): void {
  const item = list.parentElement?.closest('li');
  if (!item) return;
  item.after(...list.children);
  list.remove();
}
