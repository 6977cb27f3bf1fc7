// Switching permissions, and what comes of it: roles, overwrites, moderation, and commands that few may use.
import { api, play } from './lib.mjs';

await play(
  'permissions',
  async ({ page, check, shot, composer, actAs, user, role, guild, channel, goTo, closeDialog }) => {
    const dialog = page.locator('dialog[open]');
    const members = page.getByRole('complementary', { name: 'Members' });
    const channels = page.getByRole('navigation', { name: 'Channels' });
    const general = channel('general').id;
    const overwrite = async (permission, choice) => {
      await dialog.getByRole('searchbox').fill(permission);
      const row = dialog.getByRole('radiogroup', { name: permission, exact: true });
      await row.locator(`.${choice}`).click();
      await row.locator(`.${choice} input:checked`).waitFor({ state: 'attached' });
    };
    const settings = async () => {
      await page.getByRole('button', { name: 'Channel settings' }).click();
      await dialog.getByRole('tab', { name: 'Permissions' }).click();
    };

    await check('who may not write is told so', async () => {
      await settings();
      await overwrite('Send messages', 'deny');
      await dialog
        .getByRole('status')
        .getByText(/may write/)
        .waitFor();
      await shot('overwrites');
      await closeDialog();
      await actAs('linus');
      await page.locator('.composer.read-only').waitFor();
      await shot('read-only');
    });
    await check('a role gives the right back', async () => {
      await api('PUT', `as/${user('ada').id}/channels/${general}/permissions/${role('night owls').id}`, {
        type: 0,
        allow: String(1n << 11n),
        deny: '0',
      });
      await composer.waitFor();
    });
    await check('who may not see a channel does not have it', async () => {
      await api('PUT', `as/${user('ada').id}/channels/${channel('random').id}/permissions/${guild.id}`, {
        type: 0,
        allow: '0',
        deny: String(1n << 10n),
      });
      await channels.getByRole('link', { name: /random/ }).waitFor({ state: 'detached' });
      await channels.getByText(/hidden from/).waitFor();
      await actAs('ada');
      await channels.getByRole('link', { name: /random.*not for everyone/ }).waitFor();
    });
    await check('the list of members has only those who see the channel', async () => {
      await goTo(channel('random').id);
      await members.getByRole('button', { name: /Linus/ }).waitFor({ state: 'detached' });
      await goTo(general);
      await members.getByRole('button', { name: /Linus/ }).waitFor();
    });
    await check('a new role with colour and rights', async () => {
      await page
        .getByRole('navigation', { name: 'Channels' })
        .getByRole('button', { name: /asyncord sandbox/ })
        .click();
      await page.getByRole('menuitem', { name: /settings/i }).click();
      await dialog.getByRole('tab', { name: 'Roles' }).click();
      await shot('roles');
      await dialog
        .getByRole('button', { name: /(New|Create|Add).*role/i })
        .first()
        .click();
      await dialog.getByText('new role').first().waitFor();
      await closeDialog();
    });
    await check('a role given in the member’s card', async () => {
      const made = await api('POST', `as/${user('ada').id}/guilds/${guild.id}/roles`, {
        name: 'helpers',
        color: 0xffaa00,
        hoist: true,
      });
      await api('PUT', `as/${user('ada').id}/guilds/${guild.id}/members/${user('linus').id}/roles/${made.id}`);
      await members.getByRole('heading', { name: 'helpers — 1' }).waitFor();
    });
    await check('a command for few is not usable for others', async () => {
      await actAs('linus');
      await composer.fill('');
      await composer.pressSequentially('/ban-all');
      await page.locator('.command-row[aria-disabled=true]').waitFor();
      await shot('unusable');
      await composer.fill('');
      await actAs('ada');
      await composer.pressSequentially('/ban-all');
      await page.locator('.command-row:not([aria-disabled=true])').waitFor();
      await composer.fill('');
    });
    await check('a timeout', async () => {
      const until = new Date(Date.now() + 3_600_000).toISOString();
      await api('PATCH', `as/${user('ada').id}/guilds/${guild.id}/members/${user('linus').id}`, {
        communication_disabled_until: until,
      });
      await members.getByText('Timed out').waitFor();
      await actAs('linus');
      await page.locator('.composer.read-only').waitFor();
      await actAs('ada');
    });
    await check('a refusal says why', async () => {
      const answer = await api('DELETE', `as/${user('linus').id}/channels/${general}`).catch(String);
      return /50013|50001/.test(answer);
    });
    await check('a kick', async () => {
      await members.getByRole('button', { name: /Linus/ }).click({ button: 'right' });
      await page.getByRole('menuitem', { name: /Profile/ }).click();
      await shot('card');
      await page.getByRole('button', { name: /^Kick/ }).first().click();
      const sure = page.getByRole('button', { name: /^(Kick|Yes)/ }).last();
      if (await sure.isVisible().catch(() => false)) await sure.click();
      await members.getByRole('button', { name: /Linus/ }).waitFor({ state: 'detached' });
    });
    await check('the audit log tells of it', async () => {
      await page
        .getByRole('navigation', { name: 'Channels' })
        .getByRole('button', { name: /asyncord sandbox/ })
        .click();
      await page.getByRole('menuitem', { name: /settings/i }).click();
      await dialog.getByRole('tab', { name: /Audit/ }).click();
      await dialog
        .locator('.settings-page li, .settings-page tr, .settings-page article')
        .filter({ hasText: /kicked/i })
        .first()
        .waitFor();
      await shot('audit');
      await closeDialog();
    });
  },
);
