import { describe, expect, test } from 'vitest';
import { find, leaves, written } from '../src/command/leaves';
import type { Command, CommandOption } from '../src/command/types';
import { fill, isClosed, offers, parseLine, partial, resolve, suggestions, valueOf } from '../src/command/values';
import { directory } from './samples';

const option = (type: number, more: Partial<CommandOption> = {}): CommandOption => ({ type, name: 'o', ...more });
const command = (name: string, options: CommandOption[] = [], more: Partial<Command> = {}): Command => ({
  id: `id-${name}`,
  application_id: '1',
  type: 1,
  name,
  description: `does ${name}`,
  options,
  ...more,
});
const config = command('config', [
  { type: 1, name: 'show' },
  {
    type: 2,
    name: 'log',
    options: [{ type: 1, name: 'set', options: [option(7, { name: 'channel', required: true })] }],
  },
]);
const all = leaves([
  command('ping'),
  config,
  command('order', [option(3, { name: 'note' }), option(4, { name: 'pieces', required: true })]),
  command('level', [], { application_id: '2' }),
  command('Translate', [], { type: 3 }),
]);
const leaf = (name: string) => all.find((one) => one.name === name)!;

describe('the list of commands', () => {
  test('subcommands stand for their command, and menu commands are not in it', () => {
    expect(all.map(({ name }) => name)).toEqual(['ping', 'config show', 'config log set', 'order', 'level']);
  });
  test('required options come first', () => {
    expect(leaf('order').options.map(({ name }) => name)).toEqual(['pieces', 'note']);
  });
  test('grouped by application, the best fit first', () => {
    const groups = (typed: string) =>
      find(all, typed).map(({ application, leaves }) => [application, leaves.map(({ name }) => name)]);
    expect(groups('')).toEqual([
      ['1', ['ping', 'config show', 'config log set', 'order']],
      ['2', ['level']],
    ]);
    expect(groups('lev')).toEqual([['2', ['level']]]);
    expect(groups('does or')).toEqual([['1', ['order']]]);
    expect(groups('xyz')).toEqual([]);
  });
  test('a name that is written out', () => {
    expect(written(all, '/config log set here')).toMatchObject({ leaf: { name: 'config log set' }, rest: 'here' });
    expect(written(all, '/pin')).toBeUndefined();
    expect(written(all, '/pingx')).toBeUndefined();
  });
});

describe('one option', () => {
  const value = (one: CommandOption, text: string) => resolve(one, { text }, offers(one, directory));
  test.each<[string, CommandOption, string, object | undefined]>([
    ['left out', option(3), '', undefined],
    ['required', option(3, { required: true }), ' ', { error: 'This option is required. Specify a value.' }],
    ['too short', option(3, { min_length: 3 }), 'ab', { error: 'Must be 3 characters or more.' }],
    ['too long', option(3, { max_length: 3 }), 'abcd', { error: 'Must be 3 characters or fewer.' }],
    ['a text', option(3), 'a b', { value: 'a b' }],
    ['a whole number', option(4), '12', { value: 12 }],
    ['no whole number', option(4), '1.5', { error: 'Input a valid integer.' }],
    ['not even a number', option(4), 'x', { error: 'Input a valid integer.' }],
    ['too large for a number', option(4), '99999999999999999999', { error: 'Input a valid integer.' }],
    ['a number', option(10), '-1.5', { value: -1.5 }],
    ['no number', option(10), '1,5', { error: 'Input a valid number.' }],
    ['below', option(10, { min_value: 0 }), '-0.5', { error: 'Must be 0 or more.' }],
    ['above', option(4, { max_value: 3 }), '4', { error: 'Must be 3 or less.' }],
    ['true', option(5), 'TRUE', { value: true }],
    ['neither', option(5), 'maybe', { error: 'Choose True or False.' }],
    ['a user by name', option(6), '@ada', { value: '2' }],
    ['a user by id', option(6), '3', { value: '3' }],
    ['nobody', option(6), 'zed', { error: 'There is no such user here.' }],
    ['a channel', option(7), '#general', { value: '10' }],
    [
      'a channel of another kind',
      option(7, { channel_types: [2] }),
      'general',
      { error: 'There is no such channel, or it is of another kind.' },
    ],
    ['a role', option(8), 'maintainers', { value: '20' }],
    ['somebody or something', option(9), 'Maintainers', { value: '20' }],
    ['a choice', option(4, { choices: [{ name: 'Two', value: 2 }] }), 'two', { value: 2 }],
    [
      'no choice',
      option(3, { choices: [{ name: 'Two', value: '2' }] }),
      'three',
      { error: 'Choose one of the options.' },
    ],
    ['anything where the app only suggests', option(3, { autocomplete: true }), 'free', { value: 'free' }],
  ])('%s', (_, one, text, expected) => expect(value(one, text)).toEqual(expected));

  test('a file', () => {
    const file = new File(['x'], 'x.txt');
    expect(resolve(option(11), { text: 'x.txt', file }, [])).toEqual({ value: 'x.txt' });
    expect(resolve(option(11, { required: true }), undefined, [])).toEqual({
      error: 'This option is required. Choose a file.',
    });
  });
  test('suggestions', () => {
    const user = option(6);
    expect(suggestions(user, '@gra', offers(user, directory)).map(({ value }) => value)).toEqual(['3']);
    const live = option(3, { autocomplete: true });
    expect(suggestions(live, 'zzz', offers(live, directory, [{ name: 'A', value: 'a' }]))).toHaveLength(1);
    expect(isClosed(live)).toBe(false);
    expect(valueOf(option(10), { value: '1.5', label: '', kind: 'option' })).toBe(1.5);
  });
});

