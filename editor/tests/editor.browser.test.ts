// Two people in Chromium, under the policy of the real pages: writing together, offline and back, closed tabs,
// Japanese input, the keyboard, pasting.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, afterEach, before, test } from 'node:test';

import type { Browser, CDPSession } from 'playwright-core';
import * as Y from 'yjs';

import { newId } from '../src/blocks/ids';
import { cell, doc, h, li, ol, p, row, share, table } from './support/document';
import type { PageServer } from './support/page_server';
import { Desk, startBrowser, startServer } from './support/people';
import { until } from './support/waiting';

let browser: Browser;
let server: PageServer;
const desks: Desk[] = [];

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser.close();
});

afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.leave();
  await server.stop();
});

async function sit(...people: string[]): Promise<Desk[]> {
  server = await startServer();
  for (const person of people) desks.push(await Desk.sit(browser, server, person));
  return desks;
}

const served = (language = 'ja') => server.live.text('s1', language);

test('two people write the same text in both languages and agree', async () => {
  const [sato, ingrid] = (await sit('sato', 'ingrid')) as [Desk, Desk];
  await sato.writes('避難指示を');
  await ingrid.reads('避難指示を');
  await Promise.all([sato.writes('届ける。'), ingrid.writes('Evacuation orders.', 'en')]);
  await ingrid.writes('確実に。');
  await Promise.all([sato.saved(), ingrid.saved(), ingrid.saved('en')]);
  await sato.reads('確実に。');
  await sato.reads('Evacuation orders.', 'en');
  assert.deepEqual(await sato.lines(), await ingrid.lines());
  assert.equal(served('en'), 'Evacuation orders.');
});

test('others are named beside the text and drawn over it, never in it', async () => {
  const [sato, ingrid] = (await sit('sato', 'ingrid')) as [Desk, Desk];
  await ingrid.writes('ここ');
  const caret = sato.page.locator('.carets .caret-name');
  await caret.first().waitFor();
  assert.equal(await caret.first().textContent(), 'Ingrid Haugen');
  assert.equal(await sato.page.locator('.half[lang="ja"] .person').textContent(), 'Ingrid Haugen');
  assert.equal(await sato.text().locator('.caret').count(), 0);
  await ingrid.page.close();
  await until('the caret is gone', async () => (await caret.count()) === 0);
  ingrid.page = await ingrid.context.newPage();
});

test('offline edits are counted on the screen and arrive when the server is back', async () => {
  const [sato, ingrid] = (await sit('sato', 'ingrid')) as [Desk, Desk];
  await sato.writes('一');
  await sato.saved();
  server.kill();
  await sato.writes('二三');
  await until('it is said', async () => /オフライン：\d件の編集をこの端末に保管しています/.test((await sato.state().textContent()) ?? ''));
  assert.equal(served(), '一');
  await ingrid.writes('別');
  server.revive();
  await Promise.all([sato.saved(), ingrid.saved()]);
  await sato.reads('別');
  await ingrid.reads('二三');
  assert.deepEqual(await sato.lines(), await ingrid.lines());
});

test('a tab closed with unsent edits sends them when the page is opened again', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  await sato.writes('保存済み');
  await sato.saved();
  server.kill();
  await sato.writes('、未送信');
  await until('all is kept', async () => (await keptEdits(sato)) === 4);
  assert.equal(await sato.state().textContent(), 'オフライン：4件の編集をこの端末に保管しています');
  await sato.page.close();
  assert.equal(served(), '保存済み');
  server.revive();
  sato.page = await sato.context.newPage();
  await sato.open();
  await sato.saved();
  await sato.reads('保存済み、未送信');
  assert.equal(served(), '保存済み、未送信');
});

/** Unacknowledged edits that the device keeps of the Japanese text. */
function keptEdits(desk: Desk): Promise<number> {
  return desk.page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) => new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await answer(indexedDB.open('musubi:sato:s1:ja'));
    const unsent: { edits: number }[] = await answer(database.transaction('unsent').objectStore('unsent').getAll());
    database.close();
    return unsent.reduce((sum, { edits }) => sum + edits, 0);
  });
}

/** Composes as an input method does: the steps, then the text that is committed. */
async function compose(line: CDPSession, steps: string[], between: (step: number) => Promise<void> = async () => undefined): Promise<void> {
  for (const [index, text] of steps.entries()) {
    await line.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await between(index);
  }
}

