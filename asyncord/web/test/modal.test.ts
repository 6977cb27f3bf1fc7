import { describe, expect, test } from 'vitest';
import { type Component, ComponentType as T } from '../src/component/types';
import { fieldsOf, initial, parts, problem, problems, submission, type Value } from '../src/modal/fields';

const options = ['a', 'b', 'c'].map((value) => ({ label: value, value }));
const label = (component: Component): Component => ({ type: T.Label, label: 'L', description: 'D', component });
const field = (component: Partial<Component>) =>
  fieldsOf(parts([label({ custom_id: 'f', ...component } as Component)]))[0]!;
const check = (component: Partial<Component>, value: Value) => problem(field(component), value);
const REQUIRED = 'This field is required.';

describe('what can be sent', () => {
  test.each<[string, Partial<Component>, Value, string | undefined]>([
    ['a text', { type: T.TextInput }, 'x', undefined],
    ['no text', { type: T.TextInput }, '', REQUIRED],
    ['no text where none is needed', { type: T.TextInput, required: false, min_length: 3 }, '', undefined],
    ['a short text', { type: T.TextInput, min_length: 3 }, 'ab', 'Must be at least 3 characters long.'],
    ['a long text', { type: T.TextInput, max_length: 3 }, 'abcd', 'Must be at most 3 characters long.'],
    ['no choice', { type: T.StringSelect, options }, [], REQUIRED],
    ['too few', { type: T.StringSelect, options, min_values: 2, max_values: 3 }, ['a'], 'Select at least 2 options.'],
    [
      'an optional choice of at least two, left out',
      { type: T.StringSelect, options, required: false, min_values: 2, max_values: 3 },
      [],
      undefined,
    ],
    ['users', { type: T.UserSelect, max_values: 2 }, ['1', '2'], undefined],
    ['no radio', { type: T.RadioGroup, options }, '', REQUIRED],
    ['no radio where none is needed', { type: T.RadioGroup, options, required: false }, '', undefined],
    ['no tick', { type: T.CheckboxGroup, options }, [], REQUIRED],
    ['ticks', { type: T.CheckboxGroup, options }, ['a', 'b', 'c'], undefined],
    ['an empty box', { type: T.Checkbox }, false, undefined],
    ['no file', { type: T.FileUpload }, [], REQUIRED],
    ['too few files', { type: T.FileUpload, min_values: 2, max_values: 2 }, [new File([], 'a')], 'Select 2 files.'],
  ])('%s', (_, component, value, expected) => expect(check(component, value)).toBe(expected));
});

const whole: Component[] = [
  { type: T.TextDisplay, content: 'Hello' },
  { type: T.ActionRow, components: [{ type: T.TextInput, custom_id: 'old', label: 'Old', value: 'v' }] },
  label({ type: T.StringSelect, custom_id: 'pick', options: [{ label: 'A', value: 'a', default: true }] }),
  label({ type: T.RadioGroup, custom_id: 'radio', options, required: false }),
  label({ type: T.CheckboxGroup, custom_id: 'ticks', options, required: false }),
  label({ type: T.Checkbox, custom_id: 'box', default: true }),
  label({ type: T.FileUpload, custom_id: 'one', required: false }),
  label({ type: T.FileUpload, custom_id: 'two', required: false, max_values: 2 }),
];

test('a form begins with what the bot put in', () => {
  const fields = fieldsOf(parts(whole));
  const values = initial(fields);
  expect(values).toEqual({ old: 'v', pick: ['a'], radio: '', ticks: [], box: true, one: [], two: [] });
  expect(problems(fields, values)).toEqual({});
});

test('every kind of field is sent in its own form, files by their number', () => {
  const fields = fieldsOf(parts(whole));
  const file = (name: string) => new File(['x'], name);
  const values = { ...initial(fields), ticks: ['b'], one: [file('1')], two: [file('2'), file('3')] };
  const { components, files } = submission(fields, values);
  expect(files.map(({ name }) => name)).toEqual(['1', '2', '3']);
  expect(components).toEqual([
    { type: 1, components: [{ type: 4, custom_id: 'old', value: 'v' }] },
    { type: 18, component: { type: 3, custom_id: 'pick', values: ['a'] } },
    { type: 18, component: { type: 21, custom_id: 'radio', value: null } },
    { type: 18, component: { type: 22, custom_id: 'ticks', values: ['b'] } },
    { type: 18, component: { type: 23, custom_id: 'box', value: true } },
    { type: 18, component: { type: 19, custom_id: 'one', values: ['0'] } },
    { type: 18, component: { type: 19, custom_id: 'two', values: ['1', '2'] } },
  ]);
});
