import { type Actor, authorize } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { notFound } from '../../core/problem.ts';
import { seal } from '../../core/vault.ts';
import { audit } from '../../workspace/index.ts';
import type { HelpDesk, HelpDeskChange, NewHelpDesk, UnknownRequester } from '../schema/desk.ts';
import { selectUnknownRequesters } from '../store/desk-tickets.ts';
import { insertDesk, selectDesks, updateDesk } from '../store/desks.ts';

export async function listDesks(actor: Actor, config: Config, id: string | null = null): Promise<HelpDesk[]> {
  authorize(actor, 'signals.read');
  const rows = await selectDesks(actor.workspaceId, id);
  return rows.map((row) => ({ ...row, webhookUrl: `${config.publicUrl}/webhooks/${row.kind}/${row.id}` }));
}

/** @throws Problem 404 */
export async function getDesk(actor: Actor, config: Config, id: string): Promise<HelpDesk> {
  const [desk] = await listDesks(actor, config, id);
  if (!desk) throw notFound('help desk');
  return desk;
}

/** The help desk gives its secret only for an address that exists, so a desk may begin without one. */
export async function createDesk(
  actor: Actor,
  config: Config,
  { kind, name, secret }: NewHelpDesk,
): Promise<HelpDesk> {
  authorize(actor, 'workspace.write');
  return inTransaction(async () => {
    const id = newId('hdk');
    await insertDesk(actor.workspaceId, {
      ...{ id, kind, name, createdBy: actor.id, createdAt: actor.now },
      sealedSecret: secret ? seal(secret, id) : null,
    });
    await tell(actor, 'help_desk.created', id, { after: { kind, name } });
    return getDesk(actor, config, id);
  });
}

/** @throws Problem 404 */
export async function changeDesk(
  actor: Actor,
  config: Config,
  id: string,
  { name, secret }: HelpDeskChange,
): Promise<HelpDesk> {
  authorize(actor, 'workspace.write');
  return inTransaction(async () => {
    const before = await getDesk(actor, config, id);
    await updateDesk(actor.workspaceId, id, {
      ...(name ? { name } : {}),
      ...(secret ? { sealedSecret: seal(secret, id) } : {}),
    });
    await tell(actor, 'help_desk.changed', id, {
      before: { name: before.name },
      after: { name: name ?? before.name, hasNewSecret: secret !== undefined },
    });
    return getDesk(actor, config, id);
  });
}

/** Its deliveries are refused from now on; the tickets stay. @throws Problem 404 */
export async function deleteDesk(actor: Actor, id: string): Promise<void> {
  authorize(actor, 'workspace.write');
  await inTransaction(async () => {
    const isThere = await updateDesk(actor.workspaceId, id, { deletedAt: actor.now });
    if (!isThere) throw notFound('help desk');
    await tell(actor, 'help_desk.deleted', id, {});
  });
}

async function tell(
  actor: Actor,
  action: string,
  objectId: string,
  change: { before?: object; after?: object },
): Promise<void> {
  await audit(actor, { action, objectType: 'help_desk', objectId, ...change });
}

/** Whose tickets wait until somebody here is known by their address. @throws Problem 404 */
export async function listUnknownRequesters(
  actor: Actor,
  config: Config,
  id: string,
): Promise<UnknownRequester[]> {
  await getDesk(actor, config, id);
  return selectUnknownRequesters(actor.workspaceId, id);
}
