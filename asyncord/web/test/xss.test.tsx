// No text that a bot or a person can choose may script the page: each bad string is put into every text field there is.
import { beforeEach, expect, test, vi } from 'vitest';
import { safeLink, mediaSource } from '../src/markdown/links';
import { MessageRow } from '../src/message/message';
import { Directory } from '../src/state/directory';
import type { Channel, Guild, Member, Message } from '../src/types';
import { dangers, STRINGS } from './dangers';
import { draw } from './samples';

/** Everything a bot can fill in, filled in with `text`. */
function everywhere(text: string): { guild: Guild; channels: Channel[]; members: Member[]; message: Message } {
  const author = { id: '2', username: text, global_name: text, bot: true };
  const media = { url: text, width: 10, height: 10 };
  const file = (content_type: string) => ({
    id: content_type,
    filename: text,
    size: 1,
    url: text,
    content_type,
    description: text,
  });
  const embed = {
    title: text,
    description: text,
    url: text,
    timestamp: text,
    color: text as unknown as number,
    author: { name: text, url: text, icon_url: text },
    footer: { text, icon_url: text },
    provider: { name: text },
    video: { url: text },
    image: media,
    thumbnail: media,
    fields: [
      { name: text, value: text, inline: true },
      { name: text, value: text },
    ],
  };
  const message: Message = {
    id: '100',
    channel_id: '10',
    author,
    content: text,
    timestamp: '2026-01-02T03:04:05Z',
    edited_timestamp: '2026-01-02T03:05:05Z',
    attachments: ['', 'image/png', 'image/svg+xml', 'video/mp4', 'audio/ogg', 'text/html', text].map(file),
    embeds: [embed],
    reactions: [
      { emoji: { id: null, name: text }, count: 1, user_ids: ['2'] },
      { emoji: { id: text, name: text }, count: 1 },
    ],
    sticker_items: [{ id: text, name: text }],
    type: 19,
    referenced_message: { id: '99', channel_id: '10', author, content: text, timestamp: '2026-01-02T03:04:05Z' },
  };
  return {
    guild: {
      id: '1',
      name: text,
      roles: [{ id: '20', name: text, color: text as unknown as number, position: 1, hoist: true }],
    },
    channels: [
      { id: '9', type: 4, name: text },
      { id: '10', type: 0, name: text, topic: text, parent_id: '9' },
    ],
    members: [{ user: author, nick: text, roles: ['20'] }],
    message,
  };
}

beforeEach(() => {
  document.body.innerHTML = '';
  vi.stubGlobal('alert', () => expect.fail('a message ran a script'));
  vi.spyOn(console, 'error').mockImplementation((...text) => expect.fail(text.join(' ')));
});

test.each(STRINGS)('%j', (text) => {
  const { guild, channels, members, message } = everywhere(text);
  const directory = new Directory(
    guild,
    channels,
    members.map(({ user }) => user),
    members,
  );
  const row = (message: Message, editing: boolean) => (
    <MessageRow message={message} compact={false} writeAs="2" editing={editing} custom={[{ id: '50', name: text }]} />
  );
  const root = draw(
    <>
      {row(message, false)}
      {row({ ...message, id: '101', content: `<@2> <@&20> <#10> ${text} <@2>` }, false)}
      {row({ ...message, id: '102' }, true)}
      {row({ ...message, id: '103', type: 7 }, false)}
      {row({ ...message, id: '104', type: 9999 }, false)}
    </>,
    directory,
  );
  expect(dangers(root)).toEqual([]);
  expect(root.querySelectorAll('.message')).toHaveLength(5);
  expect(root.querySelector('[data-message-id="100"] .message-author')!.textContent).toContain(
    text.trim() === '' ? '' : text,
  );
});

test('no source of the page makes markup out of text', () => {
  const sources = import.meta.glob<string>('../src/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
  expect(Object.keys(sources).length).toBeGreaterThan(20);
  const bad =
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|srcdoc|\beval\(|new Function/;
  for (const [name, source] of Object.entries(sources)) expect(source, name).not.toMatch(bad);
});

test('the check itself finds what it looks for', () => {
  const root = document.createElement('div');
  root.innerHTML = '<a href="javascript:alert(1)">x</a><img src="x" onerror="alert(1)"><script></script>';
  expect(dangers(root)).toHaveLength(5);
});

test('links', () => {
  for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'blob:x', 'file:///x', '//x', '', undefined, {}])
    expect(safeLink(bad)).toBeUndefined();
  for (const good of ['https://a.example/', 'http://a.example/', 'mailto:a@a.example'])
    expect(safeLink(good)).toBe(good);
});

test('media', () => {
  expect(mediaSource('http://localhost:1234/attachments/1/2/a.png')).toEqual({ local: '/attachments/1/2/a.png' });
  expect(mediaSource('http://127.0.0.1:1/sandbox/api/state')).toEqual({ host: '127.0.0.1:1' });
  expect(mediaSource('https://cdn.example/a.png')).toEqual({ host: 'cdn.example' });
  expect(mediaSource('data:image/svg+xml;base64,AAAA')).toBeUndefined();
  expect(mediaSource('data:image/png;base64,AAAA')).toEqual({ local: 'data:image/png;base64,AAAA' });
  expect(mediaSource('javascript:alert(1)')).toBeUndefined();
});
