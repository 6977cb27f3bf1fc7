/** A picture that the sandbox serves, or a placeholder that names the host the page does not ask. */
import { ExternalLink, ImageOff } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { mediaSource, safeLink } from '../markdown/links';

interface Props {
  url: unknown;
  alt: string;
  class?: string;
  width?: number | null | undefined;
  height?: number | null | undefined;
}

export function Picture({ url, alt, class: name = '', width, height }: Props) {
  const [broken, setBroken] = useState(false);
  const source = mediaSource(url);
  if (source !== undefined && 'local' in source && !broken) {
    return (
      <img
        class={`picture ${name}`}
        src={source.local}
        alt={alt}
        loading="lazy"
        width={positive(width)}
        height={positive(height)}
        onError={() => setBroken(true)}
      />
    );
  }
  const outside = source !== undefined && 'host' in source ? source.host : undefined;
  const href = outside === undefined ? undefined : safeLink(url);
  const text = outside ?? 'No picture here';
  return href === undefined ? (
    <span class={`picture-placeholder ${name}`}>
      <ImageOff size={18} aria-hidden="true" />
      <span>{text}</span>
    </span>
  ) : (
    <a
      class={`picture-placeholder ${name}`}
      href={href}
      title={`${href} (the sandbox loads nothing from other hosts)`}
      rel="noreferrer noopener"
      target="_blank"
    >
      <ExternalLink size={18} aria-hidden="true" />
      <span>{text}</span>
    </a>
  );
}

function positive(length: number | null | undefined): number | undefined {
  return typeof length === 'number' && length > 0 ? length : undefined;
}
