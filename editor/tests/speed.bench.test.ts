// What a key and an opening cost in Chromium, against what the product promises. For `cargo xtask bench editor` alone: a
// machine that is busy with other things measures those.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Browser } from 'playwright-core';
import * as Y from 'yjs';

import { cell, doc, h, li, ol, p, row, share, table } from './support/document';
import { Desk, startBrowser, startServer } from './support/people';
import { newId } from '../src/blocks/ids';

let browser: Browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser.close();
});

const KEYS = 40;

const SENTENCE = '本業務では、避難指示等の緊急情報を、市内に在住・滞在する外国人を含むすべての市民へ、発令から三十秒以内に届けることを目標とします。';

/** About so many pages of A4 with 1,200 letters each. */
function pages(count: number): Y.Doc {
  const blocks = Array.from({ length: count }, (_, page) => [
    h('1', `配信基盤 ${page + 1}`, newId()),
    ...Array.from({ length: 5 }, () => p(SENTENCE.repeat(3), newId())),
    ol({ id: newId() }, li(p(SENTENCE)), li(p(SENTENCE))),
    table({ id: newId(), header_rows: '1' }, ...Array.from({ length: 4 }, () => row(cell('手段'), cell('対象'), cell('目標時間')))),
  ]);
  return share(doc(...blocks.flat()));
}

async function opened(count: number): Promise<{ desk: Desk; milliseconds: number; end: () => Promise<void> }> {
  const server = await startServer();
  Y.applyUpdate(server.live.room('s1', 'ja').doc, Y.encodeStateAsUpdate(pages(count)));
  const desk = await Desk.sit(browser, server, 'sato');
  const milliseconds = await desk.page.evaluate(() => performance.getEntriesByName('editor-ready')[0]?.startTime ?? Infinity);
  const end = async () => {
    await desk.leave();
    await server.stop();
  };
  return { desk, milliseconds, end };
}

async function median(work: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let run = 0; run < 3; run += 1) values.push(await work());
  return values.sort((one, other) => one - other)[1] as number;
}

test('two hundred pages open in under a second', async (context) => {
  const value = await median(async () => {
    const { milliseconds, end } = await opened(200);
    await end();
    return milliseconds;
  });
  context.diagnostic(`opening 200 pages: ${value.toFixed(0)} ms`);
  assert.ok(value < 1_000, `${value} ms`);
});

test('a key in fifty pages costs under 16 ms', async (context) => {
  const { desk, end } = await opened(50);
  const line = await desk.context.newCDPSession(desk.page);
  // Time of the processor, whatever else it has to do meanwhile.
  await line.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await line.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  await desk.text().locator('p').nth(60).click();
  const during = async (act: () => Promise<void>) => {
    const before = await busy();
    for (let beat = 0; beat < KEYS; beat += 1) {
      await act();
      await desk.page.waitForTimeout(60);
    }
    return (await busy()) - before;
  };
  const value = await median(async () => {
    // The caret blinks and frames are drawn also when nobody types.
    const idle = await during(async () => undefined);
    const typing = await during(() => desk.page.keyboard.type('あ'));
    return ((typing - idle) * 1_000) / KEYS;
  });
  await desk.saved();
  context.diagnostic(`a key in 50 pages: ${value.toFixed(1)} ms of the browser's main thread`);
  await end();
  assert.ok(value < 16, `${value} ms`);
});
