// Servers, channels, members and who one is: everything around the messages, also by keyboard and in both themes.
import { api, play } from './lib.mjs';

await play(
  'shell',
  async ({ page, check, shot, log, composer, say, actAs, user, guild, channel, closeDialog, goTo }) => {
    const dialog = page.locator('dialog[open]');
    const members = page.getByRole('complementary', { name: 'Members' });
    const rail = page.getByRole('navigation', { name: 'Servers' });
    const channels = page.getByRole('navigation', { name: 'Channels' });

    await check('members stand under their hoisted roles, with their presence', async () => {
      await members.getByRole('heading', { name: 'moderators — 2' }).waitFor();
      await members.getByText('Playing dice').waitFor();
      await members.getByRole('button', { name: /Grace.*Online/ }).waitFor();
      await members.getByRole('button', { name: /asyncord.*Offline/ }).waitFor();
    });
    await check('a presence that changes is shown', async () => {
      await api('PUT', `as/${user('grace').id}/presence`, {
        status: 'dnd',
        activities: [{ name: 'x', type: 4, state: 'deep in work' }],
      });
      await members.getByRole('button', { name: /Grace.*deep in work.*Do Not Disturb/i }).waitFor();
    });
    await check('a member’s card', async () => {
      await members.getByRole('button', { name: /Grace/ }).click();
      await page.getByText('moderators', { exact: true }).last().waitFor();
      await shot('member');
      await page.keyboard.press('Escape');
    });
    await check('one’s own status', async () => {
      await page.locator('.acting-button').click();
      await page.getByRole('button', { name: 'Idle' }).click();
      await shot('switcher');
      await page.keyboard.press('Escape');
      await members.getByRole('button', { name: /Ada.*Idle/ }).waitFor();
    });
    await check('acting as somebody else', async () => {
      await actAs('linus');
      await say('linus was here');
      await log.getByText('linus was here').waitFor();
      await log.getByText('Linus', { exact: true }).first().waitFor();
      await actAs('ada');
    });
    await check('another server', async () => {
      await page.getByRole('button', { name: 'Add a server' }).click();
      await dialog.getByLabel('Create a server').fill('Rust study group');
      await dialog.getByRole('button', { name: 'Create', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      await rail.getByRole('button', { name: 'Rust study group' }).click();
      await channels.getByText('Rust study group').first().waitFor();
      await shot('second-server');
    });
    await check('and back', async () => {
      await rail.getByRole('button', { name: /asyncord sandbox/ }).click();
      await composer.waitFor();
    });
    await check('a new channel', async () => {
      await page.getByRole('button', { name: 'Create a channel in text channels' }).click();
      await dialog.getByRole('textbox', { name: /Name/ }).fill('ideas');
      await shot('new-channel');
      await dialog.getByRole('button', { name: /Create/ }).click();
      await dialog.waitFor({ state: 'detached' });
      await channels.getByRole('link', { name: /ideas/ }).click();
      await page.getByRole('heading', { name: 'ideas', exact: true }).first().waitFor();
    });
    await check('unread channels are marked, with mentions', async () => {
      await api('POST', `as/${user('grace').id}/channels/${channel('random').id}/messages`, {
        content: `<@${user('ada').id}> hi`,
      });
      await channels.getByRole('link', { name: /random.*1 mentions?.*unread/ }).waitFor();
    });
    await check('a new person', async () => {
      await page.locator('.acting-button').click();
      await page.getByRole('button', { name: 'Create a user' }).click();
      await dialog.getByLabel('User name').fill('margaret');
      await dialog.getByRole('button', { name: 'Create' }).click();
      await dialog.waitFor({ state: 'detached' });
      await members.getByRole('button', { name: /margaret/ }).waitFor();
      await actAs('ada');
    });
    await check('a new app shows its token', async () => {
      await members.getByRole('button', { name: 'Add a bot or a person' }).click();
      await dialog.getByLabel('Name').fill('Second');
      await dialog.getByRole('button', { name: 'Create app' }).click();
      await dialog.getByText(/DISCORD_TOKEN=.+/).waitFor();
      await shot('new-app');
      await closeDialog();
    });
    await check('going somewhere by keyboard alone', async () => {
      await page.keyboard.press('Control+k');
      await dialog.getByRole('combobox').or(dialog.getByRole('searchbox')).first().waitFor();
      await page.keyboard.type('random');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'random', exact: true }).first().waitFor();
    });
    await check('the next channel by keyboard', async () => {
      await page.keyboard.press('Alt+ArrowUp');
      await page
        .getByRole('heading', { name: /^(bots|ideas)$/ })
        .first()
        .waitFor();
    });
    await check('everything is reached by Tab', async () => {
      const seen = new Set();
      await page.locator('body').press('Tab');
      for (let step = 0; step < 120; step++) {
        await page.keyboard.press('Tab');
        seen.add(
          await page.evaluate(
            () => document.activeElement?.closest('nav, aside, main, footer, .user-panel')?.className,
          ),
        );
      }
      for (const place of ['rail', 'panel channel-panel', 'chat', 'panel member-panel']) {
        if (![...seen].some((name) => name === place)) throw new Error(`${place} is not among ${[...seen]}`);
      }
    });
    await goTo(channel('general').id);
    await check('a voice channel', async () => {
      await channels.getByRole('link', { name: /lounge/ }).click();
      await page.getByRole('button', { name: /Join/ }).first().click();
      await channels.getByText('Ada').first().waitFor();
      await shot('voice');
      await page
        .getByRole('button', { name: /Disconnect|Leave/ })
        .first()
        .click();
    });
    await check('an event of the server', async () => {
      await channels.getByRole('button', { name: /Events|event/ }).click();
      await dialog.waitFor();
      await shot('events');
      await closeDialog();
    });
    await check('a forum with a post', async () => {
      const forum = await api('POST', `as/${user('ada').id}/guilds/${guild.id}/channels`, {
        name: 'questions',
        type: 15,
        available_tags: [{ name: 'solved' }],
      });
      await channels.getByRole('link', { name: /questions/ }).click();
      await api('POST', `as/${user('grace').id}/channels/${forum.id}/threads`, {
        name: 'How do I…?',
        message: { content: 'Help' },
      });
      await page.getByText('How do I…?').first().waitFor();
      await shot('forum');
    });
    await goTo(channel('general').id);
    await composer.waitFor();
    await check('the light theme, kept over a reload', async () => {
      await page.getByRole('button', { name: 'Use the light theme' }).click();
      await page.reload();
      await page.getByRole('button', { name: 'Use the dark theme' }).waitFor();
      await composer.waitFor();
      await shot('light');
      await page.getByRole('button', { name: 'Use the dark theme' }).click();
    });
    await shot('dark');
  },
);
