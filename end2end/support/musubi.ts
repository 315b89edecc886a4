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

export class Musubi {
  private constructor(
    private readonly process: ChildProcess,
    readonly data: string,
    /** Address of the workspace. */
    readonly url: string,
    /** Path of the one-time set-up link. */
    readonly setUp: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /**
   * Starts a server and waits until it has told its address and the set-up link. It holds its rows in the empty
   * PostgreSQL database of that address, or in its own folder.
   */
  static async start(database?: string): Promise<Musubi> {
    const { DATABASE_URL: _, ...rest } = process.env;
    const environment = database ? { ...rest, DATABASE_URL: database } : rest;
    const data = mkdtempSync(join(tmpdir(), 'musubi-journey-'));
    const child = spawn(
      needed('MUSUBI_BIN'),
      ['serve', '--addr', '127.0.0.1:0', '--data', data, '--site', needed('MUSUBI_SITE')],
      { stdio: ['ignore', 'pipe', 'inherit'], env: environment },
    );
    const setUp = await new Promise<URL>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('no set-up link was printed')), START_LIMIT);
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
      createInterface({ input: child.stdout! }).on('line', (line) => {
        const link = /https?:\/\/\S+\/link\/[\w-]+/.exec(line);
        if (!link) return;
        clearTimeout(late);
        resolve(new URL(link[0]));
      });
    });
    return new Musubi(child, data, setUp.origin, setUp.pathname, environment);
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
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
    rmSync(this.data, { recursive: true, force: true });
  }
}
