/** Uploaded files: pictures stand together as one mosaic, everything else below in its own form. */
import { Covered } from '../component/media';
import type { Attachment } from '../types';
import { FileCard, TextFile, Viewable } from './file';
import { Flag, has, type VoiceAttachment } from './types';
import { Voice } from './voice';

const IMAGE = /^image\/(?:png|jpeg|gif|webp|avif)$/;
const IMAGE_NAME = /\.(?:png|jpe?g|gif|webp|avif)$/i;
const TEXT = /^(?:text\/|application\/(?:json|xml|javascript|toml|x-sh|x-yaml))/;
const TEXT_NAME =
  /\.(?:txt|md|log|json|toml|ya?ml|rs|py|js|mjs|ts|tsx|css|xml|csv|ini|sh|c|h|go|java|sql|diff|patch)$/i;

type Kind = 'image' | 'video' | 'audio' | 'text' | 'file';

export function kindOf({ content_type, filename }: Attachment): Kind {
  const type = (content_type ?? '').split(';')[0]!.trim().toLowerCase();
  if (IMAGE.test(type) || (type === '' && IMAGE_NAME.test(filename))) return 'image';
  if (type.startsWith('video/')) return 'video';
  if (type.startsWith('audio/')) return 'audio';
  // HTML and SVG are texts here, and never run.
  return TEXT.test(type) || TEXT_NAME.test(filename) ? 'text' : 'file';
}

export function isSpoiler({ filename }: { filename: string }): boolean {
  return filename.startsWith('SPOILER_');
}

export function Attachments({ attachments, flags }: { attachments: Attachment[]; flags?: number | undefined }) {
  if (attachments.length === 0) return null;
  if (has({ flags: flags ?? 0 }, Flag.VoiceMessage)) return <Voice attachment={attachments[0] as VoiceAttachment} />;
  const pictures = attachments.filter((attachment) => ['image', 'video'].includes(kindOf(attachment)));
  const others = attachments.filter((attachment) => !pictures.includes(attachment));
  return (
    <>
      {pictures.length > 0 && (
        <div class="gallery" data-count={pictures.length}>
          {pictures.map((attachment) => (
            <div key={attachment.id} class="gallery-item">
              <One attachment={attachment} alone={pictures.length === 1} />
            </div>
          ))}
        </div>
      )}
      {others.length > 0 && (
        <div class="attachments">
          {others.map((attachment) => (
            <One key={attachment.id} attachment={attachment} alone />
          ))}
        </div>
      )}
    </>
  );
}

function One({ attachment, alone }: { attachment: Attachment; alone: boolean }) {
  const { url, filename, size, description, width, height } = attachment;
  const kind = kindOf(attachment);
  return (
    <Covered spoiler={isSpoiler(attachment)}>
      {kind === 'text' ? (
        <TextFile url={url} name={filename} size={size} />
      ) : kind === 'file' ? (
        <FileCard url={url} name={filename} size={size} description={description} />
      ) : (
        <Viewable
          url={url}
          kind={kind}
          label={description ?? filename}
          name={filename}
          size={size}
          width={width}
          height={height}
          within={alone ? [550, 350] : [400, 400]}
        />
      )}
    </Covered>
  );
}
