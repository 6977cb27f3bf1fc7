// A bot on discord.js v14, unchanged but for the API's address (`API_URL`). It does what `tests/foreign/playbook.rs`
// asks for, as the bot on twilight does, and tells what it does as JSON lines.
import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  Client,
  Events,
  GatewayIntentBits,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  Partials,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
} from 'discord.js';

const tell = (object) => console.log(JSON.stringify(object));

const client = new Client({
  intents: [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.GuildMessageReactions,
    GatewayIntentBits.GuildMembers,
    GatewayIntentBits.MessageContent,
    GatewayIntentBits.DirectMessages,
  ],
  partials: [Partials.Channel],
  rest: { api: process.env.API_URL, version: '10' },
});

const COMMANDS = [
  {
    name: 'roll',
    description: 'Rolls a die',
    options: [
      {
        name: 'sides',
        description: 'How many sides',
        type: ApplicationCommandOptionType.Integer,
        required: true,
        minValue: 2,
        maxValue: 100,
      },
      { name: 'label', description: 'What for', type: ApplicationCommandOptionType.String, autocomplete: true },
    ],
  },
  { name: 'form', description: 'Opens a form' },
  { name: 'slow', description: 'Takes its time' },
  { name: 'Quote', type: ApplicationCommandType.Message },
  { name: 'Greet', type: ApplicationCommandType.User },
];

client.once(Events.ClientReady, async (ready) => {
  const guild = ready.guilds.cache.first();
  const members = await guild.members.fetch();
  const commands = await guild.commands.set(COMMANDS);
  tell({
    event: 'ready',
    user: ready.user.username,
    guild: guild.name,
    channels: guild.channels.cache.map((channel) => channel.name),
    members: members.map((member) => member.user.username),
    commands: commands.map((command) => command.name),
  });
});

const WORDS = {
  async '!ping'(message) {
    const reply = await message.reply({
      content: 'pong',
      embeds: [{ title: 'an embed', fields: [{ name: 'author', value: message.author.username }] }],
      files: [{ attachment: Buffer.from('a file'), name: 'note.txt', description: 'a note' }],
    });
    await message.react('👍');
    // Told before the edit: discord.js changes the object that it holds when the edit's event comes.
    const fetched = await message.channel.messages.fetch({ message: reply.id, force: true });
    tell({
      event: 'answered',
      reply: fetched.content,
      reference: fetched.reference?.messageId,
      to: message.id,
      files: fetched.attachments.map((attachment) => attachment.name),
      embeds: fetched.embeds.map((embed) => embed.title),
    });
    await reply.edit('pong!');
  },
  async '!thread'(message) {
    const thread = await message.startThread({ name: 'talk', autoArchiveDuration: 60 });
    await thread.send('in the thread');
    tell({ event: 'thread', name: thread.name, parent: thread.parentId, members: thread.memberCount });
  },
  async '!hook'(message) {
    const webhook = await message.channel.createWebhook({ name: 'Herald', reason: 'a test' });
    await webhook.send({ content: 'hear, hear', username: 'Town crier' });
    const all = await message.channel.fetchWebhooks();
    await webhook.delete();
    tell({ event: 'hook', webhooks: all.map((one) => one.name) });
  },
  async '!flood'(message) {
    let limited = 0;
    client.rest.on('rateLimited', () => (limited += 1));
    for (let number = 0; number < 8; number++) await message.channel.send(`flood ${number}`);
    tell({ event: 'flooded', limited });
  },
  async '!buttons'(message) {
    await message.channel.send({
      content: 'choose',
      components: [
        new ActionRowBuilder().addComponents(
          new ButtonBuilder().setCustomId('yes').setLabel('Yes').setStyle(ButtonStyle.Success),
          new ButtonBuilder().setCustomId('no').setLabel('No').setStyle(ButtonStyle.Danger),
        ),
        new ActionRowBuilder().addComponents(
          new StringSelectMenuBuilder()
            .setCustomId('pick')
            .setMaxValues(2)
            .addOptions({ label: 'A', value: 'a' }, { label: 'B', value: 'b' }, { label: 'C', value: 'c' }),
        ),
        new ActionRowBuilder().addComponents(new UserSelectMenuBuilder().setCustomId('who')),
      ],
    });
  },
};

