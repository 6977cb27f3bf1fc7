/** Names, colours and roles by id, for everything that shows a user, a role or a channel. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Channel, Guild, Id, Member, Role, User } from '../types';
import { hexColor } from '../ui/color';
import { isDirect } from './select';

export class Directory {
  readonly users: ReadonlyMap<Id, User>;
  readonly members: ReadonlyMap<Id, Member>;
  readonly roles: ReadonlyMap<Id, Role>;
  readonly channels: ReadonlyMap<Id, Channel>;
  readonly guild: Id;

  /** `viewer` is the acting user, who is not named in their own direct conversations. */
  constructor(
    guild: Guild,
    channels: Channel[],
    users: User[],
    members: Member[],
    readonly viewer?: Id,
  ) {
    this.users = new Map([...users, ...members.map((member) => member.user)].map((user) => [user.id, user]));
    this.members = new Map(members.map((member) => [member.user.id, member]));
    this.roles = new Map((guild.roles ?? []).map((role) => [role.id, role]));
    this.guild = guild.id;
    this.channels = new Map(channels.map((channel) => [channel.id, channel]));
  }

  /** The name that the guild sees: nickname, display name, user name. */
  name(id: Id, user: User | undefined = this.users.get(id)): string {
    return this.members.get(id)?.nick || user?.global_name || user?.username || 'unknown-user';
  }

  /** A channel's name; a direct conversation has those of its people. */
  channelName(channel: Channel): string {
    if (channel.name) return channel.name;
    const others = (channel.recipients ?? []).filter((user) => user.id !== this.viewer);
    return others.map((user) => this.name(user.id, user)).join(', ');
  }

  /** The same with its sign. */
  channelLabel(channel: Channel): string {
    return `${isDirect(channel) ? '@' : '#'}${this.channelName(channel)}`;
  }

  /** A member's roles, highest first. */
  memberRoles(id: Id): Role[] {
    const roles = (this.members.get(id)?.roles ?? []).map((role) => this.roles.get(role));
    return roles.filter((role) => role !== undefined).sort((a, b) => b.position - a.position);
  }

  /** The colour of a member's highest role that has one. */
  color(id: Id): string | undefined {
    return hexColor(this.memberRoles(id).find((role) => role.color !== 0)?.color);
  }

  /** Whether a message that names these concerns the user. */
  mentions(user: Id, message: { mentions?: User[]; mention_roles?: Id[]; mention_everyone?: boolean }): boolean {
    if (message.mention_everyone || message.mentions?.some((mentioned) => mentioned.id === user)) return true;
    const roles = this.members.get(user)?.roles ?? [];
    return (message.mention_roles ?? []).some((role) => roles.includes(role));
  }
}

const Context = createContext(new Directory({ id: '0', name: '' }, [], [], []));

export const DirectoryProvider = Context.Provider;

export function useDirectory(): Directory {
  return useContext(Context);
}
