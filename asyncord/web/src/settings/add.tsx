/** New emojis, stickers, sounds and webhooks. */
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
  const add = (file: File) =>
    report(
      dataAddress(file).then((image) =>
        as(world.writeAs, 'POST', `guilds/${guild.id}/emojis`, { name: emojiName(file.name), image }),
      ),
    );
  return (
    <div>
      <Upload
        label="Picture of the emoji"
        accept="image/png,image/jpeg,image/gif,image/webp"
        onFile={(file) => void add(file)}
      >
        Upload an emoji
      </Upload>
    </div>
  );
}

interface UploadProps {
  children: string;
  /** What the file is, for a screen reader. */
  label: string;
  accept: string;
  disabled?: boolean;
  onFile: (file: File) => void;
}

function Upload({ children, label, accept, disabled = false, onFile }: UploadProps) {
  const upload = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="button" disabled={disabled} onClick={() => upload.current?.click()}>
        {children}
      </button>
      <input
        ref={upload}
        type="file"
        accept={accept}
        hidden
        aria-label={label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}

/** A file's name as a sticker or a sound may be called. */
export function plainName(filename: string): string {
  return filename
    .replace(/\.[^.]*$/, '')
    .padEnd(2, '_')
    .slice(0, 30);
}

export function AddSticker({ guild }: { guild: Guild }) {
  const { world } = useWorld();
  const report = useReport();
  const [tags, setTags] = useState('');
  const add = async (file: File) => {
    const form = new FormData();
    form.append('name', plainName(file.name));
    form.append('description', '');
    form.append('tags', tags.trim());
    form.append('file', file, file.name);
    if (await report(as(world.writeAs, 'POST', `guilds/${guild.id}/stickers`, form))) setTags('');
  };
  return (
    <div class="inline-form">
      <Field
        label="Related emoji of the sticker"
        value={tags}
        maxLength={200}
        placeholder="such as 🦀"
        onInput={setTags}
      />
      <Upload
        label="File of the sticker"
        accept="image/png,image/apng,image/gif,application/json"
        disabled={tags.trim() === ''}
        onFile={(file) => void add(file)}
      >
        Upload a sticker
      </Upload>
    </div>
  );
}

export function AddSound({ guild }: { guild: Guild }) {
  const { world } = useWorld();
  const report = useReport();
  const [emoji, setEmoji] = useState('');
  const add = async (file: File) => {
    const adding = dataAddress(file).then((sound) =>
      as(world.writeAs, 'POST', `guilds/${guild.id}/soundboard-sounds`, {
        name: plainName(file.name),
        sound,
        ...(emoji.trim() !== '' && { emoji_name: emoji.trim() }),
      }),
    );
    if (await report(adding)) setEmoji('');
  };
  return (
    <div class="inline-form">
      <Field
        label="Emoji of the sound (optional)"
        value={emoji}
        maxLength={16}
        placeholder="such as 🦆"
        onInput={setEmoji}
      />
      <Upload label="File of the sound" accept="audio/mpeg,audio/ogg" onFile={(file) => void add(file)}>
        Upload a sound
      </Upload>
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
