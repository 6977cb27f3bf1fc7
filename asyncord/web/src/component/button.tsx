/** Buttons: four colours, links, and premium ones that nobody can pay for here. */
import { ExternalLink, Gem } from 'lucide-preact';
import { safeLink } from '../markdown/links';
import { EmojiView } from '../ui/emoji-view';
import type { Component } from './types';
import { useComponents } from './use';

const STYLES: Record<number, string> = {
  1: 'primary',
  2: 'secondary',
  3: 'success',
  4: 'danger',
  5: 'link',
  6: 'premium',
};

export function Button({ component }: { component: Component }) {
  const { pending, run } = useComponents();
  const style = STYLES[component.style ?? 2] ?? 'secondary';
  const content = (
    <>
      {component.emoji && <EmojiView emoji={component.emoji} label={!component.label} />}
      {component.label && <span>{component.label}</span>}
    </>
  );
  if (style === 'link') {
    const href = safeLink(component.url);
    return href === undefined || component.disabled ? (
      <button type="button" class="component-button link" disabled>
        {content}
        <ExternalLink size={16} aria-hidden="true" />
      </button>
    ) : (
      <a class="component-button link" href={href} title={href} rel="noreferrer noopener" target="_blank">
        {content}
        <ExternalLink size={16} aria-hidden="true" />
      </a>
    );
  }
  if (style === 'premium') {
    return (
      <button type="button" class="component-button premium" disabled title="Nothing can be bought in the sandbox">
        <Gem size={16} aria-hidden="true" />
        <span>{component.label || `Buy (SKU ${component.sku_id ?? 'unknown'})`}</span>
      </button>
    );
  }
  const waiting = pending !== undefined && pending === component.custom_id;
  return (
    <button
      type="button"
      class={`component-button ${style} ${waiting ? 'waiting' : ''}`}
      disabled={component.disabled}
      // While another one waits this stays focusable, so that the keyboard's place is not lost.
      aria-disabled={pending !== undefined}
      aria-busy={waiting}
      aria-label={component.label || component.emoji ? undefined : 'Button without a label'}
      onClick={() => run(component)}
    >
      <span class="component-button-content">{content}</span>
      {waiting && <Dots />}
    </button>
  );
}

export function Dots() {
  return (
    <span class="dots" role="img" aria-label="waiting for the app">
      <i />
      <i />
      <i />
    </span>
  );
}
