import { expect, test } from 'vitest';
import { visibleMessages } from '../src/state/select';
import { addLater, addOlder, aim, aimInto, PAGE, toPresent } from '../src/state/past';
import { receive, type World } from '../src/state/world';
import { event, message, state, world } from './samples';

const list = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => message({ id: String(from + index), content: '' }));
const newest = () => world(state({ messages: { '10': list(900, 999) } }));
const shown = (world: World) => visibleMessages(world, '10').map(({ id }) => Number(id));
const ends = (world: World) => [shown(world)[0], shown(world).at(-1)];

test('a message that is loaded is aimed at in its channel', () => {
  expect(aim(newest(), '10', '950')).toMatchObject({ selected: '10', goal: { channel: '10', message: '950' } });
});

test('a message of the past is shown with those around it until they meet the newest', () => {
  const past = aimInto(newest(), '10', '300', list(250, 349));
  expect(ends(past)).toEqual([250, 349]);
  expect(past.past['10']!.begins).toBe(false);
  expect(past.messages['10']).toHaveLength(100);
  const later = addLater(past, '10', list(350, 349 + PAGE));
  expect(ends(later)).toEqual([250, 449]);
  const met = addLater(later, '10', list(810, 909));
  expect(met.past['10']).toBeUndefined();
  expect([ends(met), new Set(shown(met)).size]).toEqual([[250, 999], shown(met).length]);
});

test('messages around one that reach the newest are put before them', () => {
  const near = aimInto(newest(), '10', '880', list(830, 929));
  expect(near.past['10']).toBeUndefined();
  expect(ends(near)).toEqual([830, 999]);
});

test('fewer than a page are the channel’s first, or its last', () => {
  const past = aimInto(newest(), '10', '110', list(101, 160));
  expect(past.past['10']!.begins).toBe(true);
  const far = aimInto(newest(), '10', '300', list(250, 349));
  expect(addOlder(far, '10', list(200, 249)).past['10']).toMatchObject({ begins: true });
  expect(addLater(far, '10', []).past['10']).toBeUndefined();
});

test('what happens is seen in the past as well; who writes is back in the present', () => {
  const past = aimInto(newest(), '10', '300', list(250, 349));
  const edited = receive(past, event('MESSAGE_UPDATE', { id: '300', channel_id: '10', content: 'new' }))!;
  expect(visibleMessages(edited, '10').find(({ id }) => id === '300')!.content).toBe('new');
  const fewer = receive(past, event('MESSAGE_DELETE', { id: '300', channel_id: '10' }))!;
  expect(shown(fewer)).not.toContain(300);
  const others = receive(past, event('MESSAGE_CREATE', message({ id: '1000' })))!;
  expect(ends(others)).toEqual([250, 349]);
  const own = receive(past, event('MESSAGE_CREATE', message({ id: '1000', author: { id: '3', username: 'grace' } })))!;
  expect(ends(own)).toEqual([900, 1000]);
  expect(ends(toPresent(past, '10'))).toEqual([900, 999]);
});
