// When edits go to the device's store: the first at once, and those that follow it closely together. A transaction costs
// every key as much as all that the editor does for it beside, whatever it holds.

import * as Y from 'yjs';

import type { TextStore, Unsent } from './store';

/** Transactions begin so far apart, unless it is asked for at once. */
const APART = 200;

export class Keeper {
  private waiting: Uint8Array[] = [];
  private unsent: Unsent | undefined;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private stamp = 0;

  constructor(
    readonly store: TextStore,
    /** The device is full or forbids. */
    private readonly failed: () => void,
  ) {}

  /** The last own edit that is on the device. */
  get keptStamp(): number {
    return this.stamp;
  }

  /** Keeps an update, at the latest when the pause is over. `unsent` as the store takes it. */
  keep(update: Uint8Array, unsent?: Unsent): void {
    this.waiting.push(update);
    if (unsent) this.unsent = unsent;
    if (this.pause === undefined) this.write();
  }

  /** Keeps at once what waits. */
  write(): void {
    clearTimeout(this.pause);
    this.pause = undefined;
    if (this.waiting.length === 0) return;
    const { waiting, unsent } = this;
    this.waiting = [];
    this.unsent = undefined;
    this.pause = setTimeout(() => this.write(), APART);
    this.store.append(waiting.length === 1 ? (waiting[0] as Uint8Array) : Y.mergeUpdates(waiting), unsent).then(
      () => {
        if (unsent) this.stamp = Math.max(this.stamp, unsent.stamp);
      },
      () => this.failed(),
    );
  }

  /** Keeps what waits, and nothing from now on. */
  close(): void {
    this.write();
    clearTimeout(this.pause);
    this.store.close();
  }

  /** Forgets what waits and what was kept. */
  async clear(): Promise<void> {
    clearTimeout(this.pause);
    this.waiting = [];
    await this.store.clear();
  }

  /** The edits of this tab up to a stamp are acknowledged. */
  async settleOwn(stamp: number): Promise<void> {
    // An edit written behind this would count as unsent for ever.
    this.write();
    await this.store.settleOwn(stamp);
  }
}
