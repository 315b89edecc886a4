// Sends a picture to the bid's files. What it is, the server judges by its content. The papers can hold no WebP: such
// a picture is sent as PNG.

export type Uploaded = { file: string } | { refusal: string };

/** The largest file that the server takes; a larger one is not worth sending. */
const SIZE_MOST = 10 * 1024 * 1024;

export async function upload(bid: string, file: File): Promise<Uploaded> {
  if (file.size > SIZE_MOST) return { refusal: 'too_big' };
  try {
    const form = new FormData();
    form.append('file', file.type === 'image/webp' ? await asPng(file) : file, file.name);
    const response = await fetch(`/bids/${encodeURIComponent(bid)}/images`, { method: 'POST', body: form });
    const answer = (await response.json()) as { file?: unknown; refusal?: unknown };
    if (typeof answer.file === 'string') return { file: answer.file };
    return { refusal: String(answer.refusal ?? 'failed') };
  } catch {
    return { refusal: 'failed' };
  }
}

async function asPng(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Where a stored picture is. */
export function imageAddress(bid: string, file: string): string {
  return `/bids/${encodeURIComponent(bid)}/images/${encodeURIComponent(file)}`;
}
