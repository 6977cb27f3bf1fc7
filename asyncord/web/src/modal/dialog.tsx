/** A dialog over the page: the browser keeps the focus inside, Escape closes it, and the focus goes back to where it was. */
import { X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  title: string;
  subtitle?: ComponentChildren;
  class?: string;
  children: ComponentChildren;
  /** Without it the first field has the focus. */
  focus?: string;
  onClose: () => void;
}

export function Dialog({ title, subtitle, class: name = '', children, focus, onClose }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    box.current!.showModal();
    const first = focus ?? '.sheet-body :is(input:not([hidden]), textarea, .select-button)';
    box.current!.querySelector<HTMLElement>(first)?.focus();
    return () => before?.focus({ preventScroll: true });
  }, []);

  return (
    <dialog
      ref={box}
      class={`sheet ${name}`}
      aria-labelledby={id}
      onClose={(event) => event.target === box.current && onClose()}
      onKeyDown={(event) => event.stopPropagation()}
      onContextMenu={(event) => event.stopPropagation()}
    >
      <header>
        <div>
          {subtitle}
          <h2 id={id}>{title}</h2>
        </div>
        <button type="button" class="icon-button" aria-label="Close" onClick={() => box.current!.close()}>
          <X size={20} aria-hidden="true" />
        </button>
      </header>
      <div class="sheet-body">{children}</div>
    </dialog>
  );
}
