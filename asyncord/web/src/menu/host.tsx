/** Opens context menus: by the right button, by a long press, and by the keyboard (menu key, Shift+F10). */
import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useRef, useState } from 'preact/hooks';
import type { Anchor } from '../ui/float';
import { Menu } from './menu';
import type { MenuGroups } from './types';

type OpenMenu = (label: string, groups: MenuGroups, anchor: Anchor) => void;

const MenuContext = createContext<OpenMenu>(() => undefined);

export function MenuHost({ children }: { children: ComponentChildren }) {
  const [menu, setMenu] = useState<{ label: string; groups: MenuGroups; anchor: Anchor; number: number }>();
  const before = useRef<HTMLElement | null>(null);
  const count = useRef(0);
  const open = useCallback<OpenMenu>((label, groups, anchor) => {
    before.current = document.activeElement as HTMLElement | null;
    count.current += 1;
    setMenu({ label, groups, anchor, number: count.current });
  }, []);
  return (
    <MenuContext.Provider value={open}>
      {children}
      {menu !== undefined && (
        <section aria-label={menu.label}>
          <Menu
            key={menu.number}
            label={menu.label}
            groups={menu.groups}
            anchor={menu.anchor}
            side="below"
            onClose={() => {
              setMenu((now) => (now?.number === menu.number ? undefined : now));
              before.current?.focus({ preventScroll: true });
            }}
          />
        </section>
      )}
    </MenuContext.Provider>
  );
}

export function useOpenMenu(): OpenMenu {
  return useContext(MenuContext);
}

const LONG_PRESS = 500;
const MOVED = 10;

/** Touches that the innermost element has taken for itself: a name within a message opens its own menu only. */
const taken = new WeakSet<Event>();

/** The handlers that make an element open a menu. */
export function useMenuTrigger(label: string, groups: () => MenuGroups) {
  const open = useOpenMenu();
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | undefined>(undefined);
  const pressed = useRef(false);
  const at = (x: number, y: number): Anchor => ({ left: x, right: x, top: y - 4, bottom: y - 4 });
  const cancel = () => {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  };
  return {
    onContextMenu(event: MouseEvent) {
      // Text that is selected and links keep the browser's own menu.
      const target = event.target as HTMLElement;
      if (event.defaultPrevented || target.closest('textarea, input, a[href^="http"], video, audio')) return;
      if (event.shiftKey) return;
      event.preventDefault();
      cancel();
      const { left, bottom } = target.getBoundingClientRect();
      const keyboard = event.clientX === 0 && event.clientY === 0;
      open(label, groups(), keyboard ? at(left, bottom) : at(event.clientX, event.clientY));
    },
    onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return;
      const target = event.target as HTMLElement;
      if (event.defaultPrevented || target.closest('textarea, input')) return;
      event.preventDefault();
      const rect = target.getBoundingClientRect();
      open(label, groups(), at(rect.left + Math.min(80, rect.width / 2), Math.min(rect.bottom, rect.top + 24)));
    },
    // iOS has no context menu event for touches.
    onTouchStart(event: TouchEvent) {
      const touch = event.touches[0];
      if (touch === undefined || event.touches.length > 1 || taken.has(event)) return cancel();
      taken.add(event);
      const { clientX: x, clientY: y } = touch;
      cancel();
      const timer = setTimeout(() => {
        pressed.current = true;
        open(label, groups(), at(x, y));
      }, LONG_PRESS);
      press.current = { x, y, timer };
    },
    onTouchMove(event: TouchEvent) {
      const touch = event.touches[0];
      const start = press.current;
      if (touch && start && Math.hypot(touch.clientX - start.x, touch.clientY - start.y) > MOVED) cancel();
    },
    onTouchEnd(event: TouchEvent) {
      cancel();
      // The finger that is lifted must not also click what is under it.
      if (pressed.current) event.preventDefault();
      pressed.current = false;
    },
    onTouchCancel: cancel,
  };
}
