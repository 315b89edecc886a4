// The server's half of the live contract, in memory: rooms, acknowledgements, refusals. What carries the bytes is the
// caller's: a WebSocket of a browser test, or a line of a unit test that drops and reorders.

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

import { FRAGMENT } from '../../src/schema/schema';

export interface Client {
  name: string;
  user: string;
  send(bytes: Uint8Array): void;
  close(): void;
}

interface Open {
  client: Client;
  channel: number;
  room: Room;
  frames: number;
  mayWrite: boolean;
}

class Room {
  readonly doc = new Y.Doc();
  readonly opens = new Set<Open>();
  readonly awareness = new Map<Open, Uint8Array>();
}

export interface Rules {
  schema: number;
  mayWrite: boolean;
  /** Updates are applied and told, and never acknowledged. */
  withholdAcks: boolean;
  /** Updates vanish as if the server had died before it read them. */
  swallowUpdates: boolean;
  refuse: string | null;
}

export class LiveServer {
  readonly rules: Rules = { schema: 1, mayWrite: true, withholdAcks: false, swallowUpdates: false, refuse: null };
  readonly rooms = new Map<string, Room>();
  /** Updates that came in, in order. */
  readonly updates: Uint8Array[] = [];
  private readonly opens = new Map<Client, Map<number, Open>>();

  room(section: string, language: string): Room {
    const name = `${section}:${language}`;
    const known = this.rooms.get(name);
    if (known) return known;
    const room = new Room();
    this.rooms.set(name, room);
    return room;
  }

  /** The text of a room, one line per block. */
  text(section: string, language: string): string {
    const text = (type: Y.XmlFragment): string =>
      type
        .toArray()
        .map((child) => (child instanceof Y.XmlText ? String(child.toJSON()) : child instanceof Y.XmlElement ? text(child) : ''))
        .join('');
    const blocks = this.room(section, language).doc.getXmlFragment(FRAGMENT).toArray();
    return blocks.map((block) => text(block as Y.XmlElement).replace(/<[^>]*>/g, '')).join('\n');
  }

  connected(client: Client): void {
    this.opens.set(client, new Map());
    client.send(frame(6, 0, (encoder) => encoding.writeVarUint(encoder, this.rules.schema)));
  }

  disconnected(client: Client): void {
    for (const open of this.opens.get(client)?.values() ?? []) open.room.opens.delete(open);
    this.opens.delete(client);
  }

  /** Ends every connection, as a server does that is killed. */
  kill(): void {
    for (const client of [...this.opens.keys()]) {
      this.disconnected(client);
      client.close();
    }
  }

  deny(section: string, language: string, reason: string): void {
    for (const open of [...this.room(section, language).opens]) this.close(open, reason);
  }

  tellMeta(): void {
    for (const room of this.rooms.values())
      for (const open of room.opens)
        open.client.send(frame(5, open.channel, (encoder) => encoding.writeVarString(encoder, this.meta(open.client))));
  }

  fields: Record<string, string> = { subject: '湊市津波避難情報システム構築業務', amount: '12,300,000円' };

  received(client: Client, bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    const kind = decoding.readVarUint(decoder);
    const channel = decoding.readVarUint(decoder);
    if (kind === 0) {
      this.opened(client, channel, decoder);
      return;
    }
    const open = this.opens.get(client)?.get(channel);
    if (!open) return;
    if (kind === 1) this.updated(open, decoding.readVarUint8Array(decoder));
    else if (kind === 2) this.aware(open, decoding.readVarUint8Array(decoder));
    else this.close(open, null);
  }

  private opened(client: Client, channel: number, decoder: decoding.Decoder): void {
    decoding.readVarString(decoder);
    const section = decoding.readVarString(decoder);
    const language = decoding.readVarString(decoder);
    decoding.readVarUint(decoder);
    const state = decoding.readVarUint8Array(decoder);
    if (this.rules.refuse) {
      client.send(frame(4, channel, (encoder) => encoding.writeVarString(encoder, this.rules.refuse ?? '')));
      return;
    }
    const room = this.room(section, language);
    const open: Open = { client, channel, room, frames: 0, mayWrite: this.rules.mayWrite };
    room.opens.add(open);
    this.opens.get(client)?.set(channel, open);
    client.send(
      frame(0, channel, (encoder) => {
        encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(room.doc, state));
        encoding.writeVarUint8Array(encoder, Y.encodeStateVector(room.doc));
        encoding.writeVarString(encoder, this.meta(client));
      }),
    );
    for (const [other, update] of room.awareness) if (other !== open) tell(open, 2, update);
  }

  private updated(open: Open, update: Uint8Array): void {
    if (!open.mayWrite) {
      open.client.send(frame(4, open.channel, (encoder) => encoding.writeVarString(encoder, 'read_only')));
      return;
    }
    open.frames += 1;
    if (this.rules.swallowUpdates) return;
    this.updates.push(update);
    Y.applyUpdate(open.room.doc, update);
    if (open.room.doc.store.pendingStructs !== null) {
      this.close(open, 'malformed');
      return;
    }
    for (const other of open.room.opens) if (other !== open) tell(other, 1, update);
    if (this.rules.withholdAcks) return;
    const { frames } = open;
    open.client.send(frame(3, open.channel, (encoder) => encoding.writeVarUint(encoder, frames)));
  }

  private aware(open: Open, update: Uint8Array): void {
    open.room.awareness.set(open, update);
    for (const other of open.room.opens) if (other !== open) tell(other, 2, update);
  }

  private close(open: Open, reason: string | null): void {
    open.room.opens.delete(open);
    open.room.awareness.delete(open);
    this.opens.get(open.client)?.delete(open.channel);
    if (reason) open.client.send(frame(4, open.channel, (encoder) => encoding.writeVarString(encoder, reason)));
  }

  private meta(client: Client): string {
    return JSON.stringify({
      may_write: this.rules.mayWrite,
      name: client.name,
      user: client.user,
      fields: this.fields,
      sections: [
        { id: 's1', number: '1', title: '業務の理解' },
        { id: 's2', number: '2', title: '実施方針' },
      ],
    });
  }
}

function tell(open: Open, kind: number, update: Uint8Array): void {
  open.client.send(frame(kind, open.channel, (encoder) => encoding.writeVarUint8Array(encoder, update)));
}

function frame(kind: number, channel: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint(encoder, channel);
    write(encoder);
  });
}
