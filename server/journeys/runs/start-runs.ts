import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { startOfDay } from 'date-fns/startOfDay';
import { type Actor, authorize, systemActor } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import {
  appendTimeline,
  holdIds,
  type MatchedAccount,
  matchAccounts,
  readAccountFacts,
  refuseBeyondReach,
} from '../../customers/index.ts';
import { isDrawn } from '../../signals/index.ts';
import { audit } from '../../workspace/index.ts';
import { factsOf } from '../rules.ts';
import type { Playbook, Run, RunView } from '../schema.ts';
import { findPlaybook, lockPlaybook } from '../store/playbooks.ts';
import { countStarts, insertRun, selectHindered } from '../store/runs.ts';
import { openDays } from './days.ts';
import { getRun } from './read-runs.ts';
import { walkRuns } from './walk-runs.ts';

/**
 * An account begins because somebody says so: what is to be done on the first day is done at once. It is never one of those
 * that are only watched.
 * @throws Problem 404; 409 when the playbook is archived, the account goes through it already, or is where it leads
 */
export async function startRun(
  config: Config,
  actor: Actor,
  playbookId: string,
  accountId: string,
): Promise<RunView> {
  authorize(actor, 'tasks.write');
  const { workspaceId, now: at } = actor;
  await refuseBeyondReach(actor, { object: 'account', ids: [accountId], to: 'edit' });
  const id = await inTransaction(async () => {
    await holdIds(workspaceId);
    const playbook =
      (await lockPlaybook(workspaceId, playbookId)) && (await findPlaybook(workspaceId, playbookId));
    if (!playbook) throw notFound('playbook');
    if (playbook.status === 'archived') throw conflict('playbook_archived', 'This playbook is archived.');
    const [account] = await readAccountFacts(workspaceId, [accountId], at);
    if (!account) throw notFound('account');
    if ((await findArrived(workspaceId, playbook, [account], at)).has(accountId))
      throw conflict('playbook_reached', `${account.name} is already where this playbook leads.`);
    const made = await start(actor, playbook, account, { origin: 'hand', isHeldOut: false });
    if (!made) throw conflict('run_running', `${account.name} goes through this playbook already.`);
    await audit(actor, {
      ...{ action: 'playbook_run.started', objectType: 'playbook_run', objectId: made },
      after: { playbookId, accountId },
    });
    const { dayOf } = await openDays(workspaceId);
    const walk = { run: { id: made, startedAt: at }, account, definition: playbook.definition };
    await walkRuns(config, systemActor(workspaceId, 'playbooks'), [walk], dayOf);
    return made;
  });
  return getRun(actor, id);
}

/**
 * Those of whom the entry holds begin, who pays most first, as many as a day allows. Call in a transaction, with the playbook
 * locked: two at once do not begin too many.
 */
export async function startMatching(actor: Actor, playbook: Playbook): Promise<void> {
  const { workspaceId, now: at } = actor;
  const { entry, maxStartsPerDay, restDays, holdoutPercent } = playbook.definition;
  if (!entry || playbook.status !== 'active') return;
  const { timeZone } = await openDays(workspaceId);
  const dayBegan = new Date(startOfDay(new TZDate(at.getTime(), timeZone)).getTime());
  const free = maxStartsPerDay - (await countStarts(workspaceId, playbook.id, dayBegan));
  if (free <= 0) return;
  const matching = await matchAccounts(workspaceId, entry, { at, accountIds: null });
  const accountIds = matching.map(({ id }) => id);
  const hindered = await selectHindered(workspaceId, playbook.id, { accountIds, restDays, at });
  const arrived = await findArrived(workspaceId, playbook, matching, at);
  const next = matching
    .filter(({ id }) => !hindered.has(id) && !arrived.has(id))
    .sort((one, other) => (other.mrrMinor ?? 0) - (one.mrrMinor ?? 0))
    .slice(0, free);
  for (const account of next) {
    const isHeldOut = isDrawn(playbook.id, account.id, holdoutPercent);
    await start(actor, playbook, account, { origin: 'rule', isHeldOut });
  }
}

/** Those of whom it holds already what is to be reached; what is to grow has not grown at the start. */
async function findArrived(
  workspaceId: string,
  { definition: { success } }: Playbook,
  accounts: MatchedAccount[],
  at: Date,
): Promise<Set<string>> {
  const { account, ...growth } = success;
  if (!account || Object.values(growth).some(Boolean)) return new Set();
  const accountIds = accounts.map(({ id }) => id);
  return new Set((await matchAccounts(workspaceId, account, { at, accountIds })).map(({ id }) => id));
}

async function start(
  { workspaceId, now: startedAt, name: startedByName }: Actor,
  { id: playbookId, name, version, definition }: Playbook,
  account: MatchedAccount,
  { origin, isHeldOut }: { origin: Run['origin']; isHeldOut: boolean },
): Promise<string | null> {
  const run = { playbookId, version, accountId: account.id, origin, isHeldOut, startedByName, startedAt };
  const endsBy = addDays(startedAt, definition.maxDays);
  const steps = isHeldOut ? 0 : definition.steps.length;
  const id = await insertRun(workspaceId, { ...run, endsBy, startFacts: factsOf(account) }, steps);
  if (!id || isHeldOut) return id;
  await appendTimeline(workspaceId, [
    {
      ...{ accountId: account.id, at: startedAt, kind: 'playbook', sourceId: id },
      ...{ code: `playbooks:timeline.started.${origin}`, values: { playbook: name, by: startedByName } },
    },
  ]);
  return id;
}
