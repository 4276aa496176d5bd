import { addDays } from 'date-fns/addDays';
import { subDays } from 'date-fns/subDays';
import type { Actor } from '../../core/actor.ts';
import { listMailsTo } from '../../core/mail-outbox.ts';
import { notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { findRefusing } from '../consent/find-refusing.ts';
import { suggestNext } from './rules.ts';
import type { Dossier } from './schema.ts';
import {
  type DossierOf,
  type DossierPerson,
  type Reaction,
  selectActs,
  selectOrigin,
  selectParts,
  selectPlans,
  selectReactions,
} from './store/dossier.ts';

const MAX_MAILS = 100;
const REACTION_DAYS = 7;
/** What people do by themselves; the rest of the timeline is what was done to them. */
const OWN_ACTS = [
  'lead',
  'sale',
  'survey_answer',
  'ticket',
  'consent',
  'deal_registration',
  'referral',
] as const;

/** Everything that was sent to a lead and done by it, and what is most worth doing next. */
export async function readDossier(actor: Actor, of: DossierOf): Promise<Dossier> {
  const { workspaceId, now } = actor;
  const origin = await selectOrigin(workspaceId, of);
  if (!origin) throw notFound('hand-off');
  const parts = await selectParts(workspaceId, of);
  const personIds = parts.map(({ personId }) => personId);
  const about = { purpose: 'news', channel: 'email' } as const;
  const refusing = await findRefusing(workspaceId, about, personIds);
  const acts = await selectActs(workspaceId, of);
  const plans = await selectPlans(workspaceId, of, now);
  const lastOf = (kinds: readonly string[] | null) =>
    acts.find(({ kind }) => kinds === null || kinds.includes(kind))?.lastAt ?? null;
  const reachable = parts.filter(({ email }) => email !== null);
  const suggestion = suggestNext(
    {
      ...plans,
      hasAddress: reachable.length > 0,
      hasPhone: parts.some(({ phone }) => phone !== null),
      hasRefusedMail: reachable.length > 0 && reachable.every(({ personId }) => refusing.has(personId)),
      hasDecisionMaker: parts.some(({ role }) => role === 'decision_maker'),
      ...{ lastActAt: lastOf(OWN_ACTS), lastTouchAt: lastOf(null) },
    },
    now,
  );
  return {
    ...{ origin, acts, suggestion, mails: await readMails(actor, parts) },
    people: parts.map(({ phone: _phone, ...part }) => ({ ...part, isRefusing: refusing.has(part.personId) })),
  };
}

/** Every mail to these people, with the first thing that each did within a week of it. */
async function readMails({ workspaceId, locale }: Actor, parts: DossierPerson[]): Promise<Dossier['mails']> {
  const byAddress = new Map(
    parts.flatMap(({ email, personId }) => (email ? [[email, personId] as const] : [])),
  );
  const mails = await listMailsTo(workspaceId, [...byAddress.keys()], MAX_MAILS);
  const oldest = mails.at(-1);
  if (!oldest) return [];
  const reactions = await selectReactions(workspaceId, {
    ...{ personIds: [...byAddress.values()], kinds: OWN_ACTS, since: subDays(oldest.createdAt, 1) },
  });
  return mails.map((mail) => {
    const { id, kind, subject, recipient, state, createdAt, sentAt } = mail;
    const personId = byAddress.get(recipient.toLowerCase());
    const reaction = findReaction(reactions, personId, sentAt);
    return {
      ...{ id, kind, subject, recipient, state, createdAt, sentAt },
      reaction: reaction && { at: reaction.at, text: words(locale, reaction.code, reaction.values) },
    };
  });
}

function findReaction(
  reactions: Reaction[],
  personId: string | undefined,
  sentAt: Date | null,
): Reaction | null {
  if (!sentAt) return null;
  const until = addDays(sentAt, REACTION_DAYS);
  const own = reactions.find((one) => one.personId === personId && one.at > sentAt && one.at <= until);
  return own ?? null;
}
