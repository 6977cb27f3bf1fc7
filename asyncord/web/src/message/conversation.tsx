/** One channel or thread as a conversation: its messages, the place to write, and what its messages can be asked to do. */
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { Composer, type ComposerHandle } from '../composer/composer';
import { Typing } from '../composer/typing';
import { InChannel } from '../interaction/acting';
import { addLater, addOlder, toPresent } from '../state/past';
import { shownGuild, visibleMessages, whyReadOnly } from '../state/select';
import { useWorld } from '../state/store';
import { dismiss } from '../state/world';
import type { Channel, Emoji, Id, Message, Sticker } from '../types';
import { type Actions, ActionsContext } from './actions';
import { ForwardDialog } from './forward-dialog';
import { Log } from './log';
import { isSystem } from './kind';
import { ThreadDialog } from './thread-dialog';

const NO_EMOJI: Emoji[] = [];
const NO_STICKERS: Sticker[] = [];
const NONE = {};

/** Give it the channel's id as `key`: what is being written belongs to one channel. */
export function Conversation({ channel }: { channel: Channel }) {
  const { world, update } = useWorld();
  const { writeAs } = world;
  const messages = visibleMessages(world, channel.id);
  const custom = shownGuild(world)?.emojis ?? NO_EMOJI;
  const [reply, setReply] = useState<Message>();
  const [editing, setEditing] = useState<Id>();
  const [forwarding, setForwarding] = useState<Message>();
  const [threading, setThreading] = useState<Message>();
  const composer = useRef<ComposerHandle>(null);

  const actions = useMemo<Actions>(
    () => ({
      reply: setReply,
      edit: setEditing,
      forward: setForwarding,
      thread: setThreading,
      dismiss: (message) => update((world) => dismiss(world, message)),
      insert: (text) => composer.current?.insert(text),
      command: (command, name) => composer.current?.command(command, name),
    }),
    [update],
  );
  const isOwn = (message: Message) =>
    message.author.id === writeAs && message.webhook_id === undefined && !isSystem(message);
  const onOlder = useCallback(
    (older: Message[]) => update((world) => addOlder(world, channel.id, older)),
    [update, channel.id],
  );
  const onLater = useCallback(
    (later: Message[]) => update((world) => addLater(world, channel.id, later)),
    [update, channel.id],
  );

  return (
    <InChannel channel={channel}>
      <ActionsContext.Provider value={actions}>
        <Log
          channel={channel}
          messages={messages}
          writeAs={writeAs}
          custom={custom}
          editing={editing}
          past={world.past[channel.id]}
          goal={world.goal?.channel === channel.id ? world.goal.message : undefined}
          onOlder={onOlder}
          onLater={onLater}
          onPresent={() => update((world) => toPresent(world, channel.id))}
          onReached={() => update((world) => ({ ...world, goal: undefined }))}
        />
        <Composer
          handle={composer}
          channel={channel}
          writeAs={writeAs}
          custom={custom}
          stickers={shownGuild(world)?.stickers ?? NO_STICKERS}
          reply={reply}
          readOnly={whyReadOnly(world, channel)}
          onCancelReply={() => setReply(undefined)}
          onEditLast={() => setEditing(messages.findLast(isOwn)?.id)}
        />
        <Typing ends={world.typing[channel.id] ?? NONE} writeAs={writeAs} />
        {forwarding !== undefined && <ForwardDialog message={forwarding} onClose={() => setForwarding(undefined)} />}
        {threading !== undefined && <ThreadDialog message={threading} onClose={() => setThreading(undefined)} />}
      </ActionsContext.Provider>
    </InChannel>
  );
}
