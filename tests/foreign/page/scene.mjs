// Makes the picture of the page for the README: `scene.mjs PAGE_URL FOLDER` writes `scene-sandbox.png`.
import { api, play } from './lib.mjs';

await play('scene', async ({ page, check, shot, user, guild, channel, actAs, command }) => {
  const [ada, grace, linus] = ['ada', 'grace', 'linus'].map((name) => user(name).id);
  const as = (who, method, path, body) => api(method, `as/${who}/${path}`, body);
  await as(ada, 'PATCH', `guilds/${guild.id}`, { name: 'Night Owls' });
  const made = {};
  const person = async (username, global_name, status, activity) => {
    const { id } = await api('POST', 'users', { username, global_name });
    await api('PUT', `guilds/${guild.id}/members/${id}`, {});
    await api('PUT', `as/${id}/presence`, { status, activities: activity ? [activity] : [] });
    made[username] = id;
    return id;
  };
  await person('margaret', 'Margaret', 'online', {
    name: 'Custom Status',
    type: 4,
    state: 'On call',
    emoji: { id: null, name: '🚀' },
  });
  await person('barbara', 'Barbara', 'idle');
  await person('dennis', 'Dennis', 'offline');
  await api('PUT', `as/${grace}/presence`, { status: 'dnd', activities: [{ name: 'compilers', type: 3 }] });
  await api('PUT', `as/${linus}/presence`, { status: 'online', activities: [{ name: 'Dice & Dragons', type: 0 }] });
  const role = await as(ada, 'POST', `guilds/${guild.id}/roles`, { name: 'party', color: 0xf5a524, hoist: true });
  for (const id of [linus, made.margaret, made.barbara])
    await as(ada, 'PUT', `guilds/${guild.id}/members/${id}/roles/${role.id}`);
  const tavern = channel('general').id;
  await as(ada, 'PATCH', `channels/${tavern}`, { name: 'tavern', topic: 'Where every quest begins' });
  await as(ada, 'PATCH', `channels/${channel('random').id}`, { name: 'off-topic' });
  const parent = channel('text channels').id;
  for (const [name, type] of [
    ['announcements', 5],
    ['maps', 0],
    ['house-rules', 15],
  ]) {
    await as(ada, 'POST', `guilds/${guild.id}/channels`, { name, type, parent_id: parent });
  }
  await as(linus, 'PUT', `guilds/${guild.id}/voice`, { channel_id: channel('lounge').id, self_mute: true });
  await as(made.margaret, 'PUT', `guilds/${guild.id}/voice`, { channel_id: channel('lounge').id });
  for (const name of ['Rust study group', 'Cave of Wonders']) await api('POST', 'guilds', { name, owner_id: ada });

  const say = (who, body, place = tavern) => as(who, 'POST', `channels/${place}/messages`, body);
  const react = async (message, emoji, ...who) => {
    for (const id of who)
      await as(id, 'PUT', `channels/${tavern}/messages/${message.id}/reactions/${encodeURIComponent(emoji)}/@me`);
  };
  const poll = await say(grace, {
    poll: {
      question: { text: 'When do we meet the dragon?' },
      answers: [
        ['Friday night', '🌙'],
        ['Saturday', '☀️'],
      ].map(([text, name]) => ({ poll_media: { text, emoji: { name } } })),
      duration: 24,
    },
  });
  for (const id of [ada, linus, made.margaret])
    await as(id, 'PUT', `channels/${tavern}/polls/${poll.id}/votes`, { answer_ids: [1] });
  await as(made.barbara, 'PUT', `channels/${tavern}/polls/${poll.id}/votes`, { answer_ids: [2] });
  const plan = await say(linus, { content: 'I bring **snacks** and a spare `d20` 🍕' });
  await react(plan, '🍕', ada, grace, made.margaret);
  await react(plan, '🎲', made.barbara, grace);
  await command('quest');
  await page.getByRole('button', { name: 'Send command' }).press('Enter');
  const answer = page.getByRole('log').locator('[data-message-id]').filter({ hasText: 'The Sunken Library' }).last();
  await answer.waitFor();
  const quest = { id: await answer.getAttribute('data-message-id') };
  await react(quest, '⚔️', grace, linus, made.margaret);
  await react(quest, '📚', ada);
  const thread = await as(ada, 'POST', `channels/${tavern}/messages/${quest.id}/threads`, {
    name: 'Planning the library',
  });
  for (const text of ['Torches?', 'Packed.', 'Rope as well']) await say(made.margaret, { content: text }, thread.id);
  await say(linus, { content: 'Somebody seen my boots?' }, channel('random').id);
  await say(made.barbara, { content: `<@${ada}> the new map is up` }, channel('bots').id);
  await actAs('ada');
  await page.evaluate(() => document.activeElement?.blur());
  await page.mouse.move(700, 4);
  await page.waitForTimeout(300);
  await check('there is a scene', () => answer.isVisible());
  await shot('sandbox');
});
