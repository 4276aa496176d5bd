import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { type Actor, authorize } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import type { Table } from '../../core/tables/table.ts';
import { type TableFormat, writeTable } from '../../core/tables/write-table.ts';
import { audit } from '../audit.ts';
import type { Permission } from '../permissions.ts';

/** A list that can leave the house as a file. */
export interface ExportDefinition<Query extends z.ZodObject = z.ZodObject> {
  /** As in its address: `deal-registrations`. */
  name: string;
  permission: Permission;
  /** Told as a whole, so not to a role that reaches some rows only. */
  needsAllRows?: boolean;
  /** Where it stands in the API's document. */
  tag: string;
  /** The filters; with none, everything. */
  query: Query;
  /** Reads what the actor may see. */
  read(actor: Actor, query: z.output<Query>, config: Config): Table | Promise<Table>;
}

const definitions = new Map<string, ExportDefinition>();

/** Gives a list its addresses and its name on the command line. */
export function defineExport<Query extends z.ZodObject>(definition: ExportDefinition<Query>): void {
  // A registry forgets the query's own type; `read` gets what the same definition's schema has parsed.
  definitions.set(definition.name, definition as never);
}

export function listExports(): ExportDefinition[] {
  return [...definitions.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

export function findExport(name: string): ExportDefinition | null {
  return definitions.get(name) ?? null;
}

/** Everything that fits the query, as bytes that are read as they are sent. Audited. */
export async function makeExport(
  actor: Actor,
  { name, permission, read }: ExportDefinition,
  { format, query, config }: { format: TableFormat; query: Record<string, unknown>; config: Config },
): Promise<Readable> {
  authorize(actor, permission);
  await audit(actor, {
    action: 'list.exported',
    objectType: 'list',
    objectId: name,
    after: { format, ...query },
  });
  return writeTable(await read(actor, query, config), format, name);
}
