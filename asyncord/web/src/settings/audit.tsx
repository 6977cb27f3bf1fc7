/** Who changed what in a server. */
import { useState } from 'preact/hooks';
import { useWorld } from '../state/store';
import type { World } from '../state/world';
import type { Guild, Id } from '../types';
import { Avatar } from '../ui/avatar';
import { when } from '../ui/snowflake';
import { Fetched, useFetched } from './fetched';

interface Change {
  key: string;
  old_value?: unknown;
  new_value?: unknown;
}

interface Entry {
  id: Id;
  user_id: Id | null;
  target_id: Id | null;
  action_type: number;
  changes?: Change[];
  reason?: string | null;
}

const ACTIONS: Record<number, string> = {
  1: 'changed the server',
  10: 'created the channel',
  11: 'changed the channel',
  12: 'deleted the channel',
  13: 'created an overwrite in',
  14: 'changed an overwrite in',
  15: 'deleted an overwrite in',
  20: 'kicked',
  21: 'pruned members',
  22: 'banned',
  23: 'ended the ban of',
  24: 'changed the member',
  25: 'changed the roles of',
  26: 'moved members',
  27: 'disconnected members',
  28: 'added the bot',
  30: 'created the role',
  31: 'changed the role',
  32: 'deleted the role',
  40: 'created an invite',
  41: 'changed an invite',
  42: 'deleted an invite',
  50: 'created the webhook',
  51: 'changed the webhook',
  52: 'deleted the webhook',
  60: 'created the emoji',
  61: 'changed the emoji',
  62: 'deleted the emoji',
  72: 'deleted messages of',
  73: 'deleted many messages in',
  74: 'pinned a message of',
  75: 'unpinned a message of',
  80: 'added the integration',
  81: 'changed the integration',
  82: 'removed the integration',
  83: 'started the stage',
  84: 'changed the stage',
  85: 'ended the stage',
  90: 'created the sticker',
  91: 'changed the sticker',
  92: 'deleted the sticker',
  100: 'created the event',
  101: 'changed the event',
  102: 'deleted the event',
  110: 'created the thread',
  111: 'changed the thread',
  112: 'deleted the thread',
  121: 'changed the permissions of a command',
  140: 'created an AutoMod rule',
  141: 'changed an AutoMod rule',
  142: 'deleted an AutoMod rule',
  143: 'AutoMod blocked a message of',
  144: 'AutoMod flagged a message of',
  145: 'AutoMod timed out',
};

/** What an entry was done to, by name where the page knows it. */
export function targetName(world: World, guild: Guild, id: Id | null): string {
  if (id === null) return '';
  const user = world.users.find((item) => item.id === id);
  if (user !== undefined) return user.global_name || user.username;
  const role = guild.roles?.find((item) => item.id === id);
  if (role !== undefined) return role.name;
  const channel = world.channels.find((item) => item.id === id);
  if (channel !== undefined) return `#${channel.name}`;
  if (id === guild.id) return guild.name;
  return guild.emojis?.find((item) => item.id === id)?.name ?? id;
}

/** A value of a change in one line. */
export function shortValue(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

export function AuditPage({ guild }: { guild: Guild }) {
  const { world } = useWorld();
  const [action, setAction] = useState('');
  const query = action === '' ? '' : `&action_type=${action}`;
  const answer = useFetched<{ audit_log_entries: Entry[] }>(
    `guilds/${guild.id}/audit-logs?limit=100${query}`,
    world.revisions.audit,
  );
  const entries = answer.data?.audit_log_entries;
  return (
    <>
      <h2>Audit log</h2>
      <label class="field">
        Action
        <select value={action} onChange={(event) => setAction(event.currentTarget.value)}>
          <option value="">All</option>
          {Object.entries(ACTIONS).map(([type, name]) => (
            <option key={type} value={type}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Fetched
        answer={{ ...(entries && { data: entries }), ...(answer.refusal !== undefined && { refusal: answer.refusal }) }}
        empty="Nothing was changed yet."
      >
        {(entry) => <AuditRow key={entry.id} guild={guild} entry={entry} />}
      </Fetched>
    </>
  );
}

function AuditRow({ guild, entry }: { guild: Guild; entry: Entry }) {
  const { world } = useWorld();
  const user = world.users.find(({ id }) => id === entry.user_id);
  const name = user?.global_name || user?.username || 'Discord';
  const changes = entry.changes ?? [];
  return (
    <li class="row audit-row">
      {user !== undefined && <Avatar user={user} name={name} size={32} />}
      <span class="user-text">
        <span>
          <strong>{name}</strong> {ACTIONS[entry.action_type] ?? `did action ${entry.action_type}`}{' '}
          <strong>{targetName(world, guild, entry.target_id)}</strong>
        </span>
        <small>
          {when(entry.id)?.toLocaleString()}
          {entry.reason && ` • ${entry.reason}`}
        </small>
        {changes.length > 0 && (
          <ul class="audit-changes">
            {changes.map(({ key, old_value, new_value }, index) => (
              <li key={index}>
                <code>{key}</code>: {shortValue(old_value)} → {shortValue(new_value)}
              </li>
            ))}
          </ul>
        )}
      </span>
    </li>
  );
}
