// Contacts: somebody of the buyer's office is added, found by romaji and put on the map of a bid; a call inside the ban
// on contact is refused, and recorded with its reason; a file is looked at, confirmed and taken along again; in both
// languages and on a phone.

import { expect, type Page, test } from '@playwright/test';

import { FirstDesk } from '../support/desk';
import { fill, send, speak } from '../support/people';
import { accessible, findings, fits, picture } from '../support/watch';

const TITLE = '湊市津波避難情報システム構築業務委託';
const NOTICE = `湊市公告第42号
業務名　${TITLE}
公告日　令和8年1月5日（月）
湊市長　湊　太郎
実施形式　公募型プロポーザル方式
履行場所　湊市役所本庁舎
企画提案書提出期限　令和8年12月10日（木）午後5時　必着
`;
const YAMADA = {
  'contact[family]': '山田',
  'contact[given]': '太郎',
  'contact[family_kana]': 'ヤマダ',
  'contact[given_kana]': 'タロウ',
  'contact[title_ja]': '防災課長',
  'contact[telephone]': '0778-22-1111',
};

const TABLE = `氏名,フリガナ,会社名,部署,役職,メールアドレス,電話番号,誕生日,趣味
山田 太郎,ヤマダ タロウ,湊市 防災課,総務部,防災課長,yamada@city.minato.example,0778-22-1111,1970-02-03,釣り
川上 花子,カワカミ ハナコ,株式会社せとうち,営業部,部長,hanako@setouchi.example,090-1234-5678,,
,,みなと商工会,,,info@shokokai.example,,,
`;

test.describe.configure({ mode: 'serial' });

let desk: FirstDesk;
let sato: Page;
let scripted: boolean;
let bid = '';
let card = '';
let file = '';
let entry = '';
let beside = '';

test.beforeAll(async ({ browser, javaScriptEnabled }) => {
  desk = await FirstDesk.sit(browser, javaScriptEnabled);
  sato = desk.page;
  scripted = desk.scripted;
});

test.afterEach(() => desk.watch.quiet());

test.afterAll(() => desk?.rise());

const look = (name: string, language: 'ja' | 'en') => desk.look(name, language);

test('a bid begins', async () => {
  await desk.setUp();
  ({ bid } = await desk.bidOn(NOTICE));
});

test('an organisation and a person of it are added', async () => {
  await sato.goto('/contacts/organisations?entry=new');
  await look('contact-organisation-ja', 'ja');
  await sato.locator('main [name="body[kind]"]').selectOption('requesting_department');
  await fill(sato, { 'body[name]': '湊市 防災課', 'body[name_kana]': 'ミナトシ　ボウサイカ' });
  await send(sato, '/api/contacts/add-body');
  await sato.goto('/contacts/new');
  await look('contact-new-ja', 'ja');
  await fill(sato, { 'contact[email]': 'yamada@city.minato.example' });
  await send(sato, '/api/contacts/add');
  await expect(sato.locator('[name="contact[family]"]')).toHaveAttribute('aria-invalid', 'true');
  await fill(sato, YAMADA);
  await sato.locator('main [name="contact[body]"]').selectOption({ label: '湊市 防災課' });
  await send(sato, '/api/contacts/add');
  await expect(sato).toHaveURL(/\/contacts\/[\w-]+\?saved=1$/);
  card = new URL(sato.url()).pathname;
  await expect(sato.locator('h1')).toHaveText('山田 太郎');
  await look('contact-card-ja', 'ja');
});

test('the person is found by kanji, kana and romaji', async () => {
  for (const words of ['山田', 'やまだ', 'yamada tarou', '防災課']) {
    await sato.goto('/contacts');
    await sato.locator('main [name="words"]').fill(words);
    await sato.locator('main form[role="search"] button').click();
    await expect(sato.locator(`main a[href="${card}"]`), words).toBeVisible();
  }
  await look('contacts-ja', 'ja');
  await speak(sato, 'en');
  await look('contacts-en', 'en');
  await speak(sato, 'ja');
});

test('the person stands on the map of the bid', async () => {
  await sato.goto(`${bid}/contacts`);
  await sato.locator('main [name="words"]').fill('yamada');
  await sato.locator('main form[role="search"] button').click();
  await sato.locator(`main a[href="${bid}${card}"]`).click();
  await sato.locator('main [name="role[role]"]').selectOption('evaluator');
  await sato.locator('main [name="role[influence]"]').selectOption('5');
  await sato.locator('main [name="role[attitude]"]').selectOption('-1');
  await fill(sato, { 'role[interest]': '費用対効果', 'role[want]': '実績を知ってもらう', 'role[next_step]': '資料を送る' });
  await look('bid-contact-ja', 'ja');
  await send(sato, '/api/bid-contacts/save');
  await expect(sato.locator('main svg[role="img"]')).toHaveAttribute('aria-label', /山田 太郎：影響力5、姿勢-1/);
  await expect(sato.locator('main')).toContainText('質問書のみ');
});

