import type { FastifyRequest } from 'fastify';
import { Problem } from '../../core/problem.ts';
import type { GivenContent } from './keep-files.ts';
import { MAX_FILE_BYTES, mediaTypeOf, shownName } from './rules.ts';

export const FILE_LIMITS = { fileSize: MAX_FILE_BYTES, files: 1, fields: 0 };

/** The one file of a request. @throws Problem 413 over the limit, 415 for another kind of body, 422 without a file. */
export async function receiveFile(request: FastifyRequest): Promise<GivenContent> {
  if (!request.isMultipart())
    throw new Problem(415, 'not_multipart', 'Unsupported', 'Send the file as multipart/form-data.');
  const part = await request.file();
  if (!part) throw new Problem(422, 'no_files', 'No file', 'The request holds no file.');
  const content = await part.toBuffer();
  if (part.file.truncated)
    throw new Problem(
      413,
      'file_too_large',
      'Too large',
      `${shownName(part.filename)} is larger than 25 MB.`,
    );
  return { name: shownName(part.filename), mediaType: mediaTypeOf(part.mimetype), content };
}
