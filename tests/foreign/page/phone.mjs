// The page on a phone of 360 pixels: nothing is cut off, and everything is reached by touch.
import { play } from './lib.mjs';

const viewport = { width: 360, height: 740 };

await play(
  'phone',
  async ({ page, check, shot, say, log, composer, command, message, closeDialog }) => {
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
