/** The sounds that can be played in voice channels. */
import { useEffect, useState } from 'preact/hooks';
import { as } from '../api';
import { guildsOf } from '../state/select';
import type { World } from '../state/world';
import type { Guild, Id, SoundboardSound } from '../types';

let common: Promise<SoundboardSound[]> | undefined;

/** The sounds that everybody has; they never change. */
export function useCommonSounds(user: Id): SoundboardSound[] {
  const [sounds, setSounds] = useState<SoundboardSound[]>([]);
  useEffect(() => {
    let ended = false;
    common ??= as<SoundboardSound[]>(user, 'GET', 'soundboard-default-sounds');
    common.then(
      (sounds) => ended || setSounds(sounds),
      () => {
        common = undefined;
      },
    );
    return () => {
      ended = true;
    };
  }, [user]);
  return sounds;
}

/** The servers whose sounds the acting user can play, the given one first. */
export function guildsWithSounds(world: World, first: Id | undefined): Guild[] {
  const rank = ({ id }: Guild) => (id === first ? 0 : 1);
  return guildsOf(world, world.writeAs)
    .filter(({ soundboard_sounds = [] }) => soundboard_sounds.length > 0)
    .sort((a, b) => rank(a) - rank(b));
}

export function findSound(world: World, common: SoundboardSound[], id: Id): SoundboardSound | undefined {
  const all = [...world.guilds.flatMap(({ soundboard_sounds = [] }) => soundboard_sounds), ...common];
  return all.find(({ sound_id }) => String(sound_id) === id);
}

/** Plays a sound here; of those that everybody has the sandbox has no files. */
export async function playHere({ sound_id, guild_id, volume = 1 }: SoundboardSound): Promise<void> {
  if (guild_id === undefined) return;
  const audio = new Audio(`/soundboard-sounds/${sound_id}`);
  audio.volume = Math.max(0, Math.min(1, volume));
  await audio.play();
}
