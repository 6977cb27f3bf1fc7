/** The parts of Discord's objects that the page reads. Everything optional may be absent: the page shows what is there. */
import type { LogEntry } from './inspector/types';

export type * from './inspector/types';

export type Id = string;

export interface User {
  id: Id;
  username: string;
  global_name?: string | null;
  bot?: boolean;
  avatar?: string | null;
  banner?: string | null;
  accent_color?: number | null;
  system?: boolean;
}

/** A set of permissions as Discord writes it: a decimal number, one bit for each. */
export type Bits = string;

export interface Role {
  id: Id;
  name: string;
  color: number;
  position: number;
  hoist: boolean;
  permissions?: Bits;
  mentionable?: boolean;
  /** Belongs to a bot or an integration, which made it. */
  managed?: boolean;
  tags?: { bot_id?: Id };
}

export interface Member {
  user: User;
  nick?: string | null;
  /** Pictures for this guild only. */
  avatar?: string | null;
  banner?: string | null;
  roles: Id[];
  joined_at?: string | null;
  communication_disabled_until?: string | null;
  mute?: boolean;
  deaf?: boolean;
}

export interface Emoji {
  id: Id | null;
  name: string | null;
  animated?: boolean;
  user?: User;
}

export interface Sticker {
  id: Id;
  name: string;
  description?: string | null;
  tags?: string;
  format_type?: number;
}

export interface ScheduledEvent {
  id: Id;
  guild_id: Id;
  channel_id?: Id | null;
  creator_id?: Id | null;
  name: string;
  description?: string | null;
  scheduled_start_time: string;
  scheduled_end_time?: string | null;
  /** 1 scheduled, 2 active, 3 completed, 4 canceled. */
  status: number;
  /** 1 stage, 2 voice, 3 somewhere else. */
  entity_type: number;
  entity_metadata?: { location?: string } | null;
  user_count?: number;
  /** Who is interested, where the sandbox says it. */
  user_ids?: Id[];
}

export interface StageInstance {
  id: Id;
  guild_id: Id;
  channel_id: Id;
  topic: string;
}

export interface SoundboardSound {
  sound_id: Id;
  /** The sounds that everybody has are of no guild. */
  guild_id?: Id;
  name: string;
  volume?: number;
  emoji_id?: Id | null;
  emoji_name?: string | null;
}

export interface Guild {
  id: Id;
  name: string;
  icon?: string | null;
  banner?: string | null;
  owner_id?: Id;
  description?: string | null;
  system_channel_id?: Id | null;
  roles?: Role[];
  emojis?: Emoji[];
  stickers?: Sticker[];
  soundboard_sounds?: SoundboardSound[];
  scheduled_events?: ScheduledEvent[];
  stage_instances?: StageInstance[];
}

export interface Activity {
  name: string;
  /** 0 playing, 1 streaming, 2 listening, 3 watching, 4 custom, 5 competing. */
  type: number;
  state?: string | null;
  details?: string | null;
  url?: string | null;
  emoji?: Partial<Emoji> | null;
}

export type Status = 'online' | 'idle' | 'dnd' | 'invisible' | 'offline';

export interface Presence {
  status: Status;
  activities?: Activity[];
}

export interface VoiceState {
  guild_id?: Id;
  channel_id: Id | null;
  user_id: Id;
  session_id?: string;
  mute?: boolean;
  deaf?: boolean;
  self_mute?: boolean;
  self_deaf?: boolean;
  self_video?: boolean;
  self_stream?: boolean;
  suppress?: boolean;
  request_to_speak_timestamp?: string | null;
}

export interface Overwrite {
  id: Id;
  /** 0 for a role, 1 for a member. */
  type: number;
  allow: Bits;
  deny: Bits;
}

export interface ForumTag {
  id: Id;
  name: string;
  moderated?: boolean;
  emoji_id?: Id | null;
  emoji_name?: string | null;
}

export interface ThreadMetadata {
  archived?: boolean;
  locked?: boolean;
  auto_archive_duration?: number;
  archive_timestamp?: string;
  invitable?: boolean;
}

export const ChannelType = {
  Text: 0,
  Direct: 1,
  Voice: 2,
  Group: 3,
  Category: 4,
  Announcement: 5,
  AnnouncementThread: 10,
  PublicThread: 11,
  PrivateThread: 12,
  Stage: 13,
  Forum: 15,
  Media: 16,
} as const;

