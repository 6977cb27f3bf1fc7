import { expect, test } from 'vitest';
import {
  apply,
  isError,
  matches,
  milliseconds,
  NO_FILTER,
  outcome,
  timeOf,
  title,
  visible,
} from '../src/inspector/filter';
import { summary } from '../src/inspector/json';
import { append, KEPT_ENTRIES, LogStore } from '../src/state/log';
import type { CallEntry, DeliveryEntry, GatewayEntry } from '../src/types';

const call = (more: Partial<CallEntry> = {}): CallEntry => ({
  id: 1,
  at: 1,
  kind: 'call',
  application_id: 'a',
  user_id: null,
  method: 'POST',
  path: '/channels/10/messages',
  operation: 'POST /channels/{channel_id}/messages',
  status: 200,
  duration_ms: 3,
  request: { content: 'Hello' },
  response: { id: 5 },
  why: null,
  rate_limit: null,
  ...more,
});
const sent = (more: Partial<GatewayEntry> = {}): GatewayEntry => ({
  id: 2,
  at: 2,
  kind: 'gateway',
  application_id: 'b',
  session_id: null,
  shard: null,
  direction: 'sent',
  op: 0,
  t: 'MESSAGE_CREATE',
  s: 1,
  d: { content: 'World' },
  why: null,
  ...more,
});

const delivery = (more: Partial<DeliveryEntry> = {}): DeliveryEntry => ({
  id: 6,
  at: 6,
  kind: 'delivery',
  application_id: 'a',
  url: 'http://localhost:3000/',
  purpose: 'interaction',
  status: 200,
  duration_ms: 3,
  request: { data: { name: 'roll' } },
  response: { type: 4 },
  why: null,
  ...more,
});

test('with another world the log begins anew', () => {
  const log = new LogStore();
  log.add([call({ id: 1 }), sent({ id: 2 })]);
  log.begin(0);
  expect(log.read()).toHaveLength(2);
  log.begin(2);
  log.add([call({ id: 2 }), call({ id: 3 })]);
  expect(log.read().map(({ id }) => id)).toEqual([3]);
  // The sandbox was started again and counts anew.
  log.begin(0);
  expect(log.read()).toEqual([]);
});

test('entries come once, in the order of time, and the oldest go', () => {
  const first = append([], [call(), sent()]);
  expect(append(first, [])).toBe(first);
  expect(append(first, [sent()])).toBe(first);
  expect(append(first, [call({ id: 0, at: 0 })]).map(({ id }) => id)).toEqual([0, 1, 2]);
  const many = Array.from({ length: KEPT_ENTRIES + 5 }, (_, n) => call({ id: n + 10, at: n + 10 }));
  const kept = append(append([], many), [call({ id: 1e6, at: 1e6 })]);
  expect(kept).toHaveLength(KEPT_ENTRIES);
  expect([kept[0]!.id, kept.at(-1)!.id]).toEqual([16, 1e6]);
});

test('the store tells those who follow it of changes only', () => {
  const store = new LogStore();
  let told = 0;
  const end = store.follow(() => (told += 1));
  store.add([call()]);
  store.add([call()]);
  store.clear();
  end();
  store.add([call()]);
  expect(told).toBe(2);
});

test('filters', () => {
  const entries = [
    call(),
    call({ id: 3, status: 403, why: 'needs MANAGE_ROLES', application_id: 'b' }),
    sent(),
    sent({ id: 4, direction: 'withheld', why: 'not sent: the intent GUILD_MEMBERS is missing' }),
    sent({ id: 5, direction: 'closed', t: null, op: 4009, d: 'Session timed out' }),
    delivery(),
    delivery({ id: 7, status: null, why: 'the application did not answer within 3 seconds' }),
  ];
  const ids = (filter: Partial<typeof NO_FILTER>) => apply(entries, { ...NO_FILTER, ...filter }).map(({ id }) => id);
  expect(apply(entries, NO_FILTER)).toBe(entries);
  expect(ids({ kind: 'call' })).toEqual([1, 3]);
  expect(ids({ kind: 'gateway' })).toEqual([2, 4, 5]);
  expect(ids({ kind: 'withheld' })).toEqual([4]);
  expect(ids({ kind: 'delivery' })).toEqual([6, 7]);
  expect(ids({ application: 'a', errors: true })).toEqual([7]);
  expect(ids({ text: 'localhost roll' })).toEqual([6, 7]);
  expect(ids({ application: 'b', errors: true })).toEqual([3, 5]);
  expect(ids({ text: 'hello' })).toEqual([1, 3]);
  expect(ids({ text: 'manage_roles 403' })).toEqual([3]);
  expect(ids({ text: 'message_create world' })).toEqual([2, 4]);
  expect(matches(call({ request: null, response: 'plain' }), { ...NO_FILTER, text: 'plain' })).toBe(true);
});

test('how an entry reads', () => {
  expect(title(call({ operation: null }))).toBe('POST /channels/10/messages');
  expect(title(sent({ t: null, op: 11 }))).toBe('Heartbeat ACK');
  expect(title(sent({ t: null, op: 99 }))).toBe('Opcode 99');
  expect(title(sent({ t: null, op: null }))).toBe('No payload');
  expect(title(sent({ direction: 'closed', op: 4009 }))).toBe('Connection closed with 4009');
  expect(title(delivery())).toBe('Interaction roll');
  expect(title(delivery({ request: { data: { custom_id: 'refresh' } } }))).toBe('Interaction refresh');
  expect(title(delivery({ purpose: 'event', request: { event: { type: 'QUEST_USER_ENROLLMENT' } } }))).toBe(
    'QUEST_USER_ENROLLMENT',
  );
  // A long body is not kept, only that it was there.
  expect(title(delivery({ request: '(65537 bytes, too long to be kept)' }))).toBe('Interaction');
  expect(title(delivery({ purpose: 'ping' }))).toBe('PING');
  expect(outcome(delivery({ purpose: 'wrong_signature', status: 401 }))).toEqual({ text: '401', tone: 'good' });
  expect(outcome(delivery({ status: null, why: 'slow' }))).toEqual({ text: 'failed', tone: 'bad' });
  expect([0.234, 12.6, NaN].map(milliseconds)).toEqual(['0.2', '13', '']);
  expect(outcome(call({ status: 429 }))).toEqual({ text: '429', tone: 'warn' });
  expect(outcome(sent({ direction: 'closed' }))).toEqual({ text: 'closed', tone: 'bad' });
  expect([isError(call()), isError(call({ status: 500 }))]).toEqual([false, true]);
  expect(timeOf(new Date(2026, 0, 2, 3, 4, 5, 6).getTime())).toBe('03:04:05.006');
  expect(timeOf(NaN)).toBe('');
  expect([summary([1, 2]), summary({ a: 1, b: 2, c: 3, d: 4, e: 5 })]).toEqual(['[2]', '{ a, b, c, d, … }']);
});

test('only the rows that can be seen are drawn', () => {
  expect(visible(10_000, 28, 0, 280)).toEqual([0, 18]);
  expect(visible(10_000, 28, 28_000, 280)).toEqual([992, 1018]);
  expect(visible(3, 28, 0, 280)).toEqual([0, 3]);
});
