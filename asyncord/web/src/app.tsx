/** The page: channels, messages, members, and what holds them together. */
import { Menu, Moon, Sun, Users, X } from 'lucide-preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Composer } from './composer/composer';
import { Typing } from './composer/typing';
import { Log } from './message/log';
import { isSystem } from './message/system';
import { AddDialog } from './panel/add';
import { NoBot } from './panel/banner';
import { channelIcon, ChannelPanel } from './panel/channels';
import { MemberPanel } from './panel/members';
import { ConnectionStatus } from './panel/status';
import type { Connection } from './state/connection';
import { Directory, DirectoryProvider, useDirectory } from './state/directory';
import { type Live, Report, useLive } from './state/store';
import { anyBot, prepend, type World } from './state/world';
import type { Emoji, Id, Message } from './types';
import { useTheme } from './ui/theme';

type Panel = 'channels' | 'members';
const NO_MESSAGES: Message[] = [];
const NO_EMOJI: Emoji[] = [];

export function App() {
  const live = useLive();
  const [failure, setFailure] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const report = useCallback(async (call: Promise<unknown>) => {
    try {
      await call;
      setFailure(undefined);
      return true;
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setFailure(undefined), 6_000);
      return false;
    }
  }, []);

  return (
    <Report.Provider value={report}>
      {live.world === undefined ? <Waiting connection={live.connection} /> : <Shell {...live} world={live.world} />}
      <div class="toasts" role="alert">
        {failure !== undefined && <p class="toast">{failure}</p>}
      </div>
    </Report.Provider>
  );
}

function Waiting({ connection }: { connection: Connection }) {
  return (
    <main class="waiting">
      <h1>asyncord sandbox</h1>
      <ConnectionStatus connection={connection} />
      {connection === 'lost' && <p>The sandbox does not answer. Is it still running?</p>}
    </main>
  );
}

function Shell({ world, connection, update }: Live & { world: World }) {
  const { guild, channels, users, members } = world;
  const directory = useMemo(() => new Directory(guild, channels, users, members), [guild, channels, users, members]);
  // On a narrow screen the panels lie over the messages, one at a time; on a wide one the member list can be put away.
  const [open, setOpen] = useState<Panel>();
  const [membersShown, showMembers] = useState(true);
  const [adding, setAdding] = useState(false);

  useEffect(() => setOpen(undefined), [world.selected]);
  useEffect(() => {
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(undefined);
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, []);

  const toggleMembers = () => {
    if (matchMedia('(max-width: 900px)').matches) setOpen(open === 'members' ? undefined : 'members');
    else showMembers(!membersShown);
  };

  return (
    <DirectoryProvider value={directory}>
      <div class={`shell ${membersShown ? '' : 'without-members'}`} data-open={open}>
        <nav class="panel channel-panel" aria-label="Channels">
          <ChannelPanel guild={guild} channels={channels} selected={world.selected} unread={world.unread} />
          <footer class="brand">
            asyncord sandbox
            <ConnectionStatus connection={connection} />
          </footer>
        </nav>
        <Chat
          key={world.selected}
          world={world}
          update={update}
          onChannels={() => setOpen(open === 'channels' ? undefined : 'channels')}
          onMembers={toggleMembers}
          onAddBot={() => setAdding(true)}
          connection={connection}
        />
        <aside class="panel member-panel" aria-label="Members" tabIndex={-1}>
          <MemberPanel
            members={members}
            roles={guild.roles ?? []}
            applications={world.applications}
            onAdd={() => setAdding(true)}
          />
        </aside>
        {adding && <AddDialog onClose={() => setAdding(false)} />}
        {open !== undefined && (
          <button type="button" class="backdrop" aria-label="Close panel" onClick={() => setOpen(undefined)}>
            <X size={24} aria-hidden="true" />
          </button>
        )}
      </div>
    </DirectoryProvider>
  );
}

interface ChatProps {
  world: World;
  connection: Connection;
  update: Live['update'];
  onChannels: () => void;
  onMembers: () => void;
  onAddBot: () => void;
}

function Chat({ world, connection, update, onChannels, onMembers, onAddBot }: ChatProps) {
  const channel = world.channels.find(({ id }) => id === world.selected);
  const [reply, setReply] = useState<Message>();
  const [editing, setEditing] = useState<Id>();
  const messages = world.messages[world.selected ?? ''] ?? NO_MESSAGES;
  const custom = world.guild.emojis ?? NO_EMOJI;
  const isOwn = (message: Message) => message.author.id === world.writeAs && !isSystem(message);
  const cancelReply = useCallback(() => setReply(undefined), []);
  const [theme, toggleTheme] = useTheme();
  const otherTheme = theme === 'dark' ? 'light' : 'dark';
  const directory = useDirectory();
  const label = channel && directory.channelLabel(channel);
  const Icon = channelIcon(channel?.type ?? 0);

  useEffect(() => {
    document.title = channel === undefined ? world.guild.name : `${label} | ${world.guild.name}`;
  }, [label, world.guild.name]);

  return (
    <main class="chat">
      <header class="chat-header">
        <button type="button" class="icon-button narrow-only" aria-label="Show channels" onClick={onChannels}>
          <Menu size={22} aria-hidden="true" />
        </button>
        <Icon class="chat-icon" size={22} aria-hidden="true" />
        <h1>{channel === undefined ? 'No channel' : directory.channelName(channel)}</h1>
        {channel?.topic && (
          <p class="topic" title={channel.topic}>
            {channel.topic}
          </p>
        )}
        <div class="chat-tools">
          {connection !== 'live' && (
            <span class="narrow-only">
              <ConnectionStatus connection={connection} />
            </span>
          )}
          <button
            type="button"
            class="icon-button"
            aria-label={`Use the ${otherTheme} theme`}
            title={`Use the ${otherTheme} theme`}
            onClick={toggleTheme}
          >
            {theme === 'dark' ? <Sun size={20} aria-hidden="true" /> : <Moon size={20} aria-hidden="true" />}
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label="Show or hide members"
            title="Show or hide members"
            onClick={onMembers}
          >
            <Users size={20} aria-hidden="true" />
          </button>
        </div>
      </header>
      {!anyBot(world.applications) && <NoBot onAdd={onAddBot} />}
      {channel !== undefined && (
        <>
          <Log
            channel={channel}
            messages={messages}
            writeAs={world.writeAs}
            custom={custom}
            editing={editing}
            onReply={setReply}
            onEdit={setEditing}
            onOlder={(older) => update((world) => prepend(world, channel.id, older))}
          />
          <Composer
            channel={channel}
            writeAs={world.writeAs}
            custom={custom}
            reply={reply}
            onWriteAs={(writeAs) => update((world) => ({ ...world, writeAs }))}
            onCancelReply={cancelReply}
            onEditLast={() => setEditing(messages.findLast(isOwn)?.id)}
          />
          <Typing ends={world.typing[channel.id] ?? {}} writeAs={world.writeAs} />
        </>
      )}
    </main>
  );
}
