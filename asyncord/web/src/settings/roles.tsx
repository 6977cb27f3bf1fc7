/** The roles of a server: their order, and the one that is being changed. */
import { ArrowDown, ArrowUp, Plus, Shield } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { as } from '../api';
import { useReport, useWorld } from '../state/store';
import type { Guild, Id, Role } from '../types';
import { hexColor } from '../ui/color';
import { RoleEditor } from './role';

/** Highest first; @everyone is always the last. */
export function ordered(guild: Guild): Role[] {
  return [...(guild.roles ?? [])].sort(
    (a, b) => Number(a.id === guild.id) - Number(b.id === guild.id) || b.position - a.position,
  );
}

/** What the sandbox is told to move a role up (1) or down (-1): the two that change places. */
export function moved(guild: Guild, role: Id, by: 1 | -1): { id: Id; position: number }[] {
  const roles = ordered(guild).filter(({ id }) => id !== guild.id);
  const at = roles.findIndex(({ id }) => id === role);
  const other = roles[at - by];
  if (at === -1 || other === undefined) return [];
  const order = roles.with(at, other).with(at - by, roles[at]!);
  // Every position is said, so that two roles that had the same one come apart too.
  return order.map(({ id }, index) => ({ id, position: order.length - index }));
}

export function RolesPage({ guild }: { guild: Guild }) {
  const { world } = useWorld();
  const report = useReport();
  const roles = ordered(guild);
  const [chosen, choose] = useState<Id>(roles[0]?.id ?? guild.id);
  const role = roles.find(({ id }) => id === chosen) ?? roles[0];
  const members = world.members[guild.id] ?? [];
  const count = ({ id }: Role) =>
    id === guild.id ? members.length : members.filter((member) => member.roles.includes(id)).length;

  const create = async () => {
    const creating = as<Role>(world.writeAs, 'POST', `guilds/${guild.id}/roles`, { name: 'new role' });
    if (await report(creating)) choose((await creating).id);
  };
  const move = (by: 1 | -1) => {
    const positions = moved(guild, chosen, by);
    if (positions.length > 0) void report(as(world.writeAs, 'PATCH', `guilds/${guild.id}/roles`, positions));
  };

  return (
    <>
      <h2>Roles</h2>
      <p class="muted">The highest role is first. Members manage only what stands below their own highest role.</p>
      <div class="split">
        <div class="split-list">
          <div class="button-row">
            <button type="button" class="button" onClick={() => void create()}>
              <Plus size={16} aria-hidden="true" /> New role
            </button>
            <button type="button" class="icon-button" aria-label="Move the role up" title="Up" onClick={() => move(1)}>
              <ArrowUp size={18} aria-hidden="true" />
            </button>
            <button
              type="button"
              class="icon-button"
              aria-label="Move the role down"
              title="Down"
              onClick={() => move(-1)}
            >
              <ArrowDown size={18} aria-hidden="true" />
            </button>
          </div>
          <ul class="choices">
            {roles.map((item) => (
              <li key={item.id}>
                <button
                  type="button"
                  class="choice"
                  aria-current={item.id === role?.id ? 'true' : undefined}
                  onClick={() => choose(item.id)}
                >
                  <Shield
                    class={hexColor(item.color) === undefined ? '' : 'colored'}
                    style={{ '--role': hexColor(item.color) }}
                    size={16}
                    aria-hidden="true"
                  />
                  <span class="channel-name">{item.name}</span>
                  <small>{count(item)}</small>
                </button>
              </li>
            ))}
          </ul>
        </div>
        {role !== undefined && <RoleEditor key={role.id} guild={guild} role={role} />}
      </div>
    </>
  );
}
