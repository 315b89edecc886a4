// What a person sees when the server refused: why, the text with what is not saved, and what can be done.

import type { Denial } from './provider/frames';
import { element } from './dom/element';
import type { Words } from './wording/words';

export interface Refusal {
  reason: Denial;
  /** The text, when something in it is not saved. */
  unsaved: string | null;
  /** How much of it the device keeps. */
  kept: string | null;
  /** Tries again with everything. */
  again: (() => void) | null;
  /** Forgets what is not saved and opens the text as it is on the server. */
  drop: (() => void) | null;
}

export function refusalPanel(words: Words, language: string, refusal: Refusal): HTMLElement {
  const panel = element('div', 'notice problem live-refusal');
  panel.setAttribute('role', 'alert');
  panel.dataset['reason'] = refusal.reason;
  panel.append(element('p', '', words.refused[refusal.reason]));
  if (refusal.kept !== null) panel.append(element('p', 'live-kept', refusal.kept));
  let copy: HTMLElement | null = null;
  if (refusal.unsaved !== null) {
    const label = element('label', '', words.unsavedText);
    const text = element('textarea');
    text.readOnly = true;
    text.lang = language;
    text.value = refusal.unsaved;
    label.append(text);
    panel.append(label);
    copy = copyButton(words, text);
  }
  const actions = element('div', 'actions');
  if (copy) actions.append(copy);
  const offer = (label: string, act: (() => void) | null) => {
    if (!act) return;
    const button = element('button', 'button', label);
    button.type = 'button';
    button.addEventListener('click', act);
    actions.append(button);
  };
  if (refusal.reason === 'signed_out') {
    // In a tab of its own: this page, with what is on it, stays.
    const link = element('a', 'button', words.signIn);
    link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
    link.target = '_blank';
    link.rel = 'noopener';
    actions.append(link);
  }
  offer(words.tryAgain, refusal.again);
  offer(words.dropAndOpen, refusal.drop);
  if (refusal.reason === 'outdated') offer(words.reload, () => location.reload());
  if (actions.childElementCount > 0) panel.append(actions);
  return panel;
}

/** Copies the text, or selects it where the browser does not let a page copy. */
function copyButton(words: Words, text: HTMLTextAreaElement): HTMLButtonElement {
  const button = element('button', 'button', words.copyText);
  button.type = 'button';
  button.addEventListener('click', async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      text.focus();
      return;
    }
    button.textContent = words.copied;
  });
  return button;
}
