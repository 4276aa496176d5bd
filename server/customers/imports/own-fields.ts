import type { Field } from '../fields/schema.ts';
import { selectFieldsInUse } from '../fields/store/fields.ts';
import { findImportObject, type ImportField, type ImportObject, listImportObjects } from './registry.ts';

/** Before the key of a field of the workspace's own, where it stands for a target of a column. */
export const OWN = 'fields.';

/** The object of this name as this workspace has it, with its own fields, or null. */
export async function findObjectOf(workspaceId: string, name: string): Promise<ImportObject | null> {
  const object = findImportObject(name);
  return object && withOwnFields(workspaceId, object);
}

/** The same of every object, or of those of a family. */
export function listObjectsOf(workspaceId: string, family: string | null): Promise<ImportObject[]> {
  return Promise.all(listImportObjects(family).map((object) => withOwnFields(workspaceId, object)));
}

async function withOwnFields(workspaceId: string, object: ImportObject): Promise<ImportObject> {
  if (!object.ownFields) return object;
  const fields = await selectFieldsInUse(workspaceId, object.ownFields);
  return { ...object, fields: [...object.fields, ...fields.map(toImportField)] };
}

const TYPES = {
  text: 'text',
  link: 'text',
  number: 'number',
  money: 'money',
  date: 'date',
  checkbox: 'boolean',
  choice: 'choice',
  // Several words in a cell, and names of people, are read when the row is judged.
  multi_choice: 'text',
  member: 'text',
} as const satisfies Record<Field['type'], ImportField['type']>;

function toImportField({ key, name, type, choices }: Field): ImportField {
  return {
    ...{ name: `${OWN}${key}`, type: TYPES[type], aliases: [key, name], label: name },
    ...(type === 'choice' && {
      choices: Object.fromEntries(choices.map((choice) => [choice.key, [choice.label]])),
    }),
  };
}
