/** Discord's permissions: their bits, what each means, and how roles and overwrites add up. */
import type { Bits, Channel, Guild, Member, Overwrite } from '../types';

const BIT = {
  CREATE_INSTANT_INVITE: 0,
  KICK_MEMBERS: 1,
  BAN_MEMBERS: 2,
  ADMINISTRATOR: 3,
  MANAGE_CHANNELS: 4,
  MANAGE_GUILD: 5,
  ADD_REACTIONS: 6,
  VIEW_AUDIT_LOG: 7,
  PRIORITY_SPEAKER: 8,
  STREAM: 9,
  VIEW_CHANNEL: 10,
  SEND_MESSAGES: 11,
  SEND_TTS_MESSAGES: 12,
  MANAGE_MESSAGES: 13,
  EMBED_LINKS: 14,
  ATTACH_FILES: 15,
  READ_MESSAGE_HISTORY: 16,
  MENTION_EVERYONE: 17,
  USE_EXTERNAL_EMOJIS: 18,
  VIEW_GUILD_INSIGHTS: 19,
  CONNECT: 20,
  SPEAK: 21,
  MUTE_MEMBERS: 22,
  DEAFEN_MEMBERS: 23,
  MOVE_MEMBERS: 24,
  USE_VAD: 25,
  CHANGE_NICKNAME: 26,
  MANAGE_NICKNAMES: 27,
  MANAGE_ROLES: 28,
  MANAGE_WEBHOOKS: 29,
  MANAGE_GUILD_EXPRESSIONS: 30,
  USE_APPLICATION_COMMANDS: 31,
  REQUEST_TO_SPEAK: 32,
  MANAGE_EVENTS: 33,
  MANAGE_THREADS: 34,
  CREATE_PUBLIC_THREADS: 35,
  CREATE_PRIVATE_THREADS: 36,
  USE_EXTERNAL_STICKERS: 37,
  SEND_MESSAGES_IN_THREADS: 38,
  USE_EMBEDDED_ACTIVITIES: 39,
  MODERATE_MEMBERS: 40,
  VIEW_CREATOR_MONETIZATION_ANALYTICS: 41,
  USE_SOUNDBOARD: 42,
  CREATE_GUILD_EXPRESSIONS: 43,
  CREATE_EVENTS: 44,
  USE_EXTERNAL_SOUNDS: 45,
  SEND_VOICE_MESSAGES: 46,
  SEND_POLLS: 49,
  USE_EXTERNAL_APPS: 50,
  PIN_MESSAGES: 51,
  BYPASS_SLOWMODE: 52,
} as const;

export type Permission = keyof typeof BIT;

export interface PermissionInfo {
  key: Permission;
  name: string;
  help: string;
}

export interface PermissionGroup {
  name: string;
  permissions: PermissionInfo[];
}

const info = (key: Permission, name: string, help: string): PermissionInfo => ({ key, name, help });

