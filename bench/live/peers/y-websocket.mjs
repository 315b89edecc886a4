// The server that y-websocket comes with, which keeps everything in memory: `node y-websocket.mjs PORT`.
import { createRequire } from 'node:module';

process.env.HOST = '127.0.0.1';
process.env.PORT = process.argv[2];
createRequire(import.meta.url)('./node_modules/y-websocket/bin/server.cjs');
