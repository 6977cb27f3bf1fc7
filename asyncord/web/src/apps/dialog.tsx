/** The bots of the sandbox: whether they are connected, and what they may use. */
import { useState } from 'preact/hooks';
import { call, privilegedIntents } from '../api';
import { useOpen } from '../shell/open';
import { useReport, useWorld } from '../state/store';
import type { Application } from '../types';
import { Avatar } from '../ui/avatar';
import { Dialog } from '../ui/dialog';
import { SavedField } from '../ui/form';

export function AppsDialog({ onClose }: { onClose: () => void }) {
  const { world } = useWorld();
  const open = useOpen();
  return (
    <Dialog title="Apps of the sandbox" size="wide" onClose={onClose}>
      {world.applications.length === 0 && <p class="empty-note">No apps yet.</p>}
      <ul class="rows">
        {world.applications.map((application) => (
          <li key={application.id}>
            <App application={application} />
          </li>
        ))}
      </ul>
      <button type="button" class="button" onClick={() => open({ kind: 'add-app' })}>
        New app
      </button>
    </Dialog>
  );
}

/** How a bot hears of what happens. */
export function reached({ connected, endpoint }: Application): string {
  if (connected) return endpoint ? 'Connected to the gateway, interactions over HTTP' : 'Connected to the gateway';
  return endpoint ? 'Interactions over HTTP' : 'Not connected';
}

function App({ application }: { application: Application }) {
  const { world } = useWorld();
  const report = useReport();
  const [shown, show] = useState(false);
  const user = world.users.find(({ id }) => id === application.user_id);
  const commands = world.commands.filter(({ application_id }) => application_id === application.id).length;
  const save = (body: object) => report(call('PATCH', `applications/${application.id}`, body));
  return (
    <article class="event-card">
      <div class="button-row">
        {user !== undefined && <Avatar user={user} name={application.name} size={32} />}
        <span class="user-text">
          <strong>{application.name}</strong>
          <small>
            {reached(application)} • {commands} {commands === 1 ? 'command' : 'commands'}
          </small>
        </span>
        <button type="button" class="button quiet" aria-expanded={shown} onClick={() => show(!shown)}>
          Settings<span class="visually-hidden"> of {application.name}</span>
        </button>
      </div>
      {shown && (
        <>
          <div class="button-row">
            <span class="muted">Privileged intents</span>
            <button type="button" class="button quiet" onClick={() => void save(privilegedIntents(true))}>
              Allow
            </button>
            <button type="button" class="button quiet" onClick={() => void save(privilegedIntents(false))}>
              Refuse
            </button>
          </div>
          <SavedField
            label="Interactions endpoint"
            value=""
            placeholder="http://127.0.0.1:8080/interactions"
            hint="Interactions go there instead of the gateway."
            onSave={(url) => save({ interactions_endpoint_url: url || null })}
          />
          <SavedField
            label="Webhook for events"
            value=""
            placeholder="http://127.0.0.1:8080/events"
            onSave={(url) => save({ event_webhooks_url: url || null })}
          />
        </>
      )}
    </article>
  );
}
