// The live provider against a server in memory, over lines that break, drop and hold back.

import 'fake-indexeddb/auto';

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import * as Y from 'yjs';

import { FRAGMENT, VERSION } from '../src/schema/schema';
import { storeName, TextStore } from '../src/store/store';
import { leave, Network, Person } from './support/network';
import { until } from './support/waiting';

afterEach(leave);

test('what one writes, the other reads, and it is called saved only when acknowledged', async () => {
  const network = new Network();
  const [one, other] = [await Person.sit(network, 'a'), await Person.sit(network, 'b')];
  await Promise.all([one.saved(), other.saved()]);
  network.server.rules.withholdAcks = true;
  one.write('避難指示');
  await until('the other reads it', () => other.text === '避難指示');
  assert.deepEqual(one.standing, { is: 'saving', edits: 1 });
  assert.equal(one.learnt?.mayWrite, true);
});

test('edits of one moment go out as one frame', async () => {
  const network = new Network();
  const one = await Person.sit(network, 'a');
  await one.saved();
  for (const text of ['一', '二', '三']) one.write(text);
  assert.deepEqual(one.standing, { is: 'saving', edits: 3 });
  await one.saved();
  assert.equal(network.server.updates.length, 1);
});

test('offline edits are counted, and sent when the line is back; deletions too', async () => {
  const network = new Network();
  const [one, other] = [await Person.sit(network, 'a'), await Person.sit(network, 'b')];
  await Promise.all([one.saved(), other.saved()]);
  one.write('古い');
  await until('both have it', () => other.text === '古い');
  await one.saved();
  network.cut();
  await until('one is offline', () => one.standing.is === 'offline');
  one.strike();
  await until('it is counted', () => one.standing.is === 'offline' && one.standing.edits === 1);
  network.isDown = false;
  await one.saved();
  assert.equal(network.server.text('s1', 'ja'), '');
  await until('the other has it too', () => other.text === '');
});

test('a lost acknowledgement loses nothing and doubles nothing', async () => {
  const network = new Network();
  const one = await Person.sit(network, 'a');
  await one.saved();
  network.server.rules.withholdAcks = true;
  one.write('届いた');
  await until('the server has it', () => network.server.text('s1', 'ja') === '届いた');
  network.server.rules.withholdAcks = false;
  network.cut();
  network.isDown = false;
  await until('it was offline', () => one.standings.includes('offline'));
  await one.saved();
  assert.equal(network.server.text('s1', 'ja'), '届いた');
});

test('what a dying server swallowed is sent again', async () => {
  const network = new Network();
  const one = await Person.sit(network, 'a');
  await one.saved();
  network.server.rules.swallowUpdates = true;
  one.write('消えた');
  await until('it is on its way', () => one.standing.is === 'saving');
  await new Promise((resolve) => setTimeout(resolve, 80));
  network.cut();
  await until('it is offline', () => one.standing.is === 'offline');
  network.server.rules.swallowUpdates = false;
  network.isDown = false;
  await one.saved();
  assert.equal(network.server.text('s1', 'ja'), '消えた');
});

test('what was told before a server died without committing comes back from whoever has read it', async () => {
  const network = new Network();
  const [one, other] = [await Person.sit(network, 'a'), await Person.sit(network, 'b')];
  await Promise.all([one.saved(), other.saved()]);
  one.write('告げた');
  await until('the other reads it', () => other.text === '告げた');
  one.session.close();
  network.cut();
  network.server.rooms.clear();
  network.isDown = false;
  await until('the server has it again', () => network.server.text('s1', 'ja') === '告げた');
  await other.saved();
});

