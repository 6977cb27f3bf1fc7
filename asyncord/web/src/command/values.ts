/** What is filled into a command's options: suggestions, checks, and the data that is sent. */
import { channels, people, type Pick, roles } from '../component/choices';
import { fuzzy } from '../component/fuzzy';
import type { Choice } from '../interaction/types';
import type { Directory } from '../state/directory';
import { encodeMentions } from '../composer/mentions';
import type { Emoji } from '../types';
import type { Leaf } from './leaves';
import { type CommandOption, OptionType } from './types';

export interface Entry {
  text: string;
  /** What was chosen from the list; typing on takes it back. */
  value?: string | number | boolean;
  file?: File;
}

export type Entries = Record<string, Entry>;

const LONGEST = 6000;

/** Everything an option offers; nothing for one that is simply written. */
export function offers(option: CommandOption, directory: Directory, live: Choice[] = []): Pick[] {
  switch (option.type) {
    case OptionType.Boolean:
      return ['True', 'False'].map((label) => ({ value: label.toLowerCase(), label, kind: 'option' }));
    case OptionType.User:
      return people(directory);
    case OptionType.Role:
      return roles(directory);
    case OptionType.Mentionable:
      return [...people(directory), ...roles(directory)];
    case OptionType.Channel:
      return channels(directory, option.channel_types);
    default:
      return (option.autocomplete ? live : (option.choices ?? [])).map(({ name, value }) => ({
        value: String(value),
        label: name,
        kind: 'option',
      }));
  }
}

