// Questions to the buyer: an English draft gets its Japanese, goes out on the sheet, and the buyer's table of answers is
// taken in row by row; in both languages and on a phone.

import { expect, type Page, test } from '@playwright/test';

import { FirstDesk } from '../support/desk';
import { fill, send, speak } from '../support/people';
import { findings, fits } from '../support/watch';

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
const MISTAKEN = '質問書は持参でもよいか。';
const ANSWERS = `番号\t資料名\t頁\t質問内容\t回答
1\t実施要領\t2\t入札保証金は免除されるか。\t免除します。
2\t仕様書\t3\t仕様書3ページの再委託は、事前の承諾があれば認められるか\t承諾を得た場合に限り認めます。
3\t仕様書\t4\t未回答の質問\t
`;

test.describe.configure({ mode: 'serial' });

let desk: FirstDesk;
let sato: Page;
let bid = '';
let question = '';

test.beforeAll(async ({ browser, javaScriptEnabled }) => {
  desk = await FirstDesk.sit(browser, javaScriptEnabled);
  sato = desk.page;
});

test.afterEach(() => desk.watch.quiet());

test.afterAll(() => desk?.rise());

const look = (name: string, language: 'ja' | 'en') => desk.look(name, language);

test('a bid begins', async () => {
  await desk.setUp();
  ({ bid } = await desk.bidOn(NOTICE));
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

test('a sheet that was marked too early is marked as not sent, and marked again', async () => {
  await sato.goto(`${bid}/questions`);
  await look('questions-sent-ja', 'ja');
  await send(sato, '/api/questions/recall');
  const main = sato.locator('main');
  await expect(main.locator('h2', { hasText: '第1回の質問書' })).toHaveCount(0);
  await expect(main.locator('.tag', { hasText: '提出可能' })).toHaveCount(1);
  await send(sato, '/api/questions/ask');
  await expect(main.locator('h2', { hasText: '第1回の質問書' })).toBeVisible();
});

test('a question that did not go out with the others is taken off the sheet, and given up', async () => {
  await sato.goto(`${bid}/questions`);
  const main = sato.locator('main');
  await send(sato, '/api/questions/recall');
  await fill(sato, { 'question[document]': '実施要領', 'question[question]': MISTAKEN });
  await send(sato, '/api/questions/add');
  await main.locator('form[action="/api/questions/state"]:has(input[value="ready"]) button').click();
  await expect(main.locator('header .tag')).toHaveText('提出可能');
  await sato.goto(`${bid}/questions`);
  await send(sato, '/api/questions/ask');
  const row = main.locator('tr', { hasText: MISTAKEN });
  await expect(row).toContainText('提出済み');
  await look('questions-take-off-ja', 'ja');
  await row.locator('form[action="/api/questions/recall-one"] button').click();
  await expect(sato).toHaveURL(/\/questions\?saved=1$/);
  await expect(row).toContainText('下書き');
  await expect(main.locator('tr', { hasText: JAPANESE })).toContainText('提出済み');
  await row.locator('form:has(input[value="withdrawn"]) button').click();
  await expect(row).toContainText('取下げ');
});

test('what it concerns is chosen', async () => {
  await sato.goto(question);
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

test('an answer that belongs elsewhere is taken back, and recorded anew', async () => {
  await sato.goto(question);
  await look('question-answered-ja', 'ja');
  await send(sato, '/api/questions/take-answer-back');
  const main = sato.locator('main');
  await expect(main.locator('header .tag')).toHaveText('提出済み');
  await expect(main).not.toContainText('承諾を得た場合に限り認めます。');
  await fill(sato, { 'answer[answer]': '承諾を得た場合に限り認めます。' });
  await send(sato, '/api/questions/answer');
  await expect(main.locator('header .tag')).toHaveText('回答あり');
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
