// Several servers, acting as users, and what permissions hide.
import { expect, test } from 'vitest';
import { inVoice, ownVoice, searchUsers, statusOf, whoSees } from '../src/state/people';
import { bit } from '../src/state/permissions';
import { directChannels, guildsOf, sees, timedOutUntil, visibleMessages, whyReadOnly } from '../src/state/select';
import {
  actAs,
  dismiss,
  openBeside,
  receive,
  select,
  showGuild,
  withPermissions,
  type World,
} from '../src/state/world';
import type { Channel, Frame } from '../src/types';
import { unreadIn } from '../src/shell/rail';
import { avatarSource, bannerSource, iconSource } from '../src/ui/cdn';
import { acronym } from '../src/ui/guild-icon';
import { listed, step } from '../src/shell/keys';
import { score } from '../src/shell/quick';
import { channels, event, guild, members, message, state, users, world } from './samples';

const second: Channel = { id: '30', type: 0, name: 'lobby', guild_id: '2' };
const thread: Channel = { id: '40', type: 11, name: 'thread', parent_id: '10', guild_id: '1' };
const secret: Channel = { ...thread, id: '41', type: 12 };
const direct: Channel = { id: '50', type: 1, recipients: [users[0]!, users[2]!] };
const first = state({
  guilds: [guild, { id: '2', name: 'Second server' }],
  channels: [...channels, second, thread, secret, direct],
  members: { '1': members, '2': [members[0]!] },
});
const VIEW = String(bit('VIEW_CHANNEL'));
const ALL = String(bit('VIEW_CHANNEL') | bit('SEND_MESSAGES'));
const allowed = (channels: Record<string, string>) => ({ guilds: {}, channels });
const channel = (world: World, id: string) => world.channels.find((item) => item.id === id)!;

test('a user sees the servers they are in, and a server opens where it was left', () => {
  const start = world(first);
  expect(guildsOf(start, '2').map(({ id }) => id)).toEqual(['1', '2']);
  expect(guildsOf(start, '3').map(({ id }) => id)).toEqual(['1']);
  const left = showGuild(select(start, '10'), '2');
  expect(left).toMatchObject({ guild: '2', selected: '30' });
  expect(showGuild(left, '1')).toMatchObject({ guild: '1', selected: '10' });
});

test('direct conversations are those of the acting user', () => {
  const start = world(first);
  expect(directChannels(start)).toEqual([]);
  expect(showGuild(start, undefined)).toMatchObject({ guild: undefined, selected: undefined });
  const ada = actAs(start, '2');
  expect(directChannels(ada)).toHaveLength(1);
  expect(showGuild(ada, undefined)).toMatchObject({ guild: undefined, selected: '50' });
});

test('acting as somebody else forgets permissions, and leaves a place where they are not', () => {
  const ada = { ...showGuild(actAs(world(first), '2'), '2'), permissions: allowed({}) };
  expect(actAs(ada, '3')).toMatchObject({ writeAs: '3', guild: '1', permissions: undefined });
  expect(actAs(ada, '2')).toBe(ada);
});

test('a channel that is hidden by new permissions is left; those of somebody else change nothing', () => {
  const start = select(world(first), '10');
  expect(withPermissions(start, '2', allowed({}))).toBe(start);
  expect(withPermissions(start, '3', allowed({ '11': ALL })).selected).toBe('10');
  const next = withPermissions(start, '3', allowed({ '10': '0', '11': ALL }));
  expect(next.selected).toBe('11');
  expect(sees(next, channel(next, '10'))).toBe(false);
});

test('a thread is seen as its channel is, a private one by those in it', () => {
  const start = withPermissions(world(first), '3', allowed({ '10': VIEW }));
  expect(sees(start, thread)).toBe(true);
  expect(sees(start, secret)).toBe(false);
  const joined = receive(start, event('THREAD_MEMBERS_UPDATE', { id: '41', added_members: [{ user_id: '3' }] }))!;
  expect(sees(joined, secret)).toBe(true);
  const left = receive(joined, event('THREAD_MEMBERS_UPDATE', { id: '41', removed_member_ids: ['3'] }))!;
  expect(sees(left, secret)).toBe(false);
});

test('why one cannot write', () => {
  const start = withPermissions(world(first), '3', allowed({ '10': VIEW, '11': ALL }));
  expect(whyReadOnly(start, channel(start, '11'))).toBeUndefined();
  expect(whyReadOnly(start, channel(start, '10'))).toBe('You do not have permission to send messages in this channel');
  expect(whyReadOnly(start, second)).toBe('You are not in this server');
  expect(whyReadOnly(start, direct)).toBeUndefined();
  const until = new Date(Date.now() + 60_000).toISOString();
  const out = event('GUILD_MEMBER_UPDATE', { ...members[1], guild_id: '1', communication_disabled_until: until });
  expect(whyReadOnly(receive(start, out)!, channel(start, '11'))).toContain('timed out');
  expect(timedOutUntil({ ...members[1]!, communication_disabled_until: '2001-01-01T00:00:00Z' })).toBeUndefined();
});

