import { describe, expect, test } from 'vitest';
import { isSpoiler, kindOf } from '../src/message/attachments';
import { commandOf, isReply } from '../src/message/before';
import { isEditable, isSystem } from '../src/message/kind';
import { placed } from '../src/message/sent';
import { full } from '../src/message/types';
import { bars, duration } from '../src/message/waveform';
import { sentence } from '../src/message/words';
import { ended, results, timeLeft, total } from '../src/poll/count';
import { draftOf } from '../src/poll/draft';
import { message } from './samples';

describe('polls', () => {
  const poll = {
    answers: [1, 2, 3].map((answer_id) => ({ answer_id, poll_media: { text: String(answer_id) } })),
    results: {
      answer_counts: [
        { id: 1, count: 2, user_ids: ['2', '3'] },
        { id: 2, count: 1, user_ids: ['4'] },
      ],
    },
    expiry: '2026-01-02T00:00:00Z',
  };
  test('count', () => {
    expect(results(poll, '2')).toEqual([
      { answer: 1, count: 2, share: 67, mine: true, leads: true },
      { answer: 2, count: 1, share: 33, mine: false, leads: false },
      { answer: 3, count: 0, share: 0, mine: false, leads: false },
    ]);
    expect(total(results(poll, '2'))).toBe(3);
    expect(results({}, '2')).toEqual([]);
  });
  test('end', () => {
    const end = Date.parse(poll.expiry);
    expect(ended(poll, end - 1)).toBe(false);
    expect(ended(poll, end)).toBe(true);
    expect(ended({ results: { is_finalized: true } }, 0)).toBe(true);
    expect(timeLeft(poll, end - 30 * 60_000)).toBe('30m left');
    expect(timeLeft(poll, end - 5 * 3_600_000)).toBe('5h left');
    expect(timeLeft(poll, end - 72 * 3_600_000)).toBe('3d left');
    expect(timeLeft({}, 0)).toBe('No end');
  });
  test('need a question and an answer', () => {
    expect(draftOf(' ', ['a'], 24, false)).toBeUndefined();
    expect(draftOf('q', [' '], 24, false)).toBeUndefined();
    expect(draftOf('q', ['a', ' ', 'b'], 4, true)).toEqual({
      question: { text: 'q' },
      answers: [{ poll_media: { text: 'a' } }, { poll_media: { text: 'b' } }],
      duration: 4,
      allow_multiselect: true,
    });
  });
});

test('a command on its way stands where it was sent', () => {
  const one = (after: string | undefined, number: number) => ({
    after,
    number,
    user: '2',
    channel: '10',
    application: '1',
    name: '/a',
  });
  const messages = [{ id: '9' }, { id: '100' }, { id: '102' }];
  const places = placed([one('100', 1), one('101', 2), one('5', 3), one(undefined, 4), one('999', 5)], messages);
  expect([...places].map(([place, sent]) => [place, sent.map(({ number }) => number)])).toEqual([
    ['100', [1, 2]],
    [undefined, [3, 4]],
    ['102', [5]],
  ]);
});

test('files are told apart by type, then by name; documents that could run are texts', () => {
  const kind = (content_type: string, filename = 'x') => kindOf({ id: '1', url: '', filename, content_type });
  expect(kind('image/png')).toBe('image');
  expect(kind('image/svg+xml')).toBe('file');
  expect(kind('text/html')).toBe('text');
  expect(kind('', 'a.rs')).toBe('text');
  expect(kind('', 'a.webp')).toBe('image');
  expect(kind('application/zip')).toBe('file');
  expect(isSpoiler({ filename: 'SPOILER_a.png' })).toBe(true);
});

test('a waveform becomes bars, and nonsense a flat line', () => {
  expect(bars(btoa('\u0000\u00ff'.repeat(60)))).toHaveLength(48);
  expect(Math.max(...bars(btoa('\u0000\u00ff'.repeat(60))))).toBe(1);
  expect(new Set(bars('!'))).toEqual(new Set([0.1]));
  expect(bars(undefined)).toHaveLength(48);
  expect([duration(7.2), duration(75), duration('x')]).toEqual(['0:07', '1:15', '0:00']);
});

describe('kinds of messages', () => {
  test('commands, replies and forwards', () => {
    const used = { interaction_metadata: { id: '1', type: 2, name: 'ping' } };
    expect(commandOf(full(message({ type: 20, ...used })))).toEqual({ name: 'ping', slash: true });
    expect(commandOf(full(message({ type: 23, ...used })))).toEqual({ name: 'ping', slash: false });
    expect(commandOf(full(message({ interaction_metadata: { id: '1', type: 3 } })))).toBeUndefined();
    expect(isReply(message({ type: 19 }))).toBe(true);
    expect(isReply(message({ message_reference: { type: 1, message_id: '1' } }))).toBe(false);
  });
  test('what can be edited', () => {
    expect(isEditable(message())).toBe(true);
    expect(isEditable(message({ type: 7 }))).toBe(false);
    expect(isEditable(message({ flags: 1 << 13 }))).toBe(false);
    expect(isEditable(message({ message_reference: { type: 1 } }))).toBe(false);
  });
  test('every documented type has its words', () => {
    const types = [
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 22, 24, 25, 26, 27, 28, 29, 31, 32, 36, 37, 38, 39, 44,
      46,
    ];
    for (const type of types) {
      expect(sentence(type, { content: '' }), String(type)).toMatch(/^\S.*[.!]$/);
      expect(isSystem({ type })).toBe(true);
    }
    expect(sentence(999, {})).toBeUndefined();
    expect(sentence(8, { content: '3' })).toBe('{author} just boosted the server 3 times!');
    const role_subscription_data = { tier_name: '{author}', total_months_subscribed: 2, is_renewal: true };
    expect(sentence(25, { role_subscription_data })).toBe(
      '{author} renewed the server’s subscription “author” for 2 months.',
    );
  });
});
