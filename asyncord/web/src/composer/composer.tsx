/** Where a person writes: a message with its files, or a command with its options. */
import { BarChart3, CirclePlus, SendHorizontal, Slash, Smile, Sticker as StickerIcon, Upload, X } from 'lucide-preact';
import type { RefObject } from 'preact';
import { useEffect, useImperativeHandle, useRef, useState } from 'preact/hooks';
import { CommandEntry } from '../command/entry';
import { type Leaf, leaves } from '../command/leaves';
import { loadCommands } from '../command/load';
import { parseLine, type Entries } from '../command/values';
import { useActing } from '../interaction/acting';
import { useOpenMenu } from '../menu/host';
import { authorName } from '../message/author';
import { type DraftFile, sendMessage, startTyping } from '../message/api';
import { PollDialog } from '../poll/dialog';
import { useDirectory } from '../state/directory';
import { useReport } from '../state/store';
import type { Channel, Emoji, Id, Message, Sticker } from '../types';
import { EmojiPicker } from '../ui/picker';
import { encodeMentions } from './mentions';
import { StickerPicker } from './stickers';
import { Uploads } from './uploads';
import { Write } from './write';

/** Discord's client says that someone is typing at most this often (milliseconds). */
const TYPING_EVERY = 8_000;
const MOST_FILES = 10;

export interface ComposerHandle {
  insert: (text: string) => void;
  command: (command: Id, name: string) => void;
}

interface Props {
  handle: RefObject<ComposerHandle>;
  channel: Channel;
  writeAs: Id;
  custom: Emoji[];
  stickers: Sticker[];
  reply: Message | undefined;
  /** Why the user cannot write here. */
  readOnly: string | undefined;
  onCancelReply: () => void;
  onEditLast: () => void;
}