test('a tab closed with unsent edits sends them when the text is opened again', async () => {
  const network = new Network();
  const first = await Person.sit(network, 'a', 's7', true);
  await first.saved();
  first.write('保存済');
  await first.saved();
  network.cut();
  await until('it is offline', () => first.standing.is === 'offline');
  first.write('未送信');
  first.write('これも');
  await new Promise((resolve) => setTimeout(resolve, 50));
  first.session.close();
  network.isDown = false;
  const again = await Person.sit(network, 'a', 's7', true);
  assert.equal(again.session.unsaved, 2);
  assert.equal(again.text, '保存済\n未送信\nこれも');
  await again.saved();
  assert.equal(network.server.text('s7', 'ja'), '保存済\n未送信\nこれも');
  again.session.close();
  const store = await TextStore.open(storeName('a', 's7', 'ja'), 'look');
  assert.equal((await store?.load())?.unsent.size, 0);
});

test('while one composes, nothing comes in and nothing goes out; then ours first, then theirs', async () => {
  const network = new Network();
  const [one, other] = [await Person.sit(network, 'a'), await Person.sit(network, 'b')];
  await Promise.all([one.saved(), other.saved()]);
  one.session.gate.begin();
  one.write('しえn');
  other.write('同時');
  await until('the server has the other', () => network.server.text('s1', 'ja') === '同時');
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(one.text, 'しえn');
  assert.deepEqual(one.standing, { is: 'saving', edits: 1 });
  assert.equal(other.text, '同時');
  one.strike();
  one.write('支援');
  one.session.gate.end();
  await one.saved();
  await until('both agree', () => one.text === other.text && one.text.includes('支援') && one.text.includes('同時'));
  assert.doesNotMatch(network.server.text('s1', 'ja'), /しえn/);
});

test('a reconnection in the middle of a composition waits for its end', async () => {
  const network = new Network();
  const one = await Person.sit(network, 'a');
  await one.saved();
  one.session.gate.begin();
  one.write('へんかn');
  network.cut();
  network.isDown = false;
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.equal(network.server.text('s1', 'ja'), '');
  one.strike();
  one.write('変換');
  one.session.gate.end();
  await one.saved();
  assert.equal(network.server.text('s1', 'ja'), '変換');
});

test('a reader reads and sends nothing', async () => {
  const network = new Network();
  const writer = await Person.sit(network, 'a');
  await writer.saved();
  network.server.rules.mayWrite = false;
  const reader = await Person.sit(network, 'b');
  await reader.saved();
  reader.write('無断');
  writer.write('本文');
  await until('the reader reads', () => reader.text.includes('本文'));
  assert.equal(reader.session.unsaved, 0);
  assert.equal(network.server.text('s1', 'ja'), '本文');
});

test('a refusal says why and how much is not saved, and what is gone does not come back by itself', async () => {
  const network = new Network();
  const one = await Person.sit(network, 'a');
  await one.saved();
  network.server.rules.withholdAcks = true;
  one.write('まだ');
  await until('the server has it', () => network.server.text('s1', 'ja') === 'まだ');
  network.server.deny('s1', 'ja', 'gone');
  await until('it is refused', () => one.standing.is === 'refused');
  assert.deepEqual(one.standing, { is: 'refused', reason: 'gone', edits: 1 });
  network.cut();
  network.isDown = false;
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(one.standing.is, 'refused');
});

test('a server with a newer schema is not synchronised with', async () => {
  const network = new Network();
  network.server.rules.schema = VERSION + 1;
  const one = await Person.sit(network, 'a');
  await until('it is refused', () => one.standing.is === 'refused');
  assert.deepEqual(one.standing, { is: 'refused', reason: 'outdated', edits: 0 });
});

test('something that this client does not know stops it before the text is touched', async () => {
  const network = new Network();
  const one = await Person.sit(network, 'a');
  await one.saved();
  const newer = await Person.sit(network, 'b');
  await newer.saved();
  newer.session.doc.getXmlFragment(FRAGMENT).insert(0, [new Y.XmlElement('chart')]);
  await until('it is refused', () => one.standing.is === 'refused' && one.standing.reason === 'outdated');
  const late = await Person.sit(network, 'c');
  await until('a later one too', () => late.standing.is === 'refused');
  assert.equal(late.isReady, false);
});

