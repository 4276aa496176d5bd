import {
  type Affiliate,
  type AffiliateStatus,
  admitAffiliate,
  findAffiliate,
  findAffiliateByEmail,
  findAffiliateByExternalId,
  saveAffiliate,
} from '../../affiliates/index.ts';
import type { ImportContext, RowNote, RowOutcome } from '../../customers/index.ts';
import { Email } from '../../workspace/index.ts';
import type { Takeover } from '../schema.ts';
import { findItem, insertItem } from '../store.ts';
import { codesOf } from './codes.ts';
import { keepCode, keepCoupon } from './keep-code.ts';
import { failed, note } from './outcomes.ts';
import { saveEach } from './save-each.ts';

const COUNTRY = /^[A-Z]{2}$/;
const WEB = /^https?:\/\//i;
const COUPON = /^[A-Z0-9][A-Z0-9_-]{1,63}$/;

export interface AffiliateRow {
  email: string;
  sourceId?: string;
  name?: string;
  firstName?: string;
  lastName?: string;
  status?: AffiliateStatus;
  payoutEmail?: string;
  externalId?: string;
  website?: string;
  country?: string;
  codes?: string;
  coupons?: string;
  joinedAt?: Date;
}

/**
 * Brings affiliates along. Who is an affiliate here already stays as they are and gets their codes; nobody is
 * written to.
 */
export function saveAffiliateRows(
  workspaceId: string,
  rows: AffiliateRow[],
  context: ImportContext,
): Promise<RowOutcome[]> {
  return saveEach(workspaceId, rows, context, (takeover, row) => saveRow(workspaceId, takeover, row));
}

async function saveRow(workspaceId: string, takeover: Takeover, row: AffiliateRow): Promise<RowOutcome> {
  const { data: email } = Email.safeParse(row.email);
  if (!email) return failed('noEmail', { email: row.email }, 'email');
  const key = { kind: 'affiliate', sourceId: row.sourceId ?? email } as const;
  const item = await findItem(workspaceId, takeover.platform, key);
  const known = item
    ? await findAffiliate(workspaceId, item.objectId)
    : await findAffiliateByEmail(workspaceId, email);
  const affiliate = known ?? (await makeAffiliate(workspaceId, email, row));
  if (!item) {
    await insertItem(workspaceId, takeover, { ...key, objectId: affiliate.id, isMade: known === null });
  }
  const notes = await keepCodes(workspaceId, takeover, affiliate.id, row);
  if (known === null) return { outcome: 'created', notes: [note('made'), ...notes] };
  const about = item ? note('known') : note('sameEmail', { name: known.name });
  const isUpdated = notes.some(({ code }) => code === 'takeovers:note.code');
  return { outcome: isUpdated ? 'updated' : 'unchanged', notes: [about, ...notes] };
}

async function makeAffiliate(workspaceId: string, email: string, row: AffiliateRow): Promise<Affiliate> {
  const { status = 'active', externalId, joinedAt: createdAt } = row;
  const isFree = externalId && !(await findAffiliateByExternalId(workspaceId, externalId));
  const { data: payoutEmail } = Email.safeParse(row.payoutEmail);
  const country = row.country?.toUpperCase() ?? '';
  const affiliate = await saveAffiliate(workspaceId, {
    ...{ email, name: nameOf(row), status, source: 'import', createdAt },
    ...(isFree ? { externalId } : {}),
    ...(payoutEmail ? { payoutEmail } : {}),
    ...(COUNTRY.test(country) ? { country } : {}),
    ...(row.website && WEB.test(row.website) ? { website: row.website } : {}),
  });
  return status === 'active' ? admitAffiliate(workspaceId, affiliate) : affiliate;
}

function nameOf({ name, firstName, lastName, email }: AffiliateRow): string {
  return name ?? ([firstName, lastName].filter(Boolean).join(' ') || email);
}

async function keepCodes(
  workspaceId: string,
  takeover: Takeover,
  affiliateId: string,
  row: AffiliateRow,
): Promise<RowNote[]> {
  const notes: (RowNote | null)[] = [];
  for (const code of new Set(codesOf(row.codes)))
    notes.push(await keepCode(workspaceId, takeover, affiliateId, code));
  for (const code of new Set(codesOf(row.coupons)))
    if (COUPON.test(code.toUpperCase()))
      notes.push(await keepCoupon(workspaceId, takeover, affiliateId, code));
  return notes.filter((each) => each !== null);
}
