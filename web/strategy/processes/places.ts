import type { Permission } from '../../../server/workspace/permissions.ts';
import type { Process, Step, StepSwitch } from './queries.ts';

interface Place {
  to: string;
  search?: Record<string, string>;
}

/** Where what stands at a step is dealt with. */
const PLACES: Partial<Record<Step['key'], Place>> = {
  arrived: { to: '/people', search: { stage: 'lead' } },
  duplicates: { to: '/duplicates' },
  owners: { to: '/ownership' },
  handedOff: { to: '/hand-offs', search: { tab: 'all' } },
  taken: { to: '/hand-offs', search: { tab: 'all', state: 'waiting' } },
  returned: { to: '/hand-offs', search: { tab: 'all', state: 'returned' } },
  invited: { to: '/affiliate-invitations' },
  decided: { to: '/affiliates', search: { status: 'pending' } },
  booked: { to: '/commissions' },
  examined: { to: '/fraud' },
  approved: { to: '/commissions', search: { state: 'awaiting_approval' } },
  payoutPrepared: { to: '/payouts' },
  payoutApproved: { to: '/payouts' },
  payoutPaid: { to: '/payouts' },
};

export function placeOf(process: Pick<Process, 'id'>, step: Pick<Step, 'key'>): Place {
  return PLACES[step.key] ?? { to: `/playbooks/${process.id}` };
}

/** What one must be allowed to set it. */
export const PERMISSION_OF: Record<StepSwitch['kind'], Permission> = {
  assignment_rule: 'workspace.write',
  offer: 'offers.write',
  payout_schedule: 'payouts.create',
  playbook: 'playbooks.write',
  playbook_step: 'playbooks.write',
};
