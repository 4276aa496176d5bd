import { isDeepStrictEqual } from 'node:util';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { queueTending } from '../queue-tending.ts';
import type { NewPlaybook, Playbook, PlaybookChange, PlaybookQuery, PlaybookSummary } from '../schema.ts';
import {
  findPlaybook,
  insertPlaybook,
  insertVersion,
  lockPlaybook,
  selectPlaybooks,
  updatePlaybook,
} from '../store/playbooks.ts';
import { refuseWrongDefinition } from './check-definition.ts';

/** By name. */
export function listPlaybooks(actor: Actor, query: PlaybookQuery): Promise<PlaybookSummary[]> {
  authorize(actor, 'playbooks.read');
  return selectPlaybooks(actor.workspaceId, query);
}

/** @throws Problem 404 */
export async function getPlaybook(actor: Actor, id: string): Promise<Playbook> {
  authorize(actor, 'playbooks.read');
  const playbook = await findPlaybook(actor.workspaceId, id);
  if (!playbook) throw notFound('playbook');
  return playbook;
}

/**
 * A draft, for which nothing begins by itself.
 * @throws Problem 409 when another has the name; 422 naming what does not fit
 */
export async function createPlaybook(actor: Actor, { definition, ...named }: NewPlaybook): Promise<Playbook> {
  authorize(actor, 'playbooks.write');
  const { workspaceId, now: madeAt, name: madeByName } = actor;
  return inTransaction(async () => {
    await refuseWrongDefinition(workspaceId, definition);
    const playbook = { id: newId('pbk'), ...named };
    await insertPlaybook(workspaceId, playbook, madeAt);
    const version = { playbookId: playbook.id, version: 1, definition, madeByName, madeAt };
    await insertVersion(workspaceId, version);
    await tell(actor, playbook.id, { action: 'playbook.created', after: { ...named, definition } });
    return getPlaybook(actor, playbook.id);
  });
}

/**
 * Makes a playbook what it is to be. Runs that are under way go on as they began; another definition is a new version.
 * @throws Problem 404; 409 when there is a newer version than was read, or the name is taken; 422 as for a new one
 */
export async function changePlaybook(
  actor: Actor,
  id: string,
  { definition, readVersion, ...named }: PlaybookChange,
): Promise<Playbook> {
  authorize(actor, 'playbooks.write');
  const { workspaceId, now: updatedAt, name: madeByName } = actor;
  return inTransaction(async () => {
    const before = await getLocked(actor, id);
    if (readVersion !== undefined && readVersion !== before.version)
      throw conflict('changed_meanwhile', 'Somebody has changed this playbook since you opened it.');
    await refuseWrongDefinition(workspaceId, definition);
    const isSame = isDeepStrictEqual(before.definition, JSON.parse(JSON.stringify(definition)));
    const version = isSame ? before.version : before.version + 1;
    if (!isSame)
      await insertVersion(workspaceId, {
        playbookId: id,
        version,
        definition,
        madeByName,
        madeAt: updatedAt,
      });
    await updatePlaybook(workspaceId, id, { ...named, version, updatedAt });
    const { name, purpose } = before;
    await tell(actor, id, {
      action: 'playbook.changed',
      before: { name, purpose, definition: before.definition },
      after: { ...named, definition },
    });
    if (before.status === 'active') await queueTending(workspaceId);
    return getPlaybook(actor, id);
  });
}

const DID = {
  active: { action: 'playbook.activated' },
  paused: { action: 'playbook.paused' },
  archived: { action: 'playbook.archived' },
} as const;

/**
 * Active: accounts begin by themselves. Paused and archived: none begins any more; those under way go on to their end.
 * @throws Problem 404
 */
export async function setPlaybookStatus(
  actor: Actor,
  id: string,
  status: 'active' | 'paused' | 'archived',
): Promise<Playbook> {
  authorize(actor, 'playbooks.write');
  return inTransaction(async () => {
    const before = await getLocked(actor, id);
    if (before.status === status) return before;
    await updatePlaybook(actor.workspaceId, id, { status, updatedAt: actor.now });
    await tell(actor, id, { ...DID[status], before: { status: before.status } });
    if (status === 'active') await queueTending(actor.workspaceId);
    return getPlaybook(actor, id);
  });
}

async function getLocked(actor: Actor, id: string): Promise<Playbook> {
  if (!(await lockPlaybook(actor.workspaceId, id))) throw notFound('playbook');
  return getPlaybook(actor, id);
}

interface Told {
  action: string;
  before?: unknown;
  after?: unknown;
}

function tell(actor: Actor, objectId: string, told: Told): Promise<void> {
  return audit(actor, { ...told, objectType: 'playbook', objectId });
}
