import { type Actor, systemActor } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { holdIds, type MatchedAccount, matchAccounts, readAccountFacts } from '../../customers/index.ts';
import { factsOf, hasGrown } from '../rules.ts';
import type { Playbook, PlaybookDefinition } from '../schema.ts';
import { findPlaybook, lockPlaybook, selectDefinitions, selectPlaybooksToTend } from '../store/playbooks.ts';
import { type LiveRun, selectLive } from '../store/runs.ts';
import { openDays } from './days.ts';
import { endRun } from './end-run.ts';
import { startMatching } from './start-runs.ts';
import { type Walk, walkRuns } from './walk-runs.ts';

const RUNS_PER_ROUND = 200;

/** All playbooks of a workspace, or of all: whoever has arrived ends, the others are taken on, and new ones begin. */
export async function tendPlaybooks(config: Config, workspaceId: string | null): Promise<void> {
  for (const playbook of await selectPlaybooksToTend())
    if (workspaceId === null || playbook.workspaceId === workspaceId)
      await tendPlaybook(config, playbook.workspaceId, playbook.id);
}

/** In rounds of a transaction each; what was done in one stays, whatever ends the next. */
async function tendPlaybook(config: Config, workspaceId: string, id: string): Promise<void> {
  let afterId: string | null = '';
  await inTurn(workspaceId, id, startMatching);
  while (afterId !== null) {
    const from: string = afterId;
    afterId = await inTurn(workspaceId, id, (actor, playbook) => tendRound(config, actor, playbook, from));
  }
}

/** With the playbook locked: two who tend it at once do nothing twice. */
async function inTurn<Result>(
  workspaceId: string,
  id: string,
  act: (actor: Actor, playbook: Playbook) => Promise<Result>,
): Promise<Result | null> {
  return inTransaction(async () => {
    await holdIds(workspaceId);
    if (!(await lockPlaybook(workspaceId, id))) return null;
    const playbook = await findPlaybook(workspaceId, id);
    return playbook && act(systemActor(workspaceId, 'playbooks'), playbook);
  });
}

/** @returns the last run of the round, or null when there is no further one. */
async function tendRound(
  config: Config,
  actor: Actor,
  playbook: Playbook,
  afterId: string,
): Promise<string | null> {
  const { workspaceId, now: at } = actor;
  const live = await selectLive(workspaceId, playbook.id, { afterId, limit: RUNS_PER_ROUND });
  if (live.length === 0) return null;
  const { dayOf } = await openDays(workspaceId);
  const definitions = await selectDefinitions(workspaceId, playbook.id, versionsOf(live));
  const ids = live.map(({ accountId }) => accountId);
  const accounts = new Map((await readAccountFacts(workspaceId, ids, at)).map((one) => [one.id, one]));
  const walks: Walk[] = [];
  for (const [version, runs] of Map.groupBy(live, (run) => run.version)) {
    const definition = definitions.get(version);
    if (!definition) throw new Error(`playbook ${playbook.id} has no version ${version}`);
    const ended = await findEnded(actor, definition, runs, accounts);
    for (const run of runs) {
      const account = accounts.get(run.accountId);
      const state = ended.get(run.id);
      if (!account) continue;
      const facts = factsOf(account);
      if (state) await endRun(actor, { run, state, note: null, facts, playbookName: playbook.name });
      else if (!run.isHeldOut) walks.push({ run, account, definition });
    }
  }
  await walkRuns(config, actor, walks, dayOf);
  return live.length === RUNS_PER_ROUND ? (live.at(-1)?.id ?? null) : null;
}

function versionsOf(live: LiveRun[]): number[] {
  return [...new Set(live.map(({ version }) => version))];
}

/** Who has arrived has, even on the last day; else whose way makes no sense any more, or whose time is over. */
async function findEnded(
  { workspaceId, now: at }: Actor,
  { success, exit }: PlaybookDefinition,
  runs: LiveRun[],
  accounts: Map<string, MatchedAccount>,
): Promise<Map<string, 'succeeded' | 'exited' | 'expired'>> {
  const accountIds = runs.map(({ accountId }) => accountId);
  const find = async (criteria: PlaybookDefinition['exit']) =>
    new Set(
      criteria ? (await matchAccounts(workspaceId, criteria, { at, accountIds })).map(({ id }) => id) : [],
    );
  const there = success.account ? await find(success.account) : new Set(accountIds);
  const leaving = await find(exit);
  const ended = new Map<string, 'succeeded' | 'exited' | 'expired'>();
  for (const { id, accountId, startFacts, endsBy } of runs) {
    const account = accounts.get(accountId);
    if (!account) continue;
    if (there.has(accountId) && hasGrown(success, startFacts, factsOf(account))) ended.set(id, 'succeeded');
    else if (leaving.has(accountId)) ended.set(id, 'exited');
    else if (endsBy <= at) ended.set(id, 'expired');
  }
  return ended;
}
