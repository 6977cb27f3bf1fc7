/** Where everything stands: servers, channels, the channel, a thread beside it, members, and the inspector below. */
import { X } from 'lucide-preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { InteractionHost } from '../interaction/host';
import { Inspector } from '../inspector/inspector';
import { JumpHost } from '../message/jump';
import { ChannelPanel } from '../panel/channels';
import { DirectPanel } from '../panel/direct';
import { MemberPanel } from '../panel/members';
import { Directory, DirectoryProvider } from '../state/directory';
import { channelOf, shownGuild } from '../state/select';
import { type Live, WorldProvider } from '../state/store';
import type { World } from '../state/world';
import { ThreadAside } from '../thread/aside';
import type { Guild, Member } from '../types';
import { VoicePanel } from '../voice/controls';
import { Dialogs } from './dialogs';
import { Foot } from './foot';
import { useShortcuts } from './keys';
import { Main } from './main';
import { type Opened, OpenProvider } from './open';
import { GuildRail } from './rail';
import { UserPanel } from './switcher';

type Panel = 'channels' | 'members';
const NO_MEMBERS: Member[] = [];
const DIRECT: Guild = { id: '0', name: 'Direct messages' };

export function Shell({ world, connection, update }: Live & { world: World }) {
  const { channels, users, writeAs } = world;
  const guild = shownGuild(world) ?? DIRECT;
  const members = world.members[guild.id] ?? NO_MEMBERS;
  const directory = useMemo(
    () => new Directory(guild, channels, users, members, writeAs),
    [guild, channels, users, members, writeAs],
  );
  const shared = useMemo(() => ({ world, update }), [world, update]);
  // On a narrow screen the panels lie over the messages, one at a time; on a wide one the member list can be put away.
  const [drawer, setDrawer] = useState<Panel>();
  const [membersShown, showMembers] = useState(true);
  const [inspecting, inspect] = useState(false);
  const [opened, open] = useState<Opened>();
  const beside = channelOf(world, world.beside);
  const withMembers = membersShown && guild !== DIRECT && beside === undefined;

  useEffect(() => setDrawer(undefined), [world.selected]);
  useShortcuts({ world, update, open, onEscape: () => setDrawer(undefined) });

  const toggleMembers = () => {
    if (matchMedia('(max-width: 1100px)').matches) setDrawer(drawer === 'members' ? undefined : 'members');
    else showMembers(!membersShown);
  };

  return (
    <WorldProvider value={shared}>
      <DirectoryProvider value={directory}>
        <OpenProvider value={open}>
          <JumpHost>
            <InteractionHost>
              <div
                class={`shell ${withMembers ? '' : 'without-members'} ${beside === undefined ? '' : 'with-thread'}`}
                data-open={drawer}
              >
                <div class="side">
                  <GuildRail />
                  <nav class="panel channel-panel" aria-label="Channels">
                    {guild === DIRECT ? <DirectPanel /> : <ChannelPanel guild={guild} />}
                    <VoicePanel />
                    <UserPanel />
                    <Foot connection={connection} />
                  </nav>
                </div>
                <Main
                  connection={connection}
                  inspecting={inspecting}
                  onChannels={() => setDrawer(drawer === 'channels' ? undefined : 'channels')}
                  onMembers={toggleMembers}
                  onInspect={() => inspect(!inspecting)}
                />
                {beside !== undefined && <ThreadAside key={beside.id} thread={beside} />}
                {guild !== DIRECT && (
                  <aside class="panel member-panel" aria-label="Members" tabIndex={-1}>
                    <MemberPanel guild={guild} />
                  </aside>
                )}
                {drawer !== undefined && (
                  <button type="button" class="backdrop" aria-label="Close panel" onClick={() => setDrawer(undefined)}>
                    <X size={24} aria-hidden="true" />
                  </button>
                )}
                {inspecting && <Inspector onClose={() => inspect(false)} />}
              </div>
              {opened !== undefined && <Dialogs opened={opened} onClose={() => open(undefined)} />}
            </InteractionHost>
          </JumpHost>
        </OpenProvider>
      </DirectoryProvider>
    </WorldProvider>
  );
}
