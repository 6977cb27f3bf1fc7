/** Messages, their reactions and polls, and who is typing. */
import type { Emoji, Id, Message, Poll, Reaction } from '../../types';
import { byId, changeChannel, changeMessage, eachMessages, type Handlers, upsert, withMessages } from '../change';
import { toPresent } from '../past';
import { channelOf, guildOf, isThread, roleMentions } from '../select';
import { KEPT_MESSAGES, type World } from '../world';

const TYPING_LASTS = 10_000;
/** The type of the message that shows, in a thread, from which message it began. */
const THREAD_STARTER = 21;

interface ReactionEvent {
  channel_id: Id;
  message_id: Id;
  user_id: Id;
  emoji: Emoji;
}

interface VoteEvent {
  channel_id: Id;
  message_id: Id;
  user_id: Id;
  answer_id: number;
}

/** Threads tell their number of messages only with themselves; the one that a thread began with does not count. */
function countInThread(world: World, channel: Id, by: number): World {
  const thread = channelOf(world, channel);
  if (by === 0 || thread === undefined || !isThread(thread)) return world;
  const message_count = Math.max(0, (thread.message_count ?? 0) + by);
  return changeChannel(world, channel, (thread) => ({ ...thread, message_count }));
}

const counts = ({ id, channel_id, type }: Message) => id !== channel_id && type !== THREAD_STARTER;

function removeMessages(world: World, channel: Id, ids: Id[]): World {
  const messages = world.messages[channel] ?? [];
  const gone = messages.filter((message) => ids.includes(message.id) && counts(message)).length;
  return eachMessages(countInThread(world, channel, -gone), channel, (messages) =>
    messages.filter((message) => !ids.includes(message.id)).map((message) => withoutReference(message, ids)),
  );
}

/** A reply to a deleted message says so, as Discord's `referenced_message: null` does. */
function withoutReference(message: Message, deleted: Id[]): Message {
  const reference = message.referenced_message?.id;
  return reference !== undefined && deleted.includes(reference) ? { ...message, referenced_message: null } : message;
}

function stopTyping(world: World, channel: Id, user: Id): World {
  const { [user]: stopped, ...others } = world.typing[channel] ?? {};
  return stopped === undefined ? world : { ...world, typing: { ...world.typing, [channel]: others } };
}

function countUnread(world: World, message: Message): World {
  const channel = message.channel_id;
  if (channel === world.selected || channel === world.beside || message.author.id === world.writeAs) return world;
  if (message.visible_to !== undefined && message.visible_to !== world.writeAs) return world;
  const { messages, mentions } = world.unread[channel] ?? { messages: 0, mentions: 0 };
  return {
    ...world,
    unread: {
      ...world.unread,
      [channel]: { messages: messages + 1, mentions: mentions + Number(concerns(world, message)) },
    },
  };
}

/** Everything in a direct conversation is for its people. */
function concerns(world: World, message: Message): boolean {
  const guild = guildOf(world, message.channel_id);
  if (guild === undefined) return true;
  if (message.mention_everyone || message.mentions?.some(({ id }) => id === world.writeAs)) return true;
  return roleMentions(world, guild, world.writeAs, message.mention_roles ?? []);
}

function changeReactions(
  event: Omit<ReactionEvent, 'user_id'>,
  world: World,
  change: (reactions: Reaction[]) => Reaction[],
): World {
  return changeMessage(world, event.channel_id, event.message_id, (message) => ({
    ...message,
    reactions: change(message.reactions ?? []).filter((reaction) => reaction.count > 0),
  }));
}

const sameEmoji = (a: Emoji, b: Emoji) => (a.id ?? null) === (b.id ?? null) && (a.id ? true : a.name === b.name);

function changeVotes(world: World, event: VoteEvent, add: boolean): World {
  return changeMessage(world, event.channel_id, event.message_id, (message) =>
    message.poll ? { ...message, poll: voted(message.poll, event, add) } : message,
  );
}

