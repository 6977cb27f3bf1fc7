/** One message of the log. */
import { Ellipsis, Forward, Pencil, Reply, SmilePlus } from 'lucide-preact';
import { Component, type ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { useMenuTrigger, useOpenMenu } from '../menu/host';
import { useMessageMenu } from '../menu/message-menu';
import { clock } from '../markdown/time';
import { useDirectory } from '../state/directory';
import { useReport } from '../state/store';
import { emojiKey } from '../state/world';
import type { Emoji, Id, Message } from '../types';
import { EmojiPicker } from '../ui/picker';
import { useActions } from './actions';
import { react } from './api';
import { authorName, GutterTime, Header } from './author';
import { CommandLine, commandOf, isReply, ReplyPreview } from './before';
import { Body, EphemeralNote } from './body';
import { EditBox } from './edit';
import { Reactions } from './reactions';
import { isEditable, isSystem } from './kind';
import { SystemMessage } from './system';
import { Flag, full, has } from './types';

export interface MessageProps {
  message: Message;
  /** Whether it continues the message above it, and so needs no author of its own. */
  compact: boolean;
  writeAs: Id;
  editing: boolean;
  custom: Emoji[];
}

/** Draws a message again only when something that it shows has changed. */
export function MessageRow(given: MessageProps) {
  const directory = useDirectory();
  const props = { ...given, message: useMemo(() => started(given.message), [given.message]) };
  const { message, compact, writeAs, editing, custom } = props;
  return useMemo(
    () => (
      <Guarded id={message.id}>
        <Row {...props} />
      </Guarded>
    ),
    [message, compact, writeAs, editing, custom, directory],
  );
}

/** A thread begins with the message that it hangs on, as if that stood there itself. */
function started(message: Message): Message {
  const { referenced_message } = message;
  if (message.type !== 21 || !referenced_message) return message;
  return { ...referenced_message, id: message.id, channel_id: message.channel_id };
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

function Row({ message, compact, writeAs, editing, custom }: MessageProps) {
  const directory = useDirectory();
  const report = useReport();
  const actions = useActions();
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const [picker, setPicker] = useState<HTMLElement>();
  const name = authorName(message, directory.name(message.author.id, message.author));
  const own = message.author.id === writeAs && message.webhook_id === undefined;
  const whole = full(message);
  const ephemeral = has(message, Flag.Ephemeral);
  const concerned = directory.mentions(writeAs, message) && !own;
  const groups = useMessageMenu(message, { own, react: setPicker });
  const trigger = useMenuTrigger(`Actions on the message of ${name}`, groups);

  /** The letters of Discord's client, while the message itself has the focus. */
  const shortcut = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    const ordinary = !ephemeral && !isSystem(message);
    const { key } = event;
    if (key === 'e' && own && isEditable(message)) actions.edit(message.id);
    else if (key === 'r' && ordinary) actions.reply(message);
    else if (key === 'f' && ordinary) actions.forward(message);
    else if (key === '+' && !ephemeral) setPicker(event.currentTarget as HTMLElement);
    else return false;
    return true;
  };

  return (
    <article
      class={`message ${compact ? 'compact' : 'first'} ${concerned ? 'concerned' : ''} ${ephemeral ? 'ephemeral' : ''} ${picker ? 'active' : ''}`}
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
      {...trigger}
      onKeyDown={(event) => {
        trigger.onKeyDown(event);
        if (event.target === event.currentTarget && shortcut(event)) event.preventDefault();
      }}
    >
      {isSystem(message) ? (
        <SystemMessage message={message} name={name} />
      ) : (
        <>
          {isReply(message) && commandOf(whole) === undefined && <ReplyPreview message={message} />}
          <CommandLine message={whole} />
          {compact ? <GutterTime timestamp={message.timestamp} /> : <Header message={message} name={name} />}
          <div class="message-body">
            {editing ? (
              <EditBox message={message} writeAs={writeAs} onDone={() => actions.edit(undefined)} />
            ) : (
              <Body message={whole} name={name} />
            )}
          </div>
        </>
      )}
      <div class="message-body">
        <Reactions message={message} writeAs={writeAs} onAdd={setPicker} />
        {ephemeral && <EphemeralNote message={whole} />}
      </div>
      {(hovered || focused || picker !== undefined) && !editing && (
        <Tools name={name} message={message} own={own && isEditable(message)} onPick={setPicker} groups={groups} />
      )}
      {picker !== undefined && (
        <EmojiPicker
          anchor={picker}
          custom={custom}
          onPick={(emoji) => report(react(writeAs, message.channel_id, message.id, emojiKey(emoji), true))}
          onClose={() => setPicker(undefined)}
        />
      )}
    </article>
  );
}

interface ToolsProps {
  name: string;
  message: Message;
  own: boolean;
  onPick: (anchor: HTMLElement) => void;
  groups: ReturnType<typeof useMessageMenu>;
}

function Tools({ name, message, own, onPick, groups }: ToolsProps) {
  const actions = useActions();
  const openMenu = useOpenMenu();
  const label = `Actions on the message of ${name}`;
  const ephemeral = has(message, Flag.Ephemeral);
  return (
    <div class="message-tools" role="toolbar" aria-label={label}>
      {!ephemeral && <Tool label="Add reaction" icon={<SmilePlus size={20} />} onClick={onPick} />}
      {own && <Tool label="Edit" icon={<Pencil size={18} />} onClick={() => actions.edit(message.id)} />}
      {!ephemeral && !isSystem(message) && (
        <>
          <Tool label="Reply" icon={<Reply size={20} />} onClick={() => actions.reply(message)} />
          <Tool label="Forward" icon={<Forward size={20} />} onClick={() => actions.forward(message)} />
        </>
      )}
      <Tool
        label="More"
        icon={<Ellipsis size={20} />}
        onClick={(button) => openMenu(label, groups(), button.getBoundingClientRect())}
      />
    </div>
  );
}

interface ToolProps {
  label: string;
  icon: ComponentChildren;
  onClick: (button: HTMLElement) => void;
}

function Tool({ label, icon, onClick }: ToolProps) {
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
