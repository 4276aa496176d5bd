import { z } from 'zod';
import { Affiliate, AffiliateChange } from './affiliate.ts';
import { Offer } from './offer.ts';

/** An affiliate's own view of themselves and of what they may promote. */
export const PortalProfile = z.object({
  ...Affiliate.pick({ id: true, name: true, email: true, status: true, website: true, payoutEmail: true })
    .shape,
  company: z.object({ name: z.string(), currency: z.string(), timeZone: z.string(), locale: z.string() }),
  offers: z.array(
    Offer.pick({
      id: true,
      name: true,
      description: true,
      destinationUrl: true,
      allowedHosts: true,
      windowDays: true,
      couponFirst: true,
      terms: true,
    }).extend({
      acceptedTermsVersion: z.number().int().nullable(),
      friendGets: z.string().nullable().describe('What whoever comes through the affiliate gets, in words'),
    }),
  ),
});
export type PortalProfile = z.infer<typeof PortalProfile>;

export const PortalProfileChange = z
  .object({
    name: AffiliateChange.shape.name,
    website: AffiliateChange.shape.website,
  })
  .partial();
export type PortalProfileChange = z.infer<typeof PortalProfileChange>;

export const TermsAcceptance = z.object({ offerId: z.string(), version: z.number().int().min(1) });
export type TermsAcceptance = z.infer<typeof TermsAcceptance>;
