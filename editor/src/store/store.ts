// What this device keeps of a text: the updates of its shared document, and who still has edits that the server has
// not acknowledged. Several tabs may use one store: each appends, none overwrites.

/** Rows beyond which the updates are written as one. */
const ROWS_MOST = 200;
const PREFIX = 'musubi:';

/** What a store held when it was opened. */
export interface Kept {
  updates: Uint8Array[];
  /** Unacknowledged edits by the tab that made them. */
  unsent: Map<string, Unsent>;
  /** Key of the last update read; newer ones are other tabs'. */
  last: number;
}

/** How many edits of a tab are not acknowledged. The stamp tells one state of affairs from the next. */
export interface Unsent {
  edits: number;
  stamp: number;
}

/** The name of the store of one text of one person. */
export function storeName(user: string, section: string, language: string): string {
  return `${PREFIX}${user}:${section}:${language}`;
}

export class TextStore {
  private constructor(
    private readonly database: IDBDatabase,
    private readonly tab: string,
  ) {
    // Somebody signs out in another tab: the store must not stand in the way of its own removal.
    database.onversionchange = () => database.close();
  }

  /** Opens a store; `null` where the browser keeps nothing, as in private windows. */
  static async open(name: string, tab: string): Promise<TextStore | null> {
    try {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('updates', { autoIncrement: true });
        request.result.createObjectStore('unsent');
      };
      return new TextStore(await result(request), tab);
    } catch {
      return null;
    }
  }

  /** Everything that is kept. */
  async load(): Promise<Kept> {
    const transaction = this.database.transaction(['updates', 'unsent'], 'readonly');
    const [updates, unsent] = [transaction.objectStore('updates'), transaction.objectStore('unsent')];
    const [rows, keys, values, tabs] = await Promise.all([
      result<Uint8Array[]>(updates.getAll()),
      result(updates.getAllKeys()),
      result<Unsent[]>(unsent.getAll()),
      result(unsent.getAllKeys()),
    ]);
    const held = tabs.map((tab, index) => [String(tab), values[index] as Unsent] as const);
    return { updates: rows, unsent: new Map(held), last: Number(keys.at(-1) ?? 0) };
  }

  /** Keeps an update. `unsent` is how many edits of this tab wait now, when the update is one of them. */
  async append(update: Uint8Array, unsent?: Unsent): Promise<void> {
    const transaction = this.database.transaction(['updates', 'unsent'], 'readwrite');
    transaction.objectStore('updates').add(update);
    if (unsent) transaction.objectStore('unsent').put(unsent, this.tab);
    // At once: a tab that is closed before the browser does so by itself would take the edit with it.
    transaction.commit();
    await done(transaction);
  }

  /** The edits of these tabs are acknowledged, unless they have made more since. */
  async settle(tabs: Map<string, Unsent>): Promise<void> {
    const transaction = this.database.transaction('unsent', 'readwrite');
    const unsent = transaction.objectStore('unsent');
    for (const [tab, seen] of tabs) {
      const request = unsent.get(tab);
      request.onsuccess = () => {
        if ((request.result as Unsent | undefined)?.stamp === seen.stamp) unsent.delete(tab);
      };
    }
    await done(transaction);
  }

  /** The edits of this tab up to a stamp are acknowledged. */
  async settleOwn(stamp: number): Promise<void> {
    await this.settle(new Map([[this.tab, { edits: 0, stamp }]]));
  }

  /** Writes all updates up to `last` as one, when there are many. */
  async compact(kept: Kept, whole: () => Uint8Array): Promise<void> {
    if (kept.updates.length < ROWS_MOST) return;
    const transaction = this.database.transaction('updates', 'readwrite');
    const updates = transaction.objectStore('updates');
    updates.delete(IDBKeyRange.upperBound(kept.last));
    updates.add(whole());
    await done(transaction);
  }

  close(): void {
    this.database.close();
  }

  /** Forgets everything. The store is closed for good. */
  async clear(): Promise<void> {
    this.database.close();
    await remove(this.database.name);
  }
}

/** Removes what was kept for anybody but this person; for nobody: everything. */
export async function clearStores(except?: string): Promise<void> {
  const databases = (await indexedDB.databases?.()) ?? [];
  const names = databases.map((database) => database.name ?? '').filter((name) => name.startsWith(PREFIX));
  const others = names.filter((name) => except === undefined || !name.startsWith(`${PREFIX}${except}:`));
  await Promise.all(others.map(remove));
}

async function remove(name: string): Promise<void> {
  const request = indexedDB.deleteDatabase(name);
  // Blocked by a tab that is just closing: the browser removes it when that is done.
  await Promise.race([result(request), new Promise((resolve) => (request.onblocked = resolve))]);
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the store failed'));
  });
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('the store failed'));
  });
}
