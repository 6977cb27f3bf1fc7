// The page on a phone of 360 pixels: nothing is cut off, and everything is reached by touch.
import { api, play } from './lib.mjs';
import { address, LOTTIE, PICTURE, SOUND, sticker, voiceMessage } from './samples.mjs';

const viewport = { width: 360, height: 740 };

await play(
  'phone',
  async ({ page, check, shot, say, log, composer, command, message, closeDialog, user, guild, channel, goTo }) => {
    const wide = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth <= innerWidth && document.body.scrollWidth <= innerWidth,
      );
    const fits = (what) =>
      check(`${what} fits`, async () => {
        await shot(what.replaceAll(' ', '-'));
        return wide();
      });
    const dialog = page.locator('dialog[open]');

    await fits('the channel');
    await check('a message by touch', async () => {
      await composer.fill('!ping');
      await page.getByRole('button', { name: 'Send message' }).tap();
      await log.locator('.markdown').getByText('pong', { exact: true }).waitFor();
    });
    await check('the channels slide in, and go when one is chosen', async () => {
      await page.getByRole('button', { name: 'Show channels' }).tap();
      await page.getByRole('link', { name: /random/ }).waitFor();
      await shot('channels');
      await page.getByRole('link', { name: /random/ }).tap();
      await page.getByRole('heading', { name: 'random', exact: true }).first().waitFor();
    });
    await check('the members slide in', async () => {
      await page.getByRole('button', { name: 'Show or hide members' }).tap();
      await page.getByRole('button', { name: /Grace/ }).waitFor();
      await shot('members');
      await page.getByRole('button', { name: 'Close panel' }).tap({ position: { x: 20, y: 300 } });
    });
    await command('card');
    await page.getByRole('button', { name: 'Send command' }).tap();
    await check('a card', () => message('Weather in Vienna').waitFor());
    await fits('a card');
    await command('everything');
    await page.getByRole('button', { name: 'Send command' }).tap();
    await check('components', () => message('In a container').waitFor());
    await fits('components');
    await command('form');
    await page.getByRole('button', { name: 'Send command' }).tap();
    await check('a modal', () => dialog.waitFor());
    await fits('a modal');
    await page.keyboard.press('Escape');
    await check('a long press opens the menu', async () => {
      await say('press me');
      const box = await message('press me').boundingBox();
      const touch = await page.context().newCDPSession(page);
      const point = { x: box.x + 120, y: box.y + box.height - 8 };
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
      await page.getByRole('menu').waitFor();
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      await page.getByRole('menuitem', { name: 'Reply' }).waitFor();
    });
    await fits('a menu');
    await page.keyboard.press('Escape');
    const ada = user('ada').id;
    const as = (method, path, body) => api(method, `as/${ada}/${path}`, body);
    const general = channel('general').id;
    const picture = address('image/png', PICTURE);
    await as('PATCH', 'users/@me', { avatar: picture, banner: picture });
    await as('PATCH', `guilds/${guild.id}`, { icon: picture });
    await as('POST', `guilds/${guild.id}/stickers`, sticker('crab', PICTURE));
    await as('POST', `guilds/${guild.id}/stickers`, sticker('spin', LOTTIE));
    await goTo(general);
    await composer.waitFor();
    await check('a sticker by touch', async () => {
      await page.getByRole('button', { name: 'Add a file, a poll or a command' }).tap();
      await page.getByRole('menuitem', { name: 'Send sticker' }).tap();
      await page.getByRole('img', { name: 'Sticker: Pink and sad' }).waitFor();
      await page.waitForLoadState('networkidle');
    });
    await fits('the stickers');
    await page.getByRole('button', { name: /spin/ }).tap();
    await as('POST', `channels/${general}/messages`, voiceMessage());
    await check('a voice message', () => log.getByRole('group', { name: /^Voice message/ }).waitFor());
    const { id } = await as('POST', `channels/${general}/messages`, { content: 'pass it on' });
    await as('POST', `channels/${general}/messages`, {
      message_reference: { type: 1, message_id: id, channel_id: general },
    });
    await check('a forward', () => log.getByRole('group', { name: 'Forwarded message' }).waitFor());
    await fits('stickers and sounds');
    const sound = { name: 'boing', emoji_name: '🦆', sound: address('audio/mpeg', SOUND) };
    await as('POST', `guilds/${guild.id}/soundboard-sounds`, sound);
    const stage = await as('POST', `guilds/${guild.id}/channels`, { name: 'theatre', type: 13 });
    await as('POST', 'stage-instances', { channel_id: stage.id, topic: 'How one writes a bot that never sleeps' });
    await goTo(stage.id);
    await check('a stage by touch', async () => {
      await page.getByRole('button', { name: 'Join stage' }).tap();
      await page.getByRole('button', { name: 'Raise the hand' }).tap();
      await page.getByLabel('wants to speak').waitFor();
    });
    await fits('a stage');
    await page.getByRole('button', { name: 'Soundboard' }).tap();
    await check('the soundboard', () => page.getByRole('button', { name: 'Play boing' }).waitFor());
    await fits('the soundboard');
    await page.keyboard.press('Escape');
    await goTo(general);
    await composer.waitFor();
    await page.getByRole('button', { name: 'Inspector' }).tap();
    await fits('the inspector');
    await page.getByRole('region', { name: 'Inspector' }).getByRole('option').last().tap();
    await fits('a call');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Close the inspector' }).tap();
    await page.getByRole('button', { name: 'Faults and clock' }).tap();
    await fits('faults');
    await closeDialog();
    await page.getByRole('button', { name: 'Show channels' }).tap();
    await page
      .getByRole('navigation', { name: 'Channels' })
      .getByRole('button', { name: /asyncord sandbox/ })
      .tap();
    await page.getByRole('menuitem', { name: /settings/i }).tap();
    await fits('settings');
    await dialog.getByRole('tab', { name: 'Roles' }).tap();
    await fits('roles');
  },
  { viewport, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
);
