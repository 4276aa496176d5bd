import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { RegistrationTouch } from '../rules.ts';
import type { Registration, RegistrationStatus } from '../schema/registration.ts';

const MAX_FOUND = 20;

/** A registration that was accepted, with what its customers are known by. */
export interface ProtectedRegistration {
  email: string;
  domain: string | null;
  accountExternalId: string | null;
  touch: RegistrationTouch;
}

/** Accepted ones, also those that are over: they count for what was before. */
export async function selectProtectedRegistrations(
  workspaceId: string,
  keys: { emails: string[]; domains: string[]; accounts: string[] },
): Promise<ProtectedRegistration[]> {
  const { rows } = await sql<{
    id: string;
    email: string;
    domain: string | null;
    accountExternalId: string | null;
    affiliateId: string;
    offerId: string;
    isFirst: boolean;
    createdAt: Date;
    until: Date;
  }>`select id, email, domain, account_external_id, affiliate_id, offer_id, is_first, created_at,
      least(released_at, expires_at) as until
    from tracking.deal_registrations where workspace_id = ${workspaceId} and accepted_at is not null and (
      email = any(${keys.emails}::text[]) or domain = any(${keys.domains}::text[])
      or account_external_id = any(${keys.accounts}::text[]))
    order by id`.execute(db());
  return rows.map(({ email, domain, accountExternalId, ...registration }) => ({
    ...{ email, domain, accountExternalId },
    touch: {
      ...{
        kind: 'registration',
        registrationId: registration.id,
        at: registration.createdAt,
        until: registration.until,
      },
      ...{
        affiliateId: registration.affiliateId,
        offerId: registration.offerId,
        isFirst: registration.isFirst,
      },
    },
  }));
}

type Keys = Pick<Registration, 'email' | 'domain'> & { accountExternalId: string | null };

/** The referred customers that a registration speaks of. */
export async function listCustomersOfRegistration(
  workspaceId: string,
  { email, domain, accountExternalId }: Keys,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from tracking.referred_customers where workspace_id = ${workspaceId} and (
      lower(email) = ${email} or split_part(lower(email), '@', 2) = ${domain}
      or external_id = ${accountExternalId} and account_external_id is null
      or account_external_id = ${accountExternalId})
    order by id`.execute(db());
  return rows.map(({ id }) => id);
}

/** The registrations that a customer falls under and that a sale may win, or has won. */
export async function listRegistrationsOfCustomer(
  workspaceId: string,
  customerId: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select registration.id from tracking.deal_registrations registration join tracking.referred_customers customer
      on customer.workspace_id = registration.workspace_id and (lower(customer.email) = registration.email
        or split_part(lower(customer.email), '@', 2) = registration.domain
        or coalesce(customer.account_external_id, customer.external_id) = registration.account_external_id)
    where registration.workspace_id = ${workspaceId} and customer.id = ${customerId} and registration.accepted_at is not null
    order by registration.id`.execute(db());
  return rows.map(({ id }) => id);
}

/** The account that was made or found for a customer's registration. */
export async function findRegistrationAccount(
  workspaceId: string,
  customerId: string,
): Promise<string | null> {
  const { rows } = await sql<{ accountId: string }>`
    select registration.account_id from tracking.deal_registrations registration join tracking.referred_customers customer
      on customer.workspace_id = registration.workspace_id and (lower(customer.email) = registration.email
        or split_part(lower(customer.email), '@', 2) = registration.domain)
    where registration.workspace_id = ${workspaceId} and customer.id = ${customerId} and registration.accepted_at is not null
      and registration.account_id is not null
    order by lower(customer.email) = registration.email desc, registration.id limit 1`.execute(db());
  return rows[0]?.accountId ?? null;
}

/** The first sale of these customers that the affiliate has the credit for, while the registration held. */
export async function findWinningSale(
  workspaceId: string,
  customerIds: string[],
  { affiliateId, createdAt, until }: { affiliateId: string; createdAt: Date; until: Date },
): Promise<{ id: string; at: Date } | null> {
  const { rows } = await sql<{ id: string; at: Date }>`
    select id, occurred_at as at from tracking.sale_events
    where workspace_id = ${workspaceId} and customer_id = any(${customerIds}::text[])
      and affiliate_id = ${affiliateId} and occurred_at >= ${createdAt} and occurred_at < ${until}
      -- A win of the pipeline that was taken back is none.
      and not (starts_with(external_id, 'deal:') and refunded_minor >= amount_minor)
    order by occurred_at, id limit 1`.execute(db());
  return rows[0] ?? null;
}

/** External ids that begin so, of sales that are not given back. */
export async function listStandingSales(workspaceId: string, prefix: string): Promise<string[]> {
  const { rows } = await sql<{ externalId: string }>`
    select external_id from tracking.sale_events where workspace_id = ${workspaceId}
      and external_id >= ${prefix} and external_id < ${`${prefix}~`} and starts_with(external_id, ${prefix})
      and refunded_minor < amount_minor order by external_id`.execute(db());
  return rows.map(({ externalId }) => externalId);
}

interface SimilarRegistration {
  id: string;
  company: string;
  affiliateId: string;
  status: RegistrationStatus;
  createdAt: Date;
  isSameEmail: boolean;
  isSameDomain: boolean;
  isSameName: boolean;
}

/** Other registrations of the same person or company. */
export async function listSimilarRegistrations(
  workspaceId: string,
  { id, email, domain, companyKey }: { id: string; email: string; domain: string | null; companyKey: string },
): Promise<SimilarRegistration[]> {
  const { rows } = await sql<SimilarRegistration>`
    select id, company, affiliate_id, status, created_at, email = ${email} as is_same_email,
      coalesce(domain = ${domain}, false) as is_same_domain, company_key = ${companyKey} as is_same_name
    from tracking.deal_registrations where workspace_id = ${workspaceId} and id <> ${id}
      and (email = ${email} or domain = ${domain} or company_key = ${companyKey})
    order by accepted_at is null, id limit ${MAX_FOUND}`.execute(db());
  return rows;
}

interface KnownCustomer {
  id: string;
  name: string;
  affiliateId: string | null;
  firstSaleAt: Date | null;
  isSameEmail: boolean;
}

/** Referred customers with the address, or with one of the company’s. */
export async function listKnownCustomers(
  workspaceId: string,
  { email, domain }: Pick<Registration, 'email' | 'domain'>,
): Promise<KnownCustomer[]> {
  const { rows } = await sql<KnownCustomer>`
    select id, coalesce(name, email, external_id) as name, affiliate_id, first_sale_at,
      lower(email) = ${email} as is_same_email
    from tracking.referred_customers where workspace_id = ${workspaceId}
      and (lower(email) = ${email} or split_part(lower(email), '@', 2) = ${domain})
    order by first_sale_at, id limit ${MAX_FOUND}`.execute(db());
  return rows;
}
