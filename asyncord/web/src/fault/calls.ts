/** What can be made to go wrong, as calls of the control API. */
import { call } from '../api';
import type { Id } from '../types';

/** What a fault does. */
export type Effect =
  | { type: 'latency'; ms: number; jitter_ms?: number }
  | { type: 'status'; status: number }
  | { type: 'rate_limit'; scope: 'user' | 'shared' | 'global' | 'cloudflare'; retry_after: number }
  | { type: 'drop_connection'; after_change: boolean }
  | { type: 'truncate' }
  | { type: 'garbage' }
  | { type: 'withhold_event' }
  | { type: 'delay_event'; ms: number }
  | { type: 'duplicate_event' }
  | { type: 'mute_heartbeats' };

/** Stands until it is ended, or has happened `times` times: for what fits everything that it names. */
export interface Fault {
  id?: number;
  application_id?: Id;
  /** A path in which `*` stands for any text. */
  path?: string;
  method?: string;
  operation?: string;
  /** The name of an event, likewise. */
  event?: string;
  times?: number;
  /** How likely it is each time, from 0 to 1. */
  probability?: number;
  effect: Effect;
}

export type RateLimits =
  { mode: 'off' | 'discord' } | { mode: 'only'; limit: number; window_ms: number; scope: 'user' | 'shared' | 'global' };

const of = (application: Id | undefined) => (application === undefined ? {} : { application_id: application });

export const faults = {
  list: () => call<Fault[]>('GET', 'faults'),
  add: (fault: Fault) => call('POST', 'faults', fault),
  end: (id: number) => call('DELETE', `faults?id=${id}`),
  endAll: () => call('DELETE', 'faults'),
};

export const gateway = {
  cut: (application?: Id, close_code?: number) =>
    call('POST', 'gateway/cut', { ...of(application), ...(close_code !== undefined && { close_code }) }),
  reconnect: (application?: Id) => call('POST', 'gateway/reconnect', of(application)),
  heartbeat: (application?: Id) => call('POST', 'gateway/heartbeat', of(application)),
  invalidate: (resumable: boolean, application?: Id) =>
    call('POST', 'gateway/invalid-session', { resumable, ...of(application) }),
  restart: (keep_sessions: boolean) => call('POST', 'gateway/restart', { keep_sessions }),
};

export const clock = {
  read: () => call<{ now: number }>('GET', 'clock'),
  advance: (advance_ms: number) => call<{ now: number }>('POST', 'clock', { advance_ms }),
};

export const rateLimits = {
  read: () => call<RateLimits>('GET', 'rate-limits'),
  set: (limits: RateLimits) => call('POST', 'rate-limits', limits),
};

/** Discord's close codes, with what a bot must do about them. */
export const CLOSE_CODES: readonly (readonly [string, string])[] = [
  ['', 'without a code (the line is cut)'],
  ['4000', '4000 unknown error: resume'],
  ['4001', '4001 unknown opcode: resume'],
  ['4002', '4002 decode error: resume'],
  ['4003', '4003 not authenticated: start anew'],
  ['4004', '4004 authentication failed: give up'],
  ['4005', '4005 already authenticated: resume'],
  ['4007', '4007 invalid seq: start anew'],
  ['4008', '4008 rate limited: resume'],
  ['4009', '4009 session timed out: start anew'],
  ['4010', '4010 invalid shard: give up'],
  ['4011', '4011 sharding required: give up'],
  ['4012', '4012 invalid API version: give up'],
  ['4013', '4013 invalid intents: give up'],
  ['4014', '4014 disallowed intents: give up'],
];

export const EFFECTS: readonly (readonly [Effect['type'], string])[] = [
  ['latency', 'Calls take longer'],
  ['status', 'Calls fail (5xx)'],
  ['rate_limit', 'Calls are refused (429)'],
  ['drop_connection', 'Calls break off'],
  ['truncate', 'Responses are cut short'],
  ['garbage', 'Responses are no JSON'],
  ['withhold_event', 'Events are not sent'],
  ['delay_event', 'Events come late'],
  ['duplicate_event', 'Events come twice'],
  ['mute_heartbeats', 'Heartbeats get no answer'],
];

export const isOfEvents = (type: Effect['type']) => type.endsWith('_event');

/** What a fault does, in words. */
export function effectInWords(effect: Effect): string {
  switch (effect.type) {
    case 'latency':
      return `Calls take ${effect.ms} ms longer`;
    case 'status':
      return `Calls fail with ${effect.status}`;
    case 'rate_limit':
      return `Calls are refused with 429 for ${effect.retry_after} s (${effect.scope})`;
    case 'drop_connection':
      return `Calls break off ${effect.after_change ? 'after' : 'before'} the change`;
    case 'delay_event':
      return `Events come ${effect.ms} ms later`;
    default:
      return EFFECTS.find(([type]) => type === effect.type)?.[1] ?? String((effect as { type?: unknown }).type);
  }
}

/** To what and how often it happens, in words. */
export function rangeInWords({ method, path, operation, event, times, probability = 1 }: Fault): string {
  const what = operation ?? event ?? [method, path].filter(Boolean).join(' ');
  return [
    what,
    probability < 1 && `${Math.round(probability * 100)} % of the time`,
    times !== undefined && (times === 1 ? 'once more' : `${times} times more`),
  ]
    .filter(Boolean)
    .join(' • ');
}
