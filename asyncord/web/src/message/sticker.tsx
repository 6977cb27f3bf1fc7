/** The stickers of a message. */
import { StickerView } from '../ui/sticker';
import type { Sticker } from './types';

export function Stickers({ stickers }: { stickers: Sticker[] }) {
  return (
    <>
      {stickers.slice(0, 3).map((sticker) => (
        <StickerView key={sticker.id} sticker={sticker} />
      ))}
    </>
  );
}
