/** The pictures of users as the sandbox serves them; who has none gets the first letters of the name. */
import { useDirectory } from '../state/directory';
import type { Id, User } from '../types';
import { avatarSource } from './cdn';
import { Loaded } from './loaded';

/** Each is dark enough for white letters (4.5:1). */
const COLORS = ['#5865f2', '#2d7d46', '#a8590f', '#c9326a', '#7c4ddb', '#0b7a8f', '#b23b3b', '#5d6b7e'];

function colorOf(id: Id): string {
  let sum = 0;
  for (const digit of id) sum = (sum * 31 + digit.charCodeAt(0)) % 9973;
  return COLORS[sum % COLORS.length]!;
}

function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const letters =
    words.length > 1 ? [words[0]!, words[1]!].map((word) => [...word][0]) : [...(words[0] ?? '?')].slice(0, 1);
  return letters.join('').toUpperCase();
}

interface Props {
  user: User;
  name: string;
  size?: number;
}

export function Avatar({ user, name, size = 40 }: Props) {
  const { users, members, guild } = useDirectory();
  // A message has its author as they were then.
  const source = avatarSource(users.get(user.id) ?? user, members.get(user.id), guild);
  return (
    <Loaded class={user.bot ? 'avatar of-app' : 'avatar'} source={source} width={size} height={size}>
      <Initials user={user} name={name} size={size} />
    </Loaded>
  );
}

function Initials({ user, name, size }: Required<Props>) {
  return (
    <svg class="avatar" width={size} height={size} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <rect width="40" height="40" rx={user.bot ? 12 : 20} fill={colorOf(user.id)} />
      <text
        x="20"
        y="20.5"
        text-anchor="middle"
        dominant-baseline="central"
        fill="#fff"
        font-size="16"
        font-weight="600"
      >
        {initials(name)}
      </text>
    </svg>
  );
}

/** The mark of users who are programs. */
export function AppBadge() {
  return <span class="app-badge">APP</span>;
}
