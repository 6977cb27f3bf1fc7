/** Which entries the inspector shows, and how each reads in one line. */
import type { CallEntry, DeliveryEntry, GatewayEntry, Id, LogEntry } from '../types';

export interface Filter {
  application: Id | '';
  kind: '' | 'call' | 'gateway' | 'withheld' | 'delivery';
  errors: boolean;
  text: string;
}

export const NO_FILTER: Filter = { application: '', kind: '', errors: false, text: '' };

const OPS: Record<number, string> = {
  0: 'Dispatch',
  1: 'Heartbeat',
  2: 'Identify',
  3: 'Presence Update',
  4: 'Voice State Update',
  6: 'Resume',
  7: 'Reconnect',
  8: 'Request Guild Members',
  9: 'Invalid Session',
  10: 'Hello',
  11: 'Heartbeat ACK',
  31: 'Request Soundboard Sounds',
};

export function opName(op: number | null): string {
  if (op === null) return 'No payload';
  return OPS[op] ?? `Opcode ${op}`;
}

/** What a delivery is called, with the name of its command, component or event. */
function deliveryTitle({ purpose, request }: DeliveryEntry): string {
  const { data, event } = (request ?? {}) as {
    data?: { name?: string; custom_id?: string };
    event?: { type?: string };
  };
  switch (purpose) {
    case 'ping':
      return 'PING';
    case 'wrong_signature':
      return 'Wrong signature';
    case 'interaction':
      return `Interaction ${data?.name ?? data?.custom_id ?? ''}`.trimEnd();
    case 'event':
      return event?.type ?? 'Event';
  }
}

/** What an entry is called: the operation of a call, the event or opcode of a gateway message, what a delivery is of. */
export function title(entry: LogEntry): string {
  if (entry.kind === 'call') return entry.operation ?? `${entry.method} ${entry.path}`;
  if (entry.kind === 'delivery') return deliveryTitle(entry);
  return entry.direction === 'closed'
    ? `Connection closed${entry.op === null ? '' : ` with ${entry.op}`}`
    : (entry.t ?? opName(entry.op));
}

export function isError(entry: LogEntry): boolean {
  if (entry.kind === 'delivery') return entry.why !== null;
  return entry.kind === 'call' ? entry.status >= 400 : entry.direction === 'closed';
}

/** All that a search looks through; made once for each entry, as it is the dear part. */
const texts = new WeakMap<LogEntry, string>();

function textOf(entry: LogEntry): string {
  let text = texts.get(entry);
  if (text === undefined) {
    const parts =
      entry.kind === 'call'
        ? [entry.method, entry.path, entry.status, entry.request, entry.response, entry.why]
        : entry.kind === 'delivery'
          ? [entry.url, entry.status, entry.request, entry.response, entry.why]
          : [opName(entry.op), entry.t, entry.d, entry.why];
    text = `${title(entry)} ${parts.map(asText).join(' ')}`.toLowerCase();
    texts.set(entry, text);
  }
  return text;
}

const asText = (value: unknown) =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

export function matches(entry: LogEntry, { application, kind, errors, text }: Filter): boolean {
  if (application !== '' && entry.application_id !== application) return false;
  if (kind === 'withheld') {
    if (entry.kind !== 'gateway' || entry.direction !== 'withheld') return false;
  } else if (kind !== '' && entry.kind !== kind) return false;
  if (errors && !isError(entry)) return false;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 || words.every((word) => textOf(entry).includes(word));
}

export function apply(entries: readonly LogEntry[], filter: Filter): readonly LogEntry[] {
  const { application, kind, errors, text } = filter;
  if (application === '' && kind === '' && !errors && text.trim() === '') return entries;
  return entries.filter((entry) => matches(entry, filter));
}

/** How a list of fixed rows stands: which of them can be seen. */
export function visible(
  count: number,
  row: number,
  top: number,
  height: number,
  spare = 8,
): [from: number, to: number] {
  const from = Math.max(0, Math.floor(top / row) - spare);
  return [from, Math.min(count, Math.ceil((top + height) / row) + spare)];
}

/** The result of an entry in a word, and whether it is good. */
export function outcome(entry: LogEntry): { text: string; tone: 'good' | 'bad' | 'warn' | 'plain' } {
  if (entry.kind === 'call') {
    const tone = entry.status === 429 ? 'warn' : entry.status >= 400 ? 'bad' : 'good';
    return { text: String(entry.status), tone };
  }
  if (entry.kind === 'delivery')
    return { text: String(entry.status ?? 'failed'), tone: entry.why === null ? 'good' : 'bad' };
  return {
    text: entry.direction,
    tone: { withheld: 'warn', closed: 'bad', sent: 'plain', received: 'plain' }[entry.direction] as
      'warn' | 'bad' | 'plain',
  };
}

export const isCall = (entry: LogEntry): entry is CallEntry => entry.kind === 'call';
export const isGateway = (entry: LogEntry): entry is GatewayEntry => entry.kind === 'gateway';

/** The time of day with milliseconds. */
export function timeOf(at: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const part = (value: number, length = 2) => String(value).padStart(length, '0');
  return `${part(date.getHours())}:${part(date.getMinutes())}:${part(date.getSeconds())}.${part(date.getMilliseconds(), 3)}`;
}

/** A duration without digits that nobody reads. */
export function milliseconds(ms: number): string {
  return Number.isFinite(ms) ? String(ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)) : '';
}
