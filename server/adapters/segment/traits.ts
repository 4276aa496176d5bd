import { attributesOf, countOf, dateOf, emailOf, idOf, type Json, objectOf, textOf } from '../fields.ts';

const PERSON_TRAITS = new Set(
  'id email name firstName lastName first_name last_name phone title company address avatar'.split(' '),
);
const ACCOUNT_TRAITS = new Set(
  'id name domain website email phone industry employees plan seats address createdAt created_at onboardedAt onboarded_at avatar'.split(
    ' ',
  ),
);

/** The reserved traits of a user; the rest become attributes. */
export function personOf(traits: Json) {
  const first = textOf(traits.firstName) ?? textOf(traits.first_name);
  const last = textOf(traits.lastName) ?? textOf(traits.last_name);
  const names = [first, last].filter((part) => part !== undefined).join(' ');
  return {
    email: emailOf(traits.email),
    name: textOf(traits.name) ?? (names || undefined),
    phone: textOf(traits.phone),
    title: textOf(traits.title),
    country: textOf(objectOf(traits.address).country),
    attributes: attributesOf(traits, PERSON_TRAITS),
  };
}

/** The reserved traits of a group; the rest become attributes. */
export function accountOf(externalId: string, traits: Json) {
  return {
    externalId,
    name: textOf(traits.name),
    domain: textOf(traits.domain) ?? textOf(traits.website),
    industry: textOf(traits.industry),
    country: textOf(objectOf(traits.address).country) ?? textOf(traits.country),
    planTier: textOf(traits.plan),
    seats: countOf(traits.seats),
    signedUpAt: dateOf(traits.createdAt ?? traits.created_at),
    onboardedAt: dateOf(traits.onboardedAt ?? traits.onboarded_at),
    attributes: attributesOf(traits, ACCOUNT_TRAITS),
  };
}

/** The account that a user's traits or the context name; only an id identifies it. */
export function companyOf(traits: Json, context: Json) {
  const company = objectOf(traits.company);
  const externalId = idOf(company.id) ?? idOf(context.groupId);
  return externalId === undefined ? undefined : accountOf(externalId, company);
}
