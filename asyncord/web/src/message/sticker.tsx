/** Stickers as the sandbox serves them. */
import { useState } from 'preact/hooks';
import { Sticker as StickerIcon } from 'lucide-preact';
import type { Sticker } from './types';

const LOTTIE = 3;
const GIF = 4;

export function Stickers({ stickers }: { stickers: Sticker[] }) {
  return (
    <>
      {stickers.slice(0, 3).map((sticker) => (
        <One key={sticker.id} sticker={sticker} />
      ))}
    </>
  );
}

function One({ sticker: { id, name, format_type } }: { sticker: Sticker }) {
  const [broken, setBroken] = useState(false);
  // An animation in Lottie's format would need a player of its own.
  if (broken || format_type === LOTTIE || !/^\d{1,20}$/.test(id)) {
    return (
      <span class="sticker-placeholder">
        <StickerIcon size={20} aria-hidden="true" /> {name}
      </span>
    );
  }
  const source = `/cdn/stickers/${id}.${format_type === GIF ? 'gif' : 'png'}`;
  return (
    <img
      class="sticker"
      src={source}
      alt={`Sticker: ${name}`}
      title={name}
      loading="lazy"
      onError={() => setBroken(true)}
    />
  );
}
