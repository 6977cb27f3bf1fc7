/** The reactions under a message: each shows its count and is a switch for the user who writes. */
import { SmilePlus } from 'lucide-preact';
import { react } from './api';
import { useDirectory } from '../state/directory';
import { useReport } from '../state/store';
import { emojiKey } from '../state/world';
import type { Id, Message, Reaction } from '../types';
import { EmojiView } from '../ui/emoji-view';

interface Props {
  message: Message;
  writeAs: Id;
  onAdd: (anchor: HTMLElement) => void;
}

export function Reactions({ message, writeAs, onAdd }: Props) {
  const reactions = message.reactions ?? [];
  if (reactions.length === 0) return null;
  return (
    <div class="reactions" role="group" aria-label="Reactions">
      {reactions.map((reaction) => (
        <ReactionButton key={emojiKey(reaction.emoji)} message={message} reaction={reaction} writeAs={writeAs} />
      ))}
      <button
        type="button"
        class="reaction reaction-add"
        aria-label="Add another reaction"
        onClick={(event) => onAdd(event.currentTarget)}
      >
        <SmilePlus size={18} aria-hidden="true" />
      </button>
    </div>
  );
}

function ReactionButton({ message, reaction, writeAs }: { message: Message; reaction: Reaction; writeAs: Id }) {
  const report = useReport();
  const directory = useDirectory();
  const mine = reaction.user_ids?.includes(writeAs) ?? false;
  const { id, name } = reaction.emoji;
  const shown = id ? `:${name}:` : (name ?? '');
  const who = (reaction.user_ids ?? [])
    .slice(0, 10)
    .map((user) => directory.name(user))
    .join(', ');
  return (
    <button
      type="button"
      class="reaction"
      data-emoji={emojiKey(reaction.emoji)}
      aria-pressed={mine}
      aria-label={`${shown}, ${reaction.count} ${reaction.count === 1 ? 'reaction' : 'reactions'}`}
      title={who === '' ? undefined : who}
      onClick={() => report(react(writeAs, message.channel_id, message.id, emojiKey(reaction.emoji), !mine))}
    >
      <EmojiView emoji={reaction.emoji} label={false} />
      <span class="reaction-count">{reaction.count}</span>
    </button>
  );
}
