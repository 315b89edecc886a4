// The frames of the live socket: how they are written and read. The server's half says the same in Rust.

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Which text a channel is about. */
export interface TextKey {
  bid: string;
  section: string;
  language: string;
}

/** Why the server closed a channel or refused an edit. */
export type Denial =
  | 'not_found'
  | 'read_only'
  | 'too_big'
  | 'too_fast'
  | 'malformed'
  | 'outdated'
  | 'full'
  | 'gone'
  | 'removed'
  | 'signed_out'
  | 'broken';

const DENIALS: readonly string[] = [
  'not_found',
  'read_only',
  'too_big',
  'too_fast',
  'malformed',
  'outdated',
  'full',
  'gone',
  'removed',
  'signed_out',
  'broken',
] satisfies Denial[];

/** The largest frame that the server takes, less what goes before an update. */
export const UPDATE_MOST = 1024 * 1024 - 64;

/** What the server says. */
export type ServerFrame =
  | { kind: 'sync'; channel: number; update: Uint8Array; stateVector: Uint8Array; meta: string }
  | { kind: 'update'; channel: number; update: Uint8Array }
  | { kind: 'awareness'; channel: number; update: Uint8Array }
  | { kind: 'ack'; channel: number; count: number }
  | { kind: 'deny'; channel: number; reason: Denial }
  | { kind: 'meta'; channel: number; meta: string }
  | { kind: 'schema'; channel: number; least: number };

export const openFrame = (channel: number, key: TextKey, schema: number, stateVector: Uint8Array): Uint8Array =>
  frame(0, channel, (encoder) => {
    encoding.writeVarString(encoder, key.bid);
    encoding.writeVarString(encoder, key.section);
    encoding.writeVarString(encoder, key.language);
    encoding.writeVarUint(encoder, schema);
    encoding.writeVarUint8Array(encoder, stateVector);
  });

export const updateFrame = (channel: number, update: Uint8Array): Uint8Array =>
  frame(1, channel, (encoder) => encoding.writeVarUint8Array(encoder, update));

export const awarenessFrame = (channel: number, update: Uint8Array): Uint8Array =>
  frame(2, channel, (encoder) => encoding.writeVarUint8Array(encoder, update));

export const closeFrame = (channel: number): Uint8Array => frame(3, channel, () => undefined);

function frame(kind: number, channel: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint(encoder, channel);
    write(encoder);
  });
}

/** Reads a frame; `null` for a kind that a newer server may send. Throws on a broken one. */
export function readFrame(bytes: Uint8Array): ServerFrame | null {
  const decoder = decoding.createDecoder(bytes);
  const kind = decoding.readVarUint(decoder);
  const channel = decoding.readVarUint(decoder);
  switch (kind) {
    case 0:
      return {
        kind: 'sync',
        channel,
        update: decoding.readVarUint8Array(decoder),
        stateVector: decoding.readVarUint8Array(decoder),
        meta: decoding.readVarString(decoder),
      };
    case 1:
      return { kind: 'update', channel, update: decoding.readVarUint8Array(decoder) };
    case 2:
      return { kind: 'awareness', channel, update: decoding.readVarUint8Array(decoder) };
    case 3:
      return { kind: 'ack', channel, count: decoding.readVarUint(decoder) };
    case 4:
      return { kind: 'deny', channel, reason: denial(decoding.readVarString(decoder)) };
    case 5:
      return { kind: 'meta', channel, meta: decoding.readVarString(decoder) };
    case 6:
      return { kind: 'schema', channel, least: decoding.readVarUint(decoder) };
    default:
      return null;
  }
}

/** A reason that this client does not know yet ends the channel like a fault does. */
function denial(reason: string): Denial {
  return DENIALS.includes(reason) ? (reason as Denial) : 'broken';
}
