import { type Actor, authorize } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { invalidField, notFound } from '../../core/problem.ts';
import { seal } from '../../core/vault.ts';
import { audit } from '../../workspace/index.ts';
import {
  type BillingConnection,
  type BillingConnectionChange,
  type BillingEvent,
  type BillingEventQuery,
  type BillingKind,
  type NewBillingConnection,
  SECRET_FORMS,
} from '../schema/billing.ts';
import { insertConnection, selectConnections, updateConnection } from '../store/billing-connections.ts';
import { pageOfEvents } from '../store/billing-events.ts';

export async function listConnections(
  actor: Actor,
  config: Config,
  id: string | null = null,
): Promise<BillingConnection[]> {
  authorize(actor, 'signals.read');
  const rows = await selectConnections(actor.workspaceId, id);
  return rows.map((row) => ({
    ...row,
    webhookUrl: `${config.publicUrl}${addressOf(row)}`,
    needsSecret: SECRET_FORMS[row.kind] !== null,
  }));
}

function addressOf({ kind, id }: { kind: BillingKind; id: string }): string {
  return kind === 'json' ? `/api/v1/billing-connections/${id}/events` : `/webhooks/${kind}/${id}`;
}

/** @throws Problem 404 */
export async function getConnection(actor: Actor, config: Config, id: string): Promise<BillingConnection> {
  const [connection] = await listConnections(actor, config, id);
  if (!connection) throw notFound('billing connection');
  return connection;
}

/** The billing system gives its secret only for an address that exists, so a connection may begin without one. */
export async function createConnection(
  actor: Actor,
  config: Config,
  { kind, name, secret }: NewBillingConnection,
): Promise<BillingConnection> {
  authorize(actor, 'workspace.write');
  checkSecret(kind, secret);
  return inTransaction(async () => {
    const id = newId('bil');
    await insertConnection(actor.workspaceId, {
      ...{ id, kind, name, createdBy: actor.id, createdAt: actor.now },
      sealedSecret: secret ? seal(secret, id) : null,
    });
    await audit(actor, {
      action: 'billing_connection.created',
      objectType: 'billing_connection',
      objectId: id,
      after: { kind, name },
    });
    return getConnection(actor, config, id);
  });
}

/** @throws Problem 422 for a secret that this system never gives. */
function checkSecret(kind: BillingKind, secret: string | null | undefined): void {
  if (!secret) return;
  const form = SECRET_FORMS[kind];
  if (!form) throw invalidField('secret', 'is not used: events come with an API key');
  if (!form.pattern.test(secret)) throw invalidField('secret', form.message);
}

/** @throws Problem 404 */
export async function changeConnection(
  actor: Actor,
  config: Config,
  id: string,
  { name, secret }: BillingConnectionChange,
): Promise<BillingConnection> {
  authorize(actor, 'workspace.write');
  return inTransaction(async () => {
    const before = await getConnection(actor, config, id);
    checkSecret(before.kind, secret);
    const sealedSecret = secret ? seal(secret, id) : undefined;
    await updateConnection(actor.workspaceId, id, {
      ...(name ? { name } : {}),
      ...(sealedSecret ? { sealedSecret } : {}),
    });
    await audit(actor, {
      action: 'billing_connection.changed',
      objectType: 'billing_connection',
      objectId: id,
      before: { name: before.name },
      after: { name: name ?? before.name, hasNewSecret: secret !== undefined },
    });
    return getConnection(actor, config, id);
  });
}

/** Its events are refused from now on; what came in stays. @throws Problem 404 */
export async function deleteConnection(actor: Actor, id: string): Promise<void> {
  authorize(actor, 'workspace.write');
  await inTransaction(async () => {
    if (!(await updateConnection(actor.workspaceId, id, { deletedAt: actor.now })))
      throw notFound('billing connection');
    await audit(actor, {
      action: 'billing_connection.deleted',
      objectType: 'billing_connection',
      objectId: id,
    });
  });
}

/** @throws Problem 404 */
export async function listEvents(
  actor: Actor,
  config: Config,
  connectionId: string,
  query: BillingEventQuery,
): Promise<{ data: BillingEvent[]; nextCursor: string | null }> {
  await getConnection(actor, config, connectionId);
  return pageOfEvents(actor.workspaceId, connectionId, query);
}
