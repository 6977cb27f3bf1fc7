/** A poll: choose and vote, or look at the results. */
import { Check } from 'lucide-preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { Dots } from '../component/button';
import { useActing } from '../interaction/acting';
import type { FullMessage } from '../message/types';
import { useReport } from '../state/store';
import { EmojiView } from '../ui/emoji-view';
import { vote } from './api';
import { ended, type Result, results, timeLeft, total } from './count';
import type { Poll, PollAnswer } from './types';

export function PollView({ message, poll }: { message: FullMessage; poll: Poll }) {
  const { user } = useActing();
  const report = useReport();
  const title = useId();
  const group = useId();
  const now = useNow();
  const list = results(poll, user);
  const mine = list.filter((result) => result.mine).map(({ answer }) => answer);
  const [chosen, setChosen] = useState<number[]>([]);
  const [looking, setLooking] = useState(false);
  const [busy, setBusy] = useState(false);
  const over = ended(poll, now);
  const showResults = over || mine.length > 0 || looking;
  const many = poll.allow_multiselect === true;
  const votes = total(list);

  // Another user has other votes.
  useEffect(() => setChosen([]), [user]);

  const cast = async (answers: number[]) => {
    setBusy(true);
    await report(vote(user, message.channel_id, message.id, answers));
    setBusy(false);
    setChosen([]);
    setLooking(false);
  };
  const choose = (answer: number) =>
    setChosen(
      many ? (chosen.includes(answer) ? chosen.filter((one) => one !== answer) : [...chosen, answer]) : [answer],
    );

  return (
    <div class="poll" role="group" aria-labelledby={title}>
      <p id={title} class="poll-question">
        {poll.question?.text}
      </p>
      {!showResults && <p class="poll-hint">{many ? 'Select one or more answers' : 'Select one answer'}</p>}
      <ul class="poll-answers">
        {(poll.answers ?? []).map((answer, index) => (
          <li key={answer.answer_id}>
            {showResults ? (
              <ResultBar answer={answer} result={list[index]!} over={over} />
            ) : (
              <label class="poll-answer">
                <Media answer={answer} />
                <input
                  type={many ? 'checkbox' : 'radio'}
                  name={group}
                  checked={chosen.includes(answer.answer_id)}
                  onChange={() => choose(answer.answer_id)}
                />
              </label>
            )}
          </li>
        ))}
      </ul>
      <div class="poll-footer">
        <span>
          {votes} {votes === 1 ? 'vote' : 'votes'} • {timeLeft(poll, now)}
        </span>
        {busy && <Dots />}
        {!over && mine.length > 0 && (
          <button type="button" class="inline-button" disabled={busy} onClick={() => void cast([])}>
            Remove vote
          </button>
        )}
        {!over && mine.length === 0 && (
          <>
            <button type="button" class="inline-button" onClick={() => setLooking(!looking)}>
              {looking ? 'Back to voting' : 'Show results'}
            </button>
            {!looking && (
              <button
                type="button"
                class="button"
                disabled={chosen.length === 0 || busy}
                onClick={() => void cast(chosen)}
              >
                Vote
              </button>
            )}
          </>
        )}
      </div>
    </div>
  );
}

function ResultBar({ answer, result, over }: { answer: PollAnswer; result: Result; over: boolean }) {
  const winner = over && result.leads;
  return (
    <div class={`poll-answer result ${result.mine ? 'mine' : ''} ${winner ? 'winner' : ''}`}>
      <span class="poll-bar" style={{ width: `${result.share}%` }} aria-hidden="true" />
      <Media answer={answer} />
      <span class="poll-count">
        {result.count} {result.count === 1 ? 'vote' : 'votes'} <strong>{result.share}%</strong>
      </span>
      {(result.mine || winner) && (
        <span class="poll-check">
          <Check size={14} aria-hidden="true" />
          <span class="visually-hidden">
            {[result.mine && 'your vote', winner && 'most votes'].filter(Boolean).join(', ')}
          </span>
        </span>
      )}
    </div>
  );
}

function Media({ answer: { poll_media } }: { answer: PollAnswer }) {
  return (
    <span class="poll-media">
      {poll_media?.emoji && <EmojiView emoji={poll_media.emoji} label={!poll_media.text} />}
      <span>{poll_media?.text}</span>
    </span>
  );
}

/** The time, moving on while the poll is shown. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
