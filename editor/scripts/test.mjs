// Builds the tests and runs them with node's own runner: `node scripts/test.mjs [--build FOLDER] [NAME]`. Tests in a
// browser need the built editor and Chromium (MUSUBI_CHROMIUM); without it they are left out.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const words = process.argv.slice(2);
const at = words.indexOf('--build');
const folder = resolve(at < 0 ? join(ROOT, 'dist') : (words.splice(at, 2)[1] ?? 'dist'));
const [filter] = words;

const chromium = process.env.MUSUBI_CHROMIUM ?? '/usr/bin/chromium';
const names = readdirSync(join(ROOT, 'tests')).filter((name) => name.endsWith('.test.ts'));
const isBench = process.env.MUSUBI_BENCH !== undefined;
const isChosen = (name) => {
  // What is measured is measured alone, on a machine that has nothing else to do.
  if (isBench || name.endsWith('.bench.test.ts')) return isBench && name.endsWith('.bench.test.ts');
  return existsSync(chromium) || !name.endsWith('.browser.test.ts');
};
const chosen = names.filter(isChosen);

const out = join(ROOT, 'node_modules/.tests');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  absWorkingDir: ROOT,
  entryPoints: chosen.map((name) => `tests/${name}`),
  outdir: out,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  format: 'esm',
  target: 'node20',
  platform: 'node',
  sourcemap: 'inline',
  logLevel: 'warning',
});

const files = readdirSync(out).map((name) => join(out, name));
const options = ['--test', '--test-reporter=tap', '--enable-source-maps', '--test-timeout=600000'];
if (filter) options.push(`--test-name-pattern=${filter}`);
const environment = { ...process.env, MUSUBI_CHROMIUM: chromium, MUSUBI_EDITOR: join(folder, 'editor.js') };
const { status } = spawnSync(process.execPath, [...options, ...files], { stdio: 'inherit', env: environment, cwd: ROOT });
process.exitCode = status ?? 1;
