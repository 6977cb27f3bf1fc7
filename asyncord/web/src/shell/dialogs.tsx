/** The dialog that is open, if any. */
import { AppsDialog } from '../apps/dialog';
import { EventsDialog } from '../event/dialog';
import { FaultsDialog } from '../fault/dialog';
import { NewPostDialog } from '../forum/new-post';
import { AddChannelDialog } from '../guild/add-channel';
import { AddGuildDialog } from '../guild/add-guild';
import { InviteDialog } from '../guild/invite';
import { NewMessageDialog } from '../guild/new-message';
import { MemberPopover } from '../member/popover';
import { AddDialog } from '../panel/add';
import { ChannelSettings } from '../settings/channel';
import { GuildSettings } from '../settings/guild';
import { NewThreadDialog } from '../thread/new';
import { type Opened } from './open';
import { QuickSwitcher } from './quick';
import { AddUserDialog, StatusDialog } from './user-dialogs';

export function Dialogs({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  switch (opened.kind) {
    case 'apps':
      return <AppsDialog onClose={onClose} />;
    case 'add-app':
      return <AddDialog onClose={onClose} />;
    case 'add-guild':
      return <AddGuildDialog onClose={onClose} />;
    case 'add-user':
      return <AddUserDialog onClose={onClose} />;
    case 'add-channel':
      return <AddChannelDialog {...opened} onClose={onClose} />;
    case 'guild-settings':
      return <GuildSettings {...opened} onClose={onClose} />;
    case 'channel-settings':
      return <ChannelSettings {...opened} onClose={onClose} />;
    case 'invite':
      return <InviteDialog {...opened} onClose={onClose} />;
    case 'events':
      return <EventsDialog {...opened} onClose={onClose} />;
    case 'new-message':
      return <NewMessageDialog onClose={onClose} />;
    case 'new-thread':
      return <NewThreadDialog {...opened} onClose={onClose} />;
    case 'new-post':
      return <NewPostDialog {...opened} onClose={onClose} />;
    case 'member':
      return <MemberPopover key={opened.user} {...opened} onClose={onClose} />;
    case 'status':
      return <StatusDialog onClose={onClose} />;
    case 'quick':
      return <QuickSwitcher onClose={onClose} />;
    case 'faults':
      return <FaultsDialog onClose={onClose} />;
  }
}
