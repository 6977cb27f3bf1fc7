/** What bots and the sandbox said to each other, as the sandbox tells it. */
import type { Id } from '../types';

export interface RateLimit {
  bucket: string;
  limit: number;
  remaining: number;
  reset_after: number;
  scope?: string | null;
}

export interface CallEntry {
  /** Each entry's is greater than those of all before. */
  id: number;
  at: number;
  kind: 'call';
  application_id: Id | null;
  user_id: Id | null;
  method: string;
  path: string;
  operation: string | null;
  status: number;
  duration_ms: number;
  request: unknown;
  files?: { name: string; filename: string; size: number }[];
  response: unknown;
  /** Why it was refused. */
  why: string | null;
  rate_limit: RateLimit | null;
}

export interface GatewayEntry {
  /** Each entry's is greater than those of all before. */
  id: number;
  at: number;
  kind: 'gateway';
  application_id: Id | null;
  session_id: string | null;
  shard: [number, number] | null;
  direction: 'sent' | 'received' | 'withheld' | 'closed';
  /** The opcode, or the close code; null if the connection broke or it was no payload. */
  op: number | null;
  t: string | null;
  s: number | null;
  d: unknown;
  why: string | null;
}

/** What the sandbox sent to a bot's endpoint over HTTP, and the answer. */
export interface DeliveryEntry {
  /** Each entry's is greater than those of all before. */
  id: number;
  at: number;
  kind: 'delivery';
  application_id: Id;
  url: string;
  purpose: 'ping' | 'wrong_signature' | 'interaction' | 'event';
  /** Null if there was no answer. */
  status: number | null;
  duration_ms: number;
  request: unknown;
  response: unknown;
  /** Why it failed. */
  why: string | null;
}

/** One thing that a bot and the sandbox said to each other. */
export type LogEntry = CallEntry | GatewayEntry | DeliveryEntry;
