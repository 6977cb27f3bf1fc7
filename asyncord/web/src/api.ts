/** What a person does on the page, as calls of the sandbox's own API (`api/…`, relative to the page). */
import type { Id, LogEntry, Permissions, Presence } from './types';

/** The sandbox's answer to a call it refused. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly code?: number,
    readonly status?: number,
  ) {
    super(message);
  }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A call in nobody's name. */
export async function call<T = unknown>(method: Method, path: string, body?: unknown): Promise<T> {
  const text = await callText(
    method,
    path,
    body instanceof FormData || body === undefined ? body : JSON.stringify(body),
  );
  return (text === '' ? undefined : parse(text)) as T;
}

/** The same with the text as it is: JSON that goes through JavaScript loses large numbers. */
export async function callText(method: Method, path: string, body?: string | FormData): Promise<string> {
  let response: Response;
  try {
    response = await fetch(`api/${path}`, {
      method,
      body: body ?? null,
      headers: typeof body === 'string' ? { 'content-type': 'application/json' } : {},
    });
  } catch {
    throw new ApiError('The sandbox does not answer. Is it still running?');
  }
  const text = await response.text();
  if (response.ok) return text;
  const refusal = (parse(text) ?? {}) as { message?: unknown; code?: unknown; errors?: unknown };
  const message = typeof refusal.message === 'string' ? refusal.message : `The sandbox answered ${response.status}`;
  const details = fieldErrors(refusal.errors);
  throw new ApiError(
    details.length === 0 ? message : `${message}: ${details.join('; ')}`,
    typeof refusal.code === 'number' ? refusal.code : undefined,
    response.status,
  );
}

/** A call of Discord's REST API in a user's name, under that user's permissions. */
export function as<T = unknown>(user: Id, method: Method, path: string, body?: unknown): Promise<T> {
  return call<T>(method, `as/${user}/${path}`, body);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Discord names wrong fields in a tree of `_errors`; each becomes `field: what is wrong`. */
export function fieldErrors(errors: unknown, path: string[] = []): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, value]) => {
    if (key !== '_errors') return fieldErrors(value, [...path, key]);
    const list = Array.isArray(value) ? (value as { message?: unknown }[]) : [];
    const text = list.map(({ message }) => String(message)).join(', ');
    return [path.length === 0 ? text : `${path.join('.')}: ${text}`];
  });
}

/** `body` as JSON, or with its files as a form. */
export function withFiles(body: object, files: File[]): object {
  if (files.length === 0) return body;
  const form = new FormData();
  form.append('payload_json', JSON.stringify(body));
  files.forEach((file, index) => form.append(`files[${index}]`, file, file.name));
  return form;
}

export function getPermissions(user: Id): Promise<Permissions> {
  return as(user, 'GET', 'permissions');
}

export function setPresence(user: Id, presence: Presence): Promise<unknown> {
  return as(user, 'PUT', 'presence', presence);
}

export interface VoiceChange {
  channel_id: Id | null;
  self_mute?: boolean;
  self_deaf?: boolean;
  self_video?: boolean;
  self_stream?: boolean;
}

export function setVoice(user: Id, guild: Id, change: VoiceChange): Promise<unknown> {
  return as(user, 'PUT', `guilds/${guild}/voice`, change);
}

export interface NewApplication {
  id: Id;
  name: string;
  token: string;
}

const PRIVILEGED = ['GUILD_MEMBERS', 'GUILD_PRESENCES', 'MESSAGE_CONTENT'] as const;

/** All privileged intents or none, as an application's settings name them. */
export function privilegedIntents(all: boolean): { privileged_intents: readonly string[] } {
  return { privileged_intents: all ? PRIVILEGED : [] };
}

export function createApplication(name: string, privileged: boolean): Promise<NewApplication> {
  return call('POST', 'applications', { name, ...privilegedIntents(privileged) });
}

export function createUser(username: string, global_name?: string): Promise<{ id: Id }> {
  return call('POST', 'users', { username, ...(global_name && { global_name }) });
}

export function createGuild(name: string, owner_id: Id): Promise<{ id: Id }> {
  return call('POST', 'guilds', { name, owner_id });
}

export function joinGuild(guild: Id, user: Id): Promise<unknown> {
  return call('PUT', `guilds/${guild}/members/${user}`);
}

/** The inspector's entries after one, oldest first. */
export async function logAfter(after: number | undefined, limit: number): Promise<LogEntry[]> {
  const query = after === undefined ? '' : `after=${after}&`;
  const entries = await call<LogEntry[]>('GET', `log?${query}limit=${limit}`);
  return Array.isArray(entries) ? entries : [];
}
