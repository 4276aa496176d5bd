import { Readable } from 'node:stream';
import type { z } from 'zod';
import { type Actor, authorize } from '../../../core/actor.ts';
import { decodeCursor } from '../../../core/page.ts';
import { rowsOfPages } from '../../../core/tables/table.ts';
import { audit } from '../../../workspace/index.ts';
import { PersonQuery } from '../../schema/person.ts';
import { pageOfPeople } from '../../store/list-people.ts';
import { getPerson } from '../read-people.ts';
import { writeCard } from './write-card.ts';

const PEOPLE_PER_READ = 1_000;
export const CardQuery = PersonQuery.omit({ limit: true, cursor: true, sort: true, direction: true });

/** A person as an address book takes them. @throws Problem 404 */
export async function readCard(actor: Actor, personId: string): Promise<string> {
  return writeCard(await getPerson(actor, personId));
}

/** Every person who matches the filters, by name, as a file that is written while it is sent. On record. */
export async function exportCards(actor: Actor, filters: z.output<typeof CardQuery>): Promise<Readable> {
  authorize(actor, 'accounts.read');
  const { workspaceId } = actor;
  await audit(actor, {
    ...{ action: 'list.exported', objectType: 'list', objectId: 'people' },
    after: { format: 'vcf', ...filters },
  });
  const people = rowsOfPages((cursor) =>
    pageOfPeople(
      workspaceId,
      { ...filters, sort: 'name', limit: PEOPLE_PER_READ },
      { direction: 'asc', limit: PEOPLE_PER_READ, after: decodeCursor(cursor), reader: actor },
    ),
  );
  return Readable.from(cardsOf(people));
}

async function* cardsOf(people: AsyncIterable<Parameters<typeof writeCard>[0]>): AsyncGenerator<string> {
  for await (const person of people) yield writeCard(person);
}
