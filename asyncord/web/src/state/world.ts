/** Everything the page knows, and how each thing the sandbox says changes it. Pure: no I/O, nothing is changed in place. */
import type {
  Application,
  Channel,
  Emoji,
  Frame,
  Guild,
  Id,
  Member,
  Message,
  Reaction,
  Role,
  SandboxState,
  User,
} from '../types';
import { Directory } from './directory';

export interface Unread {
  messages: number;
  mentions: number;
}

export interface World extends SandboxState {
  /** The channel that is shown. */
  selected: Id | undefined;
  /** The user who writes. */
  writeAs: Id;
  unread: Record<Id, Unread>;
  /** channel -> user -> when their typing ends (milliseconds). */
  typing: Record<Id, Record<Id, number>>;
}

/** A page that was open for days still answers quickly. */
export const KEPT_MESSAGES = 500;
const TYPING_LASTS = 10_000;
const TEXT_CHANNELS = new Set([0, 1, 2, 3, 5, 10, 11, 12, 13]);

export function holdsMessages(channel: Channel): boolean {
  return TEXT_CHANNELS.has(channel.type);
}

/** Channels in the order in which Discord lists them within one category. */
export function inOrder(channels: Channel[]): Channel[] {
  return [...channels].sort((a, b) => (a.position ?? 0) - (b.position ?? 0) || compareIds(a.id, b.id));
}

export function compareIds(a: Id, b: Id): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The world after one frame; `previous` is undefined until the first state has come. */
export function receive(previous: World | undefined, frame: Frame): World | undefined {
  if (frame.type === 'state') return fresh(previous, frame);
  if (previous === undefined) return undefined;
  if (frame.type === 'applications') return { ...previous, applications: frame.applications };
  const handler = frame.type === 'event' && Object.hasOwn(EVENTS, frame.t) ? EVENTS[frame.t] : undefined;
  return handler === undefined ? previous : handler(previous, frame.d as never);
}

function fresh(previous: World | undefined, { type: _, ...state }: { type: 'state' } & SandboxState): World {
  const humans = state.members.filter((member) => !member.user.bot);
  const known = (id: Id | undefined) => humans.some((member) => member.user.id === id);
  const shown = (id: Id | undefined) => state.channels.some((channel) => channel.id === id && holdsMessages(channel));
  return {
    ...state,
    writeAs: known(previous?.writeAs)
      ? previous!.writeAs
      : known(state.user_id)
        ? state.user_id
        : (humans[0]?.user.id ?? state.user_id),
    selected: shown(previous?.selected) ? previous!.selected : firstChannel(state.channels)?.id,
    unread: previous?.unread ?? {},
    typing: {},
  };
}

function firstChannel(channels: Channel[]): Channel | undefined {
  const ordered = inOrder(channels.filter(holdsMessages));
  return ordered.find((channel) => channel.type === 0) ?? ordered[0];
}

export function select(world: World, channel: Id): World {
  if (!world.channels.some((item) => item.id === channel && holdsMessages(item))) return world;
  const { [channel]: _, ...unread } = world.unread;
  return { ...world, selected: channel, unread };
}

/** Puts older messages before those that are there. */
export function prepend(world: World, channel: Id, older: Message[]): World {
  const present = world.messages[channel] ?? [];
  const ids = new Set(present.map((message) => message.id));
  return withMessages(world, channel, [...older.filter((message) => !ids.has(message.id)), ...present]);
}

function withMessages(world: World, channel: Id, messages: Message[]): World {
  return { ...world, messages: { ...world.messages, [channel]: messages } };
}

function changeMessage(world: World, channel: Id, id: Id, change: (message: Message) => Message): World {
  const messages = world.messages[channel];
  if (messages === undefined) return world;
  return withMessages(
    world,
    channel,
    messages.map((message) => (message.id === id ? change(message) : message)),
  );
}

function removeMessages(world: World, channel: Id, ids: Id[]): World {
  const left = (world.messages[channel] ?? []).filter((message) => !ids.includes(message.id));
  return withMessages(
    world,
    channel,
    left.map((message) => withoutReference(message, ids)),
  );
}

/** A reply to a deleted message says so, as Discord's `referenced_message: null` does. */
function withoutReference(message: Message, deleted: Id[]): Message {
  const reference = message.referenced_message?.id;
  return reference !== undefined && deleted.includes(reference) ? { ...message, referenced_message: null } : message;
}

function stopTyping(world: World, channel: Id, user: Id): World {
  const { [user]: stopped, ...others } = world.typing[channel] ?? {};
  return stopped === undefined ? world : { ...world, typing: { ...world.typing, [channel]: others } };
}

function countUnread(world: World, message: Message): World {
  if (message.channel_id === world.selected || message.author.id === world.writeAs) return world;
  const { messages, mentions } = world.unread[message.channel_id] ?? { messages: 0, mentions: 0 };
  const directory = new Directory(world.guild, [], [], world.members);
  const concerned = directory.mentions(world.writeAs, message) ? 1 : 0;
  return {
    ...world,
    unread: { ...world.unread, [message.channel_id]: { messages: messages + 1, mentions: mentions + concerned } },
  };
}

/** Replaces the element with the same key, or adds it. */
function upsert<T>(list: T[], item: T, key: (item: T) => Id): T[] {
  const index = list.findIndex((other) => key(other) === key(item));
  return index === -1 ? [...list, item] : list.with(index, { ...list[index], ...item });
}

const byId = (item: { id: Id }) => item.id;

interface ReactionEvent {
  channel_id: Id;
  message_id: Id;
  user_id: Id;
  emoji: Emoji;
}

