// One text, live: its shared document, kept on the device, sent and received through the tab's socket. It counts
// which edits the server has acknowledged and says so; it never takes an open socket for a saved text.

import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import * as Y from 'yjs';

import { bringsOnlyKnown, isKnown } from '../schema/foreign';
import { FRAGMENT, VERSION } from '../schema/schema';
import { Keeper } from '../store/keeper';
import type { Kept, TextStore, Unsent } from '../store/store';
import { awarenessFrame, closeFrame, type Denial, openFrame, type ServerFrame, type TextKey, UPDATE_MOST, updateFrame } from './frames';
import { Gate } from './gate';
import { type Meta, readMeta } from './meta';
import { Outbox } from './outbox';
import type { LiveSocket, Member } from './socket';

/** Edits wait this long for company. */
const BATCH = 40;
/** A frame that is not acknowledged within this time went to a server that is no more. */
const ACK_MOST = 10_000;
const AWARENESS_EVERY = 100;
/** The store hears of acknowledged edits when no key has come for so long: not twice with every key. */
const REST = 400;

/** How it stands with a text. */
export type Standing =
  /** Nothing has come from the server yet. */
  | { is: 'opening' }
  | { is: 'saved' }
  | { is: 'saving'; edits: number }
  | { is: 'offline'; edits: number }
  /** The server refused; `edits` are not saved. */
  | { is: 'refused'; reason: Denial; edits: number };

export interface Listener {
  /** The standing changed. */
  stands(standing: Standing): void;
  /** The first content has come: the text can be shown. */
  ready(): void;
  /** What the server tells beside the text. */
  learned(meta: Meta): void;
}

/** How long to wait before asking again for a text that the server could not give just now; the others stay closed. */
const AGAIN: Partial<Record<Denial, number>> = { too_fast: 2_000, full: 10_000, broken: 30_000 };

type Origin = 'server' | 'store';

export class Session implements Member {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly gate = new Gate(() => this.through());

  private channel: number | null = null;
  private isLive = false;
  private isReady = false;
  private isClosed = false;
  private mayWrite = false;
  private refusal: Denial | null = null;
  private readonly outbox = new Outbox();
  private keeper: Keeper | null;
  /** Edits of earlier tabs that the server may lack. */
  private inherited = new Map<string, Unsent>();
  private stamp = 0;
  /** Frames that came while the gate was closed. */
  private readonly waiting: ServerFrame[] = [];
  private batch: ReturnType<typeof setTimeout> | undefined;
  private overdue: ReturnType<typeof setTimeout> | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;
  private presence: ReturnType<typeof setTimeout> | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private acknowledgedStamp: number | null = null;

  constructor(
    private readonly key: TextKey,
    private readonly socket: LiveSocket,
    private readonly listener: Listener,
    store: TextStore | null,
    kept: Kept | null,
  ) {
    this.keeper = store && new Keeper(store, () => this.storeFailed());
    if (kept) this.restore(kept);
    this.doc.on('beforeObserverCalls', (transaction: Y.Transaction) => this.inspect(transaction));
    this.doc.on('update', (update: Uint8Array, origin: unknown) => this.updated(update, origin));
    this.awareness.on('update', (changes: { added: number[] }, origin: unknown) => this.awarenessUpdated(changes, origin));
    this.tell();
    socket.join(this);
  }

  /** Edits that the server has not acknowledged. */
  get unsaved(): number {
    return this.outbox.edits;
  }

  /** Whether edits outlive this tab. */
  get isKept(): boolean {
    return this.keeper !== null;
  }

  /** Whether an edit would be lost if the page went now. */
  get isLoose(): boolean {
    return this.unsaved > 0 && (this.keeper === null || this.keeper.keptStamp < this.stamp);
  }

  /** The text of every block, for a person who has to carry it elsewhere. */
  plainText(): string {
    const text = (type: Y.XmlFragment): string =>
      type
        .toArray()
        .map((child) => (child instanceof Y.XmlText ? plain(child) : child instanceof Y.XmlElement ? text(child) : ''))
        .join('');
    const blocks = this.doc.getXmlFragment(FRAGMENT).toArray();
    return blocks.map((block) => (block instanceof Y.XmlElement ? text(block) : '')).join('\n');
  }

  /** Sends what waits, also half-typed: the page may be about to go. */
  flush(): void {
    this.gate.force();
    this.keeper?.write();
    this.send();
    this.settle();
  }

  /** Ends the session. What is not acknowledged stays on the device. */
  close(): void {
    if (this.isClosed) return;
    this.flush();
    this.isClosed = true;
    removeAwarenessStates(this.awareness, [this.doc.clientID], 'closing');
    this.stopTimers();
    if (this.channel !== null) {
      this.socket.send(awarenessFrame(this.channel, encodeAwarenessUpdate(this.awareness, [this.doc.clientID])));
      this.socket.send(closeFrame(this.channel));
    }
    this.socket.leave(this);
    this.keeper?.close();
    this.awareness.destroy();
    this.doc.destroy();
  }

