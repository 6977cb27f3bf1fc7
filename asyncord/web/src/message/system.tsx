/** Messages that Discord writes itself. */
import {
  ArrowRight,
  ChartColumn,
  Gem,
  Info,
  type LucideIcon,
  Megaphone,
  MessagesSquare,
  Mic,
  PenLine,
  Phone,
  Pin,
  ShieldAlert,
  UserMinus,
  UserPlus,
} from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { Markdown } from '../markdown/render';
import { fullDate, stamp } from '../markdown/time';
import { useDirectory } from '../state/directory';
import type { Message, User } from '../types';
import { AuthorName, UserButton } from './author';
import { PollResult } from '../poll/result';
import { useJump } from './jump';
import { sentence } from './words';
import { type FullMessage, full } from './types';

const ICONS: Record<number, LucideIcon> = {
  1: UserPlus,
  2: UserMinus,
  3: Phone,
  4: PenLine,
  5: PenLine,
  6: Pin,
  7: ArrowRight,
  8: Gem,
  9: Gem,
  10: Gem,
  11: Gem,
  12: Megaphone,
  18: MessagesSquare,
  24: ShieldAlert,
  25: Gem,
  27: Mic,
  28: Mic,
  29: Mic,
  31: Mic,
  32: Gem,
  36: ShieldAlert,
  37: ShieldAlert,
  38: ShieldAlert,
  39: ShieldAlert,
  44: Gem,
  46: ChartColumn,
};

export function SystemMessage({ message, name }: { message: Message; name: string }) {
  const whole = full(message);
  const type = message.type ?? 0;
  const Icon = ICONS[type] ?? Info;
  const date = new Date(message.timestamp);
  return (
    <div class="system-message">
      <Icon size={18} aria-hidden="true" />
      <div class="system-text">
        <span>
          <Words message={whole} name={name} />{' '}
          <time dateTime={message.timestamp} title={fullDate(date)}>
            {stamp(date)}
          </time>
        </span>
        {type === 46 && <PollResult message={whole} />}
        {type === 24 && (message.embeds ?? []).map((embed, index) => <p key={index}>{embed.description}</p>)}
      </div>
    </div>
  );
}

function Words({ message, name }: { message: FullMessage; name: string }) {
  const directory = useDirectory();
  const target = message.mentions?.[0];
  const words = sentence(message.type ?? 0, message);
  if (words === undefined) return <Markdown text={message.content || 'System message'} inline />;
  const parts: Record<string, ComponentChildren> = {
    author: <Person user={message.author} name={name} />,
    target: target === undefined ? 'somebody' : <Person user={target} name={directory.name(target.id, target)} />,
    content: <strong>{message.content}</strong>,
    message: <Referenced message={message} />,
    thread: <ThreadLink message={message} />,
    threads: null,
  };
  return (
    <>
      {words.split(/(\{\w+\})/).map((part) => {
        const key = /^\{(\w+)\}$/.exec(part)?.[1];
        return key === undefined ? part : (parts[key] ?? part);
      })}
    </>
  );
}

function Person({ user, name }: { user: User; name: string }) {
  return (
    <UserButton user={user} name={name}>
      <AuthorName user={user} name={name} />
    </UserButton>
  );
}

function Referenced({ message }: { message: FullMessage }) {
  const jump = useJump();
  const { message_id: id, channel_id = message.channel_id } = message.message_reference ?? {};
  if (id === undefined) return <>a message</>;
  return (
    <button type="button" class="inline-button" onClick={() => jump(channel_id, id)}>
      a message
    </button>
  );
}

function ThreadLink({ message }: { message: FullMessage }) {
  const id = message.message_reference?.channel_id;
  const name = message.content || 'a thread';
  return id === undefined ? <strong>{name}</strong> : <a href={`#/channels/${id}`}>{name}</a>;
}
