// The edits on their way: not sent yet, or sent and not acknowledged. The server acknowledges the first n frames of
// a channel; edits of a lost channel go out again as one.

import * as Y from 'yjs';

interface Sent {
  /** The frame's number on its channel, from one. */
  number: number;
  edits: number;
  /** The state of the device's store at which everything in the frame was kept. */
  stamp: number;
}

export class Outbox {
  private queued: Uint8Array[] = [];
  private queuedEdits = 0;
  private sent: Sent[] = [];
  private count = 0;

  /** Edits that are not acknowledged. */
  get edits(): number {
    return this.queuedEdits + this.sent.reduce((sum, sent) => sum + sent.edits, 0);
  }

  /** Whether a sent frame is not acknowledged. */
  get isAwaiting(): boolean {
    return this.sent.length > 0;
  }

  add(update: Uint8Array): void {
    this.queued.push(update);
    this.queuedEdits += 1;
  }

  /** Edits that an earlier tab has left. */
  inherit(edits: number): void {
    this.queuedEdits += edits;
  }

  /** Everything unacknowledged is in this one update; it counts as an edit also when nobody counted one. */
  replace(update: Uint8Array): void {
    this.queued = [update];
    this.queuedEdits = Math.max(this.queuedEdits, 1);
  }

  /** The updates to send now, as one where a frame can hold that. */
  take(stamp: number, most: number): Uint8Array[] {
    if (this.queued.length === 0) return [];
    const merged = Y.mergeUpdates(this.queued);
    const updates = merged.length <= most ? [merged] : this.queued;
    this.queued = [];
    updates.forEach((_, index) => {
      this.count += 1;
      // The last frame carries the count: before it is acknowledged, not all is saved.
      const isLast = index === updates.length - 1;
      this.sent.push({ number: this.count, edits: isLast ? this.queuedEdits : 0, stamp });
    });
    this.queuedEdits = 0;
    return updates;
  }

  /** The first frames are acknowledged; gives the stamp when nothing is left to acknowledge or to send. */
  acknowledge(count: number): number | null {
    const done = this.sent.filter((sent) => sent.number <= count);
    this.sent = this.sent.filter((sent) => sent.number > count);
    return done.length > 0 && this.edits === 0 ? (done.at(-1)?.stamp ?? null) : null;
  }

  /** The channel is gone. What was sent and what was not is all in the document still. */
  disconnected(): void {
    this.queuedEdits = this.edits;
    this.queued = [];
    this.sent = [];
    this.count = 0;
  }
}
