/** Who is where, and whether they are there: for lists of members and of voice channels. */
import type { Channel, Guild, Id, Member, Role, Status, VoiceState } from '../types';
import type { Directory } from './directory';
import { bit, channelBits } from './permissions';
import { isThread } from './select';
import type { World } from './world';

type Known = Pick<World, 'presences' | 'applications'>;

/** How others see someone. A bot is there while it is connected. */
export function statusOf({ presences, applications }: Known, user: Id): Exclude<Status, 'invisible'> {
  const application = applications.find(({ user_id }) => user_id === user);
  if (application !== undefined && !application.connected && !application.endpoint) return 'offline';
  const status = presences[user]?.status ?? (application === undefined ? 'offline' : 'online');
  return status === 'invisible' ? 'offline' : status;
}

export interface Group {
  key: string;
  name: string;
  members: Member[];
}

/** Those who are there under their highest hoisted role, then the others who are there, then those who are not. */
export function groupMembers(members: Member[], roles: Role[], directory: Directory, known: Known): Group[] {
  const hoisted = roles.filter((role) => role.hoist).sort((a, b) => b.position - a.position);
  const groups = new Map<string, Group>(hoisted.map(({ id, name }) => [id, { key: id, name, members: [] }]));
  groups.set('online', { key: 'online', name: 'Online', members: [] });
  groups.set('offline', { key: 'offline', name: 'Offline', members: [] });
  for (const member of members) {
    const role = directory.memberRoles(member.user.id).find((role) => role.hoist);
    const there = statusOf(known, member.user.id) !== 'offline';
    groups.get(there ? (role?.id ?? 'online') : 'offline')!.members.push(member);
  }
  for (const group of groups.values()) {
    group.members.sort((a, b) => directory.name(a.user.id).localeCompare(directory.name(b.user.id)));
  }
  return [...groups.values()].filter((group) => group.members.length > 0);
}

/** Those of the guild's members who see the channel; a thread is seen as its channel is. */
export function whoSees(guild: Guild, members: Member[], channel: Channel | undefined, channels: Channel[]): Member[] {
  const of = channel && isThread(channel) ? channels.find(({ id }) => id === channel.parent_id) : channel;
  if (of === undefined) return members;
  return members.filter((member) => (channelBits(guild, member, of) & bit('VIEW_CHANNEL')) !== 0n);
}

export function inVoice(world: World, channel: Id): VoiceState[] {
  return world.voice_states.filter((state) => state.channel_id === channel);
}

/** Where the acting user is connected. */
export function ownVoice(world: World): VoiceState | undefined {
  return world.voice_states.find((state) => state.user_id === world.writeAs && state.channel_id !== null);
}

/** The users whose names contain all the words of a search. */
export function searchUsers<T extends { username: string; global_name?: string | null }>(
  users: T[],
  text: string,
): T[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return users.filter(({ username, global_name }) => {
    const name = `${username} ${global_name ?? ''}`.toLowerCase();
    return words.every((word) => name.includes(word));
  });
}