  /** Forgets what this device keeps of the text. */
  async forget(): Promise<void> {
    const keeper = this.keeper;
    this.keeper = null;
    await keeper?.clear();
  }

  // The socket's side.

  opened(): void {
    if (this.isClosed || (this.refusal !== null && !(this.refusal in AGAIN) && this.refusal !== 'signed_out')) return;
    this.refusal = null;
    this.channel = this.socket.channelFor(this);
    this.socket.send(openFrame(this.channel, this.key, VERSION, Y.encodeStateVector(this.doc)));
  }

  received(frame: ServerFrame): void {
    if (this.isClosed || frame.channel !== this.channel) return;
    switch (frame.kind) {
      case 'ack':
        this.acknowledged(frame.count);
        break;
      case 'deny':
        this.denied(frame.reason);
        break;
      default:
        if (this.gate.isHolding) this.waiting.push(frame);
        else this.take(frame);
    }
  }

  lost(): void {
    this.channel = null;
    this.isLive = false;
    // Offline it is said to be on the device.
    this.keeper?.write();
    this.waiting.length = 0;
    clearTimeout(this.overdue);
    clearTimeout(this.batch);
    this.outbox.disconnected();
    this.forgetOthers();
    this.tell();
  }

  outdated(): void {
    this.refuse('outdated');
  }

  signedOut(): void {
    if (!this.isClosed && this.refusal === null) this.refuse('signed_out');
  }

  // What comes in.

  private take(frame: ServerFrame): void {
    switch (frame.kind) {
      case 'sync':
        this.synchronised(frame.update, frame.stateVector, frame.meta);
        break;
      case 'update':
        Y.applyUpdate(this.doc, frame.update, 'server' satisfies Origin);
        break;
      case 'awareness':
        applyAwarenessUpdate(this.awareness, frame.update, 'server' satisfies Origin);
        break;
      case 'meta':
        this.learn(frame.meta);
        break;
      default:
    }
  }

  private synchronised(update: Uint8Array, serverState: Uint8Array, meta: string): void {
    Y.applyUpdate(this.doc, update, 'server' satisfies Origin);
    if (this.refusal !== null) return;
    this.isLive = true;
    this.learn(meta);
    const isAhead = this.isAheadOf(serverState);
    if (this.mayWrite && (isAhead || this.outbox.edits > 0)) {
      // The whole difference as one edit: a state vector alone does not say which deletions are missing.
      this.outbox.replace(Y.encodeStateAsUpdate(this.doc, serverState));
      this.send();
    } else if (!this.mayWrite && (isAhead || this.outbox.edits > 0)) {
      this.refuse('read_only');
      return;
    }
    this.becomeReady();
    this.announce();
    this.tell();
  }

  private isAheadOf(serverState: Uint8Array): boolean {
    const theirs = Y.decodeStateVector(serverState);
    const ours = Y.decodeStateVector(Y.encodeStateVector(this.doc));
    return [...ours].some(([client, clock]) => clock > (theirs.get(client) ?? 0));
  }

  private becomeReady(): void {
    if (this.isReady) return;
    if (!isKnown(this.doc.getXmlFragment(FRAGMENT))) {
      this.refuse('outdated');
      return;
    }
    this.isReady = true;
    this.listener.ready();
  }

  private learn(json: string): void {
    const meta = readMeta(json);
    this.mayWrite = meta.mayWrite;
    this.listener.learned(meta);
  }

  /** Before anybody is told of a transaction: something foreign must not reach the binding, which would delete it. */
  private inspect(transaction: Y.Transaction): void {
    if (this.isReady && transaction.origin === ('server' satisfies Origin) && !bringsOnlyKnown(transaction)) {
      this.refuse('outdated');
    }
  }

  // What goes out.

  private updated(update: Uint8Array, origin: unknown): void {
    if (origin === ('store' satisfies Origin)) return;
    if (origin === ('server' satisfies Origin)) {
      this.keep(update);
      return;
    }
    // The binding mends what it reads; a reader's mending is nobody's business.
    if (this.isReady && !this.mayWrite) return;
    this.stamp += 1;
    this.outbox.add(update);
    this.keep(update, { edits: this.outbox.edits, stamp: this.stamp });
    clearTimeout(this.batch);
    this.batch = setTimeout(() => this.send(), BATCH);
    this.tell();
  }

  private keep(update: Uint8Array, unsent?: Unsent): void {
    this.keeper?.keep(update, unsent);
    // What no server is about to hear of is nowhere else.
    if (!this.isLive) this.keeper?.write();
  }