export const PERMISSION_GROUPS: PermissionGroup[] = [
  {
    name: 'General',
    permissions: [
      info('VIEW_CHANNEL', 'View channels', 'See channels and read what is in them.'),
      info('MANAGE_CHANNELS', 'Manage channels', 'Create, change and delete channels.'),
      info('MANAGE_ROLES', 'Manage roles', 'Create and change roles below their own highest one, and overwrites.'),
      info('CREATE_GUILD_EXPRESSIONS', 'Create expressions', 'Add emojis, stickers and sounds.'),
      info('MANAGE_GUILD_EXPRESSIONS', 'Manage expressions', 'Change and delete emojis, stickers and sounds.'),
      info('VIEW_AUDIT_LOG', 'View audit log', 'See who changed what in this server.'),
      info('VIEW_GUILD_INSIGHTS', 'View server insights', 'See how the server grows.'),
      info('VIEW_CREATOR_MONETIZATION_ANALYTICS', 'View monetization', 'See what paid roles bring in.'),
      info('MANAGE_WEBHOOKS', 'Manage webhooks', 'Create, change and delete webhooks.'),
      info('MANAGE_GUILD', 'Manage server', 'Change the name, see all invites, add bots, set up AutoMod.'),
    ],
  },
  {
    name: 'Members',
    permissions: [
      info('CREATE_INSTANT_INVITE', 'Create invites', 'Invite people to the server.'),
      info('CHANGE_NICKNAME', 'Change nickname', 'Change their own nickname.'),
      info('MANAGE_NICKNAMES', 'Manage nicknames', 'Change the nicknames of others.'),
      info('KICK_MEMBERS', 'Kick members', 'Remove members, who may come back with an invite.'),
      info('BAN_MEMBERS', 'Ban members', 'Remove members for good, and see who is banned.'),
      info('MODERATE_MEMBERS', 'Time out members', 'Keep members from writing and speaking for a while.'),
    ],
  },
  {
    name: 'Text',
    permissions: [
      info('SEND_MESSAGES', 'Send messages', 'Write in text channels, and open posts in forums.'),
      info('SEND_MESSAGES_IN_THREADS', 'Send messages in threads', 'Write in threads and posts.'),
      info('CREATE_PUBLIC_THREADS', 'Create public threads', 'Open threads that everyone in the channel sees.'),
      info('CREATE_PRIVATE_THREADS', 'Create private threads', 'Open threads for invited people only.'),
      info('EMBED_LINKS', 'Embed links', 'Links show a preview; bots may send embeds.'),
      info('ATTACH_FILES', 'Attach files', 'Upload files.'),
      info('ADD_REACTIONS', 'Add reactions', 'Be the first to react with an emoji.'),
      info('USE_EXTERNAL_EMOJIS', 'Use external emojis', 'Use emojis of other servers.'),
      info('USE_EXTERNAL_STICKERS', 'Use external stickers', 'Use stickers of other servers.'),
      info('MENTION_EVERYONE', 'Mention everyone', 'Reach all members with @everyone, @here and any role.'),
      info('MANAGE_MESSAGES', 'Manage messages', 'Delete the messages of others, and remove reactions.'),
      info('PIN_MESSAGES', 'Pin messages', 'Pin messages, and take pins away.'),
      info('BYPASS_SLOWMODE', 'Bypass slowmode', 'Write without waiting.'),
      info('MANAGE_THREADS', 'Manage threads', 'Rename, archive, lock and delete threads, and see private ones.'),
      info('READ_MESSAGE_HISTORY', 'Read message history', 'Read what was written before they came.'),
      info('SEND_TTS_MESSAGES', 'Send text-to-speech', 'Send messages that are read out.'),
      info('SEND_VOICE_MESSAGES', 'Send voice messages', 'Send recorded messages.'),
      info('SEND_POLLS', 'Create polls', 'Start polls.'),
    ],
  },
  {
    name: 'Voice',
    permissions: [
      info('CONNECT', 'Connect', 'Join voice channels.'),
      info('SPEAK', 'Speak', 'Be heard in voice channels.'),
      info('STREAM', 'Video', 'Share the camera or the screen.'),
      info('USE_SOUNDBOARD', 'Use soundboard', 'Play sounds of this server.'),
      info('USE_EXTERNAL_SOUNDS', 'Use external sounds', 'Play sounds of other servers.'),
      info('USE_VAD', 'Use voice activity', 'Speak without push-to-talk.'),
      info('PRIORITY_SPEAKER', 'Priority speaker', 'Others become quieter while they speak.'),
      info('MUTE_MEMBERS', 'Mute members', 'Mute others for everyone.'),
      info('DEAFEN_MEMBERS', 'Deafen members', 'Keep others from hearing.'),
      info('MOVE_MEMBERS', 'Move members', 'Move others between voice channels.'),
      info('REQUEST_TO_SPEAK', 'Request to speak', 'Raise a hand in stage channels.'),
    ],
  },
  {
    name: 'Apps and events',
    permissions: [
      info('USE_APPLICATION_COMMANDS', 'Use application commands', 'Use slash and context-menu commands of bots.'),
      info('USE_EMBEDDED_ACTIVITIES', 'Use activities', 'Start activities of applications.'),
      info('USE_EXTERNAL_APPS', 'Use external apps', 'Let apps that belong to a user answer for everyone.'),
      info('CREATE_EVENTS', 'Create events', 'Create scheduled events.'),
      info('MANAGE_EVENTS', 'Manage events', 'Change and cancel all scheduled events.'),
    ],
  },
  {
    name: 'Everything',
    permissions: [
      info('ADMINISTRATOR', 'Administrator', 'Has every permission and passes every overwrite. Give it with care.'),
    ],
  },
];

