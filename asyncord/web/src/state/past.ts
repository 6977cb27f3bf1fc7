/** A part of a channel's past, shown instead of its newest messages until the two meet. */
import type { Id, Message } from '../types';
import { compareIds, withMessages, without } from './change';
import { channelOf } from './select';
import { prepend, select, type World } from './world';

export interface Past {
  messages: Message[];
  /** Whether the channel's first message is among them. */
  begins: boolean;
}

/** How many messages are asked for at once. */
export const PAGE = 100;

/** Whether messages reach up to those that are there anyway. */
function meets(messages: Message[], newest: Message[]): boolean {
  const [last, first] = [messages.at(-1), newest[0]];
  return last === undefined || first === undefined || compareIds(last.id, first.id) >= 0;
}

function withPast(world: World, channel: Id, past: Past): World {
  return { ...world, past: { ...world.past, [channel]: past } };
}

/** Opens a channel, where it is not open beside another one, and asks it to show a message. */
export function aim(world: World, channel: Id, message: Id): World {
  const open = world.beside === channel || channelOf(world, channel) === undefined ? world : select(world, channel);
  const held = world.past[channel]?.messages.some(({ id }) => id === message) ?? false;
  return { ...(held ? open : toPresent(open, channel)), goal: { channel, message } };
}

/** The same with the messages around it, the oldest first. */
export function aimInto(world: World, channel: Id, message: Id, around: Message[]): World {
  const aimed = aim(world, channel, message);
  if (meets(around, world.messages[channel] ?? [])) return prepend(aimed, channel, around);
  const before = around.findIndex(({ id }) => id === message);
  return withPast(aimed, channel, { messages: around, begins: before < Math.floor(PAGE / 2) });
}

/** Puts older messages before those that are shown; fewer than a page are the channel's first. */
export function addOlder(world: World, channel: Id, older: Message[]): World {
  const past = world.past[channel];
  if (past === undefined) return prepend(world, channel, older);
  return withPast(world, channel, { messages: joined(older, past.messages), begins: older.length < PAGE });
}

/** Puts later messages behind the past ones that are shown, up to the present. */
export function addLater(world: World, channel: Id, later: Message[]): World {
  const past = world.past[channel];
  if (past === undefined) return world;
  const messages = joined(past.messages, later);
  const newest = world.messages[channel] ?? [];
  if (later.length >= PAGE && !meets(later, newest)) return withPast(world, channel, { ...past, messages });
  return withMessages(toPresent(world, channel), channel, joined(messages, newest));
}

export function toPresent(world: World, channel: Id): World {
  return world.past[channel] === undefined ? world : { ...world, past: without(world.past, channel) };
}

function joined(first: Message[], second: Message[]): Message[] {
  const ids = new Set(second.map(({ id }) => id));
  return [...first.filter(({ id }) => !ids.has(id)), ...second];
}
