import { queryOptions } from '@tanstack/react-query';
import type { Process } from '../../../server/strategy/processes/schema.ts';
import { api } from '../../ui/api.ts';

export type { Process };
export type Step = Process['steps'][number];
export type StepSwitch = Step['switches'][number];

/** Things come and go by themselves. */
const REFRESH_MS = 30_000;

export const processesQuery = queryOptions({
  queryKey: ['/processes'],
  queryFn: () => api.get<{ data: Process[] }>('/processes'),
  refetchInterval: REFRESH_MS,
});

/** Lets the machine do it, or gives it to people, where it is set that way. */
export async function setAutomatic({ kind, id, place }: StepSwitch, isAutomatic: boolean): Promise<void> {
  switch (kind) {
    case 'assignment_rule':
      await api.patch(`/assignment-rules/${id}`, { isActive: isAutomatic });
      return;
    case 'offer':
      await api.patch(`/offers/${id}`, { approvalRule: isAutomatic ? 'auto' : 'manual' });
      return;
    case 'playbook':
      await (isAutomatic
        ? api.post(`/playbooks/${id}/activation`)
        : api.delete(`/playbooks/${id}/activation`));
      return;
    case 'playbook_step':
      await api.put(`/playbooks/${id}/step-automation`, { place, isAutomatic });
      return;
    case 'payout_schedule':
      throw new Error('the day of payouts is chosen, not switched');
  }
}
