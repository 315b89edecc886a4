// Dates that hang together: the copies are counted from the proposal; a new day of the proposal is first shown with
// what moves along, then agreed to. The buyer's own day off makes the copies be counted anew.

import { expect, type Page, test } from '@playwright/test';

import { FirstDesk } from '../support/desk';
import { lookThrough, VIEWS } from '../support/looks';
import { fill, send, speak } from '../support/people';
import { accessible, findings, fits, picture, whole } from '../support/watch';

const COPIES = '副本の印刷';

test.describe.configure({ mode: 'serial' });

let desk: FirstDesk;
let sato: Page;
let scripted: boolean;
let tender = '';
let bid = '';

test.beforeAll(async ({ browser, javaScriptEnabled }) => {
  desk = await FirstDesk.sit(browser, javaScriptEnabled);
  sato = desk.page;
  scripted = desk.scripted;
});

test.afterEach(() => desk.watch.quiet());

test.afterAll(() => desk?.rise());

const adding = () => sato.locator('main form[action="/api/deadlines/add"]');

/** The form that changes the date of a summary. */
const changing = (words: string) =>
  sato.locator('main details', { hasText: words }).filter({ has: sato.locator('form[action="/api/deadlines/change"]') });

async function add(fields: Record<string, string>, choices: Record<string, string | { label: RegExp }>): Promise<void> {
  await sato.goto(`${tender}/edit`);
  await sato.locator('main details', { has: sato.locator('form[action="/api/deadlines/add"]') }).locator('summary').click();
  await fill(sato, fields, 'main form[action="/api/deadlines/add"]');
  for (const [name, choice] of Object.entries(choices)) {
    const select = adding().locator(`[name="${name}"]`);
    if (typeof choice === 'string') {
      await select.selectOption(choice);
    } else {
      const option = select.locator('option', { hasText: choice.label });
      await select.selectOption((await option.getAttribute('value'))!);
    }
  }
  await send(sato, '/api/deadlines/add');
  await expect(sato).toHaveURL(/saved=1$/);
}

test('a tender with a proposal and its copies, counted from it', async () => {
  await desk.setUp();
  await sato.goto('/tenders/new');
  const typing = 'main form[action="/api/tenders/type"]';
  await sato.locator('main details', { has: sato.locator('form[action="/api/tenders/type"]') }).locator('summary').click();
  await fill(sato, { 'facts[title]': '慰霊の日の案内所運営業務', 'facts[addressee]': '北谷町長' }, typing);
  await send(sato, '/api/tenders/type');
  await expect(sato).toHaveURL(/\/edit$/);
  tender = new URL(sato.url()).pathname.replace(/\/edit$/, '');
  await add({ 'date[date]': '2027-06-25', 'date[time]': '17:00' }, { 'date[kind]': 'proposal_by' });
  await add(
    { 'date[title]': COPIES, 'date[derived][count]': '2' },
    {
      'date[kind]': 'internal',
      'date[derived][origin]': { label: /企画提案書提出期限/ },
      'date[derived][unit]': 'business_day',
      'date[derived][side]': 'before',
    },
  );
  await sato.goto(tender);
  await expect(sato.locator('main tbody tr', { hasText: COPIES })).toContainText('令和9年6月23日（水）');
  await send(sato, '/api/bids/create');
  bid = new URL(sato.url()).pathname;
});

for (const language of ['ja', 'en'] as const) {
  test(`what moves is shown before it does: ${language}`, async () => {
    const [day, copies] = language === 'ja' ? ['2027-06-28', '令和9年6月24日（木）'] : ['2027-06-29', 'Fri 25 Jun 2027'];
    await sato.goto('/');
    await speak(sato, language);
    await sato.goto(`${tender}/edit`);
    const form = changing(language === 'ja' ? '企画提案書提出期限 —' : 'proposal due (企画提案書) —').first();
    await form.locator('summary').first().click();
    await form.locator('[name="date[date]"]').fill(day);
    await form.locator('button[type="submit"]').first().click();
    await expect(sato).toHaveURL(/kept=/);
    const along = sato.locator('main .moves-along');
    await expect(along).toContainText(COPIES);
    await expect(along).toContainText(copies);
    await expect(along).toContainText(language === 'ja' ? '逆算計画で動く作業' : 'Tasks of the backward plan that move');
    await expect(along.locator('tbody tr', { hasText: 'Hand in' }).first()).toBeVisible();
    await whole(sato, language);
    await accessible(sato, scripted);
    if (scripted) await picture(sato, `dates-move-${language}`);
    await sato.locator('main form', { has: sato.locator('.moves-along') }).locator('button[type="submit"]').first().click();
    await expect(sato).toHaveURL(/saved=1$/);
    await sato.goto(`${bid}/dates`);
    await expect(sato.locator('main tbody tr', { hasText: COPIES }).first()).toContainText(copies);
  });
}

