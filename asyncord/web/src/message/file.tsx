/** One file that the sandbox serves, as attachments and components show it. */
import { ChevronDown, ChevronUp, Download, FileText } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { CodeBlock } from '../markdown/code';
import { mediaSource } from '../markdown/links';
import { Lightbox } from '../ui/lightbox';
import { Picture } from '../ui/picture';

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  const [unit, length] = bytes < 1024 ** 2 ? ['KB', 1024] : ['MB', 1024 ** 2];
  return `${(bytes / length).toFixed(bytes / length < 10 ? 1 : 0)} ${unit}`;
}

function localSource(url: unknown): string | undefined {
  const source = mediaSource(url);
  return source !== undefined && 'local' in source ? source.local : undefined;
}

interface ViewableProps {
  url: unknown;
  kind: 'image' | 'video' | 'audio';
  /** Its description, for those who cannot see it. */
  label: string;
  name: string;
  size?: number | undefined;
  width?: number | null | undefined;
  height?: number | null | undefined;
  within: readonly [width: number, height: number];
}

/** A picture that opens at full size, a film, or sound; a card where the sandbox does not have it. */
export function Viewable({ url, kind, label, name, size, width, height, within }: ViewableProps) {
  const [open, setOpen] = useState(false);
  const local = localSource(url);
  if (kind === 'image') {
    const picture = (
      <Picture class="attachment-image" url={url} alt={label} width={width} height={height} within={within} />
    );
    if (local === undefined) return picture;
    return (
      <>
        <button type="button" class="picture-button" aria-label={`Enlarge ${name}`} onClick={() => setOpen(true)}>
          {picture}
        </button>
        {label !== '' && label !== name && (
          <span class="alt-badge" title={label} aria-hidden="true">
            ALT
          </span>
        )}
        {open && <Lightbox source={local} label={label} onClose={() => setOpen(false)} />}
      </>
    );
  }
  if (local === undefined) return <FileCard url={url} name={name} size={size} />;
  if (kind === 'video')
    return <video class="attachment-video" src={local} controls preload="metadata" aria-label={label || name} />;
  return (
    <div class="audio-card">
      <FileCard url={url} name={name} size={size} />
      <audio class="attachment-audio" src={local} controls preload="metadata" aria-label={label || name} />
    </div>
  );
}

interface CardProps {
  url: unknown;
  name: string;
  size?: number | undefined;
  description?: string | undefined;
}

export function FileCard({ url, name, size, description }: CardProps) {
  const local = localSource(url);
  return (
    <div class="file-card" title={description}>
      <FileText size={30} strokeWidth={1.5} aria-hidden="true" />
      <div class="file-card-text">
        <span class="file-card-name">{name}</span>
        {size !== undefined && <span class="file-card-size">{fileSize(size)}</span>}
      </div>
      {local !== undefined && (
        <a class="icon-button" href={local} download={name} aria-label={`Download ${name}`}>
          <Download size={20} aria-hidden="true" />
        </a>
      )}
    </div>
  );
}

/** Larger texts are only offered for download. */
const LARGEST_TEXT = 512 * 1024;
const FIRST_LINES = 8;
const READ = 50_000;

/** The beginning of a text file, which can be unfolded. */
export function TextFile({ url, name, size }: CardProps) {
  const local = localSource(url);
  const [text, setText] = useState<string>();
  const [open, setOpen] = useState(false);
  const wanted = local !== undefined && (size ?? 0) <= LARGEST_TEXT;

  useEffect(() => {
    if (!wanted) return undefined;
    const abort = new AbortController();
    fetch(local, { signal: abort.signal })
      .then((response) => (response.ok ? response.text() : undefined))
      // What only calls itself a text is not shown as one.
      .then((body) => setText(body?.includes('\0') || body?.includes('\ufffd') ? undefined : body?.slice(0, READ)))
      .catch(() => undefined);
    return () => abort.abort();
  }, [local, wanted]);

  if (text === undefined || text === '') return <FileCard url={url} name={name} size={size} />;
  const lines = text.split('\n');
  const long = lines.length > FIRST_LINES;
  const language = name.split('.').at(-1) ?? '';
  return (
    <div class="text-file">
      <CodeBlock lang={language} code={open ? text : lines.slice(0, FIRST_LINES).join('\n')} />
      <div class="text-file-bar">
        {long && (
          <button
            type="button"
            class="icon-button"
            aria-expanded={open}
            aria-label={open ? 'Fold' : 'Unfold'}
            onClick={() => setOpen(!open)}
          >
            {open ? <ChevronUp size={18} aria-hidden="true" /> : <ChevronDown size={18} aria-hidden="true" />}
          </button>
        )}
        <span class="file-card-name">{name}</span>
        {size !== undefined && <span class="file-card-size">{fileSize(size)}</span>}
        <a class="icon-button" href={local} download={name} aria-label={`Download ${name}`}>
          <Download size={18} aria-hidden="true" />
        </a>
      </div>
    </div>
  );
}
