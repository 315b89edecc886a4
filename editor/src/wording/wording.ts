// The sentences in the language of the interface.

import { en } from './en';
import { ja } from './ja';
import type { Language, Words } from './words';

export function wording(language: Language): Words {
  return language === 'ja' ? ja : en;
}

/** Anything but Japanese is shown in English. */
export function languageOf(tag: string | undefined): Language {
  return tag === 'ja' ? 'ja' : 'en';
}
