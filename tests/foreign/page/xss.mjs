// Hostile words in every text that can be set, through the API: nothing may run, and nothing becomes markup.
import { api, play } from './lib.mjs';

const RUN = 'globalThis.hacked=1,alert(1)';
const STRINGS = [
  `<script>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `"><svg/onload=${RUN}>`,
  `' onmouseover='${RUN}`,
  `" autofocus onfocus="${RUN}`,
  `<iframe srcdoc="<script>parent.${RUN}</script>">`,
  `javascript:${RUN}`,
  `[a](javascript:${RUN})`,
  `**<b onclick=${RUN}>**`,
  `\`\`\`html\n<img src=x onerror=${RUN}>\n\`\`\``,
  `</title></textarea></style><script>${RUN}</script>`,
  `{{constructor.constructor("${RUN}")()}}`,
  `\u202e<img src=x onerror=${RUN}>`,
];

/** What must not be in the document; runs in the page. */
function dangers() {
  const found = [];
  if (globalThis.hacked !== undefined) found.push('something has run');
  const tags = new Set(['script', 'iframe', 'object', 'embed', 'base', 'link', 'meta', 'style', 'foreignobject']);
  for (const element of document.body.querySelectorAll('*')) {
    const name = element.localName;
    if (
      tags.has(name) &&
      element.getAttribute('src')?.startsWith('/sandbox/') !== true &&
      !element.src?.endsWith('app.js')
    )
      found.push(`<${name}>`);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute) || attribute === 'srcdoc') found.push(`${name} ${attribute}=${value}`);
      if (['href', 'xlink:href', 'action', 'formaction', 'src', 'poster', 'data'].includes(attribute)) {
        if (
          !/^(https?:|mailto:|blob:|#|\/|data:image\/(png|jpeg|gif|webp|avif|svg\+xml);?)/i.test(value.trim()) &&
          !/^\.\/app\.(js|css)$/.test(value)
        )
          found.push(`${name} ${attribute}=${value}`);
      }
      if (attribute === 'style' && /url\(|expression|import/i.test(value)) found.push(`${name} style=${value}`);
    }
  }
  return found;
}

