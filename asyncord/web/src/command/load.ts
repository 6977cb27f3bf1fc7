/** The commands offered to a user in a channel, asked for once until something changes. */
import { commandsFor } from '../interaction/api';
import type { Id } from '../types';
import type { Command } from './types';

const known = new WeakMap<object, Map<string, Promise<Command[]>>>();

/** `revision` is a new object whenever commands or permissions have changed. */
export function loadCommands(revision: object, user: Id, channel: Id): Promise<Command[]> {
  let lists = known.get(revision);
  if (lists === undefined) known.set(revision, (lists = new Map()));
  const key = `${user} ${channel}`;
  let list = lists.get(key);
  if (list === undefined) {
    list = commandsFor(user, channel);
    lists.set(key, list);
    // A failure is not kept.
    list.catch(() => lists.delete(key));
  }
  return list;
}