/** An emoji's name as the reaction routes take it. */
export function emojiKey(emoji: Emoji): string {
  return emoji.id ? `${emoji.name}:${emoji.id}` : (emoji.name ?? '');
}

function changeReactions(
  event: Omit<ReactionEvent, 'user_id'>,
  world: World,
  change: (reactions: Reaction[]) => Reaction[],
): World {
  return changeMessage(world, event.channel_id, event.message_id, (message) => ({
    ...message,
    reactions: change(message.reactions ?? []).filter((reaction) => reaction.count > 0),
  }));
}

const sameEmoji = (a: Emoji, b: Emoji) => (a.id ?? null) === (b.id ?? null) && (a.id ? true : a.name === b.name);

const EVENTS: Record<string, (world: World, data: never) => World> = {
  MESSAGE_CREATE(world, message: Message) {
    const messages = upsert(world.messages[message.channel_id] ?? [], message, byId);
    const added = withMessages(world, message.channel_id, messages.slice(-KEPT_MESSAGES));
    return countUnread(stopTyping(added, message.channel_id, message.author.id), message);
  },
  MESSAGE_UPDATE: (world, update: Message) =>
    changeMessage(world, update.channel_id, update.id, (message) => ({
      ...message,
      ...update,
      // What the page knows of who reacted is not in Discord's message.
      reactions: (update.reactions ?? message.reactions ?? []).map((reaction) => ({
        ...message.reactions?.find((known) => sameEmoji(known.emoji, reaction.emoji)),
        ...reaction,
      })),
    })),
  MESSAGE_DELETE: (world, { channel_id, id }: { channel_id: Id; id: Id }) => removeMessages(world, channel_id, [id]),
  MESSAGE_DELETE_BULK: (world, { channel_id, ids }: { channel_id: Id; ids: Id[] }) =>
    removeMessages(world, channel_id, ids),
  MESSAGE_REACTION_ADD: (world, event: ReactionEvent) =>
    changeReactions(event, world, (reactions) => {
      const present = reactions.find((reaction) => sameEmoji(reaction.emoji, event.emoji));
      if (present === undefined) return [...reactions, { emoji: event.emoji, count: 1, user_ids: [event.user_id] }];
      if (present.user_ids?.includes(event.user_id)) return reactions;
      const counted = { ...present, count: present.count + 1, user_ids: [...(present.user_ids ?? []), event.user_id] };
      return reactions.map((reaction) => (reaction === present ? counted : reaction));
    }),
  MESSAGE_REACTION_REMOVE: (world, event: ReactionEvent) =>
    changeReactions(event, world, (reactions) =>
      reactions.map((reaction) =>
        sameEmoji(reaction.emoji, event.emoji)
          ? {
              ...reaction,
              count: reaction.count - 1,
              user_ids: reaction.user_ids?.filter((id) => id !== event.user_id),
            }
          : reaction,
      ),
    ),
  MESSAGE_REACTION_REMOVE_ALL: (world, event: ReactionEvent) => changeReactions(event, world, () => []),
  MESSAGE_REACTION_REMOVE_EMOJI: (world, event: ReactionEvent) =>
    changeReactions(event, world, (reactions) =>
      reactions.filter((reaction) => !sameEmoji(reaction.emoji, event.emoji)),
    ),
  CHANNEL_CREATE: upsertChannel,
  CHANNEL_UPDATE: upsertChannel,
  CHANNEL_DELETE: removeChannel,
  THREAD_CREATE: upsertChannel,
  THREAD_UPDATE: upsertChannel,
  THREAD_DELETE: removeChannel,
  GUILD_UPDATE: (world, guild: Partial<Guild>) => ({ ...world, guild: { ...world.guild, ...guild } }),
  GUILD_ROLE_CREATE: upsertRole,
  GUILD_ROLE_UPDATE: upsertRole,
  GUILD_ROLE_DELETE: (world, { role_id }: { role_id: Id }) =>
    withRoles(
      world,
      (world.guild.roles ?? []).filter((role) => role.id !== role_id),
    ),
  GUILD_EMOJIS_UPDATE: (world, { emojis }: { emojis: Emoji[] }) => ({ ...world, guild: { ...world.guild, emojis } }),
  GUILD_MEMBER_ADD: upsertMember,
  GUILD_MEMBER_UPDATE: upsertMember,
  // The user stays known: old messages still name them.
  GUILD_MEMBER_REMOVE: (world, { user }: { user: User }) => ({
    ...world,
    members: world.members.filter((member) => member.user.id !== user.id),
  }),
  TYPING_START: (world, { channel_id, user_id }: { channel_id: Id; user_id: Id }) => ({
    ...world,
    typing: { ...world.typing, [channel_id]: { ...world.typing[channel_id], [user_id]: Date.now() + TYPING_LASTS } },
  }),
};

function upsertChannel(world: World, channel: Channel): World {
  return { ...world, channels: upsert(world.channels, channel, byId) };
}

function removeChannel(world: World, { id }: Channel): World {
  const channels = world.channels.filter((channel) => channel.id !== id);
  return { ...world, channels, selected: world.selected === id ? firstChannel(channels)?.id : world.selected };
}

function withRoles(world: World, roles: Role[]): World {
  return { ...world, guild: { ...world.guild, roles } };
}

function upsertRole(world: World, { role }: { role: Role }): World {
  return withRoles(world, upsert(world.guild.roles ?? [], role, byId));
}

function upsertMember(world: World, member: Member): World {
  return {
    ...world,
    members: upsert(world.members, member, (item) => item.user.id),
    users: upsert(world.users, member.user, byId),
  };
}

/** Whether any bot is connected to the gateway. */
export function anyBot(applications: Application[]): boolean {
  return applications.some((application) => application.connected);
}