/** Those offers that fit what is typed; what an app sent while typing is already its own selection. */
export function suggestions(option: CommandOption, typed: string, all: Pick[]): Pick[] {
  return option.autocomplete ? all.slice(0, 25) : fuzzy(all, typed.replace(/^[@#]/, ''), searchText).slice(0, 25);
}

const searchText = ({ label, description }: Pick) => `${label.replace(/^[@#]/, '')} ${description ?? ''}`;

/** Whether only what is offered may be sent. */
export function isClosed(option: CommandOption): boolean {
  if (option.autocomplete) return false;
  return (
    (option.choices ?? []).length > 0 || (option.type >= OptionType.Boolean && option.type <= OptionType.Mentionable)
  );
}

/** A chosen offer in the type that Discord wants. */
export function valueOf(option: CommandOption, pick: Pick): string | number | boolean {
  if (option.type === OptionType.Boolean) return pick.value === 'true';
  return option.type === OptionType.Integer || option.type === OptionType.Number ? Number(pick.value) : pick.value;
}

type Resolved = { value: string | number | boolean } | { error: string } | undefined;

/** The value of an option as it will be sent, what is wrong with it, or nothing where it is left out. */
export function resolve(option: CommandOption, entry: Entry | undefined, all: Pick[]): Resolved {
  if (option.type === OptionType.Attachment) {
    if (entry?.file !== undefined) return { value: entry.file.name };
    return option.required ? { error: 'This option is required. Choose a file.' } : undefined;
  }
  const text = entry?.text.trim() ?? '';
  if (entry?.value !== undefined) return limit(option, entry.value);
  if (text === '') return option.required ? { error: 'This option is required. Specify a value.' } : undefined;
  const same = (name: string) => name.replace(/^[@#]/, '').toLowerCase() === text.replace(/^[@#]/, '').toLowerCase();
  const written = all.find(
    ({ label, description, value }) => same(label) || value === text || (description && same(description)),
  );
  if (written !== undefined && isClosed(option)) return { value: valueOf(option, written) };
  if (isClosed(option)) return { error: CLOSED[option.type] ?? 'Choose one of the options.' };
  return limit(option, text);
}

const CLOSED: Record<number, string> = {
  [OptionType.Boolean]: 'Choose True or False.',
  [OptionType.User]: 'There is no such user here.',
  [OptionType.Role]: 'There is no such role.',
  [OptionType.Channel]: 'There is no such channel, or it is of another kind.',
  [OptionType.Mentionable]: 'There is no such user or role here.',
};

function limit(option: CommandOption, value: string | number | boolean): Resolved {
  const { min_value, max_value, min_length = 0, max_length = LONGEST } = option;
  switch (option.type) {
    case OptionType.String: {
      const { length } = String(value);
      if (length < min_length) return { error: `Must be ${min_length} characters or more.` };
      return length > max_length ? { error: `Must be ${max_length} characters or fewer.` } : { value: String(value) };
    }
    case OptionType.Integer:
    case OptionType.Number: {
      const number = Number(value);
      const whole = option.type === OptionType.Integer;
      if (!Number.isFinite(number)) return { error: whole ? 'Input a valid integer.' : 'Input a valid number.' };
      if (whole && !Number.isSafeInteger(number)) return { error: 'Input a valid integer.' };
      if (min_value !== undefined && number < min_value) return { error: `Must be ${min_value} or more.` };
      return max_value !== undefined && number > max_value
        ? { error: `Must be ${max_value} or less.` }
        : { value: number };
    }
    default:
      return { value };
  }
}

export interface Filled {
  data: Record<string, unknown>;
  files: File[];
  errors: Record<string, string>;
}

/** The whole command as it is sent; `errors` by option. */
export function fill(leaf: Leaf, entries: Entries, directory: Directory, emojis: Emoji[] = []): Filled {
  const files: File[] = [];
  const errors: Record<string, string> = {};
  const sent = (option: CommandOption, entry: Entry | undefined, value: string | number | boolean) => {
    if (option.type === OptionType.Attachment) return files.length - 1;
    // Names in a free text become mentions, as in a message; what was chosen stays as it is.
    const written = option.type === OptionType.String && entry?.value === undefined && !isClosed(option);
    return written ? encodeMentions(String(value), directory, emojis) : value;
  };
  const options = leaf.options.flatMap((option) => {
    const entry = entries[option.name];
    const resolved = resolve(option, entry, option.autocomplete ? [] : offers(option, directory));
    if (resolved === undefined) return [];
    if ('error' in resolved) {
      errors[option.name] = resolved.error;
      return [];
    }
    if (option.type === OptionType.Attachment) files.push(entry!.file!);
    return [{ name: option.name, type: option.type, value: sent(option, entry, resolved.value) }];
  });
  return { data: commandData(leaf, options), files, errors };
}

/** What is typed so far, with the option that wants suggestions marked. */
export function partial(leaf: Leaf, entries: Entries, focused: string): Record<string, unknown> {
  const options = leaf.options.flatMap((option) => {
    const entry = entries[option.name];
    const here = option.name === focused;
    if (!here && (entry === undefined || (entry.text === '' && entry.value === undefined))) return [];
    if (option.type === OptionType.Attachment) return [];
    const value = here ? (entry?.text ?? '') : (entry?.value ?? entry?.text ?? '');
    return [{ name: option.name, type: option.type, value, ...(here && { focused: true }) }];
  });
  return commandData(leaf, options);
}

function commandData({ command, path }: Leaf, options: object[]): Record<string, unknown> {
  const nested = path.reduceRight<object[]>(
    (inner, name, index) => [
      { name, type: index === path.length - 1 ? OptionType.Subcommand : OptionType.Group, options: inner },
    ],
    options,
  );
  return { id: command.id, name: command.name, type: 1, ...(nested.length > 0 && { options: nested }) };
}

/** `name: value` pairs as people paste them after a command; what comes before the first is the first option's. */
export function parseLine(leaf: Leaf, text: string): Entries {
  const entries: Entries = {};
  const names = leaf.options.map(({ name }) => name);
  if (names.length === 0 || text.trim() === '') return entries;
  const sorted = [...names].sort((a, b) => b.length - a.length).map((name) => name.replace(/[^\p{L}\p{N}_]/gu, '\\$&'));
  const marks = [...text.matchAll(new RegExp(`(?:^|\\s)(${sorted.join('|')}):\\s?`, 'gu'))];
  const put = (name: string | undefined, value: string) => {
    if (name !== undefined && value.trim() !== '') entries[name] = { text: value.trim() };
  };
  put(names[0], text.slice(0, marks[0]?.index ?? text.length));
  marks.forEach((mark, index) =>
    put(mark[1], text.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? text.length)),
  );
  return entries;
}
