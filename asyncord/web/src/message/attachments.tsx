/** Uploaded files: pictures, sound and film are shown, everything else is a card to download. */
import { Download, FileText } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { mediaSource } from '../markdown/links';
import type { Attachment } from '../types';
import { Picture } from '../ui/picture';

const IMAGE = /^image\/(?:png|jpeg|gif|webp|avif)$/;
const IMAGE_NAME = /\.(?:png|jpe?g|gif|webp|avif)$/i;

function kind({ content_type, filename }: Attachment): 'image' | 'video' | 'audio' | 'file' {
  const type = (content_type ?? '').split(';')[0]!.trim().toLowerCase();
  if (IMAGE.test(type) || (type === '' && IMAGE_NAME.test(filename))) return 'image';
  if (type.startsWith('video/')) return 'video';
  return type.startsWith('audio/') ? 'audio' : 'file';
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  const [unit, length] = bytes < 1024 ** 2 ? ['KB', 1024] : ['MB', 1024 ** 2];
  return `${(bytes / length).toFixed(bytes / length < 10 ? 1 : 0)} ${unit}`;
}

export function Attachments({ attachments }: { attachments: Attachment[] }) {
  if (attachments.length === 0) return null;
  return (
    <div class="attachments">
      {attachments.map((attachment) => (
        <Cover key={attachment.id} attachment={attachment} />
      ))}
    </div>
  );
}

/** A file whose name says that it is a spoiler is shown on demand. */
function Cover({ attachment }: { attachment: Attachment }) {
  const [shown, show] = useState(!attachment.filename.startsWith('SPOILER_'));
  if (shown) return <Shown attachment={attachment} />;
  return (
    <button type="button" class="attachment-spoiler" onClick={() => show(true)}>
      Spoiler
    </button>
  );
}

function Shown({ attachment }: { attachment: Attachment }) {
  const source = mediaSource(attachment.url);
  const local = source !== undefined && 'local' in source ? source.local : undefined;
  const what = kind(attachment);
  const label = attachment.description || attachment.filename;
  if (what === 'image') {
    const picture = (
      <Picture
        class="attachment-image"
        url={attachment.url}
        alt={label}
        width={attachment.width}
        height={attachment.height}
        within={[550, 350]}
      />
    );
    if (local === undefined) return picture;
    return (
      <a class="attachment-link" href={local} target="_blank" rel="noreferrer noopener">
        {picture}
      </a>
    );
  }
  if (what === 'video' && local !== undefined)
    return <video class="attachment-video" src={local} controls preload="metadata" aria-label={label} />;
  if (what === 'audio' && local !== undefined)
    return <audio class="attachment-audio" src={local} controls preload="metadata" aria-label={label} />;
  return (
    <div class="file-card">
      <FileText size={30} strokeWidth={1.5} aria-hidden="true" />
      <div class="file-card-text">
        <span class="file-card-name">{attachment.filename}</span>
        {attachment.size !== undefined && <span class="file-card-size">{fileSize(attachment.size)}</span>}
      </div>
      {local !== undefined && (
        <a
          class="icon-button"
          href={local}
          download={attachment.filename}
          aria-label={`Download ${attachment.filename}`}
        >
          <Download size={20} aria-hidden="true" />
        </a>
      )}
    </div>
  );
}
