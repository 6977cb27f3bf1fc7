import { describe, expect, test } from 'vitest';
import { defaults, picks, search } from '../src/component/choices';
import { fuzzy, score } from '../src/component/fuzzy';
import { bounds, countError, flatten, limited, toggle } from '../src/component/limits';
import { type Component, ComponentType } from '../src/component/types';
import { directory } from './samples';

const select = (more: Partial<Component> = {}): Component => ({
  type: ComponentType.StringSelect,
  custom_id: 'a',
  ...more,
});

describe('how much can be chosen', () => {
  test('one, unless the bot says otherwise', () => {
    expect(bounds(select())).toEqual({ min: 1, max: 1 });
    expect(bounds(select({ min_values: 0, max_values: 3 }))).toEqual({ min: 0, max: 3 });
    expect(bounds(select({ required: false }))).toEqual({ min: 0, max: 1 });
  });
  test('never more than there is, nor more than Discord allows', () => {
    expect(bounds(select({ max_values: 25 }), 2)).toEqual({ min: 1, max: 2 });
    expect(bounds(select({ max_values: 99 }))).toEqual({ min: 1, max: 25 });
    expect(bounds({ type: ComponentType.FileUpload, max_values: 99 })).toEqual({ min: 1, max: 10 });
    expect(bounds({ type: ComponentType.CheckboxGroup, min_values: 0 }, 3)).toEqual({ min: 0, max: 3 });
  });
  test('nonsense does no harm', () => {
    expect(bounds(select({ min_values: 5, max_values: -2 }), 0)).toEqual({ min: 1, max: 1 });
    expect(bounds(select({ min_values: NaN, max_values: Infinity }))).toEqual({ min: 0, max: 1 });
  });
  test('a click chooses, replaces, takes back, and stops at the limit', () => {
    const one = { min: 1, max: 1 };
    expect(toggle([], 'a', one)).toEqual(['a']);
    expect(toggle(['a'], 'b', one)).toEqual(['b']);
    expect(toggle(['a'], 'a', one)).toEqual(['a']);
    expect(toggle(['a'], 'a', { min: 0, max: 1 })).toEqual([]);
    expect(toggle(['a', 'b'], 'c', { min: 0, max: 2 })).toEqual(['a', 'b']);
    expect(toggle(['a', 'b'], 'a', { min: 0, max: 2 })).toEqual(['b']);
  });
  test('and the words for it', () => {
    expect(countError(0, { min: 1, max: 1 })).toBe('Select 1 option.');
    expect(countError(1, { min: 2, max: 3 })).toBe('Select at least 2 options.');
    expect(countError(4, { min: 0, max: 3 }, 'file')).toBe('Select at most 3 files.');
    expect(countError(2, { min: 2, max: 3 })).toBeUndefined();
  });
});

test('a tree of too many components is cut, whatever its depth', () => {
  const rows = Array.from({ length: 30 }, () => ({ type: 1, components: [{ type: 2 }, { type: 2 }] }));
  expect(flatten(limited(rows))).toHaveLength(40);
  const deep = Array.from({ length: 100 }).reduce<Component>((inner) => ({ type: 17, components: [inner] }), {
    type: 10,
  });
  expect(flatten(limited([deep]))).toHaveLength(40);
  expect(limited([null as unknown as Component, { type: 10 }])).toEqual([{ type: 10 }]);
});

describe('what there is to choose', () => {
  const labels = (component: Component) => picks(component, directory).map(({ label }) => label);
  test('people, roles, both, and channels of the wanted kind', () => {
    expect(labels({ type: ComponentType.UserSelect })).toEqual(['Ada', 'Amazing Grace', 'robot']);
    expect(labels({ type: ComponentType.RoleSelect })).toEqual(['@Colourless', '@Maintainers']);
    expect(labels({ type: ComponentType.MentionableSelect })).toHaveLength(5);
    expect(labels({ type: ComponentType.ChannelSelect, channel_types: [4] })).toEqual(['Category']);
    expect(labels({ type: ComponentType.ChannelSelect, channel_types: [0] })).toEqual(['#general', '#random']);
  });
  test('defaults', () => {
    const options = [
      { label: 'A', value: 'a' },
      { label: 'B', value: 'b', default: true },
    ];
    expect(defaults(select({ options }))).toEqual(['b']);
    expect(defaults({ type: ComponentType.UserSelect, default_values: [{ id: '2', type: 'user' }] })).toEqual(['2']);
  });
  test('search finds by name and by description', () => {
    const people = picks({ type: ComponentType.UserSelect }, directory);
    expect(search(people, 'grace')[0]!.value).toBe('3');
    expect(search(people, 'zzz')).toEqual([]);
    expect(search(people, '')).toBe(people);
  });
});

test('the start of a name fits best, then the start of a word, then letters in order', () => {
  const names = ['unpin', 'my pin', 'pin', 'people in', 'other'];
  expect(fuzzy(names, 'pin', (name) => name)).toEqual(['pin', 'my pin', 'unpin', 'people in']);
  expect(score('abc', 'ca')).toBeUndefined();
});