test('a composition survives the peer who writes before, inside and behind it, and nobody sees romaji', async () => {
  const [sato, ingrid] = (await sit('sato', 'ingrid')) as [Desk, Desk];
  await sato.writes('防災');
  await ingrid.reads('防災');
  const seen: string[] = [];
  server.live.room('s1', 'ja').doc.on('update', () => seen.push(served()));
  const line = await sato.context.newCDPSession(sato.page);
  const keys = ['Home', 'ArrowRight', 'End'];
  await compose(line, ['s', 'し', 'しe', 'しえ', 'しえn', 'しえん'], async (step) => {
    if (step >= 3) return;
    await ingrid.page.keyboard.press('Control+Home');
    await ingrid.text().click();
    await ingrid.page.keyboard.press(keys[step] ?? 'End');
    if (step === 1) await ingrid.page.keyboard.press('ArrowRight');
    await ingrid.page.keyboard.type(['前', '中', '後'][step] ?? '');
    await until('the server has it', () => served().includes(['前', '中', '後'][step] ?? ''));
    assert.equal((await sato.lines()).join(), `防災${['s', 'し', 'しe'][step]}`);
    // No caret of others in the block that is being composed.
    assert.equal(await sato.page.locator('.half[lang="ja"] .caret').count(), 0);
    assert.equal(await sato.state().textContent(), '保存中（1件）…'.replace('1', /（(\d+)件/.exec((await sato.state().textContent()) ?? '')?.[1] ?? ''));
  });
  await line.send('Input.imeSetComposition', { text: '支援', selectionStart: 2, selectionEnd: 2 });
  await line.send('Input.insertText', { text: '支援' });
  await Promise.all([sato.saved(), ingrid.saved()]);
  await ingrid.reads('支援');
  await sato.reads('前');
  assert.deepEqual(await sato.lines(), await ingrid.lines());
  const text = served();
  for (const part of ['前', '中', '後', '支援']) assert.ok(text.includes(part), `${part} in ${text}`);
  assert.equal(text.replace(/[前中後]/g, ''), '防災支援');
  for (const state of seen) assert.doesNotMatch(state, /[sen]|し|え/);
});

test('keys that belong to an input method do nothing else', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  await sato.writes('題');
  await sato.page.keyboard.press('Control+Alt+1');
  const line = await sato.context.newCDPSession(sato.page);
  await compose(line, ['ほ', 'ほん']);
  for (const key of ['Enter', 'Tab', 'Backspace']) {
    await sato.text().evaluate((dom, pressed) => {
      dom.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, isComposing: true, bubbles: true, cancelable: true }));
    }, key);
  }
  await line.send('Input.insertText', { text: '本' });
  await sato.saved();
  assert.equal(served(), '題本');
});

test('the keyboard does everything: headings, lists with levels, a table and the way out of it', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  const { keyboard } = sato.page;
  await sato.writes('配信');
  await keyboard.press('Control+Alt+1');
  await keyboard.press('Enter');
  await keyboard.type('1. 一');
  for (const text of ['二', '三', '四', '五']) {
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    await keyboard.type(text);
  }
  for (let level = 0; level < 5; level += 1) await keyboard.press('Enter');
  // From the text to the tools, and to the table.
  await keyboard.press('Alt+F10');
  await keyboard.press('Home');
  for (let step = 0; step < 20; step += 1) {
    if (await sato.tool('table').evaluate((dom) => dom === document.activeElement)) break;
    await keyboard.press('ArrowRight');
  }
  await keyboard.press('Enter');
  await sato.page.locator('dialog[open]').waitFor();
  await keyboard.press('Enter');
  await sato.text().locator('table').waitFor();
  await keyboard.type('手段');
  await keyboard.press('Tab');
  await keyboard.type('対象');
  assert.equal(await sato.text().locator('tr').count(), 3);
  await keyboard.press('Escape');
  await keyboard.press('Tab');
  assert.equal(await sato.text().evaluate((dom) => dom.contains(document.activeElement)), false);
  await sato.saved();
  assert.equal(served(), '配信\n一二三四五\n手段対象\n');
  assert.equal(await sato.text().locator('ol ol ol ol').count(), 1);
  assert.equal(await sato.text().locator('ol ol ol ol ol').count(), 0);
});

