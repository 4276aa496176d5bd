import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
// Nothing may leave the machine, and a container has no user namespaces for the sandbox.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Headless Chromium: one that is installed, else the one that comes from npm. */
export async function launchBrowser(): Promise<Browser> {
  const installed = INSTALLED.find((place) => place && existsSync(place));
  return chromium.launch({
    executablePath: installed ?? (await sparticuz.executablePath()),
    args: installed
      ? ARGUMENTS
      : [...sparticuz.args.filter((argument) => argument !== '--single-process'), ...ARGUMENTS],
    headless: true,
  });
}
