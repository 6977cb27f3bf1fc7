/** Goes to any channel, conversation, server or person by a few letters of its name. */
import { useMemo, useState } from 'preact/hooks';
import { as } from '../api';
import { useDirectory } from '../state/directory';
import { canOpen, guildsOf, isDirect, isThread, sees } from '../state/select';
import { useReport, useWorld } from '../state/store';
import { select, showGuild, type World } from '../state/world';
import type { Channel, Guild, Id, User } from '../types';
import { Avatar } from '../ui/avatar';
import { channelIcon } from '../ui/channel-icon';
import { Dialog } from '../ui/dialog';
import { GuildIcon } from '../ui/guild-icon';

type Found =
  | { kind: 'channel'; key: string; name: string; detail: string; channel: Channel }
  | { kind: 'guild'; key: string; name: string; detail: string; guild: Guild }
  | { kind: 'user'; key: string; name: string; detail: string; user: User };

/** How well a name fits what was typed: 0 not at all, more is better. */
export function score(name: string, typed: string): number {
  const text = name.toLowerCase();
  const wanted = typed.toLowerCase().trim();
  if (wanted === '') return 1;
  if (text.startsWith(wanted)) return 4;
  if (text.split(/[\s_-]+/).some((word) => word.startsWith(wanted))) return 3;
  if (text.includes(wanted)) return 2;
  let at = -1;
  for (const letter of wanted) {
    at = text.indexOf(letter, at + 1);
    if (at === -1) return 0;
  }
  return 1;
}

function everything(world: World, channelName: (channel: Channel) => string): Found[] {
  const guilds = guildsOf(world, world.writeAs);
  const names = new Map(guilds.map(({ id, name }) => [id, name]));
  const channels = world.channels.filter(
    (channel) => canOpen(channel) && sees(world, channel) && (isDirect(channel) || names.has(channel.guild_id ?? '')),
  );
  return [
    ...channels.map((channel): Found => ({
      kind: 'channel',
      key: channel.id,
      name: channelName(channel),
      detail: names.get(channel.guild_id ?? '') ?? 'Direct message',
      channel,
    })),
    ...guilds.map((guild): Found => ({ kind: 'guild', key: guild.id, name: guild.name, detail: 'Server', guild })),
    ...world.users
      .filter(({ id }) => id !== world.writeAs)
      .map((user): Found => ({
        kind: 'user',
        key: user.id,
        name: user.global_name || user.username,
        detail: user.bot ? 'App' : user.username,
        user,
      })),
  ];
}

export function QuickSwitcher({ onClose }: { onClose: () => void }) {
  const { world, update } = useWorld();
  const directory = useDirectory();
  const report = useReport();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const all = useMemo(() => everything(world, (channel) => directory.channelName(channel)), [world, directory]);
  // A sign says what kind is meant: #channel, @person, *server.
  const [, sign = '', rest = ''] = /^([#@*!]?)(.*)$/.exec(typed) ?? [];
  const found = all
    .filter((item) => sign === '' || item.kind === { '#': 'channel', '!': 'channel', '@': 'user', '*': 'guild' }[sign])
    .map((item) => ({ item, points: score(item.name, rest) + Number(world.unread[item.key] !== undefined) * 0.5 }))
    .filter(({ points }) => points >= 1)
    .sort((a, b) => b.points - a.points || Number(isThreadItem(a.item)) - Number(isThreadItem(b.item)))
    .slice(0, 12)
    .map(({ item }) => item);

  const go = async (item: Found, close: () => void) => {
    close();
    if (item.kind === 'channel') update((world) => select(world, item.channel.id));
    else if (item.kind === 'guild') update((world) => showGuild(world, item.guild.id));
    else {
      const opening = as<{ id: Id }>(world.writeAs, 'POST', 'users/@me/channels', { recipient_id: item.user.id });
      if (await report(opening)) {
        const { id } = await opening;
        location.hash = `#/channels/${id}`;
      }
    }
  };

  return (
    <Dialog title="Go to…" onClose={onClose}>
      {(close) => (
        <>
          <input
            data-autofocus
            class="quick-input"
            role="combobox"
            aria-expanded={true}
            aria-controls="quick-list"
            aria-activedescendant={found.length > 0 ? `quick-${chosen}` : undefined}
            aria-label="Where would you like to go?"
            placeholder="Where would you like to go?"
            value={typed}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              setChosen(0);
            }}
            onKeyDown={(event) => {
              const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
              if (by !== undefined && found.length > 0) {
                event.preventDefault();
                setChosen((chosen + by + found.length) % found.length);
              }
              const item = found[chosen];
              if (event.key === 'Enter' && item !== undefined) {
                event.preventDefault();
                void go(item, close);
              }
            }}
          />
          <ul id="quick-list" class="quick-list" role="listbox" aria-label="Places">
            {found.map((item, index) => (
              <li
                key={item.key}
                id={`quick-${index}`}
                role="option"
                aria-selected={index === chosen}
                onMouseMove={() => setChosen(index)}
                onClick={() => void go(item, close)}
              >
                <Sign item={item} />
                <span class="channel-name">{item.name}</span>
                <span class="muted">{item.detail}</span>
              </li>
            ))}
          </ul>
          {found.length === 0 && <p class="empty-note">Nothing has this name.</p>}
          <p class="field-hint"># channels, @ people, * servers</p>
        </>
      )}
    </Dialog>
  );
}

const isThreadItem = (item: Found) => item.kind === 'channel' && isThread(item.channel);

function Sign({ item }: { item: Found }) {
  if (item.kind === 'user') return <Avatar user={item.user} name={item.name} size={20} />;
  if (item.kind === 'guild') return <GuildIcon guild={item.guild} size={24} />;
  const Icon = channelIcon(item.channel.type);
  return <Icon size={18} aria-hidden="true" />;
}
