/** A menu at a button. Arrow keys move, Enter chooses. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Side } from './float';
import { Popover } from './popover';

export interface MenuItem {
  label: string;
  icon?: ComponentChildren;
  danger?: boolean;
  checked?: boolean;
  onSelect: () => void;
}

interface Props {
  label: string;
  items: (MenuItem | false | undefined)[];
  class?: string;
  side?: Side;
  title?: string;
  children: ComponentChildren;
}

export function MenuButton({ label, items, class: name = 'icon-button', side = 'below', title, children }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement>();
  const shown = items.filter((item) => item !== false && item !== undefined);
  return (
    <>
      <button
        type="button"
        class={name}
        aria-label={label}
        title={title}
        aria-haspopup="menu"
        aria-expanded={anchor !== undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {children}
      </button>
      {anchor !== undefined && (
        <Popover
          anchor={anchor}
          label={label}
          role="menu"
          class="menu"
          side={side}
          onClose={() => setAnchor(undefined)}
        >
          {(close) => (
            <div onKeyDown={moveFocus}>
              {shown.map((item) => (
                <button
                  key={item.label}
                  type="button"
                  role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
                  aria-checked={item.checked}
                  class={item.danger ? 'menu-item danger' : 'menu-item'}
                  onClick={() => {
                    close();
                    item.onSelect();
                  }}
                >
                  <span>{item.label}</span>
                  {item.icon}
                </button>
              ))}
            </div>
          )}
        </Popover>
      )}
    </>
  );
}

/** Up and down go through the items, round and round. */
export function moveFocus(event: KeyboardEvent) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('button, a, [role=option]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
}

/** All four arrows go through buttons that stand in rows. */
export function moveInGrid(event: KeyboardEvent) {
  const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const down = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('button')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  if (at === -1 || (across === undefined && down === undefined)) return;
  event.preventDefault();
  if (down === undefined) return buttons[at + across!]?.focus();
  const from = buttons[at]!.getBoundingClientRect();
  const away = (button: HTMLElement) => {
    const { left, top } = button.getBoundingClientRect();
    return { button, rows: (top - from.top) * down, columns: Math.abs(left - from.left) };
  };
  const [next] = buttons
    .map(away)
    .filter(({ rows }) => rows > 1)
    .sort((a, b) => a.rows - b.rows || a.columns - b.columns);
  next?.button.focus();
}
