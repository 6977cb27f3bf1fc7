/** What a poll needs before it can be posted. */
import type { PollDraft } from './types';

export const MOST_ANSWERS = 10;

/** Hours, as Discord's client offers them. */
export const DURATIONS: readonly (readonly [hours: number, name: string])[] = [
  [1, '1 hour'],
  [4, '4 hours'],
  [8, '8 hours'],
  [24, '24 hours'],
  [72, '3 days'],
  [168, '1 week'],
  [336, '2 weeks'],
];

/** Empty answers are left out; without a question or any answer there is no poll. */
export function draftOf(question: string, answers: string[], duration: number, many: boolean): PollDraft | undefined {
  const texts = answers.map((answer) => answer.trim()).filter((answer) => answer !== '');
  if (question.trim() === '' || texts.length === 0 || texts.length > MOST_ANSWERS) return undefined;
  return {
    question: { text: question.trim() },
    answers: texts.map((text) => ({ poll_media: { text } })),
    duration,
    allow_multiselect: many,
  };
}
