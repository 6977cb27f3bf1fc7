// The bot that the scripts at the page play with: every kind of command and option, component, modal field and answer.
import {
  ApplicationCommandOptionType as Option,
  ApplicationCommandType,
  Client,
  Events,
  GatewayIntentBits,
  MessageFlags,
  Partials,
  PermissionFlagsBits,
} from 'discord.js';
import { everyComponent, everyField, gallery, otherFields, PICTURE } from './samples.mjs';

const client = new Client({
  intents: [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.GuildMessageReactions,
    GatewayIntentBits.MessageContent,
    GatewayIntentBits.DirectMessages,
  ],
  partials: [Partials.Channel],
  rest: { api: process.env.API_URL, version: '10' },
});

const text = (name, more = {}) => ({ name, description: `A ${name}`, type: Option.String, ...more });
const COMMANDS = [
  {
    name: 'roll',
    description: 'Rolls dice',
    options: [
      {
        name: 'sides',
        description: 'How many sides',
        type: Option.Integer,
        required: true,
        minValue: 2,
        maxValue: 100,
      },
      text('label', { autocomplete: true }),
    ],
  },
  {
    name: 'order',
    description: 'Orders something to eat',
    options: [
      text('size', { required: true, choices: ['small', 'large'].map((name) => ({ name, value: name })) }),
      { name: 'who', description: 'For whom', type: Option.User },
      { name: 'where', description: 'Where to', type: Option.Channel },
      { name: 'role', description: 'For which role', type: Option.Role },
      { name: 'any', description: 'Anyone', type: Option.Mentionable },
      { name: 'warm', description: 'Warm?', type: Option.Boolean },
      { name: 'price', description: 'At most', type: Option.Number },
      { name: 'picture', description: 'Of what', type: Option.Attachment },
    ],
  },
  {
    name: 'note',
    description: 'Notes',
    options: [
      { name: 'add', description: 'Adds one', type: Option.Subcommand, options: [text('words', { required: true })] },
      {
        name: 'list',
        description: 'Lists',
        type: Option.SubcommandGroup,
        options: [{ name: 'mine', description: 'Yours', type: Option.Subcommand }],
      },
    ],
  },
  { name: 'card', description: 'Shows a card' },
  { name: 'quest', description: 'Offers a quest' },
  { name: 'everything', description: 'Shows every component' },
  { name: 'gallery', description: 'Shows pictures and files' },
  { name: 'form', description: 'Opens a form' },
  { name: 'more', description: 'Opens another form' },
  { name: 'secret', description: 'Tells only you' },
  { name: 'slow', description: 'Takes its time' },
  { name: 'silent', description: 'Never answers' },
  { name: 'ban-all', description: 'For few', defaultMemberPermissions: PermissionFlagsBits.BanMembers },
  { name: 'Quote', type: ApplicationCommandType.Message },
  { name: 'Greet', type: ApplicationCommandType.User },
];

const hidden = (content) => ({ content, flags: MessageFlags.Ephemeral });
const shown = (option) => {
  if (option.user) return option.user.username;
  if (option.channel) return option.channel.name;
  if (option.role) return option.role.name;
  return option.attachment?.name ?? option.value;
};

