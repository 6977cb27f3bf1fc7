/** Questions to the world. */
import { type Channel, ChannelType, type Guild, type Id, type Member, type Message } from '../types';
import { compareIds } from './change';
import { has } from './permissions';
import type { World } from './world';

const THREADS = new Set<number>([ChannelType.AnnouncementThread, ChannelType.PublicThread, ChannelType.PrivateThread]);
const DIRECT = new Set<number>([ChannelType.Direct, ChannelType.Group]);
const FORUMS = new Set<number>([ChannelType.Forum, ChannelType.Media]);
const VOICE = new Set<number>([ChannelType.Voice, ChannelType.Stage]);

export const isThread = (channel: Channel) => THREADS.has(channel.type);
export const isDirect = (channel: Channel) => DIRECT.has(channel.type);
export const isForum = (channel: Channel) => FORUMS.has(channel.type);
export const isVoice = (channel: Channel) => VOICE.has(channel.type);
export const isArchived = (channel: Channel) => channel.thread_metadata?.archived === true;

/** Whether messages stand in the channel itself; a forum has them in its posts. */
export function holdsMessages(channel: Channel): boolean {
  return channel.type !== ChannelType.Category && !isForum(channel);
}

/** Whether the page can show it: everything but a category. */
export function canOpen(channel: Channel): boolean {
  return channel.type !== ChannelType.Category;
}

/** Channels in the order in which Discord lists them within one category. */
export function inOrder(channels: Channel[]): Channel[] {
  return [...channels].sort((a, b) => (a.position ?? 0) - (b.position ?? 0) || compareIds(a.id, b.id));
}

export function channelOf(world: World, id: Id | undefined): Channel | undefined {
  return id === undefined ? undefined : world.channels.find((channel) => channel.id === id);
}

export function guildOf(world: World, channel: Id): Id | undefined {
  return channelOf(world, channel)?.guild_id ?? undefined;
}

export function shownGuild(world: World): Guild | undefined {
  return world.guilds.find((guild) => guild.id === world.guild);
}

export function isMember(world: World, guild: Id, user: Id): boolean {
  return (world.members[guild] ?? []).some((member) => member.user.id === user);
}

/** The guilds that the acting user is in. */
export function guildsOf(world: World, user: Id): Guild[] {
  return world.guilds.filter((guild) => isMember(world, guild.id, user));
}

/** The direct conversations of the acting user, newest first. */
export function directChannels(world: World): Channel[] {
  const newest = (channel: Channel) => world.messages[channel.id]?.at(-1)?.id ?? channel.last_message_id ?? channel.id;
  return world.channels
    .filter((channel) => isDirect(channel) && (channel.recipients ?? []).some(({ id }) => id === world.writeAs))
    .sort((a, b) => compareIds(newest(b), newest(a)));
}

/** Whether the acting user sees a channel. While the permissions are on their way, everything is shown. */
export function sees(world: World, channel: Channel): boolean {
  if (isDirect(channel)) return (channel.recipients ?? []).some(({ id }) => id === world.writeAs);
  if (world.permissions === undefined) return true;
  const bits = world.permissions.channels[channel.id];
  if (bits === undefined && isThread(channel)) {
    const parent = world.permissions.channels[channel.parent_id ?? ''];
    const joined = world.thread_members[channel.id]?.includes(world.writeAs) ?? false;
    return has(parent, 'VIEW_CHANNEL') && (channel.type !== ChannelType.PrivateThread || joined);
  }
  return has(bits, 'VIEW_CHANNEL');
}

/** Whether the acting user has a permission in a channel; a thread takes it from its channel. */
export function may(world: World, channel: Channel, permission: Parameters<typeof has>[1]): boolean {
  if (isDirect(channel) || world.permissions === undefined) return true;
  const { channels } = world.permissions;
  return has(channels[channel.id] ?? channels[channel.parent_id ?? ''], permission);
}

/** Whether the acting user has a permission in the whole guild. */
export function mayInGuild(world: World, guild: Id, permission: Parameters<typeof has>[1]): boolean {
  return world.permissions === undefined || has(world.permissions.guilds[guild], permission);
}

/** Why the acting user cannot write here; undefined if they can. */
export function whyReadOnly(world: World, channel: Channel): string | undefined {
  if (channel.guild_id !== undefined && !isMember(world, channel.guild_id, world.writeAs))
    return 'You are not in this server';
  const until = timedOut(world, channel);
  if (until !== undefined) return `You are timed out until ${until}`;
  if (isThread(channel)) {
    if (!may(world, channel, 'SEND_MESSAGES_IN_THREADS')) return 'You do not have permission to write in threads';
    if (channel.thread_metadata?.locked && !may(world, channel, 'MANAGE_THREADS')) return 'This thread is locked';
    return undefined;
  }
  return may(world, channel, 'SEND_MESSAGES')
    ? undefined
    : 'You do not have permission to send messages in this channel';
}

/** Until when a member is timed out; undefined if they are not. */
export function timedOutUntil(member: Member | undefined, now = Date.now()): Date | undefined {
  const until = member?.communication_disabled_until;
  if (!until) return undefined;
  const date = new Date(until);
  return date.getTime() > now ? date : undefined;
}

function timedOut(world: World, channel: Channel): string | undefined {
  const own = world.members[channel.guild_id ?? '']?.find(({ user }) => user.id === world.writeAs);
  return timedOutUntil(own)?.toLocaleString();
}

/** Whether one of these roles, which a message mentions, is the user's. */
export function roleMentions(world: World, guild: Id, user: Id, roles: Id[]): boolean {
  if (roles.length === 0) return false;
  const own = world.members[guild]?.find((member) => member.user.id === user)?.roles ?? [];
  return roles.some((role) => own.includes(role));
}

/** The messages of a channel as the acting user sees them. */
export function visibleMessages(world: World, channel: Id): Message[] {
  const messages = world.past[channel]?.messages ?? world.messages[channel] ?? NONE;
  const hidden = (message: Message) =>
    (message.visible_to !== undefined && message.visible_to !== world.writeAs) || world.dismissed.includes(message.id);
  return messages.some(hidden) ? messages.filter((message) => !hidden(message)) : messages;
}

const NONE: Message[] = [];
