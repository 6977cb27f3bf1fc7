/** How a closed poll ended, from the embed that Discord puts into its result message. */
import { useJump } from '../message/jump';
import type { FullMessage } from '../message/types';
import { EmojiView } from '../ui/emoji-view';

export function PollResult({ message }: { message: FullMessage }) {
  const jump = useJump();
  const fields = new Map((message.embeds?.[0]?.fields ?? []).map(({ name, value }) => [name, value]));
  const text = (name: string) => fields.get(name) ?? '';
  const votes = Number(text('victor_answer_votes')) || 0;
  const all = Number(text('total_votes')) || 0;
  const emoji = text('victor_answer_emoji_name');
  const { message_id: poll, channel_id = message.channel_id } = message.message_reference ?? {};
  const winner = text('victor_answer_text');
  return (
    <div class="poll-result">
      <p class="poll-question">{text('poll_question_text')}</p>
      <p>
        {emoji !== '' && (
          <EmojiView
            emoji={{
              id: text('victor_answer_emoji_id') || null,
              name: emoji,
              animated: text('victor_answer_emoji_animated') === 'true',
            }}
          />
        )}{' '}
        {winner === '' && emoji === '' ? all === 0 ? 'No votes' : 'The result was a draw' : <strong>{winner}</strong>}
        {all > 0 && (
          <span class="poll-count">
            {' '}
            {votes} of {all} votes • {Math.round((100 * votes) / all)}%
          </span>
        )}
      </p>
      {poll !== undefined && (
        <button type="button" class="inline-button" onClick={() => jump(channel_id, poll)}>
          View poll
        </button>
      )}
    </div>
  );
}
