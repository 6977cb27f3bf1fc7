/** One role: how it looks, and what its members may do. Every switch takes effect at once. */
import { Search } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { as } from '../api';
import { isSet, type PermissionGroup, PERMISSION_GROUPS, toggled } from '../state/permissions';
import { useReport, useWorld } from '../state/store';
import type { Guild, Role } from '../types';
import { hexColor } from '../ui/color';
import { Confirm, SavedField, Switch } from '../ui/form';

export function RoleEditor({ guild, role }: { guild: Guild; role: Role }) {
  const { world } = useWorld();
  const report = useReport();
  const [search, setSearch] = useState('');
  const everyone = role.id === guild.id;
  const path = `guilds/${guild.id}/roles/${role.id}`;
  const save = (body: object) => report(as(world.writeAs, 'PATCH', path, body));
  const admin = isSet(role.permissions, 'ADMINISTRATOR');

  return (
    <section class="split-main" aria-label={`Role ${role.name}`}>
      {everyone ? (
        <p class="muted">Everybody in the server has this role.</p>
      ) : (
        <>
          <SavedField label="Name" value={role.name} maxLength={100} onSave={(name) => save({ name })} />
          <RoleColor role={role} onSave={(color) => void save({ color })} />
          <Switch
            label="Show members separately"
            help="They stand under this role in the member list."
            checked={role.hoist}
            onChange={(hoist) => void save({ hoist })}
          />
          <Switch
            label="Anyone may mention this role"
            checked={role.mentionable ?? false}
            onChange={(mentionable) => void save({ mentionable })}
          />
        </>
      )}
      <h3>Permissions</h3>
      <label class="search-box">
        <Search size={16} aria-hidden="true" />
        <input
          type="search"
          aria-label="Find a permission"
          placeholder="Find a permission"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      {admin && <p class="card-warning">Administrator: this role has every permission, whatever the switches say.</p>}
      {matching(PERMISSION_GROUPS, search).map(({ name, permissions }) => (
        <fieldset key={name} class="permission-group">
          <legend>{name}</legend>
          {permissions.map(({ key, name, help }) => (
            <Switch
              key={key}
              label={name}
              help={help}
              checked={isSet(role.permissions, key)}
              onChange={(on) => void save({ permissions: toggled(role.permissions, key, on) })}
            />
          ))}
        </fieldset>
      ))}
      {!everyone && (
        <Confirm question={`Delete ${role.name}?`} onConfirm={() => void report(as(world.writeAs, 'DELETE', path))}>
          Delete role
        </Confirm>
      )}
    </section>
  );
}

/** The groups with those permissions that a search finds by name, meaning or key. */
export function matching(groups: PermissionGroup[], search: string): PermissionGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map(({ name, permissions }) => ({
      name,
      permissions: permissions.filter((item) => {
        const text = `${item.name} ${item.help} ${item.key}`.toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ permissions }) => permissions.length > 0);
}

function RoleColor({ role, onSave }: { role: Role; onSave: (color: number) => void }) {
  const [color, setColor] = useState(hexColor(role.color) ?? '#99aab5');
  useEffect(() => setColor(hexColor(role.color) ?? '#99aab5'), [role.color]);
  return (
    <div class="button-row">
      <label class="color-field">
        Colour
        <input
          type="color"
          value={color}
          onInput={(event) => setColor(event.currentTarget.value)}
          onChange={(event) => onSave(Number.parseInt(event.currentTarget.value.slice(1), 16))}
        />
      </label>
      {hexColor(role.color) !== undefined && (
        <button type="button" class="button quiet" onClick={() => onSave(0)}>
          No colour
        </button>
      )}
    </div>
  );
}
