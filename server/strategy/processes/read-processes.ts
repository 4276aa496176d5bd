import { listOffers, readApprovalWaits } from '../../affiliates/index.ts';
import { readCommissionWaits } from '../../commissions/index.ts';
import { type Actor, authorize, isAllowed } from '../../core/actor.ts';
import type { Wait } from '../../core/waits.ts';
import { listAssignmentRules, readLeadWaits } from '../../customers/index.ts';
import { readCaseWaits } from '../../fraud/index.ts';
import { readPayoutWaits, viewPayoutSchedule } from '../../payouts/index.ts';
import { readPlaybookProcesses } from './playbook-processes.ts';
import { doerOf } from './rules.ts';
import type { Process, ProcessStep, ProcessSwitch } from './schema.ts';

const NOBODYS = { id: null, name: null };

/** What goes on by steps, with how much waits at each and for how long; as far as the reader may see the records. */
export async function readProcesses(actor: Actor): Promise<Process[]> {
  authorize(actor, 'reports.read');
  const parts = await Promise.all([
    isAllowed(actor, 'accounts.read') ? readLeads(actor) : [],
    isAllowed(actor, 'affiliates.read') ? [await readApproval(actor)] : [],
    isAllowed(actor, 'commissions.read') ? [await readCommissions(actor)] : [],
    isAllowed(actor, 'payouts.read') ? [await readPayouts(actor)] : [],
    isAllowed(actor, 'playbooks.read') ? readPlaybookProcesses(actor) : [],
  ]);
  return parts.flat();
}

export const stepOf = (
  key: ProcessStep['key'],
  wait: Wait,
  always: 'machine' | 'person',
  switches: ProcessSwitch[] = [],
): ProcessStep => ({ key, title: null, doer: doerOf(switches, always), wait, switches });

async function readLeads(actor: Actor): Promise<Process[]> {
  const waits = await readLeadWaits(actor.workspaceId, actor.now);
  const rules = (
    await Promise.all((['account', 'person'] as const).map((object) => listAssignmentRules(actor, object)))
  ).flat();
  const switches = rules.map(({ id, name, isActive }) => ({
    ...{ kind: 'assignment_rule' as const, id, place: null, name, isAutomatic: isActive },
  }));
  return [
    {
      ...{ key: 'intake', ...NOBODYS },
      steps: [
        stepOf('arrived', waits.arrived, 'machine'),
        stepOf('duplicates', waits.duplicates, 'person'),
        stepOf('owners', waits.owners, 'person', switches),
      ],
    },
    {
      ...{ key: 'handOff', ...NOBODYS },
      steps: [
        stepOf('handedOff', waits.handedOff, 'person'),
        stepOf('taken', waits.taken, 'person'),
        stepOf('returned', waits.returned, 'person'),
      ],
    },
  ];
}

async function readApproval({ workspaceId, now }: Actor): Promise<Process> {
  const waits = await readApprovalWaits(workspaceId, now);
  const offers = (await listOffers(workspaceId)).filter(({ status }) => status === 'active');
  const switches = offers.map(({ id, name, approvalRule }) => ({
    ...{ kind: 'offer' as const, id, place: null, name, isAutomatic: approvalRule === 'auto' },
  }));
  return {
    ...{ key: 'approval', ...NOBODYS },
    steps: [stepOf('invited', waits.invited, 'person'), stepOf('decided', waits.decided, 'person', switches)],
  };
}

async function readCommissions(actor: Actor): Promise<Process> {
  const { workspaceId, now } = actor;
  const waits = await readCommissionWaits(workspaceId, now);
  const cases = isAllowed(actor, 'fraud.read') ? await readCaseWaits(workspaceId, now) : null;
  return {
    ...{ key: 'commission', ...NOBODYS },
    steps: [
      stepOf('booked', waits.booked, 'machine'),
      ...(cases ? [stepOf('examined', cases.examined, 'person')] : []),
      stepOf('approved', waits.approved, 'person'),
    ],
  };
}

async function readPayouts(actor: Actor): Promise<Process> {
  const waits = await readPayoutWaits(actor.workspaceId, actor.now);
  const { dayOfMonth } = await viewPayoutSchedule(actor);
  const schedule = { kind: 'payout_schedule' as const, id: null, place: null, name: null };
  return {
    ...{ key: 'payout', ...NOBODYS },
    steps: [
      stepOf('payoutPrepared', waits.prepared, 'person', [{ ...schedule, isAutomatic: dayOfMonth !== null }]),
      stepOf('payoutApproved', waits.approved, 'person'),
      stepOf('payoutPaid', waits.paid, 'person'),
    ],
  };
}
