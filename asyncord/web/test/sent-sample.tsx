import { InChannel } from '../src/interaction/acting';
import { RunContext } from '../src/command/run';
import { SentCommands } from '../src/message/sent';

/** A command that failed, as the log shows it. */
export function Sent({ name, error }: { name: string; error: string }) {
  const sent = [{ number: 1, user: '0', channel: '10', application: '30', after: undefined, name, error }];
  const channel = { id: '10', type: 0 };
  return (
    <RunContext.Provider value={{ sent: [], run: () => undefined, dismiss: () => undefined }}>
      <InChannel channel={channel}>
        <SentCommands sent={sent} />
      </InChannel>
    </RunContext.Provider>
  );
}