/** What an overwrite of a channel can change: not what concerns the server as a whole. */
const WHOLE_SERVER = new Set<Permission>([
  'ADMINISTRATOR',
  'KICK_MEMBERS',
  'BAN_MEMBERS',
  'MODERATE_MEMBERS',
  'MANAGE_GUILD',
  'VIEW_AUDIT_LOG',
  'VIEW_GUILD_INSIGHTS',
  'VIEW_CREATOR_MONETIZATION_ANALYTICS',
  'CHANGE_NICKNAME',
  'MANAGE_NICKNAMES',
  'CREATE_GUILD_EXPRESSIONS',
  'MANAGE_GUILD_EXPRESSIONS',
]);
export const CHANNEL_PERMISSION_GROUPS: PermissionGroup[] = PERMISSION_GROUPS.map(({ name, permissions }) => ({
  name,
  permissions: permissions.filter(({ key }) => !WHOLE_SERVER.has(key)),
})).filter(({ permissions }) => permissions.length > 0);

const NAMES = new Map(PERMISSION_GROUPS.flatMap((group) => group.permissions.map(({ key, name }) => [key, name])));

export function permissionName(key: Permission): string {
  return NAMES.get(key) ?? key;
}

export function bit(permission: Permission): bigint {
  return 1n << BigInt(BIT[permission]);
}

const EVERYTHING = Object.values(BIT).reduce((bits, at) => bits | (1n << BigInt(at)), 0n);

/** Bits as a number; what is none counts as nothing. */
export function bits(text: Bits | undefined): bigint {
  return text !== undefined && /^\d+$/.test(text) ? BigInt(text) : 0n;
}

export function has(set: Bits | undefined, permission: Permission): boolean {
  const value = bits(set);
  return (value & bit('ADMINISTRATOR')) !== 0n || (value & bit(permission)) !== 0n;
}

/** Whether the bit itself is set, whatever an administrator may. */
export function isSet(set: Bits | undefined, permission: Permission): boolean {
  return (bits(set) & bit(permission)) !== 0n;
}

export function toggled(set: Bits | undefined, permission: Permission, on: boolean): Bits {
  const value = bits(set);
  return String(on ? value | bit(permission) : value & ~bit(permission));
}

export type Choice = 'allow' | 'deny' | 'neutral';

export function choiceOf(overwrite: Pick<Overwrite, 'allow' | 'deny'> | undefined, permission: Permission): Choice {
  if (overwrite === undefined) return 'neutral';
  if (isSet(overwrite.allow, permission)) return 'allow';
  return isSet(overwrite.deny, permission) ? 'deny' : 'neutral';
}

export function withChoice<T extends Pick<Overwrite, 'allow' | 'deny'>>(
  overwrite: T,
  permission: Permission,
  choice: Choice,
): T {
  return {
    ...overwrite,
    allow: toggled(overwrite.allow, permission, choice === 'allow'),
    deny: toggled(overwrite.deny, permission, choice === 'deny'),
  };
}

/** What a member may do in the guild as a whole. */
export function memberBits(guild: Guild, member: Member): bigint {
  if (guild.owner_id === member.user.id) return EVERYTHING;
  const own = new Set([guild.id, ...member.roles]);
  const sum = (guild.roles ?? []).reduce((all, role) => (own.has(role.id) ? all | bits(role.permissions) : all), 0n);
  return (sum & bit('ADMINISTRATOR')) === 0n ? sum : EVERYTHING;
}

/** What a member may do in a channel: @everyone's overwrite, then those of the roles, then the member's own. */
export function channelBits(guild: Guild, member: Member, channel: Channel): bigint {
  const base = memberBits(guild, member);
  if ((base & bit('ADMINISTRATOR')) !== 0n) return EVERYTHING;
  const overwrites = channel.permission_overwrites ?? [];
  const apply = (value: bigint, list: Overwrite[]) => {
    const deny = list.reduce((all, item) => all | bits(item.deny), 0n);
    const allow = list.reduce((all, item) => all | bits(item.allow), 0n);
    return (value & ~deny) | allow;
  };
  let value = apply(
    base,
    overwrites.filter(({ id }) => id === guild.id),
  );
  value = apply(
    value,
    overwrites.filter(({ id, type }) => type === 0 && id !== guild.id && member.roles.includes(id)),
  );
  return apply(
    value,
    overwrites.filter(({ id, type }) => type === 1 && id === member.user.id),
  );
}

/** The permissions in a set, in the order of the lists. */
export function permissionsIn(value: bigint): PermissionInfo[] {
  return PERMISSION_GROUPS.flatMap((group) => group.permissions).filter(({ key }) => (value & bit(key)) !== 0n);
}
