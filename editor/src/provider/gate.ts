// The composition gate. While Japanese is being composed, nothing comes into the text, which would abort the
// composition, and nothing half-typed goes out. Both wait until shortly after the composition ended.

/** A composition that goes on for longer lets everything through once, and again after as long. */
export const HOLD_MOST = 15_000;
/** The browser tells of the end before the text of the last key is read. */
export const SETTLE = 50;

export class Gate {
  private isHeld = false;
  private settle: ReturnType<typeof setTimeout> | undefined;
  private limit: ReturnType<typeof setTimeout> | undefined;

  /** `through` sends what waited to go out, then takes in what waited to come in. */
  constructor(private readonly through: () => void) {}

  get isHolding(): boolean {
    return this.isHeld;
  }

  /** Follows the compositions in an element; returns what ends that. */
  follow(element: HTMLElement): () => void {
    const start = () => this.begin();
    const end = () => this.end();
    const blur = () => this.force();
    element.addEventListener('compositionstart', start);
    element.addEventListener('compositionend', end);
    element.addEventListener('blur', blur);
    return () => {
      element.removeEventListener('compositionstart', start);
      element.removeEventListener('compositionend', end);
      element.removeEventListener('blur', blur);
      this.force();
    };
  }

  begin(): void {
    clearTimeout(this.settle);
    if (this.isHeld) return;
    this.isHeld = true;
    this.limit = setTimeout(() => this.overdue(), HOLD_MOST);
  }

  end(): void {
    clearTimeout(this.settle);
    if (this.isHeld) this.settle = setTimeout(() => this.force(), SETTLE);
  }

  /** Opens at once, whatever is being composed. */
  force(): void {
    clearTimeout(this.settle);
    clearTimeout(this.limit);
    if (!this.isHeld) return;
    this.isHeld = false;
    this.through();
  }

  private overdue(): void {
    this.force();
    // Still composing: what comes from now on waits again.
    this.begin();
  }
}
