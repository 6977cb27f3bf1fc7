/** The one place that holds the page's world, and the hooks that read it. */
import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { getPermissions, logAfter } from '../api';
import { connect, type Connection } from './connection';
import { KEPT_ENTRIES, log } from './log';
import { receive, select, withPermissions, type World } from './world';

const HASH = /^#\/channels\/(\d+)(?:\/\d+)?$/;

export type Update = (change: (world: World) => World) => void;

export interface Live {
  world: World | undefined;
  connection: Connection;
  update: Update;
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
    const disconnect = connect((frames) => {
      const anew = frames.findLast((frame) => frame.type === 'state');
      if (anew !== undefined) {
        log.begin(anew.log_after ?? 0);
        catchUp();
      }
      log.add(frames.flatMap((frame) => (frame.type === 'log' ? frame.entry : [])));
      if (frames.every((frame) => frame.type === 'log')) return;
      setWorld((world) => {
        const next = frames.reduce(receive, world);
        return anew === undefined ? next : withHash(next);
      });
    }, setConnection);
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

  const update = useMemo<Update>(() => (change) => setWorld((world) => world && change(world)), []);
  usePermissions(world, connection, update);
  return useMemo(() => ({ world, connection, update }), [world, connection, update]);
}

/** What the inspector missed while the page was away; a sandbox without a log is no reason to complain. */
function catchUp() {
  const last = log.read().at(-1)?.id;
  logAfter(last, KEPT_ENTRIES).then(
    (entries) => log.add(entries),
    () => undefined,
  );
}

/** Roles and channels change in bursts; one question after each is enough, and under a steady stream one now and then. */
const SETTLED = 60;

/** Keeps what the acting user may do up to date. */
function usePermissions(world: World | undefined, connection: Connection, update: Update) {
  const user = world?.writeAs;
  const revision = world?.revisions.permissions;
  const known = world?.permissions !== undefined;
  const wanted = useRef({ user, revision });
  wanted.current = { user, revision };
  const asking = useRef(false);
  useEffect(() => {
    if (user === undefined || connection !== 'live' || asking.current) return;
    const ask = async () => {
      const { user, revision } = wanted.current;
      try {
        const permissions = await getPermissions(user!);
        update((world) => withPermissions(world, user!, permissions));
      } catch {
        // The next change, or the next connection, asks again.
        asking.current = false;
        return;
      }
      const old = wanted.current.user !== user || wanted.current.revision !== revision;
      if (old) setTimeout(() => void ask(), SETTLED);
      else asking.current = false;
    };
    asking.current = true;
    setTimeout(() => void ask(), known ? SETTLED : 0);
    // `known` only says how long to wait.
  }, [user, revision, connection]);
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

interface Shared {
  world: World;
  update: Update;
}

const Shared = createContext<Shared | undefined>(undefined);

export const WorldProvider = Shared.Provider;

/**
 * The whole world, and how to change what the page alone holds. Whoever uses it is drawn again with every event: parts of which there are
 * hundreds take what they need as props or from the directory.
 */
export function useWorld(): Shared {
  const shared = useContext(Shared);
  if (shared === undefined) throw new Error('no world here');
  return shared;
}
