// discord-digital-twin as a server: prints where it is as a line of JSON; for each line of input its user
// says that line, and what the bot answers is printed as a line of JSON.
import { createInterface } from 'node:readline';
import { DigitalDiscord } from 'discord-digital-twin';

const tell = (object) => console.log(JSON.stringify(object));

const discord = new DigitalDiscord({
  guild: { name: 'Twin' },
  channels: [{ name: 'general', type: 0 }],
  users: [{ username: 'ada' }],
});
await discord.start();

const [{ id: channelId }] = await discord.prisma.channel.findMany();
const userId = await discord.getFirstNonBotUserId();
tell({ api_url: discord.restUrl, token: discord.botToken, channel_id: channelId, user_id: userId });

// The twin forgets what is said while nobody listens.
const listening = async () => {
  while (!discord.server.gateway.clients.some((client) => client.identified)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

for await (const content of createInterface({ input: process.stdin })) {
  await listening();
  const channel = discord.channel(channelId);
  const before = new Set((await channel.getMessages()).map((message) => message.id));
  await channel.user(userId).sendMessage({ content });
  const answer = await channel
    .waitForMessage({ timeout: 10_000, predicate: (message) => message.author.bot && !before.has(message.id) })
    .then((message) => ({ answer: message.content }))
    .catch((error) => ({ error: String(error) }));
  tell(answer);
}

await discord.stop();
process.exit(0);
