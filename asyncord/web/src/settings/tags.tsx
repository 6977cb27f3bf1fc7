/** The tags of a forum. */
import { useState } from 'preact/hooks';
import { as } from '../api';
import { TagText } from '../forum/view';
import { useReport, useWorld } from '../state/store';
import type { Channel, ForumTag } from '../types';
import { Field, Switch } from '../ui/form';

export function TagsPage({ channel }: { channel: Channel }) {
  const { world } = useWorld();
  const report = useReport();
  const [name, setName] = useState('');
  const [emoji, setEmoji] = useState('');
  const tags = channel.available_tags ?? [];
  const save = (available_tags: Partial<ForumTag>[]) =>
    report(as(world.writeAs, 'PATCH', `channels/${channel.id}`, { available_tags }));
  const add = async () => {
    const tag = { name: name.trim(), moderated: false, ...(emoji.trim() && { emoji_name: emoji.trim() }) };
    if (!(await save([...tags, tag]))) return;
    setName('');
    setEmoji('');
  };
  return (
    <>
      <h2>Tags — {tags.length} of 20</h2>
      <ul class="rows">
        {tags.map((tag) => (
          <li key={tag.id} class="row">
            <span class="user-text">
              <strong>
                <TagText tag={tag} />
              </strong>
            </span>
            <Switch
              label="Moderators only"
              checked={tag.moderated ?? false}
              onChange={(moderated) =>
                void save(tags.map((other) => (other.id === tag.id ? { ...other, moderated } : other)))
              }
            />
            <button
              type="button"
              class="button danger"
              aria-label={`Delete the tag ${tag.name}`}
              onClick={() => void save(tags.filter(({ id }) => id !== tag.id))}
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <Field label="New tag" value={name} required maxLength={20} onInput={setName} />
        <Field label="Emoji" value={emoji} maxLength={16} onInput={setEmoji} />
        <button type="submit" class="button" disabled={name.trim() === '' || tags.length >= 20}>
          Add
        </button>
      </form>
    </>
  );
}
