// Permissions and what the settings make of them, forums, voice, small helpers.
import { expect, test } from 'vitest';
import { fieldErrors } from '../src/api';
import { localTime } from '../src/event/form';
import { upcoming } from '../src/event/dialog';
import { effectInWords, rangeInWords } from '../src/fault/calls';
import { faultOf, FIELDS } from '../src/fault/form';
import { arrange } from '../src/forum/posts';
import { inviteCode } from '../src/guild/add-guild';
import { emojiName } from '../src/settings/add';
import { shortValue, targetName } from '../src/settings/audit';
import { matching } from '../src/settings/role';
import { moved, ordered } from '../src/settings/roles';
import { duration } from '../src/shell/header';
import {
  bit,
  bits,
  channelBits,
  choiceOf,
  has,
  isSet,
  memberBits,
  PERMISSION_GROUPS,
  permissionsIn,
  toggled,
  withChoice,
} from '../src/state/permissions';
import type { Channel, Role } from '../src/types';
import { ago } from '../src/ui/ago';
import { activityText } from '../src/ui/presence';
import { when } from '../src/ui/snowflake';
import { toggleVoice } from '../src/voice/controls';
import { guild, members, world } from './samples';

const role = (id: string, position: number, permissions = '0'): Role => ({
  id,
  name: id,
  color: 0,
  position,
  hoist: false,
  permissions,
});

test('every permission has its own bit, beyond what a number can hold', () => {
  const all = PERMISSION_GROUPS.flatMap(({ permissions }) => permissions.map(({ key }) => bit(key)));
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBe(51);
  expect(bit('BYPASS_SLOWMODE')).toBe(4503599627370496n);
});

test('switches change one bit', () => {
  const on = toggled('0', 'PIN_MESSAGES', true);
  expect(isSet(on, 'PIN_MESSAGES')).toBe(true);
  expect(toggled(toggled(on, 'SPEAK', true), 'PIN_MESSAGES', false)).toBe(String(bit('SPEAK')));
  expect(bits('nonsense')).toBe(0n);
  expect(has('8', 'SPEAK')).toBe(true);
  expect(isSet('8', 'SPEAK')).toBe(false);
});

test('an overwrite allows, denies or neither', () => {
  const none = { allow: '0', deny: '0' };
  const denied = withChoice(none, 'SPEAK', 'deny');
  expect(choiceOf(denied, 'SPEAK')).toBe('deny');
  const allowed = withChoice(denied, 'SPEAK', 'allow');
  expect([choiceOf(allowed, 'SPEAK'), allowed.deny]).toEqual(['allow', '0']);
  expect(withChoice(allowed, 'SPEAK', 'neutral')).toEqual(none);
  expect(choiceOf(undefined, 'SPEAK')).toBe('neutral');
});

test('roles add up, then the overwrites in their order', () => {
  const view = String(bit('VIEW_CHANNEL'));
  const server = { ...guild, roles: [role('1', 0, view), role('20', 1, String(bit('SPEAK')))] };
  const ada = members[0]!;
  expect(permissionsIn(memberBits(server, ada)).map(({ key }) => key)).toEqual(['VIEW_CHANNEL', 'SPEAK']);
  const channel = (...permission_overwrites: Channel['permission_overwrites'] & object): Channel => ({
    id: '10',
    type: 0,
    permission_overwrites,
  });
  const seen = (...overwrites: Parameters<typeof channel>) =>
    (channelBits(server, ada, channel(...overwrites)) & bit('VIEW_CHANNEL')) !== 0n;
  const everyone = { id: '1', type: 0, allow: '0', deny: view };
  expect(seen(everyone)).toBe(false);
  expect(seen({ id: '20', type: 0, allow: view, deny: '0' }, everyone)).toBe(true);
  expect(
    seen(everyone, { id: '20', type: 0, allow: view, deny: '0' }, { id: '2', type: 1, allow: '0', deny: view }),
  ).toBe(false);
  expect((channelBits({ ...server, owner_id: '2' }, ada, channel(everyone)) & bit('SPEAK')) !== 0n).toBe(true);
});

test('roles stand highest first and move past each other', () => {
  const server = { ...guild, roles: [role('1', 0), role('a', 1), role('b', 2), role('c', 2)] };
  expect(ordered(server).map(({ id }) => id)).toEqual(['b', 'c', 'a', '1']);
  expect(moved(server, 'a', 1)).toEqual([
    { id: 'b', position: 3 },
    { id: 'a', position: 2 },
    { id: 'c', position: 1 },
  ]);
  expect(moved(server, 'b', 1)).toEqual([]);
  expect(moved(server, 'a', -1)).toEqual([]);
  expect(moved(server, '1', 1)).toEqual([]);
});

test('permissions are found by name, meaning and key', () => {
  const keys = (text: string) =>
    matching(PERMISSION_GROUPS, text).flatMap((group) => group.permissions.map((p) => p.key));
  expect(keys('slowmode')).toEqual(['BYPASS_SLOWMODE']);
  expect(keys('SEND_POLLS')).toEqual(['SEND_POLLS']);
  expect(keys('nothing like this')).toEqual([]);
});

