/** Everything that can be done with a user, wherever they are named: in the log and in the list of members. */
import { AtSign, Fingerprint, IdCard, MessageCircle, User as UserIcon } from 'lucide-preact';
import { useActing } from '../interaction/acting';
import { useActions } from '../message/actions';
import { openDirect } from '../message/api';
import { useOpen } from '../shell/open';
import { useReport } from '../state/store';
import type { User } from '../types';
import { copyText } from '../ui/copy';
import { useAppItems } from './apps';
import { useMenuTrigger, useOpenMenu } from './host';
import type { MenuGroups } from './types';

/** The items; `more` are those that belong to the place where the user is named (kick, ban, roles …). */
export function useUserItems(user: User, more: () => MenuGroups = () => []): () => MenuGroups {
  const acting = useActing();
  const actions = useActions();
  const report = useReport();
  const appItems = useAppItems();
  const open = useOpen();
  return () => [
    [
      {
        label: 'Profile',
        icon: IdCard,
        onSelect: () => open({ kind: 'member', user: user.id, guild: acting.channel?.guild_id }),
      },
      ...(actions.insert === undefined
        ? []
        : [{ label: 'Mention', icon: AtSign, onSelect: () => actions.insert?.(`@${user.username} `) }]),
      ...(user.id === acting.user
        ? []
        : [
            {
              label: 'Message',
              icon: MessageCircle,
              onSelect: () =>
                report(
                  openDirect(acting.user, user.id).then(({ id }) => {
                    location.hash = `#/channels/${id}`;
                  }),
                ),
            },
          ]),
    ],
    [appItems(acting, 2, user.id)],
    ...more(),
    [
      { label: 'Copy user name', icon: UserIcon, onSelect: () => report(copyText(user.username)) },
      { label: 'Copy user ID', icon: Fingerprint, onSelect: () => report(copyText(user.id)) },
    ],
  ];
}

/** Handlers for a button that stands for a user: a click and everything that opens a context menu. */
export function useUserMenu(user: User, name: string, more?: () => MenuGroups) {
  const groups = useUserItems(user, more);
  const label = `Actions on ${name}`;
  const open = useOpenMenu();
  const trigger = useMenuTrigger(label, groups);
  return {
    ...trigger,
    onClick: (event: MouseEvent) => open(label, groups(), (event.currentTarget as HTMLElement).getBoundingClientRect()),
  };
}
