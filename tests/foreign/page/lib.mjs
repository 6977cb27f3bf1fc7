// What every script at the page shares: a fresh world with a bot in it, a browser, and checks that are counted.
// Each script takes the page's address and a folder for screenshots; it prints the name of each check as it begins,
// and last of all `{ "checks", "problems" }` as JSON.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const [pageUrl, folder] = process.argv.slice(2);
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const PATIENCE = Number(process.env.PATIENCE_MS ?? 8_000);

/** A call of the sandbox's own API. */
export async function api(method, path, body) {
  const form = body instanceof FormData;
  const response = await fetch(new URL(`api/${path}`, pageUrl), {
    method,
    body: body === undefined || form ? body : JSON.stringify(body),
    headers: body === undefined || form ? {} : { 'content-type': 'application/json' },
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** Makes an application and starts the bot behind it. */
async function startBot() {
  const application = await api('POST', 'applications', {
    name: 'Rolly',
    privileged_intents: ['GUILD_MEMBERS', 'GUILD_PRESENCES', 'MESSAGE_CONTENT'],
  });
  const state = await api('GET', 'state');
  const user = state.applications.find(({ id }) => id === application.id).user_id;
  await api('PUT', `guilds/${state.guilds[0].id}/members/${user}`, {});
  const program = spawn('node', [fileURLToPath(new URL('bot.mjs', import.meta.url))], {
    env: { ...process.env, API_URL: new URL('/api', pageUrl).href, TOKEN: application.token },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  const { value, done } = await lines.next();
  if (done) throw new Error('the bot has ended');
  return { application, user, program, ready: JSON.parse(value) };
}

/** Names of the first world, so that scripts can say `channel('general')`. */
export async function look() {
  const state = await api('GET', 'state');
  return {
    state,
    guild: state.guilds[0],
    channel: (name) => state.channels.find((channel) => channel.name === name),
    user: (name) => state.users.find((user) => user.username === name),
    role: (name) => state.guilds[0].roles.find((role) => role.name === name),
  };
}

/**
 * Runs one script: `run({ page, check, shot, bot, … })`. Nothing may be thrown, written to the console as an error,
 * asked of another host, or shown as a dialog while it runs.
 */
export async function play(
  name,
  run,
  { bot: withBot = true, viewport = { width: 1280, height: 800 }, ...context } = {},
) {
  const problems = [];
  let checks = 0;
  let bot;
  let page;
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const shot = async (what) => {
    if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}-${what}.png`) });
  };
  const check = async (what, test) => {
    checks += 1;
    console.log(`${checks}. ${what}`);
    try {
      const result = await test();
      if (result === false) throw new Error('it is not so');
      return result;
    } catch (error) {
      problems.push(
        `${what}: ${String(error?.message ?? error)
          .split('\n')
          .slice(0, 6)
          .join(' | ')}`,
      );
      await shot(`failed-${checks}`).catch(() => undefined);
      // What it left open would fail all that follows.
      for (let open = 0; open < 2; open++) await page.keyboard.press('Escape').catch(() => undefined);
      return undefined;
    }
  };
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
  try {
    await api('POST', 'reset');
    if (withBot) bot = await startBot();
    const tab = await browser.newContext({ viewport, colorScheme: 'dark', reducedMotion: 'reduce', ...context });
    tab.setDefaultTimeout(PATIENCE);
    page = await tab.newPage();
    page.on('pageerror', (error) => problems.push(`thrown: ${error}`));
    page.on('console', (message) => {
      // A refused call is written by the browser itself; scripts that provoke one check what the page says of it.
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) problems.push(message.text());
    });
    page.on('dialog', (dialog) => {
      problems.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      const local = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
      if (!local && /^(http|ws)/.test(url.protocol)) problems.push(`request to ${url.host}`);
    });
    await page.goto(pageUrl);
    await page.getByRole('textbox', { name: /^Message #/ }).waitFor();
    const helpers = helpersOf(page);
    await run({ page, check, shot, bot, problems, ...helpers, ...(await look()) });
  } catch (error) {
    problems.push(`stopped: ${error?.stack ?? error}`);
    await shot('stopped').catch(() => undefined);
  } finally {
    bot?.program.stdin.end();
    await browser.close();
  }
  console.log(JSON.stringify({ checks, problems }));
  // The bot may still be saying good-bye.
  setTimeout(() => process.exit(0), 500);
}

/** What people do again and again. */
function helpersOf(page) {
  const log = page.getByRole('log');
  const composer = page.getByRole('textbox', { name: /^Message / });
  return {
    log,
    composer,
    say: async (text) => {
      await composer.fill(text);
      await composer.press('Enter');
    },
    /** The newest message with a text. */
    message: (text) => log.locator('[data-message-id]').filter({ hasText: text }).last(),
    goTo: (id) => page.evaluate((id) => void (location.hash = `#/channels/${id}`), id),
    actAs: async (name) => {
      await page.locator('.acting-button').click();
      const box = page.getByRole('dialog', { name: 'Act as somebody else' });
      await box.getByRole('searchbox').fill(name);
      await box.getByRole('searchbox').press('Enter');
      await box.waitFor({ state: 'detached' });
    },
    /** Chooses a command by what is typed after the slash. */
    command: async (typed) => {
      await composer.fill('');
      await composer.pressSequentially(`/${typed}`);
      await page.locator('.command-row').first().waitFor();
      await composer.press('Enter');
    },
    closeDialog: async () => {
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    },
  };
}

/** Waits until something holds. */
export async function until(test, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    if (await test()) return true;
    if (Date.now() > end) throw new Error('it does not come true');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
