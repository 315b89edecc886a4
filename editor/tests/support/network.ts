// People at a server in memory, over lines that break, hold back, and mix up what comes.

import * as Y from 'yjs';

import { Backoff } from '../../src/provider/backoff';
import type { Meta } from '../../src/provider/meta';
import { type Listener, Session, type Standing } from '../../src/provider/session';
import { type Line, LiveSocket } from '../../src/provider/socket';
import { FRAGMENT, VERSION } from '../../src/schema/schema';
import { storeName, TextStore } from '../../src/store/store';
import { type Client, LiveServer } from './live_server';
import { until } from './waiting';

/** A line in memory. It can be cut at either end, and hold back what the server says. */
class MemoryLine implements Line {
  binaryType: BinaryType = 'arraybuffer';
  readyState = 0;
  readonly bufferedAmount = 0;
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  private readonly client: Client;
  private isCut = false;

  constructor(
    private readonly network: Network,
    user: string,
  ) {
    this.client = { user, name: user, send: (bytes) => this.deliver(bytes), close: () => this.cut() };
    setTimeout(() => {
      if (network.isDown) {
        this.cut();
        return;
      }
      this.readyState = 1;
      this.onopen?.();
      network.lines.add(this);
      network.server.connected(this.client);
    });
  }

  send(data: Uint8Array): void {
    const copy = data.slice();
    setTimeout(() => !this.isCut && this.network.server.received(this.client, copy));
  }

  /** What was sent before arrives still. */
  close(): void {
    this.readyState = 3;
    this.network.lines.delete(this);
    setTimeout(() => this.network.server.disconnected(this.client));
  }

  cut(): void {
    this.isCut = true;
    this.readyState = 3;
    this.network.lines.delete(this);
    this.network.server.disconnected(this.client);
    setTimeout(() => this.onclose?.({ code: 1006 }));
  }

  private deliver(bytes: Uint8Array): void {
    const isUpdate = bytes[0] === 1;
    const late = isUpdate ? Math.random() * this.network.disorder : 0;
    setTimeout(() => this.readyState === 1 && this.onmessage?.({ data: bytes.slice().buffer }), late);
  }
}

export class Network {
  readonly server = new LiveServer();
  readonly lines = new Set<MemoryLine>();
  isDown = false;
  /** What the server says arrives late by up to so many milliseconds, in any order but the first frames'. */
  disorder = 0;

  cut(): void {
    this.isDown = true;
    for (const line of [...this.lines]) line.cut();
  }

  socket(user: string): LiveSocket {
    return new LiveSocket(() => new MemoryLine(this, user), VERSION, new Backoff(() => 0));
  }
}

const seated: Session[] = [];

/** Sends everybody home; after each test. */
export function leave(): void {
  for (const session of seated.splice(0)) session.close();
}

export class Person implements Listener {
  standing: Standing = { is: 'opening' };
  readonly standings: string[] = [];
  learnt: Meta | null = null;
  isReady = false;
  session!: Session;

  static async sit(network: Network, user: string, section = 's1', store = false, socket?: LiveSocket): Promise<Person> {
    const person = new Person();
    const kept = store ? await TextStore.open(storeName(user, section, 'ja'), Math.random().toString()) : null;
    person.session = new Session(
      { bid: 'b1', section, language: 'ja' },
      socket ?? network.socket(user),
      person,
      kept,
      (await kept?.load()) ?? null,
    );
    seated.push(person.session);
    return person;
  }

  stands(standing: Standing): void {
    this.standing = standing;
    if (this.standings.at(-1) !== standing.is) this.standings.push(standing.is);
  }

  ready(): void {
    this.isReady = true;
  }

  learned(meta: Meta): void {
    this.learnt = meta;
  }

  write(text: string): void {
    const block = new Y.XmlElement('paragraph');
    block.insert(0, [new Y.XmlText(text)]);
    const blocks = this.session.doc.getXmlFragment(FRAGMENT);
    blocks.insert(blocks.length, [block]);
  }

  strike(): void {
    this.session.doc.getXmlFragment(FRAGMENT).delete(0, 1);
  }

  get text(): string {
    return this.session.plainText();
  }

  saved(): Promise<void> {
    return until('everything is saved', () => this.standing.is === 'saved');
  }
}
