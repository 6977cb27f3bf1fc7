/** Every call and gateway message of the bots, and what they are sent over HTTP, as it happens. */
import { ArrowDownToLine, ArrowLeft, Pause, Play, Search, Trash2, X } from 'lucide-preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { log } from '../state/log';
import { useWorld } from '../state/store';
import type { LogEntry } from '../types';
import { Details } from './details';
import { apply, type Filter, NO_FILTER } from './filter';
import { EntryList } from './list';

/** Follows the log; while it is held, what was there then stays. */
function useEntries(held: boolean): readonly LogEntry[] {
  const [entries, setEntries] = useState(log.read);
  useEffect(() => {
    if (held) return undefined;
    setEntries(log.read);
    return log.follow(() => setEntries(log.read));
  }, [held]);
  return entries;
}

const KINDS = [
  ['', 'All'],
  ['call', 'Calls'],
  ['gateway', 'Gateway'],
  ['withheld', 'Withheld events'],
  ['delivery', 'Sent over HTTP'],
] as const;

export function Inspector({ onClose }: { onClose: () => void }) {
  const { world } = useWorld();
  const [held, hold] = useState(false);
  const [following, follow] = useState(true);
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [chosen, choose] = useState<number>();
  const [height, setHeight] = useState(0.45);
  const entries = useEntries(held);
  const shown = useMemo(() => apply(entries, filter), [entries, filter]);
  const entry = useMemo(() => entries.find(({ id }) => id === chosen), [entries, chosen]);
  const names = useMemo(() => new Map(world.applications.map(({ id, name }) => [id, name])), [world.applications]);
  const box = useRef<HTMLElement>(null);

  // Where there is no room for both, the list is away while an entry is shown, and the focus must not be lost with it.
  useEffect(() => {
    const list = box.current!.querySelector<HTMLElement>('.entries');
    if (list !== null && list.offsetParent === null) box.current!.querySelector<HTMLElement>('.details-back')?.focus();
    else if (chosen === undefined) list?.focus();
  }, [chosen]);

  return (
    <section
      ref={box}
      class={`inspector ${entry === undefined ? '' : 'with-details'}`}
      aria-label="Inspector"
      style={{ '--inspector': `${Math.round(height * 100)}dvh` }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        if (entry === undefined) onClose();
        else choose(undefined);
      }}
    >
      <Divider height={height} onChange={setHeight} />
      <header class="inspector-head">
        <h2>Inspector</h2>
        <label class="search-box">
          <Search size={14} aria-hidden="true" />
          <input
            type="search"
            aria-label="Find in calls and messages"
            placeholder="Operation, event, text"
            value={filter.text}
            onInput={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
          />
        </label>
        <select
          aria-label="Bot"
          value={filter.application}
          onChange={(event) => setFilter({ ...filter, application: event.currentTarget.value })}
        >
          <option value="">All bots</option>
          {world.applications.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <select
          aria-label="Kind"
          value={filter.kind}
          onChange={(event) => setFilter({ ...filter, kind: event.currentTarget.value as Filter['kind'] })}
        >
          {KINDS.map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </select>
        <label class="inspector-check">
          <input
            type="checkbox"
            checked={filter.errors}
            onChange={(event) => setFilter({ ...filter, errors: event.currentTarget.checked })}
          />
          Errors only
        </label>
        <span class="inspector-count" role="status">
          {shown.length === entries.length ? entries.length : `${shown.length} of ${entries.length}`}
        </span>
        <div class="chat-tools">
          {!following && (
            <button
              type="button"
              class="icon-button"
              aria-label="Go to the newest"
              title="Go to the newest"
              onClick={() => follow(true)}
            >
              <ArrowDownToLine size={18} aria-hidden="true" />
            </button>
          )}
          <button
            type="button"
            class="icon-button"
            aria-pressed={held}
            aria-label="Pause"
            title={held ? 'Go on' : 'Pause'}
            onClick={() => hold(!held)}
          >
            {held ? <Play size={18} aria-hidden="true" /> : <Pause size={18} aria-hidden="true" />}
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label="Clear"
            title="Clear"
            onClick={() => {
              log.clear();
              choose(undefined);
              hold(false);
            }}
          >
            <Trash2 size={18} aria-hidden="true" />
          </button>
          <button type="button" class="icon-button" aria-label="Close the inspector" title="Close" onClick={onClose}>
            <X size={20} aria-hidden="true" />
          </button>
        </div>
      </header>
      <div class="inspector-body">
        {shown.length === 0 ? (
          <p class="empty-note">
            {entries.length === 0
              ? 'Nothing yet: what bots ask and what they are told will stand here.'
              : 'Nothing fits this filter.'}
          </p>
        ) : (
          <EntryList
            entries={shown}
            chosen={chosen}
            following={following && !held}
            names={names}
            onChoose={({ id }) => choose(id)}
            onFollow={follow}
          />
        )}
        {entry !== undefined && (
          <div class="inspector-details" tabIndex={0} role="region" aria-label="Details">
            <button type="button" class="button quiet details-back" onClick={() => choose(undefined)}>
              <ArrowLeft size={16} aria-hidden="true" /> Back
            </button>
            <Details key={entry.id} entry={entry} />
          </div>
        )}
      </div>
    </section>
  );
}

const LEAST = 0.2;
const MOST = 0.9;

/** Between the channel and the inspector; dragged, or moved with the arrow keys. */
function Divider({ height, onChange }: { height: number; onChange: (height: number) => void }) {
  const set = (value: number) => onChange(Math.max(LEAST, Math.min(MOST, value)));
  return (
    <div
      class="inspector-divider"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the inspector"
      aria-valuemin={LEAST * 100}
      aria-valuemax={MOST * 100}
      aria-valuenow={Math.round(height * 100)}
      tabIndex={0}
      onKeyDown={(event) => {
        const by = { ArrowUp: 0.05, ArrowDown: -0.05 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        set(height + by);
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) set(1 - event.clientY / innerHeight);
      }}
    />
  );
}
