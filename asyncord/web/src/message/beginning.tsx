/** What stands above the first message of a channel, a thread or a direct conversation. */
import { AtSign, Hash, MessagesSquare } from 'lucide-preact';
import { useDirectory } from '../state/directory';
import { isDirect, isThread } from '../state/select';
import type { Channel } from '../types';
import { UserButton } from './author';

export function Beginning({ channel }: { channel: Channel }) {
  const directory = useDirectory();
  const name = directory.channelName(channel);
  if (isThread(channel)) return <ThreadBeginning channel={channel} name={name} />;
  const direct = isDirect(channel);
  const Icon = direct ? AtSign : Hash;
  return (
    <header class="beginning">
      <span class="beginning-icon">
        <Icon size={36} aria-hidden="true" />
      </span>
      <h2>{direct ? name : `Welcome to #${name}`}</h2>
      <p>{direct ? `Your direct messages with ${name} begin here.` : `This is where #${name} begins.`}</p>
    </header>
  );
}

function ThreadBeginning({ channel, name }: { channel: Channel; name: string }) {
  const directory = useDirectory();
  const parent = directory.channels.get(channel.parent_id ?? '');
  const owner = directory.users.get(channel.owner_id ?? '');
  return (
    <header class="beginning">
      <span class="beginning-icon">
        <MessagesSquare size={32} aria-hidden="true" />
      </span>
      <h2>{name}</h2>
      <p>
        {owner === undefined ? (
          'A thread'
        ) : (
          <>
            Started by{' '}
            <UserButton user={owner} name={directory.name(owner.id)}>
              <strong>{directory.name(owner.id)}</strong>
            </UserButton>
          </>
        )}
        {parent !== undefined && (
          <>
            {' '}
            in <a href={`#/channels/${parent.id}`}>{directory.channelLabel(parent)}</a>
          </>
        )}
      </p>
    </header>
  );
}
