import type { CustomerRow } from '../store/conversions.ts';
import type { Conversion } from './record-conversions.ts';

/** What is known of a customer once an event has told of them. */
export function nextCustomer(before: CustomerRow, { kind, at, customer }: Conversion): CustomerRow {
  return {
    ...before,
    name: customer.name ?? before.name,
    email: customer.email ?? before.email,
    avatar_url: customer.avatarUrl ?? before.avatar_url,
    account_external_id: customer.accountExternalId ?? before.account_external_id,
    first_lead_at: kind === 'lead' ? earlier(before.first_lead_at, at) : before.first_lead_at,
    first_sale_at: kind === 'sale' ? earlier(before.first_sale_at, at) : before.first_sale_at,
    last_event_at:
      before.last_event_at && new Date(before.last_event_at) > at ? before.last_event_at : at.toISOString(),
  };
}

function earlier(known: string | null, at: Date): string {
  return known && new Date(known) < at ? known : at.toISOString();
}

/** An address or company may say only now that the customer was registered. */
export function isNewlyKnownBy(before: CustomerRow, told: Conversion): boolean {
  const after = nextCustomer(before, told);
  return after.email !== before.email || after.account_external_id !== before.account_external_id;
}
