// The binary under test: started on a free port with a data folder of its own, ended by its own process.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const START_LIMIT = 30_000;

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; \`cargo xtask test\` sets it`);
  return value;
}

/** Someone of the example and the password that it printed. */
export interface Person {
  name: string;
  email: string;
  password: string;
}

export class Musubi {
  private constructor(
    private process: ChildProcess,
    readonly data: string,
    /** Address of the workspace. */
    readonly url: string,
    /** Path of the one-time set-up link; empty when the workspace is set up. */
    readonly setUp: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /**
   * Starts a server and waits until it has told its address and the set-up link. It holds its rows in the empty
   * PostgreSQL database of that address, or in its own folder.
   */
  static async start(database?: string): Promise<Musubi> {
    const environment = environmentFor(database);
    const data = mkdtempSync(join(tmpdir(), 'musubi-journey-'));
    const child = serve(data, environment, 0);
    const link = await printed(child, /https?:\/\/\S+\/link\/[\w-]+/);
    const setUp = new URL(link);
    return new Musubi(child, data, setUp.origin, setUp.pathname, environment);
  }

  /** Starts a server on the example bid: its path, and the people of both firms. */
  static async example(database?: string): Promise<{ musubi: Musubi; bid: string; people: Person[] }> {
    const environment = environmentFor(database);
    const data = mkdtempSync(join(tmpdir(), 'musubi-journey-'));
    const out = execFileSync(needed('MUSUBI_BIN'), ['demo', '--data', data], { encoding: 'utf8', env: environment });
    const rows = out.split('\n').map((line) => line.split('\t'));
    const people = rows
      .filter((row) => row.length === 3)
      .map(([name = '', email = '', password = '']) => ({ name, email, password }));
    const id = rows.find(([word]) => word === 'bid')?.[1];
    if (!id || people.length !== 2) throw new Error(`the example printed ${out}`);
    const child = serve(data, environment, 0);
    const url = await printed(child, /https?:\/\/127\.0\.0\.1:\d+/);
    return { musubi: new Musubi(child, data, url, '', environment), bid: `/bids/${id}`, people };
  }

  /** Another server on the same database, as behind one address; it is ended by its own `kill` or `stop`. */
  async twin(): Promise<Musubi> {
    const data = mkdtempSync(join(tmpdir(), 'musubi-journey-'));
    const child = serve(data, this.environment, 0);
    const url = await printed(child, /https?:\/\/127\.0\.0\.1:\d+/);
    return new Musubi(child, data, url, '', this.environment);
  }

  /** Ends the server as a power cut does. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await ended;
  }

  /** Starts it again on the same rows and the same port. */
  async revive(): Promise<void> {
    this.process = serve(this.data, this.environment, Number(new URL(this.url).port));
    await printed(this.process, /https?:\/\/127\.0\.0\.1:\d+/);
  }

  /** Runs another command on the same data; gives its exit code and what it printed. */
  command(...words: string[]): { code: number; out: string } {
    try {
      const out = execFileSync(needed('MUSUBI_BIN'), words, {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: this.environment,
      });
      return { code: 0, out };
    } catch (failure) {
      const { status, stdout } = failure as { status: number; stdout: string };
      return { code: status, out: stdout };
    }
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = new Promise((resolve) => this.process.once('exit', resolve));
      this.process.kill('SIGTERM');
      await ended;
    }
    rmSync(this.data, { recursive: true, force: true });
  }
}

function environmentFor(database?: string): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...rest } = process.env;
  return database ? { ...rest, DATABASE_URL: database } : rest;
}

function serve(data: string, environment: NodeJS.ProcessEnv, port: number): ChildProcess {
  return spawn(
    needed('MUSUBI_BIN'),
    ['serve', '--addr', `127.0.0.1:${port}`, '--data', data, '--site', needed('MUSUBI_SITE')],
    { stdio: ['ignore', 'pipe', 'inherit'], env: environment },
  );
}

/** What the server prints first that looks like this. */
function printed(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${pattern} was not printed`)), START_LIMIT);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const found = pattern.exec(line);
      if (!found) return;
      clearTimeout(late);
      resolve(found[0]);
    });
  });
}
