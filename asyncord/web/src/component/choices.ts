/** What can be picked in each kind of select: the bot's own options, or people, roles and channels of the guild. */
import type { Directory } from '../state/directory';
import type { Emoji, Id, User } from '../types';
import { hexColor } from '../ui/color';
import { fuzzy } from './fuzzy';
import { type Component, ComponentType } from './types';

export interface Pick {
  value: string;
  label: string;
  description?: string | undefined;
  emoji?: Emoji | null | undefined;
  user?: User | undefined;
  /** A role's colour. */
  color?: string | undefined;
  kind: 'option' | 'user' | 'role' | 'channel';
}

export function picks(component: Component, directory: Directory): Pick[] {
  switch (component.type) {
    case ComponentType.UserSelect:
      return people(directory);
    case ComponentType.RoleSelect:
      return roles(directory);
    case ComponentType.MentionableSelect:
      return [...people(directory), ...roles(directory)];
    case ComponentType.ChannelSelect:
      return channels(directory, component.channel_types);
    default:
      return (component.options ?? []).map((option) => ({
        value: option.value,
        label: option.label,
        description: option.description ?? undefined,
        emoji: option.emoji,
        kind: 'option',
      }));
  }
}

export function people(directory: Directory): Pick[] {
  return [...directory.members.values()]
    .map(({ user }) => ({
      value: user.id,
      label: directory.name(user.id),
      description: user.username,
      user,
      kind: 'user' as const,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

export function roles(directory: Directory): Pick[] {
  return [...directory.roles.values()]
    .sort((a, b) => b.position - a.position)
    .map((role) => ({
      value: role.id,
      label: role.name.startsWith('@') ? role.name : `@${role.name}`,
      color: hexColor(role.color),
      kind: 'role',
    }));
}

/** Categories only where they are asked for; threads and the like too. Direct conversations are no guild's channels. */
export function channels(directory: Directory, types: number[] | undefined): Pick[] {
  const wanted = types !== undefined && types.length > 0 ? new Set(types) : undefined;
  return [...directory.channels.values()]
    .filter(({ type }) => (wanted === undefined ? type !== 1 && type !== 3 : wanted.has(type)))
    .map((channel) => {
      const category = channel.parent_id ? directory.channels.get(channel.parent_id)?.name : undefined;
      return {
        value: channel.id,
        label: `${channel.type === 4 ? '' : '#'}${directory.channelName(channel)}`,
        description: category ?? undefined,
        kind: 'channel' as const,
      };
    });
}

/** What is chosen before anybody touches the select. */
export function defaults(component: Component): Id[] {
  if (component.type === ComponentType.StringSelect || component.options !== undefined) {
    return (component.options ?? []).filter((option) => option.default).map(({ value }) => value);
  }
  return (component.default_values ?? []).map(({ id }) => id);
}

/** Those that fit what is typed, best first. */
export function search(all: Pick[], typed: string): Pick[] {
  return fuzzy(all, typed, ({ label, description }) => `${label} ${description ?? ''}`);
}
