import { render } from 'preact';
import { Markdown } from '../src/markdown/render';
import { Directory, DirectoryProvider } from '../src/state/directory';
import { WorldProvider } from '../src/state/store';
import { receive, type World } from '../src/state/world';
import type { Channel, Frame, Guild, Member, Message, SandboxState } from '../src/types';

export const guild: Guild = {
  id: '1',
  name: 'Guild',
  roles: [
    { id: '20', name: 'Maintainers', color: 0xff0000, position: 2, hoist: true },
    { id: '21', name: 'Colourless', color: 0, position: 3, hoist: false },
  ],
  emojis: [{ id: '50', name: 'ferris' }],
};
export const channels: Channel[] = [
  { id: '9', type: 4, name: 'Category', guild_id: '1' },
  { id: '10', type: 0, name: 'general', position: 1, parent_id: '9', guild_id: '1' },
  { id: '11', type: 0, name: 'random', position: 0, parent_id: '9', guild_id: '1' },
];
export const members: Member[] = [
  { user: { id: '2', username: 'ada', global_name: 'Ada' }, roles: ['20', '21'] },
  { user: { id: '3', username: 'grace' }, nick: 'Amazing Grace', roles: [] },
  { user: { id: '4', username: 'robot', bot: true }, roles: [] },
];
export const users = members.map((member) => member.user);
export const directory = new Directory(guild, channels, users, members);

export function message(more: Partial<Message> = {}): Message {
  return {
    id: '100',
    channel_id: '10',
    author: users[0]!,
    content: 'hello',
    timestamp: '2026-01-02T03:04:05Z',
    type: 0,
    ...more,
  };
}

/** The first frame of a sandbox that holds the samples. */
export function state(more: Partial<SandboxState> = {}): Frame {
  return {
    type: 'state',
    user_id: '3',
    guilds: [guild],
    channels,
    members: { '1': members },
    users,
    presences: {},
    voice_states: [],
    messages: { '10': [message()] },
    thread_members: {},
    applications: [],
    commands: [],
    now: 0,
    ...more,
  };
}

export const event = (t: string, d: unknown): Frame => ({ type: 'event', t, d });

/** The world after the first frame and these. */
export function world(first: Frame = state(), ...frames: Frame[]): World {
  return [first, ...frames].reduce<World | undefined>(receive, undefined)!;
}

/** Draws `content` with a whole world around it. */
export function drawIn(content: preact.ComponentChild, known: World): HTMLElement {
  const shown = known.guilds[0]!;
  const names = new Directory(shown, known.channels, known.users, known.members[shown.id] ?? [], known.writeAs);
  return draw(<WorldProvider value={{ world: known, update: () => undefined }}>{content}</WorldProvider>, names);
}

/** Draws `content` into the document and gives its container. */
export function draw(content: preact.ComponentChild, known = directory): HTMLElement {
  const root = document.createElement('div');
  document.body.append(root);
  render(<DirectoryProvider value={known}>{content}</DirectoryProvider>, root);
  return root;
}

export function markdown(text: string): string {
  return draw(<Markdown text={text} />).firstElementChild!.innerHTML;
}