client.on(Events.MessageCreate, async (message) => {
  if (!message.author.bot) await WORDS[message.content]?.(message);
});

const INTERACTIONS = {
  async roll(interaction) {
    const sides = interaction.options.getInteger('sides', true);
    await interaction.reply(`rolled one of ${sides}`);
    const reply = await interaction.fetchReply();
    tell({ event: 'rolled', content: reply.content, by: interaction.member.displayName });
  },
  async form(interaction) {
    const name = new TextInputBuilder().setCustomId('name').setStyle(TextInputStyle.Short).setRequired(true);
    const colour = new StringSelectMenuBuilder()
      .setCustomId('colour')
      .addOptions({ label: 'Red', value: 'red' }, { label: 'Green', value: 'green' });
    await interaction.showModal(
      new ModalBuilder()
        .setCustomId('form')
        .setTitle('Tell us')
        .addLabelComponents(
          new LabelBuilder().setLabel('Name').setTextInputComponent(name),
          new LabelBuilder().setLabel('Colour').setStringSelectMenuComponent(colour),
        ),
    );
  },
  async slow(interaction) {
    await interaction.deferReply();
    await interaction.editReply('done at last');
    await interaction.followUp({ content: 'only for you', flags: MessageFlags.Ephemeral });
    tell({ event: 'slow' });
  },
  Quote: (interaction) => interaction.reply(`> ${interaction.targetMessage.content}`),
  Greet: (interaction) => interaction.reply(`hello ${interaction.targetUser.username}`),
  yes: (interaction) => interaction.update({ content: 'yes!', components: [] }),
  no: (interaction) => interaction.reply({ content: 'a pity', flags: MessageFlags.Ephemeral }),
  pick: (interaction) =>
    interaction.reply({ content: `picked ${interaction.values.join(', ')}`, flags: MessageFlags.Ephemeral }),
  who: (interaction) => interaction.reply(`chose ${interaction.users.map((user) => user.username).join(', ')}`),
};

client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    const all = ['red', 'green', 'grey'].filter((name) => name.startsWith(typed));
    await interaction.respond(all.map((name) => ({ name, value: name })));
  } else if (interaction.isModalSubmit()) {
    const name = interaction.fields.getTextInputValue('name');
    const [colour] = interaction.fields.getStringSelectValues('colour');
    await interaction.reply({ content: `hello ${name}, ${colour}`, flags: MessageFlags.Ephemeral });
  } else {
    await INTERACTIONS[interaction.commandName ?? interaction.customId](interaction);
  }
});

client.on(Events.MessageReactionAdd, (reaction, user) => {
  tell({ event: 'reaction', emoji: reaction.emoji.name, user: user.id, me: client.user.id });
});
client.on(Events.MessageUpdate, (_before, after) => {
  if (after.content === 'pong!') tell({ event: 'update', content: after.content });
});
client.on(Events.ShardResume, (_shard, replayed) => tell({ event: 'resumed', replayed }));

for (const problem of [Events.Error, Events.Warn, Events.ShardError, Events.Invalidated]) {
  client.on(problem, (detail) => tell({ event: 'problem', kind: problem, detail: String(detail) }));
}

process.on('unhandledRejection', (error) => {
  tell({ event: 'problem', kind: 'rejection', detail: String(error?.stack ?? error) });
  process.exit(1);
});

// The parent ends the bot by closing its input.
process.stdin.on('end', () => client.destroy().then(() => process.exit(0)));
process.stdin.resume();

await client.login(process.env.TOKEN);
