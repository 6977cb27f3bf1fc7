/** The acting user's servers as a column of icons, with the direct messages on top. */
import { MessageCircle, Plus } from 'lucide-preact';
import { directChannels, guildsOf, sees } from '../state/select';
import { useWorld } from '../state/store';
import { showGuild, type Unread, type World } from '../state/world';
import type { Guild, Id } from '../types';
import { GuildIcon } from '../ui/guild-icon';
import { useOpen } from './open';

/** What is unread in a list of channels together. */
export function unreadIn(unread: Record<Id, Unread>, channels: { id: Id }[]): Unread | undefined {
  let sum: Unread | undefined;
  for (const { id } of channels) {
    const own = unread[id];
    if (own !== undefined)
      sum = { messages: (sum?.messages ?? 0) + own.messages, mentions: (sum?.mentions ?? 0) + own.mentions };
  }
  return sum;
}

export function GuildRail() {
  const { world, update } = useWorld();
  const open = useOpen();
  const seen = (guild: Guild) =>
    world.channels.filter((channel) => channel.guild_id === guild.id && sees(world, channel));
  return (
    <nav class="rail" aria-label="Servers">
      <ul>
        <li>
          <RailButton
            label="Direct messages"
            shown={world.guild === undefined}
            unread={unreadIn(world.unread, directChannels(world))}
            onClick={() => update((world) => showGuild(world, undefined))}
          >
            <MessageCircle size={22} aria-hidden="true" />
          </RailButton>
        </li>
        <li class="rail-line" aria-hidden="true" />
        {guildsOf(world, world.writeAs).map((guild) => (
          <li key={guild.id}>
            <RailButton
              label={guild.name}
              shown={world.guild === guild.id}
              unread={unreadIn(world.unread, seen(guild))}
              onClick={() => update((world: World) => showGuild(world, guild.id))}
            >
              <GuildIcon guild={guild} size={48} />
            </RailButton>
          </li>
        ))}
        <li>
          <button
            type="button"
            class="rail-button rail-add"
            aria-label="Add a server"
            title="Add a server"
            onClick={() => open({ kind: 'add-guild' })}
          >
            <Plus size={22} aria-hidden="true" />
          </button>
        </li>
      </ul>
    </nav>
  );
}

interface RailButtonProps {
  label: string;
  shown: boolean;
  unread: Unread | undefined;
  onClick: () => void;
  children: preact.ComponentChildren;
}

function RailButton({ label, shown, unread, onClick, children }: RailButtonProps) {
  return (
    <span class={`rail-item ${unread === undefined || shown ? '' : 'unread'}`}>
      <button
        type="button"
        class="rail-button"
        aria-label={unread === undefined ? label : `${label}, unread`}
        title={label}
        aria-current={shown ? 'true' : undefined}
        onClick={onClick}
      >
        {children}
      </button>
      {unread !== undefined && unread.mentions > 0 && (
        <span class="mention-count rail-count">
          {unread.mentions > 99 ? '99+' : unread.mentions}
          <span class="visually-hidden"> mentions</span>
        </span>
      )}
    </span>
  );
}
