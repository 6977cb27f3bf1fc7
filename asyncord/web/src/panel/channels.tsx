/** The channels of the shown server under their categories, as far as the acting user sees them. */
import { Calendar, ChevronDown, Lock, Plus, Settings, UserPlus } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { GuildMenu } from '../guild/menu';
import { useOpen } from '../shell/open';
import { useDirectory } from '../state/directory';
import { has, isSet } from '../state/permissions';
import { inOrder, isArchived, isThread, isVoice, may, mayInGuild, sees } from '../state/select';
import { useWorld } from '../state/store';
import type { Unread, World } from '../state/world';
import { type Channel, ChannelType, type Guild, type Id } from '../types';
import { guildBannerSource } from '../ui/cdn';
import { channelIcon } from '../ui/channel-icon';
import { Loaded } from '../ui/loaded';
import { VoiceUsers } from '../voice/users';

export { channelIcon };

export function ChannelPanel({ guild }: { guild: Guild }) {
  const { world } = useWorld();
  const open = useOpen();
  const own = world.channels.filter((channel) => channel.guild_id === guild.id);
  const seen = own.filter((channel) => channel.type === ChannelType.Category || sees(world, channel));
  const known = new Set(seen.map((channel) => channel.id));
  const main = seen.filter((channel) => !isThread(channel) && channel.type !== ChannelType.Category);
  const categories = inOrder(own.filter((channel) => channel.type === ChannelType.Category));
  const hidden = own.filter((channel) => !isThread(channel) && !sees(world, channel)).length;
  const manages = mayInGuild(world, guild.id, 'MANAGE_CHANNELS');
  // A collapsed category still shows where something is new, and where one is.
  const kept = ({ id }: Channel) => id === world.selected || world.unread[id] !== undefined;
  const listOf = (channels: Channel[]) => <ChannelList guild={guild} channels={channels} />;
  const events = (guild.scheduled_events ?? []).filter(({ status }) => status < 3).length;
  return (
    <>
      <div class="panel-header">
        <GuildMenu guild={guild} />
      </div>
      <div class="channels">
        <Loaded class="guild-banner" source={guildBannerSource(guild)} />
        <ul>
          <li>
            <button type="button" class="channel" onClick={() => open({ kind: 'events', guild: guild.id })}>
              <Calendar size={18} aria-hidden="true" />
              <span class="channel-name">
                {events === 0 ? 'Events' : events === 1 ? '1 event' : `${events} events`}
              </span>
            </button>
          </li>
        </ul>
        {listOf(main.filter((channel) => !known.has(channel.parent_id ?? '')))}
        {categories.map((category) => {
          const inside = main.filter((channel) => channel.parent_id === category.id);
          if (inside.length === 0 && !manages) return null;
          return (
            <Category
              key={category.id}
              name={category.name ?? ''}
              tools={
                manages && (
                  <>
                    <Tool
                      label={`Settings of the category ${category.name}`}
                      onClick={() => open({ kind: 'channel-settings', channel: category.id })}
                    >
                      <Settings size={14} aria-hidden="true" />
                    </Tool>
                    <Tool
                      label={`Create a channel in ${category.name}`}
                      onClick={() => open({ kind: 'add-channel', guild: guild.id, parent: category.id })}
                    >
                      <Plus size={16} aria-hidden="true" />
                    </Tool>
                  </>
                )
              }
            >
              {(collapsed) => listOf(collapsed ? inside.filter(kept) : inside)}
            </Category>
          );
        })}
        {hidden > 0 && (
          <p class="hidden-note">
            <Lock size={12} aria-hidden="true" /> {hidden === 1 ? '1 channel is' : `${hidden} channels are`} hidden from
            this user
          </p>
        )}
      </div>
    </>
  );
}

function Category({
  name,
  tools,
  children,
}: {
  name: string;
  tools?: ComponentChildren;
  children: (collapsed: boolean) => ComponentChildren;
}) {
  const [collapsed, collapse] = useState(false);
  return (
    <section class="category">
      <div class="category-head">
        <h3>
          <button type="button" aria-expanded={!collapsed} onClick={() => collapse(!collapsed)}>
            <span>{name}</span>
            <ChevronDown size={12} aria-hidden="true" />
          </button>
        </h3>
        {tools}
      </div>
      {children(collapsed)}
    </section>
  );
}

function Tool({ label, onClick, children }: { label: string; onClick: () => void; children: ComponentChildren }) {
  return (
    <button type="button" class="channel-tool" aria-label={label} title={label} onClick={onClick}>
      {children}
    </button>
  );
}

