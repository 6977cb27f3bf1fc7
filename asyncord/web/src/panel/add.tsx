/** Makes a bot, whose token is then shown once. */
import { useState } from 'preact/hooks';
import { createApplication, type NewApplication } from '../api';
import { useOpen } from '../shell/open';
import { useReport } from '../state/store';
import { Dialog } from '../ui/dialog';
import { Field, Switch } from '../ui/form';
import { API_URL, Copyable } from './banner';

export function AddDialog({ onClose }: { onClose: () => void }) {
  const report = useReport();
  const open = useOpen();
  const [name, setName] = useState('');
  const [privileged, setPrivileged] = useState(true);
  const [made, setMade] = useState<NewApplication>();

  const submit = async () => {
    const making = createApplication(name.trim(), privileged);
    if (await report(making)) setMade(await making);
  };

  return (
    <Dialog title={made === undefined ? 'New app' : `${made.name} has joined`} onClose={onClose}>
      {made === undefined ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <Field label="Name" value={name} required maxLength={32} onInput={setName} />
          <Switch
            label="Privileged intents"
            help="It may ask for members, presences and the text of messages."
            checked={privileged}
            onChange={setPrivileged}
          />
          <div class="button-row">
            <button type="submit" class="button" disabled={name.trim() === ''}>
              Create app
            </button>
            <button type="button" class="button quiet" onClick={() => open({ kind: 'add-user' })}>
              Create a person instead
            </button>
          </div>
        </form>
      ) : (
        <>
          <p>Start it with these two variables. The token is valid for this sandbox only, and is not shown again.</p>
          <Copyable text={`DISCORD_API_URL=${API_URL}`} />
          <Copyable text={`DISCORD_TOKEN=${made.token}`} />
        </>
      )}
    </Dialog>
  );
}
