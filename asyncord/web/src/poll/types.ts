/** Polls in Discord's form. */
import type { Emoji, Id } from '../types';

export interface PollMedia {
  text?: string;
  emoji?: Emoji | null;
}

export interface PollAnswer {
  answer_id: number;
  poll_media: PollMedia;
}

export interface AnswerCount {
  id: number;
  count: number;
  me_voted?: boolean;
  /** Who voted; the sandbox sends it. */
  user_ids?: Id[];
}

export interface Poll {
  question?: PollMedia;
  answers?: PollAnswer[];
  expiry?: string | null;
  allow_multiselect?: boolean;
  results?: { is_finalized?: boolean; answer_counts?: AnswerCount[] };
}

/** A poll as a message is created with it. */
export interface PollDraft {
  question: PollMedia;
  answers: { poll_media: PollMedia }[];
  duration: number;
  allow_multiselect: boolean;
}
