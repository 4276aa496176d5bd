import { systemActor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound } from '../../core/problem.ts';
import { audit, findWorkspace } from '../../workspace/index.ts';
import { findStandingIds } from '../merges/find-standing.ts';
import { holdIds } from '../merges/hold-ids.ts';
import { lockPerson } from '../store/change-records.ts';
import { selectPeople } from '../store/find-people.ts';
import { PURPOSES } from './kinds.ts';
import { type Bearer, readPreferenceToken } from './preference-link.ts';
import { tellConsents } from './record-consent.ts';
import { maskedAddress, newWordsOf, statesOf } from './rules.ts';
import type { PreferenceChoices, Preferences } from './schema.ts';
import { selectConsents } from './store.ts';

const CHANNEL = 'email';

/** What the page of a person shows them. @throws Problem 404 for what is no such link, and for somebody who is gone. */
export async function viewPreferences(token: string): Promise<Preferences> {
  return inTransaction(async () => {
    const { workspaceId, person } = await openLink(token);
    const workspace = await findWorkspace(workspaceId);
    const states = statesOf(await selectConsents(workspaceId, [person.id]));
    return {
      company: workspace?.name ?? '',
      maskedEmail: person.email && maskedAddress(person.email),
      choices: PURPOSES.map((purpose) => {
        const state = states.find((one) => one.purpose === purpose && one.channel === CHANNEL);
        return { purpose, isGranted: state?.isGranted ?? null };
      }),
    };
  });
}

/** What the person says themselves, at once, and once however often it comes. @throws Problem 404 */
export async function choosePreferences(
  token: string,
  choices: PreferenceChoices,
  now: Date,
): Promise<Preferences> {
  await inTransaction(async () => {
    const { workspaceId, person } = await openLink(token);
    await lockPerson(workspaceId, person.id);
    const words = newWordsOf(await selectConsents(workspaceId, [person.id]), CHANNEL, choices);
    if (words.length === 0) return;
    const said = words.map((word) => ({
      ...{ ...word, personId: person.id, externalId: null, mergeId: null, evidence: null, at: now },
      ...({ channel: CHANNEL, basis: 'consent', source: 'person' } as const),
    }));
    const actor = { ...systemActor(workspaceId, 'preferences'), now };
    await tellConsents(workspaceId, said, { id: actor.id, name: actor.name, at: now });
    await audit(actor, {
      ...{ action: 'consent.chosen', objectType: 'person', objectId: person.id },
      after: words,
    });
  });
  return viewPreferences(token);
}

async function openLink(token: string) {
  const bearer = readPreferenceToken(token);
  const person = bearer && (await findBearer(bearer));
  if (!bearer || !person) throw notFound('page of preferences');
  return { workspaceId: bearer.workspaceId, person };
}

/** Who was merged away since is who they are now. */
async function findBearer({ workspaceId, personId }: Bearer) {
  await holdIds(workspaceId);
  const standing = (await findStandingIds(workspaceId, 'person', [personId])).get(personId) ?? personId;
  return (await selectPeople(workspaceId, [standing]))[0];
}
