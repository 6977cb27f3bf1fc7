/** One message of the log. */
import { CornerUpLeft, Pencil, Reply, SmilePlus, Trash2 } from 'lucide-preact';
import { Component, type ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { deleteMessage, react } from '../api';
import { Markdown, MarkdownPreview } from '../markdown/render';
import { clock, fullDate, stamp } from '../markdown/time';
import { useDirectory } from '../state/directory';
import { useReport } from '../state/store';
import { emojiKey } from '../state/world';
import type { Emoji, Id, Message } from '../types';
import { AppBadge, Avatar } from '../ui/avatar';
import { EmojiPicker } from '../ui/picker';
import { Attachments } from './attachments';
import { EditBox } from './edit';
import { Embed } from './embed';
import { Reactions } from './reactions';
import { isSystem, SystemMessage } from './system';

const SUPPRESS_EMBEDS = 1 << 2;
const EPHEMERAL = 1 << 6;

export interface MessageProps {
  message: Message;
  /** Whether it continues the message above it, and so needs no author of its own. */
  compact: boolean;
  writeAs: Id;
  editing: boolean;
  custom: Emoji[];
  onReply: (message: Message) => void;
  onEdit: (message: Id | undefined) => void;
}

/** Draws a message again only when something that it shows has changed. */
export function MessageRow(props: MessageProps) {
  const directory = useDirectory();
  const { message, compact, writeAs, editing, custom, onReply, onEdit } = props;
  return useMemo(
    () => (
      <Guarded id={message.id}>
        <Row {...props} />
      </Guarded>
    ),
    [message, compact, writeAs, editing, custom, onReply, onEdit, directory],
  );
}

/** A message that cannot be drawn costs its own row only. */
class Guarded extends Component<{ id: Id; children: ComponentChildren }, { failed: boolean }> {
  override state = { failed: false };

  override componentDidCatch(error: unknown) {
    console.error('message', this.props.id, 'cannot be shown:', error);
    this.setState({ failed: true });
  }

  override render() {
    return this.state.failed ? <p class="unshown">This message cannot be shown.</p> : this.props.children;
  }
}

function Row(props: MessageProps) {
  const { message, compact, writeAs, editing, custom, onReply, onEdit } = props;
  const directory = useDirectory();
  const report = useReport();
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const [picker, setPicker] = useState<HTMLElement>();
  const name = authorName(message, directory.name(message.author.id, message.author));
  const own = message.author.id === writeAs && message.webhook_id === undefined;
  const concerned = directory.mentions(writeAs, message) && !own;
  const system = isSystem(message);

  return (
    <article
      class={`message ${compact ? 'compact' : 'first'} ${concerned ? 'concerned' : ''} ${picker ? 'active' : ''}`}
      data-message-id={message.id}
      data-author={name}
      data-author-id={message.author.id}
      aria-label={`${name}, ${clock(new Date(message.timestamp))}`}
      tabIndex={-1}
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
      onFocusIn={() => setFocused(true)}
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as HTMLElement | null)) setFocused(false);
      }}
    >
      {system ? (
        <SystemMessage message={message} name={name} />
      ) : (
        <>
          {isReply(message) && <ReplyPreview message={message} />}
          {compact ? (
            <time class="gutter-time" dateTime={message.timestamp} title={fullDate(new Date(message.timestamp))}>
              {clock(new Date(message.timestamp))}
            </time>
          ) : (
            <>
              <Avatar user={message.author} name={name} />
              <Header message={message} name={name} />
            </>
          )}
          <div class="message-body">
            {editing ? (
              <EditBox message={message} writeAs={writeAs} onDone={() => onEdit(undefined)} />
            ) : (
              <Content message={message} />
            )}
            <Attachments attachments={message.attachments ?? []} />
            {((message.flags ?? 0) & SUPPRESS_EMBEDS) === 0 &&
              (message.embeds ?? []).map((embed, index) => <Embed key={index} embed={embed} />)}
            <Unshown message={message} />
            <Reactions message={message} writeAs={writeAs} onAdd={setPicker} />
            {((message.flags ?? 0) & EPHEMERAL) !== 0 && (
              <p class="message-note">Only the person it answers would see this.</p>
            )}
          </div>
        </>
      )}
      {(hovered || focused || picker !== undefined) && !editing && (
        <div class="message-tools" role="toolbar" aria-label={`Actions on the message of ${name}`}>
          <Tool label="Add reaction" icon={<SmilePlus size={20} />} onClick={setPicker} />
          <Tool label="Reply" icon={<Reply size={20} />} onClick={() => onReply(message)} />
          {own && !system && <Tool label="Edit" icon={<Pencil size={18} />} onClick={() => onEdit(message.id)} />}
          {own && (
            <Tool
              label="Delete"
              icon={<Trash2 size={18} />}
              onClick={() => report(deleteMessage(message.channel_id, message.id, writeAs))}
            />
          )}
        </div>
      )}
      {picker !== undefined && (
        <EmojiPicker
          anchor={picker}
          custom={custom}
          onPick={(emoji) => report(react(message.channel_id, message.id, emojiKey(emoji), writeAs, true))}
          onClose={() => setPicker(undefined)}
        />
      )}
    </article>
  );
}

