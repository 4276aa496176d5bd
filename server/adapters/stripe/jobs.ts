import { onBillingEvent } from '../../signals/index.ts';
import { settleStripeEvent } from './settle-event.ts';

export function stripeJobs(): void {
  onBillingEvent(settleStripeEvent);
}