describe('a whole command', () => {
  test('is sent with its values', () => {
    const filled = fill(leaf('order'), { pieces: { text: '3' }, note: { text: 'hot' } }, directory);
    expect(filled.errors).toEqual({});
    expect(filled.data).toEqual({
      id: 'id-order',
      name: 'order',
      type: 1,
      options: [
        { name: 'pieces', type: 4, value: 3 },
        { name: 'note', type: 3, value: 'hot' },
      ],
    });
  });
  test('names in a text become mentions', () => {
    const { data } = fill(leaf('order'), { pieces: { text: '1' }, note: { text: 'for @Ada' } }, directory);
    expect(data['options']).toMatchObject([{}, { value: 'for <@2>' }]);
  });
  test('says which option is wrong', () => {
    expect(Object.keys(fill(leaf('order'), {}, directory).errors)).toEqual(['pieces']);
  });
  test('nests groups and subcommands', () => {
    const { data } = fill(leaf('config log set'), { channel: { text: '#general', value: '10' } }, directory);
    expect(data['options']).toEqual([
      {
        name: 'log',
        type: 2,
        options: [{ name: 'set', type: 1, options: [{ name: 'channel', type: 7, value: '10' }] }],
      },
    ]);
    expect(fill(leaf('ping'), {}, directory).data).toEqual({ id: 'id-ping', name: 'ping', type: 1 });
  });
  test('numbers its files', () => {
    const files = leaves([command('send', [option(11, { name: 'a' }), option(11, { name: 'b' })])])[0]!;
    const file = (name: string) => ({ text: name, file: new File(['x'], name) });
    const filled = fill(files, { a: file('1'), b: file('2') }, directory);
    expect(filled.data['options']).toMatchObject([{ value: 0 }, { value: 1 }]);
    expect(filled.files).toHaveLength(2);
  });
  test('marks the option that is typed', () => {
    expect(partial(leaf('order'), { pieces: { text: '2', value: 2 } }, 'note')['options']).toEqual([
      { name: 'pieces', type: 4, value: 2 },
      { name: 'note', type: 3, value: '', focused: true },
    ]);
  });
  test('can be pasted as text', () => {
    const order = leaf('order');
    expect(parseLine(order, 'pieces: 3 note: very hot: please')).toEqual({
      pieces: { text: '3' },
      note: { text: 'very hot: please' },
    });
    expect(parseLine(order, '3 note: hot')).toEqual({ pieces: { text: '3' }, note: { text: 'hot' } });
    expect(parseLine(order, '  ')).toEqual({});
    expect(parseLine(leaf('ping'), 'x')).toEqual({});
  });
});
