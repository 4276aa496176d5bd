import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound } from '../../core/problem.ts';
import { audit, findWorkspace } from '../../workspace/index.ts';
import { refuseBeyondReach } from '../reach/reach.ts';
import { completeKeys, gatherData } from './gather-data.ts';
import { findKeysOf } from './store/subject.ts';
import { type DataFormat, writeData } from './write-data.ts';

/**
 * Everything that any room knows about a person, as a file that is read as it is sent: nothing of it stays behind on a
 * disk. Audited, without the data.
 * @throws Problem 404
 */
export async function exportPerson(actor: Actor, personId: string, format: DataFormat): Promise<Readable> {
  authorize(actor, 'privacy.write');
  const { workspaceId, now: madeAt, locale } = actor;
  await refuseBeyondReach(actor, { object: 'person', ids: [personId], to: 'read' });
  const keys = await findKeysOf(workspaceId, personId);
  if (!keys) throw notFound('person');
  await completeKeys(workspaceId, keys);
  const { name: company = '' } = (await findWorkspace(workspaceId)) ?? {};
  await audit(actor, {
    action: 'person.data_exported',
    objectType: 'person',
    objectId: personId,
    after: { format },
  });
  const heading = { personId, company, madeAt, locale };
  const file = new PassThrough();
  inTransaction(() => pour(writeData(format, heading, gatherData(workspaceId, keys)), file)).then(
    () => file.end(),
    (error: Error) => file.destroy(error),
  );
  return file;
}

/** As fast as the reader takes it; ends when the reader has gone, so that no transaction waits for nobody. */
async function pour(parts: AsyncIterable<string>, file: PassThrough): Promise<void> {
  const gone = once(file, 'close').catch(() => {});
  for await (const part of parts) {
    if (!file.write(part)) await Promise.race([once(file, 'drain'), gone]);
    if (file.destroyed) return;
  }
}
