// Names of servers, channels, roles, people, their words about themselves, and what stands in the inspector.
import { beforeEach, expect, test, vi } from 'vitest';
import { AppsDialog } from '../src/apps/dialog';
import { EventsDialog } from '../src/event/dialog';
import { ForumView } from '../src/forum/view';
import { Details } from '../src/inspector/details';
import { EntryList } from '../src/inspector/list';
import { MemberPopover } from '../src/member/popover';
import { ChannelPanel } from '../src/panel/channels';
import { DirectPanel } from '../src/panel/direct';
import { MemberPanel } from '../src/panel/members';
import { ChannelSettings } from '../src/settings/channel';
import { GuildSettings } from '../src/settings/guild';
import { ChatHeader } from '../src/shell/header';
import { QuickSwitcher } from '../src/shell/quick';
import { GuildRail } from '../src/shell/rail';
import { UserPanel } from '../src/shell/switcher';
import { log } from '../src/state/log';
import { select } from '../src/state/world';
import type { Channel, LogEntry, Member, SandboxState, User } from '../src/types';
import { VoiceView } from '../src/voice/view';
import { dangers, STRINGS } from './dangers';
import { drawIn, message, state, world } from './samples';

const nothing = () => undefined;

/** A sandbox in which everything that somebody can name has this name. */
function everywhere(text: string): Partial<SandboxState> {
  const person = (id: string, bot = false): User => ({ id, username: text, global_name: text, bot });
  const [ada, robot] = [person('2'), person('4', true)];
  const member = (user: User): Member => ({
    user,
    nick: text,
    roles: ['20'],
    joined_at: text,
    communication_disabled_until: text,
  });
  const channel = (id: string, type: number, more: Partial<Channel> = {}): Channel => ({
    id,
    type,
    name: text,
    topic: text,
    status: text,
    guild_id: '1',
    ...more,
  });
  const tag = { id: '80', name: text, emoji_name: text };
  const voice = { user_id: '2', guild_id: '1', self_mute: true, self_video: true, request_to_speak_timestamp: text };
  return {
    user_id: '2',
    guilds: [
      {
        id: '1',
        name: text,
        owner_id: '2',
        description: text,
        roles: [
          { id: '1', name: '@everyone', color: 0, position: 0, hoist: false, permissions: text },
          { id: '20', name: text, color: text as unknown as number, position: 1, hoist: true, permissions: text },
        ],
        emojis: [{ id: text, name: text }],
        stickers: [{ id: text, name: text, description: text, tags: text }],
        soundboard_sounds: [{ sound_id: text, name: text, emoji_name: text }],
        stage_instances: [{ id: '71', guild_id: '1', channel_id: '13', topic: text }],
        scheduled_events: [
          {
            id: '70',
            guild_id: '1',
            name: text,
            description: text,
            scheduled_start_time: text,
            status: 1,
            entity_type: 3,
            entity_metadata: { location: text },
            creator_id: '2',
            user_ids: ['2', '4'],
          },
        ],
      },
    ],
    channels: [
      channel('9', 4),
      channel('10', 0, {
        parent_id: '9',
        permission_overwrites: [{ id: '20', type: 0, allow: text, deny: text }],
      }),
      channel('12', 2),
      channel('13', 13),
      channel('15', 15, { available_tags: [tag] }),
      channel('40', 11, { parent_id: '15', applied_tags: ['80'], owner_id: '2' }),
      { id: '50', type: 1, recipients: [ada, robot] },
    ],
    users: [ada, robot],
    members: { '1': [member(ada), member(robot)] },
    presences: {
      '2': { status: text as 'online', activities: [{ name: text, type: 4, state: text, emoji: { name: text } }] },
      '4': { status: 'online', activities: [{ name: text, type: 0, details: text, url: text }] },
    },
    voice_states: [
      { ...voice, channel_id: '12' },
      { ...voice, channel_id: '13', user_id: '4' },
    ],
    messages: {
      '40': [message({ id: '40', channel_id: '40', author: ada, content: text })],
    },
    applications: [{ id: '30', name: text, user_id: '4', connected: true }],
  };
}

