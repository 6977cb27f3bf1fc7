/** Opens a thread, from a message or by itself. */
import { useState } from 'preact/hooks';
import { as } from '../api';
import { channelOf, may } from '../state/select';
import { useReport, useWorld } from '../state/store';
import { type Channel, ChannelType, type Id } from '../types';
import { Dialog } from '../ui/dialog';
import { Field, Select, Switch } from '../ui/form';
import { showThread } from './list';

export const ARCHIVE_AFTER = [
  ['60', '1 hour'],
  ['1440', '1 day'],
  ['4320', '3 days'],
  ['10080', '1 week'],
] as const;

export function NewThreadDialog({ channel, message, onClose }: { channel: Id; message?: Id; onClose: () => void }) {
  const { world, update } = useWorld();
  const report = useReport();
  const parent = channelOf(world, channel);
  const [name, setName] = useState('');
  const [secret, setSecret] = useState(false);
  const [after, setAfter] = useState<(typeof ARCHIVE_AFTER)[number][0]>('1440');
  const secrets = message === undefined && parent !== undefined && may(world, parent, 'CREATE_PRIVATE_THREADS');

  const submit = async (close: () => void) => {
    const path =
      message === undefined ? `channels/${channel}/threads` : `channels/${channel}/messages/${message}/threads`;
    const open = parent?.type === ChannelType.Announcement ? ChannelType.AnnouncementThread : ChannelType.PublicThread;
    const creating = as<Channel>(world.writeAs, 'POST', path, {
      name: name.trim(),
      auto_archive_duration: Number(after),
      ...(message === undefined && { type: secret ? ChannelType.PrivateThread : open }),
    });
    if (!(await report(creating))) return;
    const thread = await creating;
    close();
    update((world) => showThread(world, thread));
  };

  return (
    <Dialog title="New thread" onClose={onClose}>
      {(close) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit(close);
          }}
        >
          <Field label="Name" value={name} required maxLength={100} onInput={setName} />
          {secrets && (
            <Switch label="Private" help="Only people who are added see it." checked={secret} onChange={setSecret} />
          )}
          <Select label="Archive when nothing happens for" value={after} options={ARCHIVE_AFTER} onChange={setAfter} />
          <button type="submit" class="button" disabled={name.trim() === ''}>
            Create thread
          </button>
        </form>
      )}
    </Dialog>
  );
}
