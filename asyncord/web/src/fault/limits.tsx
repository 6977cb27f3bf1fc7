/** How strict the sandbox is with rate limits. */
import { useEffect, useState } from 'preact/hooks';
import { useReport } from '../state/store';
import { Field, Select } from '../ui/form';
import { rateLimits, type RateLimits } from './calls';

const MODES = [
  ['off', 'Generous'],
  ['discord', 'As Discord'],
  ['only', 'One limit for every route'],
] as const;
const SCOPES = [
  ['user', 'Each bot’s own'],
  ['shared', 'Shared'],
  ['global', 'All routes together'],
] as const;

export function Limits() {
  const report = useReport();
  const [mode, setMode] = useState<RateLimits['mode']>('off');
  const [limit, setLimit] = useState('5');
  const [window, setWindow] = useState('5000');
  const [scope, setScope] = useState<(typeof SCOPES)[number][0]>('user');

  useEffect(() => {
    rateLimits.read().then(
      (read) => {
        setMode(read.mode);
        if (read.mode !== 'only') return;
        setLimit(String(read.limit));
        setWindow(String(read.window_ms));
        setScope(read.scope);
      },
      () => undefined,
    );
  }, []);

  const set = () =>
    report(
      rateLimits.set(mode === 'only' ? { mode, limit: Number(limit), window_ms: Number(window), scope } : { mode }),
    );

  return (
    <section class="fault-part">
      <h3>Rate limits</h3>
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          void set();
        }}
      >
        <Select label="Which" value={mode} options={MODES} onChange={setMode} />
        {mode === 'only' && (
          <>
            <Field label="Requests" type="number" min="0" value={limit} onInput={setLimit} />
            <Field label="In (ms)" type="number" min="1" value={window} onInput={setWindow} />
            <Select label="Whose" value={scope} options={SCOPES} onChange={setScope} />
          </>
        )}
        <button type="submit" class="button">
          Set
        </button>
      </form>
    </section>
  );
}
