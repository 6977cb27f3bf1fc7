/** The middle of the page: what the chosen channel holds. */
import { Hash } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { ForumView } from '../forum/view';
import { Conversation } from '../message/conversation';
import { NoBot } from '../panel/banner';
import type { Connection } from '../state/connection';
import { useDirectory } from '../state/directory';
import { channelOf, isForum, isVoice, sees, shownGuild } from '../state/select';
import { useWorld } from '../state/store';
import { anyBot } from '../state/world';
import { VoiceView } from '../voice/view';
import { ChatHeader } from './header';
import { useOpen } from './open';

interface Props {
  connection: Connection;
  inspecting: boolean;
  onChannels: () => void;
  onMembers: () => void;
  onInspect: () => void;
}

export function Main({ connection, ...tools }: Props) {
  const { world } = useWorld();
  const directory = useDirectory();
  const open = useOpen();
  const selected = channelOf(world, world.selected);
  // An address can lead to a channel that the acting user does not see.
  const channel = selected && sees(world, selected) ? selected : undefined;
  const place = shownGuild(world)?.name ?? 'Direct messages';
  const label = channel && directory.channelLabel(channel);

  useEffect(() => {
    document.title = label === undefined ? place : `${label} | ${place}`;
  }, [label, place]);

  return (
    <main class="chat">
      <ChatHeader channel={channel} connection={connection} {...tools} />
      {connection === 'lost' && (
        <p class="lost-banner" role="status">
          The connection to the sandbox is lost. The page tries again by itself.
        </p>
      )}
      {!anyBot(world.applications) && <NoBot onAdd={() => open({ kind: 'add-app' })} />}
      {channel === undefined ? (
        <Nothing direct={world.guild === undefined} />
      ) : isForum(channel) ? (
        <ForumView key={channel.id} channel={channel} />
      ) : (
        <>
          {isVoice(channel) && <VoiceView channel={channel} />}
          <Conversation key={channel.id} channel={channel} />
        </>
      )}
    </main>
  );
}

function Nothing({ direct }: { direct: boolean }) {
  const open = useOpen();
  return (
    <div class="nothing">
      <Hash size={36} aria-hidden="true" />
      <p>{direct ? 'No conversation is open.' : 'This user sees no channel here.'}</p>
      {direct && (
        <button type="button" class="button" onClick={() => open({ kind: 'new-message' })}>
          New message
        </button>
      )}
    </div>
  );
}
