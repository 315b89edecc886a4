// Many people, many edits, lines that break and mix things up: in the end all have the same, and nothing is lost.

import 'fake-indexeddb/auto';

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import * as Y from 'yjs';

import { FRAGMENT } from '../src/schema/schema';
import { leave, Network, Person } from './support/network';
import { until } from './support/waiting';

afterEach(leave);

/** Numbers that look random and are the same each time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const ROUNDS = process.env['MUSUBI_TEST_LONG'] ? 200 : 8;

for (let seed = 1; seed <= ROUNDS; seed += 1) {
  test(`everybody agrees, and every word arrives: ${seed}`, async () => {
    const roll = dice(seed);
    const network = new Network();
    network.disorder = 20;
    const people = await Promise.all(['a', 'b', 'c', 'd'].map((user) => Person.sit(network, user)));
    await Promise.all(people.map((person) => person.saved()));
    const words: string[] = [];
    for (let step = 0; step < 60; step += 1) {
      const person = people[roll(people.length)] as Person;
      const blocks = person.session.doc.getXmlFragment(FRAGMENT);
      switch (roll(8)) {
        case 0:
          network.cut();
          network.isDown = false;
          break;
        case 1:
          person.session.gate.begin();
          break;
        case 2:
          person.session.gate.end();
          break;
        case 3: {
          const block = blocks.length > 0 ? blocks.get(roll(blocks.length)) : null;
          if (block instanceof Y.XmlElement && block.get(0) instanceof Y.XmlText) (block.get(0) as Y.XmlText).insert(0, '・');
          break;
        }
        case 4:
          await new Promise((resolve) => setTimeout(resolve, roll(60)));
          break;
        default:
          words.push(`${seed}-${step}`);
          person.write(`${seed}-${step}`);
      }
    }
    for (const person of people) person.session.gate.force();
    await until('all is saved', () => people.every((person) => person.standing.is === 'saved'), 20_000);
    await until('all agree', () => new Set(people.map((person) => person.text)).size === 1, 20_000);
    assert.equal(people[0]?.text, network.server.text('s1', 'ja'));
    const lines = network.server.text('s1', 'ja').split('\n').map((line) => line.replaceAll('・', ''));
    assert.deepEqual(lines.sort(), words.sort());
  });
}