/** A webhook names itself in each message; everyone else has a name in the guild. */
export function authorName(message: Message, inGuild: string): string {
  return message.webhook_id === undefined ? inGuild : message.author.username;
}

function Header({ message, name }: { message: Message; name: string }) {
  const directory = useDirectory();
  const date = new Date(message.timestamp);
  const color = directory.color(message.author.id);
  return (
    <h2 class="message-header">
      <span class={color === undefined ? 'message-author' : 'message-author colored'} style={{ '--role': color }}>
        {name}
      </span>
      {(message.author.bot || message.webhook_id !== undefined) && <AppBadge />}
      <time dateTime={message.timestamp} title={fullDate(date)}>
        {stamp(date)}
      </time>
    </h2>
  );
}

function Content({ message }: { message: Message }) {
  const edited = message.edited_timestamp;
  if (message.content === '' && !edited) return null;
  return (
    <div class="message-content">
      <Markdown text={message.content} />
      {edited && (
        <span class="edited" title={fullDate(new Date(edited))}>
          (edited)
        </span>
      )}
    </div>
  );
}

function isReply(message: Message): boolean {
  return message.type === 19 || (message.referenced_message !== undefined && message.referenced_message !== null);
}

function ReplyPreview({ message }: { message: Message }) {
  const directory = useDirectory();
  const referenced = message.referenced_message;
  if (!referenced) {
    return (
      <div class="reply-preview">
        <CornerUpLeft size={14} aria-hidden="true" />
        <em>The original message was deleted</em>
      </div>
    );
  }
  const name = authorName(referenced, directory.name(referenced.author.id, referenced.author));
  const color = directory.color(referenced.author.id);
  const jump = () => {
    const target = document.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(referenced.id)}"]`);
    target?.scrollIntoView({ block: 'center' });
    target?.focus();
  };
  return (
    <button type="button" class="reply-preview" title="Go to the message" onClick={jump}>
      <span class="visually-hidden">Reply to</span>
      <Avatar user={referenced.author} name={name} size={16} />
      {referenced.author.bot && <AppBadge />}
      <span class={color === undefined ? 'message-author' : 'message-author colored'} style={{ '--role': color }}>
        @{name}
      </span>
      <span class="reply-text">
        {referenced.content === '' ? (
          <em>Click to see the attachment</em>
        ) : (
          <MarkdownPreview text={referenced.content} />
        )}
      </span>
    </button>
  );
}

/** What a message has and this page cannot show yet is named, so that nobody takes it for lost. */
function Unshown({ message }: { message: Message }) {
  const parts = [
    (message.components?.length ?? 0) > 0 && 'components',
    message.poll !== undefined && message.poll !== null && 'a poll',
    (message.sticker_items?.length ?? 0) > 0 &&
      `stickers (${message.sticker_items!.map((sticker) => sticker.name).join(', ')})`,
  ].filter((part) => typeof part === 'string');
  if (parts.length === 0) return null;
  return <p class="unshown">Has {parts.join(' and ')}, which this page does not show yet.</p>;
}

function Tool({
  label,
  icon,
  onClick,
}: {
  label: string;
  icon: ComponentChildren;
  onClick: (button: HTMLElement) => void;
}) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      onClick={(event) => onClick(event.currentTarget)}
    >
      {icon}
    </button>
  );
}