test('ephemeral messages are seen by one user, until they are put away', () => {
  const own = message({ id: '102', visible_to: '3', flags: 64 });
  const other = message({ id: '103', visible_to: '2', flags: 64 });
  const start = world(first, event('MESSAGE_CREATE', own), event('MESSAGE_CREATE', other));
  expect(visibleMessages(start, '10').map(({ id }) => id)).toEqual(['100', '102']);
  expect(visibleMessages(dismiss(start, '102'), '10').map(({ id }) => id)).toEqual(['100']);
  expect(start.unread['10']).toEqual({ messages: 1, mentions: 0 });
});

test('everything in a direct conversation is a mention', () => {
  const start = world(first, event('MESSAGE_CREATE', message({ id: '102', channel_id: '50', author: users[2] })));
  expect(start.unread['50']).toEqual({ messages: 1, mentions: 1 });
  expect(unreadIn(start.unread, [direct, second])).toEqual({ messages: 1, mentions: 1 });
  expect(unreadIn(start.unread, [second])).toBeUndefined();
});

test('a thread opens beside its channel, and closes with it', () => {
  const open = openBeside(select(world(first), '10'), '40');
  expect(open).toMatchObject({ selected: '10', beside: '40' });
  expect(select(open, '11').beside).toBeUndefined();
  expect(select(open, '10').beside).toBe('40');
  expect(receive(open, event('THREAD_DELETE', thread))!.beside).toBeUndefined();
  const gone = receive(open, event('CHANNEL_DELETE', channels[1]))!;
  expect(gone.channels.map(({ id }) => id)).not.toContain('40');
  expect(gone.selected).toBe('11');
});

test('a channel that is asked for before it is there opens when it comes', () => {
  const asked = select(world(first), '77');
  expect(asked).toMatchObject({ selected: '11', wanted: '77' });
  const come = receive(asked, event('CHANNEL_CREATE', { id: '77', type: 0, name: 'new', guild_id: '1' }))!;
  expect(come).toMatchObject({ selected: '77', wanted: undefined });
});

test('servers come with all they hold, and go with it', () => {
  const whole = {
    id: '3',
    name: 'Third',
    channels: [{ id: '60', type: 0, name: 'a' }],
    threads: [{ id: '61', type: 11, name: 'b', parent_id: '60' }],
    members: [{ user: { id: '3', username: 'grace' }, roles: [] }],
    presences: [{ user: { id: '3' }, status: 'dnd', activities: [] }],
    voice_states: [{ user_id: '3', channel_id: '60' }],
  };
  const come = world(first, event('GUILD_CREATE', whole));
  expect(channel(come, '60').guild_id).toBe('3');
  expect(come.presences['3']!.status).toBe('dnd');
  expect(inVoice(come, '60')).toHaveLength(1);
  const gone = receive(showGuild(come, '3'), event('GUILD_DELETE', { id: '3' }))!;
  expect(gone.guilds.map(({ id }) => id)).toEqual(['1', '2']);
  expect(gone).toMatchObject({ guild: '1', voice_states: [] });
  expect(gone.channels.some(({ guild_id }) => guild_id === '3')).toBe(false);
});

test('a user is in one voice channel of a server', () => {
  const join = (channel_id: string | null) => event('VOICE_STATE_UPDATE', { user_id: '3', guild_id: '1', channel_id });
  const there = world(first, join('10'), join('11'));
  expect(ownVoice(there)?.channel_id).toBe('11');
  expect(inVoice(there, '10')).toEqual([]);
  expect(receive(there, join(null))!.voice_states).toEqual([]);
});

test('who leaves the shown server sees another, who joins one sees it', () => {
  const ada = showGuild(actAs(world(first), '2'), '2');
  const left = receive(ada, event('GUILD_MEMBER_REMOVE', { guild_id: '2', user: users[0] }))!;
  expect(left).toMatchObject({ guild: '1', selected: '11' });
  const stranger = actAs(world(first, event('USER_UPDATE', { id: '9', username: 'new' })), '9');
  expect(stranger).toMatchObject({ guild: undefined, selected: undefined });
  const joined = receive(
    stranger,
    event('GUILD_MEMBER_ADD', { guild_id: '2', user: { id: '9', username: 'new' }, roles: [] }),
  )!;
  expect(joined).toMatchObject({ guild: '2', selected: '30' });
});

test('roles, bans and invites say that a copy is old', () => {
  const start = world(first);
  const role = receive(
    start,
    event('GUILD_ROLE_UPDATE', { guild_id: '1', role: { ...guild.roles![0], name: 'New' } }),
  )!;
  expect(role.guilds[0]!.roles![0]!.name).toBe('New');
  expect(role.revisions.permissions).toBe(start.revisions.permissions + 1);
  const gone = receive(start, event('GUILD_ROLE_DELETE', { guild_id: '1', role_id: '20' }))!;
  expect(gone.members['1']![0]!.roles).toEqual(['21']);
  expect(receive(start, event('GUILD_BAN_ADD', {}))!.revisions.bans).toBe(1);
});

