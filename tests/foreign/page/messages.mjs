// What people do with messages: writing, markdown, files, replies, reactions, editing, pins, threads, polls.
import { api, play, until } from './lib.mjs';

await play('messages', async ({ page, check, shot, composer, log, message, say, channel, user, bot, actAs, goTo }) => {
  const general = channel('general').id;
  const open = async (text, item) => {
    await message(text).click({ button: 'right' });
    await page.getByRole('menuitem', { name: item }).click();
  };

  await check('markdown', async () => {
    await composer.fill(
      '# Title\n**bold** _slanted_ ~~gone~~ ||secret|| `code` <@' +
        user('grace').id +
        '> <#' +
        general +
        '>\n```js\nconst a = 1;\n```\n> quoted\n- item\n[link](https://example.com/)',
    );
    await composer.press('Enter');
    const text = message('bold');
    for (const tag of ['strong', 'em', 's, del', 'code', 'blockquote', 'li', 'pre'])
      await text.locator(tag).first().waitFor();
    await text.getByRole('heading', { name: 'Title' }).waitFor();
    await text.getByText('@Grace').waitFor();
    await text.getByText('general').waitFor();
    await text.getByRole('button', { name: /spoiler/i }).click();
    await text.getByText('secret').waitFor();
  });
  await shot('markdown');
  await check('a bot answers with a reply', async () => {
    await say('!ping');
    await log.locator('.markdown').getByText('pong', { exact: true }).waitFor();
    await message('pong').locator('.reply-preview').waitFor();
  });
  await check('a reply', async () => {
    await open('pong', 'Reply');
    await page.getByText('Replying to').waitFor();
    await say('thanks');
    await message('thanks').locator('.reply-preview').getByText('pong').waitFor();
  });
  await check('a reaction, counted and taken back', async () => {
    await message('thanks').hover();
    await message('thanks')
      .getByRole('button', { name: /Add (a )?reaction/i })
      .first()
      .click();
    await page.locator('.picker').getByRole('button').first().click();
    const reaction = message('thanks').locator('.reaction').first();
    await reaction.waitFor();
    await actAs('grace');
    await reaction.click();
    await message('thanks').locator('.reaction-count', { hasText: '2' }).waitFor();
    await reaction.click();
    await message('thanks').locator('.reaction-count', { hasText: '1' }).waitFor();
    await actAs('ada');
  });
  await check('editing', async () => {
    await composer.press('ArrowUp');
    const box = log.getByRole('textbox');
    await box.fill('thank you');
    await box.press('Enter');
    await message('thank you').getByText('(edited)').waitFor();
  });
  await check('files with a preview before and after', async () => {
    const files = [
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('first line\nsecond line') },
      { name: 'dot.png', mimeType: 'image/png', buffer: (await import('./samples.mjs')).PICTURE },
    ];
    await page.locator('.composer input[type=file]').setInputFiles(files);
    await page.getByText('notes.txt').waitFor();
    await shot('upload');
    await say('with files');
    await message('with files').locator('img').first().waitFor();
    await message('with files').getByText('notes.txt').waitFor();
    await message('with files').getByText('second line').waitFor();
  });
  await check('pins', async () => {
    await open('thank you', 'Pin message');
    await page
      .getByRole('button', { name: /pinned/i })
      .first()
      .click();
    await page.locator('[popover], dialog').getByText('thank you').first().waitFor();
    await page.keyboard.press('Escape');
  });
  await check('deleting', async () => {
    await say('to be deleted');
    await open('to be deleted', 'Delete message');
    const sure = page.getByRole('dialog').getByRole('button', { name: 'Delete' });
    if (await sure.isVisible().catch(() => false)) await sure.click();
    await log.getByText('to be deleted').waitFor({ state: 'detached' });
  });
  await check('a webhook’s message', async () => {
    await say('!hook');
    await message('hear, hear').getByRole('button', { name: 'Town crier', exact: true }).waitFor();
  });
  await check('who is typing', async () => {
    await say('!type');
    await page.getByText(/Rolly.* is typing/).waitFor();
    await api('POST', `as/${user('grace').id}/channels/${general}/typing`);
    await page.getByText(/Grace.* typing/).waitFor();
  });
  await check('mentions are suggested, emoji picked', async () => {
    await composer.pressSequentially('@gra');
    await page.getByRole('option', { name: /Grace/ }).first().waitFor();
    await composer.press('Tab');
    await page.getByRole('button', { name: 'Insert emoji' }).click();
    await page.locator('.picker').getByText('🎉').click();
    await composer.press('Enter');
    await message('🎉').getByText('@Grace').waitFor();
  });
  await check('a thread of a message', async () => {
    await open('hear, hear', 'Create thread');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('A talk');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.waitFor({ state: 'detached' });
    const box = page.getByRole('textbox', { name: /^Message .*A talk/ });
    await box.fill('in the thread');
    await box.press('Enter');
    await page.getByText('in the thread').first().waitFor();
    await shot('thread');
  });
  await goTo(general);
  await check('and the message tells how much is in it', () => message('hear, hear').getByText('1 message').waitFor());
  await check('a poll', async () => {
    await page.getByRole('button', { name: 'Add a file, a poll or a command' }).first().click();
    await page.getByRole('menuitem', { name: 'Create poll' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Question').fill('Tea or coffee?');
    await dialog.getByLabel('Answer 1', { exact: true }).fill('Tea');
    await dialog.getByLabel('Answer 2', { exact: true }).fill('Coffee');
    await shot('poll-dialog');
    await dialog.getByRole('button', { name: 'Post' }).click();
    await message('Tea or coffee?').waitFor();
    await message('Tea or coffee?').getByText('Tea', { exact: true }).click();
    await message('Tea or coffee?').getByRole('button', { name: /Vote/ }).click();
    await message('Tea or coffee?')
      .getByText(/1 vote/)
      .first()
      .waitFor();
    await shot('poll');
  });
  await check('a direct conversation with a bot', async () => {
    await page.getByRole('button', { name: /Rolly/ }).last().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Message', exact: true }).click();
    await page.getByRole('textbox', { name: /^Message @/ }).waitFor();
    await say('!ping');
    await until(async () => (await log.getByText('pong').count()) > 0);
    await shot('direct');
  });
});
