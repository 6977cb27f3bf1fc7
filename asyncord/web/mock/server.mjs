// A stand-in for the sandbox, for work on the page alone: the page's protocol over sample content that shows every feature.
//   npm run mock -- 4100       serves dist/ at /sandbox/, and `npm run dev` proxies to it
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { picture, sample } from './sample.mjs';

const port = Number(process.argv[2] ?? 4100);
const state = sample(process.argv.includes('--no-bot'));
const types = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' };
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self'; font-src 'self' data:; " +
  `connect-src 'self' ws://127.0.0.1:${port}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

let next = 10_000n;
const newId = () => String(1_330_000_000_000_000_000n + next++);
const user = (id) => state.users.find((user) => user.id === id);
const files = new Map();

const sockets = new WebSocketServer({ noServer: true });
const emit = (t, d) => sockets.clients.forEach((socket) => socket.send(JSON.stringify({ type: 'event', t, d })));
sockets.on('connection', (socket) => socket.send(JSON.stringify({ type: 'state', ...state })));

function post(channel_id, { user_id, content, message_reference }, attachments = []) {
  const list = (state.messages[channel_id] ??= []);
  const mentioned = [...content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => user(id)).filter(Boolean);
  const message = {
    id: newId(),
    channel_id,
    author: user(user_id),
    content,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    type: message_reference ? 19 : 0,
    flags: 0,
    attachments,
    embeds: [],
    mentions: mentioned,
    mention_roles: [],
    mention_everyone: false,
    ...(message_reference && {
      message_reference,
      referenced_message: list.find(({ id }) => id === message_reference.message_id) ?? null,
    }),
  };
  list.push(message);
  emit('MESSAGE_CREATE', message);
  if (!message.author.bot) answer(message);
  return message;
}

function answer({ channel_id, id, content }) {
  const bot = state.applications.find(({ connected }) => connected);
  if (!bot || !content.startsWith('!')) return;
  emit('TYPING_START', { channel_id, user_id: bot.user_id, timestamp: Math.floor(Date.now() / 1000) });
  const text = content === '!ping' ? 'pong' : `I do not know \`${content.replaceAll('`', '')}\``;
  setTimeout(
    () => post(channel_id, { user_id: bot.user_id, content: text, message_reference: { message_id: id } }),
    600,
  );
}

function change(channel_id, message_id, emoji, user_id, add) {
  const message = state.messages[channel_id].find(({ id }) => id === message_id);
  const [name, id = null] = emoji.split(':');
  const reaction = (message.reactions ??= []).find((reaction) => reaction.emoji.name === name) ?? {
    emoji: { id, name },
    count: 0,
    user_ids: [],
  };
  if (reaction.user_ids.includes(user_id) === add) return;
  if (reaction.count === 0) message.reactions.push(reaction);
  reaction.user_ids = add ? [...reaction.user_ids, user_id] : reaction.user_ids.filter((id) => id !== user_id);
  reaction.count += add ? 1 : -1;
  message.reactions = message.reactions.filter(({ count }) => count > 0);
  emit(add ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE', {
    channel_id,
    message_id,
    user_id,
    emoji: { id, name },
  });
}

async function body(request) {
  const type = request.headers['content-type'] ?? '';
  const bytes = Buffer.concat(await collect(request));
  if (!type.startsWith('multipart/')) return { json: bytes.length ? JSON.parse(bytes) : {}, attachments: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const attachments = [];
  for (const [key, file] of form) {
    if (!key.startsWith('files')) continue;
    const id = newId();
    files.set(id, { type: file.type, bytes: Buffer.from(await file.arrayBuffer()) });
    const url = `http://127.0.0.1:${port}/attachments/1/${id}/${encodeURIComponent(file.name)}`;
    attachments.push({ id, filename: file.name, size: file.size, url, content_type: file.type });
  }
  return { json: JSON.parse(form.get('payload_json')), attachments };
}

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

async function route(request, url) {
  const [, channel, , message, , emoji] =
    /^channels\/(\d+)\/(messages|typing)(?:\/(\d+))?(\/reactions\/(.+))?$/.exec(
      url.pathname.replace(/^.*\/api\//, ''),
    ) ?? [];
  const as = url.searchParams.get('user_id');
  const list = state.messages[channel] ?? [];
  if (url.pathname.endsWith('/api/state')) return state;
  if (url.pathname.endsWith('/typing'))
    return void emit('TYPING_START', { channel_id: channel, user_id: (await body(request)).json.user_id });
  if (emoji) return void change(channel, message, decodeURIComponent(emoji), as, request.method === 'PUT');
  if (request.method === 'GET')
    return list
      .filter(({ id }) => id < url.searchParams.get('before'))
      .slice(-100)
      .reverse();
  if (request.method === 'DELETE') {
    state.messages[channel] = list.filter(({ id }) => id !== message);
    return void emit('MESSAGE_DELETE', { id: message, channel_id: channel });
  }
  const { json, attachments } = await body(request);
  if (request.method === 'POST') return post(channel, json, attachments);
  const edited = list.find(({ id }) => id === message);
  Object.assign(edited, { content: json.content, edited_timestamp: new Date().toISOString() });
  emit('MESSAGE_UPDATE', edited);
  return edited;
}

createServer(async (request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`);
  try {
    if (url.pathname.includes('/attachments/')) {
      const file = files.get(url.pathname.split('/')[3]) ?? { type: 'image/png', bytes: picture(640, 280) };
      return response.writeHead(200, { 'content-type': file.type }).end(file.bytes);
    }
    if (url.pathname.includes('/api/')) {
      const result = await route(request, url);
      return response
        .writeHead(result === undefined ? 204 : 200, { 'content-type': 'application/json' })
        .end(result && JSON.stringify(result));
    }
    const name = /^\/sandbox\/(app\.js|app\.css)?$/.exec(url.pathname);
    if (name === null) return response.writeHead(302, { location: '/sandbox/' }).end();
    const file = name[1] ?? 'index.html';
    const bytes = await readFile(new URL(`../dist/${file}`, import.meta.url));
    response
      .writeHead(200, { 'content-type': types[file.split('.').pop()], 'content-security-policy': csp })
      .end(bytes);
  } catch (error) {
    response
      .writeHead(500, { 'content-type': 'application/json' })
      .end(JSON.stringify({ message: String(error), code: 0 }));
  }
})
  .on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request)),
  )
  .listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/sandbox/`));
