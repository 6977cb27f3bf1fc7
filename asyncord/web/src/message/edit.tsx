/** Edits a message where it stands: Enter saves, Escape leaves. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { deleteMessage, editMessage } from './api';
import { useReport } from '../state/store';
import type { Id, Message } from '../types';

export function EditBox({ message, writeAs, onDone }: { message: Message; writeAs: Id; onDone: () => void }) {
  const [text, setText] = useState(message.content);
  const area = useRef<HTMLTextAreaElement>(null);
  const report = useReport();

  useLayoutEffect(() => {
    area.current!.focus();
    area.current!.setSelectionRange(text.length, text.length);
    area.current!.scrollIntoView({ block: 'nearest' });
  }, []);

  const save = async () => {
    const content = text.trim();
    if (content === message.content) return onDone();
    const call =
      content === '' && (message.attachments ?? []).length === 0
        ? deleteMessage(writeAs, message.channel_id, message.id)
        : editMessage(writeAs, message.channel_id, message.id, content);
    if (await report(call)) onDone();
  };

  return (
    <div class="edit-box">
      <textarea
        ref={area}
        aria-label="Edit message"
        value={text}
        rows={Math.min(12, text.split('\n').length)}
        maxLength={2000}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          event.stopPropagation();
          if (event.key === 'Escape') onDone();
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          void save();
        }}
      />
      <p class="edit-hint">
        escape to{' '}
        <button type="button" onClick={onDone}>
          cancel
        </button>{' '}
        • enter to{' '}
        <button type="button" onClick={() => void save()}>
          save
        </button>
      </p>
    </div>
  );
}
