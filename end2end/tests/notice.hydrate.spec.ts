// A notice in two files, confirmed by keyboard alone; then put away, taken back, and found again.

import { expect, type Page, test } from '@playwright/test';
import { join } from 'node:path';

import { Musubi } from '../support/musubi';
import { fill, MINATO, PASSWORD, SATO, send, speak } from '../support/people';
import { accessible, findings, fits, picture, Watch, whole } from '../support/watch';

const FILES = ['notice.pdf', 'guideline.pdf'].map((name) => join(__dirname, '..', 'fixtures', name));
const TITLE = '湊市津波避難情報システム構築業務';

test.describe.configure({ mode: 'serial' });

let musubi: Musubi;
let page: Page;
let watch: Watch;
let tender = '';

test.beforeAll(async ({ browser }) => {
  musubi = await Musubi.start();
  const context = await browser.newContext({
    baseURL: musubi.url,
    locale: 'ja-JP',
    viewport: { width: 1440, height: 900 },
  });
  watch = new Watch(context);
  page = await context.newPage();
  await page.goto(musubi.setUp);
  await fill(page, { ...MINATO, ...SATO, password: PASSWORD, password_again: PASSWORD });
  await send(page, '/api/links/set-up');
});

test.afterEach(() => watch.quiet());

test.afterAll(async () => {
  await page?.context().close();
  await musubi?.stop();
});

/** The ids of the rows without a decision. */
function undecided(): Promise<string[]> {
  return page
    .locator('.prop')
    .evaluateAll((rows) => rows.filter((row) => !row.querySelector('.verdict input:checked')).map((row) => row.id));
}

/** The id of the row in which the focus is. */
function here(): Promise<string> {
  return page.evaluate(() => document.activeElement?.closest('.prop')?.id ?? '');
}

test('two files are read as one tender', async () => {
  await page.goto('/tenders/new');
  await page.locator('main form[action="/tenders/upload"] input[type="file"]').setInputFiles(FILES);
  await send(page, '/tenders/upload');
  await expect(page).toHaveURL(/\/tenders\/[\w-]+\/confirm/);
  tender = new URL(page.url()).pathname.replace('/confirm', '');
  await whole(page, 'ja');
  await expect(page.locator('.source-tab')).toHaveCount(2);
  await expect(page.locator('.source-part:visible')).toHaveCount(1);
  await accessible(page, true);
});

for (const language of ['ja', 'en'] as const) {
  test(`the page of the proposal is whole: ${language}`, async () => {
    // A long page, judged four times.
    test.slow();
    await speak(page, language);
    for (const [name, width, height] of [['desk', 1440, 900], ['phone', 390, 844]] as const) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        await page.goto(`${tender}/confirm`);
        await fits(page);
        await picture(page, `confirm-two-files-${language}-${name}-${colorScheme}`);
        await accessible(page, true);
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: null });
  });
}