test('Tab leaves the text where it means nothing in it', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  await sato.writes('本文');
  await sato.page.keyboard.press('Tab');
  assert.equal(await sato.text().evaluate((dom) => dom === document.activeElement), false);
});

test('numbers stand before headings, items and notes as the papers print them', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  const { keyboard } = sato.page;
  await sato.text().click();
  for (const [key, text] of [['1', '甲'], ['2', '乙'], ['2', '丙'], ['3', '丁'], ['1', '戊'], ['2', '己']] as const) {
    await keyboard.press(`Control+Alt+${key}`);
    await keyboard.type(text);
    await keyboard.press('Enter');
  }
  await keyboard.type('1. 庚');
  await keyboard.press('Enter');
  await keyboard.press('Tab');
  await keyboard.type('辛');
  await sato.saved();
  // Numbers made by style sheets are nowhere to be read but on paper.
  const paper = await sato.page.pdf();
  const text = execFileSync(process.env['MUSUBI_PDFTOTEXT'] ?? 'pdftotext', ['-layout', '-', '-'], { input: paper, encoding: 'utf8' });
  const lines = text.split('\n').map((line) => line.replace(/\s/g, ''));
  const ours = lines.filter((line) => /[甲乙丙丁戊己庚辛]$/.test(line));
  assert.deepEqual(ours, ['(1)甲', 'ア乙', 'イ丙', '(ア)丁', '(2)戊', 'ア己', '1庚', '(1)辛']);
});

test('ids are given to blocks once, and two people never give the same', async () => {
  const [sato, ingrid] = (await sit('sato', 'ingrid')) as [Desk, Desk];
  await sato.writes('前半後半');
  await sato.page.keyboard.press('ArrowLeft');
  await sato.page.keyboard.press('ArrowLeft');
  await sato.settled();
  await sato.page.keyboard.press('Enter');
  await sato.saved();
  await ingrid.reads(/前半\n後半/);
  const blocks = server.live.room('s1', 'ja').doc.getXmlFragment('blocks').toArray() as unknown as { getAttribute(name: string): string }[];
  const ids = blocks.map((block) => block.getAttribute('id'));
  assert.equal(new Set(ids).size, 2);
  for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/);
});

test('undo takes back only one\'s own', async () => {
  const [sato, ingrid] = (await sit('sato', 'ingrid')) as [Desk, Desk];
  await sato.writes('佐藤');
  await ingrid.reads('佐藤');
  await ingrid.writes('ING');
  await sato.reads('ING');
  await sato.page.keyboard.press('Control+z');
  await ingrid.reads(/^ING$/);
  await sato.page.keyboard.press('Control+y');
  await ingrid.reads('佐藤');
});

test('ruby, link, note, reference and value are put in and change with what the server tells', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  const { keyboard } = sato.page;
  await sato.writes('躊躇');
  await keyboard.press('Shift+Home');
  await sato.settled();
  await keyboard.press('Control+Alt+r');
  await keyboard.type('ちゅうちょ');
  await keyboard.press('Enter');
  await sato.text().locator('ruby[data-reading="ちゅうちょ"]').waitFor();
  await keyboard.press('End');
  await sato.settled();
  await keyboard.press('Control+k');
  await keyboard.type('javascript:x');
  await keyboard.press('Enter');
  await sato.page.locator('dialog .problem:visible').waitFor();
  await keyboard.press('Control+a');
  await keyboard.type('www.city.example.jp');
  await keyboard.press('Enter');
  await sato.text().locator('a[href="https://www.city.example.jp"]').waitFor();
  await keyboard.press('Control+Alt+f');
  await keyboard.type('要領7頁');
  await sato.page.locator('dialog button.primary').click();
  await sato.text().locator('.footnote[title="要領7頁"]').waitFor();
  await sato.page.locator('.tool-bar select').last().selectOption('amount');
  await sato.reads('12,300,000円');
  server.live.fields['amount'] = '9,900,000円';
  server.live.tellMeta();
  await sato.reads('9,900,000円');
  await sato.tool('sectionRef').click();
  await sato.page.locator('dialog select').selectOption('s2');
  await sato.page.locator('dialog button.primary').click();
  await sato.reads('実施方針');
  await sato.saved();
});

