// How long to wait before the next try: longer each time, and never the same for two people whose server came back.

const FIRST = 250;
const LONGEST = 20_000;

export class Backoff {
  private tries = 0;

  constructor(private readonly random: () => number = Math.random) {}

  /** The next wait in milliseconds. */
  next(): number {
    const full = Math.min(FIRST * 2 ** this.tries, LONGEST);
    this.tries += 1;
    return full / 2 + (this.random() * full) / 2;
  }

  reset(): void {
    this.tries = 0;
  }
}
