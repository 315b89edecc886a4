// Makes one host live: opens what the device kept, joins the socket, and puts the editor in the place of what the
// server drew once the first content has come.

import type { Desk } from './desk';
import { element } from './dom/element';
import { type Around, Editor } from './editor';
import { type HostSettings, hostSettings } from './host';
import { others } from './presence/people';
import { hasSeat } from './provider/access';
import type { Denial } from './provider/frames';
import type { Meta } from './provider/meta';
import { type Listener, Session, type Standing } from './provider/session';
import type { LiveSocket } from './provider/socket';
import { refusalPanel } from './refusal';
import { Status } from './status';
import { clearStores, type Kept, storeName, TextStore } from './store/store';

/** What the hosts of a page share. */
export interface Page {
  socket: LiveSocket;
  desk: Desk;
  around: Around;
}

export interface Mounted {
  readonly unsaved: number;
  /** Edits would be lost with the page. */
  readonly isLoose: boolean;
  flush(): void;
  destroy(): void;
}

/** A person who waits for longer is told. */
const FIRST_MOST = 8_000;

export function mount(host: HTMLElement, page: Page): Mounted {
  return new Mount(host, page);
}

class Mount implements Mounted, Listener {
  private readonly settings: HostSettings;
  private readonly status: Status;
  private session: Session | null = null;
  private editor: Editor | null = null;
  private panel: HTMLElement | null = null;
  private meta: Meta | null = null;
  private isEnded = false;
  private patience: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: HTMLElement,
    private readonly page: Page,
  ) {
    this.settings = hostSettings(host);
    this.status = new Status(host, this.settings.words);
    this.patience = setTimeout(() => this.status.failed(), FIRST_MOST);
    void this.open();
  }

  get unsaved(): number {
    return this.session?.unsaved ?? 0;
  }

  get isLoose(): boolean {
    return this.session?.isLoose ?? false;
  }

  flush(): void {
    this.session?.flush();
  }

  destroy(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    clearTimeout(this.patience);
    this.shut();
    this.status.destroy();
  }

  // The session's side.

  stands(standing: Standing): void {
    // The session speaks already while it is being made.
    queueMicrotask(() => {
      if (this.isEnded || !this.session) return;
      this.status.stands(standing, this.session.isKept, this.meta?.mayWrite ?? this.settings.mayWrite);
    });
    if (standing.is === 'refused') this.refused(standing);
    else if (standing.is !== 'offline') this.closePanel();
  }

  ready(): void {
    clearTimeout(this.patience);
    this.patience = undefined;
    const { session, meta } = this;
    if (!session || !meta) return;
    session.awareness.setLocalStateField('user', { name: meta.name, user: meta.user });
    session.awareness.on('change', () => this.status.present(others(session.awareness, meta.user)));
    const place = element('div', 'live-text');
    this.host.replaceChildren(place);
    this.editor = new Editor(place, this.settings, session, meta, this.page.desk, this.page.around);
    // How long a person waited, for whoever measures.
    performance.mark('editor-ready');
  }

  learned(meta: Meta): void {
    // Somebody else has signed in since the page was loaded: this page is not theirs.
    if (this.settings.user !== '' && meta.user !== '' && meta.user !== this.settings.user) {
      location.reload();
      return;
    }
    this.meta = meta;
    this.editor?.learn(meta);
  }

  private async open(): Promise<void> {
    const { settings } = this;
    let store: TextStore | null = null;
    let kept: Kept | null = null;
    // What is only read is not worth keeping on the device.
    if (settings.user !== '' && settings.mayWrite) {
      await clearStores(settings.user).catch(() => undefined);
      store = await TextStore.open(storeName(settings.user, settings.section, settings.language), newTab());
      kept = (await store?.load().catch(() => null)) ?? null;
      if (!kept) store = null;
    }
    if (this.isEnded) {
      store?.close();
      return;
    }
    this.session = new Session(settings, this.page.socket, this, store, kept);
  }

  private refused({ reason, edits }: Extract<Standing, { is: 'refused' }>): void {
    // Inside the handling of a change: the view must let go of the text at once, the rest can follow.
    const { session } = this;
    if (!session) return;
    if (reason === 'read_only' && edits === 0) {
      void session.forget().then(() => this.reopen());
      return;
    }
    if (reason === 'too_fast' || reason === 'full' || reason === 'broken') return;
    clearTimeout(this.patience);
    if (reason === 'gone' || reason === 'not_found' || reason === 'removed') {
      void this.gone(session, reason, edits);
      return;
    }
    if (this.panel?.dataset['reason'] === reason) return;
    const isSignedOut = reason === 'signed_out';
    const unsaved = edits > 0 || reason === 'too_big' || reason === 'malformed' ? session.plainText() : null;
    if (reason === 'outdated') this.closeEditor();
    else this.editor?.freeze();
    this.closePanel();
    const isRefusedEdit = reason === 'too_big' || reason === 'malformed';
    const drop = () => void session.forget().then(() => this.reopen());
    this.panel = refusalPanel(this.settings.words, this.settings.language, {
      reason,
      unsaved,
      // Signed out, what was kept is not in doubt; the person is told how much it is.
      kept: isSignedOut && edits > 0 ? this.keptWords(edits) : null,
      // Without a copy on the device, opening again would lose what is not saved.
      again: isRefusedEdit || (isSignedOut && (edits === 0 || !session.isLoose)) ? () => this.reopen() : null,
      drop: isRefusedEdit || reason === 'read_only' ? drop : null,
    });
    this.host.prepend(this.panel);
  }

  /**
   * The text is not to be had any more. Who lost access keeps nothing on the device; who merely lost the text keeps
   * what they have written and nobody has.
   */
  private async gone(session: Session, reason: Denial, edits: number): Promise<void> {
    const unsaved = edits > 0 ? session.plainText() : null;
    this.closeEditor();
    this.closePanel();
    const isLost = edits === 0 || (reason !== 'removed' && (await hasSeat(this.settings.bid)) === false);
    if (this.isEnded || this.session !== session) return;
    const told = isLost ? reason : 'removed';
    this.panel = refusalPanel(this.settings.words, this.settings.language, {
      reason: told,
      unsaved,
      kept: isLost ? null : this.keptWords(edits),
      again: null,
      drop: null,
    });
    this.host.replaceChildren(this.panel);
    if (isLost) await session.forget();
    session.close();
  }

  private keptWords(edits: number): string {
    const { words } = this.settings;
    return (this.session?.isKept ? words.keptHere : words.keptNowhere)(edits);
  }

  private reopen(): void {
    if (this.isEnded) return;
    this.shut();
    void this.open();
  }

  private shut(): void {
    this.closeEditor();
    this.closePanel();
    this.session?.close();
    this.session = null;
  }

  private closeEditor(): void {
    const { editor } = this;
    if (!editor) return;
    this.editor = null;
    // What was on the screen stays to be read.
    const text = editor.view.dom.cloneNode(true) as HTMLElement;
    for (const name of ['contenteditable', 'role', 'tabindex', 'aria-multiline', 'aria-label', 'aria-describedby', 'aria-readonly']) {
      text.removeAttribute(name);
    }
    editor.destroy();
    this.host.replaceChildren(text);
  }

  private closePanel(): void {
    this.panel?.remove();
    this.panel = null;
  }
}

function newTab(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
