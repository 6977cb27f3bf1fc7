/** What one can do with the shown server, under its name. */
import { Bot, Calendar, ChevronDown, FolderPlus, LogOut, Pencil, Plus, Settings, UserPlus } from 'lucide-preact';
import { as } from '../api';
import { useOpen } from '../shell/open';
import { isThread, mayInGuild, sees } from '../state/select';
import { useReport, useWorld } from '../state/store';
import { ChannelType, type Guild } from '../types';
import { MenuButton } from '../ui/menu';

export function GuildMenu({ guild }: { guild: Guild }) {
  const { world } = useWorld();
  const open = useOpen();
  const report = useReport();
  const manages = mayInGuild(world, guild.id, 'MANAGE_CHANNELS');
  const invitable = world.channels.find(
    (channel) =>
      channel.guild_id === guild.id &&
      channel.type !== ChannelType.Category &&
      !isThread(channel) &&
      sees(world, channel),
  );
  const size = 16;
  return (
    <MenuButton
      class="guild-menu"
      label={`Menu of ${guild.name}`}
      items={[
        invitable && {
          label: 'Invite people',
          icon: <UserPlus size={size} aria-hidden="true" />,
          onSelect: () => open({ kind: 'invite', channel: invitable.id }),
        },
        {
          label: 'Server settings',
          icon: <Settings size={size} aria-hidden="true" />,
          onSelect: () => open({ kind: 'guild-settings', guild: guild.id }),
        },
        manages && {
          label: 'Create channel',
          icon: <Plus size={size} aria-hidden="true" />,
          onSelect: () => open({ kind: 'add-channel', guild: guild.id }),
        },
        manages && {
          label: 'Create category',
          icon: <FolderPlus size={size} aria-hidden="true" />,
          onSelect: () => open({ kind: 'add-channel', guild: guild.id, category: true }),
        },
        {
          label: 'Events',
          icon: <Calendar size={size} aria-hidden="true" />,
          onSelect: () => open({ kind: 'events', guild: guild.id }),
        },
        {
          label: 'Apps of the sandbox',
          icon: <Bot size={size} aria-hidden="true" />,
          onSelect: () => open({ kind: 'apps' }),
        },
        {
          label: 'My member profile',
          icon: <Pencil size={size} aria-hidden="true" />,
          onSelect: () =>
            open({
              kind: 'member',
              user: world.writeAs,
              guild: guild.id,
              anchor: document.querySelector<HTMLElement>('.guild-menu') ?? document.body,
            }),
        },
        guild.owner_id !== world.writeAs && {
          label: 'Leave server',
          danger: true,
          icon: <LogOut size={size} aria-hidden="true" />,
          onSelect: () => void report(as(world.writeAs, 'DELETE', `users/@me/guilds/${guild.id}`)),
        },
      ]}
    >
      <span class="guild-name">{guild.name}</span>
      <ChevronDown size={18} aria-hidden="true" />
    </MenuButton>
  );
}
