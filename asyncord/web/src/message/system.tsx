/** Messages that Discord writes itself. */
import { ArrowRight, Info, MessagesSquare, Pin } from 'lucide-preact';
import { Markdown } from '../markdown/render';
import { fullDate, stamp } from '../markdown/time';
import type { Message } from '../types';

/** Ordinary messages, replies, and the answers to slash and context-menu commands. */
const ORDINARY = new Set([0, 19, 20, 23]);

export function isSystem(message: Message): boolean {
  return !ORDINARY.has(message.type ?? 0);
}

export function SystemMessage({ message, name }: { message: Message; name: string }) {
  const [Icon, text] = describe(message.type ?? 0);
  const date = new Date(message.timestamp);
  return (
    <div class="system-message">
      <Icon size={18} aria-hidden="true" />
      <span>
        {text === undefined ? (
          <Markdown text={message.content || 'System message'} inline />
        ) : (
          <>
            <strong>{name}</strong> {text}
          </>
        )}{' '}
        <time dateTime={message.timestamp} title={fullDate(date)}>
          {stamp(date)}
        </time>
      </span>
    </div>
  );
}

function describe(type: number): [typeof Info, string | undefined] {
  switch (type) {
    case 6:
      return [Pin, 'pinned a message to this channel.'];
    case 7:
      return [ArrowRight, 'joined the server.'];
    case 18:
      return [MessagesSquare, 'started a thread.'];
    default:
      return [Info, undefined];
  }
}
