/** Chooses the channels into which a message is forwarded. */
import { useState } from 'preact/hooks';
import { Select } from '../component/select';
import { ComponentType } from '../component/types';
import { useActing } from '../interaction/acting';
import { useReport } from '../state/store';
import type { Message } from '../types';
import { Dialog } from '../modal/dialog';
import { sendMessage } from './api';

const CHANNELS = {
  type: ComponentType.ChannelSelect,
  placeholder: 'Where to?',
  channel_types: [0, 1, 2, 5, 10, 11, 12, 13],
  max_values: 5,
};

export function ForwardDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { user } = useActing();
  const report = useReport();
  const [channels, setChannels] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);

  const forward = async () => {
    setBusy(true);
    const message_reference = { type: 1, message_id: message.id, channel_id: message.channel_id } as const;
    const all = channels.map(async (channel) => {
      await sendMessage(user, channel, { message_reference });
      if (note.trim() !== '') await sendMessage(user, channel, { content: note.trim() });
    });
    const sent = await report(Promise.all(all));
    setBusy(false);
    if (sent) onClose();
  };

  return (
    <Dialog title="Forward message" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void forward();
        }}
      >
        <Select component={CHANNELS} values={channels} onChange={setChannels} label="Channels" />
        <label class="field">
          Add a message (optional)
          <input value={note} maxLength={2000} onInput={(event) => setNote(event.currentTarget.value)} />
        </label>
        <button type="submit" class="button" disabled={channels.length === 0 || busy}>
          Forward
        </button>
      </form>
    </Dialog>
  );
}
