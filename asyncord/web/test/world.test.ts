import { expect, test } from 'vitest';
import { encodeMentions, suggest } from '../src/composer/mentions';
import { spans } from '../src/message/embed';
import { continues } from '../src/message/log';
import { groupMembers } from '../src/state/people';
import { prepend, receive, select, type World } from '../src/state/world';
import type { Frame } from '../src/types';
import { channels, directory, event, guild, members, message, state as sampleState, users } from './samples';

const state = sampleState();
const after = (...frames: Frame[]): World => [state, ...frames].reduce<World | undefined>(receive, undefined)!;
const texts = (world: World, channel = '10') => (world.messages[channel] ?? []).map(({ content }) => content);

test('the first channel in order is shown and the default user writes', () => {
  expect(after()).toMatchObject({ selected: '11', writeAs: '3' });
});

test('a new state after a lost connection keeps what the person chose', () => {
  const chosen = { ...select(after(), '10'), writeAs: '2' };
  expect(receive(chosen, state)).toMatchObject({ selected: '10', writeAs: '2' });
});

test('events before the first state and unknown events change nothing', () => {
  expect(receive(undefined, event('MESSAGE_CREATE', message()))).toBeUndefined();
  const world = after();
  expect(receive(world, event('SOMETHING_NEW', {}))).toBe(world);
  expect(receive(world, event('constructor', {}))).toBe(world);
});

test('messages come, change and go; one that comes twice stays one', () => {
  const added = event('MESSAGE_CREATE', message({ id: '101', content: 'b' }));
  expect(texts(after(added, added))).toEqual(['hello', 'b']);
  expect(texts(after(event('MESSAGE_UPDATE', { id: '100', channel_id: '10', content: 'new' })))).toEqual(['new']);
  expect(texts(after(event('MESSAGE_DELETE', { id: '100', channel_id: '10' })))).toEqual([]);
  expect(texts(after(added, event('MESSAGE_DELETE_BULK', { ids: ['100', '101'], channel_id: '10' })))).toEqual([]);
});

test('a thread counts its messages, but not the one it began with', () => {
  const thread = event('THREAD_CREATE', { id: '700', type: 11, parent_id: '10', guild_id: '1', message_count: 0 });
  const sent = (id: string, more = {}) => event('MESSAGE_CREATE', message({ id, channel_id: '700', ...more }));
  const count = (...frames: Frame[]) => after(thread, ...frames).channels.find(({ id }) => id === '700')?.message_count;
  expect(count(sent('700'), sent('701', { type: 21 }), sent('702'), sent('702'), sent('703'))).toBe(2);
  expect(count(sent('702'), event('MESSAGE_DELETE', { id: '702', channel_id: '700' }))).toBe(0);
});

test('a reply to a deleted message says so', () => {
  const reply = event('MESSAGE_CREATE', message({ id: '101', type: 19, referenced_message: message() }));
  const world = after(reply, event('MESSAGE_DELETE', { id: '100', channel_id: '10' }));
  expect(world.messages['10']![0]!.referenced_message).toBeNull();
});

test('older messages go before those that are there', () => {
  const world = prepend(after(), '10', [message({ id: '98', content: 'old' }), message()]);
  expect(texts(world)).toEqual(['old', 'hello']);
});

test('reactions are counted once a user, and leave with the last one', () => {
  const reaction = (user_id: string) => ({
    channel_id: '10',
    message_id: '100',
    user_id,
    emoji: { id: null, name: '👍' },
  });
  const add = event('MESSAGE_REACTION_ADD', reaction('2'));
  const world = after(add, add, event('MESSAGE_REACTION_ADD', reaction('3')));
  expect(world.messages['10']![0]!.reactions).toMatchObject([{ count: 2, user_ids: ['2', '3'] }]);
  const less = after(add, event('MESSAGE_REACTION_REMOVE', reaction('2')));
  expect(less.messages['10']![0]!.reactions).toEqual([]);
});

test('unread counts messages and mentions elsewhere, until the channel is shown', () => {
  const world = after(event('MESSAGE_CREATE', message({ id: '101', mentions: [users[1]!] })));
  expect(world.unread).toEqual({ '10': { messages: 1, mentions: 1 } });
  expect(select(world, '10').unread).toEqual({});
  expect(select(world, '9')).toBe(world);
});

test('typing ends with the message', () => {
  const typing = event('TYPING_START', { channel_id: '10', user_id: '2' });
  expect(Object.keys(after(typing).typing['10']!)).toEqual(['2']);
  expect(after(typing, event('MESSAGE_CREATE', message({ id: '101' }))).typing['10']).toEqual({});
});

test('a channel that goes is not shown any more', () => {
  expect(after(event('CHANNEL_DELETE', channels[2])).selected).toBe('10');
});

test('members come and go, and those who left keep their names', () => {
  const mira = { id: '5', username: 'mira' };
  const world = after(
    event('GUILD_MEMBER_ADD', { guild_id: '1', user: mira, roles: [] }),
    event('GUILD_MEMBER_REMOVE', { guild_id: '1', user: mira }),
  );
  expect(world.members['1']).toHaveLength(3);
  expect(world.users).toContainEqual(mira);
});

test('members are grouped by hoisted role, then online, then offline', () => {
  const known = { presences: { '2': { status: 'online' }, '3': { status: 'invisible' } }, applications: [] } as const;
  const bot = { id: '4', name: 'robot', user_id: '4', connected: true };
  const grouped = (applications: (typeof bot)[]) =>
    groupMembers(members, guild.roles!, directory, { ...known, applications }).map(({ name, members }) => [
      name,
      members.map(({ user }) => user.id),
    ]);
  expect(grouped([bot])).toEqual([
    ['Maintainers', ['2']],
    ['Online', ['4']],
    ['Offline', ['3']],
  ]);
  expect(grouped([{ ...bot, connected: false }])).toEqual([
    ['Maintainers', ['2']],
    ['Offline', ['3', '4']],
  ]);
  expect(directory.color('2')).toBe('#ff0000');
});

test('messages of one author group within seven minutes', () => {
  const at = (timestamp: string, more = {}) => message({ timestamp, ...more });
  const first = at('2026-01-02T03:00:00Z');
  expect(continues(at('2026-01-02T03:06:00Z'), first)).toBe(true);
  expect(continues(at('2026-01-02T03:08:00Z'), first)).toBe(false);
  expect(continues(at('2026-01-02T03:01:00Z', { type: 19 }), first)).toBe(false);
  expect(continues(at('2026-01-02T03:01:00Z', { author: users[1] }), first)).toBe(false);
});

test('inline fields share a row by threes', () => {
  const fields = [true, true, true, true, false, true, true].map((inline) => ({ inline }));
  expect(spans(fields)).toEqual([4, 4, 4, 12, 12, 6, 6]);
});

test('names become mentions, but not in code', () => {
  const encode = (text: string) => encodeMentions(text, directory, guild.emojis!);
  expect(encode('hi @Ada, @Amazing Grace in #general :ferris:')).toBe('hi <@2>, <@3> in <#10> <:ferris:50>');
  expect(encode('@Maintainers `@Ada` <@2> me@Ada @Adam @everyone')).toBe('<@&20> `@Ada` <@2> me@Ada @Adam @everyone');
});

test('suggestions complete the word before the caret', () => {
  expect(suggest('hey @gra', directory, [])).toMatchObject({
    start: 4,
    items: [{ text: '@grace', label: 'Amazing Grace' }],
  });
  expect(suggest('a@gra', directory, [])).toBeUndefined();
  expect(suggest('#gen', directory, [])!.items.map(({ text }) => text)).toEqual(['#general']);
});