function entries(text: string): LogEntry[] {
  const data = { [text]: text, nested: [{ [text]: [text] }] };
  return [
    {
      id: 1,
      at: text as unknown as number,
      kind: 'call',
      application_id: '30',
      user_id: text,
      method: text,
      path: text,
      operation: text,
      status: 403,
      duration_ms: text as unknown as number,
      request: data,
      files: [{ name: text, filename: text, size: 1 }],
      response: text,
      why: text,
      rate_limit: { bucket: text, limit: 5, remaining: 1, reset_after: 1, scope: text },
    },
    {
      id: 2,
      at: 2,
      kind: 'gateway',
      application_id: text,
      session_id: text,
      shard: [0, 1],
      direction: 'withheld',
      op: 0,
      t: text,
      s: 1,
      d: data,
      why: text,
    },
  ];
}

beforeEach(() => {
  document.body.replaceChildren();
  log.clear();
  vi.stubGlobal('alert', () => expect.fail('a name ran a script'));
  vi.stubGlobal('fetch', () => Promise.reject(new Error('no network here')));
  vi.spyOn(console, 'error').mockImplementation((...text) => expect.fail(text.join(' ')));
});

test.each(STRINGS)('%j', (text) => {
  const known = select(world(state(everywhere(text))), '10');
  const guild = known.guilds[0]!;
  const channel = (id: string) => known.channels.find((item) => item.id === id)!;
  const log = entries(text);
  const names = new Map([['30', text]]);
  const root = drawIn(
    <>
      <GuildRail />
      <ChannelPanel guild={guild} />
      <DirectPanel />
      <MemberPanel guild={guild} />
      <UserPanel />
      <ChatHeader
        channel={channel('10')}
        connection="live"
        inspecting={false}
        onChannels={nothing}
        onMembers={nothing}
        onInspect={nothing}
      />
      <ForumView channel={channel('15')} />
      <VoiceView channel={channel('12')} />
      <VoiceView channel={channel('13')} />
      <MemberPopover user="2" guild="1" anchor={document.body} onClose={nothing} />
      <MemberPopover user="4" guild="1" anchor={document.body} onClose={nothing} />
      <EventsDialog guild="1" onClose={nothing} />
      <QuickSwitcher onClose={nothing} />
      <AppsDialog onClose={nothing} />
      {['overview', 'roles', 'members', 'expressions', 'webhooks'].map((tab) => (
        <GuildSettings key={tab} guild="1" tab={tab} onClose={nothing} />
      ))}
      <ChannelSettings channel="10" tab="overview" onClose={nothing} />
      <ChannelSettings channel="10" tab="permissions" onClose={nothing} />
      <ChannelSettings channel="15" tab="tags" onClose={nothing} />
      <EntryList entries={log} chosen={1} following names={names} onChoose={nothing} onFollow={nothing} />
      {log.map((entry) => (
        <Details key={entry.id} entry={entry} />
      ))}
    </>,
    known,
  );
  // Forms are the page's own; none has an address.
  const found = dangers(root).filter((danger) => danger !== '<form>');
  expect(found).toEqual([]);
  expect(root.querySelectorAll('form[action]')).toHaveLength(0);
  expect(root.querySelectorAll('.dialog').length).toBeGreaterThan(7);
  expect(root.querySelectorAll('.member-card')).toHaveLength(2);
  expect(root.querySelectorAll('.entry')).toHaveLength(2);
  expect(root.querySelectorAll('.post')).toHaveLength(1);
  expect(root.querySelector('.guild-name')!.textContent).toBe(text);
  expect(root.querySelector('.why')!.textContent).toContain(text.trim());
});
