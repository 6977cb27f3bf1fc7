/** Says that no bot listens yet, and what to do about it. */
import { Bot, Check, Copy } from 'lucide-preact';
import { useState } from 'preact/hooks';

/** Where bots find the sandbox. */
export const API_URL = `${location.origin}/api`;

export function NoBot({ onAdd }: { onAdd: () => void }) {
  return (
    <aside class="banner" aria-label="No bot connected">
      <Bot size={22} aria-hidden="true" />
      <div>
        <strong>No bot connected yet</strong> — start one with the token that the sandbox printed and{' '}
        <Copyable text={`DISCORD_API_URL=${API_URL}`} />
      </div>
      <button type="button" class="button" onClick={onAdd}>
        New bot
      </button>
    </aside>
  );
}

/** A piece of text that one click copies. */
export function Copyable({ text, label = text }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <button
      type="button"
      class="copyable"
      aria-label={`Copy ${label}`}
      onClick={() => void copy().catch(() => undefined)}
    >
      <code>{label}</code>
      {copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
    </button>
  );
}
