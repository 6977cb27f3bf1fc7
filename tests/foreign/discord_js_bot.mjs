// A bot on discord.js v14, unchanged but for the API's address (`API_URL`): answers `!ping` with a reply,
// reacts to it, and tells what it does as JSON lines.
import { Client, Events, GatewayIntentBits } from 'discord.js';

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
  rest: { api: process.env.API_URL, version: '10' },
});

client.once(Events.ClientReady, async (ready) => {
  const guild = ready.guilds.cache.first();
  const members = await guild.members.fetch();
  tell({
    event: 'ready',
    user: ready.user.username,
    guild: guild.name,
    channels: guild.channels.cache.map((channel) => channel.name),
    members: members.map((member) => member.user.username),
  });
});

client.on(Events.MessageCreate, async (message) => {
  if (message.author.bot || message.content !== '!ping') return;
  const reply = await message.reply({
    content: 'pong',
    embeds: [{ title: 'from discord.js', fields: [{ name: 'author', value: message.author.username }] }],
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
});

client.on(Events.MessageReactionAdd, (reaction, user) => {
  tell({ event: 'reaction', emoji: reaction.emoji.name, user: user.id, me: client.user.id });
});

client.on(Events.MessageUpdate, (_before, after) => tell({ event: 'update', content: after.content }));

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
