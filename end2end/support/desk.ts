// A person at a browser of their own, with a chapter of a live text open.

import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';

import type { Person } from './musubi';

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
