/** Places a box of the browser's top layer beside what it belongs to, inside the window. */
const GAP = 6;

export interface Anchor {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export type Side = 'above' | 'below' | 'beside';

/** Puts `box` on the wanted side, or on the other one where it does not fit. */
export function place(box: HTMLElement, anchor: Anchor, side: Side): void {
  const { width, height } = box.getBoundingClientRect();
  const fit = (at: number, size: number, room: number) => Math.max(GAP, Math.min(at, room - size - GAP));
  let left = anchor.left;
  let top = anchor.bottom + GAP;
  if (side === 'beside') {
    left = anchor.right + width + GAP <= innerWidth ? anchor.right - 2 : anchor.left - width + 2;
    top = anchor.top - GAP;
  } else if (side === 'above' ? anchor.top - height - GAP > GAP : top + height + GAP > innerHeight) {
    top = anchor.top - height - GAP;
  }
  box.style.left = `${fit(left, width, innerWidth)}px`;
  box.style.top = `${fit(top, height, innerHeight)}px`;
}

/** A popover as the browser has it; where there is none (in tests) the box is simply drawn. */
export function show(box: HTMLElement): void {
  if (typeof box.showPopover === 'function') box.showPopover();
}

export function hide(box: HTMLElement | null): void {
  if (box !== null && typeof box.hidePopover === 'function' && box.matches(':popover-open')) box.hidePopover();
}

/** Whether a popover's toggle event says that it has closed. */
export function hasClosed(event: Event): boolean {
  return (event as unknown as { newState?: string }).newState === 'closed';
}
