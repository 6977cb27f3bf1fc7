/** What one can do with a thread, as calls. */
import { as } from '../api';
import type { Channel, Id } from '../types';

export function followThread(user: Id, thread: Id, follow: boolean): Promise<unknown> {
  return as(user, follow ? 'PUT' : 'DELETE', `channels/${thread}/thread-members/@me`);
}

export function changeThread(user: Id, thread: Id, change: Partial<ThreadChange>): Promise<unknown> {
  return as(user, 'PATCH', `channels/${thread}`, change);
}

interface ThreadChange {
  name: string;
  archived: boolean;
  locked: boolean;
  applied_tags: Id[];
  rate_limit_per_user: number;
  auto_archive_duration: number;
}

export function deleteThread(user: Id, { id }: Channel): Promise<unknown> {
  return as(user, 'DELETE', `channels/${id}`);
}

/** Beside the channel where there is room for both, in its place otherwise. */
export const roomBeside = () => matchMedia('(min-width: 1101px)').matches;
