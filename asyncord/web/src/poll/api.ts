import { as } from '../api';
import type { Id } from '../types';

/** Casts the user's votes; an empty list takes them back. */
export function vote(user: Id, channel: Id, message: Id, answer_ids: number[]): Promise<unknown> {
  return as(user, 'PUT', `channels/${channel}/polls/${message}/votes`, { answer_ids });
}

export function expirePoll(user: Id, channel: Id, message: Id): Promise<unknown> {
  return as(user, 'POST', `channels/${channel}/polls/${message}/expire`);
}
