import { now } from '../../core/clock.ts';
import { subscribe } from '../../core/events.ts';
import { tellConsents } from '../consent/record-consent.ts';
import { blockErasure } from './erasure.ts';
import { findHold } from './store/erasures.ts';
import { findSuppressed } from './suppress.ts';

const EVIDENCE = 'The address of somebody who was erased';

/** Whoever comes again with the address of somebody who was erased has refused mail, where everybody sees it. */
export function privacyJobs(): void {
  blockErasure('hold', async (workspaceId, keys) =>
    (await findHold(workspaceId, [...(keys.get('person') ?? [])])) ? 'hold' : null,
  );
  subscribe<{ personIds: string[] }>('people.created', 'customers.refuse-for-erased', (event) =>
    refuseForErased(event.workspaceId, event.payload.personIds),
  );
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