test('a picture is sent to the server and stands in the text with its words', async () => {
  const [sato, ingrid] = (await sit('sato', 'ingrid')) as [Desk, Desk];
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  await sato.writes('図の前');
  await sato.tool('image').click();
  await sato.page.locator('dialog input[type="file"]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no') });
  await sato.page.locator('dialog button.primary').click();
  await sato.page.locator('dialog .problem:visible', { hasText: 'PNG' }).waitFor();
  await sato.page.locator('dialog input[type="file"]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: picture });
  await sato.page.getByLabel('代替テキスト').fill('構成図');
  await sato.page.getByLabel('図の題').fill('図1 全体構成');
  await sato.page.locator('dialog').getByLabel('幅').fill('６０');
  await sato.page.locator('dialog button.primary').click();
  const figure = ingrid.text().locator('figure.image');
  await figure.locator('figcaption', { hasText: '図1 全体構成' }).waitFor();
  assert.equal(await figure.locator('img').getAttribute('alt'), '構成図');
  assert.equal(await figure.locator('img').evaluate((dom: HTMLImageElement) => dom.style.width), '60%');
  await until('it is loaded', () => figure.locator('img').evaluate((dom: HTMLImageElement) => dom.naturalWidth === 1));
});

test('cells are merged, split, widened and made heads, and the other sees it', async () => {
  const [sato, ingrid] = (await sit('sato', 'ingrid')) as [Desk, Desk];
  await sato.text().click();
  await sato.tool('table').click();
  await sato.page.keyboard.press('Enter');
  await sato.text().locator('table').waitFor();
  await sato.tool('selectRow').click();
  await sato.tool('merge').click();
  await ingrid.text().locator('td[colspan="3"]').waitFor();
  await sato.tool('split').click();
  await until('it is split', async () => (await ingrid.text().locator('tr').first().locator('td').count()) === 3);
  await sato.text().locator('td').nth(1).click();
  const before = await sato.text().locator('td').nth(1).evaluate((dom: HTMLElement) => dom.offsetWidth);
  for (let step = 0; step < 3; step += 1) await sato.tool('narrower').click();
  await until('the column is narrower', async () => (await ingrid.text().locator('td').nth(1).evaluate((dom: HTMLElement) => dom.offsetWidth)) < before - 40);
  await sato.tool('head').click();
  await until('the head is none', async () => !(await ingrid.text().locator('table').getAttribute('class')));
  await sato.tool('deleteTable').click();
  await until('the table is gone', async () => (await ingrid.text().locator('table').count()) === 0);
});

test('finding looks past width and case, and replacing reaches everything', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  await sato.writes('ＡＢＣとabcと');
  await sato.page.keyboard.press('Control+f');
  await sato.page.keyboard.type('abc');
  await until('both are found', async () => ((await sato.page.locator('.find [role="status"]').textContent()) ?? '').startsWith('2件中'));
  await sato.page.getByLabel('置換後').fill('甲');
  await sato.page.getByText('すべて置換').click();
  await sato.reads('甲と甲と');
  await sato.page.keyboard.press('Escape');
  assert.equal(await sato.text().evaluate((dom) => dom === document.activeElement), true);
});

