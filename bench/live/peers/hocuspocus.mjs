// Hocuspocus with its SQLite extension: `node hocuspocus.mjs PORT FILE`.
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

const [port, database] = process.argv.slice(2);
const extensions = [new SQLite({ database })];
await new Server({ address: '127.0.0.1', port: Number(port), quiet: true, extensions }).listen();
