import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../../core/config.ts';
import { newId } from '../../core/ids.ts';
import { Problem } from '../../core/problem.ts';
import type { GivenFile } from './start-import.ts';

const MAX_FILE_BYTES = 2 * 1_024 ** 3;
const MAX_FILES = 50;
const MAX_NAME = 255;

export const UPLOAD_LIMITS = { fileSize: MAX_FILE_BYTES, files: MAX_FILES, fields: 0 };

/**
 * Streams the uploaded files to the data folder, a few bytes in memory at a time. When one cannot be taken, none is
 * kept.
 * @throws Problem 413 for a file over the limit, 415 and 422 for a request without files.
 */
export async function receiveFiles(request: FastifyRequest, config: Config): Promise<GivenFile[]> {
  if (!request.isMultipart()) {
    throw new Problem(415, 'not_multipart', 'Unsupported', 'Send the files as multipart/form-data.');
  }
  const folder = uploadFolder(config);
  await mkdir(folder, { recursive: true });
  const files: GivenFile[] = [];
  try {
    for await (const part of request.files()) {
      const file = { path: path.join(folder, newId('upl')), name: shownName(part.filename), isUpload: true };
      files.push(file);
      await pipeline(part.file, createWriteStream(file.path, { mode: 0o600 }));
      if (part.file.truncated) {
        throw new Problem(413, 'file_too_large', 'Too large', `${file.name} is larger than 2 GB.`);
      }
    }
    if (files.length === 0) {
      throw new Problem(422, 'no_files', 'No files', 'The request holds no files.');
    }
    return files;
  } catch (error) {
    await discardFiles(files);
    throw error;
  }
}

export function uploadFolder(config: Config): string {
  return path.join(config.dataDir, 'imports');
}

/** Takes back what was received. */
export async function discardFiles(files: GivenFile[]): Promise<void> {
  for (const file of files) await rm(file.path, { force: true });
}

/** The name is only shown, never a place: whatever folders it names are cut off. */
function shownName(name: string): string {
  return (name.split(/[\\/]/).at(-1) ?? '').replaceAll('\0', '').toWellFormed().slice(-MAX_NAME) || 'file';
}
