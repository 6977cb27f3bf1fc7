// Slash commands with every option, autocomplete, context menus, and how answers look.
import { play } from './lib.mjs';

await play('commands', async ({ page, check, shot, composer, command, log, message, say }) => {
  const option = (name) => page.locator(`[data-option="${name}"]`);
  const listed = (text) => page.getByRole('option', { name: text }).first();

  await check('the picker lists the commands of each app', async () => {
    await composer.pressSequentially('/');
    await page.getByRole('listbox', { name: 'Commands' }).getByText('Rolls dice').waitFor();
    await shot('picker');
    await composer.fill('');
  });
  await check('subcommands are commands of their own', async () => {
    await composer.pressSequentially('/note');
    await page.locator('.command-row', { hasText: '/note list mine' }).waitFor();
    await composer.fill('');
  });
  await check('a required option is asked for, and a wrong one refused', async () => {
    await command('roll');
    await option('sides').fill('1000');
    await option('sides').press('Enter');
    await page.locator('.command-entry [role=alert]').waitFor();
    await option('sides').fill('6');
  });
  await check('live autocomplete', async () => {
    await page.getByRole('button', { name: 'label' }).click();
    await option('label').pressSequentially('a');
    await listed('armour').waitFor();
    await shot('autocomplete');
    await option('label').pressSequentially('t');
    await listed('armour').waitFor({ state: 'detached' });
    await option('label').press('Enter');
    await option('label').press('Enter');
    await log.getByText('rolled 4 of 6 for attack').waitFor();
  });
  await check('the answer says who used which command', () => message('rolled 4 of 6').getByText('/roll').waitFor());
  await check('choices', async () => {
    await command('order');
    await listed('large').waitFor();
    await option('size').fill('lar');
    await option('size').press('Enter');
  });
  await check('options of every kind', async () => {
    const add = async (name, typed) => {
      await page.locator('.option-add', { hasText: new RegExp(`^${name}$`) }).click();
      await option(name).fill(typed);
      await page.locator('.command-panel .select-option').first().waitFor();
      // Enter would send, where what is offered is written out in full.
      await option(name).press('Tab');
    };
    await add('who', 'grace');
    await add('where', 'random');
    await add('role', 'night');
    await add('any', 'linus');
    await add('warm', 'true');
    await page.locator('.option-add', { hasText: 'price' }).click();
    await option('price').fill('2.5');
    await page.locator('.option-add', { hasText: 'picture' }).click();
    const file = { name: 'pie.txt', mimeType: 'text/plain', buffer: Buffer.from('pie') };
    await page.locator('.command-entry input[type=file]').setInputFiles(file);
    await shot('options');
    await page.getByRole('button', { name: 'Send command' }).click();
    const words =
      'order: size=large who=grace where=random role=night owls any=linus warm=true price=2.5 picture=pie.txt';
    await log.getByText(words).waitFor();
  });
  await check('a subcommand', async () => {
    await command('note add');
    await option('words').fill('buy milk');
    await option('words').press('Enter');
    await log.getByText('noted buy milk').waitFor();
  });
  await check('an answer only for the one who asked', async () => {
    await command('secret');
    await page.getByRole('button', { name: 'Send command' }).press('Enter');
    await log.getByText('this is between us').waitFor();
    await message('this is between us').getByText('Only you can see this').waitFor();
  });
  await check('and it can be dismissed', async () => {
    await message('this is between us')
      .getByRole('button', { name: /Dismiss/ })
      .click();
    await log.getByText('this is between us').waitFor({ state: 'detached' });
  });
  await check('a deferred answer is shown as thinking, then as it is', async () => {
    await command('slow');
    await page.getByRole('button', { name: 'Send command' }).press('Enter');
    await log
      .getByText(/thinking/)
      .first()
      .waitFor();
    await log.locator('.markdown').getByText('done at last').waitFor();
    await log.getByText('and a word for you').waitFor();
  });
  await check('no answer in time', async () => {
    await command('silent');
    await page.getByRole('button', { name: 'Send command' }).press('Enter');
    await log.getByText('The application did not respond').waitFor();
    await shot('no-answer');
  });
  await check('a command of a message', async () => {
    await say('to be quoted');
    await message('to be quoted').click({ button: 'right' });
    const menu = page.getByRole('menu').first();
    await menu.getByRole('menuitem', { name: 'Apps' }).click();
    await shot('message-menu');
    await page.getByRole('menuitem', { name: 'Quote' }).click();
    await log.locator('blockquote').getByText('to be quoted').waitFor();
  });
  await check('a command of a user', async () => {
    await page
      .getByRole('complementary', { name: 'Members' })
      .getByRole('button', { name: /Grace/ })
      .click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Apps' }).click();
    await page.getByRole('menuitem', { name: 'Greet' }).click();
    await log.getByText('hello grace').waitFor();
  });
  await check('commands are taken by keyboard alone', async () => {
    await composer.focus();
    await page.keyboard.type('/card');
    await page.locator('.command-row').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await log.getByText('Weather in Vienna').waitFor();
  });
  await shot('card');
});
