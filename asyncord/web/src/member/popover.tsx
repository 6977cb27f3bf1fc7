/** Who somebody is, and what can be done about them. */
import { Crown, MessageCircle, Plus, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { as } from '../api';
import { useDirectory } from '../state/directory';
import { statusOf } from '../state/people';
import { timedOutUntil } from '../state/select';
import { memberBits, permissionsIn } from '../state/permissions';
import { useReport, useWorld } from '../state/store';
import { actAs } from '../state/world';
import type { Guild, Id, Member, User } from '../types';
import { AppBadge, Avatar } from '../ui/avatar';
import { bannerSource } from '../ui/cdn';
import { hexColor } from '../ui/color';
import { Loaded } from '../ui/loaded';
import { MenuButton } from '../ui/menu';
import { Popover } from '../ui/popover';
import { activityText, PresenceMark, STATUS_NAMES } from '../ui/presence';
import { Moderation } from './moderation';

interface Props {
  user: Id;
  guild: Id | undefined;
  anchor?: HTMLElement | undefined;
  onClose: () => void;
}

export function MemberPopover({ user: id, guild: guildId, anchor, onClose }: Props) {
  const { world } = useWorld();
  const user = world.users.find((user) => user.id === id);
  const guild = world.guilds.find((guild) => guild.id === guildId);
  const member = guild && world.members[guild.id]?.find((member) => member.user.id === id);
  if (user === undefined) return null;
  return (
    <Popover anchor={anchor} label={`About ${user.username}`} class="member-card" side="beside" onClose={onClose}>
      {(close) => <Card user={user} guild={guild} member={member} close={close} />}
    </Popover>
  );
}

interface CardProps {
  user: User;
  guild: Guild | undefined;
  member: Member | undefined;
  close: () => void;
}

function Card({ user, guild, member, close }: CardProps) {
  const { world, update } = useWorld();
  const report = useReport();
  const me = world.writeAs;
  const name = member?.nick || user.global_name || user.username;
  const status = statusOf(world, user.id);
  const activities = world.presences[user.id]?.activities ?? [];
  const until = timedOutUntil(member);

  const write = async () => {
    const opening = as<{ id: Id }>(me, 'POST', 'users/@me/channels', { recipient_id: user.id });
    if (!(await report(opening))) return;
    close();
    location.hash = `#/channels/${(await opening).id}`;
  };

  return (
    <>
      <Loaded class="card-banner" source={bannerSource(user, member, guild?.id)} />
      <header class="card-head">
        <span class="member-avatar">
          <Avatar user={user} name={name} size={56} />
          <PresenceMark status={status} />
        </span>
        <div>
          <h2>
            {name} {user.bot && <AppBadge />}
            {guild?.owner_id === user.id && <Crown class="crown" size={16} aria-label="owner" />}
          </h2>
          <p class="muted">{user.username}</p>
        </div>
      </header>
      <p class="card-status">
        {STATUS_NAMES[status]}
        {activities.map((activity, index) => (
          <span key={index}>{activityText([activity])}</span>
        ))}
      </p>
      {until !== undefined && <p class="card-warning">Timed out until {until.toLocaleString()}</p>}
      <div class="button-row">
        {user.id !== me && (
          <button type="button" class="button" onClick={() => void write()}>
            <MessageCircle size={16} aria-hidden="true" /> Message
          </button>
        )}
        {user.id !== me && !user.bot && (
          <button
            type="button"
            class="button quiet"
            onClick={() => {
              close();
              update((world) => actAs(world, user.id));
            }}
          >
            Act as {name}
          </button>
        )}
      </div>
      {guild !== undefined && member !== undefined && (
        <>
          <Roles guild={guild} member={member} />
          <p class="card-facts">
            {member.joined_at && <>Joined {new Date(member.joined_at).toLocaleDateString()} • </>}
            ID {user.id}
          </p>
          <Summary guild={guild} member={member} />
          <Moderation guild={guild} member={member} name={name} close={close} />
        </>
      )}
    </>
  );
}

function Roles({ guild, member }: { guild: Guild; member: Member }) {
  const { world } = useWorld();
  const report = useReport();
  const directory = useDirectory();
  const roles = (guild.roles ?? []).filter(({ id }) => id !== guild.id).sort((a, b) => b.position - a.position);
  const own = roles.filter(({ id }) => member.roles.includes(id));
  const others = roles.filter(({ id, managed }) => !managed && !member.roles.includes(id));
  const change = (role: Id, give: boolean) =>
    void report(
      as(world.writeAs, give ? 'PUT' : 'DELETE', `guilds/${guild.id}/members/${member.user.id}/roles/${role}`),
    );
  return (
    <section>
      <h3>Roles</h3>
      <ul class="pills">
        {own.map((role) => (
          <li key={role.id} class="pill">
            <i class="role-dot" style={{ '--role': hexColor(role.color) }} aria-hidden="true" />
            {role.name}
            <button
              type="button"
              class="icon-button small"
              aria-label={`Take the role ${role.name} from ${directory.name(member.user.id)}`}
              title={`Take the role ${role.name}`}
              onClick={() => change(role.id, false)}
            >
              <X size={12} aria-hidden="true" />
            </button>
          </li>
        ))}
        {others.length > 0 && (
          <li>
            <MenuButton
              class="pill pill-add"
              label="Give a role"
              items={others.map((role) => ({ label: role.name, onSelect: () => change(role.id, true) }))}
            >
              <Plus size={14} aria-hidden="true" /> Role
            </MenuButton>
          </li>
        )}
        {own.length === 0 && others.length === 0 && <li class="muted">None</li>}
      </ul>
    </section>
  );
}

/** What the member may do in the whole server, in words. */
function Summary({ guild, member }: { guild: Guild; member: Member }) {
  const [shown, show] = useState(false);
  const bits = memberBits(guild, member);
  const list = permissionsIn(bits);
  const all = guild.owner_id === member.user.id ? 'Owner: everything' : undefined;
  const admin = list.some(({ key }) => key === 'ADMINISTRATOR') ? 'Administrator: everything' : undefined;
  return (
    <section>
      <h3>Permissions</h3>
      {all !== undefined || admin !== undefined ? (
        <p class="muted">{all ?? admin}</p>
      ) : (
        <>
          <button type="button" class="text-button" aria-expanded={shown} onClick={() => show(!shown)}>
            {list.length} in this server {shown ? '▴' : '▾'}
          </button>
          {shown && (
            <ul class="pills">
              {list.map(({ key, name }) => (
                <li key={key} class="pill">
                  {name}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}
