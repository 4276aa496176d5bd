import { z } from 'zod';
import { PageQuery } from '../../../core/page.ts';

/** Why a record stays as it is. */
export const KEPT_REASONS = [
  /** Somebody changed it after the import. */
  ...(['changed', 'people', 'deals', 'tasks', 'activities', 'facts', 'sales', 'program'] as const),
  ...(['playbooks', 'merged', 'history', 'contacts', 'consents', 'gone', 'taken', 'other'] as const),
] as const;
export type KeptReason = (typeof KEPT_REASONS)[number];

const Counts = z.object({
  removed: z.number().int(),
  restored: z.number().int(),
  kept: z.number().int(),
});

export const ImportUndo = z.object({
  /** `possible` until the day of `until`; the last three tell of an undo that somebody asked for. */
  state: z.enum(['unfinished', 'nothing', 'possible', 'tooLate', 'queued', 'running', 'done']),
  until: z.date().nullable(),
  /** What the import created and changed of accounts and people. */
  created: z.number().int(),
  changed: z.number().int(),
  /** Objects of the import's files whose records an undo leaves alone. */
  leaves: z.array(z.string()),
  undoneByName: z.string().nullable(),
  requestedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  /** 0 to 1. */
  progress: z.number(),
  counts: Counts,
});
export type ImportUndo = z.infer<typeof ImportUndo>;

/** What an undo would do now. */
export const UndoForecast = z.object({
  removed: z.number().int(),
  restored: z.number().int(),
  kept: z.array(z.object({ reason: z.enum(KEPT_REASONS), count: z.number().int() })),
});
export type UndoForecast = z.infer<typeof UndoForecast>;

export const KEPT_OBJECTS = ['account', 'person', 'stakeholder'] as const;

export const KeptRecord = z.object({
  object: z.enum(KEPT_OBJECTS),
  recordId: z.string(),
  /** Null when the record is gone. */
  name: z.string().nullable(),
  reason: z.enum(KEPT_REASONS),
});
export type KeptRecord = z.infer<typeof KeptRecord>;

export const KeptQuery = PageQuery;
export type KeptQuery = z.infer<typeof KeptQuery>;
