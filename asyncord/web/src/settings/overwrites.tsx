/** What a channel allows or denies its roles and members, apart from the rest of the server. */
import { Check, Minus, Search, Shield, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { as } from '../api';
import {
  bit,
  CHANNEL_PERMISSION_GROUPS,
  channelBits,
  type Choice,
  choiceOf,
  type PermissionInfo,
  withChoice,
} from '../state/permissions';
import { useReport, useWorld } from '../state/store';
import type { Channel, Guild, Id, Overwrite } from '../types';
import { Avatar } from '../ui/avatar';
import { hexColor } from '../ui/color';
import { MenuButton } from '../ui/menu';
import { matching } from './role';
import { ordered } from './roles';

const ROLE = 0;
const MEMBER = 1;

export function OverwritesPage({ channel }: { channel: Channel }) {
  const { world } = useWorld();
  const guild = world.guilds.find(({ id }) => id === channel.guild_id);
  if (guild === undefined) return null;
  return <Page guild={guild} channel={channel} />;
}

function Page({ guild, channel }: { guild: Guild; channel: Channel }) {
  const { world } = useWorld();
  const report = useReport();
  const [chosen, choose] = useState<Id>(guild.id);
  const [search, setSearch] = useState('');
  const members = world.members[guild.id] ?? [];
  const overwrites = channel.permission_overwrites ?? [];
  const everyone: Overwrite = { id: guild.id, type: ROLE, allow: '0', deny: '0' };
  const all = overwrites.some(({ id }) => id === guild.id) ? overwrites : [everyone, ...overwrites];
  const overwrite = all.find(({ id }) => id === chosen) ?? all[0]!;
  const user = (id: Id) => world.users.find((user) => user.id === id);
  const nameOf = ({ id, type }: Overwrite) =>
    type === ROLE
      ? (guild.roles?.find((role) => role.id === id)?.name ?? 'unknown-role')
      : (members.find((member) => member.user.id === id)?.nick ?? user(id)?.global_name ?? user(id)?.username ?? id);

  const path = `channels/${channel.id}/permissions/`;
  const put = ({ id, type, allow, deny }: Overwrite) =>
    report(as(world.writeAs, 'PUT', path + id, { type, allow, deny }));
  const add = async (id: Id, type: number) => {
    if (await put({ id, type, allow: '0', deny: '0' })) choose(id);
  };
  const remove = (id: Id) => void report(as(world.writeAs, 'DELETE', path + id));
  const absent = (id: Id) => !all.some((item) => item.id === id);

  return (
    <>
      <h2>Permissions</h2>
      <p class="muted">
        What is neither allowed nor denied here is as in the whole server. Member overwrites win over role overwrites,
        and among roles allowing wins.
      </p>
      <div class="split">
        <div class="split-list">
          <MenuButton
            class="button"
            label="Add a role or member"
            items={[
              ...ordered(guild)
                .filter(({ id }) => absent(id))
                .map(({ id, name }) => ({ label: name, onSelect: () => void add(id, ROLE) })),
              ...members
                .filter((member) => absent(member.user.id))
                .slice(0, 100)
                .map((member) => ({
                  label: `@${member.nick || member.user.global_name || member.user.username}`,
                  onSelect: () => void add(member.user.id, MEMBER),
                })),
            ]}
          >
            Add a role or member
          </MenuButton>
          <ul class="choices">
            {all.map((item) => {
              const role = guild.roles?.find(({ id }) => id === item.id);
              const name = nameOf(item);
              const of = user(item.id);
              return (
                <li key={item.id} class="choice-row">
                  <button
                    type="button"
                    class="choice"
                    aria-current={item.id === overwrite.id ? 'true' : undefined}
                    onClick={() => choose(item.id)}
                  >
                    {item.type === MEMBER && of !== undefined ? (
                      <Avatar user={of} name={name} size={16} />
                    ) : (
                      <Shield
                        class={hexColor(role?.color) === undefined ? '' : 'colored'}
                        style={{ '--role': hexColor(role?.color) }}
                        size={16}
                        aria-hidden="true"
                      />
                    )}
                    <span class="channel-name">{name}</span>
                  </button>
                  {!(item === everyone) && (
                    <button
                      type="button"
                      class="icon-button small"
                      aria-label={`Remove the overwrite of ${name}`}
                      title="Remove the overwrite"
                      onClick={() => remove(item.id)}
                    >
                      <X size={14} aria-hidden="true" />
                    </button>
                  )}
                </li>
              );
            })}
          </ul>
        </div>
        <section class="split-main" aria-label={`Overwrite of ${nameOf(overwrite)}`}>
          <label class="search-box">
            <Search size={16} aria-hidden="true" />
            <input
              type="search"
              aria-label="Find a permission"
              placeholder="Find a permission"
              value={search}
              onInput={(event) => setSearch(event.currentTarget.value)}
            />
          </label>
          <Effect guild={guild} channel={channel} overwrite={overwrite} />
          {matching(CHANNEL_PERMISSION_GROUPS, search).map(({ name, permissions }) => (
            <fieldset key={name} class="permission-group">
              <legend>{name}</legend>
              {permissions.map((info) => (
                <Tristate
                  key={info.key}
                  info={info}
                  value={choiceOf(overwrite, info.key)}
                  onChange={(choice) => void put(withChoice(overwrite, info.key, choice))}
                />
              ))}
            </fieldset>
          ))}
        </section>
      </div>
    </>
  );
}

/** How many members see the channel now, so that a switch shows what it does. */
function Effect({ guild, channel, overwrite }: { guild: Guild; channel: Channel; overwrite: Overwrite }) {
  const { world } = useWorld();
  const members = world.members[guild.id] ?? [];
  const may = (wanted: bigint) =>
    members.filter((member) => (channelBits(guild, member, channel) & wanted) === wanted).length;
  const concerned = members.filter(
    ({ user, roles }) => overwrite.id === guild.id || overwrite.id === user.id || roles.includes(overwrite.id),
  ).length;
  return (
    <p class="effect" role="status">
      Concerns {concerned} of {members.length} members. Now {may(bit('VIEW_CHANNEL'))} see the channel and{' '}
      {may(bit('VIEW_CHANNEL') | bit('SEND_MESSAGES'))} may write in it.
    </p>
  );
}

const CHOICES: [Choice, string, typeof Check][] = [
  ['deny', 'Deny', X],
  ['neutral', 'As in the server', Minus],
  ['allow', 'Allow', Check],
];

function Tristate({
  info,
  value,
  onChange,
}: {
  info: PermissionInfo;
  value: Choice;
  onChange: (choice: Choice) => void;
}) {
  return (
    <div class="switch-row" role="radiogroup" aria-label={info.name}>
      <span class="switch-text">
        <span class="switch-label">{info.name}</span>
        <span class="field-hint">{info.help}</span>
      </span>
      <span class="tristate">
        {CHOICES.map(([choice, label, Icon]) => (
          <label key={choice} class={choice} title={label}>
            <input
              type="radio"
              class="visually-hidden"
              name={info.key}
              aria-label={label}
              checked={value === choice}
              onChange={(event) => {
                onChange(choice);
                // What is shown is what the sandbox says.
                event.currentTarget.checked = value === choice;
              }}
            />
            <Icon size={16} aria-hidden="true" />
          </label>
        ))}
      </span>
    </div>
  );
}
