/** Who wrote a message: the picture, the name in its colour, the badge of programs; each opens the menu of that user. */
import { BellOff } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useUserMenu } from '../menu/user-menu';
import { clock, fullDate, stamp } from '../markdown/time';
import { useDirectory } from '../state/directory';
import type { Message, User } from '../types';
import { AppBadge, Avatar } from '../ui/avatar';
import { Flag, has } from './types';

/** A webhook names itself in each message; everyone else has a name in the guild. */
export function authorName(message: Pick<Message, 'webhook_id' | 'author'>, inGuild: string): string {
  return message.webhook_id === undefined ? inGuild : message.author.username;
}

/** Apps answer interactions through a webhook of their own id; those are not incoming webhooks. */
export function isProgram(message: Pick<Message, 'webhook_id' | 'author'>): boolean {
  return message.author.bot === true || message.webhook_id !== undefined;
}

export function AuthorName({ user, name, at = '' }: { user: User; name: string; at?: string }) {
  const color = useDirectory().color(user.id);
  return (
    <span class={color === undefined ? 'message-author' : 'message-author colored'} style={{ '--role': color }}>
      {at}
      {name}
    </span>
  );
}

/** A user's name or picture as a button: click, right click, long press and the menu key open the user's menu. */
export function UserButton({
  user,
  name,
  children,
  ...rest
}: {
  user: User;
  name: string;
  children: ComponentChildren;
  class?: string;
  tabIndex?: number;
}) {
  const menu = useUserMenu(user, name);
  return (
    <button
      type="button"
      class={`user-button ${rest.class ?? ''}`}
      tabIndex={rest.tabIndex}
      aria-haspopup="menu"
      {...menu}
    >
      {children}
    </button>
  );
}

export function Header({ message, name }: { message: Message; name: string }) {
  const date = new Date(message.timestamp);
  return (
    <>
      <UserButton user={message.author} name={name} class="message-avatar" tabIndex={-1}>
        <span class="visually-hidden">Menu of {name}</span>
        <Avatar user={message.author} name={name} />
      </UserButton>
      <h2 class="message-header">
        <UserButton user={message.author} name={name}>
          <AuthorName user={message.author} name={name} />
        </UserButton>
        {isProgram(message) && <AppBadge />}
        <time dateTime={message.timestamp} title={fullDate(date)}>
          {stamp(date)}
        </time>
        {has(message, Flag.SilentMessage) && (
          <span class="silent" title="Sent without a notification (@silent)">
            <BellOff size={14} aria-hidden="true" />
            <span class="visually-hidden">sent silently</span>
          </span>
        )}
      </h2>
    </>
  );
}

export function GutterTime({ timestamp }: { timestamp: string }) {
  const date = new Date(timestamp);
  return (
    <time class="gutter-time" dateTime={timestamp} title={fullDate(date)}>
      {clock(date)}
    </time>
  );
}
