import { type Actor, systemActor } from '../../../core/actor.ts';
import { Problem } from '../../../core/problem.ts';
import { words } from '../../../core/words.ts';
import { findWorkspace } from '../../../workspace/index.ts';
import { saveWithAccounts } from '../../imports/objects/accounts-of-rows.ts';
import type { RowOutcome } from '../../imports/registry.ts';
import { findOwners } from '../../owners.ts';
import { searchKey } from '../../rules.ts';
import { putTags } from '../../tags/import-tags.ts';
import { changeDeal } from '../change-deal.ts';
import { loseDeal, winDeal } from '../close-deal.ts';
import { createDeal } from '../create-deal.ts';
import { moveDeal } from '../move-deal.ts';
import { reopenDeal } from '../reopen-deal.ts';
import { findDealByExternalId } from '../store/deals.ts';
import { replaceLossReasons, selectLossReasons } from '../store/loss-reasons.ts';
import { selectPipelines } from '../store/pipelines.ts';
import type { DealFileRow } from './define-deals-import.ts';
import { findStageByName } from './rules.ts';

const WHOLE = 100;

type KnownRow = Omit<DealFileRow, 'accountName' | 'accountExternalId'> & { accountId?: string };
type Outcome = { outcome: 'created' | 'updated' | 'unchanged' };
type Target = NonNullable<ReturnType<typeof findStageByName>>;

/** Opens, changes, moves and closes deals as a file tells; told again it changes nothing. */
export async function saveDealRows(
  workspaceId: string,
  rows: DealFileRow[],
  byName: string,
): Promise<RowOutcome[]> {
  const pipelines = await selectPipelines(workspaceId);
  const targets = rows.map((row) => findStageByName(pipelines, row));
  const known = rows.filter((_row, place) => targets[place]);
  const owners = await findOwners(workspaceId, known);
  const actor = { ...systemActor(workspaceId, 'import'), name: byName };
  const saved = await saveWithAccounts(workspaceId, known, async (found) => {
    const outcomes: Outcome[] = [];
    for (const row of found) {
      const target = findStageByName(pipelines, row);
      if (!target) throw new Error('a row without a stage came through');
      const ownerId = owners.get(row.ownerEmail?.toLowerCase() ?? '');
      outcomes.push(await saveRow(actor, row, target, ownerId));
    }
    return outcomes.map((outcome) => ({ id: '', externalId: null, ...outcome }));
  });
  let next = 0;
  return rows.map((row, place): RowOutcome => {
    if (targets[place]) {
      next += 1;
      return saved[next - 1] ?? { outcome: 'unchanged' };
    }
    return {
      outcome: 'failed',
      error: { code: 'deals:import.stageUnknown', values: { stage: row.stage }, field: 'stage' },
    };
  });
}

async function saveRow(
  actor: Actor,
  row: KnownRow,
  target: Target,
  ownerId: string | undefined,
): Promise<Outcome> {
  const { workspaceId } = actor;
  const before = await findDealByExternalId(workspaceId, row.externalId);
  const id = before
    ? before.id
    : await open({ ...actor, now: row.createdAt ?? actor.now }, row, target, ownerId);
  if (before?.deletedAt) throw new Problem(409, 'deal_deleted', 'Conflict', 'This deal was deleted here.');
  if (before) await change(actor, id, row, ownerId);
  await bring({ ...actor, now: closedAt(row) ?? actor.now }, id, row, target);
  const tagged = row.tags ? await putTags(workspaceId, 'deal', [{ id, cell: row.tags }]) : new Set();
  if (!before) return { outcome: 'created' };
  const after = await findDealByExternalId(workspaceId, row.externalId);
  return { outcome: after?.version === before.version && tagged.size === 0 ? 'unchanged' : 'updated' };
}

async function open(
  actor: Actor,
  row: KnownRow,
  target: Target,
  ownerId: string | undefined,
): Promise<string> {
  const pipeline = (await selectPipelines(actor.workspaceId, target.pipelineId))[0];
  const first = pipeline?.stages[0]?.id ?? '';
  const { externalId, accountId } = row;
  // A closed deal went through the pipeline: it begins at its start.
  const stageId = target.stage.kind === 'open' ? target.stage.id : first;
  const { id } = await createDeal(actor, { externalId, accountId, ownerId, stageId, ...fieldsOf(row) });
  return id;
}

async function change(actor: Actor, id: string, row: KnownRow, ownerId: string | undefined): Promise<void> {
  await changeDeal(actor, id, { accountId: row.accountId, ownerId, ...fieldsOf(row) });
}

/** What the row tells; what it leaves empty erases nothing. */
function fieldsOf({ name, amount, probability, expectedOn, channel, source, nextStep }: KnownRow) {
  return {
    ...{ name, expectedOn, channel, source, nextStep },
    ...(amount && { amountMinor: amount.amountMinor, currency: amount.currency }),
    probability: probability === undefined ? undefined : asPercent(probability),
  };
}

/** `0.25`, `25` and `25%` are one. */
function asPercent(probability: number): number {
  const percent = probability > 0 && probability <= 1 ? probability * WHOLE : probability;
  return Math.min(WHOLE, Math.max(0, Math.round(percent)));
}

function closedAt({ closedAt: at, expectedOn }: KnownRow): Date | undefined {
  return at ?? (expectedOn ? new Date(`${expectedOn}T12:00:00Z`) : undefined);
}

/** To the stage that the row names: moved, won, lost, or open again. */
async function bring(actor: Actor, id: string, row: KnownRow, { stage }: Target): Promise<void> {
  const present = { ...actor, now: row.createdAt && row.createdAt > actor.now ? row.createdAt : actor.now };
  const wins = { recordsSale: false };
  const deal = await findDealByExternalId(actor.workspaceId, row.externalId);
  if (!deal || deal.stageId === stage.id) return;
  if (deal.state !== 'open' && deal.state !== stage.kind)
    await reopenDeal(systemActor(actor.workspaceId, actor.name), id, deal.state === 'won' ? 'won' : 'lost');
  if (stage.kind === 'won') await winDeal(present, id, wins);
  else if (stage.kind === 'lost')
    await loseDeal(present, id, { reasonId: await reasonOf(actor, row.lossReason) });
  else await moveDeal(systemActor(actor.workspaceId, actor.name), id, { stageId: stage.id });
}

/** The company's reason of this name; a new one where there is none, for nobody knows better than the file. */
async function reasonOf({ workspaceId, now }: Actor, told: string | undefined): Promise<string> {
  const locale = (await findWorkspace(workspaceId))?.locale ?? 'en';
  const name = told ?? words(locale, 'deals:seed.reason.other');
  const reasons = await selectLossReasons(workspaceId);
  const isNamed = (reason: { name: string }) => searchKey(reason.name) === searchKey(name);
  const known = reasons.find(isNamed);
  if (known) return known.id;
  await replaceLossReasons(workspaceId, [...reasons, { name }], now);
  const made = (await selectLossReasons(workspaceId)).find(isNamed);
  if (!made) throw new Error('the reason was not made');
  return made.id;
}
