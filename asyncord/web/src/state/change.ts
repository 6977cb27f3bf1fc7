/** The small steps of which the changes of the world are made. Nothing is changed in place. */
import type { Channel, Emoji, Guild, Id, Member, Message } from '../types';
import type { World } from './world';

export type Handlers = Record<string, (world: World, data: never) => World>;

/** Replaces the element with the same key, or adds it. */
export function upsert<T>(list: T[], item: T, key: (item: T) => Id): T[] {
  const index = list.findIndex((other) => key(other) === key(item));
  return index === -1 ? [...list, item] : list.with(index, { ...list[index], ...item });
}

export const byId = (item: { id: Id }) => item.id;
export const byUser = (item: { user: { id: Id } }) => item.user.id;

export function without<T>(record: Record<Id, T>, key: Id): Record<Id, T> {
  const { [key]: _, ...others } = record;
  return others;
}

export function withMessages(world: World, channel: Id, messages: Message[]): World {
  return { ...world, messages: { ...world.messages, [channel]: messages } };
}

/** Changes the messages of a channel wherever the page has them: the newest, and the past that is shown. */
export function eachMessages(world: World, channel: Id, change: (messages: Message[]) => Message[]): World {
  const { [channel]: messages } = world.messages;
  const { [channel]: past } = world.past;
  const changed = messages === undefined ? world : withMessages(world, channel, change(messages));
  if (past === undefined) return changed;
  return { ...changed, past: { ...world.past, [channel]: { ...past, messages: change(past.messages) } } };
}

export function changeMessage(world: World, channel: Id, id: Id, change: (message: Message) => Message): World {
  return eachMessages(world, channel, (messages) =>
    messages.map((message) => (message.id === id ? change(message) : message)),
  );
}

export function changeGuild(world: World, id: Id, change: (guild: Guild) => Guild): World {
  return { ...world, guilds: world.guilds.map((guild) => (guild.id === id ? change(guild) : guild)) };
}

export function changeChannel(world: World, id: Id, change: (channel: Channel) => Channel): World {
  return { ...world, channels: world.channels.map((channel) => (channel.id === id ? change(channel) : channel)) };
}

export function changeMembers(world: World, guild: Id, change: (members: Member[]) => Member[]): World {
  return { ...world, members: { ...world.members, [guild]: change(world.members[guild] ?? []) } };
}

/** Says that something changed of which the page holds only a copy that it must ask for again. */
export function outdate(world: World, ...what: (keyof World['revisions'])[]): World {
  const revisions = { ...world.revisions };
  for (const key of what) revisions[key] += 1;
  return { ...world, revisions };
}

export function compareIds(a: Id, b: Id): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** An emoji's name as the reaction routes take it. */
export function emojiKey(emoji: Emoji): string {
  return emoji.id ? `${emoji.name}:${emoji.id}` : (emoji.name ?? '');
}
