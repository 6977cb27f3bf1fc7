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
  /** The largest size at which it is shown (pixels); with its own size known, its place is kept before it has come. */
  within?: readonly [width: number, height: number];
}

export function Picture({ url, alt, class: name = '', width, height, within = [Infinity, Infinity] }: Props) {
  const [broken, setBroken] = useState(false);
  const source = mediaSource(url);
  if (source !== undefined && 'local' in source && !broken) {
    return (
      <img
        class={`picture ${name}`}
        src={source.local}
        alt={alt}
        loading="lazy"
        {...fitted(width, height, within)}
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
      <span>{breakable(text)}</span>
    </a>
  );
}

/** A host name that may break after its dots only. */
function breakable(host: string) {
  return host.split('.').map((part, index) => (index === 0 ? part : [<wbr />, `.${part}`]));
}

function fitted(width: Props['width'], height: Props['height'], [most, tallest]: readonly [number, number]) {
  if (!width || !height || width < 0 || height < 0) return {};
  const scale = Math.min(1, most / width, tallest / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
