/** The picture of a server, or the first letters of its name's words. */
import type { Guild } from '../types';
import { iconSource } from './cdn';
import { Loaded } from './loaded';

export function acronym(name: string): string {
  const letters = name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => [...word][0]);
  return letters.slice(0, 4).join('') || '?';
}

export function GuildIcon({ guild, size }: { guild: Guild; size: number }) {
  return (
    <Loaded class="guild-icon" source={iconSource(guild)} width={size} height={size}>
      {size < 40 ? (
        <span class="quick-guild">{acronym(guild.name).slice(0, 2)}</span>
      ) : (
        <span class="rail-letters" data-letters={acronym(guild.name)} />
      )}
    </Loaded>
  );
}
