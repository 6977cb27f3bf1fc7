/** Who acts where: every click on a component, every command and menu entry is done by this user in this channel. */
import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useMemo } from 'preact/hooks';
import type { Permission } from '../state/permissions';
import type { Application, Channel, Emoji, Id } from '../types';
import { interact } from './api';
import type { InteractionAnswer, InteractionRequest, Modal } from './types';

export interface Acting {
  user: Id;
  channel: Channel | undefined;
  applications: Application[];
  emojis: Emoji[];
  /** Another object whenever commands or permissions have changed. */
  revision: object;
  /** Whether the user has a permission in a channel, as far as the page knows by now. */
  may: (channel: Channel, permission: Permission) => boolean;
  /** The newest message of a channel, as far as the page knows by now. */
  newest: (channel: Id) => Id | undefined;
  /** Shows the form that an app answered with. */
  openModal: (modal: Modal, channel: Channel | undefined) => void;
}

export const ActingContext = createContext<Acting>({
  user: '0',
  channel: undefined,
  applications: [],
  emojis: [],
  revision: {},
  may: () => true,
  newest: () => undefined,
  openModal: () => undefined,
});

export function useActing(): Acting {
  return useContext(ActingContext);
}

/** Everything inside acts in this channel. */
export function InChannel({ channel, children }: { channel: Channel | undefined; children: ComponentChildren }) {
  const acting = useActing();
  const inside = useMemo(() => ({ ...acting, channel }), [acting, channel]);
  return <ActingContext.Provider value={inside}>{children}</ActingContext.Provider>;
}

/** Discord's words where an app gives no reason. */
export const FAILED = 'This interaction failed';

export type Interact = (request: InteractionRequest, files?: File[]) => Promise<InteractionAnswer>;

/** Sends an interaction and opens the modal it may be answered with. A refused call counts as failed. */
export async function sendInteraction(
  { user, channel, openModal }: Acting,
  request: InteractionRequest,
  files?: File[],
): Promise<InteractionAnswer> {
  try {
    const place = { guild_id: channel?.guild_id, channel_id: channel?.id ?? '0' };
    const answer = await interact(user, place, request, files);
    if (answer.modal) {
      const application_id = answer.modal.application_id ?? request.application_id;
      openModal({ ...answer.modal, application_id }, channel);
    }
    return answer;
  } catch (error) {
    const text = error instanceof Error ? error.message : FAILED;
    return { id: '0', status: 'failed', callback_type: null, error: text };
  }
}

export function useInteract(): Interact {
  const acting = useActing();
  return useCallback((request, files) => sendInteraction(acting, request, files), [acting]);
}

/** The application behind a message, to which its components belong. */
export function applicationOf(
  message: { application_id?: Id; author: { id: Id } },
  applications: Application[],
): Id | undefined {
  return message.application_id ?? applications.find(({ user_id }) => user_id === message.author.id)?.id;
}
