import type { Told } from '../webhooks/describe-events.ts';

/** When an affiliate's tracker is called. */
export const TRIGGERS = ['lead', 'sale', 'approved', 'reversed'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/**
 * For what an event calls trackers. A commission counts as approved when a person says so, or at once where its plan
 * asks nobody.
 */
export function triggerOf(type: string, payload: Told): Trigger | null {
  if (type === 'lead.recorded') return 'lead';
  if (type === 'sale.recorded') return 'sale';
  if (type === 'commission.created') return payload.needsApproval ? null : 'approved';
  if (type === 'commission.decided') return payload.decision === 'approved' ? 'approved' : null;
  return type === 'commission.reversed' ? 'reversed' : null;
}
