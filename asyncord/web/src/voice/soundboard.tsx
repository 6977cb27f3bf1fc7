/** The soundboard of a voice channel, and what is played on it. */
import { Music } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { as } from '../api';
import { useOpen } from '../shell/open';
import { useDirectory } from '../state/directory';
import { ownVoice } from '../state/people';
import { useReport, useWorld } from '../state/store';
import type { VoiceEffect } from '../state/world';
import type { Channel, SoundboardSound } from '../types';
import { EmojiView } from '../ui/emoji-view';
import { moveInGrid } from '../ui/menu';
import { Popover } from '../ui/popover';
import { findSound, guildsWithSounds, playHere, useCommonSounds } from './sounds';

/** How long it is shown that somebody played a sound (milliseconds). */
const SHOWN = 5_000;
/** A sound that was played longer ago than this has been missed. */
const MISSED = 2_000;

export function SoundEmoji({ sound: { emoji_id, emoji_name } }: { sound: SoundboardSound }) {
  if (!emoji_id && !emoji_name) return <Music size={18} aria-hidden="true" />;
  return (
    <span aria-hidden="true">
      <EmojiView emoji={{ id: emoji_id ?? null, name: emoji_name ?? null }} label={false} />
    </span>
  );
}

export function SoundboardButton({ channel }: { channel: Channel }) {
  const [anchor, setAnchor] = useState<HTMLElement>();
  return (
    <>
      <button
        type="button"
        class="button quiet"
        aria-haspopup="dialog"
        aria-expanded={anchor !== undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Music size={16} aria-hidden="true" /> Soundboard
      </button>
      {anchor !== undefined && (
        <Popover
          anchor={anchor}
          label="Soundboard"
          side="above"
          class="soundboard"
          onClose={() => setAnchor(undefined)}
        >
          {(close) => <Sounds channel={channel} close={close} />}
        </Popover>
      )}
    </>
  );
}

function Sounds({ channel, close }: { channel: Channel; close: () => void }) {
  const { world } = useWorld();
  const report = useReport();
  const open = useOpen();
  const common = useCommonSounds(world.writeAs);
  const groups = [
    ...guildsWithSounds(world, channel.guild_id).map(({ id, name, soundboard_sounds: sounds = [] }) => ({
      id,
      name,
      sounds,
    })),
    { id: 'common', name: 'For everybody', sounds: common },
  ];
  const play = ({ sound_id, guild_id }: SoundboardSound) => {
    const source = guild_id === undefined || guild_id === channel.guild_id ? {} : { source_guild_id: guild_id };
    void report(as(world.writeAs, 'POST', `channels/${channel.id}/send-soundboard-sound`, { sound_id, ...source }));
  };
  return (
    <div onKeyDown={moveInGrid}>
      {groups.map(({ id, name, sounds }) => (
        <section key={id} aria-label={`Sounds: ${name}`}>
          <h3>{name}</h3>
          <ul class="sound-grid">
            {sounds.map((sound) => (
              <li key={sound.sound_id}>
                <button type="button" class="sound" aria-label={`Play ${sound.name}`} onClick={() => play(sound)}>
                  <SoundEmoji sound={sound} />
                  <span>{sound.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {channel.guild_id !== undefined && (
        <button
          type="button"
          class="menu-item"
          onClick={() => {
            close();
            open({ kind: 'guild-settings', guild: channel.guild_id!, tab: 'expressions' });
          }}
        >
          Add or remove sounds
        </button>
      )}
    </div>
  );
}

/** Says for a while what somebody played or threw in. */
export function EffectNote({ channel }: { channel: Channel }) {
  const { world } = useWorld();
  const directory = useDirectory();
  const common = useCommonSounds(world.writeAs);
  const effect = world.effects[channel.id];
  const [over, setOver] = useState<VoiceEffect>();
  useEffect(() => {
    if (effect === undefined) return undefined;
    const timer = setTimeout(() => setOver(effect), effect.at + SHOWN - Date.now());
    return () => clearTimeout(timer);
  }, [effect]);
  const sound = effect?.sound === undefined ? undefined : findSound(world, common, effect.sound);
  return (
    <p class="voice-effect" role="status">
      {effect !== undefined && effect !== over && effect.at + SHOWN > Date.now() && (
        <>
          {sound !== undefined ? <SoundEmoji sound={sound} /> : effect.emoji && <EmojiView emoji={effect.emoji} />}
          <span>
            <strong>{directory.name(effect.user)}</strong>{' '}
            {effect.sound === undefined ? 'sent an effect' : `played ${sound?.name ?? 'a sound'}`}
          </span>
        </>
      )}
    </p>
  );
}

/** Lets the acting user hear what is played where they are. */
export function useHeardSounds() {
  const { world } = useWorld();
  const state = ownVoice(world);
  const effect = world.effects[state?.channel_id ?? ''];
  const deaf = state?.self_deaf || state?.deaf;
  useEffect(() => {
    if (effect?.sound === undefined || deaf || Date.now() - effect.at > MISSED) return;
    const sound = findSound(world, [], effect.sound);
    // A browser plays nothing before the person has clicked somewhere.
    if (sound !== undefined) playHere({ ...sound, volume: effect.volume ?? 1 }).catch(() => undefined);
    // What changes beside the effect plays nothing again.
  }, [effect]);
}