test('two texts share one socket', async () => {
  const network = new Network();
  const socket = network.socket('a');
  const [one, other] = [await Person.sit(network, 'a', 's1', false, socket), await Person.sit(network, 'a', 's2', false, socket)];
  await Promise.all([one.saved(), other.saved()]);
  assert.equal(network.lines.size, 1);
  one.write('一章');
  other.write('二章');
  await Promise.all([one.saved(), other.saved()]);
  assert.equal(network.server.text('s1', 'ja'), '一章');
  assert.equal(network.server.text('s2', 'ja'), '二章');
  one.session.close();
  other.write('続き');
  await other.saved();
});

test('people see who is there, and see them go', async () => {
  const network = new Network();
  const [one, other] = [await Person.sit(network, 'a'), await Person.sit(network, 'b')];
  await Promise.all([one.saved(), other.saved()]);
  one.session.awareness.setLocalStateField('user', { name: 'a', user: 'a' });
  other.session.awareness.setLocalStateField('user', { name: 'b', user: 'b' });
  await until('both are seen', () => one.session.awareness.getStates().size === 2 && other.session.awareness.getStates().size === 2);
  other.session.close();
  await until('one is alone', () => one.session.awareness.getStates().size === 1);
});

test('signed out, the device keeps what is not saved, and sends it after signing in and opening again', async () => {
  const network = new Network();
  const first = await Person.sit(network, 'a', 's8', true);
  await first.saved();
  network.server.rules.swallowUpdates = true;
  first.write('期限切れ');
  await new Promise((resolve) => setTimeout(resolve, 80));
  network.server.deny('s8', 'ja', 'signed_out');
  await until('it is refused', () => first.standing.is === 'refused');
  assert.deepEqual(first.standing, { is: 'refused', reason: 'signed_out', edits: 1 });
  first.session.close();
  network.server.rules.swallowUpdates = false;
  const again = await Person.sit(network, 'a', 's8', true);
  assert.equal(again.session.unsaved, 1);
  await again.saved();
  assert.equal(network.server.text('s8', 'ja'), '期限切れ');
});

test('while the server hears of it, edits of one moment are kept together; without it each at once', async () => {
  const network = new Network();
  const one = await Person.sit(network, 'kept', 's9', true);
  await one.saved();
  const rows = async () => {
    const store = await TextStore.open(storeName('kept', 's9', 'ja'), 'looking');
    const kept = await store?.load();
    store?.close();
    return kept;
  };
  const before = (await rows())?.updates.length ?? 0;
  network.server.rules.withholdAcks = true;
  for (const text of ['一', '二', '三', '四']) one.write(text);
  assert.equal(one.session.isLoose, true);
  await until('all four are kept', () => !one.session.isLoose);
  const kept = await rows();
  assert.equal((kept?.updates.length ?? 0) - before, 2);
  assert.deepEqual([...(kept?.unsent.values() ?? [])].map(({ edits }) => edits), [4]);
  // What still waits when the line breaks is kept then, and each edit from then on.
  for (const text of ['五', '六']) one.write(text);
  network.cut();
  await until('one is offline', () => one.standing.is === 'offline');
  await until('both are kept', () => !one.session.isLoose, 100);
  const broken = (await rows())?.updates.length ?? 0;
  for (const text of ['七', '八', '九']) one.write(text);
  const now = await rows();
  assert.equal(now?.updates.length, broken + 3);
  assert.deepEqual([...(now?.unsent.values() ?? [])].map(({ edits }) => edits), [9]);
  const again = new Y.Doc();
  for (const update of now?.updates ?? []) Y.applyUpdate(again, update);
  assert.equal(again.getXmlFragment(FRAGMENT).length, 9);
});

test('what waits to be kept is kept when the page goes', async () => {
  const network = new Network();
  const one = await Person.sit(network, 'gone', 's9', true);
  await one.saved();
  network.server.rules.withholdAcks = true;
  for (const text of ['一', '二', '三']) one.write(text);
  one.session.close();
  const store = await TextStore.open(storeName('gone', 's9', 'ja'), 'looking');
  assert.deepEqual([...((await store?.load())?.unsent.values() ?? [])].map(({ edits }) => edits), [3]);
  store?.close();
});
