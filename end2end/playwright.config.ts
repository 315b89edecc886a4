// How the journeys run: each journey once with scripting and once without, on its own server, and the way through
// the house once more on PostgreSQL where a database is named (the looks of pages do not depend on it).
// Specs named *.hydrate.spec.ts need scripting and run with it alone.

import { defineConfig } from '@playwright/test';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const database = process.env.MUSUBI_JOURNEY_DATABASE;
const onPostgres = {
  name: 'postgres',
  use: { javaScriptEnabled: false },
  metadata: { database },
  testIgnore: /\.hydrate\.spec\.ts$/,
  grepInvert: /every page is whole|the keyboard reaches|accessibility finding/,
};

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/run',
  workers: 2,
  // A browser on a busy machine may be late once. What passes only on its second try is named in the report as flaky:
  // look why.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  use: {
    acceptDownloads: true,
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    viewport: { width: 1440, height: 900 },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    launchOptions: { executablePath: process.env.MUSUBI_CHROMIUM, args: flags },
  },
  projects: [
    { name: 'scripted', use: { javaScriptEnabled: true } },
    { name: 'plain', use: { javaScriptEnabled: false }, testIgnore: /\.hydrate\.spec\.ts$/ },
    ...(database ? [onPostgres] : []),
  ],
});
