/** Mentions within a text: of people, roles, channels, commands, and of places of the server. */
import { useUserMenu } from '../menu/user-menu';
import { useActions } from '../message/actions';
import { useDirectory } from '../state/directory';
import type { User } from '../types';
import { hexColor } from '../ui/color';

export function UserMention({ id }: { id: string }) {
  const directory = useDirectory();
  const user = directory.users.get(id);
  const name = directory.name(id);
  return user === undefined ? <span class="mention">@{name}</span> : <KnownUser user={user} name={name} />;
}

function KnownUser({ user, name }: { user: User; name: string }) {
  const menu = useUserMenu(user, name);
  return (
    <button type="button" class="mention" aria-haspopup="menu" {...menu}>
      @{name}
    </button>
  );
}

export function RoleMention({ id }: { id: string }) {
  const role = useDirectory().roles.get(id);
  const color = hexColor(role?.color);
  return (
    <span class={color === undefined ? 'mention' : 'mention mention-role'} style={{ '--role': color }}>
      {role?.name === '@everyone' ? '' : '@'}
      {role?.name ?? 'unknown-role'}
    </span>
  );
}

export function ChannelMention({ id }: { id: string }) {
  const directory = useDirectory();
  const channel = directory.channels.get(id);
  if (channel === undefined) return <span class="mention"># unknown</span>;
  return (
    <a class="mention" href={`#/channels/${channel.id}`}>
      #{directory.channelName(channel)}
    </a>
  );
}

/** Begins the command in the composer, as a click in Discord does. */
export function CommandMention({ id, name }: { id: string; name: string }) {
  const { command } = useActions();
  return (
    <button type="button" class="mention" onClick={() => command(id, name)}>
      /{name}
    </button>
  );
}

const PLACES: Record<string, string> = {
  customize: 'Channels & Roles',
  browse: 'Browse Channels',
  guide: 'Server Guide',
  'linked-roles': 'Linked Roles',
};

export function navigationName(where: string): string {
  const place = where.split(':')[0]!;
  return Object.hasOwn(PLACES, place) ? PLACES[place]! : where;
}

/** These places are not in the sandbox; their name is all there is to show. */
export function Navigation({ where }: { where: string }) {
  return (
    <span class="mention" title="The sandbox does not have this place">
      {navigationName(where)}
    </span>
  );
}
