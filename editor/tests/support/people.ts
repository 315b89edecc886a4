// Two people at two browsers on one page, for tests in Chromium.

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

import { PageServer } from './page_server';
import { until } from './waiting';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['MUSUBI_CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS });
}

export async function startServer(): Promise<PageServer> {
  return PageServer.start(join(process.cwd(), '..'), process.env['MUSUBI_EDITOR'] ?? 'dist/editor.js');
}

/** What keys and connections a page of ours must never complain about. */
const EXPECTED = /WebSocket connection|net::ERR_|status of (401|404|426)/;

export class Desk {
  readonly wrongs: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    public page: Page,
    private readonly server: PageServer,
  ) {}

  static async sit(browser: Browser, server: PageServer, person: string, ui = 'ja'): Promise<Desk> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ja-JP' });
    await context.addCookies([{ name: 'person', value: person, url: server.url }]);
    const desk = new Desk(context, await context.newPage(), server);
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !EXPECTED.test(message.text())) desk.wrongs.push(message.text());
    });
    context.on('weberror', (error) => desk.wrongs.push(error.error().stack ?? error.error().message));
    await desk.open(ui);
    return desk;
  }

  async open(ui = 'ja'): Promise<void> {
    await this.page.goto(`${this.server.url}/section?ui=${ui}`);
    await this.page.locator('.live-text .ProseMirror').first().waitFor();
  }

  text(language = 'ja') {
    return this.page.locator(`.live-host[data-language="${language}"] .ProseMirror`);
  }

  state(language = 'ja') {
    return this.page.locator(`.half[lang="${language}"] .live-saved`);
  }

  tool(name: string) {
    return this.page.locator(`.tool-bar [data-tool="${name}"]`);
  }

  async saved(language = 'ja'): Promise<void> {
    await this.page.locator(`.half[lang="${language}"] .live-state[data-state="saved"]`).waitFor({ timeout: 15_000 });
  }

  /** The browser tells of a moved caret a moment after the key; no person is faster. */
  async settled(): Promise<void> {
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }

  async writes(text: string, language = 'ja'): Promise<void> {
    await this.text(language).click();
    await this.page.keyboard.press('Control+End');
    await this.settled();
    await this.page.keyboard.type(text);
  }

  /** The lines of the text as a person sees them. */
  async lines(language = 'ja'): Promise<string[]> {
    return this.text(language).locator(':scope > *').allTextContents();
  }

  async reads(what: string | RegExp, language = 'ja'): Promise<void> {
    await until(`${String(what)} is read`, async () => {
      const text = (await this.lines(language)).join('\n');
      return typeof what === 'string' ? text.includes(what) : what.test(text);
    }, 15_000);
  }

  async leave(): Promise<void> {
    await this.context.close();
    assert.deepEqual(this.wrongs, []);
  }
}
