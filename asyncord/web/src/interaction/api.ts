import { call } from '../api';
import type { Command } from '../command/types';
import type { Id } from '../types';
import type { InteractionAnswer, InteractionRequest } from './types';

export interface Place {
  guild_id?: Id | undefined;
  channel_id: Id;
}

/** Uses a command, a component or a modal; answers when the app has answered or is too late. */
export function interact(
  user: Id,
  place: Place,
  request: InteractionRequest,
  files: File[] = [],
): Promise<InteractionAnswer> {
  const body = { ...request, ...place };
  const path = `as/${user}/interactions`;
  if (files.length === 0) return call('POST', path, body) as Promise<InteractionAnswer>;
  const form = new FormData();
  form.append('payload_json', JSON.stringify(body));
  files.forEach((file, index) => form.append(`files[${index}]`, file, file.name));
  return call('POST', path, form) as Promise<InteractionAnswer>;
}

/** The commands that the user is offered in a channel. */
export async function commandsFor(user: Id, channel: Id): Promise<Command[]> {
  const commands = await call('GET', `as/${user}/commands?channel_id=${channel}`);
  return Array.isArray(commands) ? (commands as Command[]) : [];
}
