/** Who is in the guild: hoisted roles first, then bots, then people. */
import { UserPlus } from 'lucide-preact';
import { Directory, useDirectory } from '../state/directory';
import type { Application, Id, Member, Role } from '../types';
import { AppBadge, Avatar } from '../ui/avatar';

interface Group {
  name: string;
  members: Member[];
}

export function groupMembers(members: Member[], roles: Role[], directory: Directory): Group[] {
  const hoisted = roles.filter((role) => role.hoist).sort((a, b) => b.position - a.position);
  const groups = new Map<string, Group>(hoisted.map((role) => [role.id, { name: role.name, members: [] }]));
  groups.set('bots', { name: 'Apps', members: [] });
  groups.set('people', { name: 'Members', members: [] });
  for (const member of members) {
    const role = directory.memberRoles(member.user.id).find((role) => role.hoist);
    groups.get(role?.id ?? (member.user.bot ? 'bots' : 'people'))!.members.push(member);
  }
  for (const group of groups.values()) {
    group.members.sort((a, b) => directory.name(a.user.id).localeCompare(directory.name(b.user.id)));
  }
  return [...groups.values()].filter((group) => group.members.length > 0);
}

interface Props {
  members: Member[];
  roles: Role[];
  applications: Application[];
  onAdd: () => void;
}

export function MemberPanel({ members, roles, applications, onAdd }: Props) {
  const directory = useDirectory();
  const offline = new Set(
    applications.filter((application) => !application.connected).map((application) => application.user_id),
  );
  return (
    <>
      <div class="panel-header">
        <h2>Members</h2>
        <button
          type="button"
          class="icon-button"
          aria-label="Add a bot or a person"
          title="Add a bot or a person"
          onClick={onAdd}
        >
          <UserPlus size={18} aria-hidden="true" />
        </button>
      </div>
      <div class="members">
        {groupMembers(members, roles, directory).map(({ name, members }, index) => (
          <section key={`${index}-${name}`} class="member-group">
            <h3>
              {name} — {members.length}
            </h3>
            <ul>
              {members.map((member) => (
                <MemberRow
                  key={member.user.id}
                  member={member}
                  offline={offline.has(member.user.id)}
                  color={directory.color(member.user.id)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

function MemberRow({ member, offline, color }: { member: Member; offline: boolean; color: string | undefined }) {
  const directory = useDirectory();
  const id: Id = member.user.id;
  const name = directory.name(id);
  return (
    <li class={offline ? 'member offline' : 'member'} data-user-id={id} title={member.user.username}>
      <span class="member-avatar">
        <Avatar user={member.user} name={name} size={32} />
        <i class={offline ? 'presence offline' : 'presence'} />
      </span>
      <span class={color === undefined ? 'member-name' : 'member-name colored'} style={{ '--role': color }}>
        {name}
      </span>
      {member.user.bot && <AppBadge />}
      <span class="visually-hidden">{offline ? 'offline' : 'online'}</span>
    </li>
  );
}
