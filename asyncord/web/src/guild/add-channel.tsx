/** A new channel or category. */
import { useState } from 'preact/hooks';
import { as } from '../api';
import { bit } from '../state/permissions';
import { useReport, useWorld } from '../state/store';
import { ChannelType, type Channel, type Id } from '../types';
import { channelIcon } from '../ui/channel-icon';
import { Dialog } from '../ui/dialog';
import { Field, Switch } from '../ui/form';

const KINDS: [type: number, name: string, help: string][] = [
  [ChannelType.Text, 'Text', 'Messages, pictures, threads'],
  [ChannelType.Announcement, 'Announcement', 'News that other servers can follow'],
  [ChannelType.Voice, 'Voice', 'Talk, and share the camera or the screen'],
  [ChannelType.Stage, 'Stage', 'Some speak, the others listen'],
  [ChannelType.Forum, 'Forum', 'Posts with tags'],
  [ChannelType.Media, 'Media', 'Posts with pictures first'],
];

interface Props {
  guild: Id;
  parent?: Id | undefined;
  category?: boolean;
  onClose: () => void;
}

export function AddChannelDialog({ guild, parent, category = false, onClose }: Props) {
  const { world } = useWorld();
  const report = useReport();
  const [type, setType] = useState<number>(ChannelType.Text);
  const [name, setName] = useState('');
  const [secret, setSecret] = useState(false);

  const submit = async (close: () => void) => {
    const view = String(bit('VIEW_CHANNEL'));
    const creating = as<Channel>(world.writeAs, 'POST', `guilds/${guild}/channels`, {
      name: name.trim(),
      type: category ? ChannelType.Category : type,
      ...(parent !== undefined && { parent_id: parent }),
      ...(secret && {
        permission_overwrites: [
          { id: guild, type: 0, allow: '0', deny: view },
          { id: world.writeAs, type: 1, allow: view, deny: '0' },
        ],
      }),
    });
    if (!(await report(creating))) return;
    const made = await creating;
    close();
    if (!category) location.hash = `#/channels/${made.id}`;
  };

  return (
    <Dialog title={category ? 'Create a category' : 'Create a channel'} onClose={onClose}>
      {(close) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit(close);
          }}
        >
          {!category && (
            <fieldset class="kinds">
              <legend>Kind</legend>
              {KINDS.map(([kind, label, help]) => {
                const Icon = channelIcon(kind);
                return (
                  <label key={kind}>
                    <input type="radio" name="kind" checked={type === kind} onChange={() => setType(kind)} />
                    <Icon size={20} aria-hidden="true" />
                    <span>
                      {label}
                      <span class="field-hint">{help}</span>
                    </span>
                  </label>
                );
              })}
            </fieldset>
          )}
          <Field label="Name" data-autofocus value={name} required maxLength={100} onInput={setName} />
          <Switch
            label="Private"
            help="Only you, and whom you let in later, see it."
            checked={secret}
            onChange={setSecret}
          />
          <button type="submit" class="button" disabled={name.trim() === ''}>
            Create
          </button>
        </form>
      )}
    </Dialog>
  );
}
