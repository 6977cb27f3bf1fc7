/** The stickers that can be sent: the server's own, and those that everybody has. */
import { useEffect, useState } from 'preact/hooks';
import { as } from '../api';
import { useReport } from '../state/store';
import type { Id, Sticker } from '../types';
import { moveInGrid } from '../ui/menu';
import { Popover } from '../ui/popover';
import { StickerView } from '../ui/sticker';

interface Props {
  anchor: HTMLElement;
  user: Id;
  own: Sticker[];
  onPick: (sticker: Sticker) => void;
  onClose: () => void;
}

interface Pack {
  id: Id;
  name: string;
  stickers: Sticker[];
}

export function StickerPicker({ anchor, user, own, onPick, onClose }: Props) {
  const report = useReport();
  const [packs, setPacks] = useState<Pack[]>([]);
  useEffect(() => {
    let ended = false;
    const asking = as<{ sticker_packs: Pack[] }>(user, 'GET', 'sticker-packs');
    void report(asking.then(({ sticker_packs }) => ended || setPacks(sticker_packs)));
    return () => {
      ended = true;
    };
  }, [user]);
  const groups = [{ id: 'own', name: 'This server', stickers: own }, ...packs].filter(
    ({ stickers }) => stickers.length > 0,
  );
  return (
    <Popover anchor={anchor} label="Pick a sticker" side="above" class="sticker-picker" onClose={onClose}>
      {(close) => (
        <div onKeyDown={moveInGrid}>
          {groups.map(({ id, name, stickers }) => (
            <section key={id} aria-label={name}>
              <h3>{name}</h3>
              <ul class="sticker-grid">
                {stickers.map((sticker) => (
                  <li key={sticker.id}>
                    <button
                      type="button"
                      title={[sticker.name, sticker.tags].filter(Boolean).join(' • ')}
                      onClick={() => {
                        close();
                        onPick(sticker);
                      }}
                    >
                      <StickerView sticker={sticker} small />
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </Popover>
  );
}
