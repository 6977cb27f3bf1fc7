/** Keys that work everywhere: Ctrl+K goes anywhere, Alt+Up and Alt+Down go through the channels, Escape closes. */
import { useEffect, useRef } from 'preact/hooks';
import { inOrder, isThread, isVoice, sees, canOpen, directChannels } from '../state/select';
import type { Update } from '../state/store';
import { select, type World } from '../state/world';
import { type Channel, ChannelType } from '../types';
import type { Open } from './open';

/** The channels in the order in which they stand on the page. */
export function listed(world: World): Channel[] {
  if (world.guild === undefined) return directChannels(world);
  const own = world.channels.filter((channel) => channel.guild_id === world.guild);
  const categories = inOrder(own.filter((channel) => channel.type === ChannelType.Category));
  const known = new Set(categories.map(({ id }) => id));
  const main = own.filter((channel) => canOpen(channel) && !isThread(channel) && sees(world, channel));
  const inside = (test: (channel: Channel) => boolean) =>
    inOrder(main.filter(test)).sort((a, b) => Number(isVoice(a)) - Number(isVoice(b)));
  return [
    ...inside((channel) => !known.has(channel.parent_id ?? '')),
    ...categories.flatMap(({ id }) => inside((channel) => channel.parent_id === id)),
  ];
}

/** The channel some steps away from the shown one, round and round; `unread` goes to those with something new only. */
export function step(world: World, by: number, unread = false): World {
  const channels = listed(world);
  if (channels.length === 0) return world;
  const shown = channels.findIndex(({ id }) => id === world.selected);
  for (let count = 1; count <= channels.length; count += 1) {
    const next = channels[(((shown + by * count) % channels.length) + channels.length) % channels.length]!;
    if (!unread || world.unread[next.id] !== undefined) return select(world, next.id);
  }
  return world;
}

interface Target {
  world: World;
  update: Update;
  open: Open;
  onEscape: () => void;
}

export function useShortcuts(target: Target) {
  const now = useRef(target);
  now.current = target;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { update, open, onEscape } = now.current;
      // What lies on top closes first, by itself.
      if (event.key === 'Escape' && document.querySelector('dialog[open], .popover:popover-open') === null) onEscape();
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        open({ kind: 'quick' });
      }
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (event.altKey && by !== undefined && document.querySelector('dialog[open]') === null) {
        event.preventDefault();
        update((world) => step(world, by, event.shiftKey));
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