await play('xss', async ({ page, check, shot, bot, guild, user, channel, log, composer, command, goTo, problems }) => {
  const ada = user('ada').id;
  const general = channel('general').id;
  const dialog = page.locator('dialog[open]');
  const members = page.getByRole('complementary', { name: 'Members' });
  const channels = page.getByRole('navigation', { name: 'Channels' });
  let taken = 0;
  /** What the sandbox refuses cannot harm the page. */
  const put = async (method, path, body) => {
    const answer = await api(method, path, body).catch(() => undefined);
    if (answer !== undefined) taken += 1;
    return answer;
  };
  const as = (method, path, body) => put(method, `as/${ada}/${path}`, body);
  const safe = (where) =>
    check(where, async () => {
      await page.waitForTimeout(60);
      const found = await page.evaluate(dangers);
      if (found.length > 0) throw new Error([...new Set(found)].slice(0, 4).join(' | '));
    });
  const view = async (where, open) => {
    await check(`${where} opens`, open);
    await safe(where);
    for (let step = 0; step < 3; step++) await page.keyboard.press('Escape');
  };
  /** A call with the bot's own token. */
  const asBot = async (method, path, body) => {
    const headers = { authorization: `Bot ${bot.application.token}`, 'content-type': 'application/json' };
    const url = `${new URL(page.url()).origin}/api/v10/${path}`;
    const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
    if (response.ok) taken += 1;
    return response.ok ? response.json().catch(() => undefined) : undefined;
  };

  const forum = await as('POST', `guilds/${guild.id}/channels`, { name: 'posts', type: 15 });
  const tags = [];
  for (const text of STRINGS) {
    const short = (most) => text.slice(0, most);
    // Messages, with what can stand in them.
    const sent = await as('POST', `channels/${general}/messages`, { content: text });
    await as('PUT', `channels/${general}/messages/pins/${sent?.id}`);
    await as('POST', `channels/${general}/messages/${sent?.id}/threads`, { name: short(100) });
    await as('POST', `channels/${general}/messages`, { content: `||${text}||\n> ${text}\n# ${text}\n- ${text}` });
    const poll = { question: { text }, answers: [{ poll_media: { text: short(55) } }], duration: 1 };
    await as('POST', `channels/${general}/messages`, { poll });
    const form = new FormData();
    form.append('payload_json', JSON.stringify({ attachments: [{ id: 0, description: text }] }));
    form.append('files[0]', new Blob([text]), `${text.replaceAll(/[/\\\n]/g, '')}.html`);
    await as('POST', `channels/${general}/messages`, form);
    const named = { title: text, description: text, fields: [{ name: text, value: text }] };
    await asBot('POST', `channels/${general}/messages`, {
      embeds: [{ ...named, author: { name: text }, footer: { text } }],
    });
    for (const key of ['url', 'image', 'thumbnail', 'author']) {
      const value = { url: text, image: { url: text }, thumbnail: { url: text }, author: { name: text, url: text } };
      await asBot('POST', `channels/${general}/messages`, { embeds: [{ ...named, [key]: value[key] }] });
    }
    await asBot('POST', `channels/${general}/messages`, {
      content: 'components',
      components: [
        { type: 1, components: [{ type: 2, style: 1, label: short(80), custom_id: `x${text}`.slice(0, 100) }] },
        { type: 1, components: [{ type: 2, style: 5, label: 'link', url: `https://example.com/${text}` }] },
        {
          type: 1,
          components: [
            {
              type: 3,
              custom_id: `y${text}`.slice(0, 100),
              placeholder: text,
              options: [{ label: short(100), value: short(100), description: short(100) }],
            },
          ],
        },
      ],
    });
    await asBot('POST', `channels/${general}/messages`, {
      flags: 1 << 15,
      components: [
        { type: 17, components: [{ type: 10, content: text }] },
        { type: 10, content: text },
      ],
    });
    const hook = await asBot('POST', `channels/${general}/webhooks`, { name: short(80) });
    if (hook?.token) await asBot('POST', `webhooks/${hook.id}/${hook.token}`, { content: text, username: short(80) });
    // Names.
    const person = await put('POST', 'users', { username: short(32), global_name: short(32) });
    if (person !== undefined) {
      await put('PUT', `guilds/${guild.id}/members/${person.id}`, {});
      await as('PATCH', `guilds/${guild.id}/members/${person.id}`, { nick: short(32) });
      await put('PUT', `as/${person.id}/presence`, {
        status: 'online',
        activities: [
          { name: text, type: 0, state: text, details: text },
          { name: 'x', type: 4, state: short(128) },
        ],
      });
      await put('POST', `as/${person.id}/channels/${general}/messages`, { content: 'me' });
      await put('POST', `as/${person.id}/channels/${general}/typing`);
    }
    await put('POST', 'guilds', { name: short(100), owner_id: ada });
    await put('POST', 'applications', { name: short(32) });
    await as('POST', `guilds/${guild.id}/roles`, { name: short(100), hoist: true });
    await as('POST', `guilds/${guild.id}/channels`, { name: short(100), topic: text });
    await as('POST', `guilds/${guild.id}/channels`, { name: short(100), type: 4 });
    tags.push({ name: short(20) });
    await as('PATCH', `channels/${forum?.id}`, { available_tags: tags, topic: text });
    await as('POST', `channels/${forum?.id}/threads`, { name: short(100), message: { content: text } });
    await as('POST', `guilds/${guild.id}/scheduled-events`, {
      name: short(100),
      description: text,
      privacy_level: 2,
      entity_type: 3,
      entity_metadata: { location: short(100) },
      scheduled_start_time: new Date(Date.now() + 3_600_000).toISOString(),
      scheduled_end_time: new Date(Date.now() + 7_200_000).toISOString(),
    });
    await asBot('POST', `applications/${bot.application.id}/commands`, {
      name: `bad-${STRINGS.indexOf(text)}`,
      description: short(100),
      options: [
        {
          type: 3,
          name: 'word',
          description: short(100),
          required: true,
          choices: [{ name: short(100), value: short(100) }],
        },
      ],
    });
    await asBot('POST', `applications/${bot.application.id}/commands`, { name: short(32), type: 3 });
    await asBot('GET', `channels/${encodeURIComponent(text)}`).catch(() => undefined);
  }
  await as('PATCH', `guilds/${guild.id}`, { name: STRINGS[1].slice(0, 100), description: STRINGS[1] });
  await as('PATCH', `channels/${general}`, { topic: STRINGS[1] });
  await as('DELETE', `guilds/${guild.id}/members/${user('linus').id}`);
  await check('most of it is taken by the sandbox', () => taken > STRINGS.length * 12);

  await check('what must not be there would be seen', () =>
    page.evaluate(`(() => {
      const box = document.createElement('div');
      box.innerHTML = '<b onnothing="1"></b><a href="javascript:1"></a>';
      document.body.append(box);
      const found = (${dangers})();
      box.remove();
      return found.length === 2;
    })()`),
  );
  await safe('as it happens');
  await page.reload();
  await composer.waitFor();
  await safe('after a reload');
  await shot('channel');
  for (let step = 0; step < 6; step++) {
    await log.hover();
    await page.mouse.wheel(0, -1500);
    await page.waitForTimeout(80);
  }
  await safe('further up');
  await check('pictures and spoilers are shown', async () => {
    for (const spoiler of (await log.getByRole('button', { name: /spoiler/i }).all()).slice(0, 20))
      await spoiler.click({ timeout: 500 }).catch(() => undefined);
  });
  await safe('what was hidden');
  await view('a select', () => log.locator('.select-button').last().click());
  await view('a button', () => log.locator('.component-button').last().click());
  await view('the command picker', () => composer.pressSequentially('/'));
  await composer.fill('');
  await view('a command', () => command('bad-1'));
  await view('mentions', () => composer.pressSequentially('@'));
  await composer.fill('');
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
  await view('a message’s apps', async () => {
    await log.locator('[data-message-id]').last().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Apps' }).click();
  });
  await view('a member', () => members.getByRole('button').nth(4).click());
  await view('the switcher', () => page.locator('.acting-button').click());
  await view('going somewhere', () => page.keyboard.press('Control+k'));
  await view('events', () => channels.getByRole('button', { name: /event/i }).first().click());
  await view('invites', () =>
    page
      .locator('[aria-label^="Invite people to"]')
      .first()
      .evaluate((button) => button.click()),
  );
  for (const tab of ['Overview', 'Roles', 'Members', 'Bans', 'Emoji', 'Audit']) {
    await view(`settings: ${tab}`, async () => {
      await channels.getByRole('button', { name: /^Menu of/ }).click();
      await page.getByRole('menuitem', { name: /settings/i }).click();
      await dialog.getByRole('tab', { name: new RegExp(tab) }).click();
      await page.waitForTimeout(150);
    });
  }
  await view('overwrites', async () => {
    await page.getByRole('button', { name: 'Channel settings' }).click();
    await dialog.getByRole('tab', { name: 'Permissions' }).click();
    await dialog.getByRole('button', { name: 'Add a role or member' }).click();
  });
  await view('faults', () => page.getByRole('button', { name: 'Faults and clock' }).click());
  await check('entries of the inspector', async () => {
    await page.getByRole('button', { name: 'Inspector' }).first().click();
    const entries = page.getByRole('region', { name: 'Inspector' }).getByRole('listbox', { name: /Calls/ });
    await entries.focus();
    for (let step = 0; step < 25; step++) {
      await page.keyboard.press('ArrowUp');
      const found = await page.evaluate(dangers);
      if (found.length > 0) throw new Error(found.join(' | '));
    }
    await shot('inspector');
  });
  await page.getByRole('button', { name: 'Close the inspector' }).click();
  await goTo(forum.id);
  await safe('a forum');
  await shot('forum');
  await page.locator('.channels').getByRole('link').last().click();
  await safe('another channel');
  await page.getByRole('navigation', { name: 'Servers' }).getByRole('button').nth(3).click();
  await safe('another server');
  await page
    .getByRole('navigation', { name: 'Servers' })
    .getByRole('button', { name: /Direct/ })
    .click();
  await safe('direct messages');
  await check(
    'no picture was asked for that a text names',
    () => !problems.some((problem) => problem.includes('request')),
  );
});
