// How a photograph says it is turned: a number from one to eight in the notes that cameras write (Exif).

/** Nothing is to be turned. */
export const UPRIGHT = 1;

const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
const TAG = 0x0112;

/** The orientation in the head of a JPEG file; upright when it says none. */
export function orientationOf(head: Uint8Array): number {
  const data = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    if (data.getUint16(0) !== 0xffd8) return UPRIGHT;
    for (let at = 2; data.getUint8(at) === 0xff; at += 2 + data.getUint16(at + 2)) {
      const marker = data.getUint8(at + 1);
      // The picture itself begins.
      if (marker === 0xda) return UPRIGHT;
      if (marker === 0xe1 && EXIF.every((byte, index) => data.getUint8(at + 4 + index) === byte)) {
        return orientationIn(data, at + 4 + EXIF.length);
      }
    }
  } catch {
    // It ends too early: whatever it is, it does not say.
  }
  return UPRIGHT;
}

/** Reads the first directory of a TIFF head, in whichever order of bytes. */
function orientationIn(data: DataView, start: number): number {
  const isLittle = data.getUint16(start) === 0x4949;
  const directory = start + data.getUint32(start + 4, isLittle);
  const count = data.getUint16(directory, isLittle);
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12;
    if (data.getUint16(entry, isLittle) !== TAG) continue;
    const value = data.getUint16(entry + 8, isLittle);
    return value >= 1 && value <= 8 ? value : UPRIGHT;
  }
  return UPRIGHT;
}
