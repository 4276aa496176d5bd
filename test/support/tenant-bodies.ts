import { ownRefund } from './billing/own.ts';

const later = '2099-01-01T00:00:00Z';
export const COST = { kind: 'tools', name: 'X', amountMinor: 1, currency: 'USD', firstMonth: '2026-01' };

/** Caps of somebody else's affiliate, in one's own offer and in theirs. */
export function capsOf(offer: string, theirs: { offer: string; affiliate: string }): object[] {
  return [offer, theirs.offer].map((offerId) => {
    return { offerId, affiliateId: theirs.affiliate, perDay: 1, perMonth: 1 };
  });
}

export const CONTEST = {
  ...{ name: 'X', fromDay: '2026-01-01', toDay: '2026-01-31', measure: 'sales', currency: 'USD' },
  prizesMinor: [100],
};
export const REWARD = { what: { kind: 'points', points: 5, name: 'stars' }, reason: 'X' };
export const REDEMPTION = { name: 'stars', points: 1, purpose: 'X' };
export const SURVEY = { kind: 'nps', name: 'X', texts: { en: { question: 'X' } } };
export const TERMS = { kind: 'percent', rateBasisPoints: 1_000, recurrence: 'lifetime' };
export const REGISTRATION = { company: 'X', personName: 'X', email: 'x@deal.example', hasConsent: true };
const PIPELINE = { name: 'X', isDefault: true, stages: [{ name: 'X', probability: 1 }] };
export const PLAYBOOK = {
  ...{ name: 'X', purpose: 'other' },
  definition: {
    ...{ entry: null, success: { isRenewed: true }, maxDays: 10 },
    steps: [{ kind: 'task', title: 'X', offsetDays: 0 }],
  },
};
export const QUOTE = {
  ...{ title: 'X', currency: 'USD', validUntil: '2099-01-01', recipientName: 'X' },
  lines: [{ name: 'X', priceMinor: 1 }],
};
/** A body that would be taken if the record were the caller's own, where the address names the record. */
export const BODIES: Record<string, object> = {
  'PATCH /members/{id}': { role: 'owner' },
  'PATCH /roles/{key}': { name: 'Taken' },
  'PATCH /teams/{id}': { name: 'Taken' },
  'PATCH /accounts/{id}': { name: 'Taken' },
  'PUT /accounts/{id}/shares': { userId: 'usr_taken' },
  'POST /accounts/{id}/notes': { body: 'Taken' },
  'PATCH /people/{id}': { name: 'Taken' },
  'POST /people/{id}/erasure': { confirmation: 'Taken' },
  'PUT /people/{id}/hold': { reason: 'Taken' },
  'POST /people/{id}/consents': { purpose: 'news', isGranted: true },
  'POST /people/{id}/notes': { body: 'Taken' },
  'POST /people/{id}/contact-points': { kind: 'phone', value: '02 000 0000' },
  'PUT /people/{id}/contact-points/{pointId}': { kind: 'email', value: 'taken@x.example' },
  'PUT /accounts/{id}/stakeholders/{personId}': { role: 'blocker' },
  'PATCH /tasks/{id}': { title: 'Taken' },
  'PUT /task-templates/{id}': { name: 'Taken', steps: [{ title: 'X', offsetDays: 0 }] },
  'POST /task-templates/{id}/applications': { accountId: 'acc_taken', startOn: '2026-01-01' },
  'PATCH /products/{id}': { name: 'Taken' },
  'PATCH /price-lists/{id}': { name: 'Taken' },
  'POST /opportunities/{id}/dismissal': { reason: 'X' },
  'PUT /quotes/{id}': QUOTE,
  'PATCH /files/{id}': { name: 'X' },
  'PUT /playbooks/{id}': PLAYBOOK,
  'PUT /playbooks/{id}/step-automation': { place: 0, isAutomatic: true },
  'POST /playbooks/{id}/runs': { accountId: 'acc_taken' },
  'POST /playbook-runs/{id}/stop': { note: 'Taken' },
  'POST /hand-offs/{id}/return': { reason: 'other' },
  'PATCH /assignment-rules/{id}': { name: 'Taken' },
  'PATCH /fields/{id}': { name: 'Taken' },
  'PATCH /tags/{id}': { name: 'Taken' },
  'PUT /tags/{id}/merge': { intoId: 'tag_taken' },
  'PATCH /saved-views/{id}': { name: 'Taken' },
  'PUT /imports/{id}/template': { templateId: 'imt_taken' },
  'PATCH /import-templates/{id}': { name: 'Taken' },
  'PATCH /imports/{id}': { files: [{ id: 'file', isRemoved: true }] },
  'PATCH /surveys/{id}': { name: 'Taken' },
  'POST /surveys/{id}/responses': { score: 1, email: 'taken@x.example' },
  'PATCH /help-desks/{id}': { name: 'Taken', secret: 'taken-secret' },
  'PATCH /billing-connections/{id}': { name: 'Taken', secret: 'whsec_taken' },
  'POST /billing-connections/{id}/events': ownRefund('taken', 'taken'),
  'POST /billing-connections/{id}/backfill': { apiKey: 'rk_test_taken' },
  'PATCH /affiliates/{id}': { name: 'Taken' },
  'PATCH /affiliate-groups/{id}': { name: 'Taken' },
  'PUT /affiliate-groups/{id}/payout-terms': { schedule: { dayOfMonth: 1 }, minimums: [] },
  'PATCH /offers/{id}': { name: 'Taken' },
  'PUT /accounts/{id}/health/override': { score: 1, reason: 'Taken', expiresAt: later },
  'PUT /accounts/{id}/health/pulse': { value: 1, expiresAt: later },
  'PATCH /links/{id}': { status: 'archived' },
  'PATCH /coupons/{id}': { expiresAt: later },
  'POST /sales/{id}/credit': { affiliateId: 'aff_taken', offerId: 'off_taken', reason: 'Taken' },
  'POST /deal-registrations/{id}/decision': { decision: 'accept' },
  'PATCH /deals/{id}': { name: 'Taken' },
  'PATCH /activities/{id}': { body: 'Taken' },
  'PUT /deals/{id}/lines': { data: [] },
  'PUT /pipelines/{id}': PIPELINE,
  'POST /sales/{id}/refunds': { refundExternalId: 'taken' },
  'PATCH /plans/{id}': { name: 'Taken' },
  'POST /contests/{id}/cancellation': { reason: 'Taken' },
  'POST /rewards/{id}/cancellation': { reason: 'Taken' },
  'POST /credit-requests/{id}/answer': { outcome: 'refused', answer: 'Taken' },
  'POST /payouts/{id}/lines/{lineId}/failure': { reason: 'Taken' },
  'POST /payouts/{id}/results/preview': { content: 'reference,status\nX,paid\n' },
  'POST /payouts/{id}/results': { content: 'reference,status\nX,paid\n' },
  'POST /recoveries/{id}/repayments': { amountMinor: 1, receivedOn: '2026-01-01', reference: 'Taken' },
  'POST /recoveries/{id}/write-off': { reason: 'Taken' },
  'POST /recoveries/{id}/cancellation': { reason: 'Taken' },
  'PATCH /webhooks/{id}': { url: 'https://taken.example' },
  'PATCH /postbacks/{id}': { url: 'https://taken.example' },
  'POST /postbacks/{id}/replays': { since: later },
  'POST /webhooks/{id}/replays': { since: later },
  'PATCH /materials/{id}': { title: 'Taken' },
  'PUT /affiliates/{id}/tax': { kind: 'person', legalName: 'Taken', address: 'Taken', country: 'DE' },
  'PUT /affiliates/{id}/tax-treatment': { kind: 'none' },
  'POST /invoices/{id}/correction': { reason: 'Taken' },
  'POST /fraud-cases/{id}/decision': { decision: 'approved' },
};

