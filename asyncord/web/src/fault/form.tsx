/** Adds a fault. */
import { useState } from 'preact/hooks';
import { useReport } from '../state/store';
import type { Id } from '../types';
import { Field, Select, Switch } from '../ui/form';
import { type Effect, EFFECTS, type Fault, faults, isOfEvents } from './calls';

const STATUSES = ['500', '502', '503', '504', '520', '403', '404'].map((code) => [code, code] as const);
const SCOPES = [
  ['user', 'The bot’s own'],
  ['shared', 'Shared'],
  ['global', 'Global'],
  ['cloudflare', 'Cloudflare'],
] as const;

/** What the fields say, as the sandbox takes it. */
export interface Fields {
  type: Effect['type'];
  ms: string;
  jitter: string;
  status: string;
  scope: (typeof SCOPES)[number][0];
  retry: string;
  after: boolean;
  pattern: string;
  percent: string;
  times: string;
}

export const FIELDS: Fields = {
  type: 'latency',
  ms: '500',
  jitter: '0',
  status: '503',
  scope: 'user',
  retry: '1',
  after: false,
  pattern: '',
  percent: '100',
  times: '',
};

export function faultOf(fields: Fields, application: Id | undefined): Fault {
  const { type, pattern } = fields;
  const times = Number(fields.times);
  const named = pattern.trim();
  return {
    ...(application !== undefined && { application_id: application }),
    ...(named !== '' && type !== 'mute_heartbeats' && (isOfEvents(type) ? { event: named } : { path: named })),
    ...(times > 0 && { times }),
    probability: Math.min(100, Math.max(0, Number(fields.percent) || 0)) / 100,
    effect: effectOf(fields),
  };
}

function effectOf({ type, ms, jitter, status, scope, retry, after }: Fields): Effect {
  switch (type) {
    case 'latency':
      return { type, ms: Number(ms) || 0, jitter_ms: Number(jitter) || 0 };
    case 'delay_event':
      return { type, ms: Number(ms) || 0 };
    case 'status':
      return { type, status: Number(status) };
    case 'rate_limit':
      return { type, scope, retry_after: Number(retry) || 1 };
    case 'drop_connection':
      return { type, after_change: after };
    default:
      return { type };
  }
}

export function FaultForm({ application, onAdded }: { application: Id | undefined; onAdded: () => void }) {
  const report = useReport();
  const [fields, setFields] = useState(FIELDS);
  const { type } = fields;
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change });
  const number = (label: string, key: 'ms' | 'jitter' | 'retry' | 'percent' | 'times', placeholder?: string) => (
    <Field
      label={label}
      type="number"
      min="0"
      step={key === 'retry' ? 'any' : '1'}
      placeholder={placeholder}
      value={fields[key]}
      onInput={(value) => set({ [key]: value })}
    />
  );
  return (
    <form
      class="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        void report(faults.add(faultOf(fields, application))).then((went) => {
          if (went) onAdded();
        });
      }}
    >
      <Select label="What" value={type} options={EFFECTS} onChange={(type) => set({ type })} />
      {(type === 'latency' || type === 'delay_event') && number('By (ms)', 'ms')}
      {type === 'latency' && number('And up to (ms)', 'jitter')}
      {type === 'status' && (
        <Select label="Status" value={fields.status} options={STATUSES} onChange={(status) => set({ status })} />
      )}
      {type === 'rate_limit' && (
        <>
          <Select label="Whose" value={fields.scope} options={SCOPES} onChange={(scope) => set({ scope })} />
          {number('To wait (s)', 'retry')}
        </>
      )}
      {type === 'drop_connection' && (
        <Switch label="After the change" checked={fields.after} onChange={(after) => set({ after })} />
      )}
      {type !== 'mute_heartbeats' && (
        <Field
          label={isOfEvents(type) ? 'Only the event' : 'Only the path'}
          placeholder={isOfEvents(type) ? 'MESSAGE_*' : '/channels/*/messages'}
          value={fields.pattern}
          onInput={(pattern) => set({ pattern })}
        />
      )}
      {number('In % of the time', 'percent')}
      {number('How often', 'times', 'always')}
      <button type="submit" class="button">
        Add fault
      </button>
    </form>
  );
}
