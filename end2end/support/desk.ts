// Where journeys begin: the first person of a server of its own at a browser; a person with a chapter of a live text
// open.

import { type Browser, type BrowserContext, expect, type Locator, type Page } from '@playwright/test';

import { Musubi, type Person } from './musubi';
import { fill, MINATO, PASSWORD, SATO, send } from './people';
import { accessible, picture, Watch, whole } from './watch';

/** A server of its own, and its first person at a browser in Japan; whatever goes wrong there fails the journey. */
export class FirstDesk {
  private constructor(
    readonly musubi: Musubi,
    readonly page: Page,
    readonly watch: Watch,
    readonly scripted: boolean,
  ) {}

  static async sit(browser: Browser, scripted: boolean): Promise<FirstDesk> {
    const musubi = await Musubi.start();
    const context = await browser.newContext({
      baseURL: musubi.url,
      locale: 'ja-JP',
      javaScriptEnabled: scripted,
      viewport: { width: 1440, height: 900 },
    });
    const watch = new Watch(context);
    return new FirstDesk(musubi, await context.newPage(), watch, scripted);
  }

  async rise(): Promise<void> {
    await this.page.context().close();
    await this.musubi.stop();
  }

  /** Founds the firm by the link that the server prints, and signs its first person in. */
  async setUp(): Promise<void> {
    await this.page.goto(this.musubi.setUp);
    await fill(this.page, { ...MINATO, ...SATO, password: PASSWORD, password_again: PASSWORD });
    await send(this.page, '/api/links/set-up');
  }

  /** Brings a notice, or what came after one, by pasting it. */
  async paste(words: string): Promise<void> {
    await this.page.goto('/tenders/new');
    await this.page.locator('main form[action="/api/tenders/paste"] [name="text"]').fill(words);
    await send(this.page, '/api/tenders/paste');
  }

  /** Brings a notice, confirms what was read of it and begins a bid; the addresses of the tender and of the bid. */
  async bidOn(notice: string): Promise<{ tender: string; bid: string }> {
    await this.paste(notice);
    await expect(this.page).toHaveURL(/\/confirm$/);
    await this.chooseYes();
    await send(this.page, '/api/tenders/confirm');
    await expect(this.page).toHaveURL(/\/tenders\/[\w-]+$/);
    const tender = new URL(this.page.url()).pathname;
    await send(this.page, '/api/bids/create');
    return { tender, bid: new URL(this.page.url()).pathname };
  }

  /** Chooses `yes` wherever the page asks and nothing is chosen. */
  async chooseYes(): Promise<void> {
    const names = await this.page.locator('main input[type="radio"]').evaluateAll((radios) => {
      const all = radios as HTMLInputElement[];
      const open = all.filter((radio) => !all.some((other) => other.name === radio.name && other.checked));
      return [...new Set(open.map((radio) => radio.name))];
    });
    for (const name of names) await this.page.locator(`main [name="${name}"][value="yes"]`).check({ force: true });
  }

  /** Looks at a page: whole in its language, nothing for axe to find, a picture to look at. */
  async look(name: string, language: 'ja' | 'en'): Promise<void> {
    await whole(this.page, language);
    await accessible(this.page, this.scripted);
    if (this.scripted) await picture(this.page, name);
  }
}

/** What a browser says of a line that this journey itself has cut. */
const CUT = /WebSocket connection|ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_RESET/;

/** A person at a browser of their own, with the chapter open. */
export class Desk {
  readonly wrongs: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    public page: Page,
  ) {}

  static async sit(context: BrowserContext, person: Person): Promise<Desk> {
    const desk = new Desk(context, await context.newPage());
    context.on('console', (message) => {
      if (message.type() === 'error' && !CUT.test(message.text())) desk.wrongs.push(message.text());
    });
    context.on('weberror', (error) => desk.wrongs.push(error.error().message));
    await desk.page.goto('/sign-in');
    await desk.page.locator('main [name="email"]').fill(person.email);
    await desk.page.locator('main [name="password"]').fill(person.password);
    await desk.page.locator('main form button[type="submit"]').last().click();
    await desk.page.waitForURL((address) => address.pathname !== '/sign-in');
    return desk;
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await expect(this.text('ja')).toBeVisible();
    await expect(this.text('en')).toBeAttached();
  }

  text(language = 'ja'): Locator {
    return this.page.locator(`.live-host[data-language="${language}"] .ProseMirror`);
  }

  state(language = 'ja'): Locator {
    return this.page.locator(`.half[lang="${language}"] .live-state`);
  }

  /** Puts the caret at the end. The browser tells of a moved caret a moment after the key; no person is faster. */
  private async end(language: string): Promise<void> {
    await this.text(language).click();
    await this.page.keyboard.press('Control+End');
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.evaluate(() => new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(told))));
  }

  async writes(words: string, language = 'ja'): Promise<void> {
    await this.end(language);
    await this.page.keyboard.type(words);
  }

  /** Writes a paragraph of its own. */
  async adds(words: string, language = 'ja'): Promise<void> {
    await this.end(language);
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.type(words);
  }

  saved(language = 'ja'): Promise<void> {
    return expect(this.state(language)).toHaveAttribute('data-state', 'saved', { timeout: 20_000 });
  }
}

/** Both see the same lines, and what they see is saved. */
export async function agree(one: Desk, other: Desk, language = 'ja'): Promise<void> {
  await one.saved(language);
  await other.saved(language);
  await expect
    .poll(async () => (await one.text(language).innerText()) === (await other.text(language).innerText()), { timeout: 20_000 })
    .toBe(true);
}