test("the buyer's own day off is named, and its dates are counted anew", async () => {
  await sato.goto('/');
  await speak(sato, 'ja');
  await sato.goto(`${tender}/days-off`);
  await fill(sato, { 'off[day]': '06-28', 'off[name]': '町民の日' }, 'main form[action="/api/days-off/add"]');
  await sato.locator('main [name="off[repeats]"]').selectOption('yearly');
  await send(sato, '/api/days-off/add');
  await expect(sato.locator('main tbody')).toContainText('毎年6月28日');
  await sato.goto(`${bid}/dates`);
  await expect(sato.locator('main .moves-along')).toContainText('令和9年6月24日（木）');
  await expect(sato.locator('main .month', { hasText: '町民の日' })).toBeVisible();
  await send(sato, '/api/deadlines/recount');
  await expect(sato.locator('main .moves-along')).toHaveCount(0);
});

const CLOSED = [
  'BEGIN:VCALENDAR',
  'BEGIN:VEVENT',
  'UID:1',
  'DTSTART;VALUE=DATE:20981209',
  'SUMMARY:臨時休庁',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:2',
  'DTSTART;VALUE=DATE:20981210',
  'SUMMARY:町民体育祭',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:3',
  'DTSTART:20981211T090000',
  'SUMMARY:打合せ',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

async function bring(language: 'ja' | 'en'): Promise<void> {
  await sato.goto('/');
  await speak(sato, language);
  await sato.goto(`${tender}/days-off`);
  const upload = `main form[action="${tender}/days-off/upload"]`;
  const file = { name: 'closed.ics', mimeType: 'text/calendar', buffer: Buffer.from(CLOSED) };
  await sato.locator(`${upload} input[type="file"]`).setInputFiles(file);
  await sato.locator(`${upload} button[type="submit"]`).click();
  await expect(sato).toHaveURL(/kept=/);
}

for (const language of ['ja', 'en'] as const) {
  test(`days off of a calendar file are looked at before they are taken: ${language}`, async () => {
    await bring(language);
    const form = sato.locator('main form[action="/api/days-off/take"]');
    const box = (name: string) => form.locator('tr', { hasText: name }).locator('input[type="checkbox"]');
    await expect(box('臨時休庁')).toBeChecked();
    await expect(box('町民体育祭')).not.toBeChecked();
    await whole(sato, language);
    await fits(sato);
    await accessible(sato, scripted);
    if (scripted) await picture(sato, `days-off-file-${language}`);
  });
}

test('what is ticked becomes a day off, once', async () => {
  await bring('ja');
  await send(sato, '/api/days-off/take');
  await expect(sato).toHaveURL(/saved=1$/);
  await expect(sato.locator('main tbody tr', { hasText: '臨時休庁' })).toHaveCount(1);
  await bring('ja');
  await expect(sato.locator('main form[action="/api/days-off/take"] tr', { hasText: '臨時休庁' })).toHaveCount(0);
});

for (const language of ['ja', 'en'] as const) {
  test(`days and fiscal years are counted: ${language}`, async () => {
    await sato.goto('/');
    await speak(sato, language);
    await sato.goto(`${tender}/days-off`);
    const counting = sato.locator('#day-count form').first();
    await counting.locator('[name="from"]').fill('2098-12-08');
    await counting.locator('[name="count"]').fill('1');
    await counting.locator('[name="unit"]').selectOption('business_day');
    await counting.locator('button[type="submit"]').click();
    const answer = sato.locator('#day-count .day-count-answer');
    // The 9th is the buyer's own day off.
    await expect(answer).toContainText(language === 'ja' ? '令和80年12月10日（水）' : 'Wed 10 Dec 2098');
    await expect(answer).toContainText(language === 'ja' ? '民法140条' : 'article 140');
    await whole(sato, language);
    await fits(sato);
    await accessible(sato, scripted);
    if (scripted) await picture(sato, `day-count-${language}`);
    const years = sato.locator('#day-count form', { has: sato.locator('[name="years"]') });
    await years.locator('[name="day"]').fill('令和8年11月27日');
    await years.locator('[name="years"]').fill('5');
    await years.locator('button[type="submit"]').click();
    await expect(answer).toContainText(language === 'ja' ? '令和3年4月1日（木）' : 'Thu 1 Apr 2021');
    await expect(answer).toContainText(language === 'ja' ? '令和8年3月31日（火）' : 'Tue 31 Mar 2026');
  });
}

test('the backward plan is taken along as a paper', async () => {
  await sato.goto('/');
  await speak(sato, 'ja');
  await sato.goto(`${bid}/plan`);
  await expect(sato.locator(`main a[href="${bid}/plan/paper"]`)).toContainText('Word');
  const answer = await sato.request.get(`${bid}/plan/paper`);
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toContain('wordprocessingml.document');
});

for (const view of VIEWS.filter(({ look }) => look.name !== 'dark')) {
  test(`every page is whole: ${view.language}, ${view.look.name}`, async () => {
    const pages: [string, string][] = [
      ['dates-calendar', `${bid}/dates`],
      ['days-off', `${tender}/days-off`],
      ['edit-dates', `${tender}/edit`],
    ];
    await lookThrough(sato, view, pages, scripted);
  });
}

test('no page has an accessibility finding', () => {
  expect([...findings]).toEqual([]);
});
