/** Everything that can be done with a message. */
import {
  Copy,
  Fingerprint,
  Forward,
  Link,
  ListX,
  MessageSquarePlus,
  Megaphone,
  Pencil,
  Pin,
  PinOff,
  Reply,
  SmilePlus,
  Trash2,
  X,
} from 'lucide-preact';
import { useActing } from '../interaction/acting';
import { useActions } from '../message/actions';
import { crosspost, deleteMessage, pin, removeReactions, suppressEmbeds } from '../message/api';
import { addressOf } from '../message/jump';
import { isEditable, isSystem } from '../message/kind';
import { Flag, full, has } from '../message/types';
import { expirePoll } from '../poll/api';
import type { Permission } from '../state/permissions';
import { useReport } from '../state/store';
import type { Message } from '../types';
import { copyText } from '../ui/copy';
import { useAppItems } from './apps';
import type { MenuGroups } from './types';

interface Options {
  own: boolean;
  react: (anchor: HTMLElement) => void;
}

/** Gives the menu's items when they are asked for: what the user may do can have changed since the message was drawn. */
export function useMessageMenu(message: Message, { own, react }: Options): () => MenuGroups {
  const acting = useActing();
  const actions = useActions();
  const report = useReport();
  const appItems = useAppItems();
  const { user } = acting;

  return () => {
    const { channel } = acting;
    const allowed = (permission: Permission) => channel === undefined || acting.may(channel, permission);
    const system = isSystem(message);
    const whole = full(message);
    const at = [user, message.channel_id, message.id] as const;
    const copies = [
      ...(message.content === ''
        ? []
        : [{ label: 'Copy text', icon: Copy, onSelect: () => report(copyText(message.content)) }]),
      { label: 'Copy message link', icon: Link, onSelect: () => report(copyText(linkTo(message))) },
      { label: 'Copy message ID', icon: Fingerprint, onSelect: () => report(copyText(message.id)) },
    ];
    if (has(message, Flag.Ephemeral)) {
      return [copies, [{ label: 'Dismiss message', icon: X, onSelect: () => actions.dismiss(message.id) }]];
    }
    const embeds = (message.embeds ?? []).length > 0 && !has(message, Flag.SuppressEmbeds);
    const pinned = whole.pinned === true;
    const manages = allowed('MANAGE_MESSAGES');
    const openPoll = own && whole.poll && !whole.poll.results?.is_finalized;
    const announced = channel?.type === 5 && !has(message, Flag.Crossposted);
    const groups: MenuGroups = [
      [
        ...(allowed('ADD_REACTIONS')
          ? [{ label: 'Add reaction', icon: SmilePlus, onSelect: () => react(rowOf(message)) }]
          : []),
        ...(system ? [] : [{ label: 'Reply', icon: Reply, onSelect: () => actions.reply(message) }]),
        ...(system ? [] : [{ label: 'Forward', icon: Forward, onSelect: () => actions.forward(message) }]),
        ...(own && isEditable(message)
          ? [{ label: 'Edit message', icon: Pencil, onSelect: () => actions.edit(message.id) }]
          : []),
      ],
      [
        ...(allowed('PIN_MESSAGES')
          ? [
              {
                label: pinned ? 'Unpin message' : 'Pin message',
                icon: pinned ? PinOff : Pin,
                onSelect: () => report(pin(...at, !pinned)),
              },
            ]
          : []),
        ...(whole.thread === undefined && [0, 5].includes(channel?.type ?? 0) && allowed('CREATE_PUBLIC_THREADS')
          ? [{ label: 'Create thread', icon: MessageSquarePlus, onSelect: () => actions.thread(message) }]
          : []),
        ...(announced && (own || manages)
          ? [{ label: 'Publish', icon: Megaphone, onSelect: () => report(crosspost(...at)) }]
          : []),
        ...(openPoll ? [{ label: 'End poll now', icon: ListX, onSelect: () => report(expirePoll(...at)) }] : []),
        ...(embeds && (own || manages)
          ? [
              {
                label: 'Remove embeds',
                icon: ListX,
                onSelect: () => report(suppressEmbeds(...at, (message.flags ?? 0) | Flag.SuppressEmbeds)),
              },
            ]
          : []),
        appItems(acting, 3, message.id),
      ],
      copies,
      [
        ...(manages && (message.reactions ?? []).length > 0
          ? [
              {
                label: 'Remove all reactions',
                icon: ListX,
                danger: true,
                onSelect: () => report(removeReactions(...at)),
              },
            ]
          : []),
        ...(own || manages
          ? [{ label: 'Delete message', icon: Trash2, danger: true, onSelect: () => report(deleteMessage(...at)) }]
          : []),
      ],
    ];
    return groups;
  };
}

function rowOf(message: Message): HTMLElement {
  const row = document.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(message.id)}"] .message-body`);
  return row ?? document.body;
}

function linkTo(message: Message): string {
  return new URL(addressOf(message.channel_id, message.id), location.href).href;
}
