// The main way through the house: two firms, a notice, a bid, a joint venture, a section, the papers.
// Each step builds on the one before, on one server for each project.

import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { text } from '../support/docx';
import { lookThrough, VIEWS } from '../support/looks';
import { Musubi } from '../support/musubi';
import { FJORDVARSEL, fill, INGRID, MINATO, PASSWORD, SATO, send, shownLink } from '../support/people';
import { accessible, findings, picture, Watch, whole } from '../support/watch';

const NOTICE = join(__dirname, '..', 'fixtures', 'notice.pdf');
const FORMS = join(__dirname, '..', '..', 'src', 'server', 'buyer_forms', 'tests', 'forms');
const BUYERS_FORM = join(FORMS, '22_experience.docx');
const TITLE = '湊市津波避難情報システム構築業務';

test.describe.configure({ mode: 'serial' });

let musubi: Musubi;
let sato: Page;
let ingrid: Page;
let scripted: boolean;
let watch: Watch;
let watchOfPartner: Watch;
let tender = '';
let bid = '';
let section = '';
let buyersForm = '';

async function somebody(browser: Browser, locale: string): Promise<[BrowserContext, Watch]> {
  const context = await browser.newContext({
    baseURL: musubi.url,
    locale,
    javaScriptEnabled: scripted,
    viewport: { width: 1440, height: 900 },
  });
  return [context, new Watch(context)];
}

test.beforeAll(async ({ browser, javaScriptEnabled }, { project }) => {
  scripted = javaScriptEnabled;
  musubi = await Musubi.start(project.metadata.database);
  const [japan, watchOfJapan] = await somebody(browser, 'ja-JP');
  const [norway, watchOfNorway] = await somebody(browser, 'en-GB');
  [sato, ingrid, watch, watchOfPartner] = [await japan.newPage(), await norway.newPage(), watchOfJapan, watchOfNorway];
});

test.afterEach(() => {
  watch.quiet();
  watchOfPartner.quiet();
});

test.afterAll(async () => {
  await sato?.context().close();
  await ingrid?.context().close();
  await musubi?.stop();
});

test('a stranger is led to the sign-in page', async () => {
  await sato.goto('/tenders');
  await expect(sato).toHaveURL(/\/sign-in\?next=/);
  await whole(sato, 'ja');
  await accessible(sato, scripted);
  if (scripted) await picture(sato, 'sign-in-ja');
});

test('the set-up link makes the first firm and its administrator', async () => {
  await sato.goto(musubi.setUp);
  await whole(sato, 'ja');
  await accessible(sato, scripted);
  if (scripted) await picture(sato, 'set-up-ja');
  await fill(sato, { ...MINATO, ...SATO, password: PASSWORD, password_again: PASSWORD });
  await sato.locator('main [name="corporate_number"]').fill('5835678256245');
  await send(sato, '/api/links/set-up');
  await expect(sato.locator('[name="corporate_number"]')).toHaveAttribute('aria-invalid', 'true');
  await expect(sato.locator('[name="name"]')).toHaveValue(MINATO.name);
  await accessible(sato, scripted);
  if (scripted) await picture(sato, 'set-up-refused-ja');
  await fill(sato, { corporate_number: MINATO.corporate_number, password: PASSWORD, password_again: PASSWORD });
  await send(sato, '/api/links/set-up');
  await expect(sato).toHaveURL(`${musubi.url}/`);
  await expect(sato.getByText(SATO.person_name).first()).toBeAttached();
  if (scripted) await picture(sato, 'home-empty-ja');
});

test('a notice in PDF becomes a proposed tender', async () => {
  await sato.goto('/tenders/new');
  await accessible(sato, scripted);
  await sato.locator('main input[type="file"]').setInputFiles(NOTICE);
  await send(sato, '/tenders/upload');
  await expect(sato).toHaveURL(/\/tenders\/[\w-]+\/confirm/);
  await whole(sato, 'ja');
  await expect(sato.locator('[name="facts[title]"]')).toHaveValue(TITLE);
  await expect(sato.locator('main')).toContainText('企画提案書');
  await accessible(sato, scripted);
  if (scripted) await picture(sato, 'confirm-ja');
});

