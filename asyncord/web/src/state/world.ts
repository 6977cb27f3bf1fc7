/** Everything the page knows, and how each thing the sandbox says changes it. Pure: no I/O, nothing is changed in place. */
import {
  type Application,
  type Channel,
  ChannelType,
  type Emoji,
  type Frame,
  type Id,
  type Message,
  type Permissions,
  type SandboxState,
} from '../types';
import { withMessages, without } from './change';
import { CHANNEL_EVENTS } from './events/channels';
import { GUILD_EVENTS } from './events/guilds';
import { MESSAGE_EVENTS } from './events/messages';
import type { Past } from './past';
import { canOpen, channelOf, directChannels, guildsOf, inOrder, isDirect, isThread, isVoice, sees } from './select';

export { compareIds, emojiKey } from './change';
export { holdsMessages, inOrder } from './select';

export interface Unread {
  messages: number;
  mentions: number;
}

/** What somebody did on the soundboard of a voice channel. */
export interface VoiceEffect {
  user: Id;
  sound?: Id;
  volume?: number;
  emoji?: Emoji;
  /** When the page heard of it. */
  at: number;
}

export interface World extends SandboxState {
  /** The guild that is shown; undefined is the page of direct messages. */
  guild: Id | undefined;
  /** The channel that is shown. */
  selected: Id | undefined;
  /** A channel that was asked for before the sandbox had said that it is there. */
  wanted: Id | undefined;
  /** The thread that is open beside the channel. */
  beside: Id | undefined;
  /** guild (or 'direct') -> the channel that was last shown there. */
  last: Record<Id, Id>;
  /** The acting user. */
  writeAs: Id;
  /** What the acting user may do; undefined until the sandbox has said it. */
  permissions: Permissions | undefined;
  /** How often the things that the page must ask for have changed. */
  revisions: Record<'permissions' | 'pins' | 'bans' | 'invites' | 'webhooks' | 'audit', number>;
  unread: Record<Id, Unread>;
  /** channel -> what of its past is shown instead of its newest messages. */
  past: Record<Id, Past>;
  /** A message that is to be shown as soon as its channel is there. */
  goal: { channel: Id; message: Id } | undefined;
  /** channel -> user -> when their typing ends (milliseconds). */
  typing: Record<Id, Record<Id, number>>;
  /** voice channel -> the last effect there. */
  effects: Record<Id, VoiceEffect>;
  /** Ephemeral messages that the person has put away. */
  dismissed: Id[];
}

/** A page that was open for days still answers quickly. */
export const KEPT_MESSAGES = 500;

const EVENTS = { ...MESSAGE_EVENTS, ...CHANNEL_EVENTS, ...GUILD_EVENTS };

/** The world after one frame; `previous` is undefined until the first state has come. */
export function receive(previous: World | undefined, frame: Frame): World | undefined {
  if (frame.type === 'state') return fresh(previous, frame);
  if (previous === undefined) return undefined;
  if (frame.type === 'applications') return { ...previous, applications: frame.applications };
  if (frame.type === 'commands') return { ...previous, commands: frame.commands };
  if (frame.type !== 'event') return previous;
  const handler = Object.hasOwn(EVENTS, frame.t) ? EVENTS[frame.t] : undefined;
  return handler === undefined ? previous : handler(previous, frame.d as never);
}

function fresh(previous: World | undefined, { type: _, ...state }: { type: 'state' } & SandboxState): World {
  const humans = state.users.filter((user) => !user.bot);
  const known = (id: Id | undefined) => humans.some((user) => user.id === id);
  const writeAs = known(previous?.writeAs)
    ? previous!.writeAs
    : known(state.user_id)
      ? state.user_id
      : (humans[0]?.id ?? state.user_id);
  const world: World = {
    ...EMPTY,
    ...state,
    writeAs,
    guild: undefined,
    selected: undefined,
    beside: undefined,
    wanted: previous?.wanted,
    last: previous?.last ?? {},
    permissions: previous?.writeAs === writeAs ? previous.permissions : undefined,
    revisions: previous?.revisions ?? { permissions: 0, pins: 0, bans: 0, invites: 0, webhooks: 0, audit: 0 },
    unread: previous?.unread ?? {},
    past: {},
    goal: undefined,
    typing: {},
    effects: {},
    dismissed: previous?.dismissed ?? [],
  };
  const shown = channelOf(world, previous?.selected);
  if (shown !== undefined) return { ...select(world, shown.id), beside: channelOf(world, previous?.beside)?.id };
  const guild = guildsOf(world, writeAs)[0] ?? world.guilds[0];
  return showGuild(world, guild?.id);
}

