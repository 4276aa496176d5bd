import { renderTemplate, TemplateError } from '../../core/liquid.ts';
import { type FieldError, invalid } from '../../core/problem.ts';
import { type AccountCriteria, findStepErrors } from '../../customers/index.ts';
import { listMembers } from '../../workspace/index.ts';
import type { PlaybookDefinition, PlaybookStep } from '../schema.ts';

/** Stands for accounts without an owner. */
const NOBODY = 'none';
/** What a mail of a step can name, with plausible values: a text is tried with them before it is kept. */
const EXAMPLE = {
  person: { name: 'Ann Smith', firstName: 'Ann' },
  account: { name: 'Example Ltd' },
  company: { name: 'Acme' },
  sender: { name: 'Bob Miller' },
};

/** @throws Problem 422 naming every field that does not fit */
export async function refuseWrongDefinition(
  workspaceId: string,
  { entry, exit, success, steps }: PlaybookDefinition,
): Promise<void> {
  const errors: FieldError[] = (await findStepErrors(workspaceId, steps)).map(inDefinition);
  const refuse = (path: string, message: string) => errors.push(inDefinition({ path, message }));
  for (const [path, criteria] of Object.entries({ entry, exit, 'success.account': success.account }))
    if (await hasUnknownOwner(workspaceId, criteria))
      refuse(`${path}.ownerId`, 'is not a member of this workspace');
  if (entry && isEmpty(entry)) refuse('entry', 'give at least one condition');
  if (exit && isEmpty(exit)) refuse('exit', 'give at least one condition');
  const { account, ...growth } = success;
  if (isEmpty(account ?? {}) && isEmpty(growth)) refuse('success', 'say what is to be reached');
  for (const [place, step] of steps.entries())
    for (const error of findTextErrors(step, place)) errors.push(inDefinition(error));
  if (errors.length > 0) throw invalid(errors);
}

/** Whether the criteria name an owner who is nobody here. */
export async function hasUnknownOwner(
  workspaceId: string,
  criteria: AccountCriteria | null | undefined,
): Promise<boolean> {
  if (!criteria?.ownerId) return false;
  const members = new Set((await listMembers(workspaceId)).map(({ userId }) => userId));
  return criteria.ownerId.some((id) => id !== NOBODY && !members.has(id));
}

function inDefinition({ path, message }: FieldError): FieldError {
  return { path: `definition.${path}`, message };
}

function isEmpty(given: object): boolean {
  return Object.values(given).every((value) => value === undefined || value === false);
}

function findTextErrors(step: PlaybookStep, place: number): FieldError[] {
  if (step.kind !== 'mail') return [];
  const errors: FieldError[] = [];
  for (const [locale, words] of Object.entries(step.texts))
    for (const part of ['subject', 'text'] as const)
      try {
        renderTemplate(words[part], EXAMPLE);
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        errors.push({ path: `steps.${place}.texts.${locale}.${part}`, message: error.message });
      }
  return errors;
}
