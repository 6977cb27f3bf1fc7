/** Whether someone is there, as a mark and as words. */
import type { Activity, Status } from '../types';

export const STATUS_NAMES: Record<Status, string> = {
  online: 'Online',
  idle: 'Idle',
  dnd: 'Do not disturb',
  invisible: 'Invisible',
  offline: 'Offline',
};

export function PresenceMark({ status }: { status: Status }) {
  return <i class={`presence ${status}`} title={STATUS_NAMES[status]} aria-hidden="true" />;
}

const VERBS: Record<number, string> = {
  0: 'Playing',
  1: 'Streaming',
  2: 'Listening to',
  3: 'Watching',
  5: 'Competing in',
};

/** What a person does, in one line; their own words go first. */
export function activityText(activities: Activity[] | undefined): string | undefined {
  const custom = activities?.find(({ type }) => type === 4);
  if (custom !== undefined) return [custom.emoji?.name, custom.state].filter(Boolean).join(' ') || undefined;
  const activity = activities?.[0];
  if (activity === undefined) return undefined;
  return `${VERBS[activity.type] ?? 'Doing'} ${activity.name}`;
}
