/** What stands above a message: what it answers, or which command it comes from. */
import { CornerUpLeft, Terminal } from 'lucide-preact';
import { MarkdownPreview } from '../markdown/render';
import { useDirectory } from '../state/directory';
import type { Message } from '../types';
import { AppBadge, Avatar } from '../ui/avatar';
import { AuthorName, authorName, isProgram } from './author';
import { useJump } from './jump';
import { type FullMessage, full } from './types';

/** Forwards refer to a message as well, and are no replies. */
export function isReply(message: Message): boolean {
  if (message.message_reference?.type === 1 || message.type === 21) return false;
  return message.type === 19 || (message.referenced_message !== undefined && message.referenced_message !== null);
}

/** The command that a message answers; what comes after a button or a modal has none. */
export function commandOf(message: FullMessage): { name: string; slash: boolean } | undefined {
  const { interaction, interaction_metadata } = message;
  const name = interaction?.name ?? interaction_metadata?.name;
  if (name === undefined || (interaction?.type ?? interaction_metadata?.type) !== 2) return undefined;
  return { name, slash: message.type !== 23 };
}

export function CommandLine({ message }: { message: FullMessage }) {
  const directory = useDirectory();
  const command = commandOf(message);
  const user = message.interaction_metadata?.user ?? message.interaction?.user;
  if (command === undefined) return null;
  const name = user === undefined ? 'Somebody' : directory.name(user.id, user);
  return (
    <div class="reply-preview command-line">
      {user === undefined ? <Terminal size={14} aria-hidden="true" /> : <Avatar user={user} name={name} size={16} />}
      {user === undefined ? <span>{name}</span> : <AuthorName user={user} name={name} />}
      <span>
        used{' '}
        <span class="command-name">
          {command.slash && '/'}
          {command.name}
        </span>
      </span>
    </div>
  );
}

export function ReplyPreview({ message }: { message: Message }) {
  const directory = useDirectory();
  const jump = useJump();
  const referenced = message.referenced_message;
  if (!referenced) {
    return (
      <div class="reply-preview">
        <CornerUpLeft size={14} aria-hidden="true" />
        <em>{referenced === null ? 'The original message was deleted' : 'The original message is not loaded'}</em>
      </div>
    );
  }
  const name = authorName(referenced, directory.name(referenced.author.id, referenced.author));
  return (
    <button
      type="button"
      class="reply-preview"
      title="Go to the message"
      onClick={() => jump(message.message_reference?.channel_id ?? message.channel_id, referenced.id)}
    >
      <span class="visually-hidden">Reply to</span>
      <Avatar user={referenced.author} name={name} size={16} />
      {isProgram(referenced) && <AppBadge />}
      <AuthorName user={referenced.author} name={name} at="@" />
      <span class="reply-text">
        {referenced.content === '' ? <em>{summary(referenced)}</em> : <MarkdownPreview text={referenced.content} />}
      </span>
    </button>
  );
}

function summary(message: Message): string {
  const { attachments, embeds, sticker_items, components, poll } = full(message);
  if ((attachments ?? []).length > 0) return 'Click to see the attachment';
  if ((sticker_items ?? []).length > 0) return 'Click to see the sticker';
  if (poll) return 'Click to see the poll';
  return (embeds ?? []).length > 0 || (components ?? []).length > 0 ? 'Click to see the message' : 'Empty message';
}
