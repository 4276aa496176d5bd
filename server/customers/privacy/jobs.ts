import { now } from '../../core/clock.ts';
import { subscribe } from '../../core/events.ts';
import { defineTask, schedule } from '../../core/jobs.ts';
import { tellConsents } from '../consent/record-consent.ts';
import { blockErasure } from './erasure.ts';
import { applyRetentionRules } from './retention/apply-rules.ts';
import { findHold } from './store/erasures.ts';
import { findSuppressed } from './suppress.ts';

const RETENTION_TASK = 'customers.apply-retention-rules';
const EVERY_NIGHT = '27 3 * * *';
const EVIDENCE = 'The address of somebody who was erased';

/** Whoever comes again with the address of somebody who was erased has refused mail, where everybody sees it. */
export function privacyJobs(): void {
  blockErasure('hold', async (workspaceId, keys) =>
    (await findHold(workspaceId, [...(keys.get('person') ?? [])])) ? 'hold' : null,
  );
  subscribe<{ personIds: string[] }>('people.created', 'customers.refuse-for-erased', (event) =>
    refuseForErased(event.workspaceId, event.payload.personIds),
  );
  defineTask(RETENTION_TASK, applyRetentionRules);
  schedule(RETENTION_TASK, EVERY_NIGHT);
}

async function refuseForErased(workspaceId: string, personIds: string[]): Promise<void> {
  const at = now();
  const refusals = (await findSuppressed(workspaceId, personIds)).map((personId) => ({
    ...{ personId, purpose: 'all' as const, channel: 'email' as const, isGranted: false, at },
    ...{ basis: 'legal_obligation' as const, source: 'staff' as const, evidence: EVIDENCE },
    ...{ externalId: `erased ${personId}`, mergeId: null },
  }));
  await tellConsents(workspaceId, refusals, { id: 'privacy', name: 'Goodword', at });
}