test('posts are filtered by tag and text, pinned first, archived last', () => {
  const post = (id: string, more: Partial<Channel> = {}): Channel => ({ id, type: 11, name: `Post ${id}`, ...more });
  const posts = [
    post('1', { applied_tags: ['t'] }),
    post('2'),
    post('3', { thread_metadata: { archived: true } }),
    post('4', { flags: 2, applied_tags: ['t'] }),
  ];
  const ids = (tags: string[], text = '', sort: 'activity' | 'created' = 'created') =>
    arrange(posts, { tags: new Set(tags), text, sort }, { '1': [{ id: '9' } as never] }).map(({ id }) => id);
  expect(ids([])).toEqual(['4', '2', '1', '3']);
  expect(ids([], '', 'activity')).toEqual(['4', '1', '2', '3']);
  expect(ids(['t'])).toEqual(['4', '1']);
  expect(ids([], 'post 2')).toEqual(['2']);
});

test('deafening mutes, unmuting undeafens', () => {
  const state = { channel_id: '1', user_id: '2' };
  expect(toggleVoice(state, 'self_deaf')).toMatchObject({ self_mute: true, self_deaf: true });
  expect(toggleVoice({ ...state, self_mute: true, self_deaf: true }, 'self_mute')).toMatchObject({
    self_mute: false,
    self_deaf: false,
  });
  expect(toggleVoice(state, 'self_video')).toMatchObject({ channel_id: '1', self_video: true, self_mute: false });
});

test('wrong fields are named', () => {
  const errors = {
    name: { _errors: [{ code: 'X', message: 'Too long' }] },
    tags: { 0: { _errors: [{ message: 'No' }] } },
  };
  expect(fieldErrors(errors)).toEqual(['name: Too long', 'tags.0: No']);
  expect(fieldErrors(undefined)).toEqual([]);
});

test('words for what happens', () => {
  expect([duration(5), duration(120), duration(7200)]).toEqual(['5 s', '2 min', '2 h']);
  expect(activityText([{ name: 'x', type: 2 }])).toBe('Listening to x');
  expect(
    activityText([
      { name: 'x', type: 0 },
      { name: 'Custom Status', type: 4, state: 'busy', emoji: { name: '🛠️' } },
    ]),
  ).toBe('🛠️ busy');
  expect(activityText([])).toBeUndefined();
  expect(['my cat!.png', 'x.gif', `${'a'.repeat(40)}.png`].map(emojiName)).toEqual([
    'my_cat_',
    'x_emoji',
    'a'.repeat(32),
  ]);
  expect(shortValue({ a: 1 })).toBe('{"a":1}');
  expect(shortValue(null)).toBe('nothing');
  expect(targetName(world(), guild, '10')).toBe('#general');
  expect(targetName(world(), guild, '99')).toBe('99');
});

test('faults are told to the sandbox, and told by it', () => {
  expect(faultOf(FIELDS, undefined)).toEqual({ probability: 1, effect: { type: 'latency', ms: 500, jitter_ms: 0 } });
  const late = faultOf({ ...FIELDS, type: 'delay_event', pattern: ' MESSAGE_* ', percent: '50', times: '2' }, '30');
  expect(late).toEqual({
    application_id: '30',
    event: 'MESSAGE_*',
    times: 2,
    probability: 0.5,
    effect: { type: 'delay_event', ms: 500 },
  });
  expect(faultOf({ ...FIELDS, type: 'status', pattern: '/users/*' }, undefined).path).toBe('/users/*');
  expect(effectInWords(late.effect)).toBe('Events come 500 ms later');
  expect(rangeInWords(late)).toBe('MESSAGE_* • 50 % of the time • 2 times more');
  expect(rangeInWords({ effect: { type: 'garbage' } })).toBe('');
});

test('times and codes', () => {
  const now = Date.parse('2026-01-02T00:00:00Z');
  expect(['2026-01-01T23:59:30Z', '2026-01-01T22:00:00Z', '2025-12-30T00:00:00Z'].map((t) => ago(t, now))).toEqual([
    'just now',
    '2 h ago',
    '3 d ago',
  ]);
  expect([ago(undefined), ago('never')]).toEqual(['', '']);
  expect(when('175928847299117063')?.toISOString()).toBe('2016-04-30T11:18:25.796Z');
  expect(when('no')).toBeUndefined();
  expect(new Date(localTime(new Date(now))).getTime()).toBe(now);
  expect(['abc', 'https://discord.gg/abc/', ' http://127.0.0.1:1/invite/abc '].map(inviteCode)).toEqual([
    'abc',
    'abc',
    'abc',
  ]);
  const event = (id: string, status: number, start: string) => ({
    id,
    status,
    guild_id: '1',
    name: id,
    entity_type: 3,
    scheduled_start_time: start,
  });
  const plans = [
    event('a', 1, '2026-02-01'),
    event('b', 1, '2026-01-01'),
    event('c', 2, '2026-03-01'),
    event('d', 3, '2025'),
  ];
  expect(upcoming({ ...guild, scheduled_events: plans }).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});
