/** New emojis and webhooks. */
import { useRef, useState } from 'preact/hooks';
import { as } from '../api';
import { inOrder, isThread } from '../state/select';
import { useReport, useWorld } from '../state/store';
import { ChannelType, type Guild } from '../types';
import { Field, Select } from '../ui/form';

/** A file as an address that holds it, which is how Discord takes pictures. */
function dataAddress(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('The file cannot be read.'));
    reader.readAsDataURL(file);
  });
}

/** A file's name as an emoji may be called. */
export function emojiName(filename: string): string {
  const name = filename.replace(/\.[^.]*$/, '').replace(/\W+/g, '_');
  return name.length < 2 ? `${name}_emoji`.slice(-32) : name.slice(0, 32);
}

export function AddEmoji({ guild }: { guild: Guild }) {
  const { world } = useWorld();
  const report = useReport();
  const upload = useRef<HTMLInputElement>(null);
  const add = (file: File) =>
    report(
      dataAddress(file).then((image) =>
        as(world.writeAs, 'POST', `guilds/${guild.id}/emojis`, { name: emojiName(file.name), image }),
      ),
    );
  return (
    <div>
      <button type="button" class="button" onClick={() => upload.current?.click()}>
        Upload an emoji
      </button>
      <input
        ref={upload}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        hidden
        aria-label="Picture of the emoji"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file !== undefined) void add(file);
        }}
      />
    </div>
  );
}

const WITHOUT_WEBHOOKS = new Set<number>([ChannelType.Category]);

export function AddWebhook({ guild }: { guild: Guild }) {
  const { world } = useWorld();
  const report = useReport();
  const channels = inOrder(
    world.channels.filter(
      (channel) => channel.guild_id === guild.id && !isThread(channel) && !WITHOUT_WEBHOOKS.has(channel.type),
    ),
  );
  const [name, setName] = useState('');
  const [channel, setChannel] = useState(channels[0]?.id ?? '');
  const add = async () => {
    if (await report(as(world.writeAs, 'POST', `channels/${channel}/webhooks`, { name: name.trim() }))) setName('');
  };
  return (
    <form
      class="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Field label="New webhook" value={name} required maxLength={80} placeholder="Name" onInput={setName} />
      <Select
        label="Channel"
        value={channel}
        options={channels.map(({ id, name }) => [id, `#${name}`] as const)}
        onChange={setChannel}
      />
      <button type="submit" class="button" disabled={name.trim() === '' || channel === ''}>
        Create
      </button>
    </form>
  );
}
