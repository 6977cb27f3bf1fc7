/** What a person does on the page, as calls of the sandbox's own API (`api/…`, relative to the page). */
import type { Id, Message } from './types';

/** The sandbox's answer to a call it refused. */
export class ApiError extends Error {}

async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const form = body instanceof FormData;
  let response: Response;
  try {
    response = await fetch(`api/${path}`, {
      method,
      body: body === undefined ? null : form ? body : JSON.stringify(body),
      headers: body === undefined || form ? {} : { 'content-type': 'application/json' },
    });
  } catch {
    throw new ApiError('The sandbox does not answer. Is it still running?');
  }
  const text = await response.text();
  const data = text === '' ? undefined : parse(text);
  if (response.ok) return data;
  const message = (data as { message?: unknown } | undefined)?.message;
  throw new ApiError(typeof message === 'string' ? message : `The sandbox answered ${response.status}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const messagePath = (channel: Id, message: Id) => `channels/${channel}/messages/${message}`;

export interface Draft {
  user_id: Id;
  content: string;
  message_reference?: { message_id: Id } | undefined;
}

export function sendMessage(channel: Id, draft: Draft, files: File[] = []): Promise<unknown> {
  const path = `channels/${channel}/messages`;
  if (files.length === 0) return call('POST', path, draft);
  const form = new FormData();
  form.append('payload_json', JSON.stringify(draft));
  files.forEach((file, index) => form.append(`files[${index}]`, file, file.name));
  return call('POST', path, form);
}

/** Up to `limit` messages before one, oldest first. */
export async function olderMessages(channel: Id, before: Id, limit = 100): Promise<Message[]> {
  const messages = await call('GET', `channels/${channel}/messages?limit=${limit}&before=${before}`);
  return Array.isArray(messages) ? (messages as Message[]).reverse() : [];
}

export function editMessage(channel: Id, message: Id, user_id: Id, content: string): Promise<unknown> {
  return call('PATCH', messagePath(channel, message), { user_id, content });
}

export function deleteMessage(channel: Id, message: Id, user_id: Id): Promise<unknown> {
  return call('DELETE', `${messagePath(channel, message)}?user_id=${user_id}`);
}

export function react(channel: Id, message: Id, emoji: string, user_id: Id, add: boolean): Promise<unknown> {
  const path = `${messagePath(channel, message)}/reactions/${encodeURIComponent(emoji)}?user_id=${user_id}`;
  return call(add ? 'PUT' : 'DELETE', path);
}

export function startTyping(channel: Id, user_id: Id): Promise<unknown> {
  return call('POST', `channels/${channel}/typing`, { user_id });
}

export interface NewApplication {
  id: Id;
  name: string;
  token: string;
}

export function createApplication(name: string): Promise<NewApplication> {
  return call('POST', 'applications', { name }) as Promise<NewApplication>;
}

export function createUser(username: string): Promise<unknown> {
  return call('POST', 'users', { username });
}
