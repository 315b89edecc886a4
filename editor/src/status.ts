// How it stands with a text, in words, beside its head: saved, saving, offline; who else is here. Shown at once,
// spoken only when it matters.

import { element } from './dom/element';
import { colourOf, type Person } from './presence/people';
import type { Standing } from './provider/session';
import type { Words } from './wording/words';

/** Whoever writes on is not told between two keys that all is saved, or how much is not: each would be drawn. */
const CALM = 250;

export class Status {
  private readonly dom = element('div', 'live-state');
  private readonly people = element('span', 'avatars');
  private readonly shown = element('span', 'live-saved');
  private readonly spoken = element('span', 'unseen');
  private wasOffline = false;
  /** The person was told that the text cannot be opened for writing. */
  private isFailed = false;
  /** It is on the screen that edits are on their way. */
  private isSaving = false;
  private drawn = '[]';
  private calm: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: HTMLElement,
    private readonly words: Words,
  ) {
    this.spoken.setAttribute('role', 'status');
    this.people.setAttribute('role', 'group');
    this.dom.append(this.people, this.shown, this.spoken);
    const head = host.closest('.half')?.querySelector('.half-head');
    if (head) head.append(this.dom);
    else host.before(this.dom);
  }

  stands(standing: Standing, isKept: boolean, mayWrite: boolean): void {
    const { words } = this;
    if (this.isFailed && standing.is === 'opening') return;
    this.isFailed = false;
    clearTimeout(this.calm);
    const wasSaving = this.isSaving;
    this.isSaving = false;
    switch (standing.is) {
      case 'opening':
        this.show('wait', words.opening);
        break;
      case 'saved':
        this.calmly(wasSaving, () => {
          this.isSaving = false;
          this.show(mayWrite ? 'saved' : 'wait', mayWrite ? words.saved : words.reading);
        });
        if (this.wasOffline) this.speak(words.back);
        this.wasOffline = false;
        break;
      case 'saving':
        this.calmly(wasSaving, () => {
          this.isSaving = true;
          this.show('wait', words.saving(standing.edits));
        });
        break;
      case 'offline': {
        const loose = isKept ? words.offlineKept : words.offlineLoose;
        this.show('offline', standing.edits > 0 ? loose(standing.edits) : words.offline);
        if (!this.wasOffline) this.speak(words.offline);
        this.wasOffline = true;
        break;
      }
      case 'refused':
        this.show('offline', words.refused[standing.reason]);
        break;
    }
  }

  /** The text could not be opened for writing; what the server had drawn stays. */
  failed(): void {
    this.isFailed = true;
    this.show('offline', this.words.failed);
    this.speak(this.words.failed);
  }

  present(people: Person[]): void {
    // Every key of another is told: only who comes and goes is drawn.
    const present = JSON.stringify(people);
    if (present === this.drawn) return;
    this.drawn = present;
    this.people.replaceChildren(
      ...people.map(({ name, user }) => {
        const badge = element('span', `person caret-${colourOf(user)}`, name);
        return badge;
      }),
    );
    if (people.length > 0) this.people.setAttribute('aria-label', this.words.present(people.map(({ name }) => name)));
    else this.people.removeAttribute('aria-label');
  }

  destroy(): void {
    clearTimeout(this.calm);
    this.dom.remove();
  }

  /** What only goes on about edits on their way waits until no key comes. */
  private calmly(wasSaving: boolean, draw: () => void): void {
    this.isSaving = wasSaving;
    if (wasSaving) this.calm = setTimeout(draw, CALM);
    else draw();
  }

  private show(kind: string, text: string): void {
    if (this.dom.dataset['state'] !== kind) this.dom.dataset['state'] = kind;
    if (this.shown.textContent !== text) this.shown.textContent = text;
  }

  private speak(text: string): void {
    if (this.spoken.textContent !== text) this.spoken.textContent = text;
  }
}
