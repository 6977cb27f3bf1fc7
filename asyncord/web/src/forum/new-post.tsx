/** A new post of a forum: title, text, tags, files. */
import { Paperclip, X } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import { as, withFiles } from '../api';
import { channelOf } from '../state/select';
import { useReport, useWorld } from '../state/store';
import { showThread } from '../thread/list';
import type { Channel, Id } from '../types';
import { Dialog } from '../ui/dialog';
import { Field } from '../ui/form';
import { TagText } from './view';

const MOST_TAGS = 5;

export function NewPostDialog({ channel, onClose }: { channel: Id; onClose: () => void }) {
  const { world, update } = useWorld();
  const report = useReport();
  const forum = channelOf(world, channel);
  const upload = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [content, setContent] = useState('');
  const [tags, setTags] = useState<Id[]>([]);
  const [files, setFiles] = useState<File[]>([]);

  const submit = async (close: () => void) => {
    const body = { name: name.trim(), applied_tags: tags, message: { content: content.trim() } };
    const creating = as<Channel>(world.writeAs, 'POST', `channels/${channel}/threads`, withFiles(body, files));
    if (!(await report(creating))) return;
    const post = await creating;
    close();
    update((world) => showThread(world, post));
  };

  return (
    <Dialog title={`New post in ${forum?.name ?? ''}`} size="wide" onClose={onClose}>
      {(close) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit(close);
          }}
        >
          <Field label="Title" value={name} required maxLength={100} onInput={setName} />
          <label class="field">
            Message
            <textarea
              rows={6}
              maxLength={2000}
              value={content}
              onInput={(event) => setContent(event.currentTarget.value)}
            />
          </label>
          {(forum?.available_tags ?? []).length > 0 && (
            <div class="field" role="group" aria-label="Tags">
              Tags
              <span class="tag-filter">
                {forum!.available_tags!.map((tag) => (
                  <button
                    key={tag.id}
                    type="button"
                    class="tag"
                    aria-pressed={tags.includes(tag.id)}
                    disabled={!tags.includes(tag.id) && tags.length >= MOST_TAGS}
                    onClick={() =>
                      setTags(tags.includes(tag.id) ? tags.filter((id) => id !== tag.id) : [...tags, tag.id])
                    }
                  >
                    <TagText tag={tag} />
                  </button>
                ))}
              </span>
            </div>
          )}
          {files.length > 0 && (
            <ul class="pills" aria-label="Files">
              {files.map((file, index) => (
                <li key={index} class="pill">
                  {file.name}
                  <button
                    type="button"
                    class="icon-button small"
                    aria-label={`Remove ${file.name}`}
                    onClick={() => setFiles(files.filter((_, other) => other !== index))}
                  >
                    <X size={14} aria-hidden="true" />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <input
            ref={upload}
            type="file"
            multiple
            hidden
            aria-label="Files"
            onChange={(event) => setFiles([...files, ...(event.currentTarget.files ?? [])].slice(0, 10))}
          />
          <div class="button-row">
            <button
              type="submit"
              class="button"
              disabled={name.trim() === '' || (content.trim() === '' && files.length === 0)}
            >
              Post
            </button>
            <button type="button" class="button quiet" onClick={() => upload.current?.click()}>
              <Paperclip size={16} aria-hidden="true" /> Attach files
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
