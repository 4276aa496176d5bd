import { type Actor, authorize, isAllowed } from '../../core/actor.ts';
import { decodeCursor } from '../../core/page.ts';
import { notFound } from '../../core/problem.ts';
import { readerOf } from '../deals/store/conditions.ts';
import type { FileFilters, StoredFile } from './schema.ts';
import { type FileReader, findContent, findFile, pageOfFiles } from './store/files.ts';

/** One page, the newest first. */
export async function listFiles(
  actor: Actor,
  { limit, cursor, ...filters }: FileFilters & { limit: number; cursor?: string | undefined },
): Promise<{ data: StoredFile[]; nextCursor: string | null }> {
  authorize(actor, 'accounts.read');
  return pageOfFiles(await fileReaderOf(actor), filters, { limit, after: decodeCursor(cursor) });
}

/** @throws Problem 404 */
export async function getFile(actor: Actor, id: string): Promise<StoredFile> {
  authorize(actor, 'accounts.read');
  const file = await findFile(await fileReaderOf(actor), id);
  if (!file) throw notFound('file');
  return file;
}

/** What was uploaded, byte for byte. @throws Problem 404 */
export async function readContent(actor: Actor, id: string): Promise<{ file: StoredFile; content: Buffer }> {
  const file = await getFile(actor, id);
  const content = await findContent(actor.workspaceId, id);
  if (!content) throw notFound('file');
  return { file, content };
}

async function fileReaderOf(actor: Actor): Promise<FileReader> {
  return { ...(await readerOf(actor)), readsDeals: isAllowed(actor, 'deals.read') };
}
