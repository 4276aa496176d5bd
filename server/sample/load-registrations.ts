import { listAffiliates, listOffers } from '../affiliates/index.ts';
import { systemActor } from '../core/actor.ts';
import { decideRegistration, submitRegistrationFor } from '../tracking/index.ts';

// Told by the first affiliates in turn; the last one is a customer whom another has registered.
const REGISTERED = [
  { company: 'North Pier Logistics', personName: 'Dana Reyes', domain: 'north-pier.example', wish: 'accept' },
  { company: 'Riverside Clinic', personName: 'Owen Hart', domain: 'riverside.example', wish: 'refuse' },
  { company: 'Baan Suan Foods', personName: 'Anong Srisai', domain: 'baan-suan.example', wish: null },
  { company: 'Lumen Legal', personName: 'Eva Brandt', domain: 'lumen-legal.example', wish: 'accept' },
  { company: 'Baan Suan Foods Co', personName: 'Prasit Chai', domain: 'baan-suan.example', wish: null },
] as const;
const AFFILIATES = 3;

/** Customers whom affiliates registered before they bought; some wait for an answer. */
export async function loadRegistrations(workspaceId: string): Promise<void> {
  const actor = systemActor(workspaceId, 'sample');
  const active = (await listAffiliates(workspaceId, null)).filter(({ status }) => status === 'active');
  const [offer] = await listOffers(workspaceId);
  for (const [place, { wish, ...told }] of REGISTERED.entries()) {
    const affiliate = active[place % AFFILIATES] ?? active[0];
    if (!affiliate || !offer) return;
    const registration = await submitRegistrationFor(actor, {
      ...told,
      ...{ affiliateId: affiliate.id, offerId: offer.id, email: `office${place}@${told.domain}` },
      note: 'They asked me what I use.',
      hasConsent: true,
    });
    if (wish === 'accept')
      await decideRegistration(actor, registration.id, { decision: 'accept', message: '' });
    if (wish === 'refuse')
      await decideRegistration(actor, registration.id, {
        decision: 'refuse',
        reason: 'not_a_fit',
        message: '',
      });
  }
}