/** A channel shows the threads that the acting user follows, and those with something new. */
export function threadsUnder(world: World, channel: Channel): Channel[] {
  return world.channels.filter(
    (thread) =>
      thread.parent_id === channel.id &&
      isThread(thread) &&
      sees(world, thread) &&
      (thread.id === world.selected ||
        thread.id === world.beside ||
        (!isArchived(thread) &&
          ((world.thread_members[thread.id]?.includes(world.writeAs) ?? false) ||
            world.unread[thread.id] !== undefined))),
  );
}

function ChannelList({ guild, channels }: { guild: Guild; channels: Channel[] }) {
  const { world } = useWorld();
  // As on Discord, voice channels follow the others.
  const ordered = inOrder(channels).sort((a, b) => Number(isVoice(a)) - Number(isVoice(b)));
  if (ordered.length === 0) return null;
  return (
    <ul>
      {ordered.map((channel) => {
        const threads = threadsUnder(world, channel);
        return (
          <li key={channel.id}>
            <ChannelRow guild={guild} channel={channel} />
            {isVoice(channel) && <VoiceUsers channel={channel} />}
            {threads.length > 0 && (
              <ul class="threads">
                {threads.map((thread) => (
                  <li key={thread.id}>
                    <ChannelLink channel={thread} selected={world.selected} unread={world.unread[thread.id]} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function ChannelRow({ guild, channel }: { guild: Guild; channel: Channel }) {
  const { world } = useWorld();
  const open = useOpen();
  const name = channel.name ?? '';
  const settings = may(world, channel, 'MANAGE_CHANNELS') || may(world, channel, 'MANAGE_ROLES');
  const invites = may(world, channel, 'CREATE_INSTANT_INVITE');
  return (
    <div class="channel-row">
      <ChannelLink
        channel={channel}
        selected={world.selected}
        unread={world.unread[channel.id]}
        closed={isVoice(channel) && !may(world, channel, 'CONNECT')}
        restricted={isRestricted(guild, channel)}
      />
      <span class="channel-tools">
        {invites && (
          <Tool label={`Invite people to ${name}`} onClick={() => open({ kind: 'invite', channel: channel.id })}>
            <UserPlus size={15} aria-hidden="true" />
          </Tool>
        )}
        {settings && (
          <Tool label={`Settings of ${name}`} onClick={() => open({ kind: 'channel-settings', channel: channel.id })}>
            <Settings size={15} aria-hidden="true" />
          </Tool>
        )}
      </span>
    </div>
  );
}

/** Whether not everybody in the server sees the channel. */
function isRestricted(guild: Guild, channel: Channel): boolean {
  const overwrite = channel.permission_overwrites?.find(({ id }) => id === guild.id);
  if (overwrite !== undefined && isSet(overwrite.deny, 'VIEW_CHANNEL')) return true;
  const everyone = guild.roles?.find(({ id }) => id === guild.id)?.permissions;
  return everyone !== undefined && !has(everyone, 'VIEW_CHANNEL') && !isSet(overwrite?.allow, 'VIEW_CHANNEL');
}

interface LinkProps {
  channel: Channel;
  selected: Id | undefined;
  unread: Unread | undefined;
  closed?: boolean;
  restricted?: boolean;
}

function ChannelLink({ channel, selected, unread, closed = false, restricted = false }: LinkProps) {
  const directory = useDirectory();
  const Icon = closed ? Lock : channelIcon(channel.type);
  return (
    <a
      class={`channel ${unread === undefined ? '' : 'unread'} ${isArchived(channel) ? 'archived' : ''}`}
      href={`#/channels/${channel.id}`}
      data-channel-id={channel.id}
      aria-current={channel.id === selected ? 'page' : undefined}
    >
      <span class="channel-icon">
        <Icon size={18} aria-hidden="true" />
        {restricted && !closed && <Lock class="channel-lock" size={10} strokeWidth={3} aria-hidden="true" />}
      </span>
      <span class="channel-name">{directory.channelName(channel)}</span>
      {(closed || restricted) && <span class="visually-hidden">, {closed ? 'locked' : 'not for everyone'}</span>}
      {unread !== undefined && unread.mentions > 0 && (
        <span class="mention-count">
          {unread.mentions}
          <span class="visually-hidden"> mentions</span>
        </span>
      )}
      {unread !== undefined && <span class="visually-hidden">, unread</span>}
    </a>
  );
}
