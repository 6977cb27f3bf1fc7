/** What can be asked of the conversation from within one of its messages. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Id, Message } from '../types';

export interface Actions {
  reply: (message: Message) => void;
  edit: (message: Id | undefined) => void;
  forward: (message: Message) => void;
  thread: (message: Message) => void;
  dismiss: (message: Id) => void;
  /** Writes into the composer: a mention, the start of a command. */
  insert?: (text: string) => void;
  /** Begins a command in the composer, by its id and full name. */
  command: (command: Id, name: string) => void;
}

const nothing = () => undefined;

export const ActionsContext = createContext<Actions>({
  reply: nothing,
  edit: nothing,
  forward: nothing,
  thread: nothing,
  dismiss: nothing,
  command: nothing,
});

export function useActions(): Actions {
  return useContext(ActionsContext);
}
