// What the tests of pages share: a headless Chromium that opens pages from disk, and notes all that a page must not do.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// playwright-core lives outside of the project; `.ci/browser` says where.
const require = createRequire(join(process.env.RADSIFT_BROWSER, 'package.json'));
const { chromium } = require('playwright-core');

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Runs `steps` on a page, and fails where the page asked for something, said something, or opened a dialog. */
export async function onPage(file, options, steps) {
  const profile = mkdtempSync(join(tmpdir(), 'radsift-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.RADSIFT_CHROMIUM || '/usr/bin/chromium',
    headless: true, viewport: { width: 1440, height: 900 }, acceptDownloads: true, args: FLAGS, ...options,
  });
  const wrong = [];
  try {
    const page = context.pages()[0] ?? await context.newPage();
    page.setDefaultTimeout(15000);
    const url = pathToFileURL(file).href;
    page.on('console', (message) => wrong.push(`console ${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => { wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    context.on('request', (request) => {
      const own = request.url().split('#')[0] === url || /^(blob|data):/.test(request.url());
      if (!own) wrong.push(`request: ${request.url()}`);
    });
    await page.goto(url);
    await steps(page, context);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
  assert.deepEqual(wrong, [], 'the page did what it must not do');
}

/** The text of an element. */
export const text = (page, selector) => page.locator(selector).first().innerText();

/** Waits until `ask` gives `wanted`. */
export async function until(ask, wanted) {
  let got;
  for (let tries = 0; tries < 50; tries += 1) {
    got = await ask();
    if (JSON.stringify(got) === JSON.stringify(wanted)) return;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  assert.deepEqual(got, wanted);
}

/** True when an element is inside of what is seen of the page. */
export const inView = (page, selector) => page.locator(selector).first().evaluate((element) => {
  const box = element.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
});

/** The colour behind the page, as `rgb(...)`. */
export const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

export { assert };
