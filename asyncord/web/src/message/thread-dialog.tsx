/** Names the thread that starts from a message. */
import { useState } from 'preact/hooks';
import { useActing } from '../interaction/acting';
import { useReport } from '../state/store';
import type { Message } from '../types';
import { Dialog } from '../modal/dialog';
import { createThread } from './api';

export function ThreadDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { user } = useActing();
  const report = useReport();
  const [name, setName] = useState(message.content.replace(/\s+/g, ' ').slice(0, 40));

  const create = async () => {
    const making = createThread(user, message.channel_id, message.id, name.trim());
    if (!(await report(making))) return;
    const thread = await making;
    onClose();
    if (thread?.id) location.hash = `#/channels/${thread.id}`;
  };

  return (
    <Dialog title="Create thread" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <label class="field">
          Thread name
          <input value={name} required maxLength={100} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <button type="submit" class="button" disabled={name.trim() === ''}>
          Create thread
        </button>
      </form>
    </Dialog>
  );
}
