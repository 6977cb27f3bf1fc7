/** A modal dialog of the browser's own kind: it keeps the focus inside, Escape closes it, and the focus goes back where it was. */
import { X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  title: string;
  onClose: () => void;
  /** `page` fills the screen, for settings. */
  size?: 'small' | 'wide' | 'page';
  children: ComponentChildren | ((close: () => void) => ComponentChildren);
}

export function Dialog({ title, onClose, size = 'small', children }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  const close = () => box.current?.close();

  useLayoutEffect(() => {
    box.current!.showModal();
    const first = (what: string) => box.current!.querySelector<HTMLElement>(what);
    (first('[data-autofocus]') ?? first('.dialog-body :is(input, select, textarea)'))?.focus();
  }, []);

  return (
    <dialog
      ref={box}
      class={`dialog ${size}`}
      aria-labelledby={id}
      onClose={onClose}
      onMouseDown={(event) => {
        if (event.target === box.current && size !== 'page') close();
      }}
    >
      <div class="dialog-frame">
        <header>
          <h2 id={id}>{title}</h2>
          <button type="button" class="icon-button" aria-label="Close" title="Close (Escape)" onClick={close}>
            <X size={20} aria-hidden="true" />
          </button>
        </header>
        <div class="dialog-body">{typeof children === 'function' ? children(close) : children}</div>
      </div>
    </dialog>
  );
}
