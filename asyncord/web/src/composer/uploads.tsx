/** The files that go with a message: a look at each, its description, whether it is a spoiler. */
import { EyeOff, Eye, FileText, Film, Music, Pencil, Trash2 } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { DraftFile } from '../message/api';
import { fileSize } from '../message/file';
import { Dialog } from '../modal/dialog';

const PREVIEWED = /^image\/(?:png|jpeg|gif|webp|avif)$/;
/** Larger pictures are not read for a small preview. */
const LARGEST_PREVIEW = 10 * 1024 * 1024;

interface Props {
  files: DraftFile[];
  onChange: (files: DraftFile[]) => void;
}

export function Uploads({ files, onChange }: Props) {
  const [editing, setEditing] = useState<number>();
  if (files.length === 0) return null;
  const change = (index: number, more: Partial<DraftFile>) =>
    onChange(files.map((file, other) => (other === index ? { ...file, ...more } : file)));
  return (
    <>
      <ul class="composer-files" aria-label="Files to send">
        {files.map((draft, index) => (
          <li key={`${index}-${draft.file.name}`} class={draft.spoiler ? 'upload spoilered' : 'upload'}>
            <div class="upload-tools">
              <button
                type="button"
                class="icon-button small"
                aria-pressed={draft.spoiler}
                aria-label={`Spoiler: ${draft.file.name}`}
                title={draft.spoiler ? 'Not a spoiler' : 'Mark as spoiler'}
                onClick={() => change(index, { spoiler: !draft.spoiler })}
              >
                {draft.spoiler ? <EyeOff size={16} aria-hidden="true" /> : <Eye size={16} aria-hidden="true" />}
              </button>
              <button
                type="button"
                class="icon-button small"
                aria-label={`Describe ${draft.file.name}`}
                title="Describe"
                onClick={() => setEditing(index)}
              >
                <Pencil size={16} aria-hidden="true" />
              </button>
              <button
                type="button"
                class="icon-button small"
                aria-label={`Remove ${draft.file.name}`}
                title="Remove"
                onClick={() => onChange(files.filter((_, other) => other !== index))}
              >
                <Trash2 size={16} aria-hidden="true" />
              </button>
            </div>
            <div class="upload-frame">
              <Preview file={draft.file} />
              {draft.spoiler && <span class="upload-spoiler">Spoiler</span>}
            </div>
            <span class="file-card-name">{draft.file.name}</span>
            <span class="file-card-size">
              {fileSize(draft.file.size)}
              {draft.description !== '' && ' • described'}
            </span>
          </li>
        ))}
      </ul>
      {editing !== undefined && files[editing] !== undefined && (
        <Describe
          draft={files[editing]}
          onSave={(description) => change(editing, { description })}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

/** As a data URL: the page's content security policy allows no `blob:`. */
function Preview({ file }: { file: File }) {
  const [source, setSource] = useState<string>();
  useEffect(() => {
    if (!PREVIEWED.test(file.type) || file.size > LARGEST_PREVIEW) return undefined;
    const reader = new FileReader();
    reader.onload = () => setSource(String(reader.result));
    reader.readAsDataURL(file);
    return () => reader.abort();
  }, [file]);
  if (source !== undefined) return <img class="upload-preview" src={source} alt="" />;
  const Icon = file.type.startsWith('video/') ? Film : file.type.startsWith('audio/') ? Music : FileText;
  return (
    <span class="upload-preview">
      <Icon size={44} strokeWidth={1.25} aria-hidden="true" />
    </span>
  );
}

interface DescribeProps {
  draft: DraftFile;
  onSave: (description: string) => void;
  onClose: () => void;
}

function Describe({ draft, onSave, onClose }: DescribeProps) {
  const [text, setText] = useState(draft.description);
  return (
    <Dialog title={draft.file.name} onClose={onClose}>
      <div class="form">
        <label class="field">
          Description (alt text)
          <input
            value={text}
            maxLength={1024}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              onSave(text.trim());
              onClose();
            }}
          />
        </label>
        <button
          type="button"
          class="button"
          onClick={() => {
            onSave(text.trim());
            onClose();
          }}
        >
          Save
        </button>
      </div>
    </Dialog>
  );
}
