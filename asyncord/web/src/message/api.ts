/** What the person does with messages: Discord's own routes, as that user. */
import { call } from '../api';
import type { PollDraft } from '../poll/types';
import { PAGE } from '../state/past';
import type { Id, Message } from '../types';

const channelPath = (user: Id, channel: Id) => `as/${user}/channels/${channel}`;
const messagePath = (user: Id, channel: Id, message: Id) => `${channelPath(user, channel)}/messages/${message}`;

export interface DraftFile {
  file: File;
  description: string;
  spoiler: boolean;
}

export interface Draft {
  content?: string;
  message_reference?: { type?: 0 | 1; message_id: Id; channel_id?: Id };
  allowed_mentions?: { parse: string[]; replied_user: boolean };
  poll?: PollDraft;
  sticker_ids?: Id[];
}

const SPOILER = 'SPOILER_';

export function sendMessage(user: Id, channel: Id, draft: Draft, files: DraftFile[] = []): Promise<unknown> {
  const path = `${channelPath(user, channel)}/messages`;
  if (files.length === 0) return call('POST', path, draft);
  const form = new FormData();
  const named = files.map(({ file, spoiler, description }) => ({
    file,
    description,
    filename: spoiler && !file.name.startsWith(SPOILER) ? SPOILER + file.name : file.name,
  }));
  const attachments = named.map(({ filename, description }, id) => ({
    id,
    filename,
    ...(description === '' ? {} : { description }),
  }));
  form.append('payload_json', JSON.stringify({ ...draft, attachments }));
  named.forEach(({ file, filename }, index) => form.append(`files[${index}]`, file, filename));
  return call('POST', path, form);
}

/** A page of messages, oldest first. */
async function page(user: Id, channel: Id, where: string): Promise<Message[]> {
  const messages = await call('GET', `${channelPath(user, channel)}/messages?limit=${PAGE}&${where}`);
  return Array.isArray(messages) ? (messages as Message[]).reverse() : [];
}

export const olderMessages = (user: Id, channel: Id, before: Id) => page(user, channel, `before=${before}`);
export const laterMessages = (user: Id, channel: Id, after: Id) => page(user, channel, `after=${after}`);
export const messagesAround = (user: Id, channel: Id, message: Id) => page(user, channel, `around=${message}`);

export function editMessage(user: Id, channel: Id, message: Id, content: string): Promise<unknown> {
  return call('PATCH', messagePath(user, channel, message), { content });
}

export function suppressEmbeds(user: Id, channel: Id, message: Id, flags: number): Promise<unknown> {
  return call('PATCH', messagePath(user, channel, message), { flags });
}

export function deleteMessage(user: Id, channel: Id, message: Id): Promise<unknown> {
  return call('DELETE', messagePath(user, channel, message));
}

export function react(user: Id, channel: Id, message: Id, emoji: string, add: boolean): Promise<unknown> {
  const path = `${messagePath(user, channel, message)}/reactions/${encodeURIComponent(emoji)}/@me`;
  return call(add ? 'PUT' : 'DELETE', path);
}

export function removeReactions(user: Id, channel: Id, message: Id): Promise<unknown> {
  return call('DELETE', `${messagePath(user, channel, message)}/reactions`);
}

export function startTyping(user: Id, channel: Id): Promise<unknown> {
  return call('POST', `${channelPath(user, channel)}/typing`);
}

export function pin(user: Id, channel: Id, message: Id, add: boolean): Promise<unknown> {
  return call(add ? 'PUT' : 'DELETE', `${channelPath(user, channel)}/messages/pins/${message}`);
}

export async function pinnedMessages(user: Id, channel: Id): Promise<Message[]> {
  const pins = (await call('GET', `${channelPath(user, channel)}/messages/pins`)) as
    { items?: { message: Message }[] } | undefined;
  return (pins?.items ?? []).map(({ message }) => message);
}

export function createThread(user: Id, channel: Id, message: Id, name: string): Promise<{ id: Id }> {
  return call('POST', `${messagePath(user, channel, message)}/threads`, { name }) as Promise<{ id: Id }>;
}

export function crosspost(user: Id, channel: Id, message: Id): Promise<unknown> {
  return call('POST', `${messagePath(user, channel, message)}/crosspost`);
}

export function openDirect(user: Id, recipient_id: Id): Promise<{ id: Id }> {
  return call('POST', `as/${user}/users/@me/channels`, { recipient_id }) as Promise<{ id: Id }>;
}
