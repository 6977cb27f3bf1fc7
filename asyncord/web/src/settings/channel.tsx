/** The settings of a channel or category. */
import { as } from '../api';
import { useOpen } from '../shell/open';
import { channelOf, isForum, isVoice } from '../state/select';
import { useReport, useWorld } from '../state/store';
import { type Channel, ChannelType, type Id } from '../types';
import { Confirm, SavedField, Select, Switch } from '../ui/form';
import { Settings } from './layout';
import { OverwritesPage } from './overwrites';
import { TagsPage } from './tags';

export function ChannelSettings({ channel: id, tab, onClose }: { channel: Id; tab?: string; onClose: () => void }) {
  const { world } = useWorld();
  const report = useReport();
  const open = useOpen();
  const channel = channelOf(world, id);
  if (channel === undefined) return null;
  const category = channel.type === ChannelType.Category;
  return (
    <Settings
      title={category ? `Category ${channel.name}` : `#${channel.name}`}
      first={tab}
      onClose={onClose}
      pages={[
        { key: 'overview', name: 'Overview', content: () => <Overview channel={channel} /> },
        { key: 'permissions', name: 'Permissions', content: () => <OverwritesPage channel={channel} /> },
        ...(isForum(channel) ? [{ key: 'tags', name: 'Tags', content: () => <TagsPage channel={channel} /> }] : []),
      ]}
      foot={(close) => (
        <>
          {!category && (
            <button type="button" class="button quiet" onClick={() => open({ kind: 'invite', channel: id })}>
              Create invite
            </button>
          )}
          <Confirm
            question={`Delete ${channel.name}?`}
            onConfirm={() => void report(as(world.writeAs, 'DELETE', `channels/${id}`)).then((went) => went && close())}
          >
            {category ? 'Delete category' : 'Delete channel'}
          </Confirm>
        </>
      )}
    />
  );
}

const SLOWMODES = [
  ['0', 'Off'],
  ['5', '5 seconds'],
  ['10', '10 seconds'],
  ['15', '15 seconds'],
  ['30', '30 seconds'],
  ['60', '1 minute'],
  ['120', '2 minutes'],
  ['300', '5 minutes'],
  ['600', '10 minutes'],
  ['900', '15 minutes'],
  ['1800', '30 minutes'],
  ['3600', '1 hour'],
  ['7200', '2 hours'],
  ['21600', '6 hours'],
] as const;

function Overview({ channel }: { channel: Channel }) {
  const { world } = useWorld();
  const report = useReport();
  const save = (body: object) => report(as(world.writeAs, 'PATCH', `channels/${channel.id}`, body));
  const category = channel.type === ChannelType.Category;
  const voice = isVoice(channel);
  const slow = String(channel.rate_limit_per_user ?? 0);
  const known = SLOWMODES.some(([seconds]) => seconds === slow);
  const categories = world.channels.filter(
    ({ guild_id, type }) => guild_id === channel.guild_id && type === ChannelType.Category,
  );
  return (
    <>
      <h2>Overview</h2>
      <SavedField label="Name" value={channel.name ?? ''} maxLength={100} onSave={(name) => save({ name })} />
      {!category && !voice && (
        <SavedField
          label={isForum(channel) ? 'Guidelines' : 'Topic'}
          value={channel.topic ?? ''}
          multiline
          maxLength={1024}
          onSave={(topic) => save({ topic })}
        />
      )}
      {!category && (
        <>
          <Select
            label="Category"
            value={channel.parent_id ?? ''}
            options={[['', 'None'], ...categories.map(({ id, name }) => [id, name ?? ''] as const)]}
            onChange={(parent) => void save({ parent_id: parent || null })}
          />
          <Select
            label="Slowmode"
            value={slow}
            options={known ? SLOWMODES : [...SLOWMODES, [slow, `${slow} seconds`] as const]}
            onChange={(seconds) => void save({ rate_limit_per_user: Number(seconds) })}
          />
          <Switch
            label="Age-restricted"
            help="Members confirm their age before they see it."
            checked={channel.nsfw ?? false}
            onChange={(nsfw) => void save({ nsfw })}
          />
        </>
      )}
      {voice && (
        <>
          <SavedField
            label="User limit"
            hint="0 for no limit"
            value={String(channel.user_limit ?? 0)}
            onSave={(limit) => save({ user_limit: Number(limit) || 0 })}
          />
          <SavedField
            label="Bitrate"
            hint="In bits per second, from 8000"
            value={String(channel.bitrate ?? 64_000)}
            onSave={(bitrate) => save({ bitrate: Number(bitrate) || 64_000 })}
          />
        </>
      )}
      <p class="muted">ID {channel.id}</p>
    </>
  );
}
