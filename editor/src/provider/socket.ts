// The tab's one socket, shared by all texts of the page. It comes back by itself: after a growing wait, and at once
// when the network or the person comes back. It knows channels and frames, nothing of texts.

import { Backoff } from './backoff';
import { readFrame, type ServerFrame } from './frames';

/** One who takes part in the socket. */
export interface Member {
  /** The socket is open; no channel is. */
  opened(): void;
  /** A frame of one of the member's channels. */
  received(frame: ServerFrame): void;
  /** The socket is gone, and every channel with it. */
  lost(): void;
  /** The server wants a newer schema than ours. The socket does not come back. */
  outdated(): void;
  /** The person's session has ended. The socket comes back when they have signed in again. */
  signedOut(): void;
}

/** What is used of a WebSocket, so that tests can be one. */
export interface Line {
  binaryType: BinaryType;
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(data: Uint8Array): void;
  close(code?: number): void;
  onopen: (() => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
}

/** Whether the server still knows who this is; `null` when it cannot be asked. */
export type Asking = () => Promise<boolean | null>;

const OPEN = 1;
/** With this code the server ends the socket of a session that has ended. */
const SIGNED_OUT = 4001;
/** A server that has taken the connection speaks within this time, or it is none. */
const SILENCE_MOST = 10_000;

export class LiveSocket {
  private line: Line | null = null;
  /** The server has spoken: its first frame names the schema that it wants. */
  private isReady = false;
  private isOutdated = false;
  private readonly members = new Set<Member>();
  private readonly channels = new Map<number, Member>();
  private lastChannel = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly connect: () => Line,
    private readonly version: number,
    private readonly backoff = new Backoff(),
    private readonly isSignedIn: Asking = async () => null,
  ) {}

  get isOpen(): boolean {
    return this.isReady;
  }

  /** Takes a member in; it is told when the socket is open. */
  join(member: Member): void {
    this.members.add(member);
    // It is still being made.
    if (this.isOutdated) queueMicrotask(() => member.outdated());
    else if (this.isReady) member.opened();
    else this.wake();
  }

  /** Lets a member go; the last one closes the socket. */
  leave(member: Member): void {
    this.members.delete(member);
    for (const [channel, owner] of this.channels) if (owner === member) this.channels.delete(channel);
    if (this.members.size === 0) this.drop();
  }

  /** A number that no channel of this page had before, so that late frames of an earlier one find nobody. */
  channelFor(member: Member): number {
    this.lastChannel += 1;
    this.channels.set(this.lastChannel, member);
    return this.lastChannel;
  }

  release(channel: number): void {
    this.channels.delete(channel);
  }

  /** Sends a frame; false when there is no open socket. */
  send(frame: Uint8Array): boolean {
    if (!this.isReady || this.line?.readyState !== OPEN) return false;
    this.line.send(frame);
    return true;
  }

  /** Tries now instead of later: the network is back, or the person is. */
  wake(): void {
    if (this.line !== null || this.isOutdated || this.members.size === 0) return;
    clearTimeout(this.retry);
    this.open();
  }

  /** Gives up on a line that answers no more, and tries again. */
  restart(): void {
    const line = this.line;
    this.detach();
    line?.close();
    this.tellLost();
    if (this.members.size > 0) this.later();
  }

  private open(): void {
    let line: Line;
    try {
      line = this.connect();
    } catch {
      this.later();
      return;
    }
    line.binaryType = 'arraybuffer';
    line.onmessage = (event) => this.message(event.data);
    line.onclose = ({ code }) => {
      const wasReady = this.isReady;
      this.detach();
      this.tellLost();
      this.later();
      if (code === SIGNED_OUT) this.tellSignedOut();
      else if (!wasReady) void this.askWhy();
    };
    this.line = line;
    this.silence = setTimeout(() => this.restart(), SILENCE_MOST);
  }

  private message(data: unknown): void {
    if (!(data instanceof ArrayBuffer)) return;
    let frame: ServerFrame | null;
    try {
      frame = readFrame(new Uint8Array(data));
    } catch {
      this.restart();
      return;
    }
    if (frame?.kind === 'schema') this.greeted(frame.least);
    else if (frame) this.channels.get(frame.channel)?.received(frame);
  }

  private greeted(least: number): void {
    clearTimeout(this.silence);
    if (least > this.version) {
      this.isOutdated = true;
      this.drop();
      for (const member of this.members) member.outdated();
      return;
    }
    if (this.isReady) return;
    this.isReady = true;
    this.backoff.reset();
    for (const member of this.members) member.opened();
  }

  private tellLost(): void {
    this.channels.clear();
    for (const member of this.members) member.lost();
  }

  /** A browser does not say why a line was never opened: without network, or by whom nobody knows any more. */
  private async askWhy(): Promise<void> {
    const isSignedIn = await this.isSignedIn();
    if (isSignedIn === false && !this.isReady) this.tellSignedOut();
  }

  private tellSignedOut(): void {
    for (const member of this.members) member.signedOut();
  }

  private later(): void {
    clearTimeout(this.retry);
    if (this.isOutdated || this.members.size === 0) return;
    this.retry = setTimeout(() => this.wake(), this.backoff.next());
  }

  private drop(): void {
    clearTimeout(this.retry);
    const line = this.line;
    this.detach();
    line?.close();
  }

  private detach(): void {
    clearTimeout(this.silence);
    if (this.line) this.line.onopen = this.line.onclose = this.line.onmessage = null;
    this.line = null;
    this.isReady = false;
  }
}