function voted(poll: Poll, { answer_id, user_id }: VoteEvent, add: boolean): Poll {
  const counts = poll.results?.answer_counts ?? [];
  const present = counts.find(({ id }) => id === answer_id) ?? { id: answer_id, count: 0, user_ids: [] };
  const users = present.user_ids ?? [];
  if (users.includes(user_id) === add) return poll;
  const changed = {
    ...present,
    count: Math.max(0, present.count + (add ? 1 : -1)),
    user_ids: add ? [...users, user_id] : users.filter((id) => id !== user_id),
  };
  return {
    ...poll,
    results: { ...poll.results, answer_counts: upsert(counts, changed, ({ id }) => String(id)) },
  };
}

export const MESSAGE_EVENTS: Handlers = {
  MESSAGE_CREATE(world, message: Message) {
    const before = world.messages[message.channel_id] ?? [];
    const messages = upsert(before, message, byId);
    const isNew = messages.length > before.length && counts(message);
    const counted = countInThread(world, message.channel_id, Number(isNew));
    // Who writes or acts looks at the present again.
    const acting = [message.author.id, message.interaction_metadata?.user?.id].includes(world.writeAs);
    const shown = acting ? toPresent(counted, message.channel_id) : counted;
    const added = withMessages(shown, message.channel_id, messages.slice(-KEPT_MESSAGES));
    return countUnread(stopTyping(added, message.channel_id, message.author.id), message);
  },
  MESSAGE_UPDATE: (world, update: Message) =>
    changeMessage(world, update.channel_id, update.id, (message) => ({
      ...message,
      ...update,
      // What the page knows of who reacted is not in Discord's message.
      reactions: (update.reactions ?? message.reactions ?? []).map((reaction) => ({
        ...message.reactions?.find((known) => sameEmoji(known.emoji, reaction.emoji)),
        ...reaction,
      })),
    })),
  MESSAGE_DELETE: (world, { channel_id, id }: { channel_id: Id; id: Id }) => removeMessages(world, channel_id, [id]),
  MESSAGE_DELETE_BULK: (world, { channel_id, ids }: { channel_id: Id; ids: Id[] }) =>
    removeMessages(world, channel_id, ids),
  MESSAGE_REACTION_ADD: (world, event: ReactionEvent) =>
    changeReactions(event, world, (reactions) => {
      const present = reactions.find((reaction) => sameEmoji(reaction.emoji, event.emoji));
      if (present === undefined) return [...reactions, { emoji: event.emoji, count: 1, user_ids: [event.user_id] }];
      if (present.user_ids?.includes(event.user_id)) return reactions;
      const counted = { ...present, count: present.count + 1, user_ids: [...(present.user_ids ?? []), event.user_id] };
      return reactions.map((reaction) => (reaction === present ? counted : reaction));
    }),
  MESSAGE_REACTION_REMOVE: (world, event: ReactionEvent) =>
    changeReactions(event, world, (reactions) =>
      reactions.map((reaction) =>
        sameEmoji(reaction.emoji, event.emoji)
          ? {
              ...reaction,
              count: reaction.count - 1,
              user_ids: reaction.user_ids?.filter((id) => id !== event.user_id),
            }
          : reaction,
      ),
    ),
  MESSAGE_REACTION_REMOVE_ALL: (world, event: ReactionEvent) => changeReactions(event, world, () => []),
  MESSAGE_REACTION_REMOVE_EMOJI: (world, event: ReactionEvent) =>
    changeReactions(event, world, (reactions) =>
      reactions.filter((reaction) => !sameEmoji(reaction.emoji, event.emoji)),
    ),
  MESSAGE_POLL_VOTE_ADD: (world, event: VoteEvent) => changeVotes(world, event, true),
  MESSAGE_POLL_VOTE_REMOVE: (world, event: VoteEvent) => changeVotes(world, event, false),
  TYPING_START: (world, { channel_id, user_id }: { channel_id: Id; user_id: Id }) => ({
    ...world,
    typing: { ...world.typing, [channel_id]: { ...world.typing[channel_id], [user_id]: Date.now() + TYPING_LASTS } },
  }),
};
