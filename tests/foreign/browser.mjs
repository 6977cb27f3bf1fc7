// A person at the sandbox's page in headless Chromium: writes `!ping`, waits for `pong`, and looks around.
// Takes the page's address and a folder for screenshots; prints what it saw as a line of JSON.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [pageUrl, folder] = process.argv.slice(2);
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});

const problems = [];
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
page.on('pageerror', (error) => problems.push(String(error)));
page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
page.on('dialog', (dialog) => {
  problems.push(`dialog: ${dialog.message()}`);
  dialog.dismiss();
});
// Nothing may be loaded from elsewhere.
page.on('request', (request) => {
  const url = new URL(request.url());
  if (!['127.0.0.1', 'localhost'].includes(url.hostname) && url.protocol.startsWith('http')) {
    problems.push(`request to ${url.host}`);
  }
});

try {
  await page.goto(pageUrl);
  const composer = page.getByRole('textbox', { name: /^Message #/ });
  await composer.fill('!ping');
  await composer.press('Enter');
  const log = page.getByRole('log');
  await log.getByText('pong', { exact: true }).first().waitFor({ timeout: 10_000 });

  // Text that tries to script the page is shown as text.
  const attacks = ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[x](javascript:alert(1))'];
  for (const attack of attacks) {
    await composer.fill(attack);
    await composer.press('Enter');
  }
  await log.getByText(attacks[0]).first().waitFor({ timeout: 10_000 });
  await page.waitForTimeout(300);
  const scripted = await page.evaluate(
    () => document.querySelectorAll('[role=log] script, [role=log] [onerror], [role=log] a[href^="javascript"]').length,
  );

  await page.screenshot({ path: join(folder, 'page-desktop.png') });
  // As a phone would open it, without the panels sliding away.
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await log.getByText('pong', { exact: true }).first().waitFor({ timeout: 10_000 });
  await page.screenshot({ path: join(folder, 'page-phone.png') });
  console.log(JSON.stringify({ pong: true, scripted, problems }));
} catch (error) {
  await page.screenshot({ path: join(folder, 'page-failed.png') }).catch(() => {});
  console.log(JSON.stringify({ pong: false, error: String(error), problems }));
} finally {
  await browser.close();
}
