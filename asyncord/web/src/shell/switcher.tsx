/** Who one is: the acting user at the foot of the channels, with a box to become somebody else. */
import { ChevronsUpDown, Search, UserPlus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { setPresence } from '../api';
import { useDirectory } from '../state/directory';
import { searchUsers, statusOf } from '../state/people';
import { guildsOf } from '../state/select';
import { useReport, useWorld } from '../state/store';
import { actAs } from '../state/world';
import type { Id, Status } from '../types';
import { Avatar } from '../ui/avatar';
import { moveFocus } from '../ui/menu';
import { Popover } from '../ui/popover';
import { activityText, PresenceMark, STATUS_NAMES } from '../ui/presence';
import { useOpen } from './open';

export function UserPanel() {
  const { world } = useWorld();
  const directory = useDirectory();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const user = directory.users.get(world.writeAs);
  const name = directory.name(world.writeAs);
  const status = world.presences[world.writeAs]?.status ?? 'offline';
  const doing = activityText(world.presences[world.writeAs]?.activities?.filter(({ type }) => type === 4));
  return (
    <div class="user-panel" data-acting-as={world.writeAs}>
      <button
        type="button"
        class="acting-button"
        aria-haspopup="dialog"
        aria-expanded={anchor !== undefined}
        title="Act as somebody else"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <span class="member-avatar">
          {user !== undefined && <Avatar user={user} name={name} size={32} />}
          <PresenceMark status={status} />
        </span>
        <span class="user-text">
          <span class="user-acting">You act as</span>
          <strong>{name}</strong>
          <small>{doing ?? STATUS_NAMES[status]}</small>
        </span>
        <ChevronsUpDown size={18} aria-hidden="true" />
      </button>
      {anchor !== undefined && (
        <Popover
          anchor={anchor}
          label="Act as somebody else"
          side="above"
          class="switcher"
          onClose={() => setAnchor(undefined)}
        >
          {(close) => <Switcher close={close} />}
        </Popover>
      )}
    </div>
  );
}

const STATUSES = ['online', 'idle', 'dnd', 'invisible'] as const satisfies readonly Status[];

function Switcher({ close }: { close: () => void }) {
  const { world, update } = useWorld();
  const open = useOpen();
  const report = useReport();
  const [search, setSearch] = useState('');
  const humans = world.users.filter((user) => !user.bot && !user.system);
  const found = searchUsers(humans, search);
  const presence = world.presences[world.writeAs];
  const status = presence?.status ?? 'offline';

  const become = (user: Id) => {
    update((world) => actAs(world, user));
    close();
  };

  return (
    <div onKeyDown={moveFocus}>
      <fieldset class="statuses">
        <legend>Your status</legend>
        {STATUSES.map((option) => (
          <button
            key={option}
            type="button"
            aria-pressed={status === option}
            onClick={() =>
              void report(setPresence(world.writeAs, { status: option, activities: presence?.activities ?? [] }))
            }
          >
            <PresenceMark status={option} />
            {STATUS_NAMES[option]}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        class="menu-item"
        onClick={() => {
          close();
          open({ kind: 'status' });
        }}
      >
        Set a custom status
      </button>
      <h3>Act as</h3>
      <label class="search-box">
        <Search size={16} aria-hidden="true" />
        <input
          data-autofocus
          type="search"
          aria-label="Find a user"
          placeholder="Find a user"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && found[0] !== undefined) become(found[0].id);
          }}
        />
      </label>
      <ul class="switcher-list">
        {found.map((user) => {
          const name = user.global_name || user.username;
          const guilds = guildsOf(world, user.id).length;
          return (
            <li key={user.id}>
              <button
                type="button"
                class="switcher-user"
                aria-current={user.id === world.writeAs ? 'true' : undefined}
                onClick={() => become(user.id)}
              >
                <span class="member-avatar">
                  <Avatar user={user} name={name} size={32} />
                  <PresenceMark status={statusOf(world, user.id)} />
                </span>
                <span class="user-text">
                  <strong>{name}</strong>
                  <small>
                    {user.username} • {guilds === 1 ? '1 server' : `${guilds} servers`}
                  </small>
                </span>
              </button>
            </li>
          );
        })}
        {found.length === 0 && <li class="empty-note">Nobody has this name.</li>}
      </ul>
      <button
        type="button"
        class="menu-item"
        onClick={() => {
          close();
          open({ kind: 'add-user' });
        }}
      >
        <span>Create a user</span>
        <UserPlus size={16} aria-hidden="true" />
      </button>
    </div>
  );
}