const ANSWERS = {
  roll: (it) =>
    it.reply(`rolled 4 of ${it.options.getInteger('sides')} for ${it.options.getString('label') ?? 'nothing'}`),
  order: (it) => it.reply(`order: ${it.options.data.map((one) => `${one.name}=${shown(one)}`).join(' ')}`),
  note: (it) =>
    it.reply(
      it.options.getSubcommandGroup() === 'list' ? 'your notes are empty' : `noted ${it.options.getString('words')}`,
    ),
  card: (it) =>
    it.reply({
      content: 'A card:',
      embeds: [
        {
          title: 'Weather in Vienna',
          url: 'https://example.com/',
          description: '**Sunny** with a *breeze*',
          color: 0x5865f2,
          author: { name: 'Rolly' },
          footer: { text: 'as of today' },
          timestamp: new Date(0).toISOString(),
          fields: [
            { name: 'High', value: '24 °C', inline: true },
            { name: 'Low', value: '13 °C', inline: true },
          ],
          thumbnail: { url: 'attachment://sun.png' },
        },
      ],
      files: [{ attachment: PICTURE, name: 'sun.png' }],
      components: [
        {
          type: 1,
          components: [
            { type: 2, style: 1, label: 'Refresh', custom_id: 'refresh', emoji: { name: '🔄' } },
            { type: 2, style: 2, label: 'Silent', custom_id: 'silent' },
            { type: 2, style: 4, label: 'Remove', custom_id: 'remove' },
            { type: 2, style: 2, label: 'Disabled', custom_id: 'off', disabled: true },
            { type: 2, style: 5, label: 'Website', url: 'https://example.com/' },
          ],
        },
        ...[
          { type: 3, custom_id: 'pick', placeholder: 'Pick two', min_values: 1, max_values: 2 },
          { type: 5, custom_id: 'users', placeholder: 'Pick a user' },
          { type: 6, custom_id: 'roles', placeholder: 'Pick a role' },
          { type: 8, custom_id: 'channels', placeholder: 'Pick a channel' },
        ].map((select) => ({
          type: 1,
          components: [
            select.type === 3
              ? {
                  ...select,
                  options: ['Apple', 'Pear', 'Plum'].map((label) => ({ label, value: label.toLowerCase() })),
                }
              : select,
          ],
        })),
      ],
    }),
  quest: (it) =>
    it.reply({
      embeds: [
        {
          title: 'The Sunken Library',
          description: 'Below the lake, shelves still stand **dry**. Bring light, and do not wake the _librarian_.',
          color: 0x5865f2,
          fields: [
            { name: 'Party', value: '3 of 4', inline: true },
            { name: 'Level', value: '5', inline: true },
            { name: 'Reward', value: '120 gold', inline: true },
          ],
        },
      ],
      components: [
        {
          type: 1,
          components: [
            { type: 2, style: 3, label: 'Join', custom_id: 'join', emoji: { name: '⚔️' } },
            { type: 2, style: 1, label: 'Roll', custom_id: 'refresh', emoji: { name: '🎲' } },
            { type: 2, style: 2, label: 'Details', custom_id: 'open-form' },
          ],
        },
      ],
    }),
  everything: (it) => it.reply({ flags: MessageFlags.IsComponentsV2, ...everyComponent() }),
  gallery: (it) => it.reply({ flags: MessageFlags.IsComponentsV2, ...gallery() }),
  form: (it) => it.showModal(everyField()),
  more: (it) => it.showModal(otherFields()),
  secret: (it) =>
    it.reply({
      ...hidden('this is between us'),
      components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Open the form', custom_id: 'open-form' }] }],
    }),
  async slow(it) {
    await it.deferReply();
    await new Promise((resolve) => setTimeout(resolve, 700));
    await it.editReply('done at last');
    await it.followUp(hidden('and a word for you'));
  },
  silent: () => undefined,
  'ban-all': (it) => it.reply('nobody is banned'),
  Quote: (it) => it.reply(`> ${it.targetMessage.content}`),
  Greet: (it) => it.reply(`hello ${it.targetUser.username}`),
  refresh: (it) => it.update({ content: 'A card, refreshed:' }),
  async remove(it) {
    await it.deferUpdate();
    await it.deleteReply();
  },
  'open-form': (it) => it.showModal(everyField()),
  press: (it) => it.reply(hidden('pressed')),
};

function submitted(it) {
  const parts = it.fields.fields.map((field) => {
    const files = field.type === 19 ? [...(field.attachments?.values() ?? [])].map(({ name }) => name) : undefined;
    return `${field.customId}=${[files ?? field.values ?? field.value].flat().join('+')}`;
  });
  return it.reply(hidden(`form: ${parts.join(' ')}`));
}

client.on(Events.InteractionCreate, async (it) => {
  if (it.isAutocomplete()) {
    const typed = it.options.getFocused();
    const all = ['attack', 'armour', 'damage'].filter((name) => name.startsWith(typed));
    await it.respond(all.map((name) => ({ name, value: name })));
  } else if (it.isModalSubmit()) {
    await submitted(it);
  } else if (it.isAnySelectMenu() && !it.customId.startsWith('silent')) {
    await it.reply(hidden(`${it.customId}: ${it.values.join(', ')}`));
  } else {
    await ANSWERS[it.commandName ?? it.customId]?.(it);
  }
});

const WORDS = {
  '!ping': (message) => message.reply('pong'),
  '!type': (message) => message.channel.sendTyping(),
  '!hook': async (message) => {
    const webhook = await message.channel.createWebhook({ name: 'Herald' });
    await webhook.send({ content: 'hear, hear', username: 'Town crier' });
  },
  '!flood': async (message) => {
    // discord.js waits on its own; this asks beside it.
    const url = `${process.env.API_URL}/v10/channels/${message.channelId}/messages`;
    const headers = { authorization: `Bot ${process.env.TOKEN}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ content: 'flood' });
    await Promise.all([1, 2, 3].map(() => fetch(url, { method: 'POST', headers, body })));
  },
  '!unknown': (message) => message.channel.messages.fetch('1').catch(() => undefined),
};

client.on(Events.MessageCreate, async (message) => {
  if (!message.author.bot) await WORDS[message.content]?.(message);
});

client.once(Events.ClientReady, async (ready) => {
  await ready.application.commands.set(COMMANDS);
  ready.user.setPresence({ status: 'online', activities: [{ name: 'dice', type: 0 }] });
  console.log(JSON.stringify({ event: 'ready', user: ready.user.username }));
});

client.on(Events.Error, (error) => console.error('the bot:', error));
process.on('unhandledRejection', (error) => console.error('the bot:', error));
process.stdin.on('end', () => client.destroy().then(() => process.exit(0)));
process.stdin.resume();
await client.login(process.env.TOKEN);
