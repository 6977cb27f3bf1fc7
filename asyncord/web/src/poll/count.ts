/** What a poll's numbers mean. */
import { stampUntil } from '../markdown/time';
import type { Id } from '../types';
import type { Poll } from './types';

export interface Result {
  answer: number;
  count: number;
  /** Of all votes, in whole percent. */
  share: number;
  mine: boolean;
  leads: boolean;
}

export function results(poll: Poll, user: Id): Result[] {
  const counts = new Map((poll.results?.answer_counts ?? []).map((count) => [count.id, count]));
  const answers = poll.answers ?? [];
  const votes = (answer: number) => Math.max(0, counts.get(answer)?.count ?? 0);
  const total = answers.reduce((sum, { answer_id }) => sum + votes(answer_id), 0);
  const most = Math.max(0, ...answers.map(({ answer_id }) => votes(answer_id)));
  return answers.map(({ answer_id }) => {
    const count = votes(answer_id);
    return {
      answer: answer_id,
      count,
      share: total === 0 ? 0 : Math.round((100 * count) / total),
      mine: counts.get(answer_id)?.user_ids?.includes(user) ?? false,
      leads: count > 0 && count === most,
    };
  });
}

export function total(list: Result[]): number {
  return list.reduce((sum, { count }) => sum + count, 0);
}

export function ended(poll: Poll, now: number): boolean {
  if (poll.results?.is_finalized) return true;
  return poll.expiry ? Date.parse(poll.expiry) <= now : false;
}

export function timeLeft(poll: Poll, now: number): string {
  if (ended(poll, now)) return 'Poll closed';
  if (!poll.expiry) return 'No end';
  return stampUntil(Date.parse(poll.expiry) - now);
}
