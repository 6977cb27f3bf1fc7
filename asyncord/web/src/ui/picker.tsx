/** The small emoji picker, in the browser's top layer: Escape and a click outside close it. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Emoji } from '../types';
import { EmojiView } from './emoji-view';
import { COMMON_EMOJI } from './emoji';

interface Props {
  anchor: HTMLElement;
  custom: Emoji[];
  onPick: (emoji: Emoji) => void;
  onClose: () => void;
}

const GAP = 6;
const COLUMNS = 9;

export function EmojiPicker({ anchor, custom, onPick, onClose }: Props) {
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = box.current!;
    element.showPopover();
    const from = anchor.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const above = from.top - height - GAP;
    element.style.left = `${Math.max(GAP, Math.min(from.right - width, innerWidth - width - GAP))}px`;
    element.style.top = `${above > GAP ? above : Math.min(from.bottom + GAP, innerHeight - height - GAP)}px`;
    element.querySelector('button')?.focus();
  }, [anchor]);

  const pick = (emoji: Emoji) => {
    onPick(emoji);
    box.current?.hidePopover();
  };

  const move = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...box.current!.querySelectorAll('button')];
    buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus();
  };

  return (
    <div
      ref={box}
      class="picker"
      popover="auto"
      role="group"
      aria-label="Pick an emoji"
      onKeyDown={move}
      onToggle={(event) => {
        if ((event as unknown as ToggleEvent).newState === 'closed') onClose();
      }}
    >
      <div class="picker-grid">
        {COMMON_EMOJI.map(([emoji, name]) => (
          <button
            key={emoji}
            type="button"
            class="emoji"
            aria-label={name}
            title={name}
            onClick={() => pick({ id: null, name: emoji })}
          >
            {emoji}
          </button>
        ))}
      </div>
      {custom.length > 0 && (
        <div class="picker-custom">
          {custom.map((emoji) => (
            <button
              key={emoji.id}
              type="button"
              aria-label={emoji.name ?? 'emoji'}
              title={`:${emoji.name}:`}
              onClick={() => pick(emoji)}
            >
              <EmojiView emoji={emoji} label={false} />
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
