/** The direct conversations of the acting user. */
import { Plus } from 'lucide-preact';
import { useOpen } from '../shell/open';
import { useDirectory } from '../state/directory';
import { statusOf } from '../state/people';
import { directChannels } from '../state/select';
import { useWorld } from '../state/store';
import type { Channel } from '../types';
import { AppBadge, Avatar } from '../ui/avatar';
import { activityText, PresenceMark } from '../ui/presence';

export function DirectPanel() {
  const { world } = useWorld();
  const open = useOpen();
  const channels = directChannels(world);
  return (
    <>
      <div class="panel-header">
        <h2>Direct messages</h2>
        <button
          type="button"
          class="icon-button"
          aria-label="New message"
          title="New message"
          onClick={() => open({ kind: 'new-message' })}
        >
          <Plus size={20} aria-hidden="true" />
        </button>
      </div>
      <div class="channels">
        {channels.length === 0 && <p class="empty-note">No conversations yet. Start one with the plus sign.</p>}
        <ul>
          {channels.map((channel) => (
            <li key={channel.id}>
              <DirectLink channel={channel} />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function DirectLink({ channel }: { channel: Channel }) {
  const { world } = useWorld();
  const directory = useDirectory();
  const other = channel.recipients?.find(({ id }) => id !== world.writeAs) ?? channel.recipients?.[0];
  const unread = world.unread[channel.id];
  const doing = other && activityText(world.presences[other.id]?.activities);
  return (
    <a
      class={`channel direct ${unread === undefined ? '' : 'unread'}`}
      href={`#/channels/${channel.id}`}
      data-channel-id={channel.id}
      aria-current={channel.id === world.selected ? 'page' : undefined}
    >
      {other !== undefined && (
        <span class="member-avatar">
          <Avatar user={other} name={directory.name(other.id, other)} size={32} />
          <PresenceMark status={statusOf(world, other.id)} />
        </span>
      )}
      <span class="channel-name">
        {directory.channelName(channel)}
        {doing && <small>{doing}</small>}
      </span>
      {other?.bot && <AppBadge />}
      {unread !== undefined && (
        <span class="mention-count">
          {unread.messages}
          <span class="visually-hidden"> unread</span>
        </span>
      )}
    </a>
  );
}
