/** The inspector's entries, apart from the world: thousands of them must not draw the page again. */
import type { LogEntry } from '../types';

export const KEPT_ENTRIES = 10_000;

/** A sandbox that was started again counts anew. */
const keyOf = ({ id, at }: LogEntry) => `${id} ${at}`;

/** The entries with new ones behind them, without any twice, and the oldest dropped beyond what is kept. */
export function append(entries: readonly LogEntry[], added: readonly LogEntry[]): readonly LogEntry[] {
  if (added.length === 0) return entries;
  const known = new Set(entries.slice(-added.length - 200).map(keyOf));
  const fresh = added.filter((entry) => !known.has(keyOf(entry)));
  if (fresh.length === 0) return entries;
  const all = [...entries, ...fresh];
  // What was missed while the page was away comes after what happened since.
  if (fresh[0]!.at < (entries.at(-1)?.at ?? 0)) all.sort((a, b) => a.at - b.at || a.id - b.id);
  return all.slice(-KEPT_ENTRIES);
}

/** A small store that a component can follow. */
export class LogStore {
  private entries: readonly LogEntry[] = [];
  private readonly listeners = new Set<() => void>();
  private after = 0;

  readonly read = () => this.entries;

  readonly follow = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(added: LogEntry[]) {
    this.set(
      append(
        this.entries,
        added.filter(({ id }) => id > this.after),
      ),
    );
  }

  /** What came up to this entry is of a world that is no more; a smaller number is another sandbox's. */
  begin(after: number) {
    if (after === this.after) return;
    const kept = after < this.after ? [] : this.entries.filter(({ id }) => id > after);
    this.after = after;
    this.set(kept);
  }

  clear() {
    this.set([]);
  }

  private set(entries: readonly LogEntry[]) {
    if (entries === this.entries) return;
    this.entries = entries;
    for (const listener of this.listeners) listener();
  }
}

export const log = new LogStore();
