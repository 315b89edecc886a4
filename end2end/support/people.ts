// The people of the journey: a bid manager in Fukui and an engineer in Bergen.

import { expect, type Page } from '@playwright/test';

export const PASSWORD = 'correct horse 結び';

export const SATO = { person_name: '佐藤 花子', email: 'sato@minato.example.jp' };
export const INGRID = { person_name: 'Ingrid Haugen', email: 'ingrid@fjordvarsel.example.no' };

export const MINATO = {
  name: '株式会社湊技研',
  name_kana: 'ミナトギケン',
  corporate_number: '5835678256246',
  postal_code: '916-8666',
  address: '福井県鯖江市西山町13番1号',
  telephone: '0778-12-3456',
  representative_title: '代表取締役',
  representative_name: '湊 一郎',
  representative_kana: 'ミナト　イチロウ',
};

export const FJORDVARSEL = {
  name: 'Fjordvarsel AS',
  name_kana: 'フィヨルドヴァルセル',
  registry: 'Brønnøysundregistrene',
  registration_number: '923 609 016',
  address: 'Bryggen 5, 5003 Bergen',
  representative_title: 'Managing Director',
  representative_latin: 'Ingrid Haugen',
  representative_kana: 'イングリッド　ハウゲン',
};

/** Fills the fields of the page's main part by their names. */
export async function fill(page: Page, fields: Record<string, string>, within = 'main'): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    await page.locator(`${within} [name="${name}"]`).fill(value);
  }
}

/** Sends the form that posts to an address. */
export async function send(page: Page, action: string): Promise<void> {
  await page.locator(`main form[action="${action}"] button[type="submit"]`).last().click();
  await page.waitForLoadState();
}

/** The link that the page shows once. */
export async function shownLink(page: Page): Promise<string> {
  const text = await page.locator('#shown-link').inputValue();
  const link = /\/link\/[\w-]+/.exec(text);
  expect(link, 'a link is shown').not.toBeNull();
  return link![0];
}

/** Switches the language of the interface to the one named. */
export async function speak(page: Page, language: 'ja' | 'en'): Promise<void> {
  if ((await page.locator('html').getAttribute('lang')) === language) return;
  await page
    .locator(`nav form[action="/api/preferences/language"]:has(input[value="${language}"]) button`)
    .first()
    .click();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}
