/** Who of the server sees the shown channel: by hoisted role, then who else is there, then who is not. */
import { Crown, UserPlus } from 'lucide-preact';
import { useMemo } from 'preact/hooks';
import { useMenuTrigger } from '../menu/host';
import { useUserItems } from '../menu/user-menu';
import { useOpen } from '../shell/open';
import { useDirectory } from '../state/directory';
import { groupMembers, statusOf, whoSees } from '../state/people';
import { channelOf, timedOutUntil } from '../state/select';
import { useWorld } from '../state/store';
import type { Guild, Member, Presence } from '../types';
import { AppBadge, Avatar } from '../ui/avatar';
import { activityText, PresenceMark, STATUS_NAMES } from '../ui/presence';

const NONE: Member[] = [];

export function MemberPanel({ guild }: { guild: Guild }) {
  const { world } = useWorld();
  const directory = useDirectory();
  const open = useOpen();
  const members = world.members[guild.id] ?? NONE;
  const channel = channelOf(world, world.selected);
  const { presences, applications, channels } = world;
  const groups = useMemo(
    () =>
      groupMembers(whoSees(guild, members, channel, channels), guild.roles ?? [], directory, {
        presences,
        applications,
      }),
    [guild, members, channel, channels, directory, presences, applications],
  );
  const rows = useMemo(
    () =>
      groups.map(({ key, name, members }) => (
        <section key={key} class="member-group">
          <h3>
            {name} — {members.length}
          </h3>
          <ul>
            {members.map((member) => (
              <MemberRow
                key={member.user.id}
                guild={guild}
                member={member}
                status={statusOf({ presences, applications }, member.user.id)}
                presence={presences[member.user.id]}
              />
            ))}
          </ul>
        </section>
      )),
    [groups],
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
          onClick={() => open({ kind: 'add-app' })}
        >
          <UserPlus size={18} aria-hidden="true" />
        </button>
      </div>
      <div class="members">{rows}</div>
    </>
  );
}

interface RowProps {
  guild: Guild;
  member: Member;
  status: ReturnType<typeof statusOf>;
  presence: Presence | undefined;
}

/** Takes what it shows as props: there can be thousands, which must not all be drawn again with every event. */
function MemberRow({ guild, member, status, presence }: RowProps) {
  const directory = useDirectory();
  const open = useOpen();
  const { id } = member.user;
  const name = directory.name(id);
  const color = directory.color(id);
  const doing = status === 'offline' ? undefined : activityText(presence?.activities);
  const owner = guild.owner_id === id;
  const trigger = useMenuTrigger(`Actions on ${name}`, useUserItems(member.user));
  return (
    <li class={status === 'offline' ? 'member offline' : 'member'} data-user-id={id}>
      <button
        type="button"
        class="member-button"
        title={member.user.username}
        {...trigger}
        onClick={(event) => open({ kind: 'member', user: id, guild: guild.id, anchor: event.currentTarget })}
      >
        <span class="member-avatar">
          <Avatar user={member.user} name={name} size={32} />
          <PresenceMark status={status} />
        </span>
        <span class="member-text">
          <span class="member-line">
            <span class={color === undefined ? 'member-name' : 'member-name colored'} style={{ '--role': color }}>
              {name}
            </span>
            {member.user.bot && <AppBadge />}
            {owner && (
              <>
                <Crown class="crown" size={14} aria-hidden="true" />
                <span class="visually-hidden">, owner</span>
              </>
            )}
          </span>
          {timedOutUntil(member) !== undefined ? (
            <span class="member-doing">Timed out</span>
          ) : (
            doing && <span class="member-doing">{doing}</span>
          )}
        </span>
        <span class="visually-hidden">, {STATUS_NAMES[status]}</span>
      </button>
    </li>
  );
}
