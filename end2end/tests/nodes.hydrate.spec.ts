// Two servers on one PostgreSQL database: people on different ones write one chapter, and when one is killed its people
// go on at the other.

import { expect, test } from '@playwright/test';

import { agree, Desk } from '../support/desk';
import { Musubi } from '../support/musubi';

const database = process.env.MUSUBI_JOURNEY_NODES_DATABASE;

test.describe.configure({ mode: 'serial' });
test.skip(!database, 'needs a PostgreSQL database of its own; `cargo xtask test` names one');

let first: Musubi;
let second: Musubi;
let section = '';
let sato: Desk;
let ingrid: Desk;

test.beforeAll(async ({ browser }) => {
  const example = await Musubi.example(database);
  first = example.musubi;
  second = await first.twin();
  const desks = await Promise.all(
    [first, second].map(async (server, index) => {
      const context = await browser.newContext({ baseURL: server.url, locale: index === 0 ? 'ja-JP' : 'en-GB' });
      return Desk.sit(context, example.people[index]!);
    }),
  );
  [sato, ingrid] = desks as [Desk, Desk];
  await sato.page.goto(`${example.bid}/sections`);
  section = (await sato.page.locator('main a[href*="/sections/"]').first().getAttribute('href')) ?? '';
});

test.afterAll(async () => {
  for (const desk of [sato, ingrid]) await desk?.context.close();
  await first?.stop();
  await second?.stop();
});

test('people on two servers write one chapter', async () => {
  await Promise.all([sato.open(section), ingrid.open(section)]);
  await Promise.all([sato.adds('甲のサーバーから'), ingrid.adds('written at the other server')]);
  await expect(sato.text()).toContainText('written at the other server');
  await expect(ingrid.text()).toContainText('甲のサーバーから');
  await agree(sato, ingrid);
});

test('when one server is killed its people go on at the other', async () => {
  await sato.writes('、停止前');
  await sato.saved();
  await first.kill();
  await ingrid.writes(', alone for a while');
  await ingrid.saved();
  // What the balancer in front does: the same person, the same session, the other server.
  await sato.page.goto(new URL(section, second.url).href);
  await expect(sato.text()).toContainText('停止前');
  await expect(sato.text()).toContainText('alone for a while');
  await sato.writes('、再開');
  await expect(ingrid.text()).toContainText('再開');
  await agree(sato, ingrid);
  expect(sato.wrongs.concat(ingrid.wrongs)).toEqual([]);
});
