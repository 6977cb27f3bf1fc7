// The same bad strings in everything that apps fill in: components, forms, commands, polls, menus, files.
import { beforeEach, expect, test, vi } from 'vitest';
import { CommandEntry } from '../src/command/entry';
import { find, leaves } from '../src/command/leaves';
import { CommandPicker } from '../src/command/picker';
import type { Command } from '../src/command/types';
import { type Component, ComponentType as T } from '../src/component/types';
import { Menu } from '../src/menu/menu';
import { MessageRow } from '../src/message/message';
import { Sent } from './sent-sample';
import type { FullMessage } from '../src/message/types';
import { ModalDialog } from '../src/modal/modal';
import { Directory } from '../src/state/directory';
import type { Message } from '../src/types';
import { draw } from './samples';
import { dangers, STRINGS } from './dangers';

function components(text: string): Component[] {
  const media = { url: text, width: 10, height: 10, content_type: text };
  const emoji = { id: text, name: text };
  const options = [{ label: text, value: text, description: text, emoji, default: true }];
  const button = (style: number) => ({
    type: T.Button,
    style,
    label: text,
    custom_id: text,
    url: text,
    sku_id: text,
    emoji,
  });
  return [
    { type: T.ActionRow, components: [1, 2, 3, 4, 5].map(button) },
    { type: T.ActionRow, components: [button(6), { ...button(5), disabled: true }] },
    { type: T.ActionRow, components: [{ type: T.StringSelect, custom_id: text, placeholder: text, options }] },
    {
      type: T.ActionRow,
      components: [
        { type: T.UserSelect, custom_id: 'u', placeholder: text, default_values: [{ id: '2', type: 'user' }] },
      ],
    },
    {
      type: T.ActionRow,
      components: [{ type: T.RoleSelect, custom_id: 'r', default_values: [{ id: '20', type: 'role' }] }],
    },
    {
      type: T.ActionRow,
      components: [{ type: T.ChannelSelect, custom_id: 'c', default_values: [{ id: '10', type: 'channel' }] }],
    },
    {
      type: T.Container,
      accent_color: text as unknown as number,
      components: [
        { type: T.TextDisplay, content: text },
        {
          type: T.Section,
          components: [{ type: T.TextDisplay, content: text }],
          accessory: { type: T.Thumbnail, media, description: text },
        },
        {
          type: T.MediaGallery,
          items: [
            { media, description: text },
            { media: { ...media, content_type: 'video/mp4' }, description: text },
          ],
        },
        { type: T.File, file: { url: text }, name: text },
        { type: T.Separator },
        { type: text as unknown as number },
      ],
    },
  ];
}

function message(text: string): FullMessage {
  const author = { id: '2', username: text, global_name: text, bot: true };
  return {
    id: '100',
    channel_id: '10',
    author,
    content: '',
    timestamp: '2026-01-02T03:04:05Z',
    type: 20,
    application_id: '30',
    components: components(text),
    interaction_metadata: { id: '1', type: 2, user: author, name: text },
    poll: {
      question: { text },
      answers: [{ answer_id: 1, poll_media: { text, emoji: { id: null, name: text } } }],
      results: { answer_counts: [{ id: 1, count: 1, user_ids: ['2'] }] },
    },
    sticker_items: [
      { id: text, name: text },
      { id: '5', name: text, format_type: 1 },
    ],
    thread: { id: text, type: 11, name: text },
    attachments: ['image/png', 'video/mp4', 'audio/ogg', 'text/plain'].map((content_type) => ({
      id: content_type,
      filename: text,
      url: text,
      content_type,
      description: text,
    })),
  };
}

const nothing = () => undefined;

beforeEach(() => {
  document.body.innerHTML = '';
  vi.stubGlobal('alert', () => expect.fail('a message ran a script'));
  vi.stubGlobal('fetch', () => Promise.reject(new Error('nothing is fetched here')));
  vi.spyOn(console, 'error').mockImplementation((...text) => expect.fail(text.join(' ')));
  HTMLDialogElement.prototype.showModal = nothing;
});

