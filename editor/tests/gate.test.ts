// The composition gate, with a clock of our own.

import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import { Gate, HOLD_MOST, SETTLE } from '../src/provider/gate';

function gate(): { gate: Gate; opened: () => number } {
  let count = 0;
  return { gate: new Gate(() => (count += 1)), opened: () => count };
}

test('it opens a little after the composition ended', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { gate: tested, opened } = gate();
  tested.begin();
  tested.end();
  assert.equal(tested.isHolding, true);
  context.mock.timers.tick(SETTLE - 1);
  assert.equal(opened(), 0);
  context.mock.timers.tick(1);
  assert.equal(opened(), 1);
  assert.equal(tested.isHolding, false);
});

test('a composition that follows at once keeps it closed', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { gate: tested, opened } = gate();
  tested.begin();
  tested.end();
  context.mock.timers.tick(SETTLE - 10);
  tested.begin();
  context.mock.timers.tick(1_000);
  assert.equal(opened(), 0);
  tested.end();
  context.mock.timers.tick(SETTLE);
  assert.equal(opened(), 1);
});

test('a long composition lets everything through, and holds again', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { gate: tested, opened } = gate();
  tested.begin();
  context.mock.timers.tick(HOLD_MOST);
  assert.equal(opened(), 1);
  assert.equal(tested.isHolding, true);
  context.mock.timers.tick(HOLD_MOST);
  assert.equal(opened(), 2);
});

test('leaving the text opens it', () => {
  const { gate: tested, opened } = gate();
  const text = new EventTarget();
  const unfollow = tested.follow(text as HTMLElement);
  text.dispatchEvent(new Event('compositionstart'));
  assert.equal(tested.isHolding, true);
  text.dispatchEvent(new Event('blur'));
  assert.equal(opened(), 1);
  unfollow();
  text.dispatchEvent(new Event('compositionstart'));
  assert.equal(tested.isHolding, false);
  mock.reset();
});
