/** Where a person writes: as whom, what, with which files, in reply to what. */
import { CirclePlus, SendHorizontal, Smile, X } from 'lucide-preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { sendMessage, startTyping } from '../api';
import { fileSize } from '../message/attachments';
import { authorName } from '../message/message';
import { useDirectory } from '../state/directory';
import { useReport } from '../state/store';
import type { Channel, Emoji, Id, Message } from '../types';
import { Avatar } from '../ui/avatar';
import { EmojiPicker } from '../ui/picker';
import { encodeMentions, suggest, type Suggestion } from './mentions';
import { SuggestionList } from './suggestions';

/** Discord's client says that someone is typing at most this often (milliseconds). */
const TYPING_EVERY = 8_000;
const LONGEST = 2_000;

interface Props {
  channel: Channel;
  writeAs: Id;
  custom: Emoji[];
  reply: Message | undefined;
  onWriteAs: (user: Id) => void;
  onCancelReply: () => void;
  onEditLast: () => void;
}

export function Composer({ channel, writeAs, custom, reply, onWriteAs, onCancelReply, onEditLast }: Props) {
  const directory = useDirectory();
  const report = useReport();
  const area = useRef<HTMLTextAreaElement>(null);
  const upload = useRef<HTMLInputElement>(null);
  const typedAt = useRef(0);
  const [text, setText] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [sending, setSending] = useState(false);
  const [picker, setPicker] = useState<HTMLElement>();
  const [suggestions, setSuggestions] = useState<{ start: number; items: Suggestion[]; chosen: number }>();

  // On a touch screen the focus would bring up the keyboard unasked.
  useEffect(() => {
    if (matchMedia('(hover: hover)').matches) area.current?.focus();
  }, [reply, channel.id]);

  useLayoutEffect(() => {
    const element = area.current!;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const lookUp = () => {
    const element = area.current!;
    const found =
      element.selectionStart === element.selectionEnd
        ? suggest(element.value.slice(0, element.selectionStart), directory, custom)
        : undefined;
    setSuggestions(found && { ...found, chosen: 0 });
  };

  const replaceRange = (start: number, end: number, inserted: string) => {
    const element = area.current!;
    element.setRangeText(inserted, start, end, 'end');
    setText(element.value);
    setSuggestions(undefined);
    element.focus();
  };

  const accept = (item: Suggestion) => replaceRange(suggestions!.start, area.current!.selectionStart, `${item.text} `);

  const onInput = () => {
    setText(area.current!.value);
    lookUp();
    if (area.current!.value.trim() === '' || Date.now() - typedAt.current < TYPING_EVERY) return;
    typedAt.current = Date.now();
    startTyping(channel.id, writeAs).catch(() => undefined);
  };

  const send = async () => {
    const content = encodeMentions(text.trim(), directory, custom);
    if ((content === '' && files.length === 0) || sending) return;
    setSending(true);
    const message_reference = reply && { message_id: reply.id };
    const sent = await report(sendMessage(channel.id, { user_id: writeAs, content, message_reference }, files));
    setSending(false);
    if (!sent) return;
    typedAt.current = 0;
    // What was typed while the message was on its way stays.
    setText((now) => (now === text ? '' : now));
    setFiles([]);
    onCancelReply();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (suggestions !== undefined && suggestionKey(event.key)) {
      event.preventDefault();
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape') {
      onCancelReply();
    } else if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault();
      onEditLast();
    }
  };

  const suggestionKey = (key: string): boolean => {
    const { items, chosen } = suggestions!;
    const step = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (step !== undefined) setSuggestions({ ...suggestions!, chosen: (chosen + step + items.length) % items.length });
    else if (key === 'Enter' || key === 'Tab') accept(items[chosen]!);
    else if (key === 'Escape') setSuggestions(undefined);
    else return false;
    return true;
  };

  const addFiles = (added: Iterable<File> | null | undefined) =>
    setFiles((present) => [...present, ...(added ?? [])].slice(0, 10));
  const humans = [...directory.members.values()].filter((member) => !member.user.bot);
  const author = directory.users.get(writeAs);
  const label = `Message ${directory.channelLabel(channel)}`;

  return (
    <form
      class="composer"
      aria-label="Write a message"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        addFiles(event.dataTransfer?.files);
      }}
    >
      {suggestions !== undefined && (
        <SuggestionList items={suggestions.items} chosen={suggestions.chosen} onChoose={accept} />
      )}
      {reply !== undefined && (
        <div class="composer-reply">
          <span>
            Replying to <strong>{authorName(reply, directory.name(reply.author.id, reply.author))}</strong>
          </span>
          <button type="button" class="icon-button small" aria-label="Cancel reply" onClick={onCancelReply}>
            <X size={16} aria-hidden="true" />
          </button>
        </div>
      )}
      {files.length > 0 && (
        <ul class="composer-files" aria-label="Files to send">
          {files.map((file, index) => (
            <li key={index}>
              <span class="file-card-name">{file.name}</span> <span class="file-card-size">{fileSize(file.size)}</span>
              <button
                type="button"
                class="icon-button small"
                aria-label={`Remove ${file.name}`}
                onClick={() => setFiles(files.filter((_, other) => other !== index))}
              >
                <X size={16} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="composer-row">
        <div class="write-as">
          {author !== undefined && <Avatar user={author} name={directory.name(writeAs)} size={24} />}
          <select
            aria-label="Write as"
            title="Write as"
            value={writeAs}
            onChange={(event) => onWriteAs(event.currentTarget.value)}
          >
            {humans.map(({ user }) => (
              <option key={user.id} value={user.id}>
                {directory.name(user.id)}
              </option>
            ))}
          </select>
        </div>
        <textarea
          ref={area}
          aria-label={label}
          aria-autocomplete="list"
          aria-controls={suggestions && 'suggestions'}
          aria-activedescendant={suggestions && `suggestion-${suggestions.chosen}`}
          placeholder={label}
          rows={1}
          maxLength={LONGEST}
          value={text}
          onInput={onInput}
          onKeyDown={onKeyDown}
          onBlur={() => setSuggestions(undefined)}
          onPaste={(event) => {
            const pasted = event.clipboardData?.files;
            if (pasted === undefined || pasted.length === 0) return;
            event.preventDefault();
            addFiles(pasted);
          }}
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
          class="icon-button"
          aria-label="Attach files"
          title="Attach files"
          onClick={() => upload.current?.click()}
        >
          <CirclePlus size={22} aria-hidden="true" />
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
      {picker !== undefined && (
        <EmojiPicker
          anchor={picker}
          custom={custom}
          onPick={({ id, name }) => {
            const element = area.current!;
            replaceRange(element.selectionStart, element.selectionEnd, id ? `:${name}: ` : (name ?? ''));
          }}
          onClose={() => setPicker(undefined)}
        />
      )}
    </form>
  );
}
