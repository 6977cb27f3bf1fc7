// No text that a bot or a person can choose may script the page: each bad string is put into every text field there is.
import { beforeEach, expect, test, vi } from 'vitest';
import { safeLink, mediaSource } from '../src/markdown/links';
import { MessageRow } from '../src/message/message';
import { ChannelPanel } from '../src/panel/channels';
import { MemberPanel } from '../src/panel/members';
import { Directory } from '../src/state/directory';
import type { Channel, Guild, Member, Message } from '../src/types';
import { draw } from './samples';

const STRINGS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  "' onmouseover='alert(1)",
  '" onfocus="alert(1)" autofocus="',
  '<iframe src="javascript:alert(1)"></iframe>',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:http://127.0.0.1/x',
  'https://example.com/" onclick="alert(1)',
  'https://example.com/<script>alert(1)</script>',
  '[a](javascript:alert(1))',
  '[a](<javascript:alert(1)>)',
  '[a](JAVASCRIPT:alert(1) "x")',
  '[a](data:text/html,<script>alert(1)</script>)',
  '[a](https://example.com" onclick="alert(1))',
  '[<img src=x onerror=alert(1)>](https://example.com)',
  '<javascript:alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '**<b onclick=alert(1)>**',
  '||<img src=x onerror=alert(1)>||',
  '> <img src=x onerror=alert(1)>',
  '# <img src=x onerror=alert(1)>',
  '- <img src=x onerror=alert(1)>',
  '`<img src=x onerror=alert(1)>`',
  '```html\n<script>alert(1)</script>\n<img src=x onerror=alert(1)>\n```',
  '```"><img src=x onerror=alert(1)>\ncode```',
  '```rust\n</code></pre><script>alert(1)</script>\n```',
  '<:"onerror=alert(1):123>',
  '<t:1"onload="alert(1):R>',
  '<@1"onclick="alert(1)>',
  '</x" onclick="alert(1):1234567890123456789>',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '\u202e<script>alert(1)</script>',
  '--></style><script>alert(1)</script>',
  'red;background:url(javascript:alert(1))',
  '__proto__',
  'constructor',
];

const LINK = /^(?:https?:\/\/|mailto:|#\/channels\/|\/attachments\/)/;
const IMAGE = /^(?:\/|data:image\/(?:png|jpeg|gif|webp|avif);base64,)/;

/** What must not be in the document, whatever was put in. */
function dangers(root: Element): string[] {
  const found: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    const name = element.localName;
    if (
      ['script', 'iframe', 'object', 'embed', 'base', 'link', 'meta', 'style', 'form', 'foreignobject', 'use'].includes(
        name,
      )
    )
      found.push(`<${name}>`);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute) || attribute === 'srcdoc') found.push(`${name} ${attribute}=${value}`);
      if (['href', 'xlink:href', 'action', 'formaction', 'ping'].includes(attribute) && !LINK.test(value))
        found.push(`${name} ${attribute}=${value}`);
      if (['src', 'srcset', 'poster', 'data', 'background'].includes(attribute) && !IMAGE.test(value))
        found.push(`${name} ${attribute}=${value}`);
      if (attribute === 'style' && /url|expression|import/i.test(value)) found.push(`${name} style=${value}`);
    }
    if (
      name === 'a' &&
      !element.getAttribute('href')!.startsWith('#') &&
      element.getAttribute('rel') !== 'noreferrer noopener' &&
      !element.hasAttribute('download')
    ) {
      found.push('a link without rel');
    }
  }
  return found;
}

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

const nothing = () => undefined;

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
    <MessageRow
      message={message}
      compact={false}
      writeAs="2"
      editing={editing}
      custom={[{ id: '50', name: text }]}
      onReply={nothing}
      onEdit={nothing}
    />
  );
  const root = draw(
    <>
      <ChannelPanel
        guild={guild}
        channels={channels}
        selected={undefined}
        unread={{ 10: { messages: 1, mentions: 1 } }}
      />
      <MemberPanel members={members} roles={guild.roles!} applications={[]} onAdd={nothing} />
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
