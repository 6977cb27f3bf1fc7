/** Starts a conversation with a person or a bot. */
import { Search } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { as } from '../api';
import { searchUsers, statusOf } from '../state/people';
import { useReport, useWorld } from '../state/store';
import type { Id } from '../types';
import { AppBadge, Avatar } from '../ui/avatar';
import { Dialog } from '../ui/dialog';
import { moveFocus } from '../ui/menu';
import { PresenceMark } from '../ui/presence';

export function NewMessageDialog({ onClose }: { onClose: () => void }) {
  const { world } = useWorld();
  const report = useReport();
  const [search, setSearch] = useState('');
  const found = searchUsers(
    world.users.filter(({ id }) => id !== world.writeAs),
    search,
  );

  const start = async (recipient_id: Id, close: () => void) => {
    const opening = as<{ id: Id }>(world.writeAs, 'POST', 'users/@me/channels', { recipient_id });
    if (!(await report(opening))) return;
    location.hash = `#/channels/${(await opening).id}`;
    close();
  };

  return (
    <Dialog title="New message" onClose={onClose}>
      {(close) => (
        <div class="field" onKeyDown={moveFocus}>
          <label class="search-box">
            <Search size={16} aria-hidden="true" />
            <input
              type="search"
              data-autofocus
              aria-label="Find a person or a bot"
              placeholder="Find a person or a bot"
              value={search}
              onInput={(event) => setSearch(event.currentTarget.value)}
            />
          </label>
          <ul class="switcher-list">
            {found.map((user) => {
              const name = user.global_name || user.username;
              return (
                <li key={user.id}>
                  <button type="button" class="switcher-user" onClick={() => void start(user.id, close)}>
                    <span class="member-avatar">
                      <Avatar user={user} name={name} size={32} />
                      <PresenceMark status={statusOf(world, user.id)} />
                    </span>
                    <span class="user-text">
                      <strong>{name}</strong>
                      <small>{user.username}</small>
                    </span>
                    {user.bot && <AppBadge />}
                  </button>
                </li>
              );
            })}
          </ul>
          {found.length === 0 && <p class="empty-note">Nobody has this name.</p>}
        </div>
      )}
    </Dialog>
  );
}
