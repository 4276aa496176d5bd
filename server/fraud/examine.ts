import { subDays } from 'date-fns/subDays';
import { type Actor, authorize } from '../core/actor.ts';
import { now } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import { addJob } from '../core/jobs.ts';
import { notFound } from '../core/problem.ts';
import { listWorkspaces } from '../workspace/index.ts';
import { raiseFindings } from './cases/raise-findings.ts';
import { gatherFacts } from './gather-facts.ts';
import { findIdentities } from './rules/identities.ts';
import { findStatistics } from './rules/statistics.ts';
import type { Examination } from './schema.ts';
import { findExamination, insertExamination, updateExamination } from './store/examinations.ts';
import { deletePortalVisits } from './store/portal-visits.ts';
import { findSettings } from './store/settings.ts';

export const EXAMINE_TASK = 'fraud.examine-program';
/** How often the progress is written, in affiliates. */
const PROGRESS_EVERY = 50;
/** One that is older was broken off with its process. */
const ABANDONED_AFTER_MS = 3_600_000;

interface ExaminationKey {
  workspaceId: string;
  id: string;
}

/** Looks at the whole program soon, unless that is under way. @param askedByName null for the one of the night. */
async function queueExamination(workspaceId: string, askedByName: string | null): Promise<void> {
  const running = await findExamination(workspaceId);
  const at = now();
  if (running && !running.finishedAt && at.getTime() - running.startedAt.getTime() > ABANDONED_AFTER_MS)
    await updateExamination(workspaceId, running.id, { finishedAt: at });
  const id = newId('fre');
  if (!(await insertExamination(workspaceId, { id, askedByName, startedAt: at }))) return;
  await addJob(EXAMINE_TASK, { workspaceId, id }, { queue: `fraud:${workspaceId}` });
}

/** Looks at the whole program now, unless that is under way; answers with how far it is. */
export async function examineNow(actor: Actor): Promise<Examination> {
  authorize(actor, 'fraud.decide');
  await queueExamination(actor.workspaceId, actor.name);
  const latest = await findExamination(actor.workspaceId);
  if (!latest) throw notFound('examination');
  return latest;
}

/** What portal visits leave is kept as long as what clicks leave. */
export async function examineNightly(): Promise<void> {
  for (const { id, addressRetentionDays } of await listWorkspaces()) {
    const oldest = subDays(now(), addressRetentionDays).toISOString().slice(0, 10);
    await deletePortalVisits(id, oldest);
    await queueExamination(id, null);
  }
}

/** The work of an examination, with its progress. Repeated after a failure, it finds what it found before. */
export async function runExamination({ workspaceId, id }: ExaminationKey): Promise<void> {
  const report = (change: Parameters<typeof updateExamination>[2]) =>
    updateExamination(workspaceId, id, change);
  const findingCount = await examineProgram(workspaceId, now(), report);
  await report({ findingCount, finishedAt: now() });
}

/**
 * Every rule on every affiliate, with what is known until a moment.
 * @returns how many findings are new, or show something new.
 */
export async function examineProgram(
  workspaceId: string,
  until: Date,
  report: (progress: { affiliateCount?: number; doneCount?: number }) => Promise<void> = async () => {},
): Promise<number> {
  const { settings } = await findSettings(workspaceId);
  const program = await gatherFacts(workspaceId, settings, null, until);
  await report({ affiliateCount: program.length });
  const statistics = Map.groupBy(
    findStatistics(
      program.map(({ conduct }) => conduct),
      settings,
    ),
    ({ affiliateId }) => affiliateId,
  );
  let findingCount = 0;
  for (const [index, { own, customers }] of program.entries()) {
    const identities = findIdentities(own, customers, settings);
    const findings = [...identities, ...(statistics.get(own.affiliateId) ?? [])];
    findingCount += await raiseFindings(workspaceId, own.affiliateId, findings, until);
    const doneCount = index + 1;
    if (doneCount % PROGRESS_EVERY === 0 || doneCount === program.length) await report({ doneCount });
  }
  return findingCount;
}

/** The rules that need no comparison, on one affiliate. */
export async function examineAffiliate(workspaceId: string, affiliateId: string, until: Date): Promise<void> {
  const { settings } = await findSettings(workspaceId);
  for (const { own, customers } of await gatherFacts(workspaceId, settings, [affiliateId], until))
    await raiseFindings(workspaceId, affiliateId, findIdentities(own, customers, settings), until);
}
