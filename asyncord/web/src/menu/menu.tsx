/** A context menu: arrow keys move, Enter chooses, the right arrow opens a menu within, Escape goes back. */
import { ChevronRight } from 'lucide-preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Anchor, hide, place, show, type Side } from '../ui/float';
import type { MenuGroups, MenuItem } from './types';

interface Props {
  label: string;
  groups: MenuGroups;
  anchor: Anchor;
  side: Side;
  /** Closes this menu; with `all`, those that it came from as well. */
  onClose: (all: boolean) => void;
}

export function Menu({ label, groups, anchor, side, onClose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [inner, setInner] = useState<{ item: MenuItem; anchor: Anchor; button: HTMLElement }>();
  const closed = useRef(false);

  const close = (all: boolean) => {
    if (closed.current) return;
    closed.current = true;
    hide(box.current);
    onClose(all);
  };

  useLayoutEffect(() => {
    show(box.current!);
    place(box.current!, anchor, side);
    buttons()[0]?.focus({ preventScroll: true });
  }, []);

  // The browser's own way of closing a popover would end a menu as soon as the finger of a long press is lifted.
  useEffect(() => {
    const outside = (event: Event) => {
      if (!(event.target as Element).closest('.context-menu')) close(true);
    };
    const all = () => close(true);
    document.addEventListener('pointerdown', outside, true);
    window.addEventListener('resize', all);
    window.addEventListener('blur', all);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      window.removeEventListener('resize', all);
      window.removeEventListener('blur', all);
    };
  }, []);

  const buttons = () => [...box.current!.querySelectorAll<HTMLElement>(':scope > ul > li > [role=menuitem]')];

  const openInner = (item: MenuItem, button: HTMLElement) => {
    if (inner?.item === item) return;
    setInner({ item, button, anchor: button.getBoundingClientRect() });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const list = buttons();
    const at = list.indexOf(event.target as HTMLElement);
    if (at === -1) return;
    const goal = { ArrowDown: at + 1, ArrowUp: at - 1 + list.length, Home: 0, End: list.length - 1 }[event.key];
    if (goal !== undefined) {
      event.preventDefault();
      list[goal % list.length]?.focus();
    } else if (event.key === 'ArrowRight' && list[at]!.ariaHasPopup === 'menu') {
      event.preventDefault();
      list[at]!.click();
    } else if (event.key === 'Escape' || event.key === 'Tab' || (event.key === 'ArrowLeft' && side === 'beside')) {
      event.preventDefault();
      close(event.key === 'Tab');
    } else if (/^\p{L}$/u.test(event.key)) {
      const after = [...list.slice(at + 1), ...list.slice(0, at + 1)];
      after.find((button) => button.textContent!.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    }
  };

  return (
    <div
      ref={box}
      class="context-menu"
      popover="manual"
      role="menu"
      aria-label={label}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
    >
      {groups
        .filter((group) => group.length > 0)
        .map((group, index) => (
          <ul key={index} role="group">
            {group.map((item, index) => (
              <li key={index} role="none">
                <button
                  type="button"
                  role="menuitem"
                  tabIndex={-1}
                  class={item.danger ? 'context-item danger' : 'context-item'}
                  aria-disabled={item.disabled}
                  aria-haspopup={item.items === undefined ? undefined : 'menu'}
                  aria-expanded={item.items === undefined ? undefined : inner?.item === item}
                  onMouseEnter={(event) => {
                    if (item.items !== undefined) openInner(item, event.currentTarget);
                    else if (inner !== undefined) setInner(undefined);
                  }}
                  onClick={(event) => {
                    if (item.disabled) return;
                    if (item.items !== undefined) return openInner(item, event.currentTarget);
                    close(true);
                    item.onSelect?.();
                  }}
                >
                  <span class="context-text">
                    <span>{item.label}</span>
                    {item.hint && <span class="context-hint">{item.hint}</span>}
                  </span>
                  {item.items !== undefined ? (
                    <ChevronRight size={18} aria-hidden="true" />
                  ) : (
                    item.icon && <item.icon size={18} aria-hidden="true" />
                  )}
                </button>
              </li>
            ))}
          </ul>
        ))}
      {inner !== undefined && (
        <Inner
          key={inner.item.label}
          item={inner.item}
          anchor={inner.anchor}
          onClose={(all) => {
            setInner(undefined);
            if (all) close(true);
            else inner.button.focus();
          }}
        />
      )}
    </div>
  );
}

/** A menu within: its items may still be on their way. */
function Inner({ item, anchor, onClose }: { item: MenuItem; anchor: Anchor; onClose: (all: boolean) => void }) {
  const given = item.items;
  const [items, setItems] = useState(Array.isArray(given) ? given : undefined);
  useEffect(() => {
    if (typeof given !== 'function') return undefined;
    let ended = false;
    given().then(
      (found) => ended || setItems(found),
      (error: unknown) =>
        ended || setItems([{ label: error instanceof Error ? error.message : 'Failed', disabled: true }]),
    );
    return () => {
      ended = true;
    };
  }, []);
  if (items === undefined) return null;
  const shown = items.length === 0 ? [{ label: 'Nothing here', disabled: true }] : items;
  return <Menu label={item.label} groups={[shown]} anchor={anchor} side="beside" onClose={onClose} />;
}
