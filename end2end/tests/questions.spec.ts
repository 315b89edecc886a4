// Questions to the buyer: an English draft gets its Japanese, goes out on the sheet, and the buyer's table of answers is
// taken in row by row; in both languages and on a phone.

import { expect, type Page, test } from '@playwright/test';

import { Musubi } from '../support/musubi';
import { fill, MINATO, PASSWORD, SATO, send, speak } from '../support/people';
import { accessible, findings, fits, picture, Watch, whole } from '../support/watch';

const TITLE = '湊市津波避難情報システム構築業務委託';
const NOTICE = `湊市公告第42号
業務名　${TITLE}
公告日　令和8年1月5日（月）
湊市長　湊　太郎
実施形式　公募型プロポーザル方式
履行場所　湊市役所本庁舎
質問書提出期限　令和8年11月13日（金）午後5時
企画提案書提出期限　令和8年12月10日（木）午後5時　必着
`;
const JAPANESE = '仕様書３ページの再委託は、事前の承諾があれば認められるか。';
const ANSWERS = `番号\t資料名\t頁\t質問内容\t回答
1\t実施要領\t2\t入札保証金は免除されるか。\t免除します。
2\t仕様書\t3\t仕様書3ページの再委託は、事前の承諾があれば認められるか\t承諾を得た場合に限り認めます。
3\t仕様書\t4\t未回答の質問\t
`;

test.describe.configure({ mode: 'serial' });

let musubi: Musubi;
let sato: Page;
let scripted: boolean;
let watch: Watch;
let bid = '';
let question = '';

test.beforeAll(async ({ browser, javaScriptEnabled }) => {
  scripted = javaScriptEnabled;
  musubi = await Musubi.start();
  const context = await browser.newContext({
    baseURL: musubi.url,
    locale: 'ja-JP',
    javaScriptEnabled: scripted,
    viewport: { width: 1440, height: 900 },
  });
  watch = new Watch(context);
  sato = await context.newPage();
});

test.afterEach(() => watch.quiet());

test.afterAll(async () => {
  await sato?.context().close();
  await musubi?.stop();
});

async function look(name: string, language: 'ja' | 'en'): Promise<void> {
  await whole(sato, language);
  await accessible(sato, scripted);
  if (scripted) await picture(sato, name);
}

/** Chooses `yes` wherever a page asks and nothing is chosen. */
async function chooseYes(page: Page): Promise<void> {
  const names = await page.locator('main input[type="radio"]').evaluateAll((radios) => {
    const all = radios as HTMLInputElement[];
    const open = all.filter((radio) => !all.some((other) => other.name === radio.name && other.checked));
    return [...new Set(open.map((radio) => radio.name))];
  });
  for (const name of names) await page.locator(`main [name="${name}"][value="yes"]`).check({ force: true });
}

test('a bid begins', async () => {
  await sato.goto(musubi.setUp);
  await fill(sato, { ...MINATO, ...SATO, password: PASSWORD, password_again: PASSWORD });
  await send(sato, '/api/links/set-up');
  await sato.goto('/tenders/new');
  await sato.locator('main form[action="/api/tenders/paste"] [name="text"]').fill(NOTICE);
  await send(sato, '/api/tenders/paste');
  await chooseYes(sato);
  await send(sato, '/api/tenders/confirm');
  await expect(sato).toHaveURL(/\/tenders\/[\w-]+$/);
  await send(sato, '/api/bids/create');
  bid = new URL(sato.url()).pathname;
});

test('a question begins in English and waits for its Japanese', async () => {
  await sato.goto(`${bid}/questions`);
  await look('questions-empty-ja', 'ja');
  await fill(sato, { 'question[document]': '仕様書', 'question[page]': '3', 'question[question_en]': 'May we subcontract?' });
  await send(sato, '/api/questions/add');
  await expect(sato).toHaveURL(/\/questions\/[\w-]+\?saved=1$/);
  question = new URL(sato.url()).pathname;
  await sato.goto(`${bid}/questions`);
  await expect(sato.locator('main')).toContainText('日本語訳待ち');
});

test('words that show who asks are marked, and the sheet asks before it goes out so', async () => {
  await sato.goto(question);
  await fill(sato, { 'question[question]': '湊技研は再委託できるか。' });
  await send(sato, '/api/questions/change');
  await expect(sato.locator('main')).toContainText('質問者が分かる言葉');
  await look('question-tells-ja', 'ja');
  await sato.locator('main form[action="/api/questions/state"]:has(input[value="ready"]) button').click();
  await sato.waitForLoadState();
  await expect(sato.locator('main header .tag')).toHaveText('提出可能');
  await sato.goto(`${bid}/questions`);
  await send(sato, '/api/questions/ask');
  await expect(sato.locator('main .notice.problem')).toContainText('まだ提出済みにしていません');
  await sato.goto(question);
  await fill(sato, { 'question[question]': JAPANESE });
  await send(sato, '/api/questions/change');
  await expect(sato.locator('main')).not.toContainText('質問者が分かる言葉');
});

test('the sheet is printed, marked as sent and numbered', async () => {
  await sato.goto(`${bid}/documents/F16`);
  await expect(sato.locator('main')).toContainText('認められるか');
  await sato.goto(`${bid}/questions`);
  await look('questions-ready-ja', 'ja');
  await send(sato, '/api/questions/ask');
  await expect(sato.locator('main h2', { hasText: '第1回の質問書' })).toBeVisible();
  await sato.goto(question);
  await expect(sato.locator('h1')).toHaveText('質問 No.1');
  await expect(sato.locator('main [name="question[question]"]')).toHaveCount(0);
});

test('what it concerns is chosen', async () => {
  await sato.locator('main .question-boxes input').first().check();
  await send(sato, '/api/questions/link');
  await expect(sato.locator('main .question-boxes input').first()).toBeChecked();
});

test("the buyer's table is gone through row by row and taken", async () => {
  await sato.goto(`${bid}/questions/answers`);
  await look('answers-empty-ja', 'ja');
  await sato.locator('main [name="text"]').fill(ANSWERS);
  await send(sato, `${bid}/questions/answers/upload`);
  await expect(sato.locator('main')).toContainText('4行目：回答がありません');
  await expect(sato.locator('main .tag.ok', { hasText: '一致' })).toHaveCount(1);
  await look('answers-read-ja', 'ja');
  await send(sato, '/api/questions/take');
  await expect(sato).toHaveURL(/\/questions\?saved=1$/);
  await expect(sato.locator('main')).toContainText('承諾を得た場合に限り認めます。');
  await expect(sato.locator('main')).toContainText('他の参加者の質問');
  await look('questions-answered-ja', 'ja');
});

test('in English and on a phone', async () => {
  await speak(sato, 'en');
  await look('questions-answered-en', 'en');
  await sato.goto(question);
  await look('question-en', 'en');
  await sato.setViewportSize({ width: 390, height: 844 });
  for (const page of [question, `${bid}/questions`, `${bid}/questions/answers`, bid]) {
    await sato.goto(page);
    await fits(sato);
  }
  await sato.goto(`${bid}/questions`);
  await look('questions-phone-en', 'en');
});

test('axe finds nothing', () => {
  expect([...findings]).toEqual([]);
});
