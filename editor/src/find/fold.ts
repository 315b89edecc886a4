// Text as one looks for it: full and half width, upper and lower case are the same.

export interface Folded {
  text: string;
  /** For each character of the folded text, and for its end, the place in the original. */
  places: number[];
}

export function fold(text: string): Folded {
  let folded = '';
  const places: number[] = [];
  // A kana and its sound mark are one letter also where they are two characters of half width.
  const pattern = /[\uFF66-\uFF9D][\uFF9E\uFF9F]|[\s\S]/gu;
  for (const { 0: piece, index } of text.matchAll(pattern)) {
    const plain = piece.normalize('NFKC').toLowerCase();
    folded += plain;
    for (let count = 0; count < plain.length; count += 1) places.push(index);
  }
  places.push(text.length);
  return { text: folded, places };
}
