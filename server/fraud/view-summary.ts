import { type Actor, authorize } from '../core/actor.ts';
import { wilsonInterval } from '../signals/index.ts';
import { RULE_CODES } from './rules/settings.ts';
import type { FraudSummary, RulePrecision } from './schema.ts';
import { countCases } from './store/cases.ts';
import { findExamination, sumRepeatedSales } from './store/examinations.ts';
import { countByRule, type RuleRecord } from './store/findings.ts';
import { findSettings } from './store/settings.ts';

const REPEATS_DAYS = 30;
const DAY_MS = 86_400_000;

/** What waits, how far people agreed with each rule, and how far the latest examination is. */
export async function viewSummary(actor: Actor): Promise<FraudSummary> {
  authorize(actor, 'fraud.read');
  const { workspaceId } = actor;
  const counts = await countCases(workspaceId);
  const { settings } = await findSettings(workspaceId);
  const records = new Map((await countByRule(workspaceId)).map((record) => [record.rule, record]));
  const since = new Date(actor.now.getTime() - REPEATS_DAYS * DAY_MS).toISOString().slice(0, 10);
  return {
    open: counts.get('open') ?? 0,
    watching: counts.get('watching') ?? 0,
    approved: counts.get('approved') ?? 0,
    rejected: counts.get('rejected') ?? 0,
    rules: RULE_CODES.map((rule) => ({
      ...{ rule, isOn: settings.rules[rule].isOn },
      ...precisionOf(records.get(rule)),
    })),
    repeatedSales: await sumRepeatedSales(workspaceId, since),
    examination: await findExamination(workspaceId),
  };
}

function precisionOf(record: RuleRecord | undefined): Omit<RulePrecision, 'rule' | 'isOn'> {
  const { cases = 0, approved = 0, rejected = 0 } = record ?? {};
  const decided = approved + rejected;
  const interval = wilsonInterval(rejected, decided);
  const share = decided > 0 ? rejected / decided : null;
  return { cases, decided, rejected, share, low: interval?.low ?? null, high: interval?.high ?? null };
}
