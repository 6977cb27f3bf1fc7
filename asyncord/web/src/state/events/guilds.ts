/** Guilds and what belongs to them: roles, members, emojis, scheduled events, stages. */
import type {
  Channel,
  Emoji,
  Guild,
  Id,
  Member,
  Presence,
  Role,
  ScheduledEvent,
  SoundboardSound,
  StageInstance,
  Sticker,
  User,
  VoiceState,
} from '../../types';
import { byId, byUser, changeGuild, changeMembers, type Handlers, outdate, upsert, without } from '../change';
import { guildsOf } from '../select';
import { showGuild, type World } from '../world';

interface WholeGuild extends Guild {
  channels?: Channel[];
  threads?: Channel[];
  members?: Member[];
  presences?: (Presence & { user: { id: Id } })[];
  voice_states?: VoiceState[];
  guild_scheduled_events?: ScheduledEvent[];
}

/** A guild comes with everything in it; the parts are kept where the page looks for them. */
function addGuild(world: World, whole: WholeGuild): World {
  const { channels = [], threads = [], members = [], presences = [], voice_states = [], ...rest } = whole;
  const { guild_scheduled_events, ...guild } = rest;
  if (guild_scheduled_events !== undefined) guild.scheduled_events ??= guild_scheduled_events;
  const inGuild = <T extends object>(item: T) => ({ guild_id: guild.id, ...item });
  const next: World = {
    ...world,
    guilds: upsert(world.guilds, guild, byId),
    channels: [...channels, ...threads].map(inGuild).reduce((list, item) => upsert(list, item, byId), world.channels),
    members: {
      ...world.members,
      [guild.id]: members.reduce((list, item) => upsert(list, item, byUser), world.members[guild.id] ?? []),
    },
    users: members.reduce((list, { user }) => upsert(list, user, byId), world.users),
    presences: {
      ...world.presences,
      ...Object.fromEntries(presences.map(({ user, ...presence }) => [user.id, presence])),
    },
    voice_states: voice_states.map(inGuild).reduce(withVoice, world.voice_states),
  };
  return outdate(next, 'permissions');
}

function removeGuild(world: World, { id, unavailable }: { id: Id; unavailable?: boolean }): World {
  if (unavailable) return world;
  const next: World = {
    ...world,
    guilds: world.guilds.filter((guild) => guild.id !== id),
    channels: world.channels.filter((channel) => channel.guild_id !== id),
    members: without(world.members, id),
    voice_states: world.voice_states.filter((state) => state.guild_id !== id),
  };
  return outdate(world.guild === id ? elsewhere(next) : next, 'permissions');
}

/** Another server of the acting user, when the shown one is theirs no more. */
function elsewhere(world: World): World {
  return showGuild(world, guildsOf(world, world.writeAs)[0]?.id);
}

/** A user is in one voice channel of a guild at most. */
function withVoice(states: VoiceState[], state: VoiceState): VoiceState[] {
  const others = states.filter(
    (other) => other.user_id !== state.user_id || (other.guild_id ?? '') !== (state.guild_id ?? ''),
  );
  return state.channel_id === null ? others : [...others, state];
}

function upsertRole(world: World, { guild_id, role }: { guild_id: Id; role: Role }): World {
  const changed = changeGuild(world, guild_id, (guild) => ({ ...guild, roles: upsert(guild.roles ?? [], role, byId) }));
  return outdate(changed, 'permissions');
}

function removeRole(world: World, { guild_id, role_id }: { guild_id: Id; role_id: Id }): World {
  const left = changeGuild(world, guild_id, (guild) => ({
    ...guild,
    roles: (guild.roles ?? []).filter((role) => role.id !== role_id),
  }));
  const taken = changeMembers(left, guild_id, (members) =>
    members.map((member) =>
      member.roles.includes(role_id) ? { ...member, roles: member.roles.filter((id) => id !== role_id) } : member,
    ),
  );
  return outdate(taken, 'permissions');
}

function upsertMember(world: World, { guild_id, ...member }: Member & { guild_id: Id }): World {
  const next = changeMembers(world, guild_id, (members) => upsert(members, member, byUser));
  const known = outdate({ ...next, users: upsert(next.users, member.user, byId) }, 'permissions');
  // Who was nowhere sees the first server that they join.
  const nowhere = world.guild === undefined && world.selected === undefined;
  return nowhere && member.user.id === world.writeAs ? showGuild(known, guild_id) : known;
}

/** The user stays known: old messages still name them. */
function removeMember(world: World, { guild_id, user }: { guild_id: Id; user: User }): World {
  const next = changeMembers(world, guild_id, (members) => members.filter((member) => member.user.id !== user.id));
  const voice_states = next.voice_states.filter((state) => state.guild_id !== guild_id || state.user_id !== user.id);
  const left = outdate({ ...next, voice_states }, 'permissions');
  return user.id === world.writeAs && guild_id === world.guild ? elsewhere(left) : left;
}

function withEvent(world: World, event: ScheduledEvent): World {
  return changeGuild(world, event.guild_id, (guild) => ({
    ...guild,
    scheduled_events: upsert(guild.scheduled_events ?? [], event, byId),
  }));
}

interface Interest {
  guild_id: Id;
  guild_scheduled_event_id: Id;
  user_id: Id;
}

function interest(world: World, { guild_id, guild_scheduled_event_id, user_id }: Interest, add: boolean): World {
  return changeGuild(world, guild_id, (guild) => ({
    ...guild,
    scheduled_events: (guild.scheduled_events ?? []).map((event) => {
      const users = event.user_ids ?? [];
      if (event.id !== guild_scheduled_event_id || users.includes(user_id) === add) return event;
      const user_ids = add ? [...users, user_id] : users.filter((id) => id !== user_id);
      return { ...event, user_ids, user_count: Math.max(0, (event.user_count ?? users.length) + (add ? 1 : -1)) };
    }),
  }));
}