type Grouped = Record<'affiliate' | 'group' | 'person' | 'account', string>;

/** Affiliates, and their groups, that name another company's record. */
export function affiliateReferences(own: Grouped, theirs: Grouped): Record<string, object[]> {
  return {
    'POST /affiliates': [
      { name: 'X', email: 'x1@x.example', personId: theirs.person },
      { name: 'X', email: 'x2@x.example', accountId: theirs.account },
      { name: 'X', email: 'x3@x.example', groupId: theirs.group },
    ],
    'PATCH /affiliates/{id}': [
      ...[{ personId: theirs.person }, { accountId: theirs.account }, { groupId: theirs.group }],
      { recruiterId: theirs.affiliate },
    ],
    'POST /affiliates/groups': [
      { ids: [own.affiliate], groupId: theirs.group },
      { ids: [theirs.affiliate], groupId: own.group },
      { changes: [{ id: theirs.affiliate, groupId: own.group }] },
    ],
  };
}

type Named = Record<'affiliate' | 'offer' | 'account', string>;

/** Registrations that name another company's record. */
export function registrationReferences(own: Named, theirs: Named): Record<string, object[]> {
  return {
    'POST /deal-registrations': [
      { ...REGISTRATION, affiliateId: theirs.affiliate, offerId: own.offer },
      { ...REGISTRATION, affiliateId: own.affiliate, offerId: theirs.offer },
    ],
    'POST /portal/deal-registrations': [{ ...REGISTRATION, offerId: theirs.offer }],
    'POST /deal-registrations/{id}/decision': [{ decision: 'accept', accountId: theirs.account }],
  };
}

