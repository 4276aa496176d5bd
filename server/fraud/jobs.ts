import { addMilliseconds } from 'date-fns/addMilliseconds';
import { now } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import { type DomainEvent, subscribe } from '../core/events.ts';
import { addJob, defineTask, schedule } from '../core/jobs.ts';
import { defineMailTemplate } from '../core/mail-templates.ts';
import { DECISION_MAIL, REVIEW_MAIL, TELL_TASK, tellDecision, tellReview } from './cases/tell-affiliate.ts';
import { EXAMINE_TASK, examineAffiliate, examineNightly, runExamination } from './examine.ts';
import { countRepeatedSale } from './store/examinations.ts';
import { holdDataOfCases } from './store/held-data.ts';

const NIGHTLY_TASK = 'fraud.examine-nightly';
const AFFILIATE_TASK = 'fraud.examine-affiliate';
/** After the clicks of the day have moved to their place, before the payouts of the morning. */
const NIGHTLY = '37 2 * * *';
/** What arrives within this time for one affiliate is looked at together. */
const GATHERING_MS = 3_000;

interface AffiliateKey {
  workspaceId: string;
  affiliateId: string;
}

export function fraudJobs(config: Config): void {
  holdDataOfCases();
  defineMails(config);
  for (const type of ['lead.recorded', 'sale.recorded', 'sale.attributed'])
    subscribe<{ affiliateId: string | null }>(type, `fraud.examine:${type}`, queueAffiliate);
  subscribe('sale.repeated', 'fraud.count-repeated', ({ workspaceId }) =>
    countRepeatedSale(workspaceId, now().toISOString().slice(0, 10)),
  );
  subscribe<{ caseId: string }>('fraud_case.held', 'fraud.tell-review', ({ workspaceId, payload }) =>
    tellReview(workspaceId, payload.caseId, config.publicUrl),
  );
  defineTask(AFFILIATE_TASK, (payload) => {
    const { workspaceId, affiliateId } = payload as AffiliateKey;
    return examineAffiliate(workspaceId, affiliateId, now());
  });
  defineTask(TELL_TASK, (payload) => {
    const { workspaceId, decisionId } = payload as { workspaceId: string; decisionId: string };
    return tellDecision(workspaceId, decisionId, config.publicUrl);
  });
  defineTask(EXAMINE_TASK, (payload) => runExamination(payload as { workspaceId: string; id: string }));
  defineTask(NIGHTLY_TASK, examineNightly);
  schedule(NIGHTLY_TASK, NIGHTLY);
}

/** A stream of sales does not put the look at their affiliate off. */
async function queueAffiliate({
  workspaceId,
  payload: { affiliateId },
}: DomainEvent<{ affiliateId: string | null }>): Promise<void> {
  if (!affiliateId) return;
  await addJob(
    AFFILIATE_TASK,
    { workspaceId, affiliateId },
    {
      key: `${AFFILIATE_TASK}:${workspaceId}:${affiliateId}`,
      runAt: addMilliseconds(now(), GATHERING_MS),
      keepsRunAt: true,
      queue: `fraud:${workspaceId}`,
    },
  );
}

function defineMails(config: Config): void {
  const example = {
    person: { name: 'Somchai Jaidee', firstName: 'Somchai' },
    company: { name: 'Acme' },
    link: `${config.publicUrl}/portal/commissions`,
  };
  defineMailTemplate({
    kind: REVIEW_MAIL,
    catalog: 'fraud:mail.review',
    example: { ...example, review: '…' },
  });
  defineMailTemplate({
    kind: DECISION_MAIL,
    catalog: 'fraud:mail.decision',
    example: { ...example, outcome: '…', note: '…' },
  });
}
