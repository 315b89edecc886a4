// Watches every page of a context: an error in the console, a script that fails or a file that is missing
// fails the journey. Judges pages: accessibility, width, and a picture to look at.

import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const SCREENS = join(__dirname, '..', 'test-results', 'screens');

/** What went wrong on the pages of a context, as sentences. */
export class Watch {
  readonly wrongs: string[] = [];

  constructor(context: BrowserContext) {
    context.on('console', (message) => {
      if (message.type() === 'error') this.wrongs.push(`${message.page()?.url()}: ${message.text()}`);
    });
    context.on('weberror', (error) => this.wrongs.push(`${error.page()?.url()}: ${error.error().message}`));
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      // A download ends its navigation: the browser calls that an abort.
      // Without scripting the browser also refuses to fetch the script ahead.
      if (!reason.includes('ERR_ABORTED') && reason !== 'csp') this.wrongs.push(`${request.url()}: ${reason}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 400) this.wrongs.push(`${response.url()} answered ${response.status()}`);
    });
  }

  /** Fails when anything went wrong since the last call. */
  quiet(): void {
    const wrongs = this.wrongs.splice(0);
    expect(wrongs, 'console errors and failed requests').toEqual([]);
  }
}

/** What axe found on any page, each finding once. The last step of a journey expects none. */
export const findings = new Set<string>();

/** Lets axe judge a page. Needs scripting. */
export async function accessible(page: Page, scripted: boolean): Promise<void> {
  if (!scripted) return;
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const path = new URL(page.url()).pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
  for (const { id, help, nodes } of violations) {
    findings.add(`${path} ${id}: ${help} — ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  }
}

/** Fails when the page is wider than the window. */
export async function fits(page: Page): Promise<void> {
  const [whole, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(whole, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(window);
}

/** Fails when the page lacks what every page has: one heading, a title, its language. */
export async function whole(page: Page, language: 'ja' | 'en'): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await expect(page.locator('h1')).toHaveCount(1);
  await expect(page).toHaveTitle(/Musubi/);
}

/** A picture to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENS, { recursive: true });
  await page.screenshot({ path: join(SCREENS, `${name}.png`), fullPage: true });
}
