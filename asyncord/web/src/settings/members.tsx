/** All members of a server with their roles. */
import { Search } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useOpen } from '../shell/open';
import { joinGuild } from '../api';
import { searchUsers } from '../state/people';
import { isMember } from '../state/select';
import { useReport, useWorld } from '../state/store';
import type { Guild, Id, Member } from '../types';
import { AppBadge, Avatar } from '../ui/avatar';
import { hexColor } from '../ui/color';
import { MenuButton } from '../ui/menu';
import { MemberPopover } from '../member/popover';

const SHOWN = 200;

export function MembersPage({ guild }: { guild: Guild }) {
  const { world } = useWorld();
  const report = useReport();
  const open = useOpen();
  const [search, setSearch] = useState('');
  const [shown, show] = useState<{ user: Id; anchor: HTMLElement }>();
  const members = world.members[guild.id] ?? [];
  const found = searchUsers(
    members.map((member) => ({
      ...member.user,
      global_name: `${member.user.global_name ?? ''} ${member.nick ?? ''}`,
      member,
    })),
    search,
  );
  const strangers = world.users.filter((user) => !user.bot && !isMember(world, guild.id, user.id));
  return (
    <>
      <h2>Members — {members.length}</h2>
      <div class="forum-tools">
        <label class="search-box">
          <Search size={16} aria-hidden="true" />
          <input
            type="search"
            aria-label="Find a member"
            placeholder="Find a member"
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </label>
        <MenuButton
          class="button quiet"
          label="Let a user join"
          items={[
            ...strangers.slice(0, 20).map((user) => ({
              label: user.global_name || user.username,
              onSelect: () => void report(joinGuild(guild.id, user.id)),
            })),
            { label: 'Create a user…', onSelect: () => open({ kind: 'add-user' }) },
          ]}
        >
          Let a user join
        </MenuButton>
      </div>
      <ul class="rows">
        {found.slice(0, SHOWN).map(({ member }) => (
          <li key={member.user.id}>
            <button
              type="button"
              class="row"
              onClick={(event) => show({ user: member.user.id, anchor: event.currentTarget })}
            >
              <Row guild={guild} member={member} />
            </button>
          </li>
        ))}
      </ul>
      {found.length > SHOWN && <p class="muted">And {found.length - SHOWN} more: search by name.</p>}
      {shown !== undefined && <MemberPopover {...shown} guild={guild.id} onClose={() => show(undefined)} />}
    </>
  );
}

function Row({ guild, member }: { guild: Guild; member: Member }) {
  const name = member.nick || member.user.global_name || member.user.username;
  const roles = (guild.roles ?? [])
    .filter(({ id }) => member.roles.includes(id))
    .sort((a, b) => b.position - a.position);
  return (
    <>
      <Avatar user={member.user} name={name} size={32} />
      <span class="user-text">
        <strong>
          {name} {member.user.bot && <AppBadge />}
        </strong>
        <small>{member.user.username}</small>
      </span>
      <span class="pills">
        {roles.map((role) => (
          <span key={role.id} class="pill">
            <i class="role-dot" style={{ '--role': hexColor(role.color) }} aria-hidden="true" />
            {role.name}
          </span>
        ))}
      </span>
    </>
  );
}
