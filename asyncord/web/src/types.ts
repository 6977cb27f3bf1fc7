/** The parts of Discord's objects that the page reads. Everything optional may be absent: the page shows what is there. */
export type Id = string;

export interface User {
  id: Id;
  username: string;
  global_name?: string | null;
  bot?: boolean;
  avatar?: string | null;
}

export interface Role {
  id: Id;
  name: string;
  color: number;
  position: number;
  hoist: boolean;
}

export interface Member {
  user: User;
  nick?: string | null;
  roles: Id[];
}

export interface Emoji {
  id: Id | null;
  name: string | null;
  animated?: boolean;
}

export interface Guild {
  id: Id;
  name: string;
  roles?: Role[];
  emojis?: Emoji[];
}

export const ChannelType = {
  Text: 0,
  Direct: 1,
  Voice: 2,
  Group: 3,
  Category: 4,
  Announcement: 5,
  Stage: 13,
  Forum: 15,
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
  poll?: unknown;
  sticker_items?: { id: Id; name: string }[];
}

export interface Application {
  id: Id;
  name: string;
  user_id: Id;
  connected: boolean;
}

export interface SandboxState {
  guild: Guild;
  channels: Channel[];
  users: User[];
  members: Member[];
  messages: Record<Id, Message[]>;
  applications: Application[];
  user_id: Id;
}

/** What the sandbox says over the page's socket. */
export type Frame =
  | ({ type: 'state' } & SandboxState)
  | { type: 'event'; t: string; d: unknown }
  | { type: 'applications'; applications: Application[] };
