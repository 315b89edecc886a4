// After the first notice: a correction comes in, is recognised, and one of its two dates is accepted; a
// cancellation is recorded and taken back; entries of a feed and saved searches lead to tenders.

import { expect, type Page, test } from '@playwright/test';

import { FirstDesk } from '../support/desk';
import { lookThrough, VIEWS } from '../support/looks';
import { send } from '../support/people';
import { accessible, findings, picture, whole } from '../support/watch';

const TITLE = '湊市津波避難情報システム構築業務委託';
const NOTICE = `湊市公告第42号
業務名　${TITLE}
令和8年11月2日
湊市長　湊　太郎
実施形式　公募型プロポーザル方式
履行場所　湊市役所本庁舎
質問書提出期限　令和8年11月13日（金）午後5時
企画提案書提出期限　令和8年12月10日（木）午後5時　必着
`;
const CORRECTION = `公告の訂正について
令和8年11月5日
湊市長　湊　太郎
湊市公告第42号「${TITLE}」について、次のとおり訂正します。
(1) 質問書提出期限　（誤）令和8年11月13日（金）午後5時　（正）令和8年11月18日（水）午後5時
(2) 企画提案書提出期限　（誤）令和8年12月10日（木）午後5時　（正）令和8年12月17日（木）午後5時
`;
const CANCELLATION = `プロポーザルの中止について
令和8年11月20日
${TITLE}は、仕様の見直しのため中止します。
`;
const FEED = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>湊市 入札・契約情報</title><link>https://city.minato.example/</link>
<item><title>【公告】庁舎清掃業務委託（一般競争入札）</title><link>https://city.minato.example/a/1.html</link>
<pubDate>Mon, 02 Nov 2026 09:00:00 +0900</pubDate></item>
<item><title>【公告】湊港観光案内所運営業務（公募型プロポーザル）</title><link>https://city.minato.example/a/2.html</link>
<pubDate>Wed, 04 Nov 2026 09:00:00 +0900</pubDate></item>
</channel></rss>
`;

test.describe.configure({ mode: 'serial' });

let desk: FirstDesk;
let sato: Page;
let scripted: boolean;
let tender = '';
let bid = '';
let correction = '';

test.beforeAll(async ({ browser, javaScriptEnabled }) => {
  desk = await FirstDesk.sit(browser, javaScriptEnabled);
  sato = desk.page;
  scripted = desk.scripted;
});

test.afterEach(() => desk.watch.quiet());

test.afterAll(() => desk?.rise());

test('a tender is confirmed and a bid begins', async () => {
  await desk.setUp();
  ({ tender, bid } = await desk.bidOn(NOTICE));
});

test('a correction that comes in is offered to its tender', async () => {
  await desk.paste(CORRECTION);
  await expect(sato).toHaveURL(new RegExp(`${tender}/changes/[\\w-]+$`));
  correction = new URL(sato.url()).pathname;
  await whole(sato, 'ja');
  await accessible(sato, scripted);
  if (scripted) await picture(sato, 'change-offered-ja');
  await sato.locator('main form:has([name="answer"][value="yes"]) button[type="submit"]').click();
  await expect(sato.locator('main form[action="/api/changes/settle"]')).toBeVisible();
});

test('one of its dates is accepted, the other stays', async () => {
  const rows = sato.locator('main .difference');
  await expect(rows).toHaveCount(2);
  await whole(sato, 'ja');
  await accessible(sato, scripted);
  if (scripted) await picture(sato, 'change-open-ja');
  await sato.goto(tender);
  await expect(sato.locator('main')).not.toContainText('令和8年12月17日');
  await sato.goto(correction);
  const row = (words: string) => sato.locator('main .difference', { hasText: words });
  await expect(row('令和8年12月17日').locator('.versus .value').first()).toBeVisible();
  await row('令和8年12月17日').locator('[value="yes"]').check({ force: true });
  await row('令和8年11月18日').locator('[value="no"]').check({ force: true });
  await send(sato, '/api/changes/settle');
  await expect(sato).toHaveURL(new RegExp(`${correction}$`));
  await sato.goto(tender);
  await expect(sato.locator('main')).toContainText('令和8年12月17日（木）17:00');
  await expect(sato.locator('main')).toContainText('令和8年11月13日（金）17:00');
  await sato.goto('/');
  await expect(sato.locator('main .moved')).toContainText('12/17（木）17:00');
});

test('a cancellation is recorded, shown on the bid, and taken back', async () => {
  await sato.goto(`${tender}/changes`);
  await sato.locator('main [name="text"]').fill(CANCELLATION);
  await send(sato, '/api/changes/paste');
  await desk.chooseYes();
  await send(sato, '/api/changes/settle');
  for (const page of [tender, bid, `${bid}/dates`]) {
    await sato.goto(page);
    await expect(sato.locator('main .notice').first()).toContainText('中止');
  }
  if (scripted) await picture(sato, 'dates-cancelled-ja');
  await sato.goto(tender);
  await send(sato, '/api/changes/take-outcome-back');
  await expect(sato.locator('main')).not.toContainText('この案件は中止になりました');
});

test('a feed becomes candidates, and a candidate a tender', async () => {
  await sato.goto('/tenders/candidates');
  await sato.locator('main input[type="file"]').setInputFiles({
    name: 'feed.xml',
    mimeType: 'application/rss+xml',
    buffer: Buffer.from(FEED),
  });
  await send(sato, '/tenders/candidates/upload');
  await expect(sato.locator('main tbody tr')).toHaveCount(2);
  await sato.locator('main tbody tr').first().locator('a[href*="candidate="]').click();
  await whole(sato, 'ja');
  await accessible(sato, scripted);
  if (scripted) await picture(sato, 'new-tender-of-candidate-ja');
});

test('a saved search tells what is new', async () => {
  await sato.goto('/tenders/searches');
  await sato.locator('main form[action="/api/searches/add"] [name="search[words]"]').fill('湊 業務');
  await send(sato, '/api/searches/add');
  await expect(sato.locator('main .saved')).toContainText('新着 3 件');
  await send(sato, '/api/searches/seen');
  await expect(sato.locator('main .saved header')).not.toContainText('新着');
});

for (const view of VIEWS) {
  test(`every page is whole: ${view.language}, ${view.look.name}`, async () => {
    test.setTimeout(120_000);
    // The cancellation waits again: its page asks, and the banners tell it.
    const pages: [string, string][] = [
      ['moved-home', '/'],
      ['changes', `${tender}/changes`],
      ['change-settled', correction],
      ['standing-tender', tender],
      ['standing-bid', bid],
      ['candidates', '/tenders/candidates'],
      ['searches', '/tenders/searches'],
      ['tenders-waiting', '/tenders'],
    ];
    await sato.goto(`${tender}/changes`);
    const waiting = await sato.locator('main tbody a').first().getAttribute('href');
    pages.push(['change-open', waiting ?? correction]);
    await lookThrough(sato, view, pages, scripted);
  });
}

test('no page has an accessibility finding', () => {
  expect([...findings]).toEqual([]);
});
