/** JSON as a tree whose branches open and close. Large branches are drawn when they are opened. */
import { ChevronRight } from 'lucide-preact';
import { useState } from 'preact/hooks';

const FIRST = 100;

export function Json({ value }: { value: unknown }) {
  return (
    <div class="json" role="group">
      <Node name={undefined} value={value} depth={0} />
    </div>
  );
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** What a closed branch says of itself. */
export function summary(value: object): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  const keys = Object.keys(value);
  return `{ ${keys.slice(0, 4).join(', ')}${keys.length > 4 ? ', …' : ''} }`;
}

function Node({ name, value, depth }: { name: string | undefined; value: unknown; depth: number }) {
  const [open, setOpen] = useState(depth < 2);
  const [all, showAll] = useState(false);
  if (!isBranch(value)) {
    return (
      <div class="json-line">
        <Name name={name} />
        <Leaf value={value} />
      </div>
    );
  }
  const entries = Object.entries(value);
  const shown = all ? entries : entries.slice(0, FIRST);
  return (
    <div class="json-branch">
      <button type="button" class="json-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        <ChevronRight size={12} aria-hidden="true" />
        <Name name={name} />
        <span class="json-summary">{open ? (Array.isArray(value) ? `[${value.length}]` : '{ }') : summary(value)}</span>
      </button>
      {open && (
        <div class="json-children">
          {shown.map(([key, child]) => (
            <Node key={key} name={key} value={child} depth={depth + 1} />
          ))}
          {shown.length < entries.length && (
            <button type="button" class="text-button" onClick={() => showAll(true)}>
              {entries.length - shown.length} more
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function Name({ name }: { name: string | undefined }) {
  return name === undefined ? null : (
    <>
      <span class="json-name">{name}</span>
      {': '}
    </>
  );
}

function Leaf({ value }: { value: unknown }) {
  if (typeof value === 'string') return <span class="json-string">{JSON.stringify(value)}</span>;
  if (value === null || value === undefined) return <span class="json-null">null</span>;
  if (typeof value === 'object') return <span class="json-null">{Array.isArray(value) ? '[]' : '{}'}</span>;
  return <span class="json-number">{String(value)}</span>;
}