test('a call inside the ban is refused, and recorded with its reason', async () => {
  const entry = sato.locator('main details:has(form[action="/api/contacts/log"])');
  await entry.locator('> summary').click();
  await sato.locator('main [name="engagement[kind]"]').selectOption('call');
  await sato.locator('main .contact-boxes input').first().check();
  await fill(sato, { 'engagement[said]': '先方からの電話で日程を確認した' });
  await send(sato, '/api/contacts/log');
  await expect(sato.locator('[name="engagement[ban_reason]"]')).toHaveAttribute('aria-invalid', 'true');
  await expect(sato.locator('[name="engagement[said]"]')).toHaveValue('先方からの電話で日程を確認した');
  await look('contact-banned-ja', 'ja');
  await fill(sato, { 'engagement[ban_reason]': '先方から電話があった' });
  await send(sato, '/api/contacts/log');
  const log = sato.locator('main table').last();
  await expect(log).toContainText('接触禁止期間中');
  await expect(log).toContainText('先方から電話があった');
  await look('bid-contacts-ja', 'ja');
  await speak(sato, 'en');
  await look('bid-contacts-en', 'en');
  await expect(sato.locator('main')).toContainText('inside the ban');
});

test('the plan says what comes next, by when and by which way', async () => {
  const plan = sato.locator('main .contact-plan');
  await speak(sato, 'ja');
  await sato.goto(`${bid}/contacts`);
  await expect(plan.locator('tbody tr')).toContainText('資料を送る');
  await expect(plan.locator('tbody tr')).toContainText('質問書のみ');
  await sato.emulateMedia({ media: 'print' });
  if (scripted) await picture(sato, 'contact-plan-print-ja');
  await sato.emulateMedia({ media: 'screen' });
});

test('a mail is attached to the entry, opened and removed', async () => {
  await sato.goto(card);
  const entry = sato.locator('main details:has(input[type="file"])').first();
  await entry.locator('> summary').click();
  await entry.locator('input[type="file"]').setInputFiles({
    name: '手紙.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('<html>'),
  });
  await entry.locator('button[type="submit"]').click();
  await expect(sato.locator('main [role="alert"]')).toContainText('拡張子と中身が一致しません');
  await look('contact-attach-refused-ja', 'ja');
  await entry.locator('input[type="file"]').setInputFiles({
    name: '返信.eml',
    mimeType: 'message/rfc822',
    buffer: Buffer.from('From: yamada@city.minato.example\r\nSubject: x\r\n\r\nHello'),
  });
  await entry.locator('button[type="submit"]').click();
  const attached = sato.locator('main .contact-files a');
  await expect(attached).toHaveText('返信.eml');
  await look('contact-attached-ja', 'ja');
  const [download] = await Promise.all([sato.waitForEvent('download'), attached.click()]);
  expect(download.suggestedFilename()).toBe('返信.eml');
  await send(sato, '/api/contacts/remove-file');
  await expect(sato.locator('main .contact-files')).toHaveCount(0);
});

test('an entry is corrected, and the ban is asked anew', async () => {
  await sato.goto(card);
  await sato.getByRole('link', { name: '記録を訂正' }).first().click();
  entry = new URL(sato.url()).pathname;
  await expect(sato.locator('[name="engagement[said]"]')).toHaveValue('先方からの電話で日程を確認した');
  await look('contact-correct-ja', 'ja');
  await speak(sato, 'en');
  await look('contact-correct-en', 'en');
  await speak(sato, 'ja');
  await fill(sato, { 'engagement[said]': '先方からの電話で提出日を確認した', 'engagement[ban_reason]': '' });
  await send(sato, '/api/contacts/correct');
  await expect(sato.locator('[name="engagement[ban_reason]"]')).toHaveAttribute('aria-invalid', 'true');
  await fill(sato, { 'engagement[ban_reason]': '先方から電話があった' });
  await send(sato, '/api/contacts/correct');
  await expect(sato).toHaveURL(/\?saved=1$/);
  await sato.goto(card);
  await expect(sato.locator('main')).toContainText('先方からの電話で提出日を確認した');
});

test('an organisation stands in the register by its front desk', async () => {
  await sato.goto('/contacts/organisations');
  await sato.locator('main').getByRole('link', { name: '湊市 防災課' }).click();
  await look('contact-organisation-entry-ja', 'ja');
  await sato.getByRole('link', { name: '窓口を関係者に登録' }).click();
  await expect(sato.locator('[name="contact[family]"]')).toHaveValue('窓口');
  await send(sato, '/api/contacts/add');
  await expect(sato.locator('h1')).toHaveText('窓口');
  await expect(sato.locator('main')).toContainText('湊市 防災課');
});

test('what erasing would take out is shown before', async () => {
  await sato.goto(`${card}/erase`);
  await expect(sato.locator('main')).toContainText('残るもの');
  await look('contact-erase-ja', 'ja');
  await speak(sato, 'en');
  await look('contact-erase-en', 'en');
  await speak(sato, 'ja');
});

