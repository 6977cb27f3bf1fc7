/** A thread or post beside its channel. */
import { Maximize2, X } from 'lucide-preact';
import { Conversation } from '../message/conversation';
import { useWorld } from '../state/store';
import { openBeside, select } from '../state/world';
import type { Channel } from '../types';
import { channelIcon } from '../ui/channel-icon';
import { ThreadMenu } from './menu';

export function ThreadAside({ thread }: { thread: Channel }) {
  const { update } = useWorld();
  const Icon = channelIcon(thread.type);
  return (
    <aside class="thread-aside" aria-label={`Thread ${thread.name}`}>
      <header class="chat-header">
        <Icon class="chat-icon" size={20} aria-hidden="true" />
        <h2>{thread.name}</h2>
        <div class="chat-tools">
          <ThreadMenu thread={thread} />
          <button
            type="button"
            class="icon-button"
            aria-label="Show the thread in full"
            title="Show the thread in full"
            onClick={() => update((world) => select(world, thread.id))}
          >
            <Maximize2 size={18} aria-hidden="true" />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label="Close the thread"
            title="Close the thread"
            onClick={() => update((world) => openBeside(world, undefined))}
          >
            <X size={20} aria-hidden="true" />
          </button>
        </div>
      </header>
      <Conversation key={thread.id} channel={thread} />
    </aside>
  );
}