export function Composer({
  handle,
  channel,
  writeAs,
  custom,
  stickers,
  reply,
  readOnly,
  onCancelReply,
  onEditLast,
}: Props) {
  const directory = useDirectory();
  const report = useReport();
  const acting = useActing();
  const openMenu = useOpenMenu();
  const area = useRef<HTMLTextAreaElement>(null);
  const upload = useRef<HTMLInputElement>(null);
  const typedAt = useRef(0);
  const [text, setText] = useState('');
  const [files, setFiles] = useState<DraftFile[]>([]);
  const [sending, setSending] = useState(false);
  const [picker, setPicker] = useState<HTMLElement>();
  const [commands, setCommands] = useState<{ of: object; list: Leaf[] }>();
  const [chosen, setChosen] = useState<{ leaf: Leaf; start: Entries }>();
  const [polling, setPolling] = useState(false);
  const [sticking, setSticking] = useState<HTMLElement>();
  const [pinging, setPinging] = useState(true);
  const [dragged, setDragged] = useState(false);

  // On a touch screen the focus would bring up the keyboard unasked; who opens a channel for a message looks at that.
  const opened = useRef(false);
  useEffect(() => {
    const jumped = !opened.current && document.activeElement?.closest('.message');
    opened.current = true;
    if (!jumped && matchMedia('(hover: hover)').matches) area.current?.focus();
  }, [reply, channel.id]);
  useEffect(() => setPinging(true), [reply]);

  const wantCommands = async (): Promise<Leaf[]> => {
    if (commands?.of === acting.revision) return commands.list;
    const loading = loadCommands(acting.revision, writeAs, channel.id);
    if (!(await report(loading))) return [];
    const list = leaves(await loading);
    setCommands({ of: acting.revision, list });
    return list;
  };
  useEffect(() => setCommands(undefined), [writeAs]);

  const insert = (inserted: string) => {
    const element = area.current;
    if (element === null) return setText((text) => text + inserted);
    element.setRangeText(inserted, element.selectionStart, element.selectionEnd, 'end');
    setText(element.value);
    element.focus();
  };
  const begin = (leaf: Leaf, rest: string) => {
    setText('');
    setChosen({ leaf, start: parseLine(leaf, rest) });
  };
  useImperativeHandle(handle, () => ({
    insert,
    command: (id, name) =>
      void wantCommands().then((list) => {
        const leaf =
          list.find((one) => one.command.id === id && one.name === name) ?? list.find((one) => one.name === name);
        if (leaf !== undefined && leaf.command.usable !== false) begin(leaf, '');
        else void report(Promise.reject(new Error(leaf?.command.why ?? `There is no command /${name} here.`)));
      }),
  }));

  const onText = (next: string) => {
    setText(next);
    if (next.trim() === '' || next.startsWith('/') || Date.now() - typedAt.current < TYPING_EVERY) return;
    typedAt.current = Date.now();
    startTyping(writeAs, channel.id).catch(() => undefined);
  };
  const send = async () => {
    const content = encodeMentions(text.trim(), directory, custom);
    if ((content === '' && files.length === 0) || sending) return;
    setSending(true);
    const draft = {
      content,
      ...(reply && { message_reference: { message_id: reply.id } }),
      ...(reply && !pinging && { allowed_mentions: { parse: ['users', 'roles', 'everyone'], replied_user: false } }),
    };
    const sent = await report(sendMessage(writeAs, channel.id, draft, files));
    setSending(false);
    if (!sent) return;
    typedAt.current = 0;
    // What was typed while the message was on its way stays.
    setText((now) => (now === text ? '' : now));
    setFiles([]);
    onCancelReply();
  };
  const addFiles = (added: Iterable<File> | null | undefined) =>
    setFiles((present) => {
      const drafts = [...(added ?? [])].map((file) => ({ file, description: '', spoiler: false }));
      if (present.length + drafts.length > MOST_FILES) {
        void report(Promise.reject(new Error(`A message takes ${MOST_FILES} files at most.`)));
      }
      return [...present, ...drafts].slice(0, MOST_FILES);
    });
  const sendSticker = async ({ id }: Sticker) => {
    const draft = { sticker_ids: [id], ...(reply && { message_reference: { message_id: reply.id } }) };
    if (await report(sendMessage(writeAs, channel.id, draft))) onCancelReply();
  };
  const more = (button: HTMLElement) =>
    openMenu(
      'Add to the message',
      [
        [
          { label: 'Upload files', icon: Upload, onSelect: () => upload.current!.click() },
          { label: 'Create poll', icon: BarChart3, onSelect: () => setPolling(true) },
          { label: 'Send sticker', icon: StickerIcon, onSelect: () => setSticking(button) },
          { label: 'Use apps', icon: Slash, onSelect: () => (setText('/'), area.current!.focus()) },
        ],
      ],
      button.getBoundingClientRect(),
    );

  if (readOnly !== undefined) {
    return (
      <div class="composer read-only">
        <p>{readOnly}</p>
      </div>
    );
  }
  const label = `Message ${directory.channelLabel(channel)}`;

  return (
    <form
      class={dragged ? 'composer dragged' : 'composer'}
      aria-label="Write a message"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setDragged(true);
      }}
      onDragLeave={() => setDragged(false)}
      onDrop={(event) => {
        event.preventDefault();
        setDragged(false);
        addFiles(event.dataTransfer?.files);
      }}
    >
      {reply !== undefined && (
        <div class="composer-reply">
          <span>
            Replying to <strong>{authorName(reply, directory.name(reply.author.id, reply.author))}</strong>
          </span>
          <button type="button" class="inline-button" aria-pressed={pinging} onClick={() => setPinging(!pinging)}>
            @ {pinging ? 'On' : 'Off'}
            <span class="visually-hidden"> (mention the author)</span>
          </button>
          <button type="button" class="icon-button small" aria-label="Cancel reply" onClick={onCancelReply}>
            <X size={16} aria-hidden="true" />
          </button>
        </div>
      )}
      <Uploads files={files} onChange={setFiles} />
      {chosen !== undefined ? (
        <CommandEntry
          key={chosen.leaf.name}
          leaf={chosen.leaf}
          start={chosen.start}
          onDone={() => {
            setChosen(undefined);
            setTimeout(() => area.current?.focus());
          }}
        />
      ) : (
        <div class="composer-row">
          <button
            type="button"
            class="icon-button"
            aria-label="Add a file, a poll or a command"
            title="Add …"
            aria-haspopup="menu"
            onClick={(event) => more(event.currentTarget)}
          >
            <CirclePlus size={22} aria-hidden="true" />
          </button>
          <Write
            area={area}
            text={text}
            label={label}
            custom={custom}
            commands={commands?.list}
            onText={onText}
            onSlash={() => void wantCommands()}
            onCommand={begin}
            onSend={() => void send()}
            onEscape={onCancelReply}
            onEditLast={onEditLast}
            onFiles={addFiles}
          />
          <input
            ref={upload}
            type="file"
            multiple
            hidden
            aria-label="Files"
            onChange={(event) => {
              addFiles(event.currentTarget.files);
              event.currentTarget.value = '';
            }}
          />
          <button
            type="button"
            class="icon-button wide-only"
            aria-label="Send a sticker"
            title="Send a sticker"
            aria-haspopup="dialog"
            onClick={(event) => setSticking(event.currentTarget)}
          >
            <StickerIcon size={22} aria-hidden="true" />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label="Insert emoji"
            title="Insert emoji"
            onClick={(event) => setPicker(event.currentTarget)}
          >
            <Smile size={22} aria-hidden="true" />
          </button>
          <button
            type="submit"
            class="icon-button send"
            aria-label="Send message"
            title="Send"
            disabled={text.trim() === '' && files.length === 0}
          >
            <SendHorizontal size={20} aria-hidden="true" />
          </button>
        </div>
      )}
      {picker !== undefined && (
        <EmojiPicker
          anchor={picker}
          custom={custom}
          onPick={({ id, name }) => insert(id ? `:${name}: ` : (name ?? ''))}
          onClose={() => setPicker(undefined)}
        />
      )}
      {sticking !== undefined && (
        <StickerPicker
          anchor={sticking}
          user={writeAs}
          own={stickers}
          onPick={(sticker) => void sendSticker(sticker)}
          onClose={() => setSticking(undefined)}
        />
      )}
      {polling && <PollDialog channel={channel.id} onClose={() => setPolling(false)} />}
    </form>
  );
}
