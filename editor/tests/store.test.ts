// What a device keeps, with two tabs on it.

import 'fake-indexeddb/auto';

import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as Y from 'yjs';

import { clearStores, storeName, TextStore } from '../src/store/store';

async function open(name: string, tab: string): Promise<TextStore> {
  const store = await TextStore.open(name, tab);
  assert.ok(store);
  return store;
}

const update = (text: string): Uint8Array => {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
};

test('edits and the fact that they are unsent survive the tab', async () => {
  const name = storeName('u', 's1', 'ja');
  const first = await open(name, 'tab1');
  await first.append(update('一'), { edits: 1, stamp: 1 });
  await first.append(update('二'), { edits: 2, stamp: 2 });
  await first.append(update('外'));
  first.close();
  const kept = await (await open(name, 'tab2')).load();
  assert.equal(kept.updates.length, 3);
  assert.deepEqual([...kept.unsent], [['tab1', { edits: 2, stamp: 2 }]]);
});

test('what another tab has edited since is not taken for acknowledged', async () => {
  const name = storeName('u', 's2', 'ja');
  const [first, second] = [await open(name, 'tab1'), await open(name, 'tab2')];
  await first.append(update('一'), { edits: 1, stamp: 1 });
  const seen = await second.load();
  await first.append(update('二'), { edits: 2, stamp: 2 });
  await second.settle(seen.unsent);
  assert.equal((await second.load()).unsent.get('tab1')?.edits, 2);
  await first.settleOwn(1);
  assert.equal((await second.load()).unsent.size, 1);
  await first.settleOwn(2);
  assert.equal((await second.load()).unsent.size, 0);
});

test('many updates become one, and those of another tab stay', async () => {
  const name = storeName('u', 's3', 'ja');
  const [first, second] = [await open(name, 'tab1'), await open(name, 'tab2')];
  for (let count = 0; count < 250; count += 1) await first.append(update(String(count)));
  const kept = await first.load();
  await second.append(update('later'));
  await first.compact(kept, () => update('whole'));
  assert.equal((await second.load()).updates.length, 2);
});

test('clearing leaves nothing of others', async () => {
  for (const user of ['ua', 'ub']) (await open(storeName(user, 's', 'en'), 'tab')).close();
  await clearStores('ua');
  const names = async () => (await indexedDB.databases()).map(({ name }) => name).filter((name) => /:s:en$/.test(name ?? ''));
  assert.deepEqual(await names(), [storeName('ua', 's', 'en')]);
  await clearStores();
  assert.deepEqual(await names(), []);
});
