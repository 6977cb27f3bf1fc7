/** Going to a message, wherever it is: the messages around it are loaded where they are not there. */
import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useEffect, useRef } from 'preact/hooks';
import { aim, aimInto } from '../state/past';
import { channelOf, sees } from '../state/select';
import { useReport, useWorld } from '../state/store';
import type { World } from '../state/world';
import type { Id } from '../types';
import { messagesAround } from './api';

export type Jump = (channel: Id, message: Id) => void;

const Context = createContext<Jump>(() => undefined);

export function useJump(): Jump {
  return useContext(Context);
}

const ADDRESS = /^#\/channels\/(\d+)\/(\d+)$/;

/** The address of a message on this page. */
export function addressOf(channel: Id, message: Id): string {
  return `#/channels/${channel}/${message}`;
}

export function JumpHost({ children }: { children: ComponentChildren }) {
  const { world, update } = useWorld();
  const report = useReport();
  const latest = useRef(world);
  latest.current = world;
  const jump = useCallback<Jump>(
    (channel, message) => {
      if (!reveal(message)) void report(wayTo(latest.current, channel, message).then(update));
    },
    [update, report],
  );
  useEffect(() => {
    const follow = () => {
      const [, channel, message] = ADDRESS.exec(location.hash) ?? [];
      if (channel === undefined || message === undefined) return;
      history.replaceState(null, '', `#/channels/${channel}`);
      jump(channel, message);
    };
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [jump]);
  return <Context.Provider value={jump}>{children}</Context.Provider>;
}

/** What brings a message to the page. */
async function wayTo(world: World, channel: Id, message: Id): Promise<(world: World) => World> {
  const place = channelOf(world, channel);
  if (place === undefined || !sees(world, place)) throw new Error('You do not see the channel of that message.');
  const held = [...(world.messages[channel] ?? []), ...(world.past[channel]?.messages ?? [])];
  if (held.some(({ id }) => id === message)) return (world) => aim(world, channel, message);
  const around = await messagesAround(world.writeAs, channel, message);
  if (!around.some(({ id }) => id === message)) throw new Error('That message is not there any more.');
  return (world) => aimInto(world, channel, message, around);
}

/** Shows a message that is on the page, puts the focus on it and lights it up for a moment. */
export function reveal(message: Id): boolean {
  const target = document.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(message)}"]`);
  if (target === null) return false;
  target.scrollIntoView({ block: 'center' });
  target.focus();
  target.animate?.([{ background: 'var(--jumped-bg)' }, {}], { duration: 1_500, easing: 'ease-in' });
  return true;
}
