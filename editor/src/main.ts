// The module that a section's page loads: makes its hosts live, and ends that when the page is left.

import { Desk } from './desk';
import { HOSTS, hostSettings } from './host';
import { type Mounted, mount, type Page } from './mount';
import { isSignedIn } from './provider/access';
import { Backoff } from './provider/backoff';
import { type Line, LiveSocket } from './provider/socket';
import { VERSION } from './schema/schema';
import { translate } from './schema/wire';
import { clearStores } from './store/store';
import { Toolbar } from './toolbar/toolbar';

const SIGN_OUT = ['/api/sign-out', '/api/sign-out-everywhere'];
/** A browser that does not get done with clearing must not keep anybody signed in. */
const CLEARING_MOST = 1_500;

function connect(): Line {
  const address = new URL('/live', location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(address) as unknown as Line;
}

function start(): void {
  const hosts = [...document.querySelectorAll<HTMLElement>(HOSTS)];
  const [first] = hosts;
  if (!first) return;
  translate();
  const desk = new Desk();
  const toolbar = new Toolbar(hostSettings(first).words, desk);
  const place = document.querySelector('.write-main > .tools');
  if (place) place.prepend(toolbar.dom);
  else first.before(toolbar.dom);
  toolbar.dom.hidden = !hosts.some((host) => hostSettings(host).mayWrite);
  const page: Page = {
    socket: new LiveSocket(connect, VERSION, new Backoff(), isSignedIn),
    desk,
    around: { find: () => toolbar.find(), toolbar: () => toolbar.focus() },
  };
  const mounted = hosts.map((host) => mount(host, page));
  follow(page, mounted, hostSettings(first).words.signOutUnsaved);
}

function follow(page: Page, mounted: Mounted[], signOutUnsaved: (edits: number) => string): void {
  addEventListener('online', () => page.socket.wake());
  addEventListener('offline', () => page.socket.restart());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') page.socket.wake();
    else for (const one of mounted) one.flush();
  });
  addEventListener('beforeunload', (event) => {
    if (mounted.some((one) => one.isLoose)) event.preventDefault();
  });
  addEventListener('pagehide', () => {
    for (const one of mounted) one.destroy();
  });
  // A page that the browser had put aside comes back without its editors.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !SIGN_OUT.includes(new URL(form.action).pathname)) return;
    event.preventDefault();
    const unsaved = mounted.reduce((sum, one) => sum + one.unsaved, 0);
    if (unsaved > 0 && !confirm(signOutUnsaved(unsaved))) return;
    for (const one of mounted) one.destroy();
    const late = new Promise((resolve) => setTimeout(resolve, CLEARING_MOST));
    void Promise.race([clearStores().catch(() => undefined), late]).then(() => form.submit());
  });
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