test('a person confirms what was read', async () => {
  const rows = sato.locator('main .verdict [value="yes"]');
  expect(await rows.count()).toBeGreaterThanOrEqual(4);
  for (const row of await rows.all()) await row.check({ force: true });
  await send(sato, '/api/tenders/confirm');
  await expect(sato).toHaveURL(/\/tenders\/[\w-]+$/);
  tender = new URL(sato.url()).pathname;
  await expect(sato.locator('h1')).toHaveText(TITLE);
  await whole(sato, 'ja');
});

test('the same notice is recognised', async () => {
  await sato.goto('/tenders/new');
  await sato.locator('main input[type="file"]').setInputFiles(NOTICE);
  await send(sato, '/tenders/upload');
  await expect(sato).toHaveURL(/\/tenders\/new\?kept=/);
  await expect(sato.locator(`main a[href="${tender}"]`)).toBeVisible();
});

test('a bid begins', async () => {
  await sato.goto(tender);
  await send(sato, '/api/bids/create');
  await expect(sato).toHaveURL(/\/bids\/[\w-]+$/);
  bid = new URL(sato.url()).pathname;
  await whole(sato, 'ja');
});

test('the partner firm is invited to the bid, and joins', async () => {
  await sato.goto(`${bid}/people`);
  const form = sato.locator('main form[action*="invite"]');
  await form.locator('[name="email"]').fill(INGRID.email);
  const role = form.locator('[name="role"]');
  if (await role.count()) await role.selectOption('coordinator');
  await form.locator('button[type="submit"]').click();
  const link = await shownLink(sato);
  await accessible(sato, scripted);
  if (scripted) await picture(sato, 'invited-ja');

  await ingrid.goto(link);
  await whole(ingrid, 'en');
  await accessible(ingrid, scripted);
  if (scripted) await picture(ingrid, 'partner-en');
  await fill(ingrid, { ...FJORDVARSEL, person_name: INGRID.person_name, password: PASSWORD, password_again: PASSWORD });
  await ingrid.locator('main [name="country"]').selectOption('NO');
  await ingrid.locator('main [name="zone"]').selectOption('Europe/Oslo');
  await send(ingrid, '/api/links/found');
  await expect(ingrid).not.toHaveURL(/\/link\//);
  await ingrid.goto(bid);
  await whole(ingrid, 'en');
  await expect(ingrid.locator('main')).toContainText(MINATO.name);
});

test('the joint venture is set up', async () => {
  await sato.goto(`${bid}/joint-venture`);
  await fill(sato, { name: '湊技研・Fjordvarsel共同企業体', formed_on: '令和9年1月20日' });
  await sato.locator('main [name="method"]').selectOption('joint_execution');
  await fill(sato, { 'members[0][share]': '70', 'members[1][share]': '40' });
  // 甲型 has shares only, also without scripting.
  await expect(sato.locator('main [name="members[0][work]"]')).toBeHidden();
  if (scripted) {
    await expect(sato.locator('.share-sum')).toContainText('110.00 %');
    await expect(sato.locator('.unsaved')).toContainText('保存していない変更');
    const asked = sato.waitForEvent('dialog');
    const leaving = sato.locator('main a, nav a').first().click({ noWaitAfter: true });
    const question = await asked;
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    await leaving;
    await expect(sato).toHaveURL(/joint-venture/);
  }
  await send(sato, '/api/joint-venture/save');
  await expect(sato.locator('main')).toContainText('100');
  await fill(sato, { 'members[0][share]': '60', 'members[1][share]': '40' });
  await send(sato, '/api/joint-venture/save');
  await sato.goto(bid);
  await expect(sato.locator('main')).toContainText('湊技研・Fjordvarsel共同企業体');
});

test('who is made responsible for a date is told, puts it off, and chooses how to be told', async () => {
  await sato.goto(`${bid}/dates`);
  const owner = sato.locator('main select[name$="[user]"]').last();
  const partner = await owner.locator('option', { hasText: INGRID.person_name }).first().getAttribute('value');
  await owner.selectOption(partner);
  await send(sato, '/api/deadlines/own');

  await ingrid.goto('/reminders');
  await whole(ingrid, 'en');
  await expect(ingrid.locator('main')).toContainText(`${SATO.person_name} made you responsible`);
  await expect(ingrid.locator('nav a[href="/reminders"]').first()).toContainText('1 unread');
  await accessible(ingrid, scripted);
  if (scripted) await picture(ingrid, 'reminders-en');
  await send(ingrid, '/api/reminders/snooze');
  await expect(ingrid.locator('main')).toContainText('Put off until later: 1');

  await ingrid.goto('/reminders/settings');
  await expect(ingrid.locator('main')).toContainText('no mail set up');
  await ingrid.locator('main [name="day14"]').uncheck();
  await ingrid.locator('main [name="way"][value="daily"]').check({ force: true });
  await fill(ingrid, { quiet_from: '21:30' });
  await send(ingrid, '/api/reminders/change');
  await expect(ingrid.locator('main [name="day14"]')).not.toBeChecked();
  await expect(ingrid.locator('main [name="quiet_from"]')).toHaveValue('21:30');
  await accessible(ingrid, scripted);
  if (scripted) await picture(ingrid, 'reminder-settings-en');
});

/** Writes into the last block of the plain form, or into a new one when there is something in the last. */
async function write(page: Page, kind: string, words: string): Promise<void> {
  const last = page.locator('main form.blocks fieldset.block').last();
  if ((await last.locator('textarea').inputValue()) !== '') {
    await page.locator('main form.blocks button[name="op"][value="add"]').click();
    await page.waitForLoadState();
  }
  await last.locator('select').selectOption(kind);
  await last.locator('textarea').fill(words);
  await page.locator('main form.blocks button[name="op"][value="save"]').first().click();
  await page.waitForLoadState();
}

test('the plan is counted back from the submission, and a task is changed in it', async () => {
  await sato.goto(`${bid}/plan`);
  await whole(sato, 'ja');
  await expect(sato.locator('main svg[role="img"]')).toBeVisible();
  await expect(sato.locator('main tr#task-courier')).toBeAttached();
  const row = sato.locator('main tr#task-draft');
  await row.locator('a').click();
  await expect(sato).toHaveURL(/task=draft/);
  const form = sato.locator('main form[action="/api/plans/change"]');
  await form.locator('[name="task[days]"]').fill('なし');
  await send(sato, '/api/plans/change');
  await expect(form.locator('[name="task[days]"]')).toHaveAttribute('aria-invalid', 'true');
  await accessible(sato, scripted);
  await form.locator('[name="task[days]"]').fill('６');
  await form.locator('[name="task[state]"]').selectOption('started');
  const owner = form.locator('[name="task[owner]"]');
  const partner = await owner.locator('option', { hasText: INGRID.person_name }).first().getAttribute('value');
  await owner.selectOption(partner);
  await send(sato, '/api/plans/change');
  await expect(sato).toHaveURL(/\/plan\?saved=1$/);
  await expect(row).toContainText('6営業日');
  await expect(row).toContainText('着手済み');
  await ingrid.goto(`${bid}/plan`);
  await whole(ingrid, 'en');
  await expect(ingrid.locator('main tr#task-draft')).toContainText('6 business days');
  await accessible(ingrid, scripted);
  await ingrid.goto('/reminders');
  const told = ingrid.locator('main tr.reminder', { hasText: `${SATO.person_name} made you responsible for the task` });
  await expect(told.locator('a').first()).toHaveAttribute('href', `${bid}/plan`);
  await accessible(ingrid, scripted);
  if (scripted) await picture(ingrid, 'reminders-task-en');
});

test('the firms decide to bid, with their reasons', async () => {
  await sato.goto(`${bid}/decision`);
  await whole(sato, 'ja');
  await sato.locator('main [name="decision[scores][eligibility][score]"]').selectOption('4');
  await sato.locator('main [name="decision[scores][eligibility][sentence]"]').fill('名簿に登載済み');
  await sato.locator('main [name="decision[outcome]"][value="go"]').check({ force: true });
  await sato.locator('main [name="decision[reason]"]').fill('実績と体制がそろっている');
  await send(sato, '/api/plans/decide');
  await expect(sato.locator('main .decision-outcome')).toContainText('参加する');
  await accessible(sato, scripted);
  await ingrid.goto(`${bid}/decision`);
  await whole(ingrid, 'en');
  await expect(ingrid.locator('main .decision-outcome')).toContainText('go');
});

test('both sides write a section, and neither overwrites the other', async () => {
  await sato.goto(`${bid}/sections`);
  section = (await sato.locator('main a[href*="/sections/"]').first().getAttribute('href')) ?? '';
  expect(section).toMatch(/\/sections\/[\w-]+/);

  await sato.goto(`${section}?lang=ja&edit=ja`);
  await write(sato, 'paragraph', '津波の到達前に全住民へ知らせる。');
  await expect(sato.locator('main form.blocks textarea').last()).toHaveValue('津波の到達前に全住民へ知らせる。');
  await ingrid.goto(`${section}?lang=en&edit=en`);
  await write(ingrid, 'paragraph', 'Every resident is told before the wave arrives.');

  // Both open the same text; the second who saves sees both.
  await sato.goto(`${section}?lang=ja&edit=ja`);
  await ingrid.goto(`${section}?lang=ja&edit=ja`);
  await sato.locator('main form.blocks textarea').last().fill('津波の到達前に、全住民へ確実に知らせる。');
  await sato.locator('main form.blocks button[name="op"][value="save"]').first().click();
  await sato.waitForLoadState();
  await ingrid.locator('main form.blocks textarea').last().fill('全住民へ三つの経路で知らせる。');
  await ingrid.locator('main form.blocks button[name="op"][value="save"]').first().click();
  await ingrid.waitForLoadState();
  const conflict = ingrid.locator('.conflict');
  await expect(conflict).toContainText('全住民へ確実に知らせる');
  await expect(conflict).toContainText('三つの経路');
  await accessible(ingrid, scripted);
  if (scripted) await picture(ingrid, 'section-conflict-en');
  await conflict.locator('form:has([name="choice"][value="mine"]) button[type="submit"]').click();
  await ingrid.waitForLoadState();
  await sato.goto(section);
  await expect(sato.locator('main')).toContainText('三つの経路');
  await expect(sato.locator('main')).toContainText('Every resident is told');
});

async function paper(form: string): Promise<string> {
  await sato.goto(`${bid}/documents/${form}`);
  const [download] = await Promise.all([
    sato.waitForEvent('download', { timeout: 60_000 }),
    sato.locator(`main a[href$="/documents/${form}/file"]`).click(),
  ]);
  return text(readFileSync(await download.path()));
}

test('the papers are downloaded and say what was decided', async () => {
  // The office program starts cold when the pages of the proposal are counted.
  test.setTimeout(240_000);
  await sato.goto(`${bid}/documents/F01`);
  await fill(sato, { amount: '12,345,600', date: '令和9年2月10日' });
  // The paper follows what is typed, before anything is saved.
  if (scripted) await expect(sato.locator('#paper-preview')).toContainText('令和９年２月10日', { timeout: 30_000 });
  await send(sato, '/api/documents/save');
  await expect(sato.locator('main [name="amount"]')).toHaveValue(/12,?345,?600/);
  const offer = await paper('F01');
  expect(offer).toContain('入札書');
  expect(offer).toContain(TITLE);
  const wish = await paper('F07');
  expect(wish).toContain('参加表明書');
  expect(wish).toContain('Fjordvarsel');
  const proposal = await paper('F10');
  expect(proposal).toContain('企画提案書');
  expect(proposal).toContain('三つの経路');
});

test('the overview shows the last check and says when it is out of date', async () => {
  await sato.goto(bid);
  const papers = sato.locator('main section', { hasText: '不足・確認事項' });
  await expect(papers.locator('a[href$="/documents/F07"]')).toBeVisible();
  await expect(sato.locator('main')).not.toContainText('要再確認');
  await sato.goto(`${bid}/documents/F01`);
  await fill(sato, { date: '令和9年2月11日' });
  await send(sato, '/api/documents/save');
  await sato.goto(bid);
  await expect(sato.locator('main')).toContainText('要再確認');
  await accessible(sato, scripted);
  if (scripted) await picture(sato, 'overview-out-of-date-ja');
  await send(sato, '/api/documents/check');
  await expect(sato).toHaveURL(new RegExp(`${bid}$`));
  await expect(sato.locator('main')).not.toContainText('要再確認');
});

test("a blank that was not found in a buyer's form is added by hand", async () => {
  await sato.goto(`${bid}/forms`);
  await sato.locator('main input[type="file"]').setInputFiles(BUYERS_FORM);
  await send(sato, `${bid}/forms/upload`);
  buyersForm = new URL(sato.url()).pathname;
  await sato.locator('main details summary').click();
  await sato.locator('main [name="input[line]"][value="document-p3"]').check();
  await fill(sato, { 'input[words]': '記載すること。', 'input[label]': '備考' });
  await accessible(sato, scripted);
  if (scripted) await picture(sato, 'buyer-form-by-hand-ja');
  await send(sato, '/api/buyer-forms/add-blank');
  await whole(sato, 'ja');
  const added = sato.locator('main fieldset.group').filter({ hasText: '備考' });
  await added.locator('select').selectOption('typed');
  await added.locator('[name$="[text]"]').fill('別紙のとおり');
  await send(sato, '/api/buyer-forms/save');
  const [download] = await Promise.all([
    sato.waitForEvent('download', { timeout: 60_000 }),
    sato.locator('main a[download]').click(),
  ]);
  expect(text(readFileSync(await download.path()))).toContain('５件以内で記載すること。別紙のとおり');
  await send(sato, '/api/buyer-forms/remove-blank');
  await expect(sato.locator('main fieldset.group').filter({ hasText: '備考' })).toHaveCount(0);
});

test('the dates are read by a calendar program at a secret address', async () => {
  await sato.goto(`${bid}/dates`);
  await sato.locator('main a[href^="/calendar-feeds"]').click();
  await whole(sato, 'ja');
  const chosen = sato.locator('main [name="feed[bid]"]');
  await expect(chosen).toHaveValue(bid.split('/').pop()!);
  await send(sato, '/api/calendars/add');
  const address = sato.locator('#calendar-address');
  await expect(address).toHaveValue(/\/calendar\/[\w-]{43}\.ics$/);
  await accessible(sato, scripted);
  if (scripted) await picture(sato, 'calendar-made-ja');
  const url = await address.inputValue();
  const read = async (): Promise<string> => (await (await fetch(url)).text()).replaceAll('\r\n ', '');
  const before = await read();
  expect(before).toContain(`：${TITLE}`);
  // What is printed at the command line is the same, but for the address of the server.
  const id = bid.split('/').pop()!;
  const printed = musubi.command('calendar', '--data', musubi.data, '--bid', id);
  expect(printed.code).toBe(0);
  const uids = (text: string): string[] => text.replace(/\r?\n /g, '').match(/^UID:.*$/gm) ?? [];
  expect(uids(printed.out)).toEqual(uids(before));

  await sato.goto('/calendar-feeds');
  await expect(address).toHaveCount(0);
  await sato.locator('main form[action="/api/calendars/remove"] button').click();
  await sato.waitForLoadState();
  expect((await fetch(url)).status).toBe(404);
});

test('the command line checks and writes the same bid', async () => {
  const id = bid.split('/').pop()!;
  const out = join(musubi.data, 'papers');
  const written = musubi.command('export', '--data', musubi.data, '--bid', id, '--out', out, '--form', 'F01');
  expect([0, 1]).toContain(written.code);
  expect(written.out).toContain('F01');
  const checked = musubi.command('check', '--data', musubi.data, '--bid', id, '--json');
  expect(checked.code).toBe(JSON.parse(checked.out).length ? 1 : 0);
  expect(musubi.command('check', '--data', musubi.data, '--bid', 'none').code).toBe(2);
});

/** Every page that the journey has come to, by a name for its picture. */
function pages(): [string, string][] {
  return [
    ['home', '/'],
    ['bids', '/bids'],
    ['tenders', '/tenders'],
    ['new-tender', '/tenders/new'],
    ['tender', tender],
    ['edit-tender', `${tender}/edit`],
    ['requirements', `${tender}/requirements`],
    ['overview', bid],
    ['dates', `${bid}/dates`],
    ['calendar-file', `${bid}/calendar-file`],
    ['plan', `${bid}/plan`],
    ['plan-task', `${bid}/plan?task=draft`],
    ['decision', `${bid}/decision`],
    ['people', `${bid}/people`],
    ['joint-venture', `${bid}/joint-venture`],
    ['sections', `${bid}/sections`],
    ['section', section],
    ['section-editor', `${section}?lang=ja&edit=ja`],
    ['costs', `${bid}/costs`],
    ['costs-own', `${bid}/costs?side=own`],
    ['documents', `${bid}/documents`],
    ['document-F01', `${bid}/documents/F01`],
    ['document-F10', `${bid}/documents/F10`],
    ['document-F22', `${bid}/documents/F22`],
    ['buyer-forms', `${bid}/forms`],
    ['buyer-form', buyersForm],
    ['questions', `${bid}/questions`],
    ['answers', `${bid}/questions/answers`],
    ['bid-records', `${bid}/records`],
    ['bid-record-task', `${bid}/records/task`],
    ['bid-record-reference', `${bid}/records/reference`],
    ['catalogue', '/catalogue'],
    ['catalogue-form', '/catalogue/F07?firms=three&order=b'],
    ['firm-records', '/firm/records'],
    ['firm-record-staff', '/firm/records/staff'],
    ['audit', `${bid}/audit`],
    ['organisation', '/organisation'],
    ['users', '/users'],
    ['settings', '/settings'],
    ['reminders', '/reminders'],
    ['reminder-settings', '/reminders/settings'],
    ['calendar-feeds', '/calendar-feeds'],
  ];
}

for (const view of VIEWS) {
  test(`every page is whole: ${view.language}, ${view.look.name}`, async () => {
    test.setTimeout(240_000);
    // Colours differ between light and dark, order and width between desk and phone, words between languages: each of
    // these is judged once, not each with each.
    const isJudged = scripted && (view.look.name !== 'phone' || view.language === 'en');
    await lookThrough(sato, view, pages(), scripted, isJudged);
  });
}

test('a sheet of costs is short on a phone, and another line comes when one is begun', async () => {
  await sato.setViewportSize({ width: 390, height: 844 });
  await sato.goto(`${bid}/costs?side=own`);
  const height = await sato.evaluate(() => document.documentElement.scrollHeight);
  expect(height, 'pixels of the whole page').toBeLessThan(5_000);
  const part = sato.locator('main .cost-part').last();
  const begins = part.locator('tr.blank');
  await expect(begins).toHaveCount(3);
  await expect(begins.nth(0)).toBeVisible();
  await expect(begins.nth(1)).toBeHidden();
  await begins.nth(0).locator('td.label input').fill('値引');
  await expect(begins.nth(1)).toBeVisible();
  await expect(begins.nth(2)).toBeHidden();
  await begins.nth(0).locator('td.label input').fill('');
  await expect(begins.nth(1)).toBeHidden();
  // The wide page has them all.
  await sato.setViewportSize({ width: 1280, height: 900 });
  await expect(begins.nth(2)).toBeVisible();
});

test('the keyboard reaches the main action and shows where it is', async () => {
  await sato.goto('/tenders/new');
  await sato.keyboard.press('Tab');
  await expect(sato.locator(':focus')).toHaveAttribute('href', '#content');
  const submit = sato.locator('main form[action="/tenders/upload"] button[type="submit"]');
  for (let steps = 0; steps < 60; steps += 1) {
    if (await submit.evaluate((button) => button === document.activeElement)) break;
    await sato.keyboard.press('Tab');
  }
  await expect(submit).toBeFocused();
  const ring = await submit.evaluate((button) => {
    const style = getComputedStyle(button);
    return [style.outlineStyle, style.outlineWidth, style.boxShadow];
  });
  expect(ring[0] !== 'none' && ring[1] !== '0px' ? 'visible' : ring[2]).not.toBe('none');
});

test('what is typed survives the end of the session', async () => {
  await sato.goto('/organisation');
  await sato.locator('main [name="telephone"]').fill('0778-98-7654');
  const kept = await sato.context().cookies();
  await sato.context().clearCookies({ name: 'musubi_session' });
  await send(sato, '/api/organisations/change');
  await expect(sato).toHaveURL(/\/sign-in\?next=/);
  await fill(sato, { email: SATO.email, password: PASSWORD });
  await send(sato, '/api/sign-in');
  await expect(sato.locator('main [name="telephone"]')).toHaveValue('0778-98-7654');
  expect(kept.some((cookie) => cookie.name === 'musubi_session')).toBe(true);
});

test('no page has an accessibility finding', () => {
  expect([...findings]).toEqual([]);
});
