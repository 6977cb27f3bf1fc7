/** A sticker as the sandbox serves it, or its name and why there is no more to see. */
import { Sticker as StickerIcon } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Id } from '../types';

const LOTTIE = 3;
const GIF = 4;

interface Props {
  sticker: { id: Id; name: string; format_type?: number };
  /** In a list, with less room. */
  small?: boolean;
}

export function StickerView({ sticker: { id, name, format_type }, small = false }: Props) {
  const [broken, setBroken] = useState(false);
  const lottie = format_type === LOTTIE;
  const size = small ? 'small' : '';
  // It would need a player of its own.
  const why = lottie
    ? small
      ? 'Lottie, not played'
      : 'A Lottie animation, which this page does not play'
    : 'No picture here';
  if (broken || lottie || !/^\d{1,20}$/.test(id)) {
    return (
      <span class={`sticker-placeholder ${size}`}>
        <StickerIcon size={20} aria-hidden="true" />
        <span>
          <span class="visually-hidden">Sticker: </span>
          {name}
          <small>{why}</small>
        </span>
      </span>
    );
  }
  return (
    <img
      class={`sticker ${size}`}
      src={`/cdn/stickers/${id}.${format_type === GIF ? 'gif' : 'png'}`}
      alt={`Sticker: ${name}`}
      title={name}
      loading={small ? 'eager' : 'lazy'}
      onError={() => setBroken(true)}
    />
  );
}
