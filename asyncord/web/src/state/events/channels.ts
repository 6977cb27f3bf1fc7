/** Channels and threads, and who follows a thread. */
import type { Channel, Id } from '../../types';
import { byId, changeChannel, type Handlers, outdate, upsert } from '../change';
import { isThread } from '../select';
import { firstChannel, select, type World } from '../world';

interface ThreadMembersUpdate {
  id: Id;
  member_count?: number;
  added_members?: { user_id?: Id; member?: { user?: { id: Id } } }[];
  removed_member_ids?: Id[];
}

function upsertChannel(world: World, channel: Channel): World {
  const next = { ...world, channels: upsert(world.channels, channel, byId) };
  return next.wanted === channel.id ? select(next, channel.id) : next;
}

/** Threads go with the channel they are in. */
function removeChannel(world: World, { id }: { id: Id }): World {
  const gone = new Set([id]);
  for (const channel of world.channels) if (isThread(channel) && channel.parent_id === id) gone.add(channel.id);
  const channels = world.channels.filter((channel) => !gone.has(channel.id));
  const left = { ...world, channels };
  const parent = world.channels.find((channel) => channel.id === id)?.parent_id ?? undefined;
  const next = () =>
    channels.find((channel) => channel.id === parent && channel.type !== 4)?.id ?? firstChannel(left, world.guild)?.id;
  return {
    ...left,
    selected: gone.has(world.selected ?? '') ? next() : world.selected,
    beside: gone.has(world.beside ?? '') ? undefined : world.beside,
  };
}

function follow(world: World, thread: Id, change: (users: Id[]) => Id[]): World {
  return {
    ...world,
    thread_members: { ...world.thread_members, [thread]: change(world.thread_members[thread] ?? []) },
  };
}

export const CHANNEL_EVENTS: Handlers = {
  CHANNEL_CREATE: (world, channel: Channel) => outdate(upsertChannel(world, channel), 'permissions'),
  CHANNEL_UPDATE: (world, channel: Channel) => outdate(upsertChannel(world, channel), 'permissions'),
  CHANNEL_DELETE: (world, channel: Channel) => outdate(removeChannel(world, channel), 'permissions'),
  CHANNEL_PINS_UPDATE: (world) => outdate(world, 'pins'),
  VOICE_CHANNEL_STATUS_UPDATE: (world, { id, status }: { id: Id; status: string | null }) =>
    changeChannel(world, id, (channel) => ({ ...channel, status })),
  THREAD_CREATE: (world, thread: Channel) => outdate(upsertChannel(world, thread), 'permissions'),
  THREAD_UPDATE: (world, thread: Channel) => outdate(upsertChannel(world, thread), 'permissions'),
  THREAD_DELETE: (world, thread: Channel) => outdate(removeChannel(world, thread), 'permissions'),
  THREAD_MEMBER_UPDATE: (world, { id, user_id }: { id: Id; user_id: Id }) =>
    outdate(
      follow(world, id, (users) => (users.includes(user_id) ? users : [...users, user_id])),
      'permissions',
    ),
  THREAD_MEMBERS_UPDATE(world, { id, member_count, added_members = [], removed_member_ids = [] }: ThreadMembersUpdate) {
    const added = added_members.flatMap(({ user_id, member }) => user_id ?? member?.user?.id ?? []);
    const followed = follow(world, id, (users) => [
      ...users.filter((user) => !removed_member_ids.includes(user) && !added.includes(user)),
      ...added,
    ]);
    const counted =
      member_count === undefined ? followed : changeChannel(followed, id, (thread) => ({ ...thread, member_count }));
    // Who is in a private thread sees it.
    return outdate(counted, 'permissions');
  },
};
