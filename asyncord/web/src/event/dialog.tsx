/** The scheduled events of a server. */
import { Calendar, Check, MapPin, Star } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { as } from '../api';
import { useDirectory } from '../state/directory';
import { mayInGuild } from '../state/select';
import { useReport, useWorld } from '../state/store';
import type { Guild, Id, ScheduledEvent } from '../types';
import { channelIcon } from '../ui/channel-icon';
import { Dialog } from '../ui/dialog';
import { EventForm } from './form';

export function EventsDialog({ guild: id, onClose }: { guild: Id; onClose: () => void }) {
  const { world } = useWorld();
  const [creating, create] = useState(false);
  const guild = world.guilds.find((guild) => guild.id === id);
  if (guild === undefined) return null;
  const events = upcoming(guild);
  return (
    <Dialog title={creating ? 'New event' : 'Events'} size="wide" onClose={onClose}>
      {creating ? (
        <EventForm guild={guild} onDone={() => create(false)} />
      ) : (
        <>
          {events.length === 0 && <p class="empty-note">No events are planned.</p>}
          <ul class="rows">
            {events.map((event) => (
              <li key={event.id}>
                <EventCard guild={guild} event={event} />
              </li>
            ))}
          </ul>
          <button
            type="button"
            class="button"
            disabled={!mayInGuild(world, id, 'CREATE_EVENTS') && !mayInGuild(world, id, 'MANAGE_EVENTS')}
            onClick={() => create(true)}
          >
            Create event
          </button>
        </>
      )}
    </Dialog>
  );
}

/** What has not ended, by its start; what goes on now is first. */
export function upcoming(guild: Guild): ScheduledEvent[] {
  return (guild.scheduled_events ?? [])
    .filter(({ status }) => status < 3)
    .sort((a, b) => b.status - a.status || Date.parse(a.scheduled_start_time) - Date.parse(b.scheduled_start_time));
}

function EventCard({ guild, event }: { guild: Guild; event: ScheduledEvent }) {
  const { world } = useWorld();
  const directory = useDirectory();
  const report = useReport();
  const me = world.writeAs;
  const interested = event.user_ids?.includes(me) ?? false;
  const channel = directory.channels.get(event.channel_id ?? '');
  const path = `guilds/${guild.id}/scheduled-events/${event.id}`;
  const manages = event.creator_id === me || mayInGuild(world, guild.id, 'MANAGE_EVENTS');
  const active = event.status === 2;
  const Icon = channel === undefined ? MapPin : channelIcon(channel.type);
  const who = (event.user_ids ?? []).map((id) => directory.name(id)).join(', ');
  return (
    <article class="event-card">
      <p class={active ? 'event-time now' : 'event-time'}>
        <Calendar size={16} aria-hidden="true" />
        {active ? 'Happening now' : new Date(event.scheduled_start_time).toLocaleString()}
        {event.creator_id && <span class="muted">by {directory.name(event.creator_id)}</span>}
      </p>
      <h3>{event.name}</h3>
      {event.description && <p>{event.description}</p>}
      <p class="muted">
        <Icon size={16} aria-hidden="true" /> {channel?.name ?? event.entity_metadata?.location ?? 'Somewhere'}
        <span title={who === '' ? undefined : who}>
          {' '}
          • {event.user_count ?? event.user_ids?.length ?? 0} interested
        </span>
      </p>
      <div class="button-row">
        <button
          type="button"
          class={interested ? 'button' : 'button quiet'}
          aria-pressed={interested}
          onClick={() => void report(as(me, interested ? 'DELETE' : 'PUT', `${path}/users/@me`))}
        >
          {interested ? <Check size={16} aria-hidden="true" /> : <Star size={16} aria-hidden="true" />} Interested
        </button>
        {manages && !active && (
          <button type="button" class="button quiet" onClick={() => void report(as(me, 'PATCH', path, { status: 2 }))}>
            Start
          </button>
        )}
        {manages && (
          <button
            type="button"
            class="button danger"
            onClick={() => void report(as(me, 'PATCH', path, { status: active ? 3 : 4 }))}
          >
            {active ? 'End' : 'Cancel event'}
          </button>
        )}
      </div>
    </article>
  );
}
