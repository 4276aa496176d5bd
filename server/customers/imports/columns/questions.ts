import type { ImportObject } from '../registry.ts';
import { type ColumnEvidence, isInDoubt } from './evidence.ts';
import type { ColumnPlan, Question } from './plan.ts';

interface Findings {
  object: ImportObject | null;
  guesses: readonly { object: ImportObject }[];
  columns: readonly ColumnPlan[];
  evidence: readonly ColumnEvidence[];
}

/** What is left for a person to decide. A file with open questions is not imported. */
export function openQuestions({ object, guesses, columns, evidence }: Findings): Question[] {
  if (!object) return [objectQuestion(guesses)];
  return [
    ...missingFields(object, columns),
    ...evidence.filter(isInDoubt).flatMap((told) => doubtQuestion(told, columns, evidence)),
  ];
}

function objectQuestion(guesses: readonly { object: ImportObject }[]): Question {
  return {
    kind: 'object',
    columnIndex: null,
    options: guesses.map((guess) => guess.object.name),
    suggestion: null,
    code: 'imports:question.object',
    values: {},
  };
}

function missingFields(object: ImportObject, columns: readonly ColumnPlan[]): Question[] {
  const filled = new Set(columns.flatMap(({ target }) => (target.kind === 'field' ? [target.field] : [])));
  return object.fields
    .filter((field) => field.required && !filled.has(field.name))
    .map((field) => ({
      kind: 'required_field',
      columnIndex: null,
      options: columns.map(({ header }) => header).filter((header) => header !== ''),
      suggestion: null,
      code: 'imports:question.requiredField',
      values: { field: field.name },
    }));
}

function doubtQuestion(
  told: ColumnEvidence,
  columns: readonly ColumnPlan[],
  evidence: readonly ColumnEvidence[],
): Question[] {
  const column = columns.find(({ index }) => index === told.index);
  const isDate = told.doubt === 'date_order';
  if (!column || (isDate ? column.dateOrder : column.decimalMark)) return [];
  const neighbor = evidence.find((other) => other.doubt === told.doubt && other.decided);
  return [
    {
      kind: told.doubt,
      columnIndex: told.index,
      options: isDate ? ['dmy', 'mdy'] : ['point', 'comma'],
      suggestion: neighbor?.decided ?? null,
      code: isDate ? 'imports:question.dateOrder' : 'imports:question.decimalMark',
      values: { column: column.header, sample: told.ambiguousSample ?? '' },
    },
  ];
}