test('what is pasted from Word comes as text, with no style and no complaint of the policy', async () => {
  const [sato, ingrid] = (await sit('sato', 'ingrid')) as [Desk, Desk];
  await sato.text().click();
  await sato.text().evaluate((dom) => {
    const data = new DataTransfer();
    data.setData('text/html', '<style>p{color:red}</style><h1 style="color:red">題</h1><p style="font-weight:bold;color:red" class=MsoNormal>本文</p><p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">1.</span>項目</p>');
    data.setData('text/plain', '題');
    dom.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await ingrid.reads(/題\n本文\n項目/);
  await ingrid.text().locator('h3', { hasText: '題' }).waitFor();
  await ingrid.text().locator('strong', { hasText: '本文' }).waitFor();
  await ingrid.text().locator('ol > li', { hasText: '項目' }).waitFor();
  assert.equal(await sato.text().locator(':is(p, h3, strong, li)[style]').count(), 0);
});

test('a key changes nothing in the tools, measures little, and cells and items are no layers', async () => {
  server = await startServer();
  const blocks = [p('前', newId()), ol({ id: newId() }, li(p('項'))), table({ id: newId() }, row(cell('甲'), cell('乙'))), p('後', newId())];
  Y.applyUpdate(server.live.room('s1', 'ja').doc, Y.encodeStateAsUpdate(share(doc(...blocks))));
  const sato = await Desk.sit(browser, server, 'sato');
  desks.push(sato);
  const { keyboard, mouse } = sato.page;
  await sato.text().locator('p').last().click();
  await keyboard.type('字');
  await sato.settled();
  await sato.page.evaluate(() => {
    const counts = { tools: 0, measured: 0 };
    Object.assign(globalThis, { counts });
    new MutationObserver((records) => (counts.tools += records.length)).observe(document.querySelector('.editor-tools') as Element, {
      subtree: true,
      attributes: true,
      childList: true,
      characterData: true,
    });
    const measure = Element.prototype.getBoundingClientRect;
    Element.prototype.getBoundingClientRect = function measured() {
      counts.measured += 1;
      return measure.call(this);
    };
  });
  for (const letter of '一二三四') {
    await keyboard.type(letter);
    await sato.settled();
  }
  const counts = await sato.page.evaluate(() => (globalThis as unknown as { counts: { tools: number; measured: number } }).counts);
  assert.deepEqual(counts, { tools: 0, measured: 0 });
  const positions = () =>
    sato.text().evaluate((dom) => [...dom.querySelectorAll('li, td')].map((part) => getComputedStyle(part).position).join());
  assert.equal(await positions(), 'static,static,static');
  // The number stands before the first line of its item, as if it were positioned there.
  const places = await sato.text().locator('li').evaluate((item) => {
    const before = getComputedStyle(item, '::before');
    return { height: before.height, indent: parseFloat(before.marginLeft) + parseFloat(before.width) < 0, top: item.children[0]?.getBoundingClientRect().top === item.getBoundingClientRect().top };
  });
  assert.deepEqual(places, { height: '0px', indent: true, top: true });
  // Where the handle of a column is, it stands in its cell.
  const edge = await sato.text().locator('td').first().boundingBox();
  assert.ok(edge);
  await mouse.move(edge.x + edge.width - 2, edge.y + edge.height / 2);
  const handle = sato.text().locator('td > .column-resize-handle').first();
  await handle.waitFor({ state: 'attached' });
  const [drawn, room] = await handle.evaluate((dom) => [dom.getBoundingClientRect().height, dom.closest('td')?.clientHeight ?? 0] as const);
  assert.ok(Math.abs(drawn - room) < 1, `${drawn} of ${room}`);
});

test('the caret is followed below the window, and back to where it was left', async () => {
  server = await startServer();
  const blocks = Array.from({ length: 60 }, (_, at) => p(`段落${at}`, newId()));
  Y.applyUpdate(server.live.room('s1', 'ja').doc, Y.encodeStateAsUpdate(share(doc(...blocks))));
  const sato = await Desk.sit(browser, server, 'sato');
  desks.push(sato);
  const { keyboard } = sato.page;
  const isSeen = (text: string) =>
    sato.text().locator('p', { hasText: text }).evaluate((dom) => dom.getBoundingClientRect().top >= 0 && dom.getBoundingClientRect().bottom <= innerHeight);
  await sato.text().locator('p').nth(3).click();
  await keyboard.press('End');
  for (let line = 0; line < 40; line += 1) await keyboard.press('Enter');
  await keyboard.type('遠く');
  await until('the caret is in the window', () => isSeen('遠く'));
  await sato.page.evaluate(() => scrollTo(0, 0));
  assert.equal(await isSeen('遠く'), false);
  await keyboard.press('Enter');
  await keyboard.type('次の行');
  await until('it is there again', () => isSeen('次の行'));
});

test('who may not write reads along', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  server.live.rules.mayWrite = false;
  const reader = await Desk.sit(browser, server, 'ingrid');
  desks.push(reader);
  await sato.writes('見える');
  await reader.reads('見える');
  await reader.text().click();
  await reader.page.keyboard.type('x');
  assert.equal(await reader.text().getAttribute('aria-readonly'), 'true');
  assert.equal(await reader.state().textContent(), '閲覧のみ');
  assert.equal(served(), '見える');
  const names = await reader.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  assert.deepEqual(names, []);
});

test('lost access shows what is not saved and leaves nothing on the device', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  await sato.writes('保存');
  await sato.saved();
  server.live.rules.withholdAcks = true;
  await sato.writes('未保存');
  await until('the server has it', () => served() === '保存未保存');
  server.live.deny('s1', 'ja', 'gone');
  const panel = sato.page.locator('.live-refusal');
  await panel.waitFor();
  assert.equal(await panel.locator('textarea').inputValue(), '保存未保存');
  const kept = () => sato.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  await until('nothing is kept', async () => !(await kept()).includes('musubi:sato:s1:ja'));
  assert.ok((await kept()).includes('musubi:sato:s1:en'));
});

