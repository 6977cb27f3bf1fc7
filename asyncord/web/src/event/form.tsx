/** A new scheduled event. */
import { useState } from 'preact/hooks';
import { as } from '../api';
import { inOrder, isVoice, sees } from '../state/select';
import { useReport, useWorld } from '../state/store';
import { ChannelType, type Guild } from '../types';
import { Field, Select } from '../ui/form';

/** A date as the browser's field takes it, in the person's own time zone. */
export function localTime(date: Date): string {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

const ELSEWHERE = 'elsewhere';
const HOUR = 3_600_000;

export function EventForm({ guild, onDone }: { guild: Guild; onDone: () => void }) {
  const { world } = useWorld();
  const report = useReport();
  const channels = inOrder(
    world.channels.filter((channel) => channel.guild_id === guild.id && isVoice(channel) && sees(world, channel)),
  );
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [where, setWhere] = useState<string>(channels[0]?.id ?? ELSEWHERE);
  const [location, setLocation] = useState('');
  const [start, setStart] = useState(localTime(new Date(Date.now() + HOUR)));

  const submit = async () => {
    const begins = new Date(start);
    const channel = channels.find(({ id }) => id === where);
    const body = {
      name: name.trim(),
      ...(description.trim() && { description: description.trim() }),
      privacy_level: 2,
      scheduled_start_time: begins.toISOString(),
      ...(channel === undefined
        ? {
            entity_type: 3,
            entity_metadata: { location: location.trim() },
            scheduled_end_time: new Date(begins.getTime() + HOUR).toISOString(),
          }
        : { entity_type: channel.type === ChannelType.Stage ? 1 : 2, channel_id: channel.id }),
    };
    if (await report(as(world.writeAs, 'POST', `guilds/${guild.id}/scheduled-events`, body))) onDone();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label="Name" value={name} required maxLength={100} onInput={setName} />
      <Select
        label="Where"
        value={where}
        options={[...channels.map(({ id, name }) => [id, name ?? ''] as const), [ELSEWHERE, 'Somewhere else'] as const]}
        onChange={setWhere}
      />
      {where === ELSEWHERE && <Field label="Place" value={location} required maxLength={100} onInput={setLocation} />}
      <Field label="Starts" type="datetime-local" value={start} required onInput={setStart} />
      <label class="field">
        Description
        <textarea
          rows={3}
          maxLength={1000}
          value={description}
          onInput={(event) => setDescription(event.currentTarget.value)}
        />
      </label>
      <div class="button-row">
        <button type="submit" class="button" disabled={name.trim() === '' || Number.isNaN(Date.parse(start))}>
          Create event
        </button>
        <button type="button" class="button quiet" onClick={onDone}>
          Back
        </button>
      </div>
    </form>
  );
}