test.each(STRINGS)('%j', (text) => {
  const user = { id: '2', username: text, global_name: text };
  const directory = new Directory(
    { id: '1', name: text, roles: [{ id: '20', name: text, color: 1, position: 1, hoist: false }] },
    [{ id: '10', type: 0, name: text, guild_id: '1' }],
    [user],
    [{ user, nick: text, roles: ['20'] }],
  );
  const row = (more: Partial<FullMessage>) => (
    <MessageRow
      message={{ ...message(text), ...more } as unknown as Message}
      compact={false}
      writeAs="2"
      editing={false}
      custom={[]}
    />
  );
  const command: Command = {
    id: '1',
    application_id: '30',
    name: text,
    description: text,
    why: text,
    options: [
      { type: 3, name: text, description: text, required: true, choices: [{ name: text, value: text }] },
      { type: 3, name: `${text}2`, description: text },
    ],
  };
  const list = leaves([command, { ...command, id: '2', usable: false }]);
  const labelled = components(text)
    .flatMap((one) => one.components ?? [])
    .map((component) => ({ type: T.Label, label: text, description: text, component }));
  const fields: Component[] = [
    { type: T.TextInput, custom_id: 'a', placeholder: text, value: text },
    { type: T.RadioGroup, custom_id: 'b', options: [{ label: text, value: text, description: text }] },
    { type: T.CheckboxGroup, custom_id: 'c', options: [{ label: text, value: text, description: text }] },
    { type: T.Checkbox, custom_id: 'd' },
    { type: T.FileUpload, custom_id: 'e' },
  ].map((component) => ({ type: T.Label, label: text, description: text, component }));
  const modal = {
    id: '1',
    title: text,
    custom_id: text,
    application_id: text,
    components: [{ type: T.TextDisplay, content: text }, ...labelled, ...fields],
  };
  const poll_result = [
    'poll_question_text',
    'victor_answer_text',
    'victor_answer_emoji_name',
    'victor_answer_emoji_id',
    'total_votes',
  ];
  const root = draw(
    <>
      {row({})}
      {row({ id: '101', flags: 1 << 15 })}
      {row({ id: '102', flags: 64, visible_to: '2' })}
      {row({ id: '103', flags: 128 })}
      {row({
        id: '104',
        type: 0,
        message_reference: { type: 1, channel_id: '10', message_id: text },
        message_snapshots: [{ message: { content: text, timestamp: text, embeds: [{ title: text, url: text }] } }],
      })}
      {row({ id: '105', type: 46, embeds: [{ fields: poll_result.map((name) => ({ name, value: text })) }] })}
      {row({ id: '106', type: 25, role_subscription_data: { tier_name: text } })}
      {row({ id: '107', type: 18, content: text, message_reference: { channel_id: text } })}
      {row({ id: '108', type: 24, content: text, embeds: [{ description: text }] })}
      {row({ id: '109', flags: 1 << 13, attachments: [{ id: '1', filename: text, url: text }] })}
      <Sent name={text} error={text} />
      <CommandPicker groups={find(list, '')} chosen={list[0]} onChoose={nothing} />
      <CommandEntry leaf={list[0]!} start={{ [text]: { text } }} onDone={nothing} />
      <ModalDialog modal={modal} onClose={nothing} />
      <Menu
        label={text}
        groups={[[{ label: text, hint: text }]]}
        anchor={{ left: 0, right: 0, top: 0, bottom: 0 }}
        side="below"
        onClose={nothing}
      />
    </>,
    directory,
  );
  // The form is the page's own, around the fields of the modal.
  expect(dangers(root)).toEqual(['<form>']);
  expect(root.querySelectorAll('.message')).toHaveLength(11);
  expect(root.querySelector('.unshown')?.textContent ?? '').not.toContain('cannot be shown');
});
