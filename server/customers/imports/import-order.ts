import { listImportObjects } from './registry.ts';
import type { FileRow } from './store/files.ts';

/** Files in the order in which their objects refer to each other; files of one object as they were given. */
export function inImportOrder<File extends Pick<FileRow, 'plan'>>(files: File[]): File[] {
  const order = listImportObjects().map(({ name }) => name);
  const placeOf = (file: File) => order.indexOf(file.plan.objectName ?? '');
  return files.toSorted((one, other) => placeOf(one) - placeOf(other));
}
