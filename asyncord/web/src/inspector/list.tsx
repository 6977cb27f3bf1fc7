/** The entries as rows of one height: only those that can be seen are drawn. */
import { ArrowDown, ArrowUp, Ban, Globe, Unplug, Webhook } from 'lucide-preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Id, LogEntry } from '../types';
import { milliseconds, isError, outcome, timeOf, title, visible } from './filter';

const ROW = 28;
const NEAR_END = ROW * 2;

interface Props {
  entries: readonly LogEntry[];
  chosen: number | undefined;
  /** Whether the list stays at its end. */
  following: boolean;
  names: ReadonlyMap<Id, string>;
  onChoose: (entry: LogEntry) => void;
  onFollow: (follows: boolean) => void;
}

export function EntryList({ entries, chosen, following, names, onChoose, onFollow }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 400 });

  useEffect(() => {
    const element = box.current!;
    const observer = new ResizeObserver(() => setView((now) => ({ ...now, height: element.clientHeight })));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    if (!following) return;
    box.current!.scrollTop = box.current!.scrollHeight;
    setView((now) => ({ ...now, top: box.current!.scrollTop }));
  }, [entries, following, view.height]);

  // An element that has just been left can still tell that it was scrolled.
  const onScroll = ({ currentTarget }: { currentTarget: HTMLElement }) => {
    const { scrollTop, scrollHeight, clientHeight } = currentTarget;
    setView((now) => ({ ...now, top: scrollTop }));
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (atEnd !== following) onFollow(atEnd);
  };

  const move = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined || entries.length === 0) return;
    event.preventDefault();
    const at = entries.findIndex(({ id }) => id === chosen);
    const next = Math.max(0, Math.min(entries.length - 1, at === -1 ? entries.length - 1 : at + by));
    onChoose(entries[next]!);
    const top = next * ROW;
    const { scrollTop, clientHeight } = box.current!;
    if (top < scrollTop) box.current!.scrollTop = top;
    else if (top + ROW > scrollTop + clientHeight) box.current!.scrollTop = top + ROW - clientHeight;
  };

  const [from, to] = visible(entries.length, ROW, view.top, view.height);
  return (
    <div
      ref={box}
      class="entries"
      role="listbox"
      aria-label="Calls and messages"
      aria-activedescendant={chosen === undefined ? undefined : `entry-${chosen}`}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={move}
    >
      <div class="entries-space" style={{ height: `${entries.length * ROW}px` }} role="presentation">
        {entries.slice(from, to).map((entry, index) => (
          <EntryRow
            key={entry.id}
            entry={entry}
            top={(from + index) * ROW}
            position={from + index + 1}
            count={entries.length}
            chosen={entry.id === chosen}
            name={names.get(entry.application_id ?? '') ?? ''}
            onChoose={onChoose}
          />
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  entry: LogEntry;
  top: number;
  position: number;
  count: number;
  chosen: boolean;
  name: string;
  onChoose: (entry: LogEntry) => void;
}

function EntryRow({ entry, top, position, count, chosen, name, onChoose }: RowProps) {
  const { text, tone } = outcome(entry);
  return (
    <div
      id={`entry-${entry.id}`}
      class={`entry ${isError(entry) ? 'error' : ''}`}
      role="option"
      aria-selected={chosen}
      aria-posinset={position}
      aria-setsize={count}
      style={{ top: `${top}px` }}
      onClick={() => onChoose(entry)}
    >
      <time>{timeOf(entry.at)}</time>
      <Sign entry={entry} />
      <span class={`outcome ${tone}`}>{text}</span>
      <span class="entry-title" title={entry.why ?? undefined}>
        {title(entry)}
        {entry.why && <small> {entry.why}</small>}
      </span>
      <span class="entry-bot">{name}</span>
      <span class="entry-took">
        {entry.kind !== 'gateway' ? `${milliseconds(entry.duration_ms)} ms` : entry.s === null ? '' : `#${entry.s}`}
      </span>
    </div>
  );
}

function Sign({ entry }: { entry: LogEntry }) {
  const size = 14;
  if (entry.kind === 'call') return <Globe class="sign call" size={size} aria-label="call" />;
  if (entry.kind === 'delivery') return <Webhook class="sign call" size={size} aria-label="sent over HTTP" />;
  if (entry.direction === 'withheld') return <Ban class="sign" size={size} aria-label="withheld" />;
  if (entry.direction === 'closed') return <Unplug class="sign" size={size} aria-label="closed" />;
  // As the bot sees it: what the sandbox sent comes down.
  if (entry.direction === 'sent') return <ArrowDown class="sign" size={size} aria-label="to the bot" />;
  return <ArrowUp class="sign" size={size} aria-label="from the bot" />;
}
