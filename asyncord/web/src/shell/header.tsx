/** The bar above a channel: its name and topic, and what one can show beside it. */
import { Activity, Bug, Menu, Settings, Timer, Users } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { PinsButton } from '../message/pins';
import { ConnectionStatus } from '../panel/status';
import type { Connection } from '../state/connection';
import { useDirectory } from '../state/directory';
import { isDirect, isForum, isThread, may } from '../state/select';
import { useWorld } from '../state/store';
import { ThreadMenu } from '../thread/menu';
import { ThreadsButton } from '../thread/list';
import type { Channel } from '../types';
import { channelIcon } from '../ui/channel-icon';
import { useOpen } from './open';

interface Props {
  channel: Channel | undefined;
  connection: Connection;
  inspecting: boolean;
  onChannels: () => void;
  onMembers: () => void;
  onInspect: () => void;
}

export function ChatHeader({ channel, connection, inspecting, onChannels, onMembers, onInspect }: Props) {
  const { world } = useWorld();
  const directory = useDirectory();
  const open = useOpen();
  const Icon = channelIcon(channel?.type ?? 0);
  const parent = channel && isThread(channel) ? directory.channels.get(channel.parent_id ?? '') : undefined;
  const settings =
    channel !== undefined &&
    !isDirect(channel) &&
    !isThread(channel) &&
    (may(world, channel, 'MANAGE_CHANNELS') || may(world, channel, 'MANAGE_ROLES'));

  return (
    <header class="chat-header">
      <button type="button" class="icon-button narrow-only" aria-label="Show channels" onClick={onChannels}>
        <Menu size={22} aria-hidden="true" />
      </button>
      <Icon class="chat-icon" size={22} aria-hidden="true" />
      {parent !== undefined && (
        <a class="chat-parent" href={`#/channels/${parent.id}`}>
          {parent.name}
        </a>
      )}
      <h1>{channel === undefined ? 'No channel' : directory.channelName(channel)}</h1>
      {channel?.topic && !isForum(channel) && (
        <p class="topic" title={channel.topic}>
          {channel.topic}
        </p>
      )}
      {(channel?.rate_limit_per_user ?? 0) > 0 && (
        <span class="slowmode wide-only" title="Slowmode: how long one waits between two messages">
          <Timer size={14} aria-hidden="true" /> {duration(channel!.rate_limit_per_user!)}
        </span>
      )}
      <div class="chat-tools">
        {connection !== 'live' && (
          <span class="narrow-only">
            <ConnectionStatus connection={connection} />
          </span>
        )}
        {channel !== undefined && !isForum(channel) && <PinsButton channel={channel} />}
        {channel !== undefined && !isThread(channel) && !isDirect(channel) && <ThreadsButton channel={channel} />}
        {channel !== undefined && isThread(channel) && <ThreadMenu thread={channel} />}
        {settings && (
          <Tool
            label="Channel settings"
            class="wide-only"
            onClick={() => open({ kind: 'channel-settings', channel: channel.id })}
          >
            <Settings size={20} aria-hidden="true" />
          </Tool>
        )}
        <Tool label="Faults and clock" onClick={() => open({ kind: 'faults' })}>
          <Bug size={20} aria-hidden="true" />
        </Tool>
        <Tool label="Inspector" pressed={inspecting} onClick={onInspect}>
          <Activity size={20} aria-hidden="true" />
        </Tool>
        {world.guild !== undefined && (
          <Tool label="Show or hide members" onClick={onMembers}>
            <Users size={20} aria-hidden="true" />
          </Tool>
        )}
      </div>
    </header>
  );
}

/** Seconds in the unit that people would say. */
export function duration(seconds: number): string {
  if (seconds >= 3600 && seconds % 3600 === 0) return `${seconds / 3600} h`;
  if (seconds >= 60 && seconds % 60 === 0) return `${seconds / 60} min`;
  return `${seconds} s`;
}

interface ToolProps {
  label: string;
  pressed?: boolean;
  class?: string;
  onClick: () => void;
  children: ComponentChildren;
}

export function Tool({ label, pressed, class: name = '', onClick, children }: ToolProps) {
  return (
    <button
      type="button"
      class={`icon-button ${name}`}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
