// Sample content for the mock server: every kind of thing that the page draws.
import { crc32, deflateSync } from 'node:zlib';

const BASE = 1_330_000_000_000_000_000n;
const id = (n) => String(BASE + BigInt(n));
const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();

const person = (n, username, global_name) => ({ id: id(n), username, global_name, avatar: null });
const bot = (n, username) => ({ ...person(n, username, null), bot: true });

export function sample(noBot) {
  const ada = person(1, 'ada', 'Ada');
  const grace = person(2, 'grace', 'Grace Hopper');
  const linus = person(3, 'linus', null);
  const mira = person(4, 'mira_k', 'Mira');
  const ping = bot(10, 'asyncord');
  const levels = bot(11, 'levels');
  const roles = [
    { id: id(0), name: '@everyone', color: 0, position: 0, hoist: false },
    { id: id(20), name: 'Maintainers', color: 0xe91e63, position: 3, hoist: true },
    { id: id(21), name: 'Contributors', color: 0x2ecc71, position: 2, hoist: false },
    { id: id(22), name: 'Bots', color: 0x5865f2, position: 1, hoist: false },
  ];
  const member = (user, ...roles) => ({ user, nick: null, roles, joined_at: minutesAgo(9999) });
  const general = id(100);
  const showcase = id(101);
  let n = 200;
  const message = (channel_id, author, minutes, content, more = {}) => ({
    id: id(n++),
    channel_id,
    author,
    content,
    timestamp: minutesAgo(minutes),
    edited_timestamp: null,
    type: 0,
    flags: 0,
    attachments: [],
    embeds: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    ...more,
  });
  const reaction = (name, ...users) => ({
    emoji: { id: null, name },
    count: users.length,
    user_ids: users.map(({ id }) => id),
  });
  const reply = (message) => ({ type: 19, message_reference: { message_id: message.id }, referenced_message: message });
  const file = (filename, content_type, size, more = {}) => ({
    id: id(n++),
    filename,
    content_type,
    size,
    url: `http://127.0.0.1:1/attachments/${general}/${id(n)}/${filename}`,
    ...more,
  });

  const hello = message(general, ada, 1500, 'Morning! Who wants to try the new bot? 👋');
  const welcome = message(general, grace, 1499, 'Me. It answered in **4 ms** yesterday, see <#' + showcase + '>', {
    reactions: [reaction('🚀', ada, linus, mira), reaction('🎉', ada)],
  });
  const sent = message(general, ada, 42, '!ping');
  const general_messages = [
    message(general, mira, 1600, '', { type: 7 }),
    hello,
    welcome,
    message(general, grace, 1498, 'Also <@' + linus.id + '> asked for it.', { mentions: [linus] }),
    sent,
    message(general, ping, 42, 'pong', { ...reply(sent), reactions: [reaction('🏓', ada, grace)] }),
    message(
      general,
      linus,
      35,
      'The handler is shorter than this sentence:\n```rust\n#[handler]\nasync fn ping(message: MessageCreate, client: RestClient) -> Result {\n    if message.content == "!ping" {\n        client.channels().messages(message.channel_id).create("pong").await?;\n    }\n    Ok(()) // that is all\n}\n```',
      { edited_timestamp: minutesAgo(34) },
    ),
    message(general, grace, 20, '!level', {}),
    message(general, levels, 20, '', {
      embeds: [
        {
          title: 'Level 12',
          url: 'https://example.com/levels',
          color: 0x2ecc71,
          description: 'You wrote **1,204** messages. Next level in `96`.',
          author: { name: 'Grace Hopper' },
          fields: [
            { name: 'Rank', value: '#2 of 4', inline: true },
            { name: 'Streak', value: '9 days 🔥', inline: true },
            { name: 'Since', value: '<t:1700000000:D>', inline: true },
          ],
          footer: { text: 'levels' },
          timestamp: minutesAgo(20),
        },
      ],
      reactions: [reaction('👏', linus)],
    }),
    message(general, mira, 3, 'The graph from last night, and the log:', {
      attachments: [
        file('latency.png', 'image/png', 48_120, { width: 640, height: 280, description: 'Latency over one night' }),
        file('gateway.log', 'text/plain', 18_432),
      ],
    }),
    message(general, ada, 1, 'Nice, <@' + grace.id + '>! ||It was the cache.||', { mentions: [grace] }),
  ];

  const showcase_messages = [
    message(
      showcase,
      ada,
      60,
      '# Header one\n## Header two\n### Header three\n-# small print\nPlain *em* **strong** __under__ ~~gone~~ `code` ***both***\n- one\n- two\n  - deeper\n  - still\n- three\n1. first\n2. second\n> a quote with **bold**\n> of two lines\n>>> the rest\nis quoted',
    ),
    message(
      showcase,
      linus,
      55,
      'Links: https://example.com/a?b=1 and [masked](https://example.com "title") and <https://example.org>, not [this](javascript:alert(1)).\n<@' +
        ada.id +
        '> <@&' +
        id(20) +
        '> <#' +
        general +
        '> @everyone <:blobwave:' +
        id(50) +
        '> <t:1700000000:R> </ping:' +
        id(60) +
        '>',
      { mentions: [ada], mention_everyone: true },
    ),
    message(showcase, ping, 50, '', {
      embeds: [
        {
          title: 'Everything an embed has',
          description: 'With a [link](https://example.com), a list\n- a\n- b\nand `code`.',
          color: 0xf0b232,
          author: { name: 'Author with link', url: 'https://example.com' },
          thumbnail: { url: 'https://cdn.example.net/thumb.png' },
          image: { url: 'https://images.example.org/wide.png', width: 800, height: 300 },
          fields: [1, 2, 3, 4, 5].map((i) => ({ name: `Field ${i}`, value: `value ${i}`, inline: i !== 5 })),
          footer: { text: 'Footer' },
        },
      ],
    }),
    message(showcase, { ...bot(12, 'Deploy hook') }, 45, 'Released `v0.1.0` through a webhook', { webhook_id: id(12) }),
    message(showcase, mira, 40, '🎉🚀'),
    message(showcase, grace, 30, 'Reply to something that is gone', { type: 19, referenced_message: null }),
    message(showcase, ping, 28, 'Buttons come later', { components: [{ type: 1, components: [] }] }),
  ];

  return {
    guild: {
      id: id(0),
      name: 'asyncord playground',
      roles,
      emojis: [
        { id: id(50), name: 'blobwave' },
        { id: id(51), name: 'ferris' },
      ],
    },
    channels: [
      { id: id(90), type: 4, name: 'Text channels', position: 0 },
      { id: id(91), type: 4, name: 'Voice channels', position: 1 },
      {
        id: general,
        type: 0,
        name: 'general',
        position: 0,
        parent_id: id(90),
        topic: 'Say !ping and see what happens',
      },
      { id: showcase, type: 0, name: 'showcase', position: 1, parent_id: id(90) },
      { id: id(102), type: 5, name: 'announcements', position: 2, parent_id: id(90) },
      { id: id(104), type: 11, name: 'a thread', parent_id: showcase },
      { id: id(103), type: 2, name: 'Lounge', position: 0, parent_id: id(91) },
      { id: id(105), type: 1, recipients: [ada, ping] },
    ],
    users: [ada, grace, linus, mira, ping, levels],
    members: [
      member(ada, id(20)),
      member(grace, id(20)),
      member(linus, id(21)),
      member(mira),
      member(ping, id(22)),
      member(levels, id(22)),
    ],
    messages: { [general]: general_messages, [showcase]: showcase_messages, [id(102)]: [], [id(103)]: [] },
    applications: [
      { id: id(30), name: 'asyncord', user_id: ping.id, connected: !noBot },
      { id: id(31), name: 'levels', user_id: levels.id, connected: false },
    ],
    user_id: ada.id,
  };
}

/** A PNG of a curve, so that no binary file has to be kept. */
export function picture(width, height) {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const curve = height * (0.55 - 0.25 * Math.sin(x / 47) - 0.12 * Math.sin(x / 13));
      const on = y > curve;
      const at = y * (width * 3 + 1) + 1 + x * 3;
      const line = Math.abs(y - curve) < 2.5;
      rows.set(line ? [190, 198, 255] : on ? [88 - y / 8, 101 - y / 6, 242 - y / 3] : [30, 31, 40 + y / 12], at);
    }
  }
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(body.length + 8);
    frame.writeUInt32BE(data.length);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc32(body) >>> 0, body.length + 4);
    return frame;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
