// A chapter written by the firm in Japan and the partner abroad at the same moment, through lost connections, a killed
// server and an input method; then printed.

import { type CDPSession, expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';

import { agree, Desk } from '../support/desk';
import { text as textOf } from '../support/docx';
import { Musubi } from '../support/musubi';
import { accessible, findings, fits, picture, whole } from '../support/watch';

test.describe.configure({ mode: 'serial' });

let musubi: Musubi;
let bid = '';
let section = '';
let sato: Desk;
let ingrid: Desk;

test.beforeAll(async ({ browser }) => {
  const example = await Musubi.example();
  ({ musubi, bid } = example);
  const desks: Desk[] = [];
  for (const [index, person] of example.people.entries()) {
    const context = await browser.newContext({
      baseURL: musubi.url,
      locale: index === 0 ? 'ja-JP' : 'en-GB',
      viewport: { width: 1440, height: 900 },
    });
    desks.push(await Desk.sit(context, person));
  }
  [sato, ingrid] = desks as [Desk, Desk];
  await sato.page.goto(`${bid}/sections`);
  section = (await sato.page.locator('main a[href*="/sections/"]').first().getAttribute('href')) ?? '';
  expect(section).toMatch(/\/sections\/[\w-]+/);
});

test.afterEach(() => {
  for (const desk of [sato, ingrid]) expect(desk.wrongs.splice(0), 'errors in the console').toEqual([]);
});

test.afterAll(async () => {
  for (const desk of [sato, ingrid]) await desk?.context.close();
  await musubi?.stop();
});

test('two people write one chapter in both languages at once', async () => {
  await sato.open(section);
  await ingrid.open(section);
  await Promise.all([sato.adds('三つの経路で届ける。'), ingrid.adds('Three ways to every resident.', 'en')]);
  await expect(ingrid.text('ja')).toContainText('三つの経路で届ける。');
  await expect(sato.text('en')).toContainText('Three ways to every resident.');
  await Promise.all([sato.writes('衛星、'), ingrid.writes('無線。')]);
  await agree(sato, ingrid);
  await expect(sato.page.locator('.half[lang="ja"] .person').first()).toBeVisible();
  await picture(sato.page, 'live-ja');
  await picture(ingrid.page, 'live-en');
  await accessible(sato.page, true);
  await accessible(ingrid.page, true);
});

test('what is written offline is counted, kept, and arrives', async () => {
  await sato.context.setOffline(true);
  await musubi.kill();
  await sato.writes('離線');
  await expect(sato.state()).toHaveAttribute('data-state', 'offline', { timeout: 20_000 });
  await expect(sato.state()).toContainText(/\d+件/);
  await picture(sato.page, 'live-offline-ja');
  await musubi.revive();
  await sato.context.setOffline(false);
  await agree(sato, ingrid);
  await expect(ingrid.text()).toContainText('離線');
});

test('a tab closed with unsent edits sends them when the chapter is opened again', async () => {
  await musubi.kill();
  await sato.writes('未送信');
  await expect(sato.state()).toHaveAttribute('data-state', 'offline', { timeout: 20_000 });
  await sato.page.close({ runBeforeUnload: false });
  await musubi.revive();
  sato.page = await sato.context.newPage();
  await sato.open(section);
  await sato.saved();
  await expect(ingrid.text()).toContainText('未送信', { timeout: 30_000 });
  await agree(sato, ingrid);
});

test('every edit that was called saved survives the killing of the server', async () => {
  await Promise.all([sato.writes('保存甲'), ingrid.writes('saved too', 'en')]);
  await sato.saved();
  await ingrid.saved('en');
  await musubi.kill();
  await musubi.revive();
  await sato.page.goto(section);
  await expect(sato.text('ja')).toContainText('保存甲');
  await expect(sato.text('en')).toContainText('saved too');
});

test('a composition survives the peer who writes before, inside and behind it, and nobody sees romaji', async () => {
  await sato.adds('防災');
  await agree(sato, ingrid);
  const line: CDPSession = await sato.context.newCDPSession(sato.page);
  const paragraph = ingrid.text().locator('p').last();
  await expect(paragraph).toHaveText('防災');
  for (const [index, composed] of ['s', 'し', 'しえ', 'しえn', 'しえん'].entries()) {
    await line.send('Input.imeSetComposition', {
      text: composed,
      selectionStart: composed.length,
      selectionEnd: composed.length,
    });
    if (index > 2) continue;
    await paragraph.click();
    await ingrid.page.keyboard.press(index === 2 ? 'End' : 'Home');
    if (index === 1) await ingrid.page.keyboard.press('ArrowRight');
    await ingrid.page.keyboard.type(['前', '中', '後'][index] ?? '');
    await expect(paragraph).not.toContainText(/[a-zし]/);
  }
  await line.send('Input.imeSetComposition', { text: '支援', selectionStart: 2, selectionEnd: 2 });
  await line.send('Input.insertText', { text: '支援' });
  await agree(sato, ingrid);
  const written = await paragraph.innerText();
  for (const part of ['前', '中', '後', '支援']) expect(written).toContain(part);
  expect(written.replace(/[前中後]/g, '')).toBe('防災支援');
});

test('what the editor made is printed', async () => {
  const before = await sato.text().locator('p').count();
  await sato.adds('太字の語');
  await sato.page.keyboard.press('Shift+Home');
  await sato.settled();
  await sato.page.keyboard.press('Control+b');
  await sato.saved();
  expect(await sato.text().locator('p').count()).toBe(before + 1);
  await expect(sato.text().locator('strong').last()).toHaveText('太字の語');
  await sato.page.goto(`${bid}/documents/F10`);
  const [download] = await Promise.all([
    sato.page.waitForEvent('download', { timeout: 60_000 }),
    sato.page.locator('main a[href$="/documents/F10/file"]').click(),
  ]);
  const printed = textOf(readFileSync(await download.path()));
  for (const words of ['三つの経路で届ける。', '離線', '未送信', '保存甲', '太字の語']) expect(printed).toContain(words);
});

for (const language of ['ja', 'en'] as const) {
  const desk = () => (language === 'ja' ? sato : ingrid);
  for (const look of [
    { name: 'desk', width: 1440, height: 900, colorScheme: 'light' },
    { name: 'phone', width: 390, height: 844, colorScheme: 'light' },
    { name: 'dark', width: 1440, height: 900, colorScheme: 'dark' },
  ] as const) {
    test(`the page of a live chapter is whole: ${language}, ${look.name}`, async () => {
      const { page } = desk();
      await page.setViewportSize({ width: look.width, height: look.height });
      await page.emulateMedia({ colorScheme: look.colorScheme });
      await page.goto(section);
      await expect(page.locator('.live-host .ProseMirror').first()).toBeAttached();
      await whole(page, language);
      await fits(page);
      await picture(page, `live-section-${language}-${look.name}`);
      await accessible(page, true);
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: null });
    });
  }
}

test('no page has an accessibility finding', () => {
  expect([...findings]).toEqual([]);
});
