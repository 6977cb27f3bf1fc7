/** The page: connects, and shows what the sandbox holds. */
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ConnectionStatus } from './panel/status';
import { Shell } from './shell/shell';
import type { Connection } from './state/connection';
import { Report, useLive } from './state/store';

export function App() {
  const live = useLive();
  const [failure, setFailure] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const report = useCallback(async (call: Promise<unknown>) => {
    try {
      await call;
      setFailure(undefined);
      return true;
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setFailure(undefined), 6_000);
      return false;
    }
  }, []);

  return (
    <Report.Provider value={report}>
      {live.world === undefined ? <Waiting connection={live.connection} /> : <Shell {...live} world={live.world} />}
      <Toast text={failure} />
    </Report.Provider>
  );
}

/** In the browser's top layer, so that it is above every dialog. */
function Toast({ text }: { text: string | undefined }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current!;
    if (element.matches(':popover-open')) element.hidePopover();
    if (text !== undefined) element.showPopover();
  }, [text]);
  return (
    <div ref={box} class="toasts" role="alert" popover="manual">
      {text !== undefined && <p class="toast">{text}</p>}
    </div>
  );
}

function Waiting({ connection }: { connection: Connection }) {
  return (
    <main class="waiting">
      <h1>asyncord sandbox</h1>
      <ConnectionStatus connection={connection} />
      {connection === 'lost' && <p>The sandbox does not answer. Is it still running?</p>}
    </main>
  );
}
