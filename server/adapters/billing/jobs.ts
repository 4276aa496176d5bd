import { onBillingEvent } from '../../signals/index.ts';
import { settleBillingEvent } from './settle-event.ts';
import { SYSTEMS } from './systems.ts';

export function billingJobs(): void {
  onBillingEvent((workspaceId, kind, event, isFinal) =>
    settleBillingEvent(workspaceId, SYSTEMS[kind], event, isFinal),
  );
}
