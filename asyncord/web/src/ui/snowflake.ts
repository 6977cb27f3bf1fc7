/** Discord's ids carry the moment at which they were made. */
import type { Id } from '../types';

const EPOCH = 1_420_070_400_000n;

export function when(id: Id): Date | undefined {
  return /^\d{1,20}$/.test(id) ? new Date(Number((BigInt(id) >> 22n) + EPOCH)) : undefined;
}
