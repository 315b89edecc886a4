// What is said beside a text, and how seldom it is drawn.

import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import { JSDOM } from 'jsdom';

import type { Standing } from '../src/provider/session';
import { Status } from '../src/status';
import { ja } from '../src/wording/ja';

const { window } = new JSDOM('<div class="half"><div class="half-head"></div><div id="host"></div></div>');
Object.assign(globalThis, { document: window.document });

test('between two keys nothing is drawn, and what has waited is said when no key comes', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const host = window.document.querySelector('#host') as HTMLElement;
  const status = new Status(host, ja);
  const shown = window.document.querySelector('.live-saved') as HTMLElement;
  const drawings = new window.MutationObserver(() => undefined);
  drawings.observe(window.document, { subtree: true, childList: true, attributes: true, characterData: true });
  const drawn = () => drawings.takeRecords().length;
  const stands = (standing: Standing) => status.stands(standing, true, true);

  stands({ is: 'saved' });
  assert.equal(shown.textContent, ja.saved);
  // The first edit is said at once, whatever becomes of it.
  stands({ is: 'saving', edits: 1 });
  assert.equal(shown.textContent, ja.saving(1));
  drawn();
  for (const edits of [2, 3, 4]) {
    mock.timers.tick(200);
    stands({ is: 'saving', edits });
  }
  stands({ is: 'saved' });
  mock.timers.tick(200);
  stands({ is: 'saving', edits: 5 });
  assert.equal(drawn(), 0);
  mock.timers.tick(300);
  assert.equal(shown.textContent, ja.saving(5));
  stands({ is: 'saved' });
  mock.timers.tick(300);
  assert.equal(shown.textContent, ja.saved);
  // The next edit is a first one again.
  stands({ is: 'saving', edits: 1 });
  assert.equal(shown.textContent, ja.saving(1));
  // What is not in order is said at once, and nothing that has waited is said instead.
  stands({ is: 'saved' });
  stands({ is: 'offline', edits: 1 });
  mock.timers.tick(1_000);
  assert.equal(shown.textContent, ja.offlineKept(1));
  stands({ is: 'offline', edits: 2 });
  assert.equal(shown.textContent, ja.offlineKept(2));
  status.destroy();
  mock.timers.reset();
});
