/** One entry in full. */
import { Check, Copy, TriangleAlert } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { fileSize } from '../message/file';
import { useWorld } from '../state/store';
import type { CallEntry, DeliveryEntry, GatewayEntry, LogEntry, RateLimit } from '../types';
import { milliseconds, opName, outcome, timeOf, title } from './filter';
import { Json } from './json';

export function Details({ entry }: { entry: LogEntry }) {
  const { text, tone } = outcome(entry);
  return (
    <div class="details">
      <h3>
        <span class={`outcome ${tone}`}>{text}</span> {title(entry)}
      </h3>
      {entry.why !== null && entry.why !== undefined && (
        <p class="why">
          <TriangleAlert size={16} aria-hidden="true" />
          <span>{entry.why}</span>
        </p>
      )}
      {entry.kind === 'call' && <Call entry={entry} />}
      {entry.kind === 'gateway' && <Gateway entry={entry} />}
      {entry.kind === 'delivery' && <Delivery entry={entry} />}
    </div>
  );
}

function Facts({ facts }: { facts: [name: string, value: string | number | null | undefined | false][] }) {
  return (
    <dl class="facts">
      {facts.map(
        ([name, value]) =>
          value !== null &&
          value !== undefined &&
          value !== false &&
          value !== '' && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function useNames() {
  const { world } = useWorld();
  return {
    application: (id: string | null) => world.applications.find((item) => item.id === id)?.name ?? id,
    user: (id: string | null) => {
      const user = world.users.find((item) => item.id === id);
      return user?.global_name || user?.username || id;
    },
  };
}

function Call({ entry }: { entry: CallEntry }) {
  const names = useNames();
  const files = entry.files ?? [];
  return (
    <>
      <Facts
        facts={[
          ['Time', timeOf(entry.at)],
          ['Bot', names.application(entry.application_id)],
          ['User', names.user(entry.user_id)],
          ['Took', `${milliseconds(entry.duration_ms)} ms`],
          ['Path', entry.path],
        ]}
      />
      {entry.rate_limit && <Bucket limit={entry.rate_limit} />}
      <Body name="Request" value={entry.request} />
      {files.length > 0 && (
        <section>
          <h4>Files</h4>
          <ul class="plain">
            {files.map(({ name, filename, size }) => (
              <li key={name}>
                <code>{name}</code> {filename} ({fileSize(size)})
              </li>
            ))}
          </ul>
        </section>
      )}
      <Body name="Response" value={entry.response} />
    </>
  );
}

function Gateway({ entry }: { entry: GatewayEntry }) {
  const names = useNames();
  return (
    <>
      <Facts
        facts={[
          ['Time', timeOf(entry.at)],
          ['Bot', names.application(entry.application_id)],
          [entry.direction === 'closed' ? 'Close code' : 'Opcode', opcode(entry)],
          ['Sequence', entry.direction !== 'closed' && entry.s],
          ['Shard', entry.shard && `${entry.shard[0]} of ${entry.shard[1]}`],
          ['Session', entry.session_id],
        ]}
      />
      <Body name="Data" value={entry.d} />
    </>
  );
}

function Delivery({ entry }: { entry: DeliveryEntry }) {
  const names = useNames();
  return (
    <>
      <Facts
        facts={[
          ['Time', timeOf(entry.at)],
          ['Bot', names.application(entry.application_id)],
          ['Took', `${milliseconds(entry.duration_ms)} ms`],
          ['URL', entry.url],
        ]}
      />
      <Body name="Request" value={entry.request} />
      <Body name="Response" value={entry.response} />
    </>
  );
}

function opcode({ direction, op }: GatewayEntry) {
  return op !== null && direction !== 'closed' ? `${op} ${opName(op)}` : op;
}

/** How much of a rate limit's bucket is left. */
function Bucket({ limit }: { limit: RateLimit }) {
  const { bucket, limit: most, remaining, reset_after, scope } = limit;
  return (
    <section class="bucket">
      <h4>Rate limit</h4>
      <meter
        min={0}
        max={Math.max(most, 1)}
        low={most * 0.25}
        optimum={most}
        value={remaining}
        aria-label={`${remaining} of ${most} left`}
      />
      <p>
        {remaining} of {most} left • fills in {reset_after} s • bucket <code>{bucket}</code>
        {scope && ` • ${scope}`}
      </p>
    </section>
  );
}

function Body({ name, value }: { name: string; value: unknown }) {
  const [copied, setCopied] = useState(false);
  if (value === null || value === undefined || value === '') {
    return (
      <section>
        <h4>{name}</h4>
        <p class="muted">Nothing</p>
      </section>
    );
  }
  const copy = async () => {
    await navigator.clipboard.writeText(typeof value === 'string' ? value : JSON.stringify(value, null, 2));
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <section>
      <div class="body-head">
        <h4>{name}</h4>
        <button
          type="button"
          class="icon-button small"
          aria-label={`Copy the ${name.toLowerCase()}`}
          title="Copy"
          onClick={() => void copy().catch(() => undefined)}
        >
          {copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
        </button>
      </div>
      {typeof value === 'string' ? <pre class="raw">{value}</pre> : <Json value={value} />}
    </section>
  );
}
