/** Commands that are on their way or went wrong; the log shows them until the app has answered. */
import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useMemo, useState } from 'preact/hooks';
import { type Acting, FAILED, sendInteraction, useActing } from '../interaction/acting';
import type { Id } from '../types';
import type { Command } from './types';

export interface Use {
  command: Command;
  data: Record<string, unknown>;
  files?: File[];
  /** As the log names it; without, the command's own name. */
  name?: string;
}

export interface Sent {
  number: number;
  user: Id;
  channel: Id;
  application: Id;
  /** The message below which it stands. */
  after: Id | undefined;
  name: string;
  error?: string;
}

interface Runs {
  sent: Sent[];
  run: (use: Use, acting: Acting) => void;
  dismiss: (number: number) => void;
}

export const RunContext = createContext<Runs>({ sent: [], run: () => undefined, dismiss: () => undefined });

export function CommandRuns({ children }: { children: ComponentChildren }) {
  const [sent, setSent] = useState<Sent[]>([]);

  const dismiss = useCallback((number: number) => setSent((list) => list.filter((one) => one.number !== number)), []);
  const run = useCallback(
    ({ command, data, files, name = command.name }: Use, acting: Acting) => {
      const number = Date.now() + Math.random();
      const slash = command.type === undefined || command.type === 1;
      const one: Sent = {
        number,
        user: acting.user,
        channel: acting.channel?.id ?? '0',
        application: command.application_id,
        after: acting.newest(acting.channel?.id ?? '0'),
        name: slash ? `/${name}` : name,
      };
      setSent((list) => [...list, one]);
      void sendInteraction(acting, { type: 2, application_id: command.application_id, data }, files).then((answer) => {
        if (answer.status !== 'failed') return dismiss(number);
        const error = answer.error || FAILED;
        setSent((list) => list.map((other) => (other.number === number ? { ...other, error } : other)));
      });
    },
    [dismiss],
  );
  const runs = useMemo(() => ({ sent, run, dismiss }), [sent, run, dismiss]);
  return <RunContext.Provider value={runs}>{children}</RunContext.Provider>;
}

/** Runs a command as the user and in the channel of the place that asks. */
export function useRunCommand(): (use: Use) => void {
  const { run } = useContext(RunContext);
  const acting = useActing();
  return useCallback((use) => run(use, acting), [run, acting]);
}

export function useSent(): Runs {
  return useContext(RunContext);
}
