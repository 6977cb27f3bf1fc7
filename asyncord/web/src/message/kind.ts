/** What kind of message one is. */
import type { Message } from '../types';
import { Flag, has } from './types';

/** Ordinary messages, replies, thread starters, and the answers to slash and context-menu commands. */
const ORDINARY = new Set([0, 19, 20, 21, 23]);

export function isSystem(message: { type?: number }): boolean {
  return !ORDINARY.has(message.type ?? 0);
}

/** Polls, forwards and voice messages stay as they are. */
export function isEditable(message: Message): boolean {
  return (
    !isSystem(message) && !message.poll && !has(message, Flag.VoiceMessage) && message.message_reference?.type !== 1
  );
}