  /** The device is full or forbids: go on without, and say so by way of `isKept`. */
  private storeFailed(): void {
    if (this.isClosed) return;
    this.keeper = null;
    this.tell();
  }

  private send(): void {
    clearTimeout(this.batch);
    if (!this.isLive || !this.mayWrite || this.gate.isHolding || this.channel === null) return;
    const frames = this.outbox.take(this.stamp, UPDATE_MOST);
    for (const update of frames) this.socket.send(updateFrame(this.channel, update));
    if (frames.length > 0) this.expectAck();
  }

  private expectAck(): void {
    clearTimeout(this.overdue);
    this.overdue = setTimeout(() => this.socket.restart(), ACK_MOST);
  }

  private acknowledged(count: number): void {
    const stamp = this.outbox.acknowledge(count);
    clearTimeout(this.overdue);
    if (this.outbox.isAwaiting) this.expectAck();
    if (stamp !== null) {
      this.acknowledgedStamp = stamp;
      clearTimeout(this.rest);
      this.rest = setTimeout(() => this.settle(), REST);
      if (this.inherited.size > 0) this.keeper?.store.settle(this.inherited).catch(() => this.storeFailed());
      this.inherited = new Map();
    }
    this.tell();
  }

  /** Tells the device's store what is acknowledged. Until then an edit only counts as unsent for longer. */
  private settle(): void {
    clearTimeout(this.rest);
    const stamp = this.acknowledgedStamp;
    this.acknowledgedStamp = null;
    if (stamp !== null) this.keeper?.settleOwn(stamp).catch(() => this.storeFailed());
  }

  /** The gate opened: ours first, as one update, then theirs. */
  private through(): void {
    this.send();
    for (const frame of this.waiting.splice(0)) if (frame.channel === this.channel) this.take(frame);
    this.sendPresence();
  }

  // Refusals.

  private denied(reason: Denial): void {
    this.refuse(reason);
    const wait = AGAIN[reason];
    if (wait === undefined) return;
    clearTimeout(this.again);
    this.again = setTimeout(() => {
      if (this.socket.isOpen) this.opened();
    }, wait);
  }

  private refuse(reason: Denial): void {
    if (this.channel !== null) this.socket.release(this.channel);
    this.lost();
    this.refusal = reason;
    this.tell();
  }

  // Presence.

  private awarenessUpdated(changes: { added: number[] }, origin: unknown): void {
    const isOurs = origin !== ('server' satisfies Origin);
    // Who has just come does not know us yet.
    if (isOurs || changes.added.length > 0) this.announce();
  }

  private announce(): void {
    if (this.presence !== undefined || this.isClosed) return;
    this.presence = setTimeout(() => this.sendPresence(), AWARENESS_EVERY);
  }

  private sendPresence(): void {
    clearTimeout(this.presence);
    this.presence = undefined;
    // Where the caret stands in a half-typed text means nothing to others yet.
    if (!this.isLive || this.channel === null || this.gate.isHolding || !this.awareness.getLocalState()) return;
    this.socket.send(awarenessFrame(this.channel, encodeAwarenessUpdate(this.awareness, [this.doc.clientID])));
  }

  private forgetOthers(): void {
    const others = [...this.awareness.getStates().keys()].filter((client) => client !== this.doc.clientID);
    removeAwarenessStates(this.awareness, others, 'server' satisfies Origin);
  }

  private restore(kept: Kept): void {
    this.doc.transact(() => {
      for (const update of kept.updates) Y.applyUpdate(this.doc, update, 'store' satisfies Origin);
    }, 'store' satisfies Origin);
    this.inherited = kept.unsent;
    this.outbox.inherit([...kept.unsent.values()].reduce((sum, unsent) => sum + unsent.edits, 0));
    this.keeper?.store.compact(kept, () => Y.encodeStateAsUpdate(this.doc)).catch(() => this.storeFailed());
  }

  private stopTimers(): void {
    for (const timer of [this.batch, this.overdue, this.again, this.presence, this.rest]) clearTimeout(timer);
  }

  private tell(): void {
    if (!this.isClosed) this.listener.stands(this.standing());
  }

  private standing(): Standing {
    const edits = this.outbox.edits;
    if (this.refusal !== null) return { is: 'refused', reason: this.refusal, edits };
    if (this.isLive) return edits === 0 ? { is: 'saved' } : { is: 'saving', edits };
    return this.isReady ? { is: 'offline', edits } : { is: 'opening' };
  }
}

function plain(text: Y.XmlText): string {
  return text
    .toDelta()
    .map((piece: { insert: unknown }) => (typeof piece.insert === 'string' ? piece.insert : ''))
    .join('');
}
