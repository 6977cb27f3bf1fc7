/** The one place that holds the page's world, and the hook that reads it. */
import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { connect, type Connection } from './connection';
import { receive, select, type World } from './world';

const HASH = /^#\/channels\/(\d+)$/;

export interface Live {
  world: World | undefined;
  connection: Connection;
  update: (change: (world: World) => World) => void;
}

/** Connects and follows; the address' hash chooses the channel, so that it survives a reload and the back button works. */
export function useLive(): Live {
  const [world, setWorld] = useState<World>();
  const [connection, setConnection] = useState<Connection>('connecting');

  useEffect(() => {
    const chosen = () => HASH.exec(location.hash)?.[1];
    const withHash = (world: World | undefined) => {
      const channel = chosen();
      return world === undefined || channel === undefined || channel === world.selected
        ? world
        : select(world, channel);
    };
    const follow = () => setWorld(withHash);
    window.addEventListener('hashchange', follow);
    const disconnect = connect(
      (frames) =>
        setWorld((world) => {
          const next = frames.reduce(receive, world);
          return frames.some((frame) => frame.type === 'state') ? withHash(next) : next;
        }),
      setConnection,
    );
    return () => {
      window.removeEventListener('hashchange', follow);
      disconnect();
    };
  }, []);

  const selected = world?.selected;
  useEffect(() => {
    if (selected === undefined || HASH.exec(location.hash)?.[1] === selected) return;
    history.replaceState(null, '', `#/channels/${selected}`);
  }, [selected]);

  return useMemo(
    () => ({ world, connection, update: (change) => setWorld((world) => world && change(world)) }),
    [world, connection],
  );
}

/** Shows an error of a call for a while; the page's part that made the call need not wait for it. */
export const Report = createContext<(failed: Promise<unknown>) => Promise<boolean>>(async (call) => {
  await call;
  return true;
});

/** Runs a call and reports its failure; resolves to whether it went well. */
export function useReport() {
  return useContext(Report);
}
