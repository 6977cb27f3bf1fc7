/** Makes things go wrong on purpose: slow and failing calls, broken connections, a clock ahead of its time. */
import { useEffect, useState } from 'preact/hooks';
import { useReport, useWorld } from '../state/store';
import type { Id } from '../types';
import { Dialog } from '../ui/dialog';
import { Select } from '../ui/form';
import { Keep } from './keep';
import { clock, CLOSE_CODES, effectInWords, type Fault, faults, gateway, rangeInWords } from './calls';
import { FaultForm } from './form';
import { Limits } from './limits';

export function FaultsDialog({ onClose }: { onClose: () => void }) {
  const { world } = useWorld();
  const [bot, setBot] = useState('');
  const application = bot === '' ? undefined : bot;
  return (
    <Dialog title="Faults and clock" size="wide" onClose={onClose}>
      <Select
        label="For"
        value={bot}
        options={[['', 'All bots'], ...world.applications.map(({ id, name }) => [id, name] as const)]}
        onChange={setBot}
      />
      <Calls application={application} />
      <Connections application={application} />
      <Limits />
      <ClockForm />
      <Keep />
    </Dialog>
  );
}

function Calls({ application }: { application: Id | undefined }) {
  const { world } = useWorld();
  const report = useReport();
  const [list, setList] = useState<Fault[]>([]);

  const load = async () => {
    const loading = faults.list();
    if (!(await report(loading))) return;
    const loaded = await loading;
    setList(Array.isArray(loaded) ? loaded : []);
  };
  useEffect(() => void load(), []);

  const end = (call: Promise<unknown>) => void report(call).then(load);
  const nameOf = (id: Id | undefined) =>
    id === undefined ? 'all bots' : (world.applications.find((item) => item.id === id)?.name ?? id);

  return (
    <section class="fault-part">
      <h3>Calls and events</h3>
      <FaultForm application={application} onAdded={() => void load()} />
      {list.length > 0 && (
        <>
          <ul class="rows">
            {list.map((fault, index) => (
              <li key={fault.id ?? index} class="row">
                <span class="user-text">
                  <strong>{effectInWords(fault.effect)}</strong>
                  <small>{[nameOf(fault.application_id), rangeInWords(fault)].filter(Boolean).join(' • ')}</small>
                </span>
                {fault.id !== undefined && (
                  <button
                    type="button"
                    class="button quiet"
                    aria-label={`End: ${effectInWords(fault.effect)}`}
                    onClick={() => end(faults.end(fault.id!))}
                  >
                    End
                  </button>
                )}
              </li>
            ))}
          </ul>
          <button type="button" class="button danger" onClick={() => end(faults.endAll())}>
            End all faults
          </button>
        </>
      )}
    </section>
  );
}

function Connections({ application }: { application: Id | undefined }) {
  const report = useReport();
  const [code, setCode] = useState('');
  const act = (label: string, run: () => Promise<unknown>) => (
    <button type="button" class="button quiet" onClick={() => void report(run())}>
      {label}
    </button>
  );
  return (
    <section class="fault-part">
      <h3>Gateway</h3>
      <div class="inline-form">
        <Select label="Close with" value={code} options={CLOSE_CODES} onChange={setCode} />
        <button
          type="button"
          class="button"
          onClick={() => void report(gateway.cut(application, code === '' ? undefined : Number(code)))}
        >
          Cut
        </button>
      </div>
      <div class="button-row">
        {act('Ask to reconnect', () => gateway.reconnect(application))}
        {act('Invalid session, may resume', () => gateway.invalidate(true, application))}
        {act('Invalid session, start anew', () => gateway.invalidate(false, application))}
        {act('Ask for a heartbeat', () => gateway.heartbeat(application))}
        {act('Restart, sessions stay', () => gateway.restart(true))}
        {act('Restart, sessions end', () => gateway.restart(false))}
      </div>
    </section>
  );
}

const STEPS: [ms: number, name: string][] = [
  [60_000, '1 minute'],
  [3_600_000, '1 hour'],
  [86_400_000, '1 day'],
  [604_800_000, '1 week'],
];

function ClockForm() {
  const report = useReport();
  const [now, setNow] = useState<number>();
  const take = async (asking: Promise<{ now: number }>) => {
    if (await report(asking)) setNow((await asking)?.now);
  };
  useEffect(() => void take(clock.read()), []);
  return (
    <section class="fault-part">
      <h3>Clock</h3>
      <p class="muted">
        The sandbox’s clock {now === undefined ? 'is unknown' : `shows ${new Date(now).toLocaleString()}`}. Polls,
        timeouts, invites and archived threads end by it.
      </p>
      <div class="button-row">
        {STEPS.map(([ms, name]) => (
          <button key={ms} type="button" class="button quiet" onClick={() => void take(clock.advance(ms))}>
            {name} forward
          </button>
        ))}
      </div>
    </section>
  );
}
