// Sends a picture to the bid's files. What it is, the server judges by its content. The papers can hold no WebP and no
// AVIF: such a picture is sent as PNG. A photograph that says how it is to be turned is turned: not everything that
// prints it would.

import { orientationOf, UPRIGHT } from './orientation';

export type Uploaded = { file: string } | { refusal: string };

/** The largest file that the server takes; a larger one is not worth sending. */
const SIZE_MOST = 10 * 1024 * 1024;

export async function upload(bid: string, file: File): Promise<Uploaded> {
  if (file.size > SIZE_MOST) return { refusal: 'too_big' };
  try {
    const picture = await printable(file);
    if (picture.size > SIZE_MOST) return { refusal: 'too_big' };
    const form = new FormData();
    form.append('file', picture, file.name);
    const response = await fetch(`/bids/${encodeURIComponent(bid)}/images`, { method: 'POST', body: form });
    const answer = (await response.json()) as { file?: unknown; refusal?: unknown };
    if (typeof answer.file === 'string') return { file: answer.file };
    return { refusal: String(answer.refusal ?? 'failed') };
  } catch {
    return { refusal: 'failed' };
  }
}

/** The kinds that the papers cannot hold. */
const FOREIGN = ['image/webp', 'image/avif'];
/** As good as the eye needs, and no larger than the camera's file. */
const QUALITY = 0.92;
/** Where a photograph says how it is turned: before its picture. */
const HEAD = 256 * 1024;

/** The picture as it can be printed: upright, of a kind that the papers hold. */
async function printable(file: File): Promise<Blob> {
  if (FOREIGN.includes(file.type)) return redrawn(file, 'image/png');
  if (file.type !== 'image/jpeg') return file;
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  return orientationOf(head) === UPRIGHT ? file : redrawn(file, 'image/jpeg');
}

async function redrawn(file: File, type: string): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type, quality: QUALITY });
}

/** Where a stored picture is. */
export function imageAddress(bid: string, file: string): string {
  return `/bids/${encodeURIComponent(bid)}/images/${encodeURIComponent(file)}`;
}
