// axe-core on every view in both themes: nothing serious may be found.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { api, play } from './lib.mjs';
import { address, LOTTIE, PICTURE, SOUND, sticker, voiceMessage } from './samples.mjs';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const GRAVE = ['serious', 'critical'];

await play('axe', async ({ page, check, log, bot, composer, command, message, guild, user, channel, goTo, shot }) => {
  const dialog = page.locator('dialog[open]');
  const members = page.getByRole('complementary', { name: 'Members' });
  const channels = page.getByRole('navigation', { name: 'Channels' });
  const general = channel('general').id;
  const ada = user('ada').id;
  let theme = 'dark';

  const audit = (view) =>
    check(`${view} (${theme})`, async () => {
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document));
      const grave = violations.filter(({ impact }) => GRAVE.includes(impact));
      await shot(`${theme}-${view.replaceAll(/\W+/g, '-')}`);
      if (grave.length > 0) {
        const words = grave.map(
          ({ id, nodes }) =>
            `${id}: ${nodes
              .slice(0, 3)
              .map(({ target, any }) => `${target} ${any[0]?.message ?? ''}`)
              .join('; ')}`,
        );
        throw new Error(words.join(' | '));
      }
    });
  /** Opens something, looks, and closes it. */
  const view = async (name, open) => {
    const opened = await check(`${name} opens (${theme})`, async () => {
      await open();
      return true;
    });
    if (opened) await audit(name);
    for (let step = 0; step < 3; step++) await page.keyboard.press('Escape');
    await page.waitForTimeout(50);
  };
  const run = async (name) => {
    await command(name);
    await page.getByRole('button', { name: 'Send command' }).press('Enter');
  };
  const menu = (item) => async () => {
    await channels.getByRole('button', { name: /asyncord sandbox/ }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await dialog.waitFor();
  };

  // Something of everything to look at.
  const write = (body) => api('POST', `as/${ada}/channels/${general}/messages`, body);
  await write({
    content: `# Title\n**bold** ||secret|| \`code\` <@${ada}> <#${general}>\n\`\`\`js\nconst a = 1; // why\n\`\`\`\n> quoted\n[link](https://example.com/) <t:0:R>`,
  });
  const { id } = await write({ content: 'with a reaction' });
  await api('PUT', `as/${ada}/channels/${general}/messages/${id}/reactions/${encodeURIComponent('👍')}/@me`);
  await write({ content: 'a reply', message_reference: { message_id: id } });
  const poll = {
    question: { text: 'Tea?' },
    answers: ['Yes', 'No'].map((text) => ({ poll_media: { text } })),
    duration: 1,
  };
  await write({ poll }).catch(() => undefined);
  const thread = await api('POST', `as/${ada}/channels/${general}/messages/${id}/threads`, { name: 'A thread' });
  const forum = await api('POST', `as/${ada}/guilds/${guild.id}/channels`, {
    name: 'questions',
    type: 15,
    available_tags: [{ name: 'solved' }],
  });
  await api('POST', `as/${ada}/channels/${forum.id}/threads`, { name: 'How?', message: { content: 'Help' } });
  const lounge = channel('lounge').id;
  const picture = address('image/png', PICTURE);
  await api('PATCH', `as/${ada}/users/@me`, { avatar: picture, banner: picture });
  await api('PATCH', `as/${ada}/guilds/${guild.id}`, { icon: picture });
  await api('POST', `as/${ada}/guilds/${guild.id}/stickers`, sticker('crab', PICTURE));
  const lottie = await api('POST', `as/${ada}/guilds/${guild.id}/stickers`, sticker('spin', LOTTIE));
  await write({ sticker_ids: [lottie.id] });
  await write(voiceMessage());
  await write({ message_reference: { type: 1, message_id: id, channel_id: general } });
  const sound = { name: 'boing', emoji_name: '🦆', sound: address('audio/mpeg', SOUND) };
  await api('POST', `as/${ada}/guilds/${guild.id}/soundboard-sounds`, sound);
  const stage = await api('POST', `as/${ada}/guilds/${guild.id}/channels`, { name: 'theatre', type: 13 });
  await api('PUT', `as/${ada}/guilds/${guild.id}/voice`, { channel_id: stage.id });
  await api('POST', `as/${ada}/stage-instances`, { channel_id: stage.id, topic: 'Bots' });
  await api('PATCH', `as/${ada}/guilds/${guild.id}/voice-states/@me`, { channel_id: stage.id, suppress: false });
  const linus = user('linus').id;
  await api('PUT', `as/${linus}/guilds/${guild.id}/voice`, { channel_id: stage.id });
  const request_to_speak_timestamp = new Date().toISOString();
  const asks = { channel_id: stage.id, request_to_speak_timestamp };
  await api('PATCH', `as/${linus}/guilds/${guild.id}/voice-states/@me`, asks);
  const random = channel('random').id;
  const first = await api('POST', `as/${ada}/channels/${random}/messages`, { content: 'long ago' });
  for (let n = 0; n < 160; n++) await api('POST', `as/${ada}/channels/${random}/messages`, { content: `word ${n}` });

  // So many are not kept by a page that opens.
  await page.reload();
  for (theme of ['dark', 'light']) {
    if (theme === 'light') await page.getByRole('button', { name: 'Use the light theme' }).click();
    await goTo(general);
    await composer.waitFor();
    for (const name of ['card', 'everything', 'gallery', 'secret']) await run(name);
    await log.getByText('this is between us').last().waitFor();
    await audit('a channel');
    await view('the command picker', () => composer.pressSequentially('/'));
    await composer.fill('');
    await view('a command', () => command('order'));
    await view('a modal', async () => (await run('form'), await dialog.waitFor()));
    await view('another modal', async () => (await run('more'), await dialog.waitFor()));
    await view('a select', () => log.getByRole('button', { name: 'Anyone' }).last().click());
    await view('a context menu', () => message('a reply').click({ button: 'right' }));
    await view('the emoji', () => page.getByRole('button', { name: 'Insert emoji' }).click());
    await view('the stickers', () => page.getByRole('button', { name: 'Send a sticker' }).click());
    await view('forwarding', async () => {
      await message('a reply').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Forward' }).click();
      await dialog.waitFor();
    });
    await view('a poll’s form', async () => {
      await page.getByRole('button', { name: 'Add a file, a poll or a command' }).click();
      await page.getByRole('menuitem', { name: 'Create poll' }).click();
    });
    await view('pins', () =>
      page
        .getByRole('button', { name: /pinned/i })
        .first()
        .click(),
    );
    await view('threads', () =>
      page
        .getByRole('button', { name: /threads/i })
        .first()
        .click(),
    );
    await view('a member', () => members.getByRole('button', { name: /Grace/ }).click());
    await view('the switcher', () => page.locator('.acting-button').click());
    await view('going somewhere', () => page.keyboard.press('Control+k'));
    await view('a new server', () => page.getByRole('button', { name: 'Add a server' }).click());
    await view('a new channel', () => page.getByRole('button', { name: 'Create a channel in text channels' }).click());
    await view('a new app', () => members.getByRole('button', { name: 'Add a bot or a person' }).click());
    await view('events', () => channels.getByRole('button', { name: /event/i }).click());
    await view('faults', () => page.getByRole('button', { name: 'Faults and clock' }).click());
    await view('settings of the server', menu(/settings/i));
    for (const tab of ['Roles', 'Members', 'Bans', 'Emoji', 'Audit']) {
      await view(`settings: ${tab}`, async () => {
        await menu(/settings/i)();
        await dialog.getByRole('tab', { name: new RegExp(tab) }).click();
        await page.waitForTimeout(150);
      });
    }
    await view('settings of the channel', () => page.getByRole('button', { name: 'Channel settings' }).click());
    await view('overwrites', async () => {
      await page.getByRole('button', { name: 'Channel settings' }).click();
      await dialog.getByRole('tab', { name: 'Permissions' }).click();
    });
    await check(`the inspector opens (${theme})`, async () => {
      await page.getByRole('button', { name: 'Inspector' }).first().click();
      const inspector = page.getByRole('region', { name: 'Inspector' });
      await inspector.getByRole('option').filter({ hasText: 'POST' }).last().click();
    });
    await audit('the inspector');
    await check(`a delivery that failed (${theme})`, async () => {
      // Nobody listens there.
      const body = { interactions_endpoint_url: 'http://127.0.0.1:1/' };
      await api('PATCH', `applications/${bot.application.id}`, body).catch(() => undefined);
      await page.getByLabel('Kind').selectOption('delivery');
      await page.getByRole('option').filter({ hasText: 'PING' }).last().click();
    });
    await audit('a delivery');
    await page.getByRole('button', { name: 'Close the inspector' }).click();
    for (const [name, place] of [
      ['a thread', thread.id],
      ['a forum', forum.id],
      ['a voice channel', lounge],
    ]) {
      await goTo(place);
      await page.waitForTimeout(150);
      await audit(name);
    }
    await goTo(stage.id);
    await page.getByText('Bots', { exact: true }).first().waitFor();
    await audit('a stage');
    await view('the soundboard', () => page.getByRole('button', { name: 'Soundboard' }).click());
    await goTo(`${random}/${first.id}`);
    await page.getByRole('button', { name: 'Go to the newest messages' }).waitFor();
    await audit('the past of a channel');
    await page
      .getByRole('navigation', { name: 'Servers' })
      .getByRole('button', { name: /Direct/ })
      .click();
    await audit('direct messages');
    await page
      .getByRole('navigation', { name: 'Servers' })
      .getByRole('button', { name: /asyncord/ })
      .click();
  }
});
