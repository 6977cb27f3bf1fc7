// What the inspector shows of calls and the gateway, and what can be made to go wrong.
import { createPublicKey, verify } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { api, play } from './lib.mjs';

/** A bot that takes interactions over HTTP and answers each with a message that has nothing in it. */
async function endpoint(token) {
  const headers = { authorization: `Bot ${token}` };
  const me = await (await fetch(new URL('/api/v10/applications/@me', process.argv[2]), { headers })).json();
  const x = Buffer.from(me.verify_key, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const signed = Buffer.from(request.headers['x-signature-timestamp'] + body);
    const signature = Buffer.from(request.headers['x-signature-ed25519'], 'hex');
    if (!verify(null, signed, key, signature)) return response.writeHead(401).end();
    const answer = JSON.parse(body).type === 1 ? { type: 1 } : { type: 4, data: {} };
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise((listens) => server.listen(0, '127.0.0.1', listens));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

await play('inspector', async ({ page, check, shot, say, log, closeDialog, user, channel, bot, command }) => {
  const inspector = page.getByRole('region', { name: 'Inspector' });
  const entry = (text) => inspector.getByRole('option').filter({ hasText: text }).last();
  // By its own part of the row: a time can show the same digits.
  const answered = (status) =>
    inspector
      .getByRole('option')
      .filter({ has: page.locator('.outcome', { hasText: status }) })
      .last();
  const find = inspector.getByRole('searchbox');
  const details = inspector.getByRole('region', { name: 'Details' });
  const dialog = page.locator('dialog[open]');

  await check('it opens', async () => {
    await page.getByRole('button', { name: 'Inspector' }).first().click();
    await inspector.waitFor();
  });
  await say('!ping');
  await log.locator('.markdown').getByText('pong', { exact: true }).waitFor();
  await check('a call with its bodies and rate limit', async () => {
    await find.fill('POST messages');
    await entry('POST /channels/{channel_id}/messages').click();
    for (const name of ['Request', 'Response', 'Rate limit']) await details.getByRole('heading', { name }).waitFor();
    await details.getByText(/bucket/).waitFor();
    await details.getByText('"pong"').first().waitFor();
    await shot('call');
  });
  await check('an event of the gateway', async () => {
    await find.fill('MESSAGE_CREATE');
    await entry('MESSAGE_CREATE').click();
    await details.getByText('Sequence').waitFor();
    await details.getByText('0 Dispatch').waitFor();
    await shot('event');
  });
  await check('an event that was withheld, with the missing intent', async () => {
    await find.fill('');
    await inspector.getByLabel('Kind').selectOption('withheld');
    await page.locator('.acting-button').click();
    await page.getByRole('button', { name: 'Idle' }).click();
    await page.keyboard.press('Escape');
    await entry('PRESENCE_UPDATE').click();
    await details
      .getByText(/GUILD_PRESENCES/)
      .first()
      .waitFor();
    await inspector.getByLabel('Kind').selectOption('');
  });
  await check('why a call was refused', async () => {
    await say('!unknown');
    await find.fill('/channels/{channel_id}/messages/{message_id}');
    await inspector.getByLabel('Errors only').check();
    await answered('404').click();
    await details.getByText('Unknown Message').first().waitFor();
    await shot('refused');
    await inspector.getByLabel('Errors only').uncheck();
  });
  await check('which permission is missing', async () => {
    await api('DELETE', `as/${user('linus').id}/channels/${channel('random').id}`).catch(() => undefined);
    await find.fill('DELETE /channels/{channel_id}');
    await answered('403').click();
    await details.locator('.why').getByText('MANAGE_CHANNELS').waitFor();
    await shot('why');
  });
  await check('a call over its rate limit', async () => {
    await api('POST', 'rate-limits', { mode: 'only', limit: 1, window_ms: 1000, scope: 'user' });
    await say('!flood');
    await find.fill('POST messages');
    await answered('429').click();
    await details.getByText(/0 of 1 left/).waitFor();
    await shot('rate-limit');
    await api('POST', 'rate-limits', { mode: 'off' });
  });
  await check('what an endpoint was sent, and what was wrong with its answer', async () => {
    const { url, close } = await endpoint(bot.application.token);
    await api('PATCH', `applications/${bot.application.id}`, { interactions_endpoint_url: url });
    await find.fill('');
    await inspector.getByLabel('Kind').selectOption('delivery');
    await entry('PING').and(answered('200')).click();
    await details.getByText(url).waitFor();
    await entry('Wrong signature').and(answered('401')).waitFor();
    await command('card');
    await page.getByRole('button', { name: 'Send command' }).press('Enter');
    await entry('Interaction card').click();
    await details.locator('.why').getByText('50006 Cannot send an empty message').waitFor();
    await details.getByText('"***"').waitFor();
    await shot('delivery');
    await inspector.getByLabel('Errors only').check();
    await inspector.locator('.inspector-count', { hasText: /^1 of/ }).waitFor();
    await inspector.getByLabel('Errors only').uncheck();
    await inspector.getByLabel('Kind').selectOption('');
    await api('PATCH', `applications/${bot.application.id}`, { interactions_endpoint_url: null });
    close();
  });
  await check('calls and messages by keyboard', async () => {
    await find.fill('');
    await inspector.getByRole('listbox').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await details.waitFor();
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
  });
  await check('a pause, and the list emptied', async () => {
    await inspector.getByRole('button', { name: 'Pause' }).click();
    const count = await inspector.locator('.inspector-count').textContent();
    await say('while it pauses');
    await log.getByText('while it pauses').waitFor();
    if ((await inspector.locator('.inspector-count').textContent()) !== count) return false;
    await inspector.getByRole('button', { name: 'Clear' }).click();
    await inspector.getByText(/Nothing yet/).waitFor();
  });
  await page.getByRole('button', { name: 'Close the inspector' }).click();

  await check('a fault is added, happens and ends', async () => {
    await page.getByRole('button', { name: 'Faults and clock' }).click();
    await dialog.getByLabel(/^What/).or(dialog.getByRole('combobox').nth(1)).first().selectOption('status');
    await dialog.getByRole('button', { name: /^Add/ }).first().click();
    await dialog.getByText('Calls fail with 503').first().waitFor();
    await shot('faults');
    await dialog.getByRole('button', { name: 'End all faults' }).click();
    await dialog.getByText('Calls fail with 503').waitFor({ state: 'detached' });
  });
  await check('the clock goes forward', async () => {
    const clock = dialog.getByText(/clock shows/);
    const before = await clock.textContent();
    await dialog.getByRole('button', { name: '1 day forward' }).click();
    await page.waitForFunction((before) => !document.body.textContent.includes(before), before);
  });
  await check('a cut connection, which the bot takes up again', async () => {
    await dialog.getByRole('button', { name: 'Cut' }).click();
    await closeDialog();
    await page.getByRole('button', { name: 'Inspector' }).first().click();
    await find.fill('resume');
    await entry('Resume').waitFor();
  });
  await check('with another world it begins anew', async () => {
    const first = inspector.getByRole('listbox').getByRole('option').first();
    const world = await (await fetch(new URL('api/snapshot', process.argv[2]))).text();
    await find.fill('');
    await say('of the old world');
    await entry('MESSAGE_CREATE').waitFor();
    await fetch(new URL('api/snapshot', process.argv[2]), { method: 'PUT', body: world });
    await first.filter({ hasText: 'Invalid session' }).waitFor();
    await entry('READY').waitFor();
    await shot('anew');
    await page.reload();
    await page.getByRole('button', { name: 'Inspector' }).first().click();
    await first.filter({ hasText: 'Invalid session' }).waitFor();
    await say('!ping');
    await entry('POST /channels/{channel_id}/messages').waitFor();
  });
});
