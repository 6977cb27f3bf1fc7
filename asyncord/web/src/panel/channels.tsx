/** The guild's channels under their categories. */
import { AtSign, ChevronDown, Hash, Megaphone, MessagesSquare, Spool, Volume2 } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useDirectory } from '../state/directory';
import { holdsMessages, inOrder, type Unread } from '../state/world';
import { type Channel, ChannelType, type Guild, type Id } from '../types';

interface Props {
  guild: Guild;
  channels: Channel[];
  selected: Id | undefined;
  unread: Record<Id, Unread>;
}

const THREADS = new Set([10, 11, 12]);

export function channelIcon(type: number): typeof Hash {
  if (type === ChannelType.Voice || type === ChannelType.Stage) return Volume2;
  if (type === ChannelType.Direct || type === ChannelType.Group) return AtSign;
  if (type === ChannelType.Announcement) return Megaphone;
  if (type === ChannelType.Forum) return MessagesSquare;
  return THREADS.has(type) ? Spool : Hash;
}

export function ChannelPanel({ guild, channels, selected, unread }: Props) {
  const known = new Set(channels.map((channel) => channel.id));
  const direct = channels.filter((channel) => channel.recipients !== undefined);
  const top = channels.filter(
    (channel) =>
      channel.type !== ChannelType.Category && channel.recipients === undefined && !known.has(channel.parent_id ?? ''),
  );
  // A collapsed category still shows where something is new, and where one is.
  const open = (list: Channel[], collapsed: boolean) =>
    collapsed ? list.filter(({ id }) => id === selected || unread[id] !== undefined) : list;
  const categories = inOrder(channels.filter((channel) => channel.type === ChannelType.Category));
  const listOf = (list: Channel[]) => (
    <ChannelList channels={list} all={channels} selected={selected} unread={unread} />
  );
  return (
    <>
      <h2 class="panel-header">{guild.name}</h2>
      <div class="channels">
        {top.length > 0 && listOf(top)}
        {categories.map((category) => (
          <Category key={category.id} name={category.name ?? ''}>
            {(collapsed) =>
              listOf(
                open(
                  channels.filter((channel) => channel.parent_id === category.id),
                  collapsed,
                ),
              )
            }
          </Category>
        ))}
        {direct.length > 0 && (
          <Category name="Direct messages">{(collapsed) => listOf(open(direct, collapsed))}</Category>
        )}
      </div>
    </>
  );
}

function Category({ name, children }: { name: string; children: (collapsed: boolean) => ComponentChildren }) {
  const [collapsed, collapse] = useState(false);
  return (
    <section class="category">
      <h3>
        <button type="button" aria-expanded={!collapsed} onClick={() => collapse(!collapsed)}>
          <ChevronDown size={12} aria-hidden="true" />
          <span>{name}</span>
        </button>
      </h3>
      {children(collapsed)}
    </section>
  );
}

function ChannelList({
  channels,
  all,
  selected,
  unread,
}: { channels: Channel[]; all: Channel[] } & Pick<Props, 'selected' | 'unread'>) {
  // As on Discord, voice channels follow the others.
  const voice = (channel: Channel) => Number(channel.type === ChannelType.Voice || channel.type === ChannelType.Stage);
  const ordered = inOrder(channels).sort((a, b) => voice(a) - voice(b));
  return (
    <ul>
      {ordered.map((channel) => {
        const threads = all.filter((other) => other.parent_id === channel.id && THREADS.has(other.type));
        return (
          <li key={channel.id}>
            <ChannelLink channel={channel} selected={selected} unread={unread[channel.id]} />
            {threads.length > 0 && <ChannelList channels={threads} all={[]} selected={selected} unread={unread} />}
          </li>
        );
      })}
    </ul>
  );
}

function ChannelLink({
  channel,
  selected,
  unread,
}: {
  channel: Channel;
  selected: Id | undefined;
  unread: Unread | undefined;
}) {
  const directory = useDirectory();
  const Icon = channelIcon(channel.type);
  const content = (
    <>
      <Icon size={18} aria-hidden="true" />
      <span class="channel-name">{directory.channelName(channel)}</span>
      {unread !== undefined && unread.mentions > 0 && (
        <span class="mention-count">
          {unread.mentions}
          <span class="visually-hidden"> mentions</span>
        </span>
      )}
      {unread !== undefined && <span class="visually-hidden">, unread</span>}
    </>
  );
  if (!holdsMessages(channel)) return <span class="channel quiet">{content}</span>;
  return (
    <a
      class={`channel ${unread === undefined ? '' : 'unread'}`}
      href={`#/channels/${channel.id}`}
      data-channel-id={channel.id}
      aria-current={channel.id === selected ? 'page' : undefined}
    >
      {content}
    </a>
  );
}
