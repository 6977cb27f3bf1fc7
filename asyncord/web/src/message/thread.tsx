/** The card under a message that a thread hangs on. */
import { MessagesSquare } from 'lucide-preact';
import { useDirectory } from '../state/directory';
import { Flag, type FullMessage, has } from './types';

export function ThreadCard({ message }: { message: FullMessage }) {
  const directory = useDirectory();
  // A thread that starts from a message has the message's id.
  const thread = directory.channels.get(message.thread?.id ?? message.id) ?? message.thread;
  if (thread === undefined || !(has(message, Flag.HasThread) || message.thread !== undefined)) return null;
  const count = (thread as { message_count?: number }).message_count;
  return (
    <a class="thread-card" href={`#/channels/${thread.id}`}>
      <MessagesSquare size={18} aria-hidden="true" />
      <strong>{thread.name ?? 'Thread'}</strong>
      <span class="thread-card-link">
        {count === undefined ? 'See thread' : `${count} ${count === 1 ? 'message' : 'messages'}`} ›
      </span>
    </a>
  );
}
