// The element of the page in which a text is to be live, and what the server wrote on it.

import { languageOf, wording } from './wording/wording';
import type { Language, Words } from './wording/words';

export interface HostSettings {
  bid: string;
  section: string;
  /** Language of the text. */
  language: Language;
  mayWrite: boolean;
  /** Who reads; empty when the page does not say. */
  user: string;
  words: Words;
}

export const HOSTS = '[data-live]';

export function hostSettings(host: HTMLElement): HostSettings {
  const { bid = '', section = '', language, mayWrite, user = '', uiLanguage } = host.dataset;
  return {
    bid,
    section,
    language: languageOf(language),
    mayWrite: mayWrite === 'true',
    user,
    words: wording(languageOf(uiLanguage ?? document.documentElement.lang)),
  };
}