test('a file is looked at before anybody is added', async () => {
  await sato.goto('/contacts');
  await sato.locator('main a[href="/contacts/import"]').click();
  await look('contact-import-ja', 'ja');
  await sato.locator('main input[type="file"]').setInputFiles({
    name: '予定.ics',
    mimeType: 'text/calendar',
    buffer: Buffer.from('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'),
  });
  await send(sato, '/contacts/import/upload');
  await expect(sato.locator('main .notice.problem')).toContainText('連絡先のファイルではありません');
  await sato.locator('main input[type="file"]').setInputFiles({
    name: '名刺.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(TABLE),
  });
  await send(sato, '/contacts/import/upload');
  await expect(sato).toHaveURL(/\/contacts\/import\/[\w-]+$/);
  file = new URL(sato.url()).pathname;
  const main = sato.locator('main');
  await expect(main).toContainText('新しいもの2件（うち組織1件）、登録済みの可能性があるもの1件、取り込めないもの0件');
  await expect(main).toContainText('カワカミ ハナコ');
  await expect(main).toContainText('趣味（1）');
  await expect(main.locator(`a[href="${card}"]`)).toContainText('山田 太郎');
  await look('contact-file-ja', 'ja');
  await speak(sato, 'en');
  await expect(main).toContainText('2 new (1 an organisation), 1 perhaps held already, 0 that cannot be imported');
  await look('contact-file-en', 'en');
  await speak(sato, 'ja');
});

test('the file is confirmed, and whoever was held has the empty fields filled in', async () => {
  const double = sato.locator('main [name^="choices"]');
  await expect(double).toHaveValue('skip');
  await double.selectOption({ label: '空欄だけ補う' });
  await sato.locator('main [name="kind"]').selectOption('supplier');
  await send(sato, '/api/contacts/take-file');
  await expect(sato.locator('main .notice.success')).toContainText('2件（うち組織1件）を登録し、1件の空欄を補いました');
  await look('contact-file-done-ja', 'ja');
  await sato.goto('/contacts?words=kawakami');
  await expect(sato.locator('main table').first()).toContainText('川上 花子');
  await sato.goto(card);
  await expect(sato.locator('main')).toContainText('総務部');
});

test('contacts are taken along as a table and as cards', async () => {
  await sato.goto('/contacts');
  await look('contacts-files-ja', 'ja');
  const table = await sato.request.get('/contacts/export.csv');
  expect(table.headers()['content-type']).toBe('text/csv; charset=utf-8');
  expect(await table.text()).toContain('花子,川上,ハナコ,カワカミ,株式会社せとうち,部長,営業部');
  const cards = await sato.request.get('/contacts/export.vcf');
  expect(await cards.text()).toContain('N;ALTID=1;LANGUAGE=ja;SORT-AS="カワカミ,ハナコ":川上;花子;;;');
  await expect(sato.locator('main a[href="/contacts/export.csv"]')).toBeVisible();
  await expect(sato.locator('main a[href="/contacts/export.vcf"]')).toBeVisible();
});

test('the other entry of somebody is looked for, and both stand side by side', async () => {
  await sato.goto(card);
  const main = sato.locator('main');
  await main.locator('#merge-words').fill('川上');
  await main.locator('form[action="/contacts/duplicates"] button').click();
  await expect(sato).toHaveURL(/\/contacts\/duplicates\?with=/);
  await look('contact-merge-search-ja', 'ja');
  await main.locator(`a[href^="${card}/merge/"]`).first().click();
  await expect(main.locator('h1')).toHaveText('関係者を一つにまとめる');
  await expect(main).toContainText('選ばなかった値はメモに残ります');
});

test('an organisation that was entered twice becomes one, and its people move along', async () => {
  const main = sato.locator('main');
  const seek = async (words: string) => {
    await main.locator('#merge-words').fill(words);
    await main.locator('#merge form button').click();
    return main.locator('#merge table').getByRole('link', { name: '見比べる' });
  };
  await sato.goto('/contacts/organisations');
  await main.getByRole('link', { name: '湊市 防災課' }).click();
  await (await seek('せとうち')).click();
  await expect(main.locator('h1')).toHaveText('組織を一つにまとめる');
  await expect(main.locator('form[action="/api/contacts/merge-bodies"]')).toContainText('川上 花子');
  await look('contact-organisations-merge-ja', 'ja');
  await send(sato, '/api/contacts/merge-bodies');
  await expect(main.locator('[name="body[notes]"]')).toHaveValue(/名前 Name: 株式会社せとうち/);
  const other = await seek('商工会');
  await look('contact-organisations-merge-search-ja', 'ja');
  beside = (await other.getAttribute('href'))!;
  await sato.goto('/contacts?words=kawakami');
  await expect(main.locator('table').first()).toContainText('湊市 防災課');
});

test('nothing is wider than a phone, and no page has an accessibility finding', async () => {
  await sato.setViewportSize({ width: 390, height: 844 });
  const own = ['/contacts', '/contacts/new', '/contacts/duplicates', '/contacts/import', file, card, entry, beside, `${card}/erase`];
  for (const page of [...own, `${bid}/contacts`, `${bid}${card}`]) {
    await sato.goto(page);
    await fits(sato);
    await accessible(sato, scripted);
    if (scripted) await picture(sato, `phone${page.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id').replaceAll('/', '-')}`);
  }
  expect([...findings]).toEqual([]);
});
