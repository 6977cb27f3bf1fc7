/** The sign of each kind of channel. */
import {
  AtSign,
  Folder,
  Hash,
  Image,
  Lock,
  Megaphone,
  MessagesSquare,
  Podcast,
  Spool,
  type LucideIcon,
  Volume2,
} from 'lucide-preact';
import { ChannelType } from '../types';

const ICONS: Record<number, LucideIcon> = {
  [ChannelType.Direct]: AtSign,
  [ChannelType.Group]: AtSign,
  [ChannelType.Voice]: Volume2,
  [ChannelType.Category]: Folder,
  [ChannelType.Announcement]: Megaphone,
  [ChannelType.AnnouncementThread]: Spool,
  [ChannelType.PublicThread]: Spool,
  [ChannelType.PrivateThread]: Lock,
  [ChannelType.Stage]: Podcast,
  [ChannelType.Forum]: MessagesSquare,
  [ChannelType.Media]: Image,
};

export function channelIcon(type: number): LucideIcon {
  return ICONS[type] ?? Hash;
}