/** What an older sandbox leaves out. */
const EMPTY = {
  guilds: [],
  channels: [],
  members: {},
  users: [],
  presences: {},
  voice_states: [],
  messages: {},
  thread_members: {},
  applications: [],
  commands: [],
};

/** The channel with which a guild opens; without a guild, the newest direct conversation. */
export function firstChannel(world: World, guild: Id | undefined): Channel | undefined {
  if (guild === undefined) return directChannels(world)[0];
  const usable = world.channels.filter(
    (channel) => channel.guild_id === guild && canOpen(channel) && !isThread(channel) && sees(world, channel),
  );
  // As they stand on the page: without a category first, then one category after the other.
  const categories = inOrder(
    world.channels.filter((channel) => channel.guild_id === guild && channel.type === ChannelType.Category),
  );
  const rank = new Map(categories.map(({ id }, index) => [id, index + 1]));
  const ordered = inOrder(usable).sort(
    (a, b) => (rank.get(a.parent_id ?? '') ?? 0) - (rank.get(b.parent_id ?? '') ?? 0),
  );
  return (
    ordered.find((channel) => channel.type === ChannelType.Text) ??
    ordered.find((channel) => !isVoice(channel)) ??
    ordered[0]
  );
}

/** Shows a guild where it was left; undefined shows the direct messages. */
export function showGuild(world: World, guild: Id | undefined): World {
  const left = channelOf(world, world.last[guild ?? 'direct']);
  const channel = left !== undefined && sees(world, left) ? left : firstChannel(world, guild);
  if (channel === undefined) return { ...world, guild, selected: undefined, beside: undefined };
  return select(world, channel.id);
}

export function select(world: World, id: Id): World {
  const channel = channelOf(world, id);
  if (channel === undefined) return world.wanted === id ? world : { ...world, wanted: id };
  if (!canOpen(channel)) return world;
  const guild = isDirect(channel) ? undefined : (channel.guild_id ?? world.guild);
  return {
    ...world,
    guild,
    selected: id,
    wanted: undefined,
    beside: world.beside === id || channelOf(world, world.beside)?.parent_id !== id ? undefined : world.beside,
    last: { ...world.last, [guild ?? 'direct']: id },
    unread: without(world.unread, id),
  };
}

/** Opens a thread beside the channel; undefined closes it. */
export function openBeside(world: World, thread: Id | undefined): World {
  if (thread === undefined) return { ...world, beside: undefined };
  return { ...world, beside: thread, unread: without(world.unread, thread) };
}

/** Acts as another user, who sees other guilds and channels. */
export function actAs(world: World, user: Id): World {
  if (user === world.writeAs) return world;
  const next: World = { ...world, writeAs: user, permissions: undefined, unread: {}, beside: undefined };
  const shown = channelOf(next, next.selected);
  const stays =
    shown !== undefined &&
    (shown.guild_id === undefined ? sees(next, shown) : guildsOf(next, user).some(({ id }) => id === shown.guild_id));
  return stays ? next : showGuild(next, guildsOf(next, user)[0]?.id);
}

/** What the acting user may do is known; a channel that they do not see is not shown. */
export function withPermissions(world: World, user: Id, permissions: Permissions): World {
  if (user !== world.writeAs) return world;
  const next = { ...world, permissions };
  const beside = channelOf(next, next.beside);
  if (beside !== undefined && !sees(next, beside)) next.beside = undefined;
  const shown = channelOf(next, next.selected);
  if (shown !== undefined && (sees(next, shown) || !isTold(permissions, shown))) return next;
  return showGuild({ ...next, last: without(next.last, next.guild ?? 'direct') }, next.guild);
}

/** A channel that is newer than the answer is not in it; the next one will have it. */
function isTold({ channels }: Permissions, channel: Channel): boolean {
  return (channels[channel.id] ?? channels[channel.parent_id ?? '']) !== undefined;
}

/** Puts an ephemeral message away; the sandbox is not asked. */
export function dismiss(world: World, message: Id): World {
  return { ...world, dismissed: [...world.dismissed, message] };
}

/** Puts older messages before those that are there. */
export function prepend(world: World, channel: Id, older: Message[]): World {
  const present = world.messages[channel] ?? [];
  const ids = new Set(present.map((message) => message.id));
  return withMessages(world, channel, [...older.filter((message) => !ids.has(message.id)), ...present]);
}

/** Whether any bot is connected to the gateway. */
export function anyBot(applications: Application[]): boolean {
  return applications.some((application) => application.connected || application.endpoint === true);
}
