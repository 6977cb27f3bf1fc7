/** The settings of a server. */
import { as } from '../api';
import { useReport, useWorld } from '../state/store';
import type { Guild, Id } from '../types';
import { Confirm, SavedField } from '../ui/form';
import { AuditPage } from './audit';
import { Settings } from './layout';
import { BansPage, ExpressionsPage, InvitesPage, WebhooksPage } from './lists';
import { MembersPage } from './members';
import { RolesPage } from './roles';

export function GuildSettings({ guild: id, tab, onClose }: { guild: Id; tab?: string; onClose: () => void }) {
  const { world } = useWorld();
  const report = useReport();
  const guild = world.guilds.find((guild) => guild.id === id);
  if (guild === undefined) return null;
  return (
    <Settings
      title={guild.name}
      first={tab}
      onClose={onClose}
      pages={[
        { key: 'overview', name: 'Overview', content: () => <Overview guild={guild} /> },
        { key: 'roles', name: 'Roles', content: () => <RolesPage guild={guild} /> },
        { key: 'members', name: 'Members', content: () => <MembersPage guild={guild} /> },
        { key: 'bans', name: 'Bans', content: () => <BansPage guild={guild} /> },
        { key: 'expressions', name: 'Emojis, stickers, sounds', content: () => <ExpressionsPage guild={guild} /> },
        { key: 'invites', name: 'Invites', content: () => <InvitesPage guild={guild} /> },
        { key: 'webhooks', name: 'Webhooks', content: () => <WebhooksPage guild={guild} /> },
        { key: 'audit', name: 'Audit log', content: () => <AuditPage guild={guild} /> },
      ]}
      foot={(close) =>
        guild.owner_id === world.writeAs && (
          <Confirm
            question={`Delete ${guild.name}?`}
            onConfirm={() =>
              void report(as(world.writeAs, 'DELETE', `guilds/${guild.id}`)).then((went) => went && close())
            }
          >
            Delete server
          </Confirm>
        )
      }
    />
  );
}

function Overview({ guild }: { guild: Guild }) {
  const { world } = useWorld();
  const report = useReport();
  const save = (body: object) => report(as(world.writeAs, 'PATCH', `guilds/${guild.id}`, body));
  const owner = world.users.find(({ id }) => id === guild.owner_id);
  return (
    <>
      <h2>Overview</h2>
      <SavedField label="Name" value={guild.name} maxLength={100} onSave={(name) => save({ name })} />
      <SavedField
        label="Description"
        value={guild.description ?? ''}
        multiline
        maxLength={300}
        onSave={(description) => save({ description: description || null })}
      />
      <p class="muted">
        Owner: {owner?.global_name || owner?.username || guild.owner_id} • {(world.members[guild.id] ?? []).length}{' '}
        members • ID {guild.id}
      </p>
    </>
  );
}
