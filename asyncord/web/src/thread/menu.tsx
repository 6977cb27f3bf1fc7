/** What one can do with a thread: follow it, put it away, lock it, rename it, delete it. */
import { Archive, Ellipsis, Lock, LogIn, LogOut, Pencil, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { isArchived, may } from '../state/select';
import { useReport, useWorld } from '../state/store';
import type { Channel } from '../types';
import { Dialog } from '../ui/dialog';
import { Field } from '../ui/form';
import { MenuButton } from '../ui/menu';
import { changeThread, deleteThread, followThread } from './actions';

export function ThreadMenu({ thread }: { thread: Channel }) {
  const { world } = useWorld();
  const report = useReport();
  const [renaming, rename] = useState(false);
  const me = world.writeAs;
  const follows = world.thread_members[thread.id]?.includes(me) ?? false;
  const manages = may(world, thread, 'MANAGE_THREADS');
  const owns = thread.owner_id === me;
  const archived = isArchived(thread);
  const locked = thread.thread_metadata?.locked === true;
  const change = (body: Parameters<typeof changeThread>[2]) => void report(changeThread(me, thread.id, body));
  const size = 16;
  return (
    <>
      <MenuButton
        label={`Menu of the thread ${thread.name}`}
        title="Thread menu"
        items={[
          {
            label: follows ? 'Leave thread' : 'Join thread',
            icon: follows ? <LogOut size={size} aria-hidden="true" /> : <LogIn size={size} aria-hidden="true" />,
            onSelect: () => void report(followThread(me, thread.id, !follows)),
          },
          (manages || owns) && {
            label: 'Rename',
            icon: <Pencil size={size} aria-hidden="true" />,
            onSelect: () => rename(true),
          },
          (manages || owns) && {
            label: archived ? 'Open again' : 'Archive',
            icon: <Archive size={size} aria-hidden="true" />,
            onSelect: () => change({ archived: !archived }),
          },
          manages && {
            label: locked ? 'Unlock' : 'Lock',
            icon: <Lock size={size} aria-hidden="true" />,
            onSelect: () => change({ locked: !locked }),
          },
          manages && {
            label: 'Delete thread',
            danger: true,
            icon: <Trash2 size={size} aria-hidden="true" />,
            onSelect: () => void report(deleteThread(me, thread)),
          },
        ]}
      >
        <Ellipsis size={20} aria-hidden="true" />
      </MenuButton>
      {renaming && <RenameDialog thread={thread} onClose={() => rename(false)} />}
    </>
  );
}

function RenameDialog({ thread, onClose }: { thread: Channel; onClose: () => void }) {
  const { world } = useWorld();
  const report = useReport();
  const [name, setName] = useState(thread.name ?? '');
  return (
    <Dialog title="Rename the thread" onClose={onClose}>
      {(close) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void report(changeThread(world.writeAs, thread.id, { name: name.trim() })).then((went) => went && close());
          }}
        >
          <Field label="Name" value={name} required maxLength={100} onInput={setName} />
          <button type="submit" class="button" disabled={name.trim() === ''}>
            Save
          </button>
        </form>
      )}
    </Dialog>
  );
}