test('signing out clears the device, and asks first when something is not saved', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  await sato.writes('保存');
  await sato.saved();
  server.live.rules.withholdAcks = true;
  await sato.writes('まだ');
  await until('the server has it', () => served() === '保存まだ');
  const asked: string[] = [];
  sato.page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void (asked.length === 1 ? dialog.dismiss() : dialog.accept());
  });
  await sato.page.getByText('Sign out').click();
  await until('it was asked', () => asked.length === 1);
  assert.deepEqual(server.signOuts, []);
  await sato.page.getByText('Sign out').click();
  await until('it is signed out', () => server.signOuts.length === 1);
  await sato.page.waitForURL(/sign-out/);
  assert.deepEqual(await sato.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)), []);
});

test('a server that cannot be reached leaves what the page has shown, and says so', async () => {
  server = await startServer();
  server.isDown = true;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.url}/section`);
  await page.locator('.live-saved', { hasText: '接続できません' }).first().waitFor({ timeout: 12_000 });
  assert.equal(await page.locator('.live-host p').first().textContent(), 'server');
  server.revive();
  await page.locator('.live-text .ProseMirror').first().waitFor({ timeout: 25_000 });
  await context.close();
});

test('the page asks a person with another schema to reload', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  await sato.writes('本文');
  await sato.saved();
  server.kill();
  server.live.rules.schema = 2;
  server.revive();
  await sato.page.locator('.live-refusal button', { hasText: '読み込み直す' }).first().waitFor({ timeout: 15_000 });
  assert.match(await sato.page.locator('.live-host').first().innerText(), /本文/);
});

test('who listens hears the numbers: they are in the names of headings and before the items', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  const { keyboard } = sato.page;
  await sato.text().click();
  for (const [key, text] of [['1', '甲'], ['2', '乙'], ['3', '丙'], ['1', '丁']] as const) {
    await keyboard.press(`Control+Alt+${key}`);
    await keyboard.type(text);
    await keyboard.press('Enter');
  }
  await keyboard.type('1. 戊');
  for (const text of ['己', '庚', '辛']) {
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    await keyboard.type(text);
  }
  await sato.saved();
  await sato.settled();
  const stored = server.live.room('s1', 'ja').doc.getXmlFragment('blocks').toString();
  assert.doesNotMatch(stored, /number/);
  const line = await sato.context.newCDPSession(sato.page);
  await until('headings are named', async () => (await headings(line)).join() === '3 (1) 甲,4 ア 乙,5 (ア) 丙,3 (2) 丁', 5_000);
  const { nodes } = await line.send('Accessibility.getFullAXTree');
  const words = nodes.filter(({ role, ignored }) => !ignored && role?.value === 'StaticText').map(({ name }) => String(name?.value));
  for (const [number, text] of [['1', '戊'], ['(1)', '己'], ['ア', '庚'], ['(ア)', '辛']]) {
    assert.equal(words[words.indexOf(text as string) - 1], number);
  }
  // A heading that goes takes its number along; composing in one changes nothing of its element.
  await sato.text().locator('h3').first().click();
  await sato.settled();
  await keyboard.press('Control+Alt+0');
  await until('the others are counted anew', async () => (await headings(line)).join() === '4 ア 乙,5 (ア) 丙,3 (1) 丁', 5_000);
  await sato.text().locator('h3').click();
  await sato.text().evaluate((dom) => {
    const changes: string[] = [];
    Object.assign(globalThis, { changes });
    new MutationObserver((records) => changes.push(...records.map(({ type }) => type))).observe(dom.querySelector('h3') as Element, { attributes: true });
  });
  await compose(line, ['せ', 'せん']);
  await line.send('Input.insertText', { text: '線' });
  await sato.saved();
  assert.deepEqual(await sato.page.evaluate(() => (globalThis as unknown as { changes: string[] }).changes), []);
});

/** Level and name of each heading of the text, as assistive technology is told them. */
async function headings(line: CDPSession): Promise<string[]> {
  const { nodes } = await line.send('Accessibility.getFullAXTree');
  const found = nodes.filter(({ role, ignored }) => !ignored && role?.value === 'heading');
  const level = (node: (typeof nodes)[number]) => node.properties?.find(({ name }) => name === 'level')?.value.value as number;
  return found.filter((node) => level(node) >= 3).map((node) => `${level(node)} ${String(node.name?.value)}`);
}

test('a session that has ended is said, the edits stay, and signing in again goes on where it was', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  await sato.writes('保存');
  await sato.saved();
  server.kill();
  await sato.writes('まだ');
  await until('all is kept', async () => (await keptEdits(sato)) === 2);
  server.revive();
  server.isSignedOut = true;
  const panel = sato.page.locator('.half[lang="ja"] .live-refusal');
  await panel.waitFor({ timeout: 25_000 });
  assert.match(await panel.innerText(), /サインインの期限が切れました[\s\S]*未保存の編集2件をこの端末に保管しています/);
  const address = await panel.locator('a', { hasText: 'サインイン' }).getAttribute('href');
  assert.equal(address, `/sign-in?next=${encodeURIComponent('/section?ui=ja')}`);
  assert.equal(await keptEdits(sato), 2);
  assert.equal(served(), '保存');
  server.isSignedOut = false;
  await sato.saved();
  assert.equal(await panel.count(), 0);
  assert.equal(served(), '保存まだ');
  await sato.writes('続き');
  await sato.saved();
  assert.equal(served(), '保存まだ続き');
});

test('a socket that ends with the session says so in the language of the page', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  await sato.open('en');
  await sato.saved();
  server.signOutEverybody();
  const panel = sato.page.locator('.half[lang="ja"] .live-refusal');
  await panel.waitFor({ timeout: 15_000 });
  assert.match(await panel.innerText(), /Your session has ended\. Please sign in again/);
});

test('a text that is no longer there leaves unsaved edits on the device, to be copied', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  await sato.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await sato.writes('保存');
  await sato.saved();
  server.live.rules.withholdAcks = true;
  await sato.writes('未保存');
  await until('the server has it', () => served() === '保存未保存');
  server.hasSeat = true;
  server.live.deny('s1', 'ja', 'gone');
  const panel = sato.page.locator('.live-refusal');
  await panel.waitFor();
  assert.match(await panel.innerText(), /この章はもうありません[\s\S]*未保存の編集\d件をこの端末に保管しています/);
  await panel.locator('button', { hasText: '本文をコピー' }).click();
  await panel.locator('button', { hasText: 'コピーしました' }).waitFor();
  assert.equal(await sato.page.evaluate(() => navigator.clipboard.readText()), '保存未保存');
  assert.ok((await keptEdits(sato)) > 0);
});

/** What the page sends when a picture is chosen that a canvas has drawn: red at the left, blue at the right. */
async function sent(desk: Desk, type: string, name: string, change: (bytes: Buffer) => Buffer = (bytes) => bytes): Promise<Buffer> {
  const drawn = await desk.page.evaluate(async (kind) => {
    const canvas = new OffscreenCanvas(40, 20);
    const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    pen.fillStyle = '#f00';
    pen.fillRect(0, 0, 20, 20);
    pen.fillStyle = '#00f';
    pen.fillRect(20, 0, 20, 20);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: kind })).arrayBuffer())];
  }, type);
  await desk.tool('image').click();
  await desk.page.locator('dialog input[type="file"]').setInputFiles({ name, mimeType: type, buffer: change(Buffer.from(drawn)) });
  await desk.page.locator('dialog button.primary').click();
  await desk.page.locator('dialog').waitFor({ state: 'detached' });
  return [...server.images.values()].at(-1) as Buffer;
}

/** The size of a picture as it is stored, and the colours of its first and last pixel. */
async function looked(desk: Desk, bytes: Buffer): Promise<{ size: number[]; first: string; last: string }> {
  return desk.page.evaluate(async (data) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(data)]), { imageOrientation: 'none' });
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const pen = canvas.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
    pen.drawImage(bitmap, 0, 0);
    const colour = (x: number, y: number) => {
      const [red = 0, , blue = 0] = pen.getImageData(x, y, 1, 1).data;
      return red > 128 ? 'red' : blue > 128 ? 'blue' : 'none';
    };
    return { size: [bitmap.width, bitmap.height], first: colour(1, 1), last: colour(bitmap.width - 2, bitmap.height - 2) };
  }, [...bytes]);
}

/** Says in a JPEG file how it is to be turned. */
const turned = (orientation: number) => (jpeg: Buffer): Buffer => {
  const tiff = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
  const note = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, note.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, note, jpeg.subarray(2)]);
};

test('a picture is sent as it can be printed: WebP as PNG, a photograph upright, all else as it is', async () => {
  const [sato] = (await sit('sato')) as [Desk];
  await sato.text().click();
  const png = await sent(sato, 'image/webp', 'a.webp');
  assert.equal(png.toString('latin1', 1, 4), 'PNG');
  assert.deepEqual(await looked(sato, png), { size: [40, 20], first: 'red', last: 'blue' });
  // Turned by a quarter: what lay at the left is at the top.
  const upright = await sent(sato, 'image/jpeg', 'a.jpg', turned(6));
  assert.deepEqual([upright[0], upright[1]], [0xff, 0xd8]);
  assert.ok(!upright.includes('Exif'));
  assert.deepEqual(await looked(sato, upright), { size: [20, 40], first: 'red', last: 'blue' });
  const around = await sent(sato, 'image/jpeg', 'b.jpg', turned(3));
  assert.deepEqual(await looked(sato, around), { size: [40, 20], first: 'blue', last: 'red' });
  let original: Buffer | undefined;
  const untouched = await sent(sato, 'image/jpeg', 'c.jpg', (bytes) => (original = turned(1)(bytes)));
  assert.ok(original && untouched.subarray(0, original.length).equals(original));
});

test('a long text is heard, found and printed whole, and fast fingers lose nothing in it', async () => {
  server = await startServer();
  const pages = Array.from({ length: 30 }, (_, page) => [
    h('1', `章${page + 1}終`, newId()),
    ...Array.from({ length: 5 }, () => p('本文'.repeat(60), newId())),
    table({ id: newId() }, row(cell('手段'), cell('対象'))),
  ]);
  Y.applyUpdate(server.live.room('s1', 'ja').doc, Y.encodeStateAsUpdate(share(doc(...pages.flat(), p('結び', newId())))));
  const sato = await Desk.sit(browser, server, 'sato');
  desks.push(sato);
  const { keyboard } = sato.page;
  // Opening has changed nothing.
  assert.equal(server.live.updates.length, 0);
  const line = await sato.context.newCDPSession(sato.page);
  const heard = Array.from({ length: 30 }, (_, page) => `3 (${page + 1}) 章${page + 1}終`);
  await until('every heading is named', async () => (await headings(line)).join() === heard.join());
  const { nodes } = await line.send('Accessibility.getFullAXTree');
  const words = nodes.filter(({ role, ignored }) => !ignored && role?.value === 'StaticText').map(({ name }) => String(name?.value));
  assert.equal(words.filter((text) => text.startsWith('本文')).length, 150);
  assert.equal(words.filter((text) => text === '対象').length, 30);

  await sato.text().locator('p', { hasText: '本文' }).nth(70).click();
  await keyboard.press('End');
  await sato.settled();
  for (let round = 0; round < 5; round += 1) {
    await keyboard.press('Enter');
    await keyboard.type('1. 一');
    for (const text of ['二', '三', '四', '五']) {
      await keyboard.press('Enter');
      await keyboard.press('Tab');
      await keyboard.type(text);
    }
    for (let level = 0; level < 5; level += 1) await keyboard.press('Enter');
    await keyboard.type('末');
  }
  await sato.saved();
  assert.equal(served().replace(/[^一二三四五末]/g, ''), '一二三四五末'.repeat(5));
  await keyboard.press('Control+f');
  await keyboard.type('章29終');
  await keyboard.press('Enter');
  const found = sato.text().locator('h3', { hasText: '章29終' });
  await until('it is on the screen', () => found.evaluate((dom) => dom.getBoundingClientRect().top > 0 && dom.getBoundingClientRect().bottom < innerHeight));
  await keyboard.press('Escape');
  await sato.settled();
  await keyboard.press('Control+End');
  await sato.settled();
  await keyboard.type('最後');
  await sato.saved();
  assert.match(served(), /最後$/);

  const text = execFileSync(process.env['MUSUBI_PDFTOTEXT'] ?? 'pdftotext', ['-', '-'], { input: await sato.page.pdf(), encoding: 'utf8' });
  for (let page = 1; page <= 30; page += 1) assert.ok(text.replace(/\s/g, '').includes(`章${page}終`), `章${page}`);
});
