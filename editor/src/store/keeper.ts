// Brings updates to the device's store, several in one transaction. What the server has acknowledged has time; what it
// has not is on the device within a moment, and at once when the session says so: without a line, and before the page
// goes. Nothing that a person is told of as kept waits here.

import * as Y from 'yjs';

import type { TextStore, Unsent } from './store';

/** An edit that the server has not acknowledged after this time is kept on the device. */
const UNSENT_MOST = 200;
/** Everything else is kept after this time: a crash takes from the device what the server has. */
const WAIT_MOST = 2_000;

/** How it stands with the own edits. */
export interface Own {
  /** How many the server has not acknowledged, and the stamp of the last edit. */
  unsent: Unsent;
  /** When the oldest of them was made; `null` when there is none. */
  since: number | null;
}

export class Keeper {
  private waiting: Uint8Array[] = [];
  private since = 0;
  /** When the first own edit among what waits came; `null` when there is none. */
  private ownSince: number | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due = Infinity;
  /** The store holds that this tab has unsent edits. */
  private isMarked = false;
  private kept = 0;

  /** `own` tells how it stands when something is written; `failed` is told that the device takes nothing more. */
  constructor(
    private readonly store: TextStore,
    private readonly own: () => Own,
    private readonly failed: () => void,
  ) {}

  /** The stamp of the last own edit that is on the device for certain. */
  get keptStamp(): number {
    return this.kept;
  }

  /** Keeps an update in time. */
  add(update: Uint8Array, isOwn: boolean): void {
    const now = performance.now();
    if (this.waiting.length === 0) this.since = now;
    if (isOwn) this.ownSince ??= now;
    this.waiting.push(update);
    this.arm();
  }

  /** Hands everything that waits to the device now. */
  now(): void {
    clearTimeout(this.timer);
    this.due = Infinity;
    const [first, ...more] = this.waiting;
    if (!first) return;
    const { unsent } = this.own();
    // What has been acknowledged meanwhile is no unsent edit any more.
    const isUnsent = this.ownSince !== null && unsent.edits > 0;
    this.waiting = [];
    this.ownSince = null;
    this.isMarked ||= isUnsent;
    const update = more.length === 0 ? first : Y.mergeUpdates([first, ...more]);
    const written = this.store.append(update, isUnsent ? unsent : undefined);
    written.then(() => (this.kept = Math.max(this.kept, unsent.stamp)), this.failed);
  }

  /** The edits of this tab up to a stamp are acknowledged. */
  settle(stamp: number): void {
    if (!this.isMarked) return;
    this.isMarked = this.own().unsent.edits > 0;
    this.store.settleOwn(stamp).catch(this.failed);
  }

  /** The edits that earlier tabs have left are acknowledged. */
  settleOthers(tabs: Map<string, Unsent>): void {
    this.store.settle(tabs).catch(this.failed);
  }

  /** Hands over what waits; what was handed over before is still written. */
  close(): void {
    this.now();
    this.store.close();
  }

  /** Forgets everything, also what waits. */
  async clear(): Promise<void> {
    this.stop();
    await this.store.clear();
  }

  /** Writes nothing more: an update without the ones before it is of no use. */
  stop(): void {
    clearTimeout(this.timer);
    this.waiting = [];
  }

  private arm(): void {
    const due = this.next();
    if (due >= this.due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => this.ring(), due - performance.now());
  }

  private ring(): void {
    this.due = Infinity;
    if (this.waiting.length === 0) return;
    // The edits for whose sake it rings may have been acknowledged since.
    if (this.next() <= performance.now()) this.now();
    else this.arm();
  }

  private next(): number {
    const { since } = this.own();
    const latest = this.since + WAIT_MOST;
    if (since === null || this.ownSince === null) return latest;
    // None that waits here and is not acknowledged is older than either.
    return Math.min(latest, Math.max(since, this.ownSince) + UNSENT_MOST);
  }
}