type InDeals = Record<
  'activity' | 'deal' | 'account' | 'person' | 'user' | 'pipeline' | 'stage' | 'lossReason',
  string
>;

/** Deals, pipelines, activities and tickets that name another company's record. */
export function dealReferences(own: InDeals, theirs: InDeals): Record<string, object[]> {
  return {
    'POST /deals': [
      ...[{ accountId: theirs.account }, { ownerId: theirs.user }, { pipelineId: theirs.pipeline }],
      ...[{ stageId: theirs.stage }, { people: [{ personId: theirs.person }] }],
    ].map((named) => ({ name: 'X', ...named })),
    'POST /activities': [
      ...[{ accountId: theirs.account }, { personId: theirs.person }],
      { accountId: own.account, personIds: [theirs.person] },
    ].map((named) => ({ kind: 'note', body: 'X', ...named })),
    'POST /tickets': [{ accountId: theirs.account }, { accountId: own.account, personId: theirs.person }].map(
      (named) => ({ externalId: 'x', openedAt: later, ...named }),
    ),
    'PATCH /activities/{id}': [{ personIds: [theirs.person] }],
    'PATCH /deals/{id}': [{ accountId: theirs.account }, { ownerId: theirs.user }],
    'POST /deals/{id}/stage': [{ stageId: theirs.stage }],
    'POST /deals/{id}/loss': [{ reasonId: theirs.lossReason }],
    'POST /deals/bulk': [
      { field: 'stageId', ids: [own.deal], value: theirs.stage },
      { field: 'ownerId', ids: [own.deal], value: theirs.user },
      { field: 'isDeleted', ids: [theirs.deal], value: true },
    ],
    'PUT /pipelines/{id}': [
      { ...PIPELINE, stages: [{ id: theirs.stage, name: 'X', probability: 1 }] },
      { ...PIPELINE, moves: [{ stageId: own.stage, toStageId: theirs.stage }] },
    ],
    'PUT /deal-loss-reasons': [{ data: [{ id: theirs.lossReason, name: 'X' }] }],
  };
}

type Membered = Record<'user' | 'role' | 'team', string>;

/** Teams and invitations that name another company's members and roles. */
export function memberReferences(own: Membered, theirs: Membered): Record<string, object[]> {
  return {
    'POST /teams': [
      { name: 'X', userIds: [theirs.user] },
      { name: 'Y', userIds: [own.user], leadId: theirs.user },
    ],
    'PATCH /teams/{id}': [{ userIds: [theirs.user] }, { leadId: theirs.user }],
    'POST /member-invitations': [{ email: 'x@x.example', role: theirs.role }],
    'PATCH /members/{id}': [{ role: theirs.role }],
    'PUT /accounts/{id}/shares': [{ userId: theirs.user }, { teamId: theirs.team }],
  };
}
