/** Which dialog is open; any part of the page can open one. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Id } from '../types';

export type Opened =
  | { kind: 'apps' }
  | { kind: 'add-app' }
  | { kind: 'add-guild' }
  | { kind: 'add-user' }
  | { kind: 'add-channel'; guild: Id; parent?: Id | undefined; category?: boolean }
  | { kind: 'guild-settings'; guild: Id; tab?: string }
  | { kind: 'channel-settings'; channel: Id; tab?: string }
  | { kind: 'invite'; channel: Id }
  | { kind: 'events'; guild: Id }
  | { kind: 'new-message' }
  | { kind: 'new-thread'; channel: Id; message?: Id }
  | { kind: 'new-post'; channel: Id }
  | { kind: 'member'; user: Id; guild: Id | undefined; anchor?: HTMLElement }
  | { kind: 'status' }
  | { kind: 'quick' }
  | { kind: 'faults' };

export type Open = (dialog: Opened | undefined) => void;

const Context = createContext<Open>(() => undefined);

export const OpenProvider = Context.Provider;

export function useOpen(): Open {
  return useContext(Context);
}
