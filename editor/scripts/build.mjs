// Bundles the editor into one module: `node scripts/build.mjs FOLDER`. Fails when it is larger than promised, or
// when a package that must be there once is there twice: two copies of yjs or prosemirror-model do not know each
// other's objects.

import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

import { build } from 'esbuild';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const BROTLI_MOST = 130_000;
const SINGLE = ['yjs', 'lib0', 'y-protocols', 'y-prosemirror', 'prosemirror-model', 'prosemirror-state', 'prosemirror-view', 'prosemirror-transform'];

const folder = resolve(process.argv[2] ?? 'dist');
const file = join(folder, 'editor.js');
mkdirSync(folder, { recursive: true });
const { metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: ['src/main.ts'],
  outfile: file,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

const content = readFileSync(file);
const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
const compressed = brotliCompressSync(content, { params }).length;
const wrongs = SINGLE.flatMap((name) => {
  const copies = copiesOf(name);
  return copies.size === 1 ? [] : [`${copies.size} copies of ${name}: ${[...copies].join(', ')}`];
});
if (compressed > BROTLI_MOST) wrongs.push(`${compressed} bytes in brotli; at most ${BROTLI_MOST}`);
console.log(`editor.js ${content.length} bytes, ${compressed} in brotli`);
for (const wrong of wrongs) console.error(`editor.js: ${wrong}`);
process.exitCode = wrongs.length > 0 ? 1 : 0;

/** The places from which files of a package came, with the form in which they came: each form is a copy. */
function copiesOf(name) {
  const copies = new Set();
  for (const path of Object.keys(metafile.inputs)) {
    const at = path.lastIndexOf(`node_modules/${name}/`);
    if (at < 0) continue;
    const rest = path.slice(at + `node_modules/${name}/`.length);
    const form = rest.endsWith('.cjs') ? 'cjs' : 'esm';
    copies.add(`${path.slice(0, at)}node_modules/${name} (${form})`);
  }
  return copies;
}
