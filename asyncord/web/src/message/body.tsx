/** What a message says and shows, below its author. */
import { Eye } from 'lucide-preact';
import { Dots } from '../component/button';
import { Components } from '../component/components';
import { Markdown } from '../markdown/render';
import { fullDate } from '../markdown/time';
import { PollView } from '../poll/poll';
import { useActions } from './actions';
import { Attachments } from './attachments';
import { Embed } from './embed';
import { Forwarded } from './forward';
import { Stickers } from './sticker';
import { ThreadCard } from './thread';
import { Flag, type FullMessage, has } from './types';

export function Body({ message, name }: { message: FullMessage; name: string }) {
  if (has(message, Flag.Loading)) {
    return (
      <p class="thinking">
        <Dots /> {name} is thinking…
      </p>
    );
  }
  const snapshot = message.message_snapshots?.[0]?.message;
  const embeds = (message.embeds ?? []).filter(({ type }) => type !== 'poll_result');
  return (
    <>
      {/* A message of components has nothing else. */}
      {!has(message, Flag.ComponentsV2) && <Content message={message} />}
      {snapshot !== undefined && (
        <Forwarded
          snapshot={snapshot}
          channel={message.message_reference?.channel_id}
          id={message.message_reference?.message_id}
        />
      )}
      <Attachments attachments={unreferenced(message)} flags={message.flags} />
      {!has(message, Flag.SuppressEmbeds) && embeds.map((embed, index) => <Embed key={index} embed={embed} />)}
      <Stickers stickers={message.sticker_items ?? []} />
      {message.poll && <PollView message={message} poll={message.poll} />}
      <Components message={message} />
      {has(message, Flag.ComponentsV2) && message.edited_timestamp && <Edited at={message.edited_timestamp} />}
      <ThreadCard message={message} />
    </>
  );
}

/** Files that the components show themselves are not shown again. */
function unreferenced(message: FullMessage) {
  return has(message, Flag.ComponentsV2) ? [] : (message.attachments ?? []);
}

function Content({ message }: { message: FullMessage }) {
  const edited = message.edited_timestamp;
  if (message.type === 21) return <em class="thinking">The message that began this thread cannot be shown.</em>;
  if (message.content === '' && !edited) return null;
  return (
    <div class="message-content">
      <Markdown text={message.content} />
      {edited && <Edited at={edited} />}
    </div>
  );
}

function Edited({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <span class="edited" title={Number.isNaN(date.getTime()) ? undefined : fullDate(date)}>
      (edited)
    </span>
  );
}

export function EphemeralNote({ message }: { message: FullMessage }) {
  const { dismiss } = useActions();
  return (
    <p class="message-note">
      <Eye size={14} aria-hidden="true" />
      <span>
        Only you can see this •{' '}
        <button type="button" class="inline-button" onClick={() => dismiss(message.id)}>
          Dismiss message
        </button>
      </span>
    </p>
  );
}
