/** How the page's connection to the sandbox stands. */
import type { Connection } from '../state/connection';

const TEXT: Record<Connection, string> = { connecting: 'Connecting…', live: 'Live', lost: 'Reconnecting…' };

export function ConnectionStatus({ connection }: { connection: Connection }) {
  return (
    <span class={`connection ${connection}`} role="status" data-connection={connection}>
      <i aria-hidden="true" />
      {TEXT[connection]}
    </span>
  );
}
