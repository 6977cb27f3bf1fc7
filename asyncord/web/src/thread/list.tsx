/** The threads of a channel, active and archived. */
import { Plus, Search, Spool } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useOpen } from '../shell/open';
import { useDirectory } from '../state/directory';
import { compareIds } from '../state/change';
import { isArchived, isForum, isThread, may, sees } from '../state/select';
import { useWorld } from '../state/store';
import { openBeside, select, type World } from '../state/world';
import { type Channel, ChannelType } from '../types';
import { channelIcon } from '../ui/channel-icon';
import { Popover } from '../ui/popover';
import { roomBeside } from './actions';

/** The newest first. */
export function threadsOf(world: World, channel: Channel): Channel[] {
  const last = (thread: Channel) => world.messages[thread.id]?.at(-1)?.id ?? thread.last_message_id ?? thread.id;
  return world.channels
    .filter((thread) => isThread(thread) && thread.parent_id === channel.id && sees(world, thread))
    .sort((a, b) => compareIds(last(b), last(a)));
}

/** Opens a thread where there is room for it. */
export function showThread(world: World, thread: Channel): World {
  const parent = thread.parent_id;
  if (!roomBeside() || !parent) return select(world, thread.id);
  return openBeside(select(world, parent), thread.id);
}

const HAS_THREADS = new Set<number>([ChannelType.Text, ChannelType.Announcement]);

export function ThreadsButton({ channel }: { channel: Channel }) {
  const [anchor, setAnchor] = useState<HTMLElement>();
  if (!HAS_THREADS.has(channel.type) || isForum(channel)) return null;
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label="Threads"
        title="Threads"
        aria-haspopup="dialog"
        aria-expanded={anchor !== undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Spool size={20} aria-hidden="true" />
      </button>
      {anchor !== undefined && (
        <Popover anchor={anchor} label="Threads" class="thread-list" onClose={() => setAnchor(undefined)}>
          {(close) => <ThreadList channel={channel} close={close} />}
        </Popover>
      )}
    </>
  );
}

function ThreadList({ channel, close }: { channel: Channel; close: () => void }) {
  const { world } = useWorld();
  const open = useOpen();
  const [search, setSearch] = useState('');
  const found = threadsOf(world, channel).filter(({ name }) =>
    (name ?? '').toLowerCase().includes(search.toLowerCase().trim()),
  );
  const active = found.filter((thread) => !isArchived(thread));
  const archived = found.filter(isArchived);
  const creates = may(world, channel, 'CREATE_PUBLIC_THREADS') || may(world, channel, 'CREATE_PRIVATE_THREADS');
  return (
    <>
      <header class="popover-head">
        <h2>Threads</h2>
        {creates && (
          <button
            type="button"
            class="button"
            onClick={() => {
              close();
              open({ kind: 'new-thread', channel: channel.id });
            }}
          >
            <Plus size={14} aria-hidden="true" /> Create
          </button>
        )}
      </header>
      <label class="search-box">
        <Search size={16} aria-hidden="true" />
        <input
          data-autofocus
          type="search"
          aria-label="Find a thread"
          placeholder="Find a thread"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      <div class="popover-scroll">
        <Section name="Active" threads={active} close={close} />
        <Section name="Archived" threads={archived} close={close} />
        {found.length === 0 && <p class="empty-note">No threads here{search === '' ? ' yet' : ' with this name'}.</p>}
      </div>
    </>
  );
}

function Section({ name, threads, close }: { name: string; threads: Channel[]; close: () => void }) {
  const { world, update } = useWorld();
  const directory = useDirectory();
  if (threads.length === 0) return null;
  return (
    <section>
      <h3>
        {name} — {threads.length}
      </h3>
      <ul>
        {threads.map((thread) => {
          const Icon = channelIcon(thread.type);
          const last = world.messages[thread.id]?.at(-1);
          return (
            <li key={thread.id}>
              <button
                type="button"
                class="thread-item"
                onClick={() => {
                  close();
                  update((world) => showThread(world, thread));
                }}
              >
                <Icon size={16} aria-hidden="true" />
                <span class="user-text">
                  <strong>{thread.name}</strong>
                  <small>
                    {last === undefined
                      ? `Started by ${directory.name(thread.owner_id ?? '')}`
                      : `${directory.name(last.author.id, last.author)}: ${last.content}`}
                  </small>
                </span>
                {thread.thread_metadata?.locked && <span class="tag">locked</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
