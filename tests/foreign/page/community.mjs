// What a server has beside messages: invites, events, bans, emojis, forum posts, webhooks, and the kept world.
import { api, play, until } from './lib.mjs';
import { PICTURE } from './samples.mjs';

await play(
  'community',
  async ({ page, check, shot, log, message, composer, user, guild, channel, actAs, goTo, closeDialog }) => {
    const dialog = page.locator('dialog[open]');
    const members = page.getByRole('complementary', { name: 'Members' });
    const channels = page.getByRole('navigation', { name: 'Channels' });
    const ada = user('ada').id;
    const general = channel('general').id;
    const settings = async (tab) => {
      await channels.getByRole('button', { name: /^Menu of/ }).click();
      await page.getByRole('menuitem', { name: /settings/i }).click();
      await dialog.getByRole('tab', { name: tab }).click();
    };
    let code = '';

    await check('an invite is made', async () => {
      await channels.getByRole('link', { name: /general/ }).hover();
      await channels.getByRole('button', { name: 'Invite people to general' }).click();
      await dialog.getByRole('button', { name: 'Create invite' }).click();
      code = (await dialog.locator('code, input, .copyable').first().textContent()).trim();
      await closeDialog();
      return code !== '';
    });
    await check('and used by somebody from outside', async () => {
      await api('POST', 'users', { username: 'hedy', global_name: 'Hedy' });
      await actAs('hedy');
      await page.getByRole('button', { name: 'Add a server' }).click();
      await dialog.getByLabel('Use an invite').fill(code);
      await dialog.getByRole('button', { name: 'Join', exact: true }).click();
      await members.getByRole('button', { name: /Hedy/ }).waitFor();
      await actAs('ada');
    });
    await check('the list of invites', async () => {
      await settings('Invites');
      await dialog.getByRole('tabpanel').getByText(code).first().waitFor();
      await shot('invites');
      await closeDialog();
    });
    await check('an event is planned, and people are interested', async () => {
      await channels.getByRole('button', { name: 'Events' }).click();
      await dialog.getByRole('button', { name: 'Create event' }).click();
      await dialog.getByLabel('Name').fill('Game night');
      await dialog.getByRole('button', { name: 'Create event' }).click();
      await dialog.getByRole('heading', { name: 'Game night' }).waitFor();
      // Who plans it is interested from the beginning.
      await dialog.getByText('1 interested').waitFor();
      await dialog.getByRole('button', { name: 'Interested', pressed: true }).click();
      await dialog.getByText('0 interested').waitFor();
      await dialog.getByRole('button', { name: 'Interested', pressed: false }).click();
      await dialog.getByText('1 interested').waitFor();
      await shot('event');
      await closeDialog();
      await channels.getByText('1 event').waitFor();
    });
    await check('a ban, and its end', async () => {
      await members.getByRole('button', { name: /Hedy/ }).click();
      await page.getByRole('button', { name: /^Ban/ }).click();
      await page.getByRole('button', { name: 'Yes' }).click();
      await members.getByRole('button', { name: /Hedy/ }).waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
      await settings('Bans');
      await dialog.getByRole('button', { name: 'End the ban of Hedy' }).click();
      await dialog.getByRole('button', { name: 'End the ban of Hedy' }).waitFor({ state: 'detached' });
      await closeDialog();
    });
    await check('an emoji of the server, in a message', async () => {
      const image = `data:image/png;base64,${PICTURE.toString('base64')}`;
      const { id } = await api('POST', `as/${ada}/guilds/${guild.id}/emojis`, { name: 'blue', image });
      await settings('Emojis, stickers, sounds');
      await dialog.getByText(':blue:').first().waitFor();
      await shot('emojis');
      await closeDialog();
      await composer.fill('look :blue: here');
      await composer.press('Enter');
      await until(async () => (await message('here').count()) > 0);
      const sent = await api('GET', `as/${ada}/channels/${general}/messages?limit=1`);
      return sent[0].content.includes(`<:blue:${id}>`);
    });
    await check('a post in a forum', async () => {
      const tags = [{ name: 'solved' }, { name: 'bug' }];
      const forum = await api('POST', `as/${ada}/guilds/${guild.id}/channels`, {
        name: 'help',
        type: 15,
        available_tags: tags,
      });
      await goTo(forum.id);
      await page.getByRole('button', { name: 'New post' }).click();
      await dialog.getByLabel('Title').fill('It does not work');
      await dialog.getByLabel('Message', { exact: true }).fill('Nothing happens');
      await dialog.getByRole('button', { name: 'bug' }).click();
      await shot('new-post');
      await dialog.getByRole('button', { name: /^(Post|Create)/ }).click();
      await dialog.waitFor({ state: 'detached' });
      await log.getByText('Nothing happens').waitFor();
    });
    await goTo(general);
    await check('webhooks are listed', async () => {
      await composer.fill('!hook');
      await composer.press('Enter');
      await message('hear, hear').waitFor();
      await settings('Webhooks');
      await dialog.getByText('Herald').first().waitFor();
      await closeDialog();
    });
    await check('the world is kept in a file and comes back', async () => {
      await page.getByRole('button', { name: 'Faults and clock' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: /Save/ }).click(),
      ]);
      const path = await download.path();
      await api('POST', 'reset');
      await log.getByText('hear, hear').waitFor({ state: 'detached' });
      const upload = dialog.locator('input[type=file]');
      await upload.setInputFiles(path);
      await closeDialog();
      await goTo(general);
      await message('hear, hear').waitFor();
    });
  },
);
