/** The plain lists of a server: bans, emojis, stickers and sounds, invites, webhooks. */
import type { ComponentChildren } from 'preact';
import { as } from '../api';
import { Copyable } from '../panel/banner';
import { useReport, useWorld } from '../state/store';
import type { Guild, Id, User } from '../types';
import { Avatar } from '../ui/avatar';
import { EmojiView } from '../ui/emoji-view';
import { StickerView } from '../ui/sticker';
import { SoundEmoji } from '../voice/soundboard';
import { playHere } from '../voice/sounds';
import { AddEmoji, AddSound, AddSticker, AddWebhook } from './add';
import { Fetched, useFetched } from './fetched';

interface Props {
  guild: Guild;
}

const nameOf = (user: User | undefined) => user?.global_name || user?.username || 'unknown-user';

interface Ban {
  user: User;
  reason?: string | null;
}

export function BansPage({ guild }: Props) {
  const { world } = useWorld();
  const report = useReport();
  const answer = useFetched<Ban[]>(`guilds/${guild.id}/bans`, world.revisions.bans);
  return (
    <>
      <h2>Bans</h2>
      <Fetched answer={answer} empty="Nobody is banned.">
        {({ user, reason }) => (
          <li key={user.id} class="row">
            <Avatar user={user} name={nameOf(user)} size={32} />
            <span class="user-text">
              <strong>{nameOf(user)}</strong>
              <small>{reason || 'No reason was given'}</small>
            </span>
            <button
              type="button"
              class="button quiet"
              aria-label={`End the ban of ${nameOf(user)}`}
              onClick={() => void report(as(world.writeAs, 'DELETE', `guilds/${guild.id}/bans/${user.id}`))}
            >
              End ban
            </button>
          </li>
        )}
      </Fetched>
    </>
  );
}

export function ExpressionsPage({ guild }: Props) {
  const { world } = useWorld();
  const report = useReport();
  const { emojis = [], stickers = [], soundboard_sounds = [] } = guild;
  const remove = (path: string) => void report(as(world.writeAs, 'DELETE', `guilds/${guild.id}/${path}`));
  const row = (key: string, name: string, detail: string, path: string, picture?: ComponentChildren) => (
    <li key={key} class="row">
      {picture}
      <span class="user-text">
        <strong>{name}</strong>
        <small>{detail}</small>
      </span>
      <button type="button" class="button danger" aria-label={`Delete ${name}`} onClick={() => remove(path)}>
        Delete
      </button>
    </li>
  );
  return (
    <>
      <h2>Emojis — {emojis.length}</h2>
      <AddEmoji guild={guild} />
      {emojis.length === 0 && <p class="empty-note">No emojis yet.</p>}
      <ul class="rows">
        {emojis.map((emoji) =>
          row(
            emoji.id ?? '',
            `:${emoji.name}:`,
            `${emoji.animated ? 'animated, ' : ''}ID ${emoji.id}`,
            `emojis/${emoji.id}`,
            <EmojiView emoji={emoji} label={false} />,
          ),
        )}
      </ul>
      <h2>Stickers — {stickers.length}</h2>
      <AddSticker guild={guild} />
      {stickers.length === 0 && <p class="empty-note">No stickers yet.</p>}
      <ul class="rows">
        {stickers.map((sticker) =>
          row(
            sticker.id,
            sticker.name,
            [sticker.tags, sticker.description].filter(Boolean).join(' • '),
            `stickers/${sticker.id}`,
            <StickerView sticker={sticker} small />,
          ),
        )}
      </ul>
      <h2>Sounds — {soundboard_sounds.length}</h2>
      <AddSound guild={guild} />
      {soundboard_sounds.length === 0 && <p class="empty-note">No sounds yet.</p>}
      <ul class="rows">
        {soundboard_sounds.map((sound) =>
          row(
            sound.sound_id,
            sound.name,
            `ID ${sound.sound_id}`,
            `soundboard-sounds/${sound.sound_id}`,
            <button
              type="button"
              class="icon-button"
              aria-label={`Listen to ${sound.name}`}
              title="Listen"
              onClick={() => void report(playHere(sound))}
            >
              <SoundEmoji sound={sound} />
            </button>,
          ),
        )}
      </ul>
    </>
  );
}

interface Invite {
  code: string;
  channel?: { name?: string | null } | null;
  inviter?: User;
  uses?: number;
  max_uses?: number;
  expires_at?: string | null;
}

export function InvitesPage({ guild }: Props) {
  const { world } = useWorld();
  const report = useReport();
  const answer = useFetched<Invite[]>(`guilds/${guild.id}/invites`, world.revisions.invites);
  return (
    <>
      <h2>Invites</h2>
      <Fetched answer={answer} empty="No invites. Create one at a channel.">
        {({ code, channel, inviter, uses = 0, max_uses = 0, expires_at }) => (
          <li key={code} class="row">
            <span class="user-text">
              <Copyable text={code} />
              <small>
                #{channel?.name ?? 'unknown'} • by {nameOf(inviter)} • {uses}
                {max_uses > 0 && ` of ${max_uses}`} uses •{' '}
                {expires_at ? `until ${new Date(expires_at).toLocaleString()}` : 'without end'}
              </small>
            </span>
            <button
              type="button"
              class="button danger"
              aria-label={`Delete the invite ${code}`}
              onClick={() => void report(as(world.writeAs, 'DELETE', `invites/${encodeURIComponent(code)}`))}
            >
              Delete
            </button>
          </li>
        )}
      </Fetched>
    </>
  );
}

interface Webhook {
  id: Id;
  name?: string | null;
  channel_id?: Id | null;
  user?: User;
  token?: string;
}

export function WebhooksPage({ guild }: Props) {
  const { world } = useWorld();
  const report = useReport();
  const answer = useFetched<Webhook[]>(`guilds/${guild.id}/webhooks`, world.revisions.webhooks);
  const channel = (id: Id | null | undefined) => world.channels.find((item) => item.id === id)?.name ?? 'unknown';
  return (
    <>
      <h2>Webhooks</h2>
      <AddWebhook guild={guild} />
      <Fetched answer={answer} empty="No webhooks.">
        {({ id, name, channel_id, user, token }) => (
          <li key={id} class="row">
            <span class="user-text">
              <strong>{name || 'Webhook'}</strong>
              <small>
                #{channel(channel_id)} • by {nameOf(user)}
              </small>
              {token !== undefined && (
                <Copyable text={`${location.origin}/api/v10/webhooks/${id}/${token}`} label="Address" />
              )}
            </span>
            <button
              type="button"
              class="button danger"
              aria-label={`Delete the webhook ${name ?? id}`}
              onClick={() => void report(as(world.writeAs, 'DELETE', `webhooks/${id}`))}
            >
              Delete
            </button>
          </li>
        )}
      </Fetched>
    </>
  );
}
