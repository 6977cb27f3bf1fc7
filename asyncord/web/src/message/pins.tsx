/** The pinned messages of a channel, in a box under their button. */
import { Pin, X } from 'lucide-preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useActing } from '../interaction/acting';
import { stamp } from '../markdown/time';
import { useDirectory } from '../state/directory';
import { useReport, useWorld } from '../state/store';
import type { Channel, Message } from '../types';
import { Avatar } from '../ui/avatar';
import { hasClosed, hide, place, show } from '../ui/float';
import { pin, pinnedMessages } from './api';
import { AuthorName, authorName } from './author';
import { Body } from './body';
import { useJump } from './jump';
import { full } from './types';

export function PinsButton({ channel }: { channel: Channel }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-label="Pinned messages"
        title="Pinned messages"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Pin size={20} aria-hidden="true" />
      </button>
      {open && (
        <Pins
          channel={channel}
          anchor={button.current!}
          onClose={() => {
            setOpen(false);
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}

function Pins({ channel, anchor, onClose }: { channel: Channel; anchor: HTMLElement; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const { user } = useActing();
  const { world } = useWorld();
  const report = useReport();
  const jump = useJump();
  const [messages, setMessages] = useState<Message[]>();
  const [error, setError] = useState<string>();
  const revision = world.revisions.pins;

  useLayoutEffect(() => {
    show(box.current!);
    place(box.current!, anchor.getBoundingClientRect(), 'below');
    box.current!.focus();
  }, [messages === undefined]);
  useEffect(() => {
    let ended = false;
    pinnedMessages(user, channel.id).then(
      (found) => ended || setMessages(found),
      (error: unknown) => ended || setError(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      ended = true;
    };
  }, [user, channel.id, revision]);

  return (
    <div
      ref={box}
      class="pins"
      popover="auto"
      role="dialog"
      aria-label="Pinned messages"
      tabIndex={-1}
      onToggle={(event) => event.target === box.current && hasClosed(event) && onClose()}
    >
      <header>
        <h2>Pinned messages</h2>
        <button type="button" class="icon-button small" aria-label="Close" onClick={() => hide(box.current)}>
          <X size={18} aria-hidden="true" />
        </button>
      </header>
      {error !== undefined && <p class="field-error">{error}</p>}
      {messages === undefined && error === undefined && <p class="pins-none">Loading…</p>}
      {messages?.length === 0 && <p class="pins-none">Nothing is pinned in this channel yet.</p>}
      <ul>
        {(messages ?? []).map((message) => (
          <li key={message.id}>
            <Pinned
              message={message}
              onJump={() => {
                hide(box.current);
                jump(message.channel_id, message.id);
              }}
              onUnpin={() =>
                void report(
                  pin(user, channel.id, message.id, false).then(() =>
                    setMessages((list) => list?.filter(({ id }) => id !== message.id)),
                  ),
                )
              }
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Pinned({ message, onJump, onUnpin }: { message: Message; onJump: () => void; onUnpin: () => void }) {
  const directory = useDirectory();
  const name = authorName(message, directory.name(message.author.id, message.author));
  return (
    <article class="pinned" aria-label={`Pinned message of ${name}`}>
      <p class="pinned-header">
        <Avatar user={message.author} name={name} size={24} />
        <AuthorName user={message.author} name={name} />
        <time dateTime={message.timestamp}>{stamp(new Date(message.timestamp))}</time>
        <span class="pinned-tools">
          <button type="button" class="inline-button" onClick={onJump}>
            Jump
          </button>
          <button type="button" class="icon-button small" aria-label={`Unpin the message of ${name}`} onClick={onUnpin}>
            <X size={16} aria-hidden="true" />
          </button>
        </span>
      </p>
      <Body message={full(message)} name={name} />
    </article>
  );
}