function withStage(world: World, stage: StageInstance): World {
  return changeGuild(world, stage.guild_id, (guild) => ({
    ...guild,
    stage_instances: upsert(guild.stage_instances ?? [], stage, byId),
  }));
}

type InGuild<T> = T & { guild_id: Id };

function withSound(world: World, sound: InGuild<SoundboardSound>): World {
  return changeGuild(world, sound.guild_id, (guild) => ({
    ...guild,
    soundboard_sounds: upsert(guild.soundboard_sounds ?? [], sound, ({ sound_id }) => sound_id),
  }));
}

interface EffectEvent {
  channel_id: Id;
  user_id: Id;
  /** A number for the sounds that everybody has. */
  sound_id?: Id | number;
  sound_volume?: number;
  emoji?: Emoji | null;
}

function withEffect(world: World, { channel_id, user_id, sound_id, sound_volume, emoji }: EffectEvent): World {
  const effect = {
    user: user_id,
    at: Date.now(),
    ...(sound_id !== undefined && { sound: String(sound_id) }),
    ...(sound_volume !== undefined && { volume: sound_volume }),
    ...(emoji && { emoji }),
  };
  return { ...world, effects: { ...world.effects, [channel_id]: effect } };
}

export const GUILD_EVENTS: Handlers = {
  GUILD_CREATE: addGuild,
  GUILD_DELETE: removeGuild,
  GUILD_UPDATE: (world, guild: Guild) =>
    outdate(
      changeGuild(world, guild.id, (old) => ({ ...old, ...guild })),
      'permissions',
    ),
  GUILD_ROLE_CREATE: upsertRole,
  GUILD_ROLE_UPDATE: upsertRole,
  GUILD_ROLE_DELETE: removeRole,
  GUILD_EMOJIS_UPDATE: (world, { guild_id, emojis }: InGuild<{ emojis: Emoji[] }>) =>
    changeGuild(world, guild_id, (guild) => ({ ...guild, emojis })),
  GUILD_STICKERS_UPDATE: (world, { guild_id, stickers }: InGuild<{ stickers: Sticker[] }>) =>
    changeGuild(world, guild_id, (guild) => ({ ...guild, stickers })),
  GUILD_SOUNDBOARD_SOUNDS_UPDATE: (
    world,
    { guild_id, soundboard_sounds }: InGuild<{ soundboard_sounds: SoundboardSound[] }>,
  ) => changeGuild(world, guild_id, (guild) => ({ ...guild, soundboard_sounds })),
  GUILD_SOUNDBOARD_SOUND_CREATE: withSound,
  GUILD_SOUNDBOARD_SOUND_UPDATE: withSound,
  GUILD_SOUNDBOARD_SOUND_DELETE: (world, { guild_id, sound_id }: InGuild<{ sound_id: Id }>) =>
    changeGuild(world, guild_id, (guild) => ({
      ...guild,
      soundboard_sounds: (guild.soundboard_sounds ?? []).filter((sound) => sound.sound_id !== sound_id),
    })),
  GUILD_MEMBER_ADD: upsertMember,
  GUILD_MEMBER_UPDATE: upsertMember,
  GUILD_MEMBER_REMOVE: removeMember,
  USER_UPDATE: (world, user: User) => ({ ...world, users: upsert(world.users, user, byId) }),
  PRESENCE_UPDATE: (world, { user, status, activities }: Presence & { user: { id: Id } }) => ({
    ...world,
    presences: { ...world.presences, [user.id]: { status, ...(activities && { activities }) } },
  }),
  VOICE_STATE_UPDATE: (world, state: VoiceState) => ({ ...world, voice_states: withVoice(world.voice_states, state) }),
  VOICE_CHANNEL_EFFECT_SEND: withEffect,
  GUILD_SCHEDULED_EVENT_CREATE: withEvent,
  GUILD_SCHEDULED_EVENT_UPDATE: withEvent,
  GUILD_SCHEDULED_EVENT_DELETE: (world, { guild_id, id }: ScheduledEvent) =>
    changeGuild(world, guild_id, (guild) => ({
      ...guild,
      scheduled_events: (guild.scheduled_events ?? []).filter((event) => event.id !== id),
    })),
  GUILD_SCHEDULED_EVENT_USER_ADD: (world, event: Interest) => interest(world, event, true),
  GUILD_SCHEDULED_EVENT_USER_REMOVE: (world, event: Interest) => interest(world, event, false),
  STAGE_INSTANCE_CREATE: withStage,
  STAGE_INSTANCE_UPDATE: withStage,
  STAGE_INSTANCE_DELETE: (world, { guild_id, id }: StageInstance) =>
    changeGuild(world, guild_id, (guild) => ({
      ...guild,
      stage_instances: (guild.stage_instances ?? []).filter((stage) => stage.id !== id),
    })),
  GUILD_BAN_ADD: (world) => outdate(world, 'bans'),
  GUILD_BAN_REMOVE: (world) => outdate(world, 'bans'),
  INVITE_CREATE: (world) => outdate(world, 'invites'),
  INVITE_DELETE: (world) => outdate(world, 'invites'),
  WEBHOOKS_UPDATE: (world) => outdate(world, 'webhooks'),
  GUILD_AUDIT_LOG_ENTRY_CREATE: (world) => outdate(world, 'audit'),
};
