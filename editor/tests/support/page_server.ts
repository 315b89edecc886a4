// A page with two hosts, as the section page has them, and the live socket behind it; under the policy of the real
// pages. For tests in a browser only.

import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { type WebSocket, WebSocketServer } from 'ws';

import { type Client, LiveServer } from './live_server';

const NONCE = 'testnonce';
const POLICY =
  `default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'; ` +
  `style-src 'self' 'nonce-${NONCE}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; ` +
  `form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;

const NAMES: Record<string, string> = { sato: '佐藤 花子', ingrid: 'Ingrid Haugen' };

/** Who asks: a cookie says it. */
function personOf(cookie: string): string {
  return /person=([^;]*)/.exec(cookie)?.[1] ?? 'sato';
}

export interface Look {
  uiLanguage: 'ja' | 'en';
  mayWrite: boolean;
}

export class PageServer {
  readonly live = new LiveServer();
  readonly images = new Map<string, Buffer>();
  readonly signOuts: string[] = [];
  private readonly sockets = new Set<WebSocket>();
  private readonly lines: WebSocketServer;
  /** New connections are turned away. */
  isDown = false;
  /** Nobody has a session any more. */
  isSignedOut = false;
  /** The bid may still be opened. */
  hasSeat = false;

  private constructor(
    private readonly server: Server,
    private readonly root: string,
    private readonly script: string,
  ) {
    this.lines = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request, socket, head) => {
      if (this.isDown) {
        socket.destroy();
        return;
      }
      if (this.isSignedOut) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
        return;
      }
      this.lines.handleUpgrade(request, socket, head, (line) => this.connected(line, request.headers.cookie ?? ''));
    });
    server.on('request', (request, response) => this.answer(request, response));
  }

  /** `script` is the built module, `root` the repository, for its style sheets. */
  static async start(root: string, script: string): Promise<PageServer> {
    const server = createServer();
    const pages = new PageServer(server, root, script);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return pages;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Ends every session: the lines are closed and none is opened again. */
  signOutEverybody(): void {
    this.isSignedOut = true;
    for (const line of this.sockets) line.terminate();
  }

  /** Drops every connection, as a server does that is killed. */
  kill(): void {
    this.isDown = true;
    for (const line of this.sockets) line.terminate();
  }

  revive(): void {
    this.isDown = false;
  }

  async stop(): Promise<void> {
    this.kill();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private connected(line: WebSocket, cookie: string): void {
    this.sockets.add(line);
    const user = personOf(cookie);
    const client: Client = { user, name: NAMES[user] ?? user, send: (bytes) => line.send(bytes), close: () => line.terminate() };
    line.on('message', (data: Buffer) => this.live.received(client, new Uint8Array(data)));
    line.on('close', () => {
      this.sockets.delete(line);
      this.live.disconnected(client);
    });
    this.live.connected(client);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const person = personOf(request.headers.cookie ?? '');
    const send = (type: string, body: string | Buffer) => {
      response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY });
      response.end(body);
    };
    if (url.pathname === '/section') {
      const look = { uiLanguage: url.searchParams.get('ui') === 'en' ? 'en' : 'ja', mayWrite: this.live.rules.mayWrite } as const;
      send('text/html; charset=utf-8', page(look, person));
    } else if (url.pathname === '/editor.js') send('text/javascript', readFileSync(this.script));
    else if (url.pathname === '/live') {
      response.writeHead(this.isSignedOut ? 401 : 426);
      response.end();
    } else if (url.pathname === '/bids/b1' && this.hasSeat) send('text/html', '<!doctype html><title>bid</title>');
    else if (url.pathname === '/musubi.css') send('text/css', this.sheet());
    else if (url.pathname === '/api/sign-out') {
      this.signOuts.push(person);
      send('text/html', '<!doctype html><title>out</title>');
    } else if (/^\/bids\/b1\/images$/.test(url.pathname)) this.upload(request, response);
    else if (url.pathname.startsWith('/bids/b1/images/')) {
      send('image/png', this.images.get(url.pathname.split('/').at(-1) ?? '') ?? Buffer.alloc(0));
    } else {
      response.writeHead(url.pathname === '/favicon.ico' ? 204 : 404);
      response.end();
    }
  }

  private upload(request: IncomingMessage, response: ServerResponse): void {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces);
      const start = Math.max(body.indexOf('\x89PNG', 0, 'latin1'), body.indexOf('\xff\xd8\xff', 0, 'latin1'));
      const answer = start < 0 ? { refusal: 'kind' } : { file: `f${this.images.size + 1}`, width: 1, height: 1 };
      if ('file' in answer && answer.file) this.images.set(answer.file, body.subarray(start));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer));
    });
  }

  private sheet(): string {
    const main = readFileSync(join(this.root, 'style/main.css'), 'utf8');
    return main.replace(/^@import "(.*)";$/gm, (_, name: string) => readFileSync(join(this.root, 'style', name), 'utf8'));
  }
}

function page({ uiLanguage, mayWrite }: Look, user: string): string {
  const half = (language: 'ja' | 'en', head: string) => `
    <div class="half whole" lang="${language}">
      <div class="half-head" lang="${uiLanguage}"><h2>${head}</h2></div>
      <div class="live-host" data-live data-bid="b1" data-section="s1" data-language="${language}"
        data-may-write="${mayWrite}" data-ui-language="${uiLanguage}" data-user="${user}">
        <div class="text" lang="${language}"><p>server</p></div>
      </div>
    </div>`;
  return `<!doctype html><html lang="${uiLanguage}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>章 · Musubi</title>
    <link rel="stylesheet" href="/musubi.css"></head><body><div class="app"><main class="main">
    <div class="write"><nav class="outline" aria-label="outline"></nav><div class="write-main">
    <header class="write-head"><h1>3　業務内容ごとの提案</h1></header>
    <div class="tools"></div><div class="pair">${half('ja', '日本語（提出する本文）')}${half('en', '英語')}</div></div>
    <aside class="side"><form method="post" action="/api/sign-out"><button>Sign out</button></form></aside></div>
    </main></div><script type="module" src="/editor.js" nonce="${NONCE}"></script></body></html>`;
}
