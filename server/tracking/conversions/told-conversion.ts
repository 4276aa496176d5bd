import type { NewLead, NewSale } from '../schema/conversion.ts';
import type { Conversion } from './record-conversions.ts';

type Told = ReturnType<typeof NewLead.parse> | ReturnType<typeof NewSale.parse>;

/** What a lead and a sale tell alike. Empty texts of senders that fill every field are none. */
export function commonOf(
  input: Told,
  receivedAt: Date,
): Pick<Conversion, 'at' | 'receivedAt' | 'clickId' | 'couponCode' | 'customer'> {
  return {
    at: input.occurredAt ?? receivedAt,
    receivedAt,
    clickId: input.clickId || null,
    couponCode: input.couponCode?.toUpperCase() || null,
    customer: {
      externalId: input.customerExternalId,
      name: input.customerName,
      email: input.customerEmail,
      avatarUrl: input.customerAvatar,
      accountExternalId: input.accountExternalId,
    },
  };
}
