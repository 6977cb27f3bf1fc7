/** Making a user, and saying how one feels. */
import { useState } from 'preact/hooks';
import { createUser, joinGuild, setPresence } from '../api';
import { useReport, useWorld } from '../state/store';
import { actAs } from '../state/world';
import { Dialog } from '../ui/dialog';
import { Field, Switch } from '../ui/form';

export function AddUserDialog({ onClose }: { onClose: () => void }) {
  const { world, update } = useWorld();
  const report = useReport();
  const [username, setUsername] = useState('');
  const [display, setDisplay] = useState('');
  const [become, setBecome] = useState(true);
  const guild = world.guilds.find(({ id }) => id === world.guild);
  const [joins, setJoins] = useState(guild !== undefined);

  const submit = async (close: () => void) => {
    const making = createUser(username.trim(), display.trim());
    if (!(await report(making))) return;
    const { id } = await making;
    const joined = guild === undefined || !joins || (await report(joinGuild(guild.id, id)));
    if (joined && become) update((world) => actAs(world, id));
    close();
  };

  return (
    <Dialog title="Create a user" onClose={onClose}>
      {(close) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit(close);
          }}
        >
          <Field label="User name" value={username} required maxLength={32} onInput={setUsername} />
          <Field label="Display name" hint="May be left empty." value={display} maxLength={32} onInput={setDisplay} />
          {guild !== undefined && <Switch label={`Joins ${guild.name}`} checked={joins} onChange={setJoins} />}
          <Switch label="Act as this user" checked={become} onChange={setBecome} />
          <button type="submit" class="button" disabled={username.trim() === ''}>
            Create
          </button>
        </form>
      )}
    </Dialog>
  );
}

export function StatusDialog({ onClose }: { onClose: () => void }) {
  const { world } = useWorld();
  const report = useReport();
  const presence = world.presences[world.writeAs];
  const custom = presence?.activities?.find(({ type }) => type === 4);
  const [text, setText] = useState(custom?.state ?? '');
  const [emoji, setEmoji] = useState(custom?.emoji?.name ?? '');

  const save = async (close: () => void) => {
    const others = (presence?.activities ?? []).filter(({ type }) => type !== 4);
    const own = {
      name: 'Custom Status',
      type: 4,
      state: text.trim(),
      ...(emoji.trim() && { emoji: { id: null, name: emoji.trim() } }),
    };
    const activities = text.trim() === '' && emoji.trim() === '' ? others : [own, ...others];
    if (await report(setPresence(world.writeAs, { status: presence?.status ?? 'online', activities }))) close();
  };

  return (
    <Dialog title="Custom status" onClose={onClose}>
      {(close) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save(close);
          }}
        >
          <Field label="What are you up to?" value={text} maxLength={128} onInput={setText} />
          <Field label="Emoji" value={emoji} maxLength={16} placeholder="🛠️" onInput={setEmoji} />
          <button type="submit" class="button">
            Save
          </button>
        </form>
      )}
    </Dialog>
  );
}