export interface Channel {
  id: Id;
  type: number;
  name?: string | null;
  position?: number;
  parent_id?: Id | null;
  topic?: string | null;
  /** Of a direct conversation: who takes part. */
  recipients?: User[];
  guild_id?: Id;
  permission_overwrites?: Overwrite[];
  nsfw?: boolean;
  rate_limit_per_user?: number;
  last_message_id?: Id | null;
  owner_id?: Id;
  flags?: number;
  /** Of a voice or stage channel. */
  bitrate?: number;
  user_limit?: number;
  status?: string | null;
  /** Of a thread. */
  thread_metadata?: ThreadMetadata;
  message_count?: number;
  member_count?: number;
  applied_tags?: Id[];
  /** Of a forum or media channel. */
  available_tags?: ForumTag[];
  default_reaction_emoji?: { emoji_id?: Id | null; emoji_name?: string | null } | null;
  default_sort_order?: number | null;
}

export interface Attachment {
  id: Id;
  filename: string;
  size?: number;
  url: string;
  content_type?: string;
  description?: string;
  width?: number | null;
  height?: number | null;
}

export interface EmbedMedia {
  url?: string;
  width?: number;
  height?: number;
}

export interface Embed {
  type?: string;
  title?: string;
  description?: string;
  url?: string;
  timestamp?: string;
  color?: number;
  author?: { name?: string; url?: string; icon_url?: string };
  footer?: { text?: string; icon_url?: string };
  image?: EmbedMedia;
  thumbnail?: EmbedMedia;
  fields?: { name: string; value: string; inline?: boolean }[];
}

export interface Reaction {
  emoji: Emoji;
  count: number;
  /** Who reacted. The sandbox sends it where it can; without it the page counts only. */
  user_ids?: Id[];
  me?: boolean;
}

export interface Message {
  id: Id;
  channel_id: Id;
  author: User;
  member?: Partial<Member>;
  content: string;
  timestamp: string;
  edited_timestamp?: string | null;
  type?: number;
  flags?: number;
  webhook_id?: Id;
  attachments?: Attachment[];
  embeds?: Embed[];
  reactions?: Reaction[];
  mentions?: User[];
  mention_roles?: Id[];
  mention_everyone?: boolean;
  message_reference?: { message_id?: Id; channel_id?: Id; type?: number };
  referenced_message?: Message | null;
  components?: unknown[];
  poll?: Poll | null;
  sticker_items?: { id: Id; name: string; format_type?: number }[];
  pinned?: boolean;
  thread?: Channel;
  application_id?: Id;
  /** Only this user sees the message (it is ephemeral). */
  visible_to?: Id;
  interaction_metadata?: { id: Id; type: number; user?: User; name?: string };
}

export interface Poll {
  question: { text?: string };
  answers: { answer_id: number; poll_media: { text?: string; emoji?: Partial<Emoji> } }[];
  expiry?: string | null;
  allow_multiselect?: boolean;
  results?: PollResults;
}

export interface PollResults {
  is_finalized?: boolean;
  /** `user_ids` is the sandbox's own: who voted. */
  answer_counts: { id: number; count: number; me_voted?: boolean; user_ids?: Id[] }[];
}

export interface CommandOption {
  type: number;
  name: string;
  description?: string;
  required?: boolean;
  choices?: { name: string; value: string | number }[];
  options?: CommandOption[];
  autocomplete?: boolean;
  channel_types?: number[];
  min_value?: number;
  max_value?: number;
  min_length?: number;
  max_length?: number;
}

export interface ApplicationCommand {
  id: Id;
  application_id: Id;
  guild_id?: Id;
  /** 1 chat input, 2 user, 3 message. */
  type?: number;
  name: string;
  description?: string;
  options?: CommandOption[];
  nsfw?: boolean;
}

export interface Application {
  id: Id;
  name: string;
  user_id: Id;
  connected: boolean;
  /** Whether it takes interactions over HTTP. */
  endpoint?: boolean;
}

/** What the acting user may do, with every overwrite counted in. A channel without VIEW_CHANNEL is not seen. */
export interface Permissions {
  guilds: Record<Id, Bits>;
  channels: Record<Id, Bits>;
}

export interface SandboxState {
  /** The default person. */
  user_id: Id;
  guilds: Guild[];
  /** Every channel and thread; those of a guild have its `guild_id`. */
  channels: Channel[];
  /** guild -> its members. */
  members: Record<Id, Member[]>;
  users: User[];
  presences: Record<Id, Presence>;
  voice_states: VoiceState[];
  messages: Record<Id, Message[]>;
  /** thread -> the users who follow it. */
  thread_members: Record<Id, Id[]>;
  applications: Application[];
  commands: ApplicationCommand[];
  /** The sandbox's clock (milliseconds), which can be ahead of the computer's. */
  now: number;
  /** The inspector's entries up to this one are of an earlier world. */
  log_after?: number;
}

/** What the sandbox says over the page's socket. */
export type Frame =
  | ({ type: 'state' } & SandboxState)
  | { type: 'event'; t: string; d: unknown }
  | { type: 'applications'; applications: Application[] }
  | { type: 'commands'; commands: ApplicationCommand[] }
  | { type: 'log'; entry: LogEntry };
