// Two people in Chromium, under the policy of the real pages: writing together, offline and back, closed tabs,
// Japanese input, the keyboard, pasting.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, afterEach, before, test } from 'node:test';

import type { Browser, CDPSession } from 'playwright-core';

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