test('interest in events is counted once a user', () => {
  const plan = { id: '70', guild_id: '1', name: 'Party', scheduled_start_time: '', status: 1, entity_type: 3 };
  const add = event('GUILD_SCHEDULED_EVENT_USER_ADD', { guild_id: '1', guild_scheduled_event_id: '70', user_id: '3' });
  const there = world(first, event('GUILD_SCHEDULED_EVENT_CREATE', plan), add, add);
  expect(there.guilds[0]!.scheduled_events).toMatchObject([{ user_ids: ['3'], user_count: 1 }]);
  const gone = receive(there, event('GUILD_SCHEDULED_EVENT_DELETE', plan))!;
  expect(gone.guilds[0]!.scheduled_events).toEqual([]);
});

test('votes are counted once a user', () => {
  const poll = { question: { text: '?' }, answers: [] };
  const vote = { channel_id: '10', message_id: '101', user_id: '3', answer_id: 1 };
  const add = event('MESSAGE_POLL_VOTE_ADD', vote);
  const there = world(first, event('MESSAGE_CREATE', message({ id: '101', poll })), add, add);
  expect(there.messages['10']![1]!.poll!.results!.answer_counts).toEqual([{ id: 1, count: 1, user_ids: ['3'] }]);
  const back = receive(there, event('MESSAGE_POLL_VOTE_REMOVE', vote))!;
  expect(back.messages['10']![1]!.poll!.results!.answer_counts).toEqual([{ id: 1, count: 0, user_ids: [] }]);
});

test('who is there, and who sees a channel', () => {
  const known = { presences: { '3': { status: 'invisible' as const } }, applications: [] };
  expect([statusOf(known, '3'), statusOf(known, '2')]).toEqual(['offline', 'offline']);
  const overwritten: Channel = {
    ...channels[1]!,
    permission_overwrites: [
      { id: '1', type: 0, allow: '0', deny: VIEW },
      { id: '20', type: 0, allow: VIEW, deny: '0' },
    ],
  };
  const everyone = { id: '1', name: '@everyone', color: 0, position: 0, hoist: false, permissions: ALL };
  const open = { ...guild, roles: [everyone, ...guild.roles!] };
  const ids = (list: typeof members) => list.map(({ user }) => user.id);
  expect(ids(whoSees(open, members, channels[1], channels))).toEqual(['2', '3', '4']);
  expect(ids(whoSees(open, members, overwritten, channels))).toEqual(['2']);
  expect(ids(whoSees({ ...open, owner_id: '4' }, members, overwritten, channels))).toEqual(['2', '4']);
});

test('Alt and the arrows go through the channels, round and round', () => {
  const start = select(world(first), '11');
  expect(listed(start).map(({ id }) => id)).toEqual(['11', '10']);
  expect(step(start, 1).selected).toBe('10');
  expect(step(start, -1).selected).toBe('10');
  expect(step(step(start, 1), 1).selected).toBe('11');
  expect(step(start, 1, true)).toBe(start);
});

test('names are found by their beginning first', () => {
  const names = ['general', 'my general', 'degenerate', 'great energy', 'other'];
  expect(names.map((name) => score(name, 'gen'))).toEqual([4, 3, 2, 1, 0]);
  expect(searchUsers(users, 'ad')).toEqual([users[0]]);
  expect([acronym('Rust users of Graz now'), acronym(' ')]).toEqual(['RuoG', '?']);
});

test('sounds come, change and go, and it is known who played one', () => {
  const sound = { guild_id: '1', sound_id: '70', name: 'boing' };
  const made = event('GUILD_SOUNDBOARD_SOUND_CREATE', sound);
  const sounds = (...frames: Frame[]) => world(state(), ...frames).guilds[0]!.soundboard_sounds;
  expect(sounds(made, event('GUILD_SOUNDBOARD_SOUND_UPDATE', { ...sound, name: 'boom' }))).toMatchObject([
    { name: 'boom' },
  ]);
  expect(sounds(made, event('GUILD_SOUNDBOARD_SOUND_DELETE', { guild_id: '1', sound_id: '70' }))).toEqual([]);
  const effect = { channel_id: '12', user_id: '2', sound_id: 1, sound_volume: 0.5 };
  const played = world(state(), event('VOICE_CHANNEL_EFFECT_SEND', effect));
  expect(played.effects['12']).toMatchObject({ user: '2', sound: '1', volume: 0.5 });
});

test('pictures are asked of the sandbox only, under hashes that are hashes', () => {
  const user = { id: '2', username: 'ada', avatar: 'abc', banner: 'a_def' };
  const member = { user, roles: [], avatar: 'own' };
  expect(avatarSource(user)).toBe('/cdn/avatars/2/abc.webp');
  expect(avatarSource(user, member, '1')).toBe('/cdn/guilds/1/users/2/avatars/own.webp');
  expect(avatarSource({ ...user, avatar: '../x' })).toBeUndefined();
  expect(bannerSource(user, member, '1')).toBe('/cdn/banners/2/a_def.webp');
  expect(iconSource({ id: '1', name: 'Guild', icon: null })).toBeUndefined();
});
