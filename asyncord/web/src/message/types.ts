/** What messages have besides their text, as this folder shows it. */
import type { Component } from '../component/types';
import type { Poll } from '../poll/types';
import type { Attachment, Channel, Embed, Id, Message, User } from '../types';

export const Flag = {
  Crossposted: 1 << 0,
  SuppressEmbeds: 1 << 2,
  HasThread: 1 << 5,
  Ephemeral: 1 << 6,
  Loading: 1 << 7,
  SilentMessage: 1 << 12,
  VoiceMessage: 1 << 13,
  ComponentsV2: 1 << 15,
} as const;

export interface Sticker {
  id: Id;
  name: string;
  format_type?: number;
}

export interface VoiceAttachment extends Attachment {
  duration_secs?: number;
  waveform?: string;
}

/** A forwarded message as it was then. */
export interface Snapshot {
  content?: string;
  timestamp?: string;
  edited_timestamp?: string | null;
  flags?: number;
  attachments?: Attachment[];
  embeds?: Embed[];
  components?: Component[];
  sticker_items?: Sticker[];
}

export interface InteractionMetadata {
  id: Id;
  type: number;
  user?: User;
  name?: string;
  original_response_message_id?: Id;
}

export interface Extras {
  application_id?: Id;
  visible_to?: Id;
  pinned?: boolean;
  components?: Component[];
  poll?: Poll | null;
  sticker_items?: Sticker[];
  interaction?: { id: Id; type: number; name: string; user?: User };
  interaction_metadata?: InteractionMetadata;
  message_snapshots?: { message: Snapshot }[];
  thread?: Channel & { message_count?: number };
  call?: { participants?: Id[]; ended_timestamp?: string | null };
  role_subscription_data?: { tier_name?: string; total_months_subscribed?: number; is_renewal?: boolean };
  purchase_notification?: { type?: number; guild_product_purchase?: { product_name?: string } };
}

export type FullMessage = Omit<Message, 'components' | 'poll' | 'sticker_items'> & Extras;

/** The message with the keys that this folder knows. */
export function full(message: Message): FullMessage {
  return message as unknown as FullMessage;
}

export function has(message: { flags?: number }, flag: number): boolean {
  return ((message.flags ?? 0) & flag) !== 0;
}
