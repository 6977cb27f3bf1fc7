/** Settings fill the screen: their pages on the left, the chosen one on the right. */
import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { Dialog } from '../ui/dialog';

export interface Page {
  key: string;
  name: string;
  content: () => ComponentChildren;
}

interface Props {
  title: string;
  pages: Page[];
  first?: string | undefined;
  onClose: () => void;
  /** Below the pages. */
  foot?: (close: () => void) => ComponentChildren;
}

export function Settings({ title, pages, first, onClose, foot }: Props) {
  const [chosen, choose] = useState(first ?? pages[0]!.key);
  const id = useId();
  const tabs = useRef<HTMLDivElement>(null);
  const page = pages.find(({ key }) => key === chosen) ?? pages[0]!;

  const move = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const at = (pages.indexOf(page) + by + pages.length) % pages.length;
    choose(pages[at]!.key);
    tabs.current?.querySelectorAll<HTMLElement>('[role=tab]')[at]?.focus();
  };

  return (
    <Dialog title={title} size="page" onClose={onClose}>
      {(close) => (
        <div class="settings">
          <div class="settings-nav">
            <div ref={tabs} role="tablist" aria-label={title} aria-orientation="vertical" onKeyDown={move}>
              {pages.map(({ key, name }) => (
                <button
                  key={key}
                  id={`${id}-${key}`}
                  type="button"
                  role="tab"
                  aria-selected={key === page.key}
                  aria-controls={`${id}-page`}
                  tabIndex={key === page.key ? 0 : -1}
                  data-autofocus={key === page.key ? '' : undefined}
                  onClick={() => choose(key)}
                >
                  {name}
                </button>
              ))}
            </div>
            {foot !== undefined && <div class="settings-foot">{foot(close)}</div>}
          </div>
          <div
            key={page.key}
            id={`${id}-page`}
            class="settings-page"
            role="tabpanel"
            tabIndex={0}
            aria-labelledby={`${id}-${page.key}`}
          >
            {page.content()}
          </div>
        </div>
      )}
    </Dialog>
  );
}
