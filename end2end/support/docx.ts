// Opens a .docx as far as a journey needs it: the entries of the zip, and the text of the document.

import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** The entries of a zip by name. */
export function entries(zip: Buffer): Map<string, Buffer> {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) throw new Error('no zip');
  const found = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new Error('the zip is broken');
    const [name, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place));
    const file = zip.subarray(at + 46, at + 46 + name).toString('utf8');
    found.set(file, content(zip, zip.readUInt32LE(at + 42), zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)));
    at += 46 + name + extra + comment;
  }
  return found;
}

function content(zip: Buffer, local: number, method: number, size: number): Buffer {
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const bytes = zip.subarray(from, from + size);
  return method === 0 ? bytes : inflateRawSync(bytes);
}

/** The text of the document without spaces, which titles are set with (入　札　書). */
export function text(docx: Buffer): string {
  const body = entries(docx).get('word/document.xml');
  if (!body) throw new Error('the file has no word/document.xml');
  return body
    .toString('utf8')
    .replace(/<[^>]*>/g, '')
    .replace(/[\s\u3000]/g, '');
}
