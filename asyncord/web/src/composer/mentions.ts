/** What a person types as `@Ada`, `#general` or `:blob:` goes to Discord as ids; its own client does the same. */
import type { Directory } from '../state/directory';
import { holdsMessages } from '../state/world';
import type { Emoji } from '../types';

/** Code keeps its text as it is, and so does what already is a mention. */
const KEPT = /```[^]*?```|`[^`\n]*`|<[^>\s]+>/g;

/** `content` with every known name replaced; longer names win. */
export function encodeMentions(content: string, directory: Directory, emojis: Emoji[]): string {
  const names = new Map<string, string>();
  for (const channel of directory.channels.values()) {
    if (channel.name && holdsMessages(channel)) names.set(`#${channel.name}`, `<#${channel.id}>`);
  }
  for (const role of directory.roles.values()) {
    if (!role.name.startsWith('@')) names.set(`@${role.name}`, `<@&${role.id}>`);
  }
  for (const { user } of directory.members.values()) {
    for (const name of [user.username, user.global_name, directory.name(user.id)])
      if (name) names.set(`@${name}`, `<@${user.id}>`);
  }
  for (const { id, name, animated } of emojis)
    if (id && name) names.set(`:${name}:`, `<${animated ? 'a' : ''}:${name}:${id}>`);
  if (names.size === 0) return content;

  const longestFirst = [...names.keys()].sort((a, b) => b.length - a.length).map((name) => escape(name));
  const pattern = new RegExp(`(?<![\\w<])(?:${longestFirst.join('|')})(?!\\w)`, 'g');
  const replace = (text: string) => text.replace(pattern, (name) => names.get(name) ?? name);

  let result = '';
  let end = 0;
  for (const kept of content.matchAll(KEPT)) {
    result += replace(content.slice(end, kept.index)) + kept[0];
    end = kept.index + kept[0].length;
  }
  return result + replace(content.slice(end));
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

export interface Suggestion {
  /** What is inserted. */
  text: string;
  label: string;
  detail?: string | undefined;
}

/** What could complete the word before the caret, and where that word starts. */
export function suggest(
  before: string,
  directory: Directory,
  emojis: Emoji[],
): { start: number; items: Suggestion[] } | undefined {
  const match = /(?:^|\s)([@#:])([^\s@#:]*)$/.exec(before);
  if (match === null) return undefined;
  const [, sign, typed = ''] = match;
  const found = candidates(sign!, directory, emojis)
    .filter(({ label, detail = '' }) => `${label} ${detail}`.toLowerCase().includes(typed.toLowerCase()))
    .slice(0, 8);
  if (found.length === 0 || (sign === ':' && typed.length < 2)) return undefined;
  return { start: before.length - typed.length - 1, items: found };
}

function candidates(sign: string, directory: Directory, emojis: Emoji[]): Suggestion[] {
  if (sign === '#') {
    const channels = [...directory.channels.values()].filter(holdsMessages);
    return channels.map(({ name }) => ({ text: `#${name}`, label: `#${name}` }));
  }
  if (sign === ':') return emojis.map(({ name }) => ({ text: `:${name}:`, label: `:${name}:` }));
  const members = [...directory.members.values()].map(({ user }) => ({
    text: `@${user.username}`,
    label: directory.name(user.id),
    detail: user.username,
  }));
  const roles = [...directory.roles.values()].filter((role) => !role.name.startsWith('@'));
  return [...members, ...roles.map(({ name }) => ({ text: `@${name}`, label: `@${name}`, detail: 'role' }))];
}
