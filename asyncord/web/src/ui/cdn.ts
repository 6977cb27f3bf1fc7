/** Where the sandbox serves the pictures that Discord's objects name by a hash. */
import type { Guild, Id, Member, User } from '../types';

const ID = /^\d{1,20}$/;
const HASH = /^\w{1,64}$/;

function path(folder: string, owner: Id, hash: string | null | undefined, rest = ''): string | undefined {
  return hash && HASH.test(hash) && ID.test(owner) ? `/cdn/${folder}/${owner}${rest}/${hash}.webp` : undefined;
}

/** A user's picture; a member can have another one in the guild. */
export function avatarSource(user: User, member?: Member, guild?: Id): string | undefined {
  const own = guild === undefined ? undefined : path(`guilds/${guild}/users`, user.id, member?.avatar, '/avatars');
  return own ?? path('avatars', user.id, user.avatar);
}

export function bannerSource(user: User, member?: Member, guild?: Id): string | undefined {
  const own = guild === undefined ? undefined : path(`guilds/${guild}/users`, user.id, member?.banner, '/banners');
  return own ?? path('banners', user.id, user.banner);
}

export function iconSource({ id, icon }: Guild): string | undefined {
  return path('icons', id, icon);
}

export function guildBannerSource({ id, banner }: Guild): string | undefined {
  return path('banners', id, banner);
}
