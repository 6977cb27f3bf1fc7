// Components, old and new: buttons, every select, containers and media, and modals with every field.
import { play } from './lib.mjs';

await play('components', async ({ page, check, shot, command, log, message, state }) => {
  const run = async (name) => {
    await command(name);
    await page.getByRole('button', { name: 'Send command' }).press('Enter');
  };
  const listed = (text) => page.locator('.select-list').getByRole('option', { name: text }).first();
  const select = (placeholder) => log.getByRole('button', { name: placeholder }).last();
  const modal = page.getByRole('dialog').filter({ has: page.locator('.modal-field') });
  const field = (key) => modal.locator('.modal-field').filter({ hasText: key });
  const text = { name: 'proof.txt', mimeType: 'text/plain', buffer: Buffer.from('proof') };

  await run('card');
  await check('an embed', async () => {
    const card = message('Weather in Vienna');
    await card.getByRole('link', { name: 'Weather in Vienna' }).waitFor();
    await card.locator('strong', { hasText: 'Sunny' }).waitFor();
    for (const part of ['24 °C', 'High', 'as of today']) await card.getByText(part).waitFor();
    await card.locator('.embed img').first().waitFor();
  });
  await check('a button changes its message', async () => {
    await log.getByRole('button', { name: 'Refresh' }).click();
    await log.getByText('A card, refreshed:').waitFor();
  });
  await check('a disabled button and a link', async () => {
    if (await log.getByRole('button', { name: 'Disabled' }).isEnabled()) return false;
    const link = log.getByRole('link', { name: 'Website' });
    return (await link.getAttribute('rel')).includes('noopener') && (await link.getAttribute('target')) === '_blank';
  });
  await check('a select of several texts', async () => {
    await select('Pick two').click();
    await listed('Apple').click();
    await listed('Plum').click();
    await shot('select');
    await page.getByRole('button', { name: /Done/ }).click();
    await log.getByText('pick: apple, plum').waitFor();
  });
  const grace = state.users.find(({ username }) => username === 'grace').id;
  await check('a select of users, by keyboard', async () => {
    await select('Pick a user').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('grace');
    await listed('Grace').waitFor();
    await page.keyboard.press('Enter');
    await log.getByText(`users: ${grace}`).waitFor();
  });
  await check('a select of roles', async () => {
    await select('Pick a role').click();
    await listed('night owls').click();
    await log.getByText(`roles: ${state.guilds[0].roles.find(({ name }) => name === 'night owls').id}`).waitFor();
  });
  await check('a select of channels', async () => {
    await select('Pick a channel').click();
    await listed('random').click();
    await log.getByText(`channels: ${state.channels.find(({ name }) => name === 'random').id}`).waitFor();
  });
  await check('a button that the app does not answer', async () => {
    await log.getByRole('button', { name: 'Silent' }).click();
    await log
      .getByText(/did not respond|interaction failed/i)
      .first()
      .waitFor();
  });
  await shot('old');
  await check('a button that removes its message', async () => {
    await log.getByRole('button', { name: 'Remove' }).click();
    await log.locator('.markdown').getByText('A card, refreshed:').waitFor({ state: 'detached' });
  });

  await run('everything');
  await check('texts, sections and a container', async () => {
    await log.getByRole('heading', { name: 'Everything' }).waitFor();
    await log.getByText('A section with a picture').waitFor();
    await log.locator('.container').getByText('In a container').waitFor();
    await log
      .getByRole('img', { name: 'the sun' })
      .or(log.getByRole('button', { name: /the sun/ }))
      .first()
      .waitFor();
  });
  await check('a section’s button', async () => {
    await log.getByRole('button', { name: 'Press' }).click();
    await log.getByText('pressed', { exact: true }).waitFor();
  });
  await check('a select within a container', async () => {
    await select('Fruit').click();
    await listed('Kiwi').click();
    await log.getByText('fruit: kiwi').waitFor();
  });
  await check('a select of anyone', async () => {
    await select('Anyone').click();
    await listed('Grace').click();
    await log.getByText(`anyone: ${grace}`).waitFor();
  });
  await check('a hidden container is shown when it is asked for', async () => {
    await log
      .getByRole('button', { name: /spoiler/i })
      .first()
      .click();
    await log.getByText('a hidden container').waitFor();
  });
  await shot('new');

  await run('gallery');
  await check('pictures and files', async () => {
    await log.getByText('read.txt').waitFor();
    await log.getByRole('button', { name: /first/ }).click();
    await page.getByRole('dialog').waitFor();
    await shot('lightbox');
    await page.keyboard.press('Escape');
  });
  await shot('gallery');

  await check('a modal with texts, selects and files', async () => {
    await run('form');
    await modal.waitFor();
    await modal.getByText('Please fill this in.').waitFor();
    await field('Name').getByRole('textbox').fill('A');
    await modal.getByRole('button', { name: 'Submit' }).click();
    await modal.getByRole('alert').first().waitFor();
    await shot('modal');
    await field('Name').getByRole('textbox').fill('Ada');
    await field('Colour').getByRole('button').click();
    await listed('Green').click();
    await field('Friend').getByRole('button').click();
    await listed('Grace').click();
    await field('Proof').locator('input[type=file]').setInputFiles(text);
    await modal.getByRole('button', { name: 'Submit' }).click();
    await log.getByText(`form: name=Ada colour=green friend=${grace} proof=proof.txt`).waitFor();
  });
  await check('a modal with a long text, options and checkboxes', async () => {
    await run('more');
    await modal.waitFor();
    await field('Story').getByRole('textbox').fill('once');
    await modal.getByRole('radio', { name: 'Paid' }).check();
    await modal.getByRole('checkbox', { name: 'Mugs' }).check();
    await modal.getByRole('checkbox', { name: 'Pens' }).check();
    await modal.getByRole('checkbox', { name: 'I agree' }).check();
    await shot('modal-options');
    await modal.getByRole('button', { name: 'Submit' }).click();
    await log.getByText('form: story=once plan=paid extras=mugs+pens agree=true').waitFor();
  });
  await check('a modal from a button, closed by Escape', async () => {
    await run('secret');
    await log.getByRole('button', { name: 'Open the form' }).click();
    await modal.waitFor();
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'detached' });
  });
});
