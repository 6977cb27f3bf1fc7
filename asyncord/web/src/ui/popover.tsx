/** A box at an element, in the browser's top layer: Escape and a click outside close it, and the focus goes back. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { hasClosed, hide, place, show, type Side } from './float';

interface Props {
  /** Without one, the box stands in the middle of the screen. */
  anchor: HTMLElement | undefined;
  label: string;
  onClose: () => void;
  side?: Side;
  class?: string;
  role?: 'dialog' | 'menu';
  children: (close: () => void) => ComponentChildren;
}

export function Popover({
  anchor,
  label,
  onClose,
  side = 'below',
  class: name = '',
  role = 'dialog',
  children,
}: Props) {
  const box = useRef<HTMLDivElement>(null);
  const close = () => hide(box.current);

  useLayoutEffect(() => {
    const element = box.current!;
    show(element);
    const put = () => anchor && place(element, anchor.getBoundingClientRect(), side);
    put();
    const first = (what: string) => element.querySelector<HTMLElement>(what);
    const start = first('[data-autofocus]') ?? first('input, [role^=menuitem], button, a') ?? element;
    start.focus({ preventScroll: true });
    // What is in it can grow.
    const observer = new ResizeObserver(put);
    observer.observe(element);
    return () => observer.disconnect();
  }, [anchor]);

  return (
    <div
      ref={box}
      class={`popover ${anchor === undefined ? 'middle' : ''} ${name}`}
      popover="auto"
      role={role}
      aria-label={label}
      tabIndex={-1}
      onToggle={(event) => {
        // The event comes late: by then another box can stand here.
        if (hasClosed(event) && box.current !== null) onClose();
      }}
    >
      {children(close)}
    </div>
  );
}
