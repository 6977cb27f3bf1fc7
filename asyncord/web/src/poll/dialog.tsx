/** Makes a poll. */
import { Plus, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useActing } from '../interaction/acting';
import { sendMessage } from '../message/api';
import { useReport } from '../state/store';
import type { Id } from '../types';
import { Dialog } from '../modal/dialog';
import { draftOf, DURATIONS, MOST_ANSWERS } from './draft';

export function PollDialog({ channel, onClose }: { channel: Id; onClose: () => void }) {
  const { user } = useActing();
  const report = useReport();
  const [question, setQuestion] = useState('');
  const [answers, setAnswers] = useState(['', '']);
  const [duration, setDuration] = useState(24);
  const [many, setMany] = useState(false);
  const [busy, setBusy] = useState(false);
  const poll = draftOf(question, answers, duration, many);

  const post = async () => {
    if (poll === undefined) return;
    setBusy(true);
    const sent = await report(sendMessage(user, channel, { poll }));
    setBusy(false);
    if (sent) onClose();
  };

  return (
    <Dialog title="Create a poll" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void post();
        }}
      >
        <label class="field">
          Question
          <input
            value={question}
            maxLength={300}
            placeholder="What do you want to ask?"
            onInput={(event) => setQuestion(event.currentTarget.value)}
          />
        </label>
        <fieldset class="poll-fields">
          <legend>Answers</legend>
          {answers.map((answer, index) => (
            <div key={index} class="poll-field">
              <input
                aria-label={`Answer ${index + 1}`}
                value={answer}
                maxLength={55}
                placeholder="Type an answer"
                onInput={(event) => setAnswers(answers.with(index, event.currentTarget.value))}
              />
              {answers.length > 1 && (
                <button
                  type="button"
                  class="icon-button"
                  aria-label={`Remove answer ${index + 1}`}
                  onClick={() => setAnswers(answers.filter((_, other) => other !== index))}
                >
                  <Trash2 size={18} aria-hidden="true" />
                </button>
              )}
            </div>
          ))}
          {answers.length < MOST_ANSWERS && (
            <button type="button" class="inline-button" onClick={() => setAnswers([...answers, ''])}>
              <Plus size={16} aria-hidden="true" /> Add another answer
            </button>
          )}
        </fieldset>
        <label class="field">
          Duration
          <select value={duration} onChange={(event) => setDuration(Number(event.currentTarget.value))}>
            {DURATIONS.map(([hours, name]) => (
              <option key={hours} value={hours}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="check">
          <input type="checkbox" checked={many} onChange={(event) => setMany(event.currentTarget.checked)} />
          Allow several answers
        </label>
        <button type="submit" class="button" disabled={poll === undefined || busy}>
          Post
        </button>
      </form>
    </Dialog>
  );
}
