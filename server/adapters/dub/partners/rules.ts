import type { Affiliate } from '../../../affiliates/index.ts';
import { BAN_REASONS, type BanReason, type WireStatus } from './schema.ts';

/** A suspension with one of the SDK's reasons is a ban, any other a deactivation. */
export function wireStatus({ status, statusReason }: Pick<Affiliate, 'status' | 'statusReason'>): WireStatus {
  if (status === 'active') return 'approved';
  if (status !== 'suspended') return status;
  return banReason(statusReason) ? 'banned' : 'deactivated';
}

export function banReason(statusReason: string | null): BanReason | null {
  return BAN_REASONS.find((reason) => reason === statusReason) ?? null;
}

export interface PartnerSums {
  clicks: number;
  leads: number;
  /** Customers who have bought. */
  conversions: number;
  sales: number;
  saleAmountMinor: number;
  commissionMinor: number;
}

export const NO_SUMS: PartnerSums = {
  clicks: 0,
  leads: 0,
  conversions: 0,
  sales: 0,
  saleAmountMinor: 0,
  commissionMinor: 0,
};

/** Null where there is nothing to divide by. */
export function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
