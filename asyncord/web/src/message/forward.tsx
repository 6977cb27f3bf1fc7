/** A forwarded message, as it was when it was forwarded. */
import { Forward } from 'lucide-preact';
import { Markdown } from '../markdown/render';
import { stamp } from '../markdown/time';
import { useDirectory } from '../state/directory';
import type { Id } from '../types';
import { Attachments } from './attachments';
import { Embed } from './embed';
import { addressOf } from './jump';
import { Stickers } from './sticker';
import type { Snapshot } from './types';

interface Props {
  snapshot: Snapshot;
  channel: Id | undefined;
  /** The message that was forwarded. */
  id: Id | undefined;
}

export function Forwarded({ snapshot, channel, id }: Props) {
  const directory = useDirectory();
  const from = channel === undefined ? undefined : directory.channels.get(channel);
  const date = new Date(snapshot.timestamp ?? NaN);
  return (
    <div class="forwarded" role="group" aria-label="Forwarded message">
      <p class="forwarded-label">
        <Forward size={14} aria-hidden="true" /> <em>Forwarded</em>
      </p>
      {snapshot.content && (
        <div class="message-content">
          <Markdown text={snapshot.content} />
        </div>
      )}
      <Attachments attachments={snapshot.attachments ?? []} flags={snapshot.flags} />
      {(snapshot.embeds ?? []).map((embed, index) => (
        <Embed key={index} embed={embed} />
      ))}
      <Stickers stickers={snapshot.sticker_items ?? []} />
      <p class="forwarded-source">
        {from !== undefined && (
          <a href={id === undefined ? `#/channels/${from.id}` : addressOf(from.id, id)}>
            {directory.channelLabel(from)}
          </a>
        )}
        {from !== undefined && !Number.isNaN(date.getTime()) && ' • '}
        {!Number.isNaN(date.getTime()) && stamp(date)}
      </p>
    </div>
  );
}
