import { type Actor, authorize, isAllowed } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { holdIds } from '../merges/hold-ids.ts';
import { getPerson } from '../people/read-people.ts';
import { insertTimelineEntries } from '../store/timeline.ts';
import { preferencesUrl } from './preference-link.ts';
import { statesOf } from './rules.ts';
import type { Consent, ConsentView, NewConsent } from './schema.ts';
import { type ConsentColumns, findConsent, insertConsents, type Recorder, selectConsents } from './store.ts';

/** What a person has agreed to and refused, and what holds now. @throws Problem 404 */
export async function viewConsents(actor: Actor, config: Config, personId: string): Promise<ConsentView> {
  authorize(actor, 'accounts.read');
  const { id } = await getPerson(actor, personId);
  const history = (await selectConsents(actor.workspaceId, [id])).map(toConsent);
  // Whoever has the address speaks as the person, so it is for those who may record what people say.
  const mayTell = isAllowed(actor, 'accounts.write');
  const link = mayTell ? preferencesUrl(config, { workspaceId: actor.workspaceId, personId: id }) : null;
  return { states: statesOf(history), history, preferencesUrl: link };
}

/**
 * Records what somebody agreed to or refused. An external id is taken once: told again, the first is answered.
 * @throws Problem 404; 409 when the external id is another person's; 422 for a moment that has not come yet.
 */
export async function recordConsent(actor: Actor, personId: string, wanted: NewConsent): Promise<Consent> {
  authorize(actor, 'accounts.write');
  const { workspaceId, now } = actor;
  const { at = now, externalId = null, ...said } = wanted;
  if (at > now) throw invalidField('at', 'lies in the future');
  return inTransaction(async () => {
    await holdIds(workspaceId);
    const { id } = await getPerson(actor, personId);
    const [made] = await tellConsents(
      workspaceId,
      [{ ...said, at, externalId, personId: id, mergeId: null }],
      { id: actor.id, name: actor.name, at: now },
    );
    if (made) {
      await audit(actor, { action: 'consent.recorded', objectType: 'person', objectId: id, after: wanted });
      return toConsent((await selectConsents(workspaceId, [id])).find((one) => one.id === made) ?? missing());
    }
    const known = await findConsent(workspaceId, externalId ?? '');
    if (known?.personId !== id)
      throw conflict('consent_exists', 'This external id names what another person said.');
    return toConsent(known);
  });
}

/** Keeps them, and puts each on the timeline of its person. Call in a transaction. @returns the ids of those that were new. */
export async function tellConsents(
  workspaceId: string,
  consents: ConsentColumns[],
  by: Recorder,
): Promise<string[]> {
  const ids = await insertConsents(workspaceId, consents, by);
  if (ids.length < consents.length) return ids;
  await insertTimelineEntries(
    workspaceId,
    consents.map(({ personId, purpose, channel, isGranted, at }, index) => ({
      ...{ personId, at, kind: 'consent', sourceId: ids[index] ?? '' },
      code: isGranted ? 'consent:timeline.granted' : 'consent:timeline.refused',
      values: {
        purpose: { code: `consent:purpose.${purpose}` },
        channel: { code: `consent:channel.${channel}` },
      },
    })),
  );
  return ids;
}

function missing(): never {
  throw notFound('consent');
}

function toConsent({ personId: _person, ...consent }: Consent & { personId: string }): Consent {
  return consent;
}
