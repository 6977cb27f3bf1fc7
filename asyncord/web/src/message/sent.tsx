/** A command that is on its way, or that its app did not answer. */
import { CircleAlert, Eye } from 'lucide-preact';
import { type Sent, useSent } from '../command/run';
import { Dots } from '../component/button';
import { useActing } from '../interaction/acting';
import { useDirectory } from '../state/directory';
import { compareIds } from '../state/world';
import type { Id } from '../types';
import { AppBadge, Avatar } from '../ui/avatar';
import { AuthorName } from './author';

/** Which of the commands stand below which message; those without a message before them stand below none. */
export function placed(sent: Sent[], messages: { id: Id }[]): Map<Id | undefined, Sent[]> {
  const places = new Map<Id | undefined, Sent[]>();
  for (const one of sent) {
    const { after } = one;
    const place = after && messages.findLast(({ id }) => compareIds(id, after) <= 0)?.id;
    places.set(place, [...(places.get(place) ?? []), one]);
  }
  return places;
}

export function useSentHere(): Sent[] {
  const { user, channel } = useActing();
  const { sent } = useSent();
  return sent.filter((one) => one.user === user && one.channel === channel?.id);
}

export function SentCommands({ sent }: { sent: Sent[] | undefined }) {
  const { dismiss } = useSent();
  return (
    <>
      {(sent ?? []).map((one) => (
        <Row key={one.number} sent={one} onDismiss={() => dismiss(one.number)} />
      ))}
    </>
  );
}

function Row({ sent, onDismiss }: { sent: Sent; onDismiss: () => void }) {
  const directory = useDirectory();
  const { applications } = useActing();
  const application = applications.find(({ id }) => id === sent.application);
  const bot = directory.users.get(application?.user_id ?? '');
  const name = bot === undefined ? (application?.name ?? 'App') : directory.name(bot.id);
  const user = directory.users.get(sent.user);
  const userName = directory.name(sent.user);
  return (
    <article class="message first" aria-label={`${name}, answer to ${sent.name}`} tabIndex={-1}>
      <div class="reply-preview command-line">
        {user !== undefined && <Avatar user={user} name={userName} size={16} />}
        {user !== undefined && <AuthorName user={user} name={userName} />}
        <span>
          used <span class="command-name">{sent.name}</span>
        </span>
      </div>
      <span class="message-avatar">
        <Avatar user={bot ?? { id: sent.application, username: name, bot: true }} name={name} />
      </span>
      <h2 class="message-header">
        <AuthorName user={bot ?? { id: sent.application, username: name }} name={name} />
        <AppBadge />
      </h2>
      <div class="message-body">
        {sent.error === undefined ? (
          <p class="thinking">
            <Dots /> Sending command…
          </p>
        ) : (
          <>
            <p class="sent-error" role="alert">
              <CircleAlert size={16} aria-hidden="true" /> {sent.error}
            </p>
            <p class="message-note">
              <Eye size={14} aria-hidden="true" />
              <span>
                Only you can see this •{' '}
                <button type="button" class="inline-button" onClick={onDismiss}>
                  Dismiss message
                </button>
              </span>
            </p>
          </>
        )}
      </div>
    </article>
  );
}
