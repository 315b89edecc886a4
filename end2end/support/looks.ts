// How pages are looked at: in both languages, at a desk and on a phone, in light and in dark.

import { expect, type Page } from '@playwright/test';

import { speak } from './people';
import { accessible, fits, picture, whole } from './watch';

const LOOKS = [
  { name: 'desk', width: 1440, height: 900, colorScheme: 'light' as const },
  { name: 'phone', width: 390, height: 844, colorScheme: 'light' as const },
  { name: 'dark', width: 1440, height: 900, colorScheme: 'dark' as const },
];

/** How a person sees the pages. */
export type View = { language: 'ja' | 'en'; look: (typeof LOOKS)[number] };

/** Both languages in every look. Colours do not depend on the language. */
export const VIEWS: View[] = (['ja', 'en'] as const).flatMap((language) =>
  LOOKS.filter(({ name }) => language === 'ja' || name !== 'dark').map((look) => ({ language, look })),
);

/** Looks at every page, given by name and address, as the view has it; tells at the end what is wrong with which. */
export async function lookThrough(
  page: Page,
  { language, look }: View,
  pages: Iterable<readonly [string, string]>,
  scripted: boolean,
  isJudged = scripted,
): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/');
  await speak(page, language);
  await page.setViewportSize({ width: look.width, height: look.height });
  await page.emulateMedia({ colorScheme: look.colorScheme });
  const wrong: string[] = [];
  for (const [name, path] of pages) {
    try {
      await page.goto(path);
      await whole(page, language);
      await fits(page);
      if (scripted) await picture(page, `${name}-${language}-${look.name}`);
      await accessible(page, isJudged);
    } catch (failure) {
      wrong.push(`${name}: ${(failure as Error).message}`);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize({ width: 1440, height: 900 });
  expect(wrong.join('\n')).toBe('');
}
