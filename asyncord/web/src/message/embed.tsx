/** One embed with all its parts. */
import type { ComponentChildren } from 'preact';
import { mediaSource, safeLink } from '../markdown/links';
import { Markdown } from '../markdown/render';
import { stamp } from '../markdown/time';
import type { Embed as EmbedData } from '../types';
import { hexColor } from '../ui/color';
import { Picture } from '../ui/picture';

interface Linked {
  provider?: { name?: string };
  video?: { url?: string };
}

export function Embed({ embed }: { embed: EmbedData & Linked }) {
  const { author, title, description, fields = [], image, thumbnail, footer, timestamp } = embed;
  const date = timestamp === undefined ? undefined : new Date(timestamp);
  const dated = date !== undefined && !Number.isNaN(date.getTime());
  return (
    <div
      class="embed"
      role="group"
      aria-label={`Embed${title ? `: ${title}` : ''}`}
      style={{ '--embed': hexColor(embed.color) }}
    >
      <div class="embed-main">
        <div class="embed-text">
          {embed.provider?.name && <div class="embed-provider">{embed.provider.name}</div>}
          {author?.name && (
            <div class="embed-author">
              <Icon url={author.icon_url} />
              <MaybeLink address={author.url}>{author.name}</MaybeLink>
            </div>
          )}
          {title && (
            <div class="embed-title">
              <MaybeLink address={embed.url}>
                <Markdown text={title} inline />
              </MaybeLink>
            </div>
          )}
          {description && (
            <div class="embed-description">
              <Markdown text={description} />
            </div>
          )}
          {fields.length > 0 && (
            <div class="embed-fields">
              {spans(fields).map((span, index) => (
                <div key={index} class="embed-field" style={{ gridColumn: `span ${span}` }}>
                  <div class="embed-field-name">
                    <Markdown text={fields[index]!.name} inline />
                  </div>
                  <Markdown text={fields[index]!.value} />
                </div>
              ))}
            </div>
          )}
        </div>
        {thumbnail?.url && <Picture class="embed-thumbnail" url={thumbnail.url} alt="" />}
      </div>
      <Video url={embed.video?.url} title={title} />
      {image?.url && (
        <Picture
          class="embed-image"
          url={image.url}
          alt=""
          width={image.width}
          height={image.height}
          within={[490, 300]}
        />
      )}
      {(footer?.text || dated) && (
        <div class="embed-footer">
          <Icon url={footer?.icon_url} />
          <span>
            {footer?.text}
            {footer?.text && dated && ' • '}
            {dated && <time dateTime={date.toISOString()}>{stamp(date)}</time>}
          </span>
        </div>
      )}
    </div>
  );
}

/** Twelfths of the width for each field: up to three inline fields share a row. */
export function spans(fields: { inline?: boolean }[]): number[] {
  const result: number[] = [];
  for (let start = 0; start < fields.length;) {
    let end = start;
    while (end < fields.length && end - start < 3 && fields[end]!.inline) end += 1;
    const count = Math.max(end - start, 1);
    for (let index = 0; index < count; index += 1) result.push(12 / count);
    start += count;
  }
  return result;
}

/** Small icons only appear when the sandbox has them: a placeholder in their size would be noise. */
function Icon({ url }: { url: string | undefined }) {
  const source = url === undefined ? undefined : mediaSource(url);
  return source !== undefined && 'local' in source ? <img class="embed-icon" src={source.local} alt="" /> : null;
}

/** Only what the sandbox itself has is played. */
function Video({ url, title }: { url: string | undefined; title: string | undefined }) {
  const source = mediaSource(url);
  if (source === undefined || !('local' in source)) return null;
  return (
    <video class="attachment-video" src={source.local} controls preload="metadata" aria-label={title ?? 'Video'} />
  );
}

function MaybeLink({ address, children }: { address: string | undefined; children: ComponentChildren }) {
  const href = safeLink(address);
  if (href === undefined) return <>{children}</>;
  return (
    <a href={href} rel="noreferrer noopener" target="_blank">
      {children}
    </a>
  );
}
