/** One emoji: a character, or a custom one as the sandbox serves it; its name where there is no picture. */
import { useState } from 'preact/hooks';
import type { Emoji } from '../types';

const ID = /^\d{1,20}$/;

export function emojiSource(id: string | null | undefined, animated = false): string | undefined {
  return id && ID.test(id) ? `/cdn/emojis/${id}.webp${animated ? '?animated=true' : ''}` : undefined;
}

export function EmojiView({ emoji, label = true }: { emoji: Emoji; label?: boolean }) {
  const [broken, setBroken] = useState(false);
  const source = emojiSource(emoji.id, emoji.animated);
  if (source === undefined) {
    // A button may name an emoji by its id alone, or a bot may send a bad id.
    if (emoji.id) return <span class="custom-emoji">:{emoji.name ?? 'emoji'}:</span>;
    return <span class="emoji">{emoji.name ?? ''}</span>;
  }
  const name = `:${emoji.name ?? 'emoji'}:`;
  if (broken) return <span class="custom-emoji">{name}</span>;
  return (
    <img
      class="emoji-picture"
      src={source}
      alt={label ? name : ''}
      title={name}
      loading="lazy"
      onError={() => setBroken(true)}
    />
  );
}