test('the keyboard alone leads through the rows', async () => {
  await speak(page, 'ja');
  await page.goto(`${tender}/confirm`);
  const waiting = await undecided();
  expect(waiting.length).toBeGreaterThan(0);
  await expect(page.locator('.undecided')).toContainText(`${waiting.length}件`);
  // The keys are shown as soon as somebody listens to them.
  await expect(page.locator('.keys')).toBeVisible();

  // The sentence of the row in focus is lit, in the file it stands in.
  await page.keyboard.press('j');
  const first = await here();
  expect(first).not.toBe('');
  await expect(page.locator('mark.lit')).toBeVisible();
  await page.keyboard.press('j');
  expect(await here()).not.toBe(first);
  await page.keyboard.press('k');
  expect(await here()).toBe(first);

  // A correction: the field takes the letters, Escape leads back.
  const date = page.locator('.prop[id^="row-date"]', { hasText: '質問書提出期限' }).first();
  await date.focus();
  await page.keyboard.press('c');
  await expect(date.locator('.prop-fields')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(date).toBeFocused();
  await expect(date.locator('.prop-fields')).toBeHidden();
  await page.keyboard.press('c');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('令和9年1月14日');
  await page.keyboard.press('Enter');
  await expect(date).toBeFocused();
  await expect(date.locator('.verdict input[value="correct"]')).toBeChecked();

  // Confirming while something waits leads to the first row that does.
  if ((await undecided()).length > 0) {
    await page.locator('.bar-below button[type="submit"]').focus();
    await page.keyboard.press('Enter');
    expect(await here()).toBe((await undecided())[0]);
  }
  for (let left = await undecided(); left.length > 0; left = await undecided()) {
    await page.keyboard.press('n');
    await page.keyboard.press('a');
    expect((await undecided()).length).toBe(left.length - 1);
  }
  await expect(page.locator('.undecided')).toHaveClass(/done/);
  await picture(page, 'confirm-decided-ja');
  await page.keyboard.press('n');
  await expect(page.locator('.bar-below button[type="submit"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${tender}$`));
  await expect(page.locator('h1')).toHaveText(TITLE);
  await expect(page.locator('main')).toContainText('令和9年1月14日（木）');
});

test('each value leads to its file and page', async () => {
  const link = page.locator('a.original-link', { hasText: 'guideline.pdf' }).first();
  await expect(link).toHaveAttribute('href', /\/files\/[\w-]+#page=\d+$/);
  await expect(page.locator('main a[href*="/files/"]', { hasText: /^notice\.pdf$/ }).first()).toBeVisible();
});

test('requirements are written in both languages', async () => {
  await page.goto(`${tender}/requirements?kind=copies`);
  const add = page.locator('main form[action="/api/requirements/add"]');
  await add.locator('[name="requirement[originals]"]').fill('1');
  await add.locator('[name="requirement[copies]"]').fill('２');
  await add.locator('[name="requirement[ja]"]').fill('見積書は正本1部、副本2部を封筒に入れること。');
  await add.locator('[name="requirement[en]"]').fill('One original and two copies of the quotation, in an envelope.');
  await add.locator('button[type="submit"]').click();
  await page.waitForLoadState();
  await expect(page.locator('.demands')).toContainText(['見積書は正本1部']);
});

for (const language of ['ja', 'en'] as const) {
  test(`the pages of a tender are whole: ${language}`, async () => {
    test.setTimeout(240_000);
    await page.goto('/tenders');
    await speak(page, language);
    const pages: [string, string][] = [
      ['tender', tender],
      ['requirements', `${tender}/requirements?kind=form`],
      ['edit', `${tender}/edit`],
      ['new', '/tenders/new'],
      ['tenders', '/tenders'],
      ['tenders-none', '/tenders?show=past'],
    ];
    for (const [look, width, height] of [['desk', 1440, 900], ['phone', 390, 844]] as const) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        for (const [name, path] of pages) {
          await page.goto(path);
          await whole(page, language);
          await fits(page);
          await picture(page, `notice-${name}-${language}-${look}-${colorScheme}`);
          await accessible(page, true);
        }
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: null });
  });
}

test('an unwanted proposal is put away, found there, and taken back', async () => {
  await page.goto('/tenders/new');
  await page.locator('main [name="text"]').fill('業務名　港まつり会場設営業務\n入札書提出期限　令和9年3月1日（月）午前10時\n');
  await send(page, '/api/tenders/paste');
  const unwanted = new URL(page.url()).pathname.replace('/confirm', '');
  await page.locator('.otherwise summary').last().click();
  await send(page, '/api/tenders/discard');
  await page.goto('/tenders');
  await expect(page.locator(`main a[href^="${unwanted}"]`)).toHaveCount(0);
  await page.goto('/tenders?show=discarded&words=港まつり');
  await page.locator(`main a[href^="${unwanted}"]`).click();
  await send(page, '/api/tenders/take-back');
  await expect(page).toHaveURL(new RegExp(`${unwanted}/confirm`));
});

test('no page has an accessibility finding', () => {
  expect([...findings]).toEqual([]);
});
